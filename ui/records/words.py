"""Fields of words: typed or ticked in the form, ticked in the filter; the usual words come from the worker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout

from app.registers.linking import usual_words
from app.registers.lists import Filter, Op
from app.registers.spec import Field
from ui.lists.chips import CHECKED, FilterChip, add_box, boxes, few
from ui.records.editors import TextEditor
from ui.records.links import Place

_PARTS = re.compile(r"[、，,;；\n]+")
_JOINT = "、"


class WordsEditor(TextEditor):
    """Several words, parted by any comma, stored parted by 、; the usual ones are ticked in a list (Alt+↓)."""

    def __init__(self, field: Field, limit: int | None, place: Place) -> None:
        super().__init__(replace(field, choices=()), limit)  # words are ticked, not completed
        self._field, self._place = field, place
        self._button = QToolButton()
        self._button.setText("▾")
        self._button.setToolTip("列出常用的词（Alt+↓）")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setVisible(bool(field.link or field.choices))
        self._button.clicked.connect(self.open_list)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._button)
        self.popup = QFrame(self, Qt.WindowType.Popup)
        self.popup.setObjectName("popup")
        self.list = QListWidget()
        self.list.itemChanged.connect(self._ticked)
        QVBoxLayout(self.popup).addWidget(self.list)

    def value(self) -> Any:
        """The words."""
        return _JOINT.join(_words(super().value()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+↓ lists the usual words."""
        if event.key() == Qt.Key.Key_Down and self._button.isVisibleTo(self):
            self.open_list()
        else:
            super().keyPressEvent(event)

    def open_list(self) -> None:
        """Drop down the usual words, those that stand in the line ticked."""
        desk, field = self._place.desk, self._field
        self._place.tasks.read(lambda: usual_words(desk, field), self._offer, owner=self)

    def _offer(self, usual: list[str]) -> None:
        present = _words(self.line.text())
        _fill(self.list, list(dict.fromkeys([*usual, *present])), present)
        self.popup.setFixedWidth(max(self.line.width(), 180))
        self.popup.adjustSize()
        self.popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self.popup.show()
        self.list.setFocus()

    def _ticked(self, item: QListWidgetItem) -> None:
        words = [word for word in _words(self.line.text()) if word != item.text()]
        self.line.setText(_JOINT.join([*words, item.text()] if item.checkState() == CHECKED else words))
        self.edited.emit()


class WordsChip(FilterChip):
    """Records that hold one of the ticked words."""

    def __init__(self, field: Field, place: Place) -> None:
        self._place = place
        self._chosen: list[str] = []
        super().__init__(field)

    def fill(self) -> None:
        """A list with boxes."""
        self.list = QListWidget()
        self.list.setMinimumWidth(200)
        self.list.itemChanged.connect(self._ticked)
        self.inside.addWidget(self.list)

    def prepare(self) -> None:
        """Read the usual words anew each time."""
        desk, field = self._place.desk, self.field
        self._place.tasks.read(lambda: usual_words(desk, field), self._offer, owner=self)

    def filters(self) -> tuple[Filter, ...]:
        """The ticked words."""
        return (Filter(self.field.name, Op.HOLDS, tuple(self._chosen)),) if self._chosen else ()

    def take(self, filters: Sequence[Filter]) -> None:
        """Tick these words."""
        self._chosen = [word for one in filters if one.op is Op.HOLDS for word in one.value]
        _fill(self.list, [item.text() for item in boxes(self.list)], self._chosen)
        self.say()

    def chosen_text(self) -> str:
        """The words, two at most."""
        return few(self._chosen)

    def _offer(self, usual: list[str]) -> None:
        _fill(self.list, list(dict.fromkeys([*self._chosen, *usual])), self._chosen)
        self.popup.adjustSize()

    def _ticked(self, _: QListWidgetItem) -> None:
        self._chosen = [item.text() for item in boxes(self.list) if item.checkState() == CHECKED]
        self.touched()


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in _PARTS.split(text) if part.strip()))


def _fill(items: QListWidget, words: Sequence[str], ticked: Sequence[str]) -> None:
    """List words with boxes, as high as they are many."""
    items.blockSignals(True)
    items.clear()
    for word in words:
        add_box(items, word, word, ticked=word in ticked)
    items.blockSignals(False)
    items.setFixedHeight(min(max(items.count(), 1), 10) * max(28, items.sizeHintForRow(0)) + 8)
