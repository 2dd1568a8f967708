"""证书: the register's page with the two papers a certificate has: itself, printed again as issued, and its stub."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.registers.lists import Row
from ui.actions import with_selected
from ui.tabs.register import RegisterTab

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.desk import Desk
    from ui.tabs import Page
    from ui.window import MainWindow


class CertificatesTab(RegisterTab):
    """Adds 打印证书 and 打印存根 to the toolbar."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.add_tool("打印证书", "mdi6.certificate-outline", self.print_again)
        self.add_tool("打印存根", "mdi6.book-open-page-variant-outline", self.print_stubs)

    def print_again(self) -> None:
        """Print the selected certificates as they were issued."""

        def make(desk: Desk, ids: Sequence[int]) -> Printed:
            from app.actions.certificate_printing import print_certificates

            return print_certificates(desk, ids)

        with_selected(self.frame, self.view, lambda rows: self._print(rows, make))

    def print_stubs(self) -> None:
        """Print the stub list of the selected certificates."""

        def make(desk: Desk, ids: Sequence[int]) -> Printed:
            from app.actions.certificate_printing import print_stubs

            return print_stubs(desk, ids)

        with_selected(self.frame, self.view, lambda rows: self._print(rows, make))

    def _print(self, rows: list[Row], make: Callable[[Desk, Sequence[int]], Printed]) -> None:
        if not rows:
            return
        desk, ids = self.frame.desk, [row.id for row in rows]

        def show(printed: Printed) -> None:
            from ui.preview import open_preview

            open_preview(self.frame, printed.data, printed.title)

        self.frame.tasks.write(lambda: make(desk, ids), show, owner=self, title="正在排版…")
