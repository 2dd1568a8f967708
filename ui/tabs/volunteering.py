"""队伍 and 服务记录: the registers' pages with the work on a whole team's service and on what waits to be booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.registers.lists import Row
from ui.actions import with_selected
from ui.tabs.register import RegisterTab

if TYPE_CHECKING:
    from ui.tabs.page import Page
    from ui.window import MainWindow


class TeamsTab(RegisterTab):
    """Adds 整队登记."""

    verb_buttons = 1

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.add_tool("整队登记", "mdi6.clipboard-clock-outline", self.log_team)

    def log_team(self) -> None:
        """Open the sheet of the selected team."""

        def go(rows: list[Row]) -> None:
            from ui.tabs.teamsheet import open_team_sheet

            if rows:
                open_team_sheet(self.frame, rows[0].id)

        with_selected(self.frame, self.view, go)


class ServiceLogsTab(RegisterTab):
    """Adds 核实入账, person by person."""

    verb_buttons = 1

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.add_tool("核实入账", "mdi6.account-check-outline", self.review)

    def review(self) -> None:
        """Open what waits to be verified or booked."""
        from ui.tabs.logreview import open_review

        open_review(self.frame)
