"""A list of any length as a table model: it reads further pages when the clerk scrolls down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()


class LongList(QAbstractTableModel):
    """The rows read so far. heads: labels of the columns; cells: the texts of a row; a page that is full has more behind it.

    Signals: wants_more(), when the clerk has scrolled to the end.
    """

    wants_more = Signal()

    def __init__(
        self, parent: QObject, heads: Sequence[str], cells: Callable[[Any], Sequence[str]], page_size: int
    ) -> None:
        super().__init__(parent)
        self._heads, self._cells, self._page_size = heads, cells, page_size
        self.rows: list[Any] = []
        self._more = False
        self._asked = False

    def begin(self, rows: Sequence[Any]) -> None:
        """Show a first page."""
        self.beginResetModel()
        self.rows = list(rows)
        self._more, self._asked = len(rows) == self._page_size, False
        self.endResetModel()

    def add(self, rows: Sequence[Any]) -> None:
        """Show a further page."""
        self._more, self._asked = len(rows) == self._page_size, False
        if rows:
            self.beginInsertRows(_NOTHING, len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index = _NOTHING) -> int:
        """Those read so far."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        """One for each head."""
        return 0 if parent.isValid() else len(self._heads)

    def canFetchMore(self, parent: Index) -> bool:
        """True while the last page was full."""
        return self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        self._asked = True
        self.wants_more.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The labels."""
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if across else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, the whole one as a tool tip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._cells(self.rows[index.row()])[index.column()]


class LongListView(QTableView):
    """The list as it is looked at: one row chosen at a time, no grid.

    widths: of the columns in pixels at 100 %; wide: the column that takes what room is left. Signals: ``chosen(row)``, -1 for none; ``opened(row)`` by Enter or
    double click; ``wants_delete(row)``.
    """

    chosen = Signal(int)
    opened = Signal(int)
    wants_delete = Signal(int)

    def __init__(self, model: LongList, theme: Theme, widths: Sequence[int], wide: int) -> None:
        super().__init__()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            header.resizeSection(column, theme.length(width))
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda index, _: self.chosen.emit(index.row()))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    @property
    def row(self) -> int:
        """The chosen row; -1 for none."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Delete asks for it to go."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row >= 0:
            self.opened.emit(self.row)
        elif event.key() == Qt.Key.Key_Delete and self.row >= 0:
            self.wants_delete.emit(self.row)
        else:
            super().keyPressEvent(event)
