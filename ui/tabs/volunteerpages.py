"""The pages of volunteering: teams and their service, recognition, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.tabs.page import Page, Section, list_page

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs.tab import Tab

_STARS, _PAPERS = "星级", "证明"


def _teams_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.volunteering import TeamsTab

    return TeamsTab(window, page)


def _logs_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.volunteering import ServiceLogsTab

    return ServiceLogsTab(window, page)


def _stars_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.stars import StarsTab

    return StarsTab(window, page)


VOLUNTEERING = Section(
    "志愿",
    "mdi6.hand-heart-outline",
    (
        Page("teams", "队伍", _teams_tab, register="teams", first="还没有队伍：新增一支，再添加队员。"),
        Page(
            "service_logs",
            "服务记录",
            _logs_tab,
            register="service_logs",
            first="还没有服务记录：新增一条，或导入签到表。",
        ),
        list_page("daily_totals", "每日汇总", "还没有每日汇总：没有逐人记录的日子，在这里登记总数。"),
        list_page("civic_roles", "社会职务", "还没有社会职务：登记监督员、宣传员、倡导员的聘任。"),
        list_page("clues", "线索", "还没有线索：登记小哥在随手公益、西湖码、微信群里上报的问题。"),
        Page(
            "star_awards",
            "星级",
            _stars_tab,
            register="star_awards",
            first="还没有星级：先登记星级标准，再点“刚达标”。",
            group=_STARS,
        ),
        Page(
            "star_awards/reached",
            "达标待评",
            _stars_tab,
            register="star_awards",
            fixed=(("state", "proposed"),),
            first="没有等待公示的达标人员：点“刚达标”，列出新达到星级的人。",
            group=_STARS,
        ),
        list_page(
            "star_schemes",
            "星级标准",
            "还没有星级标准：新增一个，通用标准是100、300、600、1000、1500小时。",
            _STARS,
        ),
        list_page("served_elders", "服务老人", "还没有服务老人：只登记服务需要的内容。"),
        list_page(
            "record_certificates",
            "记录证明",
            "还没有记录证明：只有组织并记录了服务的单位能出具，先登记组织单位。",
            _PAPERS,
        ),
        list_page(
            "log_corrections", "更正申请", "没有更正申请：在“服务记录”里选一条，点“申请更正”。", _PAPERS
        ),
        list_page(
            "issuers", "组织单位", "还没有组织单位：登记居委会、志愿服务组织等组织服务的单位。", _PAPERS
        ),
        list_page(
            "volunteer_registrations",
            "志愿者注册",
            "还没有志愿者注册：登记本人在志愿浙江等平台的志愿者编号。",
            _PAPERS,
        ),
    ),
)
