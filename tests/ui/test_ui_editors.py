"""Editors: what is typed, what is stored, and what is refused with a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from app.registers.spec import Field, Kind, text_of
from ui.records.editors import (
    ChoiceEditor,
    Limit,
    TextEditor,
    Unreadable,
    read_decimal,
    read_minutes,
    read_money,
    read_time,
    read_whole,
)
from ui.records.kinds import make_editor
from ui.widgets.wheel import calm_all


def editor_of(kind, **more):
    return make_editor(Field("x", "内容", kind=kind, **more), None, None)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-11-05", date(2024, 11, 5)),
        ("2024.11.5", date(2024, 11, 5)),
        ("20241105", date(2024, 11, 5)),
        ("2024年11月5日", date(2024, 11, 5)),
        ("2024年11月", date(2024, 11, 1)),
        ("11月5日", date(date.today().year, 11, 5)),
        ("", None),
    ],
)
def test_dates_are_typed_in_many_ways(qtbot, typed, day):
    editor = editor_of(Kind.DATE)
    qtbot.addWidget(editor)
    editor.line.setText(typed)
    assert editor.value() == day


def test_a_day_that_does_not_exist_is_refused(qtbot):
    editor = editor_of(Kind.DATE)
    qtbot.addWidget(editor)
    editor.line.setText("2024-02-30")
    with pytest.raises(Unreadable, match="内容"):
        editor.value()


def test_leaving_a_date_shows_how_it_was_read(qtbot):
    editor = editor_of(Kind.DATE)
    qtbot.addWidget(editor)
    found = []
    editor.precision_found.connect(found.append)
    qtbot.keyClicks(editor.line, "1990.5")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "1990-05-01"
    assert found == ["month"]


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_money_comes_back_as_it_was_shown(cents):
    text = text_of(Field("x", "金额", kind=Kind.MONEY), abs(cents))
    assert read_money(text) == abs(cents)


@pytest.mark.parametrize(("typed", "cents"), [("1,200", 120000), ("35.5元", 3550), ("¥0.07", 7)])
def test_money_in_yuan(typed, cents):
    assert read_money(typed) == cents


@pytest.mark.parametrize("typed", ["1.234", "abc"])
def test_money_that_is_none(typed):
    with pytest.raises((ValueError, ArithmeticError)):
        read_money(typed)


@pytest.mark.parametrize(("typed", "minutes"), [("1.5", 90), ("90分钟", 90), ("14:00-16:30", 150)])
def test_hours_become_minutes(typed, minutes):
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "time"), [("9:30", "09:30"), ("0930", "09:30"), ("9点半", "09:30"), ("14", "14:00")]
)
def test_times_of_day(typed, time):
    assert read_time(typed) == time


@pytest.mark.parametrize("typed", ["25:00", "9:75", "早上"])
def test_times_that_are_none(typed):
    with pytest.raises(ValueError, match=r".*"):
        read_time(typed)


def test_numbers():
    assert read_whole("1,204") == 1204
    assert read_decimal("30.25") == 30.25


def test_phones_are_parted_by_any_comma(qtbot):
    editor = editor_of(Kind.PHONES)
    qtbot.addWidget(editor)
    editor.line.setText("13800000001，0571-88880000 13800000002")
    assert editor.value() == "13800000001 0571-88880000 13800000002"
    editor.set_value("13800000001 13800000002")
    assert editor.line.text() == "13800000001、13800000002"


def test_an_unreadable_number_names_its_field(qtbot):
    editor = editor_of(Kind.INTEGER)
    qtbot.addWidget(editor)
    editor.line.setText("十二")
    with pytest.raises(Unreadable, match="“内容”应填整数"):
        editor.value()


def test_a_rare_character_counts_once(qtbot):
    editor = TextEditor(Field("x", "姓名"), 3)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.line, "ab")
    editor.line.insert("𬱖")
    assert editor.value() == "ab𬱖"
    editor.line.insert("c")
    assert editor.value() == "ab𬱖"
    limit = Limit(3, editor)
    assert limit.validate("𬱖𬱖𬱖", 0)[0] is Limit.State.Acceptable
    assert limit.validate("𬱖𬱖𬱖𬱖", 0)[0] is Limit.State.Invalid


def test_choices_show_labels_and_keep_what_is_no_longer_offered(qtbot):
    editor = ChoiceEditor(Field("x", "类型", choices=(("a", "甲"), ("b", "乙"))))
    qtbot.addWidget(editor)
    assert editor.value() is None
    editor.set_value("b")
    assert (editor.box.currentText(), editor.value()) == ("乙", "b")
    editor.set_value("gone")
    assert editor.value() == "gone"


def test_a_long_list_of_choices_is_typed_into(qtbot):
    editor = ChoiceEditor(Field("x", "民族", choices=tuple((str(n), f"第{n}族") for n in range(30))))
    qtbot.addWidget(editor)
    editor.box.setEditText("第7族")
    assert editor.value() == "7"
    editor.box.setEditText("不存在")
    with pytest.raises(Unreadable, match="不存在"):
        editor.value()


def test_the_wheel_is_left_to_the_page_and_changes_no_value(qtbot):
    inside = QWidget()
    box = QComboBox(inside)
    box.addItems(["甲", "乙", "丙"])
    calm_all(inside)
    qtbot.addWidget(inside)
    inside.show()
    at, still = QPointF(5, 5), QPoint()
    down = QWheelEvent(
        at,
        box.mapToGlobal(at),
        still,
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, down)
    assert box.currentText() == "甲"
    assert not down.isAccepted()
