"""Editors of single values: each shows a stored value, takes what the clerk types, and gives it back as stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.exchange.amounts import clean_minutes
from app.registers.spec import Field, text_of
from ui.widgets.wheel import calm

_MANY_CHOICES = 14
_SEPARATORS = re.compile(r"[、，,;；\s]+")


class Unreadable(Exception):
    """What was typed cannot be read as a value of this kind; the text is a sentence for the clerk."""


class Editor(QWidget):
    """Base of all editors. Signal ``edited`` comes when the clerk (not the program) changed something."""

    edited = Signal()

    def __init__(self, inside: QWidget, button: QWidget | None = None) -> None:
        super().__init__()
        self.inside = inside
        self.setFocusProxy(inside)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(inside, 1)
        if button is not None:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            layout.addWidget(button)

    def value(self) -> Any:
        """The stored value of what is shown. Raises ``Unreadable``."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a stored value."""
        raise NotImplementedError

    def mark(self, state: str) -> None:
        """Draw attention: ``true`` for a problem, ``warning``, empty for none."""
        self.inside.setProperty("problem", state)
        self.inside.style().unpolish(self.inside)
        self.inside.style().polish(self.inside)


class Limit(QValidator):
    """Takes no more than so many characters. Code points are counted, because 𬱖 is one character and two in UTF-16;
    and a text that an input method is still composing is left alone."""

    def __init__(self, most: int, parent: QObject) -> None:
        super().__init__(parent)
        self._most = most

    def validate(self, text: str, position: int) -> object:
        """Refuse what would become too long."""
        fits = len(text) <= self._most
        return (QValidator.State.Acceptable if fits else QValidator.State.Invalid, text, position)


class TextEditor(Editor):
    """One line."""

    def __init__(self, field: Field, limit: int | None = None) -> None:
        self.line = QLineEdit()
        super().__init__(self.line)
        if limit is not None:
            self.line.setValidator(Limit(limit, self.line))
        if field.choices:
            self._suggest([label for _, label in field.choices])
        self.line.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> Any:
        """The text without blanks at its ends."""
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a text from its beginning."""
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def _suggest(self, words: list[str]) -> None:
        completer = QCompleter(words, self.line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)


class ReadEditor(TextEditor):
    """One line that is read as something: a number, an amount, a time. read: text → value, raises ValueError."""

    def __init__(self, field: Field, read: Callable[[str], Any], complaint: str, example: str = "") -> None:
        super().__init__(field)
        self._field, self._read, self._complaint = field, read, complaint
        self.line.setPlaceholderText(example)

    def value(self) -> Any:
        """The value read, or None for an empty line."""
        text = super().value()
        if not text:
            return None
        try:
            return self._read(text)
        except (ValueError, InvalidOperation):
            raise Unreadable(f"“{self._field.label}”{self._complaint}") from None

    def set_value(self, value: Any) -> None:
        """Show the value as lists show it."""
        super().set_value(text_of(self._field, value))


class PhonesEditor(TextEditor):
    """Several telephone numbers, parted by blanks or any comma; stored parted by one blank."""

    def value(self) -> Any:
        """The numbers as typed."""
        return " ".join(part for part in _SEPARATORS.split(super().value()) if part)

    def set_value(self, value: Any) -> None:
        """Show them parted by 、"""
        super().set_value("、".join(str(value or "").split()))


class LongTextEditor(Editor):
    """Several lines; Tab goes on to the next field."""

    def __init__(self, field: Field, limit: int | None = None) -> None:
        self.text = QPlainTextEdit()
        super().__init__(self.text)
        self._field, self._limit, self._quiet = field, limit, False
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._typed)

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(200, self.fontMetrics().lineSpacing() * 3 + 24)

    def minimumSizeHint(self) -> QSize:
        """Three lines."""
        return self.sizeHint()

    def value(self) -> Any:
        """The text without blank ends."""
        text = self.text.toPlainText().strip()
        if self._limit is not None and len(text) > self._limit:
            raise Unreadable(f"“{self._field.label}”最多{self._limit}个字，现有{len(text)}个字，请缩短。")
        return text

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self._quiet = True
        self.text.setPlainText("" if value is None else str(value))
        self._quiet = False

    def _typed(self) -> None:
        if not self._quiet:
            self.edited.emit()


class YesNoEditor(Editor):
    """A box to tick."""

    def __init__(self, field: Field) -> None:
        self.box = QCheckBox("是")
        super().__init__(self.box)
        self.box.clicked.connect(lambda _: self.edited.emit())

    def value(self) -> Any:
        """True when ticked."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or untick."""
        self.box.setChecked(bool(value))


class ChoiceEditor(Editor):
    """One of a few; a long list can be typed into to find the word."""

    def __init__(self, field: Field) -> None:
        self.box = QComboBox()
        super().__init__(self.box)
        self._field = field
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        calm(self.box)
        if not field.required:
            self.box.addItem("", None)
        for value, label in field.choices:
            self.box.addItem(label, value)
        if len(field.choices) > _MANY_CHOICES:
            self._make_searchable()
        self.box.activated.connect(lambda _: self.edited.emit())

    def value(self) -> Any:
        """The stored value of the chosen label."""
        place = self.box.findText(self.box.currentText().strip())
        if place < 0 and self.box.currentText().strip():
            raise Unreadable(
                f"“{self._field.label}”中没有“{self.box.currentText().strip()}”，请从列表中选择。"
            )
        return self.box.itemData(place) if place >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose the label of a stored value; one that is no longer offered is kept and shown."""
        if isinstance(value, str):
            value = str(value) or None
        place = self.box.findData(value)
        if place < 0 and value is not None:
            self.box.addItem(str(value), value)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def _make_searchable(self) -> None:
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.box.model(), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.box.setCompleter(completer)
        self.box.editTextChanged.connect(lambda _: self.edited.emit() if self.box.hasFocus() else None)


def read_whole(text: str) -> int:
    """A whole number, also with thousands commas or full-width digits."""
    return int(text.replace(",", "").replace("，", ""))


def read_decimal(text: str) -> float:
    """A decimal number."""
    return float(Decimal(text.replace(",", "").replace("，", "")))


def read_money(text: str) -> int:
    """元 as typed → 分."""
    amount = Decimal(re.sub(r"[,，元¥￥\s]", "", text)) * 100
    if amount != amount.to_integral_value():
        raise ValueError(text)
    return int(amount)


def read_minutes(text: str) -> int:
    """Hours as typed (``1.5``, ``90分钟``, ``14:00-16:30``) → minutes."""
    minutes, problem = clean_minutes(text)
    if minutes is None or problem is not None:
        raise ValueError(text)
    return minutes


def read_time(text: str) -> str:
    """A time of day as ``HH:MM``: ``9:30``, ``0930``, ``9点半``."""
    found = re.fullmatch(r"(\d{1,2})[:：点时]?(\d{2}|半)?分?", text.replace(" ", ""))
    if found is None:
        raise ValueError(text)
    hour, minute = int(found[1]), 30 if found[2] == "半" else int(found[2] or 0)
    if hour > 23 or minute > 59:
        raise ValueError(text)
    return f"{hour:02d}:{minute:02d}"


def read_moment(text: str) -> datetime:
    """A day and time of the local clock, as an aware moment."""
    return datetime.fromisoformat(text.replace("/", "-")).astimezone()
