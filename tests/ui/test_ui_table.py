"""The table over many rows: pages on demand, the end, sorting, columns, copying, stale results."""

import shutil
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from app.bootstrap import start
from app.desk import Actor
from app.registers import find_register, lists
from app.registers.lists import PAGE_SIZE, Query
from tests.conftest import Office
from ui.lists.columns import ColumnMenu
from ui.lists.table import MOST_PAGES, RecordTable
from ui.lists.view import RecordView, remembered_columns
from ui.shell.tasks import Tasks

MANY = 100_000
COLUMNS = ["from_on", "to_on", "category", "job_title"]


@pytest.fixture(scope="module")
def many_place(empty_ledger, tmp_path_factory):
    """A ledger with so many employments, written once."""
    place = tmp_path_factory.mktemp("many") / "很多.db"
    shutil.copy(empty_ledger, place)
    application = start(place, actor=Actor(None, "经办人王某"))
    person = Office(application.desk).person()
    moment, first = datetime(2024, 1, 1, tzinfo=UTC), date(1700, 1, 1)
    rows = [
        {
            "uid": f"u{number}",
            "version": 1,
            "created_at": moment,
            "updated_at": moment,
            "person_id": person,
            "from_on": first + timedelta(days=number),
            "to_on": first + timedelta(days=number + 1),
            "category": "rider",
            "engagement": "direct",
            "job_title": f"岗{number:06d}",
            "end_reason": "",
        }
        for number in range(MANY)
    ]
    with application.desk.operation("test", "很多行", undoable=False) as session:
        session.execute(sa.insert(find_register("employments").table), rows)
    application.close()
    return place


@pytest.fixture
def many(many_place):
    """The desk at that ledger; these tests only read."""
    application = start(many_place)
    yield application.desk
    application.close()


@pytest.fixture
def tasks(qapp):
    failures = []
    tasks = Tasks(failures.append)
    yield tasks
    tasks.close()
    assert failures == []


@pytest.fixture
def table(many, tasks, qtbot):
    table = RecordTable(tasks, many, find_register("employments"), COLUMNS)
    with qtbot.waitSignal(table.counted, timeout=20_000):
        table.show_query(Query(sort="from_on"))
    return table


def text(table, row, column=3):
    return table.index(row, column).data()


def loaded(table, row):
    """The text of a row once it is there; asking is what makes the table read it."""
    text(table, row)
    return table.row(row) is not None


def test_only_what_is_looked_at_is_read(table, qtbot):
    assert table.rowCount() == MANY + 1
    assert text(table, 0) == "岗000000"
    assert text(table, 50_000) == "…"
    qtbot.waitUntil(lambda: loaded(table, 50_000), timeout=20_000)
    assert text(table, 50_000) == "岗050000"
    assert len(table._pages) == 2


def test_the_end_and_back_again(table, qtbot):
    last = MANY
    qtbot.waitUntil(lambda: loaded(table, last), timeout=20_000)
    assert table.index(last, 0).data() == date.today().isoformat()
    qtbot.waitUntil(lambda: loaded(table, last - 1), timeout=20_000)
    assert text(table, last - 1) == f"岗{MANY - 1:06d}"
    for row in range(last - PAGE_SIZE, last - 8 * PAGE_SIZE, -PAGE_SIZE):
        qtbot.waitUntil(lambda row=row: loaded(table, row), timeout=20_000)
        assert text(table, row) == f"岗{row:06d}"


def test_it_never_holds_more_than_a_few_pages(table, qtbot):
    for page in range(MOST_PAGES + 5):
        qtbot.waitUntil(lambda page=page: loaded(table, page * PAGE_SIZE + 7), timeout=20_000)
        assert text(table, page * PAGE_SIZE + 7) == f"岗{page * PAGE_SIZE + 7:06d}"
    assert len(table._pages) == MOST_PAGES


def test_scrolling_past_pages_does_not_read_them_all(table, qtbot):
    for page in range(2, 400):
        text(table, page * PAGE_SIZE)
    qtbot.waitUntil(lambda: loaded(table, 399 * PAGE_SIZE), timeout=20_000)
    qtbot.waitUntil(lambda: table._tasks.idle, timeout=20_000)
    assert len(table._pages) <= 6


def test_a_sound_model(table, qtmodeltester, qtbot):
    few = (lists.Filter("job_title", lists.Op.HAS, "岗00000"),)
    with qtbot.waitSignal(table.counted, timeout=20_000):
        table.show_query(Query(sort="from_on", filters=few))
    assert table.rowCount() == 10
    qtmodeltester.check(table, force_py=True)


def test_sorting_by_an_indexed_column(table, qtbot):
    with qtbot.waitSignal(table.counted, timeout=20_000):
        assert table.sort_by("from_on", True)
    assert table.index(0, 0).data() == date.today().isoformat()
    assert text(table, 1) == f"岗{MANY - 1:06d}"


def test_sorting_so_many_rows_by_another_column_is_refused(table, qtbot):
    with qtbot.waitSignal(table.refused) as refused:
        assert not table.sort_by("job_title", False)
    assert "岗位" in refused.args[0]
    assert "筛选" in refused.args[0]


def test_an_older_answer_never_overtakes_a_newer_question(table, qtbot):
    table.show_query(Query(sort="from_on", descending=True))
    with qtbot.waitSignal(table.counted, timeout=20_000):
        table.show_query(Query(sort="from_on", filters=(lists.Filter("job_title", lists.Op.HAS, "岗00000"),)))
    qtbot.waitUntil(lambda: table._tasks.idle)
    assert table.rowCount() == 10
    assert text(table, 0) == "岗000000"


