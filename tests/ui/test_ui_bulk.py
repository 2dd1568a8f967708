"""批量修改 in the window: the field is chosen, its editor comes, problems stand in the banner."""

import pytest

from app.registers import find_register, lists, records
from app.registers.lists import Query
from ui.lists.bulk import BulkDialog

PEOPLE = find_register("people")


@pytest.fixture
def tab(window, office, settle):
    """The list of three people, all selected."""
    for n in range(3):
        office.person(f"赵{n}", phones=f"1380000000{n}")
    tab = window.show_page("people")
    tab.reload()
    settle(window)
    tab.view.selectAll()
    return tab


@pytest.fixture
def dialog(window, tab, settle):
    """The dialog for the selected."""
    tab.actions_bar.entries["bulk"].trigger()
    settle(window)
    return next(one for one in window.findChildren(BulkDialog))


def choose(dialog, name):
    dialog.field_box.setCurrentText(PEOPLE.field(name).label)


def stored(office, name):
    return [row.cells[0] for row in lists.page(office.desk, PEOPLE, Query(), [name])]


def test_a_field_of_all_selected_is_changed_and_can_be_undone(dialog, window, office, settle):
    choose(dialog, "source")
    assert not dialog.way_box.isVisible()
    dialog.editor.line.setText("站点走访")
    dialog.run()
    settle(window)
    assert stored(office, "source") == ["站点走访"] * 3
    assert window.messages._bar.text.startswith("已修改3人的“信息来源”")
    window.undo_last()
    settle(window)
    assert stored(office, "source") == [""] * 3


def test_words_are_added(dialog, window, office, settle):
    choose(dialog, "tags")
    assert dialog.way_box.isVisible()
    dialog.editor.line.setText("骨干，新入职")
    dialog.run()
    settle(window)
    assert stored(office, "tags") == ["骨干、新入职"] * 3


def test_no_word_is_asked_for(dialog, window, office, settle):
    choose(dialog, "tags")
    dialog.run()
    assert "请填写要加上或去掉的词" in dialog.banner.text


def test_emptying_is_asked_about(dialog, window, office, settle, told):
    choose(dialog, "skills")
    told.answers = [1]
    dialog.run()
    settle(window)
    assert dialog.isVisible()
    assert told.questions == ["把人员3人的“特长”清空吗？"]
    told.answers = [0]
    dialog.run()
    settle(window)
    assert not dialog.isVisible()


def test_what_cannot_be_done_is_said_and_nothing_is_changed(dialog, window, office, settle):
    person = office.person("李四", phones="13800000009")
    dialog._ids.append(person)
    records.delete(office.desk, PEOPLE, [person])
    choose(dialog, "clothing_size")
    dialog.editor.line.setText("XL")
    dialog.run()
    settle(window)
    assert "已被删除" in dialog.banner.text
    assert stored(office, "clothing_size") == [""] * 3


def test_every_field_offered_has_its_editor(dialog):
    for place in range(dialog.field_box.count()):
        dialog.field_box.setCurrentIndex(place)
        assert dialog.editor is not None
        dialog.editor.value()
