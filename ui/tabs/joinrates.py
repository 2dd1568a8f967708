"""站点入会: the union's members among each station's riders, who is missing, and a whole station taken in from a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.records.cards import open_record, show_record
from ui.tabs.daytab import DayTab
from ui.widgets.rowtable import Head, RowTable

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.surveys.coverage import JoinRates
    from ui.shell.window import MainWindow
    from ui.tabs import Page

Missing = Mapping[int, tuple[tuple[int, str], ...]]
_PERSON = Qt.ItemDataRole.UserRole


class JoinRateTab(DayTab):
    """The union's members among each station's riders, and beside them who is missing; a whole station may join."""

    title = "站点人员入会情况"

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        heads = (Head("站点", 20), Head("所在社区", 14), Head("在册", 8, True), Head("会员", 8, True),
                 Head("未入会", 8, True), Head("入会率", 10, True))  # fmt: skip
        self.table = RowTable(window.theme, heads, self.title, "这一天还没有站点。")
        self.found: JoinRates | None = None
        self._missing: Missing = {}
        self.missing = QListWidget()
        self._missing_head = QLabel()
        self._missing_head.setObjectName("subtitle")
        self.add_tool("整站入会…", "mdi6.account-multiple-plus-outline", self.join_station, primary=True)
        self.add_tool("打印覆盖表", "mdi6.printer-outline", self.print_it)
        self._put_together()
        self.table.chosen.connect(self._show_missing)
        self.table.opened.connect(self._open_station)
        self.missing.itemActivated.connect(lambda item: show_record(self.frame, "people", item.data(_PERSON)))

    def ask(self) -> Callable[[date], tuple[JoinRates, Missing]]:
        """Rates of all stations, and who is missing where somebody is."""
        desk = self.frame.desk

        def work(on: date) -> tuple[JoinRates, Missing]:
            from app.surveys.coverage import join_rates, missing_members

            found = join_rates(desk, on)
            wanted = [row.station_id for row in found.rows if row.riders > row.members]
            return found, missing_members(desk, on, wanted)

        return work

    def show_found(self, answer: tuple[JoinRates, Missing]) -> None:
        """Stations that are whole in one colour, those without riders quiet."""
        from app.measures.arithmetic import percent_text

        found, self._missing = answer
        self.found = found
        rows = [
            (
                row.name,
                row.area,
                str(row.riders),
                str(row.members),
                str(row.riders - row.members),
                percent_text(row.rate),
            )
            for row in found.rows
        ]
        self.table.show_rows(
            rows, ["good" if one.complete else "" if one.riders else "quiet" for one in found.rows]
        )
        self.tell(found.sentence)
        self._show_missing()

    def paper(self) -> Callable[[date], Printed]:
        """The coverage sheet with the names of those missing."""
        desk = self.frame.desk

        def work(on: date) -> Printed:
            from app.actions.coverage_printing import print_join_rates

            return print_join_rates(desk, on)

        return work

    def join_station(self) -> None:
        """Take a whole station into the union from a pasted list, the selected one proposed."""
        from ui.wizard.joining import open_joining

        place = self._selected()
        station = self.found.rows[place] if self.found is not None and place is not None else None
        open_joining(self.frame, station=(station.station_id, station.name) if station else None)

    def _selected(self) -> int | None:
        places = self.table.selected()
        return places[0] if places else None

    def _open_station(self, place: int) -> None:
        if self.found is not None:
            open_record(self.frame, "stations", self.found.rows[place].station_id)

    def _show_missing(self) -> None:
        self.missing.clear()
        place = self._selected()
        if self.found is None or place is None:
            self._missing_head.setText("选中站点，看谁还没有入会")
            return
        row = self.found.rows[place]
        names = self._missing.get(row.station_id, ())
        hidden = row.riders - row.members - len(names)
        said = f"{row.name}：未入会{row.riders - row.members}人" + (f"（{hidden}人已封存）" if hidden else "")
        whole = f"{row.name}：全员入会" if row.complete else f"{row.name}：没有在册人员"
        self._missing_head.setText(said if row.riders > row.members else whole)
        for person_id, name in names:
            item = QListWidgetItem(name)
            item.setData(_PERSON, person_id)
            self.missing.addItem(item)

    def _put_together(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self._missing_head)
        column.addWidget(self.missing, 1)
        self.missing.setAccessibleName("未入会人员")
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(side)
        split.setSizes([660, 360])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split)
        self.setFocusProxy(self.table)
