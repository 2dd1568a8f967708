"""The cells of a form's sheet as a table: a click chooses a place, places that have a meaning show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from app.superior.looks import SheetLook, place_text

if TYPE_CHECKING:
    from ui.widgets.theme import Theme

_PIXELS_PER_CHARACTER, _NARROWEST, _WIDEST = 8.0, 44, 320


class FormGrid(QTableWidget):
    """Shows one sheet. Signal chosen(int, int): row and column of the cell that was chosen, from 0."""

    chosen = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._look = theme, SheetLook("", ())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.setAccessibleName("上级表格的单元格")
        self.currentCellChanged.connect(lambda row, column, *_: self._choose(row, column))

    def show_sheet(self, look: SheetLook, labels: Mapping[tuple[int, int], str]) -> None:
        """Show a sheet; labels: what the named places mean."""
        self._look = look
        self.blockSignals(True)
        self.clear()
        self.clearSpans()
        across = max((len(row) for row in look.rows), default=0)
        self.setRowCount(len(look.rows))
        self.setColumnCount(across)
        self.setHorizontalHeaderLabels([place_text(0, column)[:-1] for column in range(across)])
        for column, width in enumerate(look.widths[:across]):
            wide = min(max(width * _PIXELS_PER_CHARACTER, _NARROWEST), _WIDEST)
            self.setColumnWidth(column, self._theme.length(wide))
        for row, cells in enumerate(look.rows):
            for column in range(len(cells)):
                self.setItem(row, column, self._item(row, column, labels.get((row, column), "")))
        for area in look.merged:
            if area.rows * area.columns > 1:
                self.setSpan(area.row, area.column, area.rows, area.columns)
        self.resizeRowsToContents()
        self.blockSignals(False)

    def mark(self, row: int, column: int, label: str) -> None:
        """Show what a place means now; an empty label: nothing."""
        self.setItem(row, column, self._item(row, column, label))
        self.resizeRowToContents(row)

    def has(self, row: int, column: int) -> bool:
        """Whether the sheet has a cell there."""
        return row < self.rowCount() and column < self.columnCount()

    def _item(self, row: int, column: int, label: str) -> QTableWidgetItem:
        look = self._look.at(row, column)
        item = QTableWidgetItem(f"〔{label}〕" if label else "＝公式" if look.formula else look.text)
        if label:
            item.setBackground(QBrush(QColor(self._theme.colour("accent_soft"))))
            item.setForeground(QBrush(QColor(self._theme.colour("accent"))))
            item.setToolTip(label)
        elif look.formula or look.locked:
            item.setForeground(QBrush(QColor(self._theme.colour("quiet"))))
            item.setToolTip("公式由表格自己计算" if look.formula else "工作表保护了这个单元格")
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter if label else Qt.AlignmentFlag.AlignVCenter)
        return item

    def _choose(self, row: int, column: int) -> None:
        if row >= 0 and column >= 0:
            self.chosen.emit(row, column)
