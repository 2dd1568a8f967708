"""The operations of the journal as a table model that reads further pages when the clerk scrolls down."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.journal import PAGE_SIZE, Done

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_COLUMNS = ("时间", "经办人", "类型", "内容", "")


class Operations(QAbstractTableModel):
    """The operations read so far; more are asked for when the clerk scrolls down. Signals: wants_more()."""

    wants_more = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.done: list[Done] = []
        self._more = False
        self._asked = False

    def begin(self, done: list[Done]) -> None:
        """Show a first page."""
        self.beginResetModel()
        self.done = list(done)
        self._more, self._asked = len(done) == PAGE_SIZE, False
        self.endResetModel()

    def add(self, done: list[Done]) -> None:
        """Show a further page."""
        self._more, self._asked = len(done) == PAGE_SIZE, False
        if done:
            self.beginInsertRows(_NOTHING, len(self.done), len(self.done) + len(done) - 1)
            self.done += done
            self.endInsertRows()

    def rowCount(self, parent: Index = _NOTHING) -> int:
        """Those read so far."""
        return 0 if parent.isValid() else len(self.done)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        """When, who, what kind, what, and whether it was taken back."""
        return 0 if parent.isValid() else len(_COLUMNS)

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
        return _COLUMNS[section] if across else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, the whole one as a tool tip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        one = self.done[index.row()]
        undone = "已撤销" if one.undone else ""
        return (f"{one.at:%Y-%m-%d %H:%M}", one.clerk, one.kind, one.title, undone)[index.column()]
