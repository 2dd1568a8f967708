"""队伍 and 服务记录: the registers' pages with the work on a whole team's service and on what waits to be booked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from app.actions.recordexchange import export_official, official_name
from app.registers.lists import Row
from ui.lists.actions import with_selected
from ui.shell.places import ask_target
from ui.tabs.register import RegisterTab

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs.page import Page


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
        self.add_to_menu("导入平台导出表", "mdi6.cloud-download-outline", self.import_export)
        self.add_to_menu("导出到官方系统", "mdi6.cloud-upload-outline", self.export_official)

    def review(self) -> None:
        """Open what waits to be verified or booked."""
        from ui.tabs.logreview import open_review

        open_review(self.frame)

    def import_export(self) -> None:
        """Take over what a platform of volunteers wrote out, whatever its columns are called."""
        from ui.wizard.importing import open_import

        open_import(self.frame, "platform_log")

    def export_official(self) -> None:
        """Write what the official system does not have yet; identity numbers are in full, for a purpose."""
        purpose, given = QInputDialog.getText(
            self.frame, "用途", "表格里有完整证件号码，用途会记入操作日志：", text="录入志愿服务信息系统"
        )
        if not given or not purpose.strip():
            return
        name = official_name("", date.today())
        target = ask_target(self.frame.state, self.frame, "export", "导出表格", name, "表格 (*.xlsx)")
        if target is None:
            return
        desk = self.frame.desk
        self.frame.tasks.write(
            lambda: export_official(desk, target, purpose),
            lambda rows: self.frame.messages.notice(
                f"已导出{rows}条：{target.name}。录入后请选中这些记录，点“登记已录入官方系统”。"
            ),
            owner=self,
            title="正在导出…",
        )
