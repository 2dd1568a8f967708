"""A class: course, run, lessons, learners, attendance by keys, completion, certificates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pdfplumber
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from tests.e2e.clerk import Clerk
from tests.e2e.lists import column, page
from ui.lists.view import RecordView
from ui.papers.preview import Preview
from ui.records.dialog import RecordDialog
from ui.sheets.model import FIRST
from ui.tabs.attendance import AttendanceDialog
from ui.wizard.certificates import CertificatesDialog

LEARNERS = (("zyy", "张洋勇"), ("ljl", "龙军乐"), ("gxh", "顾欣涵"))


def add_course(clerk: Clerk) -> None:
    """A course, typed field after field; an empty name is asked for under its field."""
    clerk.open_section("培训")
    clerk.open_page("课程")
    clerk.press("Ctrl+N")
    dialog = clerk.dialog(RecordDialog)
    clerk.press("Ctrl+S")
    assert "请填写“课程名称”" in clerk.reads(dialog)
    clerk.fill("课程名称", "短视频制作")
    clerk.pick("类别", "学历技能")
    clerk.fill("学时", "4")
    clerk.press("Ctrl+S")
    assert clerk.told == "已新增课程。"
    assert page(clerk).filters.count.text() == "1 门"


def add_class(clerk: Clerk) -> None:
    """A class run with the links found by pinyin."""
    clerk.open_page("班次")
    clerk.press("Ctrl+N")
    clerk.dialog(RecordDialog)
    clerk.fill("班次名称", "短视频制作班")
    clerk.link("课程", "dsp", "短视频制作")
    clerk.link("主办区域", "baoshi", "宝石社区")
    clerk.fill("开班日期", f"{date.today():%Y.%m.%d}")
    clerk.fill("学时", "4")
    clerk.fill("颁证单位", "北山街道“小哥学院”")
    clerk.press("Ctrl+S")
    assert clerk.told == "已新增班次。"
    assert page(clerk).filters.count.text() == "1 个"


def plan_lessons(clerk: Clerk) -> None:
    """Two lessons of one day, the second typed in the form that stays open."""
    tab = page(clerk)
    clerk.click_index(tab.view, tab.table.index(0, 0))
    clerk.press("Return")
    dialog = clerk.dialog(RecordDialog)
    clerk.open_tab(dialog.findChild(QTabBar), "课次")
    clerk.push("新增", dialog)
    for starts, ends, topic in (("9:00", "10:30", "拍摄"), ("14点", "15点半", "剪辑")):
        clerk.fill("上课日期", f"{date.today():%Y%m%d}")
        clerk.fill("开始时间", starts)
        clerk.fill("结束时间", ends)
        clerk.fill("内容", topic)
        clerk.fill("学时", "2")
        if topic == "拍摄":
            clerk.push("保存并新增")
        else:
            clerk.press("Ctrl+S")
    assert clerk.front is dialog
    (lessons,) = (view.records for view in dialog.findChildren(RecordView) if view.isVisible())
    assert column(lessons, "内容") == ["拍摄", "剪辑"]
    assert column(lessons, "结束时间") == ["10:30", "15:30"]
    clerk.press("Escape")
    assert clerk.front is clerk.window


def enrol(clerk: Clerk) -> None:
    """Enrolment is opened, three people are found by their initials, the class begins."""
    view = page(clerk).view
    clerk.click_index(view, view.model().index(0, 0))
    clerk.verb("开始报名")
    for initials, name in LEARNERS:
        clerk.verb("学员报名")
        clerk.link("人员", initials, name)
        clerk.press("Ctrl+S")
        assert clerk.told == "已完成：学员报名。"
    clerk.verb("开班")
    assert column(page(clerk).table, "状态") == ["进行中"]


def take_attendance(clerk: Clerk) -> None:
    """The paper sheet is taken over by single keys: one came late, one missed the second lesson, ten came unnamed."""
    clerk.push("考勤")
    sheet = clerk.dialog(AttendanceDialog)
    model, foot = sheet.model, sheet.foot_model
    lines = range(model.rowCount())
    names = [model.headerData(row, Qt.Orientation.Vertical).split()[-1] for row in lines]
    assert sorted(names) == sorted(name for _, name in LEARNERS)
    clerk.press(*["2" if name == "顾欣涵" else "1" for name in names])
    clerk.press(*["Up"] * len(names), "Right")
    clerk.press(*["4" if name == "龙军乐" else "1" for name in names])
    marks = [[model.index(row, FIRST + at).data() for row in lines] for at in (0, 1)]
    assert marks[0] == ["迟" if name == "顾欣涵" else "√" for name in names]
    assert marks[1] == ["×" if name == "龙军乐" else "√" for name in names]
    clerk.press("F6")
    clerk.type("10")
    clerk.press("Return")
    assert [foot.index(row, FIRST + 1).data() for row in (0, 1)] == ["12", "10"]
    with clerk.answering("继续登记", "考勤还没有保存"):
        clerk.press("Escape")
    clerk.press("Ctrl+S")
    assert sheet.state_line.text() == "已全部保存"
    clerk.press("Escape")
    assert clerk.front is clerk.window


def settle(clerk: Clerk) -> None:
    """Who has done enough completes the class."""
    clerk.verb("核定结业")
    clerk.press("Ctrl+S")
    assert column(page(clerk).table, "状态") == ["已结束"]


def issue_certificates(clerk: Clerk, target: Path) -> None:
    """Two may have one, the third is told why not; the paper says their names and numbers and nobody else's."""
    clerk.push("结业证书")
    wizard = clerk.dialog(CertificatesDialog)
    rows = range(wizard.table.rowCount())
    said = {wizard.table.item(row, 0).text(): wizard.table.item(row, 3).text() for row in rows}
    assert said["张洋勇"] == said["顾欣涵"] == "可以发证"
    assert "出勤1/2次" in said["龙军乐"]
    grey = next(row for row in rows if wizard.table.item(row, 0).text() == "龙军乐")
    assert wizard.table.item(grey, 0).checkState() is Qt.CheckState.Unchecked
    with clerk.answering("发证", "给2人发证"):
        clerk.push("发证并打印")
    paper = clerk.dialog(Preview)
    with clerk.naming_files(target):
        clerk.push("另存为PDF", paper)
    with pdfplumber.open(target) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert len(texts) == 2
    assert sorted(name for name in said if any(name in text for text in texts)) == ["张洋勇", "顾欣涵"]
    numbers = [f"XFXY-{date.today().year}-01-{serial:04d}" for serial in (1, 2)]
    assert all(number in text for number, text in zip(numbers, texts, strict=True))
    clerk.click(paper.print_button)
    assert "没有安装打印机" in clerk.told
    clerk.press("Escape")
    clerk.open_page("证书")
    assert sorted(column(page(clerk).table, "证书编号")) == numbers
