"""The window: navigation, global search, keyboard, filters, actions, undo, and what is told to whom."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import ui.wizard.first_run
from app.bootstrap import start
from app.desk import Actor
from app.registers import find_register, lists, records
from app.registers.finding import find_everywhere
from app.registers.lists import Filter, Op, Query
from ui.lists.actions import ActionDialog
from ui.main import go_without_display, prepare_input_method
from ui.records.dialog import RecordDialog
from ui.shell.opening import ClerkPage, Opening, TroublePage
from ui.tabs import page_of_register

PEOPLE = find_register("people")


@pytest.fixture
def staffed(window, office, settle):
    """The window on the list of three people."""
    for name, phone in (("张三", "13800000001"), ("李四", "13800000002"), ("王五", "13800000003")):
        office.person(name, phones=phone)
    tab = window.show_page("people")
    tab.reload()
    settle(window)
    return tab


def dialogs(window, kind):
    return [one for one in window.findChildren(kind) if one.isVisible()]


def test_an_empty_register_says_what_to_do_first(window, settle):
    tab = window.show_page("people")
    settle(window)
    assert tab._body.currentWidget() is tab._empty
    tab.filters.search.setText("无人")
    settle_filters(tab)
    settle(window)
    assert tab._body.currentWidget() is tab.view


def settle_filters(tab):
    tab.filters._tell()


def test_search_finds_by_name_pinyin_phone_and_number(staffed, window):
    for words in ("张三", "zhangsan", "zs", "0001", "RY-000001"):
        (group, *_) = find_everywhere(window.desk, words)
        assert group.found[0].title == "张三"
    assert "13800000001" not in find_everywhere(window.desk, "zs")[0].found[0].second
    assert find_everywhere(window.desk, "  ") == []


def test_global_search_opens_the_record(staffed, window, settle, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.search.setText("lisi")
    window.search._find()
    settle(window)
    assert window.search.popup.isVisible()
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    settle(window)
    assert window.pages.current.card.name == "李四"
    assert dialogs(window, RecordDialog) == []


def test_search_without_a_hit_says_so(staffed, window, settle):
    window.search.setText("查无此人")
    window.search._find()
    settle(window)
    assert window.search.popup._nothing.isVisible()
    window.search.clear()
    assert not window.search.popup.isVisible()


def test_filters_and_count(staffed, office, window, settle):
    assert staffed.filters.count.text() == "3 人"
    staffed.filters.search.setText("zhang")
    settle_filters(staffed)
    settle(window)
    assert staffed.filters.count.text() == "1 人"
    assert staffed.filters._clear.isVisible()
    staffed.filters.clear()
    settle(window)
    assert staffed.filters.count.text() == "3 人"
    assert not staffed.filters.active


def test_a_chip_filters_by_several_choices(staffed, office, window, settle):
    office.person("赵六", phones="13800000004", category="courier")
    chip = staffed.filters.chips["category"]
    chip.take([Filter("category", Op.IS, ("courier",))])
    settle_filters(staffed)
    settle(window)
    assert staffed.table.rowCount() == 1
    assert chip.text() == "从业类型：快递员"
    chip._clear_clicked()
    settle_filters(staffed)
    settle(window)
    assert staffed.table.rowCount() == 4


def test_areas_are_ticked_in_their_tree(staffed, office, window, settle):
    chip = staffed.filters.chips["area_id"]
    chip.prepare()
    settle(window)
    street = chip.tree.topLevelItem(0)
    assert (street.text(0), street.childCount()) == ("北山街道", 2)
    street.setCheckState(0, Qt.CheckState.Checked)
    assert chip.filters() == (Filter("area_id", Op.IS, (office.street,)),)
    settle_filters(staffed)
    settle(window)
    assert staffed.table.rowCount() == 3


def test_rows_behind_a_figure_and_back(staffed, office, window, settle):
    import sqlalchemy as sa

    one = sa.select(PEOPLE.table.c.id).where(PEOPLE.table.c.name == "张三")
    window.open_list("people", Query(within=one, label="2024年11月 新增人员"))
    settle(window)
    assert staffed.table.rowCount() == 1
    assert "2024年11月 新增人员" in staffed.banner.text
    staffed.banner.button.click()
    settle(window)
    assert staffed.table.rowCount() == 3
    assert staffed.banner.text == ""


def test_rows_of_a_register_without_a_page_are_shown_beside(staffed, window, settle):
    window.open_list("employments", Query(label="在岗"))
    settle(window)
    tab = window.pages.current
    assert tab.register.key == "employments"
    assert tab.table.rowCount() == 3
    assert page_of_register("organizations", "组织", {"line": "union"}).label == "工会"


def test_deleting_asks_and_can_be_undone(staffed, office, window, settle, told, qtbot):
    staffed.view.selectRow(0)
    told.answers = [1]
    qtbot.keyClick(staffed.view, Qt.Key.Key_Delete)
    settle(window)
    assert lists.count(office.desk, PEOPLE, Query()) == 3
    told.answers = [0]
    qtbot.keyClick(staffed.view, Qt.Key.Key_Delete)
    settle(window)
    assert lists.count(office.desk, PEOPLE, Query()) == 2
    window.undo_last()
    settle(window)
    assert lists.count(office.desk, PEOPLE, Query()) == 3
    assert staffed.table.rowCount() == 3


def test_an_action_asks_and_shows_its_problems(staffed, office, window, settle):
    staffed.view.selectRow(0)
    staffed.actions_bar.entries["leave"].trigger()
    (dialog,) = dialogs(window, ActionDialog)
    dialog.form.editor("on").line.setText("1999-01-01")
    dialog.run()
    settle(window)
    assert dialog.isVisible()
    assert "晚于" in dialog.form._lines["on"].note.text()
    dialog.form.editor("on").line.clear()
    dialog.run()
    assert "请填写" in dialog.form._lines["on"].note.text()
    dialog.form.editor("on").line.setText("2099-01-01")
    dialog.run()
    settle(window)
    assert not dialog.isVisible()


def test_hidden_pages_are_stale_and_read_again_when_shown(staffed, office, window, settle):
    window.show_page("stations")
    settle(window)
    person = lists.page(office.desk, PEOPLE, Query(), ["name"])[0].id
    window.tasks.write(lambda: records.save(office.desk, PEOPLE, {"name": "改名"}, record_id=person))
    settle(window)
    assert staffed.stale
    window.show_page("people")
    settle(window)
    names = [staffed.table.index(row, 0).data() for row in range(3)]
    assert "改名" in names
    assert not staffed.stale


def test_without_something_to_undo_it_says_so(window, settle):
    window.undo_last()
    settle(window)
    assert "没有可以撤销" in window.messages._bar.text


def test_the_page_and_the_theme_are_remembered(staffed, window, state, settle):
    window.show_page("stations")
    window.theme.set_dark(True)
    window.theme.set_scale(125)
    settle(window)
    assert state.read("window/page") == "stations"
    assert (state.read("theme/dark"), state.read("theme/scale")) == (True, 125)


def test_a_busy_ledger_is_explained_and_can_be_tried_again(bare_window, ledger_place, settle):
    other = start(ledger_place, actor=Actor(None, "经办人王某"))
    opening = Opening(bare_window, ledger_place)
    opening.begin()
    settle(bare_window)
    page = bare_window.pages.stack.currentWidget()
    assert isinstance(page, TroublePage)
    other.close()
    page.again.click()
    settle(bare_window)
    assert isinstance(bare_window.pages.stack.currentWidget(), ui.wizard.first_run.FirstRun)


def test_several_clerks_are_asked(bare_window, ledger_place, office, settle):
    for name in ("甲", "乙"):
        office.make("clerks", name=name, area_id=office.street)
    office.desk.ledger.close()
    opening = Opening(bare_window, ledger_place)
    opening.begin()
    settle(bare_window)
    page = bare_window.pages.stack.currentWidget()
    assert isinstance(page, ClerkPage)
    page.list.itemActivated.emit(page.list.item(1))
    settle(bare_window)
    assert bare_window.desk.actor.name in ("甲", "乙")
    assert bare_window.windowTitle().count(bare_window.desk.actor.name) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "ibus"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx", "QT_PLUGIN_PATH": "/opt/fcitx"}, "fcitx"),
        ({}, None),
    ],
)
def test_chinese_input_under_fcitx(before, after):
    environment = dict(before)
    prepare_input_method(environment, "linux")
    assert environment.get("QT_IM_MODULE") == after
    assert ("IBUS_USE_PORTAL" in environment) == (after == "ibus" and "ibus" not in before.values())
    windows = dict(before)
    prepare_input_method(windows, "win32")
    assert windows == before


def test_without_a_display_linux_draws_into_memory():
    environment = {}
    go_without_display(environment, "linux")
    assert environment == {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
    for kept in ({"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "w"}):
        environment = dict(kept)
        go_without_display(environment, "linux")
        assert environment == kept


def test_bug_reports_hold_no_personal_data(bare_window):
    from ui.shell.bug import report_of

    try:
        raise ValueError("张三 330106199506150024")
    except ValueError as error:
        report = report_of(error)
    assert "ValueError" in report
    assert "330106" not in report
    assert "张三" not in report
    assert QApplication.instance() is not None
