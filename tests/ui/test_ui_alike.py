"""Typing a person who is known already: blocked, warned or shown, and the other card opened by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from app.registers import all_registers
from ui.records.cards import open_new, open_record
from ui.records.dialog import RecordDialog

NUMBER = "330106199506150024"


@pytest.fixture
def form(window, office, settle, qtbot):
    """A new person's dialog in a ledger with one person."""
    office.known = office.person("李小红", id_no=NUMBER, phones="13800000001")
    settle(window)
    open_new(window, "people")
    dialog = next(one for one in window.findChildren(RecordDialog))
    qtbot.waitExposed(dialog)
    return dialog


def type_into(dialog, name, text):
    """As an input method does it: key clicks know no Chinese."""
    line = dialog.form.editor(name).line
    line.selectAll()
    written = QInputMethodEvent()
    written.setCommitString(text)
    QApplication.sendEvent(line, written)


def test_the_same_number_blocks_and_its_card_opens_by_keyboard(form, window, office, settle, qtbot):
    type_into(form, "name", "李小红")
    qtbot.waitUntil(lambda: form.alike.isVisible())
    assert "同名" in form.alike.found[0].sentence
    type_into(form, "id_no", NUMBER)
    qtbot.waitUntil(lambda: form.alike.blocking)
    assert form.alike.objectName() == "dangerBanner"
    form.save()
    assert "不能重复保存" in form.banner.text
    assert not form._saving
    qtbot.keyClick(form.alike.buttons[0], Qt.Key.Key_Space)
    settle(window)
    cards = [one for one in window.findChildren(RecordDialog) if one.loaded.id == office.known]
    assert len(cards) == 1
    assert form.form.dirty


def test_name_and_phone_warn_and_may_be_saved(form, window, settle, qtbot):
    type_into(form, "name", "李小红")
    type_into(form, "phones", "13800000001")
    qtbot.waitUntil(lambda: form.alike.objectName() == "warningBanner")
    assert not form.alike.blocking
    assert "姓名、电话都相同" in form.alike.found[0].sentence
    type_into(form, "phones", "13900000009")
    qtbot.waitUntil(lambda: form.alike.objectName() == "banner")
    type_into(form, "name", "钱七")
    qtbot.waitUntil(lambda: not form.alike.isVisible())


def test_saving_before_it_was_looked_still_offers_the_card(form, window, office, settle, qtbot):
    type_into(form, "name", "李小红")
    type_into(form, "id_no", NUMBER)
    form.form.put_value("category", "rider")
    form.form.put_value("phones", "13700000001")
    form.form.put_value("area_id", office.community)
    settle(window)
    form.alike._pause.stop()
    form.save()
    settle(window)
    assert form.alike.blocking
    assert form.isVisible()


def test_a_card_that_is_only_looked_at_asks_nothing(window, office, settle, qtbot):
    first = office.person("张三", phones="13800000001")
    office.person("张三", phones="13800000001")
    open_record(window, "people", first)
    settle(window)
    dialog = next(one for one in window.findChildren(RecordDialog))
    dialog.alike.look()
    settle(window)
    assert dialog.alike.isHidden()


def test_other_registers_look_for_nothing(window, office, settle, qtbot):
    open_new(window, "platforms")
    dialog = next(one for one in window.findChildren(RecordDialog))
    type_into(dialog, "name", "顺丰")
    dialog.alike.look()
    settle(window)
    assert dialog.alike.isHidden()


def test_what_registers_look_for_is_asked_in_their_forms():
    for register in all_registers():
        for name in register.alike.fields if register.alike else ():
            assert register.field(name).form
