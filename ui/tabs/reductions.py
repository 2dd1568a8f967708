"""学费减免: the register's page with the paper of an application."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.lists.actions import with_selected
from ui.papers.purpose import ask_purpose
from ui.tabs.register import RegisterTab

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from ui.shell.window import MainWindow
    from ui.tabs.page import Page


class ReductionsTab(RegisterTab):
    """Adds 打印审批表."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.add_tool("打印审批表", "mdi6.file-sign", self.print_forms)

    def print_forms(self) -> None:
        """Print the forms of the selected applications."""
        with_selected(self.frame, self.view, lambda rows: self._ask([row.id for row in rows]))

    def _ask(self, ids: Sequence[int]) -> None:
        """With masked numbers, or in full for a purpose that goes into the journal."""
        if not ids:
            return
        purpose = ask_purpose(self.frame, "审批表", "学费减免报批")
        if purpose is not None:
            self._print(ids, purpose)

    def _print(self, ids: Sequence[int], purpose: str) -> None:
        desk = self.frame.desk

        def work() -> Printed:
            from app.actions.reduction_printing import print_reductions

            return print_reductions(desk, ids, purpose=purpose)

        def show(printed: Printed) -> None:
            from ui.papers.preview import open_preview

            open_preview(self.frame, printed.data, printed.title)

        self.frame.tasks.write(work, show, owner=self, title="正在排版审批表…")
