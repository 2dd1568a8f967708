"""The sheet of an inspection round by keyboard: findings along the line, faults explained, one operation, nothing lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from sqlmodel import select

from app.actions.inspections import use_six
from app.history.journal import Wanted, operations
from app.sheets.inspection import read_round
from db.models import Fault
from ui.sheets.roundmodel import FIRST
from ui.tabs.roundsheet import RoundDialog

DAY = date(2024, 11, 5)


@pytest.fixture
def dialog(window, office, settle) -> RoundDialog:
    use_six(office.desk)
    office.make("inspection_items", name="出水正常", kind="water_point", place=7)
    for name, kind in (("甲驿站", "rest_stop"), ("乙饮水点", "water_point"), ("丙驿站", "rest_stop")):
        office.make("facilities", name=name, kind=kind, area_id=office.community, opened_on=date(2024, 1, 1))
    round_id = office.make(
        "inspection_rounds",
        name="11月巡查",
        area_id=office.street,
        planned_on=DAY,
        due_on=date(2024, 11, 15),
        inspector="周巡查",
    )
    made = RoundDialog(window, read_round(office.desk, round_id))
    made.show()
    settle(window)
    return made


def press(dialog, qtbot, *keys):
    for key in keys:
        qtbot.keyClick(dialog.view, key)


def signs(dialog, row):
    model = dialog.model
    return [model.index(row, column).data() for column in range(FIRST, model.columnCount())]


def test_the_model_keeps_qts_rules(dialog, qtmodeltester):
    qtmodeltester.check(dialog.model)


def test_findings_go_along_the_line_and_enter_calls_the_rest_good(dialog, qtbot):
    press(dialog, qtbot, Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert signs(dialog, 0) == ["√", "/", "√", "√", "√", "√", "—"]
    here = dialog.view.currentIndex()
    assert (here.row(), here.column()) == (1, FIRST)
    press(dialog, qtbot, *[Qt.Key.Key_1] * 6)
    assert dialog.view.currentIndex().row() == 2, "the last cell is not for rest stops"
    press(dialog, qtbot, *[Qt.Key.Key_1] * 7)
    assert signs(dialog, 2) == ["√"] * 7
    press(dialog, qtbot, Qt.Key.Key_0)
    assert signs(dialog, 2)[-1] == ""
    assert "已查3处" in dialog.state_line.text()


def test_a_fault_is_explained_and_becomes_a_task_and_is_saved_once(dialog, qtbot, office, settle):
    dialog.on.line.setText("2024-11-06")
    dialog._take_day()
    press(dialog, qtbot, Qt.Key.Key_1, Qt.Key.Key_2)
    assert dialog.note.isEnabled()
    assert dialog.due.value() == date(2024, 11, 13)
    dialog.note.setText("门锁坏了")
    dialog.note.textEdited.emit("门锁坏了")
    dialog.due.line.setText("2024-11-20")
    dialog._write_note()
    qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    assert dialog.view.currentIndex().column() == FIRST + 2
    press(dialog, qtbot, Qt.Key.Key_Return)
    dialog.save()
    settle(dialog.frame)
    with office.desk.reading() as session:
        (fault,) = session.exec(select(Fault)).all()
    assert (fault.content, fault.found_on) == ("有固定场所：门锁坏了", date(2024, 11, 6))
    assert fault.due_on == date(2024, 11, 20)
    assert dialog.model.changes() == 0
    assert "已查1处，问题1个" in dialog.state_line.text()
    assert operations(office.desk, Wanted())[0].title == "登记巡查：1处"


def test_a_fault_taken_back_takes_its_task_with_it(dialog, qtbot, office, settle):
    press(dialog, qtbot, Qt.Key.Key_2)
    qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    dialog.save()
    settle(dialog.frame)
    dialog.view.go_to(0, FIRST)
    press(dialog, qtbot, Qt.Key.Key_1)
    dialog.save()
    settle(dialog.frame)
    with office.desk.reading() as session:
        assert session.exec(select(Fault)).all() == []


def test_closing_asks_before_something_is_lost(dialog, qtbot, monkeypatch):
    press(dialog, qtbot, Qt.Key.Key_1)
    monkeypatch.setattr(dialog.frame.messages, "choose", lambda *_, **__: 2)
    dialog.reject()
    assert dialog.isVisible()
    monkeypatch.setattr(dialog.frame.messages, "choose", lambda *_, **__: 1)
    dialog.reject()
    assert not dialog.isVisible()
