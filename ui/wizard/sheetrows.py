"""The rows of a dry run as a table: taken or not, sheet row, what would happen, the values, and why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from app.exchange.decisions import Decisions
from app.exchange.readrow import SheetRow, State
from app.exchange.review import STATES, Review
from ui.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_TAKE, _ROW, _STATE, WHY = range(4)
_FIRST = ("导入", "行", "情况", "说明")
_TONES = {State.NEW: "good", State.UPDATE: "accent", State.PROBLEM: "danger", State.SKIP: "quiet"}


class SheetRows(QAbstractTableModel):
    """Signals: taken() after the clerk ticked or unticked a row."""

    taken = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._review: Review | None = None
        self._decisions = Decisions()
        self._rows: list[SheetRow] = []
        self.single: dict[int, bool] = {}

    def show_review(self, review: Review, decisions: Decisions, state: State | None) -> None:
        """Show the rows of a state, or all."""
        self.beginResetModel()
        self._review, self._decisions = review, decisions
        self._rows = [row for row in review.run.rows if state is None or row.state is state]
        self.endResetModel()

    def decide(self, decisions: Decisions) -> None:
        """Show which rows other decisions take."""
        self._decisions = decisions
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, number: int) -> SheetRow | None:
        """The row shown at a place."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = _NOTHING) -> int:
        """The rows of the chosen state."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        """Four columns about the row, then those of the sheet."""
        if parent.isValid() or self._review is None:
            return 0
        return len(_FIRST) + len(self._review.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The labels of the register's fields."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        labels = [*_FIRST, *(label for _, label in self._review.columns)] if self._review else []
        return labels[section] if section < len(labels) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; the tick; the tone of the state; the whole text as a tool tip."""
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(row, column) or None
        if role == Qt.ItemDataRole.CheckStateRole and column == _TAKE and self._may_choose(row):
            return Qt.CheckState.Checked if self._decisions.takes(row) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == _ROW:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take or leave a row."""
        row = self._rows[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or not self._may_choose(row):
            return False
        self.single[row.row] = Qt.CheckState(value) is Qt.CheckState.Checked
        self.taken.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows that may be imported have a tick."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.isValid() and index.column() == _TAKE and self._may_choose(self._rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def explains(self) -> bool:
        """True when any row shown has something to explain."""
        review = self._review
        return review is not None and any(row.problems or row.differences or row.why for row in self._rows)

    def toggle(self, numbers: list[int]) -> None:
        """Take all the given rows, or leave them when all are taken (space bar on a selection)."""
        rows = [row for number in numbers if (row := self.row(number)) is not None and self._may_choose(row)]
        take = not all(self._decisions.takes(row) for row in rows)
        self.single |= {row.row: take for row in rows}
        if rows:
            self.taken.emit()

    def _may_choose(self, row: SheetRow) -> bool:
        return row.offered or (row.state in (State.NEW, State.UPDATE) and not row.blocked)

    def _text(self, row: SheetRow, column: int) -> str:
        assert self._review is not None
        if column == _TAKE:
            return ""
        if column == _ROW:
            return str(row.row)
        if column == _STATE:
            return "待确认" if row.offered else STATES[row.state]
        if column == WHY:
            return self._review.explanation(row)
        return self._review.cells(row)[column - len(_FIRST)]

    def _colour(self, row: SheetRow, column: int) -> QColor | None:
        assert self._review is not None
        if row.state is State.SKIP:
            return QColor(self._theme.colour("quiet"))
        if column == _STATE and row.state in _TONES:
            return QColor(self._theme.colour(_TONES[row.state]))
        place = column - len(_FIRST)
        if 0 <= place < len(self._review.columns):
            name = self._review.columns[place][0]
            wrong = {problem.field for problem in row.problems if problem.blocking}
            if name in wrong:
                return QColor(self._theme.colour("danger"))
            if name in {one.field.removesuffix("_id") for one in row.differences} | {
                one.field for one in row.differences
            }:
                return QColor(self._theme.colour("accent"))
        return None
