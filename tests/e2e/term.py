"""A new term by keyboard: planned by copying, thirty learners, six lessons marked, certificates issued, voided, replaced."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pdfplumber
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.e2e.clerk import Clerk
from tests.e2e.lists import column, page
from ui.papers.preview import Preview
from ui.sheets.model import FIRST
from ui.tabs.attendance import AttendanceDialog
from ui.wizard.certificates import CertificatesDialog
from ui.wizard.enrolling import EnrolDialog

TERM, LEARNERS, LESSONS = "第9期", 30, 6


def plan(clerk: Clerk) -> None:
    """The last term's plan on the same weekdays of another spring."""
    clerk.open_section("培训")
    clerk.open_page("期次")
    clerk.click_index(page(clerk).view, page(clerk).table.index(0, 0))
    clerk.verb("沿用计划开新一期")
    clerk.fill("新期次名称", TERM)
    clerk.fill("开始日期", "2025-03-03")
    clerk.press("Ctrl+S")
    assert clerk.told == "已完成：沿用计划开新一期。"
    assert column(page(clerk).table, "期次名称")[0] == TERM


def open_class(clerk: Clerk) -> str:
    """The first class of the term with six lessons; its name."""
    clerk.open_page("班次")
    tab = page(clerk)
    clerk.click(tab.filters.search)
    clerk.type(f"{TERM}直播电商")
    clerk.wait(lambda: tab.table.rowCount() and all(TERM in one for one in column(tab.table, "班次名称")))
    clerk.rest()
    clerk.click_index(tab.view, tab.table.index(0, 0))
    clerk.verb("开始报名")
    assert column(tab.table, "状态")[0] == "报名中"
    return column(tab.table, "班次名称")[0]


def enrol_thirty(clerk: Clerk, names: str) -> None:
    """Thirty names pasted from a list are matched and enrolled; the class begins."""
    clerk.push("批量报名")
    dialog = clerk.dialog(EnrolDialog)
    QGuiApplication.clipboard().setText(names)
    clerk.go_to("名单")
    clerk.press("Ctrl+V", "Ctrl+Return")
    assert len(dialog.lines.decisions()) == LEARNERS
    clerk.press("Ctrl+S")
    assert clerk.front is clerk.window
    assert f"{LEARNERS}人" in clerk.told
    clerk.verb("开班")


def mark(clerk: Clerk) -> None:
    """Everybody was there but one, who missed every lesson: typed by keys, the rest filled up in one go."""
    clerk.push("考勤")
    sheet = clerk.dialog(AttendanceDialog)
    model = sheet.model
    assert model.columnCount() == FIRST + LESSONS
    for at in range(LESSONS):
        clerk.press("4", "Up")
        clerk.push("本课次其余出勤", sheet)
        clerk.click_index(sheet.view, model.index(0, FIRST + at))
        clerk.press("Right")
    marks = [
        [model.index(row, FIRST + at).data() for row in range(model.rowCount())] for at in range(LESSONS)
    ]
    assert all(one.count("√") == LEARNERS - 1 and one.count("×") == 1 for one in marks), marks
    clerk.press("Ctrl+S")
    assert sheet.state_line.text() == "已全部保存"
    clerk.press("Escape")
    clerk.verb("核定结业")
    clerk.press("Ctrl+S")


def issue(clerk: Clerk, target: Path) -> list[str]:
    """Twenty-nine certificates in the order of the list; their numbers."""
    clerk.push("结业证书")
    wizard = clerk.dialog(CertificatesDialog)
    ticked = [
        row
        for row in range(wizard.table.rowCount())
        if wizard.table.item(row, 0).checkState() is Qt.CheckState.Checked
    ]
    assert len(ticked) == LEARNERS - 1
    with clerk.answering("发证", f"给{LEARNERS - 1}人发证"):
        clerk.push("发证并打印", wizard)
    paper = clerk.dialog(Preview)
    with clerk.naming_files(target):
        clerk.push("另存为PDF", paper)
    clerk.press("Escape")
    with pdfplumber.open(target) as pdf:
        assert len(pdf.pages) == LEARNERS - 1
    clerk.open_page("证书")
    tab = page(clerk)
    return column(tab.table, "证书编号")[: LEARNERS - 1]


def reprint(clerk: Clerk, issued: Path, target: Path) -> None:
    """The last one printed again says what it said when it was issued."""
    tab = page(clerk)
    clerk.click_index(tab.view, tab.table.index(0, 0))
    clerk.from_menu("打印", "证书")
    paper = clerk.dialog(Preview)
    with clerk.naming_files(target):
        clerk.push("另存为PDF", paper)
    clerk.press("Escape")
    with pdfplumber.open(target) as again, pdfplumber.open(issued) as first:
        assert again.pages[0].extract_text() in [one.extract_text() for one in first.pages]


def void_and_replace(clerk: Clerk) -> None:
    """One is voided, another is issued anew under the next number."""
    tab = page(clerk)
    numbers = column(tab.table, "证书编号")[:LEARNERS]
    clerk.click_index(tab.view, tab.table.index(0, 0))
    clerk.verb("作废")
    clerk.fill("原因", "打印时卡纸")
    clerk.press("Ctrl+S")
    clerk.rest()
    tab = page(clerk)
    assert column(tab.table, "状态")[0] == "作废"
    clerk.click_index(tab.view, tab.table.index(1, 0))
    clerk.verb("换发或补发")
    clerk.fill("原因", "姓名写错一字")
    clerk.fill("发证日期", f"{date.today()}")
    clerk.press("Ctrl+S")
    tab = page(clerk)
    lines = zip(column(tab.table, "证书编号"), column(tab.table, "状态"), strict=True)
    states = dict([*lines][:LEARNERS])
    assert states[numbers[0]] == "作废"
    assert states[numbers[1]] == "已换发"
    (new,) = set(states) - set(numbers)
    assert states[new] == "有效"
    assert int(new[-4:]) == int(numbers[0][-4:]) + 1, "a void number is never used again"
