"""Choosing between two sides, line by line: texts that wrap, one round button each, arrows within a line, Tab to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QRadioButton, QWidget

from app.merging.knots import Side
from ui.widgets.wrapped import WrappedLabel

_NOTHING = "（空）"
_WORDS = {Side.LEFT: "左边", Side.RIGHT: "右边", Side.BOTH: "都保留"}
_LABELS = 96  # pixels


class ChoiceLine:
    """A label, and a text of each side to choose from. above: the label stands on a line of its own."""

    def __init__(self, label: str, texts: Mapping[Side, str], proposal: Side, *, above: bool = False) -> None:
        self.label = WrappedLabel(label)
        self.above = above
        self.group = QButtonGroup(self.label)
        self.cells = {
            side: _Cell(_said(side, text), f"{label}：{_WORDS[side]}") for side, text in texts.items()
        }
        for cell in self.cells.values():
            self.group.addButton(cell.button)
        self.choose(proposal)

    @property
    def chosen(self) -> Side:
        """The side chosen now."""
        return next(side for side, cell in self.cells.items() if cell.button.isChecked())

    def choose(self, side: Side) -> None:
        """Choose a side."""
        self.cells[side].button.setChecked(True)

    def focus(self) -> None:
        """Put the keyboard on the chosen button."""
        self.cells[self.chosen].button.setFocus()


class ChoiceTable(QWidget):
    """Lines below each other in columns of equal width. heads: names of the two sides, above."""

    def __init__(self, lines: Sequence[ChoiceLine], heads: Sequence[str] = ()) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for column, head in enumerate(heads, start=1):
            grid.addWidget(QLabel(head), 0, column)
        row = 1
        for line in lines:
            if line.above:
                grid.addWidget(line.label, row, 0, 1, 3)
                row += 1
            else:
                grid.addWidget(line.label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            for column, cell in enumerate(line.cells.values()):
                place = (row, column + 1) if column < 2 else (row + 1, 1)
                grid.addWidget(cell, *place, 1, 1 if column < 2 else 2)
            row += 2
        grid.setColumnMinimumWidth(0, _LABELS)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)


def _said(side: Side, text: str) -> str:
    return f"{_WORDS[side]}：{text}" if side is Side.BOTH else text


class _Cell(QFrame):
    """One text with its button; a click anywhere on it chooses it."""

    def __init__(self, text: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName("choice")
        self.button = QRadioButton()
        self.button.setAccessibleName(f"{accessible}，{text or _NOTHING}")
        self.button.installEventFilter(self)
        self.button.toggled.connect(lambda chosen: self._mark("chosen", chosen))
        label = WrappedLabel(text or _NOTHING)
        if not text:
            label.setObjectName("quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label, 1, Qt.AlignmentFlag.AlignVCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this one."""
        self.button.setChecked(True)
        self.button.setFocus()
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show where the keyboard is."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._mark("focused", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _mark(self, name: str, on: bool) -> None:
        self.setProperty(name, on)
        self.style().unpolish(self)
        self.style().polish(self)
