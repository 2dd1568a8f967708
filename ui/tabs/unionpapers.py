"""Application forms and membership cards of the chosen records: ask what must be asked, print, look at the paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.desk import Desk
    from ui.shell.window import MainWindow

Make = Callable[["Desk"], "Printed"]
_MASKED, _FULL, _NOT = range(3)


class UnionPapers:
    """register_key: ``memberships`` or ``union_applications``: what the ids given are of."""

    def __init__(self, window: MainWindow, register_key: str) -> None:
        self._window, self._of_members = window, register_key == "memberships"

    def print_forms(self, ids: Sequence[int]) -> None:
        """Print application forms, with hidden numbers or, for a purpose that is written down, in full."""
        answer = self._window.messages.choose(
            "申请书上的证件号码和电话怎么写？",
            "拿给本人核对、填写的可以隐去；归入会员档案的用完整号码，用途会记入操作日志。",
            ("隐去部分号码", "完整号码", "取消"),
        )
        if answer == _NOT:
            return
        purpose = ""
        if answer == _FULL:
            purpose, given = QInputDialog.getText(
                self._window, "用途", "打印完整号码的用途：", text="归入会员档案"
            )
            purpose = purpose.strip()
            if not given or not purpose:
                return
        chosen, of_members = list(ids), self._of_members

        def make(desk: Desk) -> Printed:
            from app.actions.union_printing import print_applications, print_forms_of_members

            work = print_forms_of_members if of_members else print_applications
            return work(desk, chosen, purpose=purpose)

        self._print(make)

    def print_cards(self, ids: Sequence[int]) -> None:
        """Print membership cards to cut out."""
        chosen = list(ids)

        def make(desk: Desk) -> Printed:
            from app.actions.union_printing import print_cards

            return print_cards(desk, chosen)

        self._print(make)

    def _print(self, make: Make) -> None:
        desk, window = self._window.desk, self._window

        def show(printed: Printed) -> None:
            from ui.papers.preview import open_preview

            file_name = f"{printed.title}{printed.number}.pdf"
            open_preview(window, printed.data, printed.title, file_name, printed.document)

        window.tasks.write(lambda: make(desk), show, title="正在排版…")
