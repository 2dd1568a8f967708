"""巡查: the register's page with the round's own work: its sheet on paper and typed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.registers.lists import Row
from ui.lists.actions import with_selected
from ui.tabs.register import RegisterTab

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class RoundsTab(RegisterTab):
    """Adds to the toolbar what is done with a round."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.add_tool("录入结果", "mdi6.clipboard-edit-outline", self.type_back)

    def type_back(self) -> None:
        """Open the sheet of the selected round."""
        with_selected(self.frame, self.view, self._open_sheet)

    def _open_sheet(self, rows: list[Row]) -> None:
        from ui.tabs.roundsheet import open_round

        if rows:
            open_round(self.frame, rows[0].id)
