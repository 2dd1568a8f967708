"""What was done can be looked at and taken back: a person is corrected, then the whole import is undone."""

from __future__ import annotations

from tests.e2e.clerk import Clerk
from tests.e2e.lessons import LEARNERS
from tests.e2e.lists import column, page
from tests.e2e.papers import figures_of, reports
from ui.records.dialog import RecordDialog
from ui.records.journal import JournalWindow

CORRECTED = "白轩芳"
LATER = ("姚艳国",)  # came with the second import


def correct_a_person(clerk: Clerk) -> None:
    """Found in the list, changed in the form, asked before it is lost, saved."""
    clerk.open_section("人员")
    tab = page(clerk)
    clerk.push("返回全部", tab.banner)
    assert tab.filters.count.text() == "33 人"
    clerk.press("Ctrl+F")
    clerk.type(CORRECTED)
    clerk.wait(lambda: tab.filters.count.text() == "1 人")
    clerk.rest()
    clerk.click_index(tab.view, tab.table.index(0, 0))
    clerk.push("修改")
    dialog = clerk.dialog(RecordDialog)
    clerk.fill("备注", "电话已核实")
    with clerk.answering("继续填写", "有尚未保存的修改"):
        clerk.press("Escape")
    assert clerk.front is dialog
    clerk.press("Ctrl+S")
    assert clerk.told == "已保存人员。"
    clerk.push("清除", tab.filters)


def undo_the_import(clerk: Clerk, file_name: str) -> None:
    """The first import is taken back from the log: who was corrected or is a learner stays and is named, the rest goes."""
    clerk.press("Ctrl+J")
    log = clerk.dialog(JournalWindow)
    clerk.click(log.text)
    clerk.type(file_name.removesuffix(".xlsx"))
    clerk.wait(lambda: len(log.operations.done) == 2)
    titles = [one.title for one in log.operations.done]
    assert titles == [f"导入人员：新增{count}人（{file_name}）" for count in (1, 32)]
    clerk.click_index(log.list, log.operations.index(1, 3))
    with clerk.answering("撤销", "之后又被修改过的记录会保留"):
        clerk.push("撤销这次操作")
    lines = [log.changes.topLevelItem(place) for place in range(log.changes.topLevelItemCount())]
    reasons = {line.text(0): line.text(1) for line in lines}
    assert reasons[f"人员 {CORRECTED}"] == "之后又被修改过"
    assert {reasons[f"人员 {name}"] for _, name in LEARNERS} == {"已有其他记录引用它"}
    assert f"下面{len(lines)}条之后有变动，已保留" in clerk.reads(log)
    clerk.press("Escape")
    assert clerk.front is clerk.window
    stayed = {CORRECTED, *(name for _, name in LEARNERS), *LATER}
    assert set(column(page(clerk).table, "姓名")) == stayed


def figures_follow(clerk: Clerk) -> None:
    """Who is left counts, with the working life that came with the import."""
    figures = figures_of(reports(clerk))
    assert figures["登记在册新就业群体人数"][2] == str(len(LEARNERS) + 1 + len(LATER))
    assert figures["培训人次"][2] == "15"


def undo_the_undo(clerk: Clerk) -> None:
    """Ctrl+Z takes the last operation back: the people are there again."""
    clerk.press("Ctrl+J")
    log = clerk.dialog(JournalWindow)
    assert log.operations.done[0].title.startswith("撤销：导入人员：新增32人")
    with clerk.answering("撤销", "撤销本身也可以再撤销"):
        clerk.push("撤销这次操作")
    clerk.press("Escape")
    clerk.open_section("人员")
    assert page(clerk).filters.count.text() == "33 人"
