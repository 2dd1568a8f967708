"""A team's service: a day on one sheet, verified and booked, one record corrected, certified by the body that organised."""

from __future__ import annotations

from datetime import date, timedelta

from tests.e2e.clerk import Clerk
from tests.e2e.lists import column, page
from ui.records.dialog import RecordDialog
from ui.tabs.logreview import LogReviewDialog
from ui.tabs.teamsheet import TeamSheetDialog

DAY = date(2026, 11, 2)


def log_month(clerk: Clerk, days: int = 3) -> int:
    """Some days of a team: one member stayed away, one served longer; how many services it came to."""
    clerk.open_section("志愿")
    clerk.open_page("队伍")
    clerk.click_index(page(clerk).view, page(clerk).table.index(0, 0))
    clerk.push("整队登记")
    sheet = clerk.dialog(TeamSheetDialog)
    members, told = len(sheet.model.members), 0
    assert members > 3
    for at in range(days):
        clerk.go_to("服务日期")
        clerk.press("Ctrl+A")
        clerk.type(f"{DAY + timedelta(days=at)}")
        if at == 0:
            clerk.fill("时长（小时）", "2")
            clerk.fill("活动名称", "助老送餐")
        clerk.press("F6", "Ctrl+Home", "Space", "Down")
        clerk.type("3")
        clerk.press("Return")
        there = len(sheet.model.taking_part())
        assert (there, len(sheet.model.exceptions())) == (len(sheet.model.members) - 1, 1)
        told += there
        if at < days - 1:
            clerk.push("保存，登记下一天", sheet)
        else:
            clerk.press("Ctrl+S")
        assert f"已登记{DAY.month}月{DAY.day + at}日服务{there}人次。" in clerk.told
    assert clerk.front is clerk.window
    return told


def verify_and_book(clerk: Clerk, services: int) -> None:
    """Everything that waits is ticked by keyboard, verified, ticked again and booked."""
    clerk.open_page("服务记录")
    clerk.push("核实入账")
    review = clerk.dialog(LogReviewDialog)
    clerk.click(review.own_too)
    done = dict.fromkeys(("核实", "入账"), 0)
    while True:  # the window lists the oldest first, and the next ones when they are done
        clerk.press("Ctrl+A")
        for word, state, button in (
            ("核实", "entered", review.verify_button),
            ("入账", "verified", review.book_button),
        ):
            if ticked := len(review.ticked(state)):
                clerk.click(button)
                assert f"已{word}{ticked}条。" in clerk.told
                done[word] += ticked
                break
        else:
            break
    assert services <= done["核实"] <= done["入账"]
    if review.isVisible():
        clerk.press("Escape")
    table = page(clerk).table
    lines = [*zip(column(table, "服务日期"), column(table, "状态"), strict=True)]
    assert {state for day, state in lines if day.startswith(f"{DAY:%Y-%m}")} == {"入账"}, lines[:4]


def correct_one(clerk: Clerk) -> None:
    """A booked record cannot be edited; a request decides, a counter-entry corrects."""
    view = page(clerk).view
    clerk.click_index(view, view.model().index(0, 0))
    clerk.verb("申请更正")
    clerk.fill("申请人", "本人")
    clerk.fill("理由", "签到表上是一小时")
    clerk.fill("更正后时长（小时）", "1")
    clerk.press("Ctrl+S")
    assert clerk.told == "已完成：申请更正。"
    clerk.open_page("更正申请")
    tab = page(clerk)
    clerk.click_index(tab.view, tab.table.index(0, 0))
    assert column(tab.table, "状态")[0] == "待处理"
    clerk.verb("更正")
    clerk.fill("处理意见", "经核对属实")
    clerk.press("Ctrl+S")
    assert column(page(clerk).table, "状态")[0] == "已更正"


def refuse_another_body(clerk: Clerk) -> None:
    """A committee that organised nothing of somebody's service is refused with the reason."""
    clerk.open_page("记录证明")
    tab = page(clerk)
    name = column(tab.table, "志愿者")[column(tab.table, "状态").index("申请")]
    clerk.press("Ctrl+N")
    clerk.dialog(RecordDialog)
    clerk.link("志愿者", name, name)
    clerk.link("出具单位", "青芝", "北山街道青芝社区居民委员会")
    clerk.fill("起始日期", "2024-01-01")
    clerk.fill("截止日期", "2024-10-31")
    clerk.fill("申请日期", f"{date.today()}")
    clerk.press("Ctrl+S")
    assert clerk.told == "已新增记录证明。"
    clerk.click_index(tab.view, tab.table.index(0, 0))
    clerk.verb("受理")
    clerk.verb("核实")
    clerk.press("Ctrl+S")
    assert "不能由它出具证明" in clerk.reads()
    clerk.press("Escape")
    clerk.verb("不予受理")
    clerk.fill("原因", "不是本单位组织的服务")
    clerk.press("Ctrl+S")
    assert column(page(clerk).table, "状态")[0] == "不予受理"


def certify(clerk: Clerk) -> None:
    """The body that organised: from the application to the number, step by step."""
    tab = page(clerk)
    row = column(tab.table, "状态").index("申请")
    clerk.click_index(tab.view, tab.table.index(row, 0))
    clerk.verb("受理")
    clerk.verb("核实")
    clerk.go_to("只证明已入账的")
    clerk.press("Space", "Ctrl+S")
    clerk.verb("审批")
    clerk.verb("出具")
    clerk.fill("出具日期", f"{date.today()}")
    clerk.press("Ctrl+S")
    tab = page(clerk)
    assert column(tab.table, "状态")[row] == "已出具"
    assert "ZYZM" in column(tab.table, "证明编号")[row]
