"""批量核实 in the window: marked by keys, where to typed, saved at once, nothing lost by closing."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from app.registers import find_register, lists
from app.registers.lists import Query
from ui.tabs.verification import VerifyDialog
from ui.tabs.verifymodel import LEFT, RESULT, WHERE

PEOPLE = find_register("people")


@pytest.fixture
def tab(window, office, settle):
    """The list of three people."""
    start = date.today() - timedelta(days=200)
    for name, phone in (("陈一", "13800000001"), ("李二", "13800000002"), ("王三", "13800000003")):
        office.person(name, phones=phone, registered_on=start)
    tab = window.show_page("people")
    tab.reload()
    settle(window)
    return tab


@pytest.fixture
def dialog(window, tab, settle):
    """The sheet of all three."""
    tab.verify_many()
    settle(window)
    return next(one for one in window.findChildren(VerifyDialog))


def stored(office):
    rows = lists.page(office.desk, PEOPLE, Query(), ["name", "status", "last_verified_on"])
    return {row.cells[0]: row.cells[1:] for row in rows}


def test_keys_mark_and_go_on_and_saving_writes_all_at_once(
    dialog, window, office, settle, qtbot, qtmodeltester
):
    qtmodeltester.check(dialog.model, force_py=True)
    qtbot.keyClick(dialog.view, Qt.Key.Key_1)
    qtbot.keyClick(dialog.view, Qt.Key.Key_2)
    assert dialog._state.text() == "在岗 1　流出 1　未核实 1"
    dialog.model.setData(dialog.model.index(1, WHERE), "滨江区")
    dialog.save()
    settle(window)
    today = date.today().isoformat()
    assert stored(office) == {"陈一": ("在册", today), "李二": ("流出", ""), "王三": ("在册", "")}
    assert window.messages._bar.text.startswith("已保存核实结果，共2人")


def test_a_place_typed_means_that_they_left(dialog):
    dialog.model.setData(dialog.model.index(2, WHERE), "返乡")
    assert dialog.model.index(2, RESULT).data() == LEFT
    dialog.model.mark([2], "")
    assert (dialog.model.index(2, RESULT).data(), dialog.model.index(2, WHERE).data()) == ("", "")


def test_the_rest_are_here(dialog, qtbot):
    qtbot.keyClick(dialog.view, Qt.Key.Key_2)
    dialog.model.mark_the_rest()
    assert [one.here for one in dialog.model.verdicts()] == [False, True, True]


def test_only_the_selected_when_several_are(tab, window, settle):
    tab.view.selectRow(0)
    tab.view.selectionModel().select(
        tab.table.index(1, 0), tab.view.selectionModel().SelectionFlag.Select | tab.view.selectionModel().SelectionFlag.Rows
    )  # fmt: skip
    tab.verify_many()
    settle(window)
    (dialog,) = window.findChildren(VerifyDialog)
    assert [line.name for line in dialog.model.lines] == ["陈一", "李二"]


def test_an_impossible_day_is_said_and_nothing_is_lost(dialog, window, office, settle, qtbot, told):
    qtbot.keyClick(dialog.view, Qt.Key.Key_2)
    dialog.on.set_value(date.today() + timedelta(days=3))
    dialog.save()
    settle(window)
    assert "还没有到" in dialog.banner.text
    assert len(dialog.model.verdicts()) == 1
    told.answers = [2]
    dialog.reject()
    assert dialog.isVisible()
    told.answers = [1]
    dialog.reject()
    assert stored(office)["陈一"] == ("在册", "")


def test_an_empty_list_is_said(window, tab, settle):
    tab.filters.search.setText("查无此人")
    tab.filters._tell()
    settle(window)
    tab.verify_many()
    settle(window)
    assert "没有在册的" in window.messages._bar.text
