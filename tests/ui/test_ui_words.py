"""Fields of words in the window: ticked in the form and in the filter."""

import pytest
from PySide6.QtCore import Qt

from app.registers import find_register
from app.registers.lists import Filter, Op
from ui.lists.chips import CHECKED, UNCHECKED, boxes
from ui.records.words import WordsChip, WordsEditor

TAGS = find_register("people").field("tags")
SERVICES = find_register("facilities").field("services")


@pytest.fixture
def known(office):
    for name in ("骨干", "帮扶"):
        office.make("tags", name=name)


def tick(items, word, state=CHECKED):
    next(item for item in boxes(items) if item.text() == word).setCheckState(state)


def test_words_are_ticked_in_the_form(window, known, settle, qtbot):
    editor = WordsEditor(TAGS, 300, window)
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value("新入职")
    editor.open_list()
    settle(window)
    assert [item.text() for item in boxes(editor.list)] == ["帮扶", "骨干", "新入职"]
    with qtbot.waitSignal(editor.edited):
        tick(editor.list, "骨干")
    tick(editor.list, "新入职", UNCHECKED)
    assert editor.value() == "骨干"
    editor.popup.hide()


def test_typed_words_are_parted_by_any_comma(window, qtbot):
    editor = WordsEditor(SERVICES, 300, window)
    qtbot.addWidget(editor)
    editor.line.setText("饮水，热饭; 饮水、WiFi")
    assert editor.value() == "饮水、热饭、WiFi"


def test_the_filter_lists_people_with_any_ticked_word(window, office, settle, qtbot):
    office.person("张三", phones="13800000001", tags="骨干")
    office.person("李四", phones="13800000002", tags="帮扶")
    office.person("王五", phones="13800000003")
    tab = window.show_page("people")
    tab.reload()
    settle(window)
    tab.filters._open_chip("tags")
    qtbot.waitUntil(lambda: tab.filters.chips["tags"].popup.isVisible())
    settle(window)
    chip = tab.filters.chips["tags"]
    tick(chip.list, "骨干")
    tick(chip.list, "帮扶")
    chip.popup.hide()
    tab.filters._tell()
    settle(window)
    assert tab.table.rowCount() == 2
    assert chip.text() == "标签：帮扶、骨干"
    tick(chip.list, "帮扶", UNCHECKED)
    tab.filters._tell()
    settle(window)
    assert tab.table.rowCount() == 1


def test_the_filter_shows_what_it_is_given(window, qtbot):
    chip = WordsChip(TAGS, window)
    qtbot.addWidget(chip)
    chip.take((Filter("tags", Op.HOLDS, ("骨干",)),))
    assert chip.filters() == (Filter("tags", Op.HOLDS, ("骨干",)),)
    chip.take(())
    assert chip.filters() == ()
    assert chip.text() == "标签 ▾"


def test_alt_down_opens_the_list(window, known, settle, qtbot):
    editor = WordsEditor(TAGS, 300, window)
    qtbot.addWidget(editor)
    editor.show()
    qtbot.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(window)
    assert editor.popup.isVisible()
    editor.popup.hide()
