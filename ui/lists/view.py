"""RecordView: the table a register's list is looked at in, with its columns remembered and the keyboard everywhere."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.registers.lists import PAGE_SIZE, Row
from app.registers.spec import Register
from ui.lists.columns import ColumnMenu
from ui.lists.table import RecordTable
from ui.shell.state import State
from ui.widgets.theme import Theme

MOST_SELECTED = 5_000


class RecordView(QTableView):
    """Signals: ``opened(id)`` by Enter or double click; ``wants_delete``; ``wants_menu(position)`` for a context menu.

    nothing: what an empty list says.
    """

    opened = Signal(int)
    wants_delete = Signal()
    wants_menu = Signal(QPoint)
    chosen = Signal()

    def __init__(
        self, model: RecordTable, state: State, key: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.records, self._state, self._key, self._theme = model, state, f"table/{key}", theme
        self._restoring = True
        self._order = list(model.columns)
        self._place = (0, 0)
        self._wanted_id: int | None = None
        self._noted: set[int] = set()
        self.nothing = ""
        self.setModel(model)
        self.setObjectName("records")
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
        self.doubleClicked.connect(lambda _: self._open_current())
        self._prepare_headers()
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        model.modelAboutToBeReset.connect(self._remember_place)
        model.modelReset.connect(self._return_to_place)
        model.dataChanged.connect(lambda top, bottom: self._select_noted(top.row(), bottom.row()))
        theme.changed.connect(self._scale)
        self._scale()
        self._restoring = False

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The selected rows as spans (first, last)."""
        ranges = self.selectionModel().selection().toList()
        return sorted((one.top(), one.bottom()) for one in ranges)

    @property
    def selected(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self.spans)

    def visible_columns(self) -> list[str]:
        """The fields shown, in the order in which the clerk sees them."""
        header = self.horizontalHeader()
        order = sorted(range(len(self.records.columns)), key=header.visualIndex)
        return [self.records.columns[place] for place in order]

    def select_when_loaded(self, record_id: int) -> None:
        """Select a record as soon as the list is read again, when it is among the first rows."""
        self._wanted_id = record_id

    def _note_selected(self) -> None:
        """Keep in mind which records are selected, or wanted: the list is going to be read anew."""
        if self._wanted_id is not None:
            self._noted, self._wanted_id = {self._wanted_id}, None
        elif 0 < self.selected <= PAGE_SIZE:
            rows = [
                self.records.row(number) for first, last in self.spans for number in range(first, last + 1)
            ]
            self._noted = {row.id for row in rows if row is not None}

    def _select_noted(self, first: int, last: int) -> None:
        """Select those records again among rows that are there now."""
        select = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for number in range(last, first - 1, -1) if self._noted else ():
            row = self.records.row(number)
            if row is not None and row.id in self._noted:
                self._noted.discard(row.id)
                self.selectionModel().setCurrentIndex(self.records.index(number, 0), select)

    def choose_columns(self, names: list[str]) -> None:
        """Show these fields as columns and remember it."""
        self._restoring = True
        self._order = list(names)
        self.records.set_columns(names)
        self._restoring = False
        self._save()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A list that was filtered to nothing says so."""
        super().paintEvent(event)
        if self.nothing and not self.records.total:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.colour("quiet")))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.nothing)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What the clerk selects now counts, not what was selected before."""
        self._noted.clear()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del deletes, Ctrl+C copies; the rest is Qt's."""
        self._noted.clear()
        moves = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if moves and self.records.total and not self.selected:
            self.selectRow(max(0, self.currentIndex().row()))  # the first key shows where the cursor is
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        elif event.key() == Qt.Key.Key_Delete:
            self.wants_delete.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected rows on the clipboard as they are shown (masked), with the labels first."""
        spans = self.spans
        if not spans:
            return
        if self.selected > MOST_SELECTED:
            self.records.refused.emit(f"一次最多复制{MOST_SELECTED}行，请先筛选；要全部数据请用“导出”。")
            return
        self.records.read_rows(spans, self._copied)

    def _copied(self, rows: list[Row]) -> None:
        header = self.horizontalHeader()
        order = sorted(range(len(self.records.columns)), key=header.visualIndex)
        labels = [str(self.records.headerData(place, Qt.Orientation.Horizontal)) for place in order]
        lines = [labels, *([row.cells[place].replace("\n", " ") for place in order] for row in rows)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def _open_current(self) -> None:
        index = self.currentIndex()
        row = self.records.row(index.row()) if index.isValid() else None
        if row is not None:
            self.opened.emit(row.id)

    def _prepare_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setSectionsMovable(True)
        across.setSectionsClickable(True)
        across.setStretchLastSection(True)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across.customContextMenuRequested.connect(self._column_menu)
        across.sectionClicked.connect(self._sort)
        across.sectionResized.connect(lambda *_: self._save())
        across.sectionMoved.connect(lambda *_: self._save())
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setHighlightSections(False)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _sort(self, section: int) -> None:
        name = self.records.columns[section]
        query = self.records.query
        descending = query.sort == name and not query.descending
        if self.records.sort_by(name, descending):
            self._save()
        self.show_sort()

    def show_sort(self) -> None:
        """Draw the arrow of the order that holds."""
        query, header = self.records.query, self.horizontalHeader()
        start = self.records.register.sort or self.records.register.title
        name = query.sort or start.lstrip("-")
        descending = query.descending if query.sort else start.startswith("-")
        shown = name in self.records.columns
        header.setSortIndicatorShown(shown)
        if shown:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(self.records.columns.index(name), order)

    def offer_columns(self, place: QPoint) -> None:
        """Let the clerk choose the columns, in a menu at a place of the screen."""
        shown = self.visible_columns()
        ColumnMenu(self.records.register, shown, self._toggle, self._default_columns, self).popup(place)

    def _column_menu(self, position: QPoint) -> None:
        self.offer_columns(self.horizontalHeader().mapToGlobal(position))

    def _toggle(self, name: str, on: bool) -> None:
        shown = self.visible_columns()
        self.choose_columns([*shown, name] if on else [one for one in shown if one != name])

    def _default_columns(self) -> None:
        self._state.write(self._key, {})
        self.choose_columns(default_columns(self.records.register))

    def _save(self) -> None:
        if self._restoring:
            return
        scale = self._theme.scale / 100
        widths = {
            name: round(self.columnWidth(place) / scale) for place, name in enumerate(self.records.columns)
        }
        query = self.records.query
        self._state.write(
            self._key,
            {
                "columns": self.visible_columns(),
                "widths": widths,
                "sort": query.sort,
                "down": query.descending,
            },
        )

    def _arrange(self) -> None:
        """Give columns the widths they had, or those the register suggests."""
        header = self.horizontalHeader()
        for place, name in enumerate(name for name in self._order if name in self.records.columns):
            header.moveSection(header.visualIndex(self.records.columns.index(name)), place)
        remembered = self._state.read(self._key, {}).get("widths", {})
        digit = self.fontMetrics().horizontalAdvance("0")
        for place, name in enumerate(self.records.columns):
            field = self.records.register.field(name)
            label = self.fontMetrics().horizontalAdvance(field.label) + self._theme.length(42)
            width = max(label, round(digit * field.width + self._theme.length(24)))
            if name in remembered:
                width = self._theme.length(remembered[name])
            self.setColumnWidth(place, width)
        # Numbers would stand at the far edge of a stretched column, away from what they belong to.
        header.setStretchLastSection(not self.records.is_number(header.logicalIndex(header.count() - 1)))
        self.show_sort()

    def _scale(self) -> None:
        self._restoring = True
        height = self.fontMetrics().height() + self._theme.length(12)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setMinimumWidth(self._theme.length(44))
        self._arrange()
        self._restoring = False

    def _remember_place(self) -> None:
        if not self._restoring:
            self._order = self.visible_columns()
        self._restoring = True
        self._note_selected()
        self._place = (self.verticalScrollBar().value(), self.currentIndex().row())

    def _return_to_place(self) -> None:
        self._arrange()
        scroll, row = self._place
        self.verticalScrollBar().setValue(scroll)
        if self.records.total:
            index = self.records.index(max(0, min(row, self.records.total - 1)), 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._restoring = False
        self._select_noted(0, min(self.records.total, PAGE_SIZE) - 1)
        self.chosen.emit()


def default_columns(register: Register) -> list[str]:
    """The columns a register's list has before anybody chose."""
    return [field.name for field in register.fields if field.table] or [register.title]


def remembered_columns(register: Register, state: State, key: str) -> list[str]:
    """The columns the clerk chose last, as far as the register still has them."""
    names = state.read(f"table/{key}", {}).get("columns", [])
    return [name for name in names if name in register.by_name] or default_columns(register)


def remembered_sort(register: Register, state: State, key: str) -> tuple[str, bool]:
    """The order the clerk chose last: field (empty for the register's own order) and whether descending."""
    known = state.read(f"table/{key}", {})
    name = known.get("sort", "")
    return (name, bool(known.get("down"))) if name in register.by_name else ("", False)
