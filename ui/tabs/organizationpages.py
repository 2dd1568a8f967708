"""The pages of organizations: what is due, each line with its registers, all bodies drawn and listed, and what is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.tabs.page import Page, Section, list_page

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs.tab import Tab


def _organizations_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.organizations import OrganizationsTab

    return OrganizationsTab(window, page)


def _party_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.organizations import PartyTab

    return PartyTab(window, page)


def _applications_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.organizations import ApplicationsTab

    return ApplicationsTab(window, page)


def _due_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.due import DueTab

    return DueTab(window, page)


def _part_time_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.coverage import PartTimeTab

    return PartTimeTab(window, page)


def _station_cover_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.coverage import StationCoverTab

    return StationCoverTab(window, page)


def _join_rate_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.joinrates import JoinRateTab

    return JoinRateTab(window, page)


def _roster_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.roster import RosterTab

    return RosterTab(window, page)


def _chart_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.chart import ChartTab

    return ChartTab(window, page)


def _sheet_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.orgsheet import OrganizationSheetTab

    return OrganizationSheetTab(window, page)


def _line(line: str, label: str, group: str) -> Page:
    first = f"还没有{label}：新增一个，或从“全部组织”导入表格。"
    fixed = (("line", line),)
    return Page(f"organizations/{line}", label, _organizations_tab, "organizations", fixed, first, group)


def _party(key: str, label: str, first: str) -> Page:
    return Page(key, label, _party_tab, register=key, first=first, group="党组织")


ORGANIZATIONS = Section(
    "组织",
    "mdi6.sitemap-outline",
    (
        Page("due", "谁该办什么了", _due_tab),
        _line("party", "党组织", "党组织"),
        _party("party_index", "党员发展", "还没有发展对象：从入党申请人登记起。"),
        _party("mobile_members", "流动党员", "还没有流动党员：新增一人，记下流出地党组织。"),
        _party("relation_transfers", "组织关系接转", "还没有接转记录：新增一件。"),
        _party("check_ins", "报到记录", "还没有报到记录：新增一条。"),
        _party("party_instructors", "党建指导员", "还没有党建指导员：新增一人，再添加联系的站点。"),
        _party("party_steps", "发展步骤模板", "还没有步骤模板。"),
        _line("union", "工会", "工会"),
        Page(
            "union_applications",
            "入会申请",
            _applications_tab,
            register="union_applications",
            first="还没有入会申请：新增一份，或导入扫码名单。",
            group="工会",
        ),
        _line("women", "妇联", "妇联"),
        _line("league", "团组织", "共青团"),
        list_page("league_index", "团员发展", "还没有团员发展记录：新增一人。", "共青团"),
        Page("due/league", "满28周岁和发展到期", _due_tab, fixed=(("line", "league"),), group="共青团"),
        Page(
            "organizations",
            "全部组织",
            _organizations_tab,
            register="organizations",
            first="还没有组织：导入组织名册，或新增一个。",
            group="全部组织",
        ),
        Page("chart", "架构图", _chart_tab, group="全部组织"),
        Page("roster", "花名册", _roster_tab, group="全部组织"),
        Page("orgsheet", "组织统计", _sheet_tab, group="全部组织"),
        Page("coverage/part_time", "兼职委员", _part_time_tab, group="覆盖情况"),
        Page("coverage/union", "站点入会", _join_rate_tab, group="覆盖情况"),
        Page("coverage/party", "站点党建", _station_cover_tab, group="覆盖情况"),
    ),
)
