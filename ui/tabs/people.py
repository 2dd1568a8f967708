"""人员: the register's page with the work on many people at once: verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.registers.lists import Filter, Op, Query, Row
from ui.lists.actions import with_selected
from ui.tabs.register import RegisterTab

if TYPE_CHECKING:
    from app.sheets.verification import Line
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class PeopleTab(RegisterTab):
    """Adds 批量核实 to the toolbar, and 合并 to its menu."""

    verb_buttons = 2

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.add_tool("批量核实", "mdi6.clipboard-account-outline", self.verify_many)
        self.add_to_menu("合并", "mdi6.call-merge", self.merge_two)

    def verify_many(self) -> None:
        """Open the sheet for the selected people, or for the whole list when not several are selected."""
        if self.view.selected > 1:
            with_selected(self.frame, self.view, self._verify_rows)
        else:
            self._verify(self.table.query)

    def merge_two(self) -> None:
        """Open the merge window for the two selected cards."""
        if self.view.selected == 2:
            with_selected(self.frame, self.view, self._merge_rows)
        else:
            self.frame.messages.notice("请在表中选择要合并的两张卡片（按住Ctrl点选）。")

    def _merge_rows(self, rows: list[Row]) -> None:
        from ui.wizard.merging import open_merge

        if len(rows) == 2:
            open_merge(self.frame, rows[0].id, rows[1].id)

    def _verify_rows(self, rows: list[Row]) -> None:
        self._verify(Query(filters=(Filter("id", Op.IS, tuple(row.id for row in rows)),)))

    def _verify(self, query: Query) -> None:
        desk = self.frame.desk

        def work() -> list[Line]:
            from app.sheets.verification import lines_of

            return lines_of(desk, query)

        def show(lines: list[Line]) -> None:
            from ui.tabs.verification import VerifyDialog

            VerifyDialog(self.frame, lines).open()

        self.frame.tasks.read(work, show, owner=self)
