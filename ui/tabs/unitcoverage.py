"""友好单元创建情况: every community's units by stage on a day; a line opens that community's units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from app.registers.lists import Filter, Op, Query
from ui.tabs.daytab import DayTab
from ui.widgets.rowtable import Head, RowTable

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.surveys.unitcoverage import UnitCoverage
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class UnitCoverageTab(DayTab):
    """Units by community and stage, with the recognised share and a total on top."""

    title = "友好单元创建情况"

    def __init__(self, window: MainWindow, page: Page) -> None:
        from app.surveys.unitcoverage import HEADS

        super().__init__(window, page)
        heads = (
            Head("社区", 16),
            *(Head(label, 8, figures=True) for label in HEADS),
            Head("创建率", 8, figures=True),
        )
        self.table = RowTable(window.theme, heads, self.title, "这一天还没有社区。")
        self._areas: list[tuple[int | None, str]] = []
        self.add_tool("打印情况表", "mdi6.printer-outline", self.print_it)
        self.body.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self.open_area)

    def ask(self) -> Callable[[date], UnitCoverage]:
        """Units by community and stage."""
        desk = self.frame.desk

        def work(on: date) -> UnitCoverage:
            from app.surveys.unitcoverage import unit_coverage

            return unit_coverage(desk, on)

        return work

    def show_found(self, found: UnitCoverage) -> None:
        """The total first, then the communities."""
        from app.measures.arithmetic import percent_text

        lines = (found.total, *found.rows)
        self._areas = [(line.area_id, line.name) for line in lines]
        rows = [(line.name, *(str(n) for n in line.numbers), percent_text(line.rate)) for line in lines]
        self.table.show_rows(rows, pinned=1)
        self.tell(f"{found.sentence}回车或双击打开这个社区的单元。")

    def paper(self) -> Callable[[date], Printed]:
        """The coverage sheet."""
        desk = self.frame.desk

        def work(on: date) -> Printed:
            from app.actions.unit_printing import print_unit_coverage

            return print_unit_coverage(desk, on)

        return work

    def open_area(self, place: int) -> None:
        """List the units of a community, or all."""
        area, name = self._areas[place]
        filters = () if area is None else (Filter("area_id", Op.IS, (area,)),)
        self.frame.open_list("friendly_units", Query(filters=filters, label="" if area is None else name))
