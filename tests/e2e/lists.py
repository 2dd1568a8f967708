"""Looking at what was imported: lists, filters, search."""

from __future__ import annotations

from tests.e2e.clerk import Clerk
from ui.lists.table import RecordTable
from ui.tabs.register import RegisterTab


def page(clerk: Clerk) -> RegisterTab:
    """The list in front."""
    clerk.rest()
    tab = clerk.window.pages.current
    assert isinstance(tab, RegisterTab)
    return tab


def column(model: RecordTable, label: str) -> list[str]:
    """The texts of a column, from top to bottom."""
    place = next(at for at, name in enumerate(model.columns) if model.register.field(name).label == label)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def look_at_people(clerk: Clerk, expected: int) -> None:
    """The list, a filter ticked by key, a search in the page and back to all."""
    clerk.open_section("人员")
    tab = page(clerk)
    assert tab.register.key == "people"
    assert tab.filters.count.text() == f"{expected} 人"
    assert set(column(tab.table, "所在区域")) == {"宝石社区"}
    assert all("*" in phone for phone in column(tab.table, "联系电话")), "phones are masked"
    chip = tab.filters.chips["category"]
    clerk.click(chip)
    clerk.press("Down", "Space", "Escape")
    clerk.wait(lambda: tab.filters.count.text() != f"{expected} 人")
    clerk.rest()
    kinds = set(column(tab.table, "从业类型"))
    assert kinds == {"外卖骑手"}
    assert chip.text() == "从业类型：外卖骑手"
    clerk.push("清除", tab.filters)
    assert tab.filters.count.text() == f"{expected} 人"


def find_everywhere(clerk: Clerk) -> None:
    """Ctrl+K finds by initials, by the tail of a phone, and says when nothing was found."""
    popup = clerk.window.search.popup
    for words, title in (("zyy", "张洋勇"), ("8966", "张洋勇"), ("shuguanglu121", "曙光路121号饮水点")):
        clerk.press("Ctrl+K")
        clerk.type(words)
        clerk.wait(lambda title=title: popup.isVisible() and title in popup.list.currentItem().text())
        clerk.press("Escape")
    clerk.press("Ctrl+K")
    clerk.type("查无此人")
    clerk.wait(lambda: popup.isVisible() and popup.list.count() == 0)
    clerk.press("Escape")
    clerk.press("Escape")
    assert clerk.window.search.text() == ""
