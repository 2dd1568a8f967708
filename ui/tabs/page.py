"""What a page of the navigation is, and a section of pages; built when first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs.tab import Tab


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
    fixed: tuple[tuple[str, Any], ...] = ()
    first: str = ""
    group: str = ""


@dataclass(frozen=True)
class Section:
    """One entry of the navigation at the left, with its pages."""

    label: str
    icon: str
    pages: tuple[Page, ...]


def register_tab(window: MainWindow, page: Page) -> Tab:
    """The usual page of a register."""
    from ui.tabs.register import RegisterTab

    return RegisterTab(window, page)


def list_page(key: str, label: str, first: str = "", group: str = "") -> Page:
    """A register's page as most registers have it. first: what an empty list says to do first."""
    return Page(key, label, register_tab, register=key, first=first, group=group)
