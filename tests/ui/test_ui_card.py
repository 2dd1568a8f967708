"""The card of a person as a page: opened from the list, its blocks open records and lists, editing is the form."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from app.actions.people import leave
from app.history.journal import Wanted, operations
from app.registers import find_register, records
from tests.factories import values_of
from ui.lists.actions import ActionDialog
from ui.records.dialog import RecordDialog

PEOPLE = find_register("people")


@pytest.fixture
def person(window, office):
    return office.person(
        id_kind="resident",
        id_no="330106199506150024",
        registered_on=date(2022, 3, 1),
        platform_id=office.platform,
        station_id=office.station,
    )


@pytest.fixture
def card(window, office, person, settle, qtbot):
    """The page of one person, opened from the list by Enter."""
    window.activateWindow()
    tab = window.show_page("people")
    tab.reload()
    settle(window)
    tab.view.setFocus()
    tab.view.setCurrentIndex(tab.table.index(0, 0))
    qtbot.keyClick(tab.view, Qt.Key.Key_Return)
    settle(window)
    return window.pages.current


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def forms(window):
    return [one for one in window.findChildren(RecordDialog) if one.isVisible()]


def button(widget, text):
    return next(one for one in widget.findChildren(QToolButton) if one.text() == text)


def test_the_list_opens_the_card_masked(card, window):
    said = words(card)
    assert {"张三", "在册", "330106************", "138****0001"} <= set(said)
    assert any("顺丰曙光站外卖骑手" in text for text in said)
    assert not [text for text in said if "199506150024" in text or "1995-06-15" in text]
    assert window.pages.sub_tabs.tabText(window.pages.sub_tabs.currentIndex()) == "张三"
    assert set(card.body.tables) == {"employments", "registrations"}


def test_editing_is_the_form_alone_and_the_card_follows(card, window, settle, qtbot):
    qtbot.keyClick(card._scroll, Qt.Key.Key_F2)
    settle(window)
    (form,) = forms(window)
    assert form.form.parent() is form
    form.form.editor("skills").line.setText("急救")
    form.save()
    settle(window)
    assert "急救" in words(card.body)


def test_a_block_opens_its_record_and_its_list(card, window, settle, qtbot):
    table = card.body.tables["employments"]
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    settle(window)
    (form,) = forms(window)
    assert form.register.key == "employments"
    form.reject()
    button(table.parentWidget(), "全部").click()
    settle(window)
    assert window.pages.current.register.key == "employments"
    assert window.pages.current.table.rowCount() == 1
    assert "张三的从业经历" in window.pages.current.banner.text


def test_an_empty_block_is_begun_from_the_card(card, window, office, settle):
    button(card.body, "＋ 社会职务").click()
    (form,) = forms(window)
    form.form.editor("kind").set_value("monitor")
    form.form.editor("from_on").line.setText("2024-03-05")
    form.save()
    settle(window)
    assert "civic_roles" in card.body.tables
    assert card.body.tables["civic_roles"].item(0, 0).text() == "监督员"


def test_whole_numbers_are_shown_on_request_and_written_down(card, window, office, settle):
    card.numbers.click()
    settle(window)
    assert {"330106199506150024", "13800000001", "1995-06-15"} <= set(words(card.body))
    assert operations(office.desk, Wanted())[0].title == "查看完整号码：张三"
    card.numbers.click()
    settle(window)
    assert "330106************" in words(card.body)


def test_a_verb_works_on_the_card(card, window, settle):
    card.actions_bar.entries["verify"].trigger()
    settle(window)
    assert "最近核实 今天" in card._facts.text()


def test_the_history_is_shown_field_by_field(card, window, office, person, settle):
    loaded = records.load(office.desk, PEOPLE, person)
    records.save(office.desk, PEOPLE, {"phones": "13800000009"}, record_id=person, version=loaded.version)
    card.reload()
    settle(window)
    card._scroll.ensureWidgetVisible(card.body.history)
    QApplication.sendPostedEvents()
    settle(window)
    history = card.body.history
    history.fields.setCurrentText("联系电话")
    history.fields.activated.emit(history.fields.currentIndex())
    tree = history.tree
    assert tree.topLevelItemCount() == 2
    line = tree.topLevelItem(0).child(0).child(0)
    assert [line.text(column) for column in range(3)] == ["联系电话", "138****0001", "138****0009"]
    assert "经办人王某" in tree.topLevelItem(0).text(0)


def test_escape_returns_to_the_list_and_closes_the_card(card, window, settle, qtbot):
    qtbot.keyClick(card._scroll, Qt.Key.Key_Escape)
    settle(window)
    assert window.pages.page.key == "people"
    assert [key for key in window.pages.built if key.startswith("card/")] == []
    names = [window.pages.sub_tabs.tabText(place) for place in range(window.pages.sub_tabs.count())]
    assert "张三" not in names


def test_one_card_takes_the_place_of_another(card, window, office, settle):
    other = office.person("李四", phones="13800000002")
    window.open_record("people", other)
    settle(window)
    assert [key for key in window.pages.built if key.startswith("card/")] == [f"card/people/{other}"]
    assert window.pages.current.back == "people"


def test_a_person_who_is_deleted_meanwhile_closes_the_card(card, window, office, person, settle):
    window.tasks.write(lambda: records.delete(office.desk, PEOPLE, [person]))
    settle(window)
    assert window.pages.page.key == "people"
    assert "已被删除" in window.messages._bar.text


def test_the_card_shows_who_left(card, window, office, person, settle):
    window.tasks.write(lambda: leave(office.desk, [person], {"on": date(2024, 1, 5), "left_to": "滨江区"}))
    settle(window)
    assert card._status.text() == "流出"
    assert any("流出，去向：滨江区" in text for text in words(card.body))


def test_narrow_windows_show_one_column(card, window, settle):
    window.resize(1400, 800)
    settle(window)
    assert card.body._shown == 2
    window.resize(900, 700)
    settle(window)
    assert card.body._shown == 1


def test_every_kind_of_record_fits_a_block(window, office, settle):
    values = values_of("service_logs", office)
    office.make("service_logs", **values)
    window.open_record("people", values["person_id"])
    settle(window)
    table = window.pages.current.body.tables["service_logs"]
    assert table.rowCount() == 1
    assert not table.isColumnHidden(0)


def test_a_card_that_is_put_away_closes(card, window, settle):
    card.actions_bar.entries["restrict"].trigger()
    asked = next(one for one in window.findChildren(ActionDialog) if one.isVisible())
    asked.form.editor("reason").line.setText("本人要求删除")
    asked.run()
    settle(window)
    assert window.pages.page.key == "people"
    assert window.pages.current.table.rowCount() == 0
    window.undo_last()
    settle(window)
    assert window.pages.current.table.rowCount() == 1
