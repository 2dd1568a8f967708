"""常用筛选 in the window: kept from what the list shows, chosen from the button's menu, replaced after asking."""

import pytest

from app.registers.lists import Filter, Op, Query


@pytest.fixture
def tab(window, office, settle):
    """The list of three people, two of them riders."""
    for name, category in (("张三", "rider"), ("李四", "rider"), ("王五", "courier")):
        office.person(name, category=category, phones=f"1380000000{len(name.encode()) % 7}")
    tab = window.show_page("people")
    tab.reload()
    settle(window)
    return tab


def entries(tab):
    return [one.text() for one in tab.saved.entries.actions() if one.text()]


def test_kept_and_chosen_again(tab, window, settle):
    assert entries(tab) == ["保存当前筛选…", "做成指标…"]
    tab.show_query(Query(filters=(Filter("category", Op.IS, ("rider",)),)))
    settle(window)
    tab.saved.keep_as("骑手")
    settle(window)
    assert entries(tab) == ["骑手", "保存当前筛选…", "删除", "做成指标…"]
    tab.filters.clear()
    settle(window)
    assert tab.table.rowCount() == 3
    tab.saved.entries.actions()[0].trigger()
    settle(window)
    assert tab.table.rowCount() == 2
    assert tab.filters.chips["category"].text().endswith("外卖骑手")


def test_a_taken_name_is_asked_about(tab, window, settle, told):
    tab.saved.keep_as("骑手")
    settle(window)
    tab.show_query(Query(search="张"))
    settle(window)
    told.answers = [0]
    tab.saved.keep_as("骑手")
    settle(window)
    assert told.questions == ["已有叫“骑手”的常用筛选，要替换吗？"]
    assert [one.query.search for one in tab.saved.kept] == ["张"]


def test_deleted_and_undone(tab, window, settle):
    tab.saved.keep_as("骑手")
    settle(window)
    tab.saved.drop(tab.saved.kept[0])
    settle(window)
    assert entries(tab) == ["保存当前筛选…", "做成指标…"]
    window.undo_last()
    settle(window)
    assert entries(tab)[0] == "骑手"


def test_pages_of_one_register_keep_their_own(tab, window, settle):
    union = window.show_page("organizations/union")
    settle(window)
    union.saved.keep_as("到期")
    settle(window)
    assert [one.name for one in union.saved.kept] == ["到期"]
    assert tab.saved.kept == []
    assert [(one.name, one.value) for one in union.saved.kept[0].query.filters] == [("line", ("union",))]


def test_what_the_list_shows_is_made_a_figure(tab, window, office, settle):
    from app.measures.catalogue import catalogue
    from ui.lists.actions import ActionDialog

    tab.show_query(Query(filters=(Filter("category", Op.IS, ("rider",)),)))
    settle(window)
    tab.saved.make_measure()
    (dialog,) = window.findChildren(ActionDialog) or tab.findChildren(ActionDialog)
    dialog.form.show_values({"name": "新来骑手", "unit": "人", "date_field": "registered_on"})
    dialog.run()
    settle(window)
    assert catalogue(office.desk)["Z01"].definition.startswith("登记日期在期内")
    assert tab.saved.measures == [("Z01", "新来骑手")]
    tab.saved.drop_measure("Z01", "新来骑手")
    settle(window)
    assert tab.saved.measures == []
