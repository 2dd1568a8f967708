"""操作日志 in the window: pages, filters, differences, taking back with the kept rows named; a record's history."""

import pytest
from PySide6.QtCore import Qt

from app.registers import find_register, records
from ui.records.cards import open_record
from ui.records.dialog import RecordDialog
from ui.records.journal import RecordHistory, open_journal

PEOPLE = find_register("people")


def titles(dialog):
    return [one.title for one in dialog.operations.done]


def tree_of(widget):
    """Every line of a tree as its texts."""
    found = []

    def walk(item):
        found.append(tuple(item.text(column) for column in range(3)))
        for place in range(item.childCount()):
            walk(item.child(place))

    for place in range(widget.topLevelItemCount()):
        walk(widget.topLevelItem(place))
    return found


@pytest.fixture
def journal(window, office, settle, qtbot):
    person = office.person("张三", category="rider")
    loaded = records.load(window.desk, PEOPLE, person)
    records.save(
        window.desk,
        PEOPLE,
        {"category": "courier"},
        record_id=person,
        version=loaded.version,
        accept_warnings=True,
    )
    dialog = open_journal(window)
    settle(window)
    return dialog


def test_the_latest_operation_is_shown_field_by_field(journal):
    assert titles(journal)[:2] == ["修改人员", "新增人员：张三"]
    lines = tree_of(journal.changes)
    assert ("修改人员　张三", "", "") in lines
    assert ("从业类型", "外卖骑手", "快递员") in lines
    assert journal.undo_button.isEnabled()


def test_filters_narrow_the_list(journal, window, settle, qtbot):
    journal.text.setText("张三")
    qtbot.waitUntil(lambda: titles(journal) == ["新增人员：张三"])
    journal.text.clear()
    journal.kind.setCurrentText("修改")
    journal.kind.activated.emit(journal.kind.currentIndex())
    qtbot.waitUntil(lambda: titles(journal) == ["修改人员"])
    qtbot.keyClicks(journal.last.line, "2020-01-01")
    qtbot.waitUntil(lambda: titles(journal) == [])
    assert journal._count.text() == "没有符合条件的操作。"


def test_taking_back_names_the_rows_it_kept(journal, window, told, settle, qtbot):
    journal.list.selectRow(1)
    settle(window)
    told.answers.append(0)
    qtbot.mouseClick(journal.undo_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert told.questions == ["撤销“新增人员：张三”吗？"]
    assert "已保留" in journal._head.text()
    assert any(name == "人员 张三" and "修改过" in reason for name, reason, _ in tree_of(journal.changes))
    assert titles(journal)[0] == "撤销：新增人员：张三"


def test_an_operation_taken_back_says_so(journal, window, told, settle, qtbot):
    told.answers.append(0)
    qtbot.mouseClick(journal.undo_button, Qt.MouseButton.LeftButton)
    settle(window)
    undone = next(one for one in journal.operations.done if one.title == "修改人员")
    assert undone.undone
    place = journal.operations.done.index(undone)
    assert journal.operations.data(journal.operations.index(place, 4)) == "已撤销"
    journal.list.selectRow(place)
    settle(window)
    assert not journal.undo_button.isEnabled()


def test_scrolling_down_reads_further_pages(window, office, settle, qtbot):
    for number in range(130):
        office.make("platforms", name=f"平台{number}", kind="other")
    dialog = open_journal(window)
    settle(window)
    assert len(dialog.operations.done) == 100
    dialog.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(dialog.operations.done) > 130)
    assert len(set(titles(dialog))) == len(titles(dialog))


def test_a_large_operation_shows_its_records_in_parts(window, office, settle, qtbot):
    people = [office.person(f"赵{n}", phones=f"1380000{n:04d}") for n in range(40)]
    records.delete(window.desk, PEOPLE, people)
    dialog = open_journal(window)
    settle(window)
    first = dialog.changes.topLevelItemCount()
    more = dialog.changes.topLevelItem(first - 1)
    assert more.text(0) == "再显示一些（还有20条）"
    dialog.changes.itemClicked.emit(more, 0)
    settle(window)
    assert dialog.changes.topLevelItemCount() == 120


def test_a_record_card_shows_its_history(window, office, settle, qtbot):
    open_record(window, "stations", office.station)
    settle(window)
    card = next(one for one in window.findChildren(RecordDialog))
    history = card.findChild(RecordHistory)
    tabs = history.parentWidget().parentWidget()
    tabs.setCurrentWidget(history)
    settle(window)
    lines = tree_of(history.tree)
    assert "新增站点：顺丰曙光站" in lines[0][0]
    assert ("站点名称", "", "顺丰曙光站") in lines
