"""Application forms and membership cards of the chosen records: ask what must be asked, print, look at the paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ui.papers.purpose import ask_purpose

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.desk import Desk
    from ui.shell.window import MainWindow

Make = Callable[["Desk"], "Printed"]


class UnionPapers:
    """register_key: ``memberships`` or ``union_applications``: what the ids given are of."""

    def __init__(self, window: MainWindow, register_key: str) -> None:
        self._window, self._of_members = window, register_key == "memberships"

    def print_forms(self, ids: Sequence[int]) -> None:
        """Print application forms, with hidden numbers or, for a purpose that is written down, in full."""
        purpose = ask_purpose(self._window, "申请书", "归入会员档案")
        if purpose is None:
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
