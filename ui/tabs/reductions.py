"""学费减免: the register's page with the paper of an application."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from ui.lists.actions import with_selected
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
        answer = self.frame.messages.choose(
            "证号和电话印完整的吗？",
            "拿给本人核对的可以隐去；报送审批的用完整号码，用途会记入操作日志。",
            ("隐去号码", "完整号码", "取消"),
        )
        if answer == 0:
            self._print(ids, "")
        elif answer == 1:
            purpose, given = QInputDialog.getText(
                self.frame, "用途", "打印完整号码的用途：", text="学费减免报批"
            )
            if given and purpose.strip():
                self._print(ids, purpose.strip())

    def _print(self, ids: Sequence[int], purpose: str) -> None:
        desk = self.frame.desk

        def work() -> Printed:
            from app.actions.reduction_printing import print_reductions

            return print_reductions(desk, ids, purpose=purpose)

        def show(printed: Printed) -> None:
            from ui.papers.preview import open_preview

            open_preview(self.frame, printed.data, printed.title)

        self.frame.tasks.write(work, show, owner=self, title="正在排版审批表…")
