"""打印签到表 of a class: the lessons chosen, else those still to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from ui.shell.window import MainWindow


def print_sheets(window: MainWindow, class_run_id: int, session_ids: Sequence[int] = ()) -> None:
    """Lay the sheets out on the worker and show them."""
    desk = window.desk

    def work() -> Printed:
        from app.actions.signin_printing import print_sign_in

        return print_sign_in(desk, class_run_id, session_ids)

    def show(printed: Printed) -> None:
        from ui.papers.preview import open_preview

        open_preview(window, printed.data, printed.title)

    window.tasks.write(work, show, owner=window, title="正在排版签到表…")
