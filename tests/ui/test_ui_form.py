"""The record's dialog: problems under their fields, warnings, conflicts, nothing typed is lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.errors import Problem
from app.registers import find_register, lists, records
from app.registers.lists import Query
from ui.records.cards import open_new, open_record
from ui.records.dialog import RecordDialog

PEOPLE = find_register("people")


def dialog_of(window):
    found = [one for one in window.findChildren(RecordDialog) if one.isVisible()]
    return found[-1]


@pytest.fixture
def opened(window, office, settle):
    """The dialog of one person."""
    person = office.person()
    open_record(window, "people", person)
    settle(window)
    return dialog_of(window), person


@pytest.fixture
def fresh(window, office, settle):
    """The dialog of a new person."""
    open_new(window, "people", preset={"area_id": office.community})
    settle(window)
    return dialog_of(window)


def type_into(dialog, name, text):
    line = dialog.form.editor(name).line
    line.setText(text)
    line.textEdited.emit(text)


def note(dialog, name):
    label = dialog.form._lines[name].note
    return label.text() if not label.isHidden() else ""


def test_a_new_person_is_saved_and_the_list_shows_it(window, fresh, office, settle):
    type_into(fresh, "name", "张三")
    type_into(fresh, "phones", "13800000001")
    fresh.form.editor("category").set_value("rider")
    fresh.save()
    settle(window)
    (row,) = lists.page(office.desk, PEOPLE, Query(), ["name", "phones"], masked=False)
    assert row.cells == ("张三", "13800000001")
    tab = window.show_page("people")
    settle(window)
    assert tab.table.index(0, 0).data() == "张三"
    assert window.messages._bar.text.startswith("已新增人员")
    window.messages._bar._follow()
    settle(window)
    assert lists.count(office.desk, PEOPLE, Query()) == 0


def test_an_empty_required_field_is_named_under_it(window, fresh, settle, office):
    type_into(fresh, "phones", "13800000001")
    fresh.save()
    settle(window)
    assert "姓名" in note(fresh, "name")
    assert fresh.form.editor("name").inside.property("problem") == "true"
    assert fresh.isVisible()
    assert lists.count(office.desk, PEOPLE, Query()) == 0
    type_into(fresh, "name", "张")
    assert note(fresh, "name") == ""


def test_what_cannot_be_read_is_said_before_anything_is_saved(window, fresh, settle):
    type_into(fresh, "birth_date", "1990-13-01")
    fresh.save()
    assert window.tasks.idle
    assert "1990年13月" in note(fresh, "birth_date")


def test_warnings_can_be_accepted(window, office, settle):
    office.person("张三", phones="13800000001")
    open_new(window, "people", preset={"area_id": office.community, "category": "rider"})
    settle(window)
    dialog = dialog_of(window)
    type_into(dialog, "name", "张三")
    type_into(dialog, "phones", "13800000001")
    dialog.save()
    settle(window)
    assert dialog.banner.button.text() == "仍要保存"
    assert lists.count(office.desk, PEOPLE, Query()) == 1
    dialog.banner.button.click()
    settle(window)
    assert lists.count(office.desk, PEOPLE, Query()) == 2


def test_fast_entry_keeps_the_links(window, fresh, office, settle):
    fresh.form.editor("category").set_value("rider")
    fresh.form.editor("station_id").set_choice(office.station, "顺丰曙光站")
    type_into(fresh, "name", "张三")
    type_into(fresh, "phones", "13800000001")
    fresh.save(again=True)
    settle(window)
    assert fresh.isVisible()
    assert fresh.form.editor("name").value() == ""
    assert fresh.form.editor("station_id").value() == office.station
    assert not fresh.form.dirty
    type_into(fresh, "name", "李四")
    type_into(fresh, "phones", "13800000002")
    fresh.form.editor("category").set_value("rider")
    fresh.save()
    settle(window)
    assert lists.count(office.desk, PEOPLE, Query()) == 2


def test_closing_with_something_typed_asks(window, opened, told, settle):
    dialog, _ = opened
    dialog.form.editor("alias").line.setText("小张")
    told.answers = [2]
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.form.editor("alias").value() == "小张"
    told.answers = [1]
    dialog.reject()
    assert not dialog.isVisible()
    assert len(told.questions) == 2


def test_closing_an_untouched_form_does_not_ask(opened, told):
    dialog, _ = opened
    dialog.reject()
    assert told.questions == []


def test_saving_from_the_question(window, opened, told, settle, office):
    dialog, person = opened
    dialog.form.editor("alias").line.setText("小张")
    told.answers = [0]
    dialog.reject()
    settle(window)
    assert records.load(office.desk, PEOPLE, person).values["alias"] == "小张"


def test_a_conflict_shows_both_sides_and_loses_nothing(window, opened, office, settle):
    dialog, person = opened
    dialog.form.editor("alias").line.setText("我们的")
    dialog.form.editor("skills").line.setText("修车")
    records.save(office.desk, PEOPLE, {"alias": "他们的", "residence": "新家"}, record_id=person)
    dialog.save()
    settle(window)
    panel = dialog._conflict
    assert panel.names == {"alias"}
    assert dialog.form.editor("skills").value() == "修车"
    assert dialog.form.editor("residence").value() == "新家"
    panel.choose_theirs("alias")
    panel.go.click()
    dialog.save()
    settle(window)
    saved = records.load(office.desk, PEOPLE, person).values
    assert (saved["alias"], saved["skills"], saved["residence"]) == ("他们的", "修车", "新家")


def test_a_conflict_in_other_fields_is_merged(window, opened, office, settle):
    dialog, person = opened
    dialog.form.editor("alias").line.setText("我们的")
    records.save(office.desk, PEOPLE, {"residence": "新家"}, record_id=person)
    dialog.save()
    settle(window)
    assert "并入" in dialog.banner.text
    dialog.save()
    settle(window)
    saved = records.load(office.desk, PEOPLE, person).values
    assert (saved["alias"], saved["residence"]) == ("我们的", "新家")


def test_a_record_that_is_gone_is_said_in_the_form(window, opened, office, settle):
    dialog, person = opened
    dialog.form.editor("alias").line.setText("小张")
    records.delete(office.desk, PEOPLE, [person])
    dialog.save()
    settle(window)
    assert "已被删除" in dialog.banner.text
    assert dialog.form.editor("alias").value() == "小张"
    dialog.form.show_values({"alias": "小张"})


def test_pressing_save_twice_saves_once(window, fresh, office, settle):
    type_into(fresh, "name", "张三")
    type_into(fresh, "phones", "13800000001")
    fresh.form.editor("category").set_value("rider")
    fresh.save()
    fresh.save()
    settle(window)
    assert lists.count(office.desk, PEOPLE, Query()) == 1


def test_a_month_of_birth_sets_the_precision(fresh, qtbot):
    editor = fresh.form.editor("birth_date")
    editor.setFocus()
    editor.line.setText("1990年5月")
    editor.line.setModified(True)
    qtbot.keyClick(editor.line, Qt.Key.Key_Tab)
    assert fresh.form.editor("birth_precision").value() == "month"


def test_a_wrapped_problem_is_never_clipped(fresh, qtbot):
    long = Problem("X", "birth_date", "这一天不存在，请核对身份证上的出生日期后重新填写。" * 4)
    rest = fresh.form.show_problems([long, Problem("Y", "", "整条记录有问题。")])
    QApplication.sendPostedEvents()
    label = fresh.form._lines["birth_date"].note
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    assert [problem.code for problem in rest] == ["Y"]


def test_children_are_added_inside_the_dialog(window, office, settle):
    from ui.records.children import ChildTable

    person = office.person()
    team = office.make("teams", name="平安骑士队", area_id=office.community, founded_on=date(2020, 1, 1))
    open_record(window, "teams", team)
    settle(window)
    dialog = dialog_of(window)
    child = next(one for one in dialog.findChildren(ChildTable) if one.register.key == "team_members")
    settle(window)
    assert child.table.rowCount() == 0
    child._new()
    inner = dialog_of(dialog)
    inner.form.editor("person_id").set_choice(person, "张三")
    inner.form.editor("from_on").line.setText("2020-01-01")
    inner.save()
    settle(window)
    assert child.table.rowCount() == 1


def test_a_walk_in_is_begun_with_a_few_fields(window, office, settle, qtbot):
    window.quick_record()
    settle(window)
    quick = dialog_of(window)
    assert quick.windowTitle() == "快速登记人员"
    assert list(quick.form._lines) == ["name", "phones", "category", "area_id"]
    type_into(quick, "name", "张三")
    quick.save(again=True)
    settle(window)
    assert note(quick, "category") == "请填写“从业类型”。"
    type_into(quick, "phones", "13800000001")
    quick.form.editor("category").set_value("rider")
    quick.form.editor("area_id").set_value(office.community)
    settle(window)
    quick.save(again=True)
    settle(window)
    assert (quick.form.editor("name").value(), quick.form.editor("category").value()) == ("", "rider")
    type_into(quick, "name", "李四")
    type_into(quick, "phones", "13800000002")
    quick.save()
    settle(window)
    rows = lists.page(office.desk, PEOPLE, Query(), ["name", "category", "area_id", "status"])
    assert [row.cells for row in rows] == [
        ("李四", "外卖骑手", "宝石社区", "在册"),
        ("张三", "外卖骑手", "宝石社区", "在册"),
    ]
    window.quick_record()
    settle(window)
    again = dialog_of(window)
    assert again.form.editor("area_id").value() == office.community
    assert not again.form.dirty
    again.reject()
