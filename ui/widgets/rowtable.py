"""RowTable: a table of ready rows that are no register's list: sorted by its heads, opened by Enter, copied by Ctrl+C."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Head:
    """A column: its label, its width in half-width characters, whether it holds figures, which stand at the right.

    toned: whether a row's tone colours it.
    """

    label: str
    width: int
    figures: bool = False
    toned: bool = True


class RowsModel(QAbstractTableModel):
    """The rows in the order the clerk chose; ``order`` says which of the given rows stands in which line."""

    def __init__(self, heads: Sequence[Head], theme: Theme) -> None:
        super().__init__()
        self.heads, self._theme = list(heads), theme
        self._rows: list[tuple[str, ...]] = []
        self._tones: list[str] = []
        self._pinned = 0
        self.order: list[int] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def take(self, rows: Sequence[tuple[str, ...]], tones: Sequence[str], pinned: int = 0) -> None:
        """Show other rows, in the order of the head that was clicked last; the first ``pinned`` rows stay on top."""
        self.beginResetModel()
        self._rows, self._pinned = list(rows), pinned
        self._tones = list(tones) or [""] * len(self._rows)
        self.order = list(range(len(self._rows)))
        if self._sorted is not None:
            self._arrange(*self._sorted)
        self.endResetModel()

    def change_heads(self, heads: Sequence[Head]) -> None:
        """Have other columns and no rows yet, sorted as they will be given."""
        self.beginResetModel()
        self.heads, self._sorted = list(heads), None
        self._rows, self._tones, self.order, self._pinned = [], [], [], 0
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The rows."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The heads."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, where they stand, and a tone for a whole row."""
        row = self.order[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[row][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self.heads[index.column()].figures
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        toned = self._tones[row] and self.heads[index.column()].toned
        if role == Qt.ItemDataRole.ForegroundRole and toned:
            return QColor(self._theme.colour(self._tones[row]))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads over their columns; line numbers at the left."""
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.heads[section].figures else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a head: figures by their value, texts as they stand; -1: as the rows were given."""
        self.beginResetModel()
        self._sorted = (column, order) if column >= 0 else None
        self._arrange(column, order)
        self.endResetModel()

    def _arrange(self, column: int, order: Qt.SortOrder) -> None:
        self.order = list(range(len(self._rows)))
        if column >= 0:
            down = order == Qt.SortOrder.DescendingOrder
            top, rest = self.order[: self._pinned], self.order[self._pinned :]
            self.order = top + sorted(rest, key=lambda row: self._key(row, column), reverse=down)

    def _key(self, row: int, column: int) -> tuple[float, str]:
        text = self._rows[row][column]
        found = _NUMBER.match(text) if self.heads[column].figures else None
        return (float(found[0]), "") if found else (float("-inf"), text)


class RowTable(QTableView):
    """Shows ready rows. Signals: ``opened(place)`` by Enter or double click, with the place among the rows given;
    ``chosen`` when the selection changed; ``wants_menu(position)``.

    nothing: what an empty table says.
    """

    opened = Signal(int)
    chosen = Signal()
    wants_menu = Signal(QPoint)

    def __init__(self, theme: Theme, heads: Sequence[Head], name: str, nothing: str = "") -> None:
        super().__init__()
        self._theme, self._nothing = theme, nothing
        self._fitted = False
        self.rows = RowsModel(heads, theme)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.wants_menu)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.order[index.row()]))
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setStretchLastSection(not heads[-1].figures)
        across.setSortIndicatorClearable(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setHighlightSections(False)
        self.setSortingEnabled(True)
        self.rows.modelReset.connect(self.chosen.emit)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        theme.changed.connect(self._scale)
        self._scale()

    def show_rows(
        self, rows: Sequence[tuple[str, ...]], tones: Sequence[str] = (), *, pinned: int = 0
    ) -> None:
        """Show other rows; the line the clerk was at stays the current one.

        tones: a colour's name or "" for each row. pinned: so many first rows, totals, stay on top of any order.
        """
        at, scroll = self.currentIndex().row(), self.verticalScrollBar().value()
        self.rows.take(rows, tones, pinned)
        self.verticalScrollBar().setValue(scroll)
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(max(0, min(at, self.rows.rowCount() - 1)), 0))

    def change_heads(self, heads: Sequence[Head]) -> None:
        """Have other columns; rows that fit them are shown next."""
        self.rows.change_heads(heads)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setStretchLastSection(not heads[-1].figures)
        self._scale()

    def selected(self) -> list[int]:
        """The places among the given rows of those selected, in the order of the lines."""
        return [self.rows.order[line] for line in sorted({index.row() for index in self.selectedIndexes()})]

    def copy(self) -> None:
        """Put the selected lines on the clipboard as they are shown, with the heads first."""
        lines = sorted({index.row() for index in self.selectedIndexes()})
        columns = range(self.rows.columnCount())
        texts = [[head.label for head in self.rows.heads]]
        texts += [[str(self.rows.index(line, column).data()) for column in columns] for line in lines]
        if lines:
            QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in texts))

    def fit_height(self) -> None:
        """Be just as high as the rows from now on: for a table among others in a page that scrolls."""
        self._fitted = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.rows.rowCount() * self.verticalHeader().defaultSectionSize()
        across = self.horizontalHeader().length() + self.verticalHeader().width() > self.width()
        bar = self.horizontalScrollBar().sizeHint().height() if across else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + bar + self._theme.length(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less width may need a scroll bar, and so more height."""
        super().resizeEvent(event)
        if self._fitted and event.size().width() != event.oldSize().width():
            self.fit_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A table without rows says why."""
        super().paintEvent(event)
        if self._nothing and not self.rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.colour("quiet")))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect(), flags, self._nothing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.rows.order[self.currentIndex().row()])
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _scale(self) -> None:
        digit = self.fontMetrics().horizontalAdvance("0")
        for place, head in enumerate(self.rows.heads):
            label = self.fontMetrics().horizontalAdvance(head.label) + self._theme.length(42)
            self.setColumnWidth(place, max(label, digit * head.width + self._theme.length(20)))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + self._theme.length(12))
        self.verticalHeader().setMinimumWidth(self._theme.length(40))
        if self._fitted:
            self.fit_height()
