"""培训统计: a month, quarter or year of training by programme, course, trade, age, station …; a line opens its people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from ui.tabs.daytab import DayTab
from ui.widgets.rowtable import Head, RowTable

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.registers.lists import Query
    from app.surveys.training import Line, Statistics
    from ui.shell.window import MainWindow
    from ui.tabs import Page

_LENGTHS = (("month", "按月"), ("quarter", "按季度"), ("year", "按年"))


class TrainingStatisticsTab(DayTab):
    """The statistics of the period in which the chosen day lies."""

    title = "培训统计"
    tables = frozenset(
        {"class_sessions", "attendances", "headcounts", "enrolments", "certificates", "class_runs"}
    )

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        from app.surveys.training import SPLITS

        self.found: Statistics | None = None
        self._heads: tuple[str, ...] = ()
        self.lengths, self.splits = QComboBox(), QComboBox()
        for box, name, choices in (
            (self.lengths, "统计周期", _LENGTHS),
            (self.splits, "统计口径", tuple((split.value, f"按{label}") for split, label in SPLITS)),
        ):
            box.setAccessibleName(name)
            for value, label in choices:
                box.addItem(label, value)
            box.activated.connect(lambda _: self.reload())
            self.add_choice(box)
        self.add_tool("打开名单", "mdi6.account-search-outline", self.open_people)
        self.add_tool("打印统计表", "mdi6.printer-outline", self.print_it)
        self.table = RowTable(window.theme, [Head("", 22)], self.title, "这段时间没有培训。")
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table)
        self.setFocusProxy(self.table)

    def ask(self) -> Callable[[date], Statistics]:
        """The lines of the chosen period and split."""
        desk, (length, split) = self.frame.desk, self._chosen()

        def work(on: date) -> Statistics:
            from app.surveys.training import Length, Split, statistics

            return statistics(desk, on, Length(length), Split(split))

        return work

    def show_found(self, found: Statistics) -> None:
        """The lines, and the total above them."""
        from app.surveys.training import NOTE

        self.found = found
        if found.heads != self._heads or found.label != self.table.rows.heads[0].label:
            self._heads = found.heads
            self.table.change_heads(
                [Head(found.label, 22), *(Head(head, 7, figures=True) for head in found.heads)]
            )
        rows = [found.cells(line) for line in self._lines()]
        self.table.show_rows(rows if found.lines else [], ["accent", *("" for _ in found.lines)], pinned=1)
        days = f"{found.period}（{found.first}至{found.last}）"
        self.tell(f"{days}：{NOTE}")

    def paper(self) -> Callable[[date], Printed]:
        """The same on paper."""
        desk, (length, split) = self.frame.desk, self._chosen()

        def work(on: date) -> Printed:
            from app.actions.training_statistics_printing import print_training_statistics
            from app.surveys.training import Length, Split

            return print_training_statistics(desk, on, Length(length), Split(split))

        return work

    def open_people(self) -> None:
        """Open the people of the line under the cursor."""
        if chosen := self.table.selected():
            self._open(chosen[0])

    def _open(self, place: int) -> None:
        if (found := self.found) is None:
            return
        desk, line = self.frame.desk, self._lines()[place]

        def work() -> Query:
            from app.surveys.training import people_behind

            return people_behind(desk, found, line)

        self.frame.tasks.read(work, lambda query: self.frame.open_list("people", query), owner=self)

    def _lines(self) -> tuple[Line, ...]:
        assert self.found is not None
        return (self.found.total, *self.found.lines)

    def _chosen(self) -> tuple[str, str]:
        return str(self.lengths.currentData()), str(self.splits.currentData())
