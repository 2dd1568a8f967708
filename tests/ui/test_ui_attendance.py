"""The attendance sheet by keyboard: marks, totals, headcounts, one operation, nothing lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from app.actions.enrolling import enrol
from app.attendance import read_sheet
from app.journal import Wanted, operations
from tests.conftest import Office
from ui.sheetmodel import FIRST
from ui.tabs.attendance import AttendanceDialog


@pytest.fixture
def class_run(office: Office) -> int:
    course = office.make("courses", name="短视频制作", credit_hours=4)
    run = office.make(
        "class_runs",
        name="短视频制作班",
        course_id=course,
        area_id=office.community,
        from_on=date(2024, 11, 5),
    )
    for day in (5, 7):
        office.make("class_sessions", class_run_id=run, held_on=date(2024, 11, day), credit_hours=2)
    people = [office.person(name, phones=f"1380000000{n}") for n, name in enumerate(("张三", "李四", "王五"))]
    enrol(office.desk, run, people)
    return run


@pytest.fixture
def dialog(window, office, class_run) -> AttendanceDialog:
    opened = AttendanceDialog(window, read_sheet(office.desk, class_run))
    opened.show()
    return opened


def texts(dialog: AttendanceDialog, column: int) -> list[str]:
    model = dialog.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules(dialog, qtmodeltester):
    qtmodeltester.check(dialog.model)


def test_keys_mark_and_go_down(dialog, qtbot):
    dialog.view.setCurrentIndex(dialog.model.index(0, FIRST))
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4):
        qtbot.keyClick(dialog.view, key)
    assert texts(dialog, FIRST) == ["√", "迟", "×", "", "2"]
    assert texts(dialog, FIRST + 2)[:3] == ["1/2", "1/2", "0/2"]
    qtbot.keyClick(dialog.view, Qt.Key.Key_0)
    assert texts(dialog, FIRST)[2] == ""


def test_saved_as_one_operation_and_read_back(dialog, office, class_run, qtbot, monkeypatch):
    dialog.whole_sheet.click()
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (30, True))
    dialog.view.setCurrentIndex(dialog.model.index(dialog.model.headcount_row, FIRST))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert texts(dialog, FIRST)[-2:] == ["30", "33"]
    before = operations(office.desk, Wanted())
    dialog.save()
    qtbot.waitUntil(lambda: dialog.state_line.text() == "已全部保存")
    assert len(operations(office.desk, Wanted())) == len(before) + 1
    sheet = read_sheet(office.desk, class_run)
    assert set(sheet.marks.values()) == {"present"}
    assert len(sheet.marks) == 6
    assert sheet.headcounts == {sheet.lessons[0].id: 30}


def test_closing_asks_while_something_is_unsaved(dialog, told, qtbot):
    qtbot.keyClick(dialog.view, Qt.Key.Key_1)
    told.answers = [2, 1]
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()
    assert told.questions == ["考勤还没有保存。"] * 2