def test_rows_that_were_never_shown_can_be_asked_for(table, qtbot):
    rows = []
    table.read_rows([(70_000, 70_002), (3, 3)], rows.extend)
    qtbot.waitUntil(lambda: len(rows) == 4)
    assert [row.cells[3] for row in rows] == ["岗070000", "岗070001", "岗070002", "岗000003"]


@pytest.fixture
def view(office, tasks, state, theme, qtbot):
    for name, phone in (("张三", "13800000001"), ("李四", "13800000002"), ("王五", "13800000003")):
        office.person(name, phones=phone)
    register = find_register("people")
    table = RecordTable(tasks, office.desk, register, remembered_columns(register, state, "people"))
    view = RecordView(table, state, "people", theme)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    with qtbot.waitSignal(table.counted):
        table.reload()
    return SimpleNamespace(view=view, table=table, state=state, theme=theme, register=register)


def test_copying_gives_masked_text_with_labels(view, qtbot):
    view.view.selectRow(0)
    qtbot.keyClick(view.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heads, line = (row.split("\t") for row in QGuiApplication.clipboard().text().split("\n"))
    assert heads[0] == "姓名"
    assert line[heads.index("联系电话")] == "138****0002"


def test_enter_opens_and_del_asks(view, qtbot):
    view.view.selectRow(1)
    with qtbot.waitSignal(view.view.opened) as opened:
        qtbot.keyClick(view.view, Qt.Key.Key_Return)
    assert opened.args == [view.table.row(1).id]
    with qtbot.waitSignal(view.view.wants_delete):
        qtbot.keyClick(view.view, Qt.Key.Key_Delete)


def test_columns_are_chosen_and_remembered(view, qtbot):
    with qtbot.waitSignal(view.table.counted):
        view.view.choose_columns(["name", "number", "status"])
    view.view.setColumnWidth(1, 222)
    assert remembered_columns(view.register, view.state, "people") == ["name", "number", "status"]
    again = RecordTable(view.table._tasks, view.table._desk, view.register, ["name", "number", "status"])
    other = RecordView(again, view.state, "people", view.theme)
    qtbot.addWidget(other)
    assert other.columnWidth(1) == 222


def release(menu, box):
    """Let the mouse go over a box of a menu that is not on the screen, where Qt would grab the keyboard."""
    place = menu.actionGeometry(box).center().toPointF()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    menu.mouseReleaseEvent(QMouseEvent(QEvent.Type.MouseButtonRelease, place, place, button, button, none))


def test_the_column_menu_ticks_without_closing_and_keeps_one_column(view, qtbot):
    view.view.choose_columns(["name", "number"])
    shown = view.view.visible_columns()
    menu = ColumnMenu(view.register, shown, view.view._toggle, view.view._default_columns, view.view)
    menu.adjustSize()
    release(menu, menu.boxes["gender"])
    assert view.view.visible_columns() == ["name", "number", "gender"]
    release(menu, menu.boxes["number"])
    release(menu, menu.boxes["gender"])
    assert view.view.visible_columns() == ["name"]
    assert not menu.boxes["name"].isEnabled()
    release(menu, menu.boxes["name"])
    assert view.view.visible_columns() == ["name"]
    menu.setActiveAction(menu.boxes["status"])
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert view.view.visible_columns() == ["name", "status"]


def test_a_last_column_of_numbers_stays_beside_the_others(view, qtbot):
    courses = RecordTable(
        view.table._tasks, view.table._desk, find_register("courses"), ["name", "credit_hours"]
    )
    other = RecordView(courses, view.state, "courses", view.theme)
    qtbot.addWidget(other)
    assert not other.horizontalHeader().stretchLastSection()
    other.choose_columns(["credit_hours", "name"])
    assert other.horizontalHeader().stretchLastSection()


def test_moved_columns_stay_where_they_were_put(view, qtbot):
    header = view.view.horizontalHeader()
    header.moveSection(0, 2)
    order = view.view.visible_columns()
    assert order[2] == "name"
    with qtbot.waitSignal(view.table.counted):
        view.table.reload()
    assert view.view.visible_columns() == order
    assert remembered_columns(view.register, view.state, "people") == order


def test_a_click_on_the_head_sorts_and_is_remembered(view, qtbot):
    header = view.view.horizontalHeader()
    place = view.table.columns.index("registered_on")
    with qtbot.waitSignal(view.table.counted):
        header.sectionClicked.emit(place)
    assert (view.table.query.sort, view.table.query.descending) == ("registered_on", False)
    with qtbot.waitSignal(view.table.counted):
        header.sectionClicked.emit(place)
    assert view.table.query.descending
    assert view.state.read("table/people")["sort"] == "registered_on"
    assert header.sortIndicatorSection() == place


def test_selected_records_stay_selected_when_the_list_is_read_anew(view, qtbot):
    chosen = {view.table.row(row).id for row in (0, 2)}
    view.view.selectRow(0)
    view.view.setSelectionMode(view.view.SelectionMode.MultiSelection)
    view.view.selectRow(2)
    with qtbot.waitSignal(view.table.counted):
        view.table.sort_by("name", descending=True)
    again = {view.table.row(first).id for first, last in view.view.spans for first in range(first, last + 1)}
    assert again == chosen
    view.view.clearSelection()
    qtbot.keyClick(view.view, Qt.Key.Key_Shift)
    with qtbot.waitSignal(view.table.counted):
        view.table.reload()
    assert view.view.selected == 0
