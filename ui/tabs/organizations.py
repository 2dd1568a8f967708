"""Pages of organizations and of what hangs on them: the roster of the selected body, whole stations, papers, a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.registers.lists import Row
from app.rules.party import UNCLASSIFIED
from ui.lists.actions import with_selected
from ui.tabs.register import RegisterTab
from ui.tabs.unionpapers import UnionPapers
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs import Page


def warn_unclassified(tab: RegisterTab) -> Banner:
    """Say at the head of a page what may never be entered."""
    banner = Banner()
    banner.show_text(UNCLASSIFIED, kind="warningBanner")
    layout = tab.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, banner)
    return banner


class PartyTab(RegisterTab):
    """A register of Party work, with the warning."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.warning = warn_unclassified(self)


class OrganizationsTab(RegisterTab):
    """Adds 花名册, for unions 整站入会; bodies of the Party have the warning."""

    verb_buttons = 2

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        line = dict(page.fixed).get("line", "")
        self.add_tool("花名册", "mdi6.account-group-outline", self.show_roster)
        if line == "union":
            self.add_tool("整站入会…", "mdi6.account-multiple-plus-outline", self.join_station)
        self.warning = warn_unclassified(self) if line == "party" else None

    def show_roster(self) -> None:
        """Go to the roster of the selected body."""

        def go(rows: list[Row]) -> None:
            from ui.tabs.roster import RosterTab

            tab = self.frame.show_page("roster")
            if isinstance(tab, RosterTab) and rows:
                tab.show_body(rows[0].id)

        with_selected(self.frame, self.view, go)

    def join_station(self) -> None:
        """Take a whole station into the selected union, or into the first, from a pasted list."""
        from ui.wizard.joining import open_joining

        if self.view.selected == 1:
            with_selected(self.frame, self.view, lambda rows: open_joining(self.frame, union=rows[0].id))
        else:
            open_joining(self.frame)


class ApplicationsTab(RegisterTab):
    """Applications to unions: adds 打印申请书."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.papers = UnionPapers(window, page.register)
        self.add_tool("打印申请书", "mdi6.file-sign", self.print_forms)

    def print_forms(self) -> None:
        """Print the forms of the selected applications."""
        with_selected(self.frame, self.view, lambda rows: self.papers.print_forms([row.id for row in rows]))
