"""班次: the register's page with the class's own work: attendance, and certificates for who has completed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.registers.lists import Row
from ui.lists.actions import with_selected
from ui.tabs.register import RegisterTab

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs import Page


class ClassRunTab(RegisterTab):
    """Adds a class's own work to the toolbar: who takes part, who came, who may have a certificate."""

    verb_buttons = 0  # the class's own work below needs the room

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.add_tool("考勤", "mdi6.clipboard-check-outline", self.take_attendance)
        self.add_tool("批量报名", "mdi6.account-multiple-plus-outline", self.enrol_many)
        self.add_to_menu("打印签到表", "mdi6.clipboard-list-outline", self.print_sheets)
        self.add_to_menu("导入签到表", "mdi6.clipboard-arrow-down-outline", self.import_sheet)
        self.add_to_menu("出勤预警", "mdi6.alert-outline", self.warn)
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

    def enrol_many(self) -> None:
        """Enrol a pasted list or a whole station in the selected class."""

        def go(rows: list[Row]) -> None:
            from ui.wizard.enrolling import EnrolDialog

            if rows:
                EnrolDialog(self.frame, rows[0].id, rows[0].cells[0]).open()

        with_selected(self.frame, self.view, go)

    def print_sheets(self) -> None:
        """Print the sign-in sheets of the selected class's lessons to come, or of all when none is."""

        def go(rows: list[Row]) -> None:
            from ui.wizard.signinpaper import print_sheets

            if rows:
                print_sheets(self.frame, rows[0].id)

        with_selected(self.frame, self.view, go)

    def warn(self) -> None:
        """Show who of the selected class is below the line for completing it."""

        def go(rows: list[Row]) -> None:
            from ui.wizard.outlook import open_outlook

            if rows:
                open_outlook(self.frame, rows[0].id, rows[0].cells[0])

        with_selected(self.frame, self.view, go)

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
