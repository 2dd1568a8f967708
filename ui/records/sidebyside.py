"""Two records side by side as a table to read: where they differ the texts stand out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.cards.sidebyside import Line
from ui.widgets.theme import Theme

_LABELS = 134  # pixels at 100 %


class SideBySide(QTableWidget):
    """Label, left text, right text; fields that agree are quiet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 3)
        self._theme = theme
        self._lines: list[Line] = []
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.resizeSection(0, theme.length(_LABELS))
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        theme.changed.connect(self._colour)

    def show_lines(self, left: str, right: str, lines: Sequence[Line]) -> None:
        """Show two records under their names."""
        self._lines = list(lines)
        self.setHorizontalHeaderLabels(["", left, right])
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, text in enumerate((line.label, line.left, line.right)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        self._colour()

    def changeEvent(self, event: Any) -> None:
        """Rows are as high as their wrapped texts at the present size of type."""
        super().changeEvent(event)
        self.resizeRowsToContents()

    def _colour(self) -> None:
        quiet, strong = (QColor(self._theme.colour(name)) for name in ("quiet", "text"))
        for row, line in enumerate(self._lines):
            for column in range(3):
                item = self.item(row, column)
                if item is not None:
                    item.setForeground(quiet if line.same or column == 0 else strong)
                    font = item.font()
                    font.setBold(not line.same and column > 0)
                    item.setFont(font)
