"""The statistics table on screen: a line for each figure under the headings of the paper; each opens what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

if TYPE_CHECKING:
    from app.measures.period import Reported
    from app.measures.table import TableRow

_HEADS = ("指标名称", "单位", "本月", "上月", "环比", "本年累计", "上年同期", "同比", "备注")
_FIGURES = range(2, 8)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FigureTable(QTableWidget):
    """Signals: opened(str) with the code of the figure whose records are wanted."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self._codes: list[str] = []
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.setAccessibleName("统计表")
        self._name_columns("本月", "上月")
        self.cellActivated.connect(lambda row, _: self.open_row(row))

    def show_rows(self, period: Reported, rows: Iterable[TableRow]) -> None:
        """Show the figures of a period, those that are reported."""
        from app.actions.summary import grouped

        self._codes = []
        self.setRowCount(0)
        self._name_columns(period.spoken.this, period.spoken.last)
        for heading, lines in grouped(rows):
            self._add((heading,), "", bold=True)
            for row in lines:
                texts = row.texts
                name = f"　{row.measure.label}" if row.measure.of else row.measure.label
                cells = (
                    name,
                    row.measure.unit,
                    texts.this_month,
                    texts.last_month,
                    texts.month_change,
                    texts.year_total,
                    texts.last_year_total,
                    texts.year_change,
                    row.remark,
                )
                self._add(cells, row.measure.code, tip=row.measure.definition)
        self.setColumnHidden(len(_HEADS) - 1, not any(row.remark for row in rows))

    def open_row(self, row: int) -> None:
        """Ask for the records behind the figure of a line; a heading has none."""
        if 0 <= row < len(self._codes) and self._codes[row]:
            self.opened.emit(self._codes[row])

    def _add(self, cells: tuple[str, ...], code: str, *, bold: bool = False, tip: str = "") -> None:
        row = self.rowCount()
        self.insertRow(row)
        self._codes.append(code)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(f"{tip}\n双击或按回车打开这些记录" if code else "")
            if column in _FIGURES:
                item.setTextAlignment(_RIGHT)
            if bold:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            self.setItem(row, column, item)
        if bold:
            self.setSpan(row, 0, 1, len(_HEADS))

    def _name_columns(self, this: str, last: str) -> None:
        for column, label in enumerate((*_HEADS[:2], this, last, *_HEADS[4:])):
            heading = QTableWidgetItem(label)
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            heading.setTextAlignment(_RIGHT if column in _FIGURES else left)
            self.setHorizontalHeaderItem(column, heading)
