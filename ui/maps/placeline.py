"""A line that names a place on the ground: a facility found by typing, or coordinates as they are copied from a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from app.streetmap.coordinates import Point
from app.streetmap.reading import Place
from app.streetmap.typed import looks_like_degrees

_PLACE = Qt.ItemDataRole.UserRole
_MOST = 12


class PlaceLine(QLineEdit):
    """Signals: ``placed(degrees, name)`` a facility was chosen; ``typed(text)`` coordinates, or words that name none."""

    placed = Signal(object, str)
    typed = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self._places = [one for one in places if one.degrees is not None]
        self._settled = ""
        self._model = QStandardItemModel(self)
        self._list = QCompleter(self._model, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(_MOST)
        self._list.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        self.setCompleter(self._list)
        self.setPlaceholderText("阵地名称或拼音，或坐标 120.1312,30.2601")
        self.textEdited.connect(self._offer)
        self.editingFinished.connect(self._settle)

    def show_place(self, text: str) -> None:
        """Show what a point stands for; nothing is told."""
        self._settled = text
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down lists the places."""
        if event.key() == Qt.Key.Key_Down and not self._list.popup().isVisible():
            self._offer(self.text())
        else:
            super().keyPressEvent(event)

    def _offer(self, text: str) -> None:
        self._model.clear()
        if looks_like_degrees(text):
            return
        for place in [one for one in self._places if one.fits(text.split())][:_MOST]:
            item = QStandardItem(f"{place.name}　{place.address}" if place.address else place.name)
            item.setData(place.id, _PLACE)
            self._model.appendRow(item)
        if self._model.rowCount():
            self._list.complete()

    def _choose(self, index: QModelIndex) -> None:
        place: Any = next((one for one in self._places if one.id == index.data(_PLACE)), None)
        if place is not None:
            self._told(place.degrees, place.name)

    def _settle(self) -> None:
        text = self.text().strip()
        if not text or text == self._settled or self._list.popup().isVisible():
            return
        named = next((one for one in self._places if one.name == text), None)
        if named is not None and named.degrees is not None:
            self._told(named.degrees, named.name)
            return
        self._settled = text
        self.typed.emit(text)

    def _told(self, degrees: Point, name: str) -> None:
        self.show_place(name)
        self.placed.emit(degrees, name)
