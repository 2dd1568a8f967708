"""The navigation: which pages the window has, in which order, and which class shows each. The one door for exceptions.

To add a register to the window: add a line ``_list(key, label, icon)`` to its section. A register that needs more than
the generic page gets a class of its own here, usually a ``RegisterTab`` with one panel more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.tabs.tab import Tab
    from ui.window import MainWindow


@dataclass(frozen=True)
class Page:
    """One page: its key, its label on the sub-tab, and how it is built when it is first shown.

    register: key of the register it lists; fixed: filters it always has, as (field, stored value) pairs.
    first: what an empty list says to do first.
    """

    key: str
    label: str
    build: Callable[[MainWindow, Page], Tab]
    register: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    first: str = ""


@dataclass(frozen=True)
class Section:
    """One entry of the navigation at the left, with its pages."""

    label: str
    icon: str
    pages: tuple[Page, ...]


def _register_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.register import RegisterTab

    return RegisterTab(window, page)


def _list(key: str, label: str, first: str = "") -> Page:
    return Page(key, label, _register_tab, register=key, first=first)


SECTIONS: tuple[Section, ...] = (
    Section(
        "人员",
        "mdi6.account-group-outline",
        (
            _list("people", "人员", "还没有人员：导入社区报来的表格，或新增一人。"),
            _list("stations", "站点", "还没有站点：新增本辖区的快递、外卖站点，登记人员时就能直接选用。"),
            _list("platforms", "平台企业", "还没有平台企业：新增顺丰、美团等平台，并写上表格里常见的别名。"),
        ),
    ),
    Section(
        "设置",
        "mdi6.cog-outline",
        (_list("areas", "区域", "还没有区域：先新增街道，再新增各社区，人员和阵地都要归到社区。"),),
    ),
)


def all_pages() -> tuple[Page, ...]:
    """Every page of the window, in order."""
    return tuple(page for section in SECTIONS for page in section.pages)


def page_of_register(key: str, fixed: dict[str, str] | None = None) -> Page:
    """The page that lists a register; among several, the one whose fixed filters the record meets. KeyError if none."""
    found = [page for page in all_pages() if page.register == key]
    for page in found:
        if all((fixed or {}).get(name) == value for name, value in page.fixed):
            return page
    if not found:
        raise KeyError(key)
    return found[0]
