"""The table of an inspection round: findings by single keys, along a place's line as on the paper."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.sheets.inspection import FINDINGS
from ui.sheets.roundmodel import FAULT, FIRST, RoundModel
from ui.widgets.theme import Theme

_KEYS = {str(number): str(finding) for number, (finding, _, _) in enumerate(FINDINGS, start=1)}
_CLEAR = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NAMES, _DAY, _NARROWEST = 240, 64, 84


class RoundView(QTableView):
    """Keys 1 to 3 mark and go on, 0 and Delete take back, Enter calls the rest of the line good and goes to the next.

    Signals: wants_note() when a fault was marked; came() when the cursor moved.
    """

    wants_note = Signal()
    came = Signal()

    def __init__(self, model: RoundModel, theme: Theme) -> None:
        super().__init__()
        self.sheet, self._theme = model, theme
        self.setModel(model)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("巡查表")
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        names = self.verticalHeader()
        names.setFixedWidth(theme.length(_NAMES))
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.fit_columns()
        self.selectionModel().currentChanged.connect(lambda *_: self.came.emit())

    def fit_columns(self) -> None:
        """Each item as wide as its head needs."""
        head = self.horizontalHeader()
        head.resizeSection(0, self._theme.length(_DAY))
        for column in range(FIRST, self.sheet.columnCount()):
            needed = head.fontMetrics().horizontalAdvance(self.sheet.item(column).name)
            head.resizeSection(column, max(self._theme.length(_NARROWEST), needed + self._theme.length(24)))

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, or on the next one of the line that may have a finding."""
        while column < self.sheet.columnCount() - 1 and not self.sheet.answers(self.sheet.index(row, column)):
            column += 1
        index = self.sheet.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def go_on(self) -> None:
        """The next cell of the line; from its last one to the first of the next line."""
        index = self.currentIndex()
        row, column = index.row(), index.column() + 1
        while column < self.sheet.columnCount() and not self.sheet.answers(self.sheet.index(row, column)):
            column += 1
        if column < self.sheet.columnCount():
            self.go_to(row, column)
        else:
            self.next_line()

    def next_line(self) -> None:
        """The first cell of the next line; on the last one the cursor stays."""
        row = self.currentIndex().row() + 1
        if row < self.sheet.rowCount():
            self.go_to(row, FIRST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark by key; everything else as in any table."""
        here = self.currentIndex()
        if event.key() in _ENTER and here.isValid():
            self.sheet.rest_good({here.row(), *(index.row() for index in self.selectedIndexes())})
            self.next_line()
            return
        if event.key() == Qt.Key.Key_F2 and self._is_fault(here):
            self.wants_note.emit()
            return
        chosen = [index for index in self.selectedIndexes() if self.sheet.answers(index)]
        finding = "" if event.key() in _CLEAR else _KEYS.get(event.text())
        if finding is None or not chosen:
            super().keyPressEvent(event)
            return
        self.sheet.mark(chosen, finding)
        if len(chosen) > 1:
            self.came.emit()
        elif finding == FAULT:
            self.came.emit()
            self.wants_note.emit()
        else:
            self.go_on()

    def _is_fault(self, index: QModelIndex) -> bool:
        if not self.sheet.answers(index):
            return False
        return self.sheet.finding(self.sheet.line(index.row()), self.sheet.item(index.column())) == FAULT
