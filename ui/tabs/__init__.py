"""The navigation: which pages the window has, in which order, and which class shows each. The one door for exceptions.

To add a register to the window: add a line ``list_page(key, label, first)`` to its section. A register that needs more than
the generic page gets a class of its own here, usually a ``RegisterTab`` with one panel more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.tabs.carepages import CARE
from ui.tabs.organizationpages import ORGANIZATIONS
from ui.tabs.page import Page, Section, list_page, register_tab
from ui.tabs.placepages import PLACES
from ui.tabs.requestpages import REQUESTS
from ui.tabs.trainingpages import TRAINING
from ui.tabs.volunteerpages import VOLUNTEERING

if TYPE_CHECKING:
    from app.cards.card import Whole
    from ui.shell.window import MainWindow
    from ui.tabs.tab import Tab

__all__ = ["SECTIONS", "Page", "Section", "all_pages", "card_page", "page_of_register"]


def _overview_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.overview import OverviewTab

    return OverviewTab(window, page)


def _reports_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.reports import ReportsTab

    return ReportsTab(window, page)


def _settings_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.settings import SettingsTab

    return SettingsTab(window, page)


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
            list_page(
                "stations", "站点", "还没有站点：先登记本辖区的快递、外卖站点，登记人员时就能直接选用。"
            ),
            list_page(
                "platforms", "平台企业", "还没有平台企业：先登记顺丰、美团等平台，并写上表格里常见的别名。"
            ),
            Page("duplicates", "查重", _duplicates_tab),
            list_page(
                "tags", "标签", "还没有标签：在人员的表单里直接写，或在这里先列出来，例如“骨干”“困难帮扶”。"
            ),
        ),
    ),
    ORGANIZATIONS,
    PLACES,
    CARE,
    TRAINING,
    VOLUNTEERING,
    REQUESTS,
    Section(
        "报表",
        "mdi6.file-chart-outline",
        (
            Page("reports", "工作小结", _reports_tab),
            list_page("phrases", "常用语", "还没有常用语：写小结时右键点段落，选“记为常用语”。"),
        ),
    ),
    Section(
        "设置",
        "mdi6.cog-outline",
        (
            Page("settings", "常用设置", _settings_tab),
            list_page("areas", "区域", "还没有区域：先新增街道，再新增各社区，人员和阵地都要归到社区。"),
            list_page("clerks", "经办人", "还没有经办人。"),
        ),
    ),
)


def all_pages() -> tuple[Page, ...]:
    """Every page of the window, in order."""
    return tuple(page for section in SECTIONS for page in section.pages)


def page_of_register(key: str, label: str, fixed: dict[str, Any] | None = None) -> Page:
    """The page that lists a register; among several, the one whose fixed filters are met.

    A register without a page of its own (the employments behind a figure) gets one for the time it is looked at.
    """
    for page in all_pages():
        if page.register == key and all((fixed or {}).get(name) == value for name, value in page.fixed):
            return page
    return Page(f"rows/{key}", label, register_tab, register=key)
