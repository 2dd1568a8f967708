"""Work on organizations: what is due and done, a station that joins from a list, the coverage sheets."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtGui import QGuiApplication

from tests.e2e.clerk import Clerk
from ui.papers.preview import Preview
from ui.tabs.due import DueTab
from ui.tabs.joinrates import JoinRateTab
from ui.tabs.tab import Tab
from ui.widgets.rowtable import RowTable
from ui.wizard.joining import JoinDialog

T = TypeVar("T", bound=Tab)
_NEXT = "培养教育期满，可以研究列为发展对象"


def _page(clerk: Clerk, kind: type[T], group: str, inside: str = "") -> T:
    clerk.open_section("组织")
    clerk.open_tab(clerk.window.pages.sub_tabs, group)
    if inside:
        clerk.open_tab(clerk.window.pages.inner_tabs, inside)
    tab = clerk.window.pages.current
    assert isinstance(tab, kind)
    return tab


def column(table: RowTable, place: int) -> list[str]:
    """The texts of a column, from top to bottom."""
    return [table.rows.index(row, place).data() for row in range(table.rows.rowCount())]


def move_on(clerk: Clerk) -> list[str]:
    """Everybody who may go to the next stage of the Party's development does, from the list of what is due."""
    tab = _page(clerk, DueTab, "谁该办什么了")
    assert "已逾期" in tab.sentence.text()
    clerk.choose(tab.lines, "党组织")
    assert set(column(tab.table, 0)) == {"党组织"}
    moved = []
    while _NEXT in (waiting := column(tab.table, 4)):
        row = waiting.index(_NEXT)
        moved.append(column(tab.table, 1)[row])
        clerk.click_index(tab.table, tab.table.rows.index(row, 1))
        clerk.push("办理：进入下一阶段")
        assert moved[-1] in clerk.reads()
        clerk.press("Ctrl+S")
        assert "已完成" in clerk.told
    return moved


def join_station(clerk: Clerk) -> str:
    """Whoever of the first station is missing comes as a list from a chat, with one nobody knows; all others join."""
    tab = _page(clerk, JoinRateTab, "覆盖情况", "站点入会")
    row = next(at for at, missing in enumerate(column(tab.table, 4)) if missing != "0")
    station = column(tab.table, 0)[row]
    clerk.click_index(tab.table, tab.table.rows.index(row, 0))
    names = [tab.missing.item(at).text() for at in range(tab.missing.count())]
    assert names
    clerk.push("整站入会")
    dialog = clerk.dialog(JoinDialog)
    lines = [f"{at}、{name}" for at, name in enumerate(names, start=1)]
    QGuiApplication.clipboard().setText("\n".join(["姓名", *lines, "查无此人　13900000000"]))
    clerk.press("Ctrl+V")
    clerk.go_to("入会日期")
    clerk.press("Ctrl+A")
    clerk.type(f"{tab.day}")
    clerk.push("核对名单", dialog)
    assert dialog.state_line.text().startswith(f"将入会{len(names)}人"), dialog.state_line.text()
    assert "没有找到1行" in dialog.state_line.text()
    clerk.push(f"{len(names)}人入会", dialog)
    assert f"已入会{len(names)}人" in clerk.told
    assert column(tab.table, 5)[row] == "100.0%"
    assert tab.missing.count() == 0
    return station


def print_coverage(clerk: Clerk, station: str) -> None:
    """The sheet says that the station is whole; that of the communities names the one that is missing."""
    tab = _page(clerk, JoinRateTab, "覆盖情况", "站点入会")
    clerk.push("打印覆盖表")
    paper = clerk.dialog(Preview)
    assert paper.paper.find(station)
    assert paper.paper.find("全员入会")
    clerk.press("Escape")
    assert tab.isVisible()
    clerk.open_tab(clerk.window.pages.inner_tabs, "兼职委员")
    clerk.push("打印覆盖表")
    paper = clerk.dialog(Preview)
    assert paper.paper.find("尚缺：青芝社区")
    clerk.press("Escape")
