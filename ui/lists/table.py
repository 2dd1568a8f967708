"""RecordTable: a register's list as a table model that holds a few pages of ready strings and never waits for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.desk import Desk
from app.registers import lists
from app.registers.lists import PAGE_SIZE, Query, Row
from app.registers.spec import Kind, Register
from ui.shell.tasks import Task, Tasks

Index = QModelIndex | QPersistentModelIndex

MOST_PAGES = 10
_MOST_WANTED = 3  # pages asked for while others load; older wishes belong to rows scrolled past long ago
_WAITING = "…"
_DISPLAY, _ALIGN, _TIP = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.ToolTipRole,
)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NUMBERS = {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.MINUTES}
_NOTHING = QModelIndex()


class RecordTable(QAbstractTableModel):
    """Rows of a register as a query shows them; cells are texts, masked where the register says so.

    Signals: ``counted(total)`` when a query's rows are counted and its first page is there; ``refused(sentence)`` when a
    sort would keep the clerk waiting.
    """

    counted = Signal(int)
    refused = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        desk: Desk,
        register: Register,
        columns: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._desk, self.register = tasks, desk, register
        self.columns: tuple[str, ...] = ()
        self._labels: list[str] = []
        self._alignments: list[int] = []
        self.query = Query()
        self.total = 0
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._wanted: list[int] = []
        self._task: Task | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._load_next)
        self._take_columns(columns)

    def show_query(self, query: Query) -> None:
        """Show other rows; the old ones stay until the new ones are there."""
        self.query = query
        self._drop_reading()
        desk, register, columns = self._desk, self.register, self.columns

        def first() -> tuple[int, list[Row]]:
            total = lists.count(desk, register, query)
            return total, lists.page(desk, register, query, columns, total=total)

        self._task = self._tasks.read(first, self._begin, self._failed, owner=self)

    def reload(self) -> None:
        """Read the same query again."""
        self.show_query(self.query)

    def set_columns(self, names: Sequence[str]) -> None:
        """Show these fields as columns."""
        self.beginResetModel()
        self._take_columns(names)
        self._pages.clear()
        self.total = 0
        self.endResetModel()
        self.reload()

    def sort_by(self, name: str, descending: bool) -> bool:
        """Order by a field; False (and ``refused``) when that would take too long for so many rows."""
        if not lists.can_sort(self.register, name, self.total):
            label = self.register.field(name).label
            limit = f"{lists.FREE_SORT_LIMIT // 10_000}万"
            self.refused.emit(f"按“{label}”排序要先筛选：行数超过{limit}时，只能按有索引的列排序。")
            return False
        self.show_query(replace(self.query, sort=name, descending=descending))
        return True

    def row(self, number: int) -> Row | None:
        """The row at a place when it is loaded."""
        page = self._pages.get(number // PAGE_SIZE)
        place = number % PAGE_SIZE
        return page[place] if page is not None and place < len(page) else None

    def read_rows(self, spans: Sequence[tuple[int, int]], done: Any) -> None:
        """Give ``done`` the rows of these spans (first, last; both included): at once when all are loaded."""
        numbers = [number for first, last in spans for number in range(first, last + 1)]
        if len(numbers) <= PAGE_SIZE * MOST_PAGES:
            rows = [self.row(number) for number in numbers]
            if all(rows):
                done(rows)
                return
        desk, register, query, columns, total = (
            self._desk,
            self.register,
            self.query,
            self.columns,
            self.total,
        )

        def read() -> list[Row]:
            found: list[Row] = []
            for first, last in spans:
                size = last - first + 1
                found += lists.page(desk, register, query, columns, offset=first, total=total, size=size)
            return found

        self._tasks.read(read, done, owner=self)

    def rowCount(self, parent: Index = _NOTHING) -> int:
        """All rows of the query, loaded or not."""
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: Index = _NOTHING) -> int:
        """One column per chosen field."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Ready texts; a page that is not there yet is asked for and shown as dots meanwhile."""
        if role == _DISPLAY:
            number = index.row()
            page = self._pages.get(number // PAGE_SIZE)
            if page is None:
                self._want(number // PAGE_SIZE)
                return _WAITING
            place = number % PAGE_SIZE
            return page[place].cells[index.column()] if place < len(page) else ""
        if role == _ALIGN:
            return self._alignments[index.column()]
        if role == _TIP:
            row = self.row(index.row())
            return (row.cells[index.column()] or None) if row is not None else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Labels across, 序号 down."""
        if role == _DISPLAY:
            return self._labels[section] if orientation == Qt.Orientation.Horizontal else section + 1
        if role == _ALIGN and orientation == Qt.Orientation.Horizontal:
            return self._alignments[section]
        return None

    def _take_columns(self, names: Sequence[str]) -> None:
        self.columns = tuple(names)
        fields = [self.register.field(name) for name in names]
        self._labels = [field.label for field in fields]
        self._alignments = [_RIGHT if field.kind in _NUMBERS else _LEFT for field in fields]

    def is_number(self, place: int) -> bool:
        """Whether a column's values stand at its right edge."""
        return self._alignments[place] == _RIGHT

    def _begin(self, result: tuple[int, list[Row]]) -> None:
        self._task = None
        self.beginResetModel()
        self.total, rows = result
        self._pages = OrderedDict({0: rows})
        self.endResetModel()
        self.counted.emit(self.total)

    def _want(self, page: int) -> None:
        if page in self._wanted:
            return
        self._wanted.append(page)
        del self._wanted[:-_MOST_WANTED]
        if self._task is None:
            self._later.start()

    def _load_next(self) -> None:
        """Ask for the page wanted last: that is where the clerk looks now."""
        while self._wanted and self._task is None:
            page = self._wanted.pop()
            if page in self._pages or page * PAGE_SIZE >= self.total:
                continue
            self._task = self._tasks.read(
                self._reading(page), partial(self._loaded, page), self._failed, owner=self
            )

    def _reading(self, page: int) -> Any:
        """How a page is read: beside a loaded neighbour by keyset, else by its offset."""
        before, after = self._pages.get(page - 1), self._pages.get(page + 1)
        where: dict[str, Any] = {"offset": page * PAGE_SIZE}
        if before:
            where = {"after": before[-1]}
        elif after:
            where = {"before": after[0]}
        desk, register, query, columns, total = (
            self._desk,
            self.register,
            self.query,
            self.columns,
            self.total,
        )
        # Both directions count whole pages from the start, so only the last page may be short.
        size = min(PAGE_SIZE, total - page * PAGE_SIZE)
        return lambda: lists.page(desk, register, query, columns, total=total, size=size, **where)

    def _loaded(self, page: int, rows: list[Row]) -> None:
        self._task = None
        self._pages[page] = rows
        while len(self._pages) > MOST_PAGES:
            self._pages.pop(max(self._pages, key=lambda one: abs(one - page)))
        first = page * PAGE_SIZE
        last = min(first + PAGE_SIZE, self.total) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1), [_DISPLAY])
        self._load_next()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._wanted.clear()
        self._tasks.default_failure(error)

    def _drop_reading(self) -> None:
        self._wanted.clear()
        if self._task is not None:
            self._task.drop()
            self._task = None
