"""The attendance sheet by keyboard: marks, totals, headcounts, walk-ins, one operation, nothing lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QSpinBox

from app.actions.enrolling import enrol
from app.history.journal import Wanted, operations
from app.sheets.attendance import PAGE, read_learners, read_sheet
from app.surveys.outlook import Danger
from tests.conftest import Office
from ui.papers.preview import Preview
from ui.sheets.model import CAME, FIRST, RATE
from ui.tabs.attendance import AttendanceDialog, Opened
from ui.wizard.outlook import OutlookDialog
from ui.wizard.walkin import WalkInDialog


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


def opened(window, office, run) -> AttendanceDialog:
    sheet = AttendanceDialog(window, Opened(read_sheet(office.desk, run), read_learners(office.desk, run)))
    sheet.show()
    return sheet


@pytest.fixture
def dialog(window, office, class_run, settle) -> AttendanceDialog:
    made = opened(window, office, class_run)
    settle(window)
    return made


def texts(dialog: AttendanceDialog, column: int) -> list[str]:
    model = dialog.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def foot(dialog: AttendanceDialog, column: int) -> list[str]:
    model = dialog.foot_model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def names(dialog: AttendanceDialog) -> list[str]:
    down = Qt.Orientation.Vertical
    return [dialog.model.headerData(row, down) for row in range(dialog.model.rowCount())]


def press(dialog, qtbot, *keys):
    for key in keys:
        qtbot.keyClick(dialog.view, key)


def test_the_models_keep_qts_rules(dialog, qtmodeltester):
    qtmodeltester.check(dialog.model)
    qtmodeltester.check(dialog.foot_model)


def test_keys_mark_and_go_down_and_totals_follow(dialog, qtbot):
    assert names(dialog) == ["1  李四", "2  王五", "3  张三"]
    assert (dialog.view.currentIndex().row(), dialog.view.currentIndex().column()) == (0, FIRST)
    press(dialog, qtbot, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4)
    assert texts(dialog, FIRST) == ["√", "迟", "×"]
    assert foot(dialog, FIRST)[0] == "2"
    assert texts(dialog, CAME) == ["1/2", "1/2", "0/2"]
    assert texts(dialog, RATE) == ["100%", "100%", "0%"]
    assert dialog.model.index(2, RATE).data(Qt.ItemDataRole.ForegroundRole) is not None
    press(dialog, qtbot, Qt.Key.Key_0)
    assert texts(dialog, FIRST)[2] == ""
    press(dialog, qtbot, Qt.Key.Key_Right, Qt.Key.Key_5)
    assert texts(dialog, FIRST + 1)[2] == "代"
    assert foot(dialog, CAME)[0] == "2"


def test_all_present_then_untick(dialog, office, class_run, qtbot, settle, window):
    dialog.all_present.click()
    assert texts(dialog, FIRST) == ["√", "√", "√"]
    dialog.view.go_to(1, FIRST)
    press(dialog, qtbot, Qt.Key.Key_Space)
    assert texts(dialog, FIRST) == ["√", "×", "√"]
    assert dialog.view.currentIndex().row() == 2
    press(dialog, qtbot, Qt.Key.Key_0)
    assert (texts(dialog, FIRST), foot(dialog, FIRST)[0]) == (["√", "×", ""], "1")
    dialog.save()
    settle(window)
    assert texts(dialog, FIRST) == ["√", "×", ""]
    marks = {one.name: dict(one.marks) for one in read_learners(office.desk, class_run)}
    first = read_sheet(office.desk, class_run).lessons[0].id
    assert marks == {"李四": {first: "present"}, "王五": {first: "absent"}, "张三": {}}
    assert dialog.model.totals.attended[first] == 1


def test_several_cells_are_marked_at_once(dialog, qtbot):
    dialog.view.selectAll()
    press(dialog, qtbot, Qt.Key.Key_3)
    assert texts(dialog, FIRST) == texts(dialog, FIRST + 1) == ["假"] * 3


def test_saved_as_one_operation_with_the_unnamed_of_each_kind(
    dialog, office, class_run, qtbot, monkeypatch, settle, window
):
    dialog.whole_sheet.click()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("现场旁听", True))
    dialog.new_line.click()
    settle(window)
    model = dialog.foot_model
    assert dialog.foot.currentIndex().row() == 2
    assert model.headerData(2, Qt.Orientation.Vertical) == "现场旁听"
    model.setData(model.index(1, FIRST), 30)
    model.setData(model.index(2, FIRST), 4)
    assert foot(dialog, FIRST) == ["37", "30", "4"]
    before = operations(office.desk, Wanted())
    dialog.save()
    qtbot.waitUntil(lambda: dialog.state_line.text() == "已全部保存")
    assert len(operations(office.desk, Wanted())) == len(before) + 1
    sheet = read_sheet(office.desk, class_run)
    assert {mark for one in read_learners(office.desk, class_run) for mark in one.marks.values()} == {
        "present"
    }
    first = sheet.lessons[0].id
    assert sheet.headcounts == {(first, ""): 30, (first, "现场旁听"): 4}


def test_the_foot_is_reached_and_left_by_keys(dialog, qtbot, settle, window):
    window.activateWindow()
    dialog.activateWindow()
    dialog.foot.go_to(1, FIRST)
    assert dialog.foot.currentIndex().row() == 1
    qtbot.keyClick(dialog.foot, Qt.Key.Key_7)
    editor = dialog.foot.findChild(QSpinBox)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: foot(dialog, FIRST)[1] == "7")
    with qtbot.waitSignal(dialog.foot.left):
        qtbot.keyClick(dialog.foot, Qt.Key.Key_Up)


def test_closing_asks_while_something_is_unsaved(dialog, told, qtbot):
    qtbot.keyClick(dialog.view, Qt.Key.Key_1)
    told.answers = [2, 1]
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()
    assert told.questions == ["考勤还没有保存。"] * 2


def test_a_walk_in_is_added_in_place_and_what_was_typed_stays(dialog, office, qtbot, settle, window):
    press(dialog, qtbot, Qt.Key.Key_1)
    guest = office.person("马六", phones="13900000009")
    dialog.walk_in.click()
    (asked,) = dialog.findChildren(WalkInDialog)
    asked.add()
    assert "查找" in asked.banner.text
    asked.person.set_choice(guest, "马六")
    asked.add()
    settle(window)
    assert names(dialog) == ["1  李四", "2  马六", "3  王五", "4  张三"]
    assert dialog.view.currentIndex().row() == 1
    assert texts(dialog, FIRST) == ["√", "", "", ""]
    press(dialog, qtbot, Qt.Key.Key_2)
    assert texts(dialog, FIRST) == ["√", "迟", "", ""]
    dialog.add_walk_in()
    again = dialog.findChildren(WalkInDialog)[-1]
    again.person.set_choice(guest, "马六")
    again.add()
    settle(window)
    assert "已在签到表上" in again.banner.text


def test_a_learner_is_found_by_initials(dialog, settle, window):
    dialog.search.setText("zs")
    dialog.find_next()
    settle(window)
    assert dialog.view.currentIndex().row() == 2
    dialog.search.setText("没有")
    dialog.find_next()
    settle(window)
    assert "没有“没有”" in dialog.state_line.text()


def test_the_warning_names_who_is_in_danger_and_is_printed(dialog, qtbot, settle, window):
    press(dialog, qtbot, Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_1)
    dialog.save()
    settle(window)
    dialog.warn.click()
    settle(window)
    (warned,) = dialog.findChildren(OutlookDialog)
    assert [(one.name, one.danger) for one in warned.shown()] == [
        ("王五", Danger.LOST),
        ("李四", Danger.LAST),
        ("张三", Danger.LAST),
    ]
    assert "1人已不能结业" in warned.says.text()
    warned.print_list()
    settle(window)
    assert window.findChildren(Preview)


def test_the_sheet_of_the_lesson_under_the_cursor_is_printed(dialog, settle, window):
    dialog.paper.click()
    settle(window)
    assert window.findChildren(Preview)


def test_only_the_pages_looked_at_are_read(window, office, settle, qtbot):
    course = office.make("courses", name="大课")
    run = office.make(
        "class_runs", name="大班", course_id=course, area_id=office.community, from_on=date(2024, 11, 5)
    )
    office.make("class_sessions", class_run_id=run, held_on=date(2024, 11, 5))
    many = PAGE * 3
    enrol(office.desk, run, [office.person(f"学员{at:03d}", phones=f"137{at:08d}") for at in range(many)])
    big = opened(window, office, run)
    settle(window)
    assert set(big.model._pages) == {0}
    big.view.go_to(many - 1, FIRST)
    big.view.viewport().repaint()
    settle(window)
    assert names(big)[-1] == f"{many}  学员{many - 1:03d}"
    big.all_present.click()
    press(big, qtbot, Qt.Key.Key_4)
    assert foot(big, FIRST)[0] == str(many - 1)
    big.save()
    settle(window)
    assert big.model.totals.attended == {big.model.sheet.lessons[0].id: many - 1}
