"""A request: taken down from a call, accepted, assigned, settled, called back; it stands in the sheet of the period."""

from __future__ import annotations

from datetime import date

from tests.e2e.clerk import Clerk
from tests.e2e.lists import column, page
from ui.papers.asks import PaperDialog
from ui.papers.preview import Preview
from ui.records.dialog import RecordDialog

_TITLE = "驿站门口没有停车位"


def answer(clerk: Clerk) -> None:
    """From the call to the call back, by key in the form and by the verbs above the list."""
    clerk.open_section("诉求议事")
    clerk.open_page("诉求")
    tab = page(clerk)
    before = tab.table.total
    clerk.press("Ctrl+N")
    clerk.dialog(RecordDialog)
    clerk.fill("事由", _TITLE)
    clerk.pick("类别", "停车充电")
    clerk.pick("渠道", "专属热线")
    clerk.fill("收到日期", f"{date.today()}")
    clerk.link("所在区域", "金祝", "金祝社区")
    clerk.go_to("匿名")
    clerk.press("Space")
    clerk.press("Ctrl+S")
    assert tab.table.total == (before or 0) + 1
    row = column(tab.table, "事由").index(_TITLE)
    for verb, told, state in (
        ("受理", {}, "已受理"),
        ("派单", {"承办单位": "综合执法队"}, "已派单"),
        ("开始办理", {}, "处理中"),
        ("办结", {"办理结果": "已划出四个临时车位"}, "已办结"),
        ("回访", {}, "已回访"),
    ):
        clerk.click_index(tab.view, tab.table.index(row, 0))
        _do(clerk, verb, told)
        row = column(tab.table, "事由").index(_TITLE)
        assert column(tab.table, "状态")[row] == state
    assert column(tab.table, "办理期限")[row], "the table of limits gave it a date"
    clerk.from_menu("打印", "诉求清单")
    asked = clerk.dialog(PaperDialog)
    clerk.push("打印", asked)
    sheet = clerk.dialog(Preview)
    assert sheet.paper.find(_TITLE)
    clerk.press("Escape")


def _do(clerk: Clerk, verb: str, told: dict[str, str]) -> None:
    clerk.verb(verb)
    for label, text in told.items():
        clerk.fill(label, text)
    if verb == "回访":
        clerk.pick("回访结果", "满意")
    clerk.press("Ctrl+S")
    assert "已完成" in clerk.told, clerk.reads()
