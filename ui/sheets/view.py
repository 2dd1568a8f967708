"""The two tables of the attendance sheet: learners above, the foot below, moving sideways together."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.sheets.attendance import MARKS
from ui.sheets.foot import FootModel
from ui.sheets.model import CAME, FIRST, RATE, STATION, SheetModel
from ui.widgets.theme import Theme

_KEYS = {str(number): mark for number, (mark, _, _) in enumerate(MARKS, start=1)}
_CLEAR = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_NAMES, _LESSON = 170, 56
_WIDTHS = {STATION: 120, CAME: 60, RATE: 64}


class _SheetTable(QTableView):
    """Heads and widths that both tables share."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._theme = theme
        names = self.verticalHeader()
        names.setFixedWidth(theme.length(_NAMES))
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit_columns(self) -> None:
        """Give every column its width; lessons share one."""
        head = self.horizontalHeader()
        head.setDefaultSectionSize(self._theme.length(_LESSON))
        for column, width in _WIDTHS.items():
            head.resizeSection(column, self._theme.length(width))


class SheetView(_SheetTable):
    """Keys 1 to 5 mark and go down a line, 0 and Delete take a mark back, the space bar unticks."""

    def __init__(self, model: SheetModel, theme: Theme) -> None:
        super().__init__(theme)
        self.sheet_model = model
        self.setModel(model)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit_columns()

    def go_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor on a line."""
        column = self.currentIndex().column() if column is None else column
        index = self.model().index(row, max(column, FIRST))
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark by key; everything else as in any table."""
        chosen = [index for index in self.selectedIndexes() if self.sheet_model.is_lesson(index)]
        mark = "" if event.key() in _CLEAR else _KEYS.get(event.text())
        if not chosen or (mark is None and event.key() != Qt.Key.Key_Space):
            super().keyPressEvent(event)
            return
        if mark is not None:
            self.sheet_model.mark(chosen, mark)
        else:
            for index in chosen:
                self.sheet_model.toggle(index)
        row = self.currentIndex().row() + 1
        if len(chosen) == 1 and row < self.sheet_model.rowCount():
            self.go_to(row)


class FootView(_SheetTable):
    """The foot: numbers are typed into the lines of unnamed people. Signals: left() when the cursor goes up out of it."""

    left = Signal()

    def __init__(self, model: FootModel, above: SheetView, theme: Theme) -> None:
        super().__init__(theme)
        self.setModel(model)
        self.horizontalHeader().hide()
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit_columns()
        self.horizontalScrollBar().valueChanged.connect(above.horizontalScrollBar().setValue)
        above.horizontalScrollBar().valueChanged.connect(self.horizontalScrollBar().setValue)
        model.rowsInserted.connect(lambda *_: self._fit_height())
        self._fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up from the first line goes back to the sheet."""
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 1:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a line and take the keyboard."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        index = self.model().index(row, max(column, FIRST))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _fit_height(self) -> None:
        rows = self.model().rowCount(QModelIndex())
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(rows * self.verticalHeader().defaultSectionSize() + bar + 4)
