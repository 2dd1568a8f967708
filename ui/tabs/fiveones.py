"""五个一: what the ledger holds for each of the five measures; each figure opens its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ui.tabs.daytab import DayTab
from ui.widgets.rowtable import Head, RowTable

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.surveys.fiveones import Held
    from ui.shell.window import MainWindow
    from ui.tabs import Page

_HEADS = (
    Head("举措", 16, toned=False),
    Head("台账里的内容", 24, toned=False),
    Head("数量", 16),
    Head("口径", 60, toned=False),
)


class FiveOnesTab(DayTab):
    """A line for each figure."""

    title = "“五个一”暖心举措"

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.table = RowTable(window.theme, _HEADS, self.title)
        self.held: Sequence[Held] = ()
        self.add_tool("打开明细", "mdi6.open-in-new", self.open_selected)
        self.add_tool("打印", "mdi6.printer-outline", self.print_it)
        self.body.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self.open_rows)

    def ask(self) -> Callable[[date], Sequence[Held]]:
        """What the ledger holds on the day."""
        desk = self.frame.desk

        def work(on: date) -> Sequence[Held]:
            from app.surveys.fiveones import five_ones

            return five_ones(desk, on)

        return work

    def show_found(self, found: Sequence[Held]) -> None:
        """A line for each figure."""
        self.held = found
        self.table.show_rows([(one.one, one.what, one.text, one.definition) for one in found])
        self.tell("每个数都可以打开明细：选中后回车或双击。没有登记的不估算。")

    def paper(self) -> Callable[[date], Printed]:
        """The page as a list."""
        desk = self.frame.desk

        def work(on: date) -> Printed:
            from app.actions.unit_printing import print_five_ones

            return print_five_ones(desk, on)

        return work

    def open_selected(self) -> None:
        """Open the rows of the first selected line."""
        for place in self.table.selected()[:1]:
            self.open_rows(place)

    def open_rows(self, place: int) -> None:
        """Open the list a figure counts."""
        line = self.held[place]
        from app.surveys.overview import Behind, list_behind

        desk, behind = self.frame.desk, Behind(line.code, line.of)
        self.frame.tasks.read(
            lambda: list_behind(desk, behind), lambda found: self.frame.open_list(*found), owner=self
        )
