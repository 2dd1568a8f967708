"""Widgets of one kind beside one another, as many in a row as have room, the rows as even as they can be."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

_LINE = 20  # the height of a line of text at 100 %


class FitGrid(QWidget):
    """narrowest: the width in pixels that one of them needs at 100 % type size; gap: between them."""

    def __init__(self, widgets: Sequence[QWidget], narrowest: int, gap: int = 8) -> None:
        super().__init__()
        self._widgets, self._narrowest, self._gap = list(widgets), narrowest, gap
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room takes more in a row."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """A larger type needs more room for each."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def _place(self) -> None:
        narrowest = self._narrowest * self.fontMetrics().height() / _LINE
        most = max(1, int((self.width() + self._gap) / (narrowest + self._gap)))
        count = max(1, len(self._widgets))
        columns = ceil(count / ceil(count / most))
        if columns == self._columns:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
