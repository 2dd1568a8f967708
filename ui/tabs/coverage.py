"""覆盖情况: which communities have a 兼职委员, and which stations have Party work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from ui.records.cards import open_record
from ui.tabs.daytab import DayTab
from ui.widgets.rowtable import Head, RowTable

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.surveys.coverage import Communities, StationCover
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class PartTimeTab(DayTab):
    """兼职委员 of every community on a day; the missing ones named."""

    title = "社区党委兼职委员覆盖情况"

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        heads = (Head("社区", 16), Head("兼职委员", 16), Head("正式党员", 10), Head("所在站点", 18),
                 Head("任职日期", 12), Head("聘书编号", 22), Head("认领事项", 26))  # fmt: skip
        self.table = RowTable(window.theme, heads, self.title, "这一天还没有社区。")
        self._posts: list[int | None] = []
        self.add_tool("打印覆盖表", "mdi6.printer-outline", self.print_it)
        self.body.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self.open_place)

    def ask(self) -> Callable[[date], Communities]:
        """Communities and who sits in their Party bodies."""
        desk = self.frame.desk

        def work(on: date) -> Communities:
            from app.surveys.coverage import coverage

            return coverage(desk, on)

        return work

    def show_found(self, found: Communities) -> None:
        """A line for each appointee; a community without one says so."""
        rows, tones = [], []
        self._posts = []
        for community in found.rows:
            for one in community.appointees:
                full = "是" if one.full_member else "否"
                name = one.name or "（已封存）"
                rows.append(
                    (community.name, name, full, one.station, f"{one.since}", one.letter_no, one.duties)
                )
                self._posts.append(one.post_id)
                tones.append("" if one.full_member else "warning")
            if not community.appointees:
                rows.append((community.name, "尚缺", "", "", "", "", ""))
                self._posts.append(None)
                tones.append("danger")
        self.table.show_rows(rows, tones)
        self.tell(found.sentence)

    def paper(self) -> Callable[[date], Printed]:
        """The coverage sheet."""
        desk = self.frame.desk

        def work(on: date) -> Printed:
            from app.actions.coverage_printing import print_part_time

            return print_part_time(desk, on)

        return work

    def open_place(self, place: int) -> None:
        """Open the post; of a community without one say what to do."""
        post = self._posts[place]
        if post is not None:
            open_record(self.frame, "posts", post)
            return
        self.frame.messages.notice("这个社区还没有兼职委员：打开该社区党委，在“任职”里新增，并勾选“兼职”。",
                                   action="去党组织", do=lambda: self.frame.show_page("organizations/party"))  # fmt: skip


class StationCoverTab(DayTab):
    """Which stations have a Party body or an instructor on a day."""

    title = "站点党建工作覆盖情况"

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        heads = (
            Head("站点", 20),
            Head("所在社区", 14),
            Head("党组织", 34),
            Head("党建指导员", 22),
            Head("情况", 12),
        )
        self.table = RowTable(window.theme, heads, self.title, "这一天还没有站点。")
        self._stations: list[int] = []
        self.add_tool("打印覆盖表", "mdi6.printer-outline", self.print_it)
        self.body.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda place: open_record(self.frame, "stations", self._stations[place]))

    def ask(self) -> Callable[[date], tuple[StationCover, ...]]:
        """Stations with what covers them."""
        desk = self.frame.desk

        def work(on: date) -> tuple[StationCover, ...]:
            from app.surveys.coverage import station_coverage

            return station_coverage(desk, on)

        return work

    def show_found(self, found: tuple[StationCover, ...]) -> None:
        """Stations that nothing covers in another colour."""
        from app.surveys.coverage import cover_sentence

        self._stations = [one.station_id for one in found]
        rows = [
            (
                one.name,
                one.area,
                "、".join(one.bodies),
                "、".join(one.instructors),
                "" if one.covered else "尚未覆盖",
            )
            for one in found
        ]
        self.table.show_rows(rows, ["" if one.covered else "danger" for one in found])
        self.tell(cover_sentence(found))

    def paper(self) -> Callable[[date], Printed]:
        """The coverage sheet."""
        desk = self.frame.desk

        def work(on: date) -> Printed:
            from app.actions.coverage_printing import print_station_coverage

            return print_station_coverage(desk, on)

        return work
