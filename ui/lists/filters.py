"""The filter bar of a list: search box, a chip per filterable field, and how many records there are."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from app.registers.lists import SEARCH_LIMIT, Filter, Query
from app.registers.spec import Register
from ui.lists.chips import FilterChip
from ui.records.kinds import make_chip
from ui.records.links import Place
from ui.widgets.flow import FlowLayout
from ui.widgets.theme import Theme

_PAUSE = 220
_AT_ONCE = 5  # chips shown from the start; the others come from the menu 更多


class FilterBar(QWidget):
    """Signal ``changed(Query)``: the clerk wants other rows. fixed: filters the page always has."""

    changed = Signal(object)

    def __init__(
        self, register: Register, place: Place, theme: Theme, fixed: tuple[Filter, ...] = ()
    ) -> None:
        super().__init__()
        self._register, self._place, self._fixed, self._theme = register, place, fixed, theme
        self._query = Query(filters=fixed)
        self._extra: tuple[Filter, ...] = ()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText("在本页查找（Ctrl+F）")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.returnPressed.connect(self._tell)
        self.count = QLabel()
        self.count.setObjectName("subtitle")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.columns = QToolButton()
        self.columns.setObjectName("chip")
        self.columns.setAccessibleName("显示列")
        self.columns.setToolTip("选择表中显示哪些列（也可右击表头）")
        self.chips: dict[str, FilterChip] = {}
        self._more = QToolButton()
        self._more.setObjectName("chip")
        self._more.setText("更多 ▾")
        self._more.setToolTip("按其他内容筛选")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._clear = QToolButton()
        self._clear.setObjectName("flat")
        self._clear.setText("清除")
        self._clear.setToolTip("取消查找和全部筛选")
        self._clear.clicked.connect(self.clear)
        self._arrange()
        theme.changed.connect(self._scale)
        self._scale()

    def query(self) -> Query:
        """What is chosen, with the order and the rows behind a figure that were there before."""
        chosen = tuple(one for chip in self.chips.values() for one in chip.filters())
        return replace(
            self._query, search=self.search.text().strip(), filters=self._fixed + self._extra + chosen
        )

    def take(self, query: Query) -> None:
        """Show a query that came from elsewhere; filters without a chip of their own stay in force."""
        self._query = query
        self.search.blockSignals(True)
        self.search.setText(query.search)
        self.search.blockSignals(False)
        rest = [one for one in query.filters if one not in self._fixed]
        for name in {one.name for one in rest} & {name for name, _ in self._filterable()}:
            self._chip(name).setVisible(True)
        for name, chip in self.chips.items():
            chip.take([one for one in rest if one.name == name])
        self._extra = tuple(one for one in rest if one.name not in self.chips)
        self._show_state()

    def add_tool(self, tool: QWidget) -> None:
        """Put a button behind the chips."""
        self._flow.insert(self._flow.count() - 1, tool)

    def note_order(self, query: Query) -> None:
        """Keep the order that the table has now."""
        self._query = replace(self._query, sort=query.sort, descending=query.descending)

    def show_count(self, total: int) -> None:
        """Say how many records the list has."""
        capped = bool(self.search.text().strip()) and total >= SEARCH_LIMIT
        number = f"{SEARCH_LIMIT - 1:,}+" if capped else f"{total:,}"
        self.count.setText(f"{number} {self._register.unit}")

    def clear(self) -> None:
        """Take everything off and show all rows."""
        self.take(Query(filters=self._fixed, sort=self._query.sort, descending=self._query.descending))
        self._tell()

    @property
    def active(self) -> bool:
        """True when fewer rows are shown than the page has."""
        query = self.query()
        return bool(query.search or query.within is not None or len(query.filters) > len(self._fixed))

    def _tell(self) -> None:
        self._pause.stop()
        self._show_state()
        self.changed.emit(self.query())

    def _show_state(self) -> None:
        self._clear.setVisible(self.active)

    def _filterable(self) -> list[tuple[str, str]]:
        fixed = {one.name for one in self._fixed}
        return [
            (field.name, field.label)
            for field in self._register.fields
            if field.filter and field.name not in fixed
        ]

    def _arrange(self) -> None:
        fields = [self._register.field(name) for name, _ in self._filterable()]
        first = sorted(fields, key=lambda field: not field.table)[:_AT_ONCE]
        self._flow_holder = QWidget()
        self._flow = FlowLayout(self._flow_holder, gap=6)
        self._flow.addWidget(self.search)
        for field in fields:
            if field in first:
                self._chip(field.name)
        menu = QMenu(self._more)
        for field in fields:
            if field not in first:
                menu.addAction(field.label, lambda name=field.name: self._open_chip(name))
        self._more.setMenu(menu)
        self._more.setVisible(not menu.isEmpty())
        self._flow.addWidget(self._more)
        self._flow.addWidget(self._clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._flow_holder, 1)
        row.addWidget(self.columns, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        self._clear.hide()

    def _chip(self, name: str) -> FilterChip:
        chip = self.chips.get(name)
        if chip is None:
            chip = make_chip(self._register.field(name), self._place)
            chip.changed.connect(self._tell)
            self.chips[name] = chip
            self._flow.insert(len(self.chips), chip)
        return chip

    def _open_chip(self, name: str) -> None:
        chip = self._chip(name)
        chip.show()
        QTimer.singleShot(0, chip, chip.open)

    def _scale(self) -> None:
        self.search.setFixedWidth(self._theme.length(190))
        for widget in (self.columns, self.count):
            widget.setFixedHeight(self.search.sizeHint().height())
        self.count.setMinimumWidth(self._theme.length(64))
