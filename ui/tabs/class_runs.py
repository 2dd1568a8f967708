"""班次: the register's page with the class's own work: attendance, and certificates for who has completed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.registers.lists import Row
from ui.actions import with_selected
from ui.tabs.register import RegisterTab

if TYPE_CHECKING:
    from ui.tabs import Page
    from ui.window import MainWindow


class ClassRunTab(RegisterTab):
    """Adds 考勤 and 结业证书 to the toolbar."""

    verb_buttons = 0  # the class's own work below needs the room

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.add_tool("考勤", "mdi6.clipboard-check-outline", self.take_attendance)
        self.add_tool("导入签到表", "mdi6.clipboard-arrow-down-outline", self.import_sheet)
        self.add_tool("结业证书", "mdi6.certificate-outline", self.issue_certificates)

    def take_attendance(self) -> None:
        """Open the attendance sheet of the selected class."""
        with_selected(self.frame, self.view, self._open_sheet)

    def import_sheet(self) -> None:
        """Open the import of a sign-in sheet: for the class selected, else for the one that its title names."""
        from ui.wizard.importing import open_import

        if self.view.selected == 1:
            with_selected(
                self.frame, self.view, lambda rows: open_import(self.frame, "attendance", rows[0].id)
            )
        else:
            open_import(self.frame, "attendance")

    def issue_certificates(self) -> None:
        """Open the certificate wizard for the selected class."""
        with_selected(self.frame, self.view, self._open_certificates)

    def _open_sheet(self, rows: list[Row]) -> None:
        from ui.tabs.attendance import open_attendance

        if rows:
            open_attendance(self.frame, rows[0].id)

    def _open_certificates(self, rows: list[Row]) -> None:
        from ui.wizard.certificates import open_certificates

        if rows:
            open_certificates(self.frame, rows[0].id)
