"""证书: the register's page with printing onto forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.registers.lists import Row
from ui.lists.actions import with_selected
from ui.tabs.register import RegisterTab

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class CertificatesTab(RegisterTab):
    """Adds 套打 to the toolbar."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.add_tool("套打", "mdi6.printer-pos-outline", self.overprint)

    def overprint(self) -> None:
        """Print what differs from holder to holder of the selected certificates onto forms."""

        def go(rows: list[Row]) -> None:
            from ui.workshop.overprint import open_overprint

            if rows:
                open_overprint(self.frame, [row.id for row in rows])

        with_selected(self.frame, self.view, go)
