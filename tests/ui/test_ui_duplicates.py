"""查重 in the window: searching in the background, pairs with both cards, judging, merging by keyboard, taking back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.actions import duplicates
from app.merging.knots import Side
from app.registers import find_register, records
from app.registers.lists import Query, count
from ui.wizard.merging import MergeDialog

PEOPLE = find_register("people")


@pytest.fixture
def twins(office):
    """张三 twice, in two communities, with different addresses and notes."""
    left = office.person("张三", residence="曙光路1号", note="左")
    right = office.person("张三", residence="体育路2号", area_id=office.other_community, note="右")
    return left, right


@pytest.fixture
def page(window, twins, settle):
    tab = window.show_page("duplicates")
    settle(window)
    return tab


def search(page, window, settle, qtbot):
    qtbot.mouseClick(page.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._progress is None, timeout=20_000)
    settle(window)


@pytest.fixture
def found(page, window, settle, qtbot):
    search(page, window, settle, qtbot)
    return page


def cells(panel, row=0):
    return [panel.model.data(panel.model.index(row, column)) for column in range(panel.model.columnCount())]


def table(panel):
    widget = panel.table
    return {
        widget.item(row, 0).text(): (widget.item(row, 1).text(), widget.item(row, 2).text())
        for row in range(widget.rowCount())
    }


def people(window):
    return count(window.desk, PEOPLE, Query())


def test_before_the_first_search_the_page_says_what_to_do(page):
    assert "还没有查过重" in page.says.text()
    assert "开始查重" in page.pairs._empty.text()
    assert not page.pairs.merge_button.isEnabled()


def test_a_search_fills_the_list_with_score_reasons_and_both_cards(found, twins):
    assert "比对了2人，找到1对" in found.says.text()
    assert found.switch.tabText(0) == "待处理（1）"
    level, cards, why = cells(found.pairs)
    assert level == "很可能　85"
    assert cards.startswith("张三　RY-")
    assert why == "姓名相同、电话相同"
    shown = table(found.pairs)
    assert shown["现住址"] == ("曙光路1号", "体育路2号")
    assert shown["联系电话"] == ("138****0001", "138****0001")
    assert found.pairs.table.item(0, 1).font().bold()


def test_a_search_can_be_stopped(page, window, settle, qtbot, monkeypatch):
    def endless(desk):
        for place in range(100_000):
            yield place % 8, 8

    monkeypatch.setattr(duplicates, "searching", endless)
    page.start()
    assert not page.stop_button.isHidden()
    assert page.start_button.isHidden()
    done = []
    window.tasks.read(lambda: 1, done.append)
    qtbot.waitUntil(lambda: done == [1])  # other work goes on meanwhile
    qtbot.mouseClick(page.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._progress is None)
    settle(window)
    assert not page.start_button.isHidden()


def test_a_failed_search_can_be_started_again(page, window, settle, qtbot, told, monkeypatch):
    def broken(desk):
        yield 0, 8
        raise ValueError("broken")

    monkeypatch.setattr(duplicates, "searching", broken)
    page.start()
    qtbot.waitUntil(lambda: page._progress is None)
    settle(window)
    assert [str(error) for error in told.bugs] == ["broken"]
    told.bugs.clear()
    assert not page.start_button.isHidden()


def test_not_the_same_person_by_keyboard_and_back(found, window, settle, qtbot):
    found.pairs.list.setFocus()
    qtbot.keyClick(found.pairs.list, Qt.Key.Key_Delete)
    settle(window)
    settle(window)
    assert found.pairs.model.rows == []
    assert "没有待处理" in found.pairs._empty.text()
    assert found.switch.tabText(0) == "待处理"
    found.switch.setCurrentIndex(1)
    settle(window)
    assert cells(found.judged)[2] == "经办人王某"
    qtbot.mouseClick(found.judged.back_button, Qt.MouseButton.LeftButton)
    settle(window)
    settle(window)
    assert len(found.pairs.model.rows) == 1
    assert found.judged.model.rows == []


def test_the_cards_open_from_the_pair(found, window, twins, settle, qtbot):
    qtbot.mouseClick(found.pairs.right_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.pages.page.key == f"card/people/{twins[1]}"


def merge_dialog(window, settle):
    settle(window)
    return next(one for one in window.findChildren(MergeDialog) if not one.isHidden())


def test_merging_by_keyboard_with_decisions(found, window, twins, settle, qtbot):
    found.pairs.list.setFocus()
    qtbot.keyClick(found.pairs.list, Qt.Key.Key_Return)
    dialog = merge_dialog(window, settle)
    assert set(dialog.fields) == {"residence", "note"}
    assert dialog.fields["note"].chosen is Side.BOTH
    residence = dialog.fields["residence"]
    residence.focus()
    assert residence.chosen is dialog.seen.keep
    qtbot.keyClick(residence.cells[residence.chosen].button, Qt.Key.Key_Right)
    assert residence.chosen is dialog.seen.keep.other
    assert residence.cells[residence.chosen].property("chosen")
    (clash,) = dialog.clashes.values()
    clash.choose(Side.LEFT)
    qtbot.mouseClick(clash.cells[Side.RIGHT], Qt.MouseButton.LeftButton)
    assert clash.chosen is Side.RIGHT
    keep, kept_id = dialog.decisions().keep, dialog.seen.card(dialog.seen.keep).id
    assert keep is dialog.seen.keep
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    settle(window)
    assert not window.findChildren(MergeDialog)
    assert people(window) == 1
    kept = records.load(window.desk, PEOPLE, kept_id).values
    assert kept["residence"] == {Side.LEFT: "体育路2号", Side.RIGHT: "曙光路1号"}[keep]
    assert kept["note"] == "左；右"
    assert found.pairs.model.rows == []


def test_what_breaks_a_rule_is_asked_first(found, window, twins, office, settle, qtbot):
    office.make("league_index", person_id=twins[0], applied_on=date(2024, 3, 1), introducer_id=twins[1])
    found.pairs.merge()
    dialog = merge_dialog(window, settle)
    dialog.merge()
    settle(window)
    assert "介绍人不能是本人" in dialog.banner.text
    assert dialog.banner.objectName() == "warningBanner"
    assert people(window) == 2
    qtbot.mouseClick(dialog.banner.button, Qt.MouseButton.LeftButton)
    settle(window)
    assert people(window) == 1


def test_cards_that_changed_meanwhile_are_compared_again(found, window, twins, settle, qtbot):
    found.pairs.merge()
    dialog = merge_dialog(window, settle)
    loaded = records.load(window.desk, PEOPLE, twins[0])
    records.save(
        window.desk, PEOPLE, {"note": "新"}, record_id=twins[0], version=loaded.version, accept_warnings=True
    )
    dialog.merge()
    settle(window)
    assert "刚被修改过" in dialog.banner.text
    qtbot.mouseClick(dialog.banner.button, Qt.MouseButton.LeftButton)
    settle(window)
    assert dialog.banner.text == ""
    dialog.merge()
    settle(window)
    assert people(window) == 1


def test_two_cards_selected_in_the_list_are_merged(window, twins, office, settle, qtbot):
    tab = window.show_page("people")
    tab.reload()
    settle(window)
    tab.view.selectRow(0)
    settle(window)
    tab.merge_two()
    settle(window)
    assert not window.findChildren(MergeDialog)
    tab.view.selectAll()
    tab.merge_two()
    dialog = merge_dialog(window, settle)
    assert (dialog.seen.left.id, dialog.seen.right.id) == twins
    dialog.reject()
