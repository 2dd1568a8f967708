"""The navigation: which pages the window has, in which order, and which class shows each. The one door for exceptions.

To add a register to the window: add a line ``_list(key, label, icon)`` to its section. A register that needs more than
the generic page gets a class of its own here, usually a ``RegisterTab`` with one panel more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.card import Whole
    from ui.tabs.tab import Tab
    from ui.window import MainWindow


@dataclass(frozen=True)
class Page:
    """One page: its key, its label on the sub-tab, and how it is built when it is first shown.

    register: key of the register it lists; fixed: filters it always has, as (field, stored value) pairs.
    first: what an empty list says to do first. group: sub-tab that the page shares with others; each has its own inner tab.
    """

    key: str
    label: str
    build: Callable[[MainWindow, Page], Tab]
    register: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    first: str = ""
    group: str = ""


@dataclass(frozen=True)
class Section:
    """One entry of the navigation at the left, with its pages."""

    label: str
    icon: str
    pages: tuple[Page, ...]


def _register_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.register import RegisterTab

    return RegisterTab(window, page)


def _overview_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.overview import OverviewTab

    return OverviewTab(window, page)


def _reports_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.reports import ReportsTab

    return ReportsTab(window, page)


def _settings_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.settings import SettingsTab

    return SettingsTab(window, page)


def _certificates_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.certificates import CertificatesTab

    return CertificatesTab(window, page)


def _class_run_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.class_runs import ClassRunTab

    return ClassRunTab(window, page)


def _people_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.people import PeopleTab

    return PeopleTab(window, page)


def _duplicates_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.duplicates import DuplicatesTab

    return DuplicatesTab(window, page)


def card_page(card: Whole, back: str) -> Page:
    """The page of one record's card. back: key of the page to which the clerk returns."""

    def build(window: MainWindow, page: Page) -> Tab:
        from ui.tabs.card import CardTab

        return CardTab(window, page, card, back)

    return Page(f"card/{card.register.key}/{card.id}", card.name, build)


def _list(key: str, label: str, first: str = "", group: str = "") -> Page:
    return Page(key, label, _register_tab, register=key, first=first, group=group)


def _line(line: str, label: str, group: str) -> Page:
    first = f"还没有{label}：新增一个，或从“全部组织”导入表格。"
    fixed = (("line", line),)
    return Page(f"organizations/{line}", label, _register_tab, "organizations", fixed, first, group)


SECTIONS: tuple[Section, ...] = (
    Section("概览", "mdi6.view-dashboard-outline", (Page("overview", "概览", _overview_tab),)),
    Section(
        "人员",
        "mdi6.account-group-outline",
        (
            Page(
                "people",
                "人员",
                _people_tab,
                register="people",
                first="还没有人员：导入社区报来的表格，或新增一人。",
            ),
            _list("stations", "站点", "还没有站点：先登记本辖区的快递、外卖站点，登记人员时就能直接选用。"),
            _list(
                "platforms", "平台企业", "还没有平台企业：先登记顺丰、美团等平台，并写上表格里常见的别名。"
            ),
            Page("duplicates", "查重", _duplicates_tab),
        ),
    ),
    Section(
        "组织",
        "mdi6.sitemap-outline",
        (
            _line("party", "党组织", "党组织"),
            _list("party_index", "党员发展", "还没有发展对象：从入党申请人登记起。", "党组织"),
            _list("mobile_members", "流动党员", "还没有流动党员：新增一人，记下流出地党组织。", "党组织"),
            _list("relation_transfers", "组织关系接转", "还没有接转记录：新增一件。", "党组织"),
            _list("check_ins", "报到记录", "还没有报到记录：新增一条。", "党组织"),
            _list(
                "party_instructors", "党建指导员", "还没有党建指导员：新增一人，再添加联系的站点。", "党组织"
            ),
            _list("party_steps", "发展步骤模板", "还没有步骤模板。", "党组织"),
            _line("union", "工会", "工会"),
            _list("union_applications", "入会申请", "还没有入会申请：新增一份，或导入扫码名单。", "工会"),
            _line("women", "妇联", "妇联"),
            _line("league", "团组织", "共青团"),
            _list("league_index", "团员发展", "还没有团员发展记录：新增一人。", "共青团"),
            _list("organizations", "全部组织", "还没有组织：导入组织名册，或新增一个。"),
        ),
    ),
    Section(
        "阵地",
        "mdi6.map-marker-outline",
        (
            _list("facilities", "阵地", "还没有阵地：导入驿站和饮水点清单，或新增一处。"),
            _list(
                "friendly_units", "友好单元", "还没有友好单元：先登记辖区全部小区、商圈、楼宇，再逐个创建。"
            ),
            _list("inspection_rounds", "巡查", "还没有巡查：新增一轮，会列出当天开放的全部点位。", "巡查"),
            _list("faults", "问题整改", "没有问题：巡查中发现的问题会列在这里。", "巡查"),
            _list("inspection_items", "检查项", "还没有检查项：点“采用‘六有’标准”开始。", "巡查"),
            _list("unit_filings", "站点备案", "还没有站点备案：在友好单元的卡片里登记，或在这里新增。"),
        ),
    ),
    Section(
        "培训",
        "mdi6.school-outline",
        (
            Page(
                "class_runs",
                "班次",
                _class_run_tab,
                register="class_runs",
                first="还没有班次：先在“课程”里登记课程，再新增班次。",
            ),
            _list("courses", "课程", "还没有课程：新增一门，例如“交通安全”。"),
            Page(
                "certificates",
                "证书",
                _certificates_tab,
                register="certificates",
                first="还没有证书：班次结业后，在“班次”里发证。",
            ),
        ),
    ),
    Section(
        "志愿",
        "mdi6.hand-heart-outline",
        (
            _list("teams", "队伍", "还没有队伍：新增一支，再添加队员。"),
            _list("service_logs", "服务记录", "还没有服务记录：新增一条，或导入签到表。"),
            _list("daily_totals", "每日汇总", "还没有每日汇总：没有逐人记录的日子，在这里登记总数。"),
            _list("civic_roles", "社会职务", "还没有社会职务：登记基层治理观察员、议事代表等。"),
        ),
    ),
    Section("报表", "mdi6.file-chart-outline", (Page("reports", "工作小结", _reports_tab),)),
    Section(
        "设置",
        "mdi6.cog-outline",
        (
            Page("settings", "常用设置", _settings_tab),
            _list("areas", "区域", "还没有区域：先新增街道，再新增各社区，人员和阵地都要归到社区。"),
            _list("clerks", "经办人", "还没有经办人。"),
        ),
    ),
)


def all_pages() -> tuple[Page, ...]:
    """Every page of the window, in order."""
    return tuple(page for section in SECTIONS for page in section.pages)


def page_of_register(key: str, label: str, fixed: dict[str, str] | None = None) -> Page:
    """The page that lists a register; among several, the one whose fixed filters are met.

    A register without a page of its own (the employments behind a figure) gets one for the time it is looked at.
    """
    for page in all_pages():
        if page.register == key and all((fixed or {}).get(name) == value for name, value in page.fixed):
            return page
    return Page(f"rows/{key}", label, _register_tab, register=key)
