"""Pages of organizations: what is due and done, coverage, a whole station joining, rosters, the chart, the sheet, days."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from app import settings
from app.actions.organizations import join
from app.actions.union import apply
from app.registers import find_register, lists, records
from app.registers.lists import Query
from app.rules.party import UNCLASSIFIED
from app.surveys.coverage import join_rates
from app.surveys.orglayout import lay_out
from app.surveys.orgtree import organization_tree
from tests.factories import organization, party_body, party_card
from ui.lists.actions import ActionDialog
from ui.papers.preview import Preview
from ui.records.dialog import RecordDialog
from ui.shell.notices import NoticeBar
from ui.widgets.days import DayChooser, month_end_after, month_end_before
from ui.widgets.rowtable import Head, RowTable
from ui.wizard.finding import FindPerson
from ui.wizard.joining import JoinDialog, open_joining

MARCH, JUNE, TODAY = date(2024, 3, 1), date(2024, 6, 3), date(2024, 9, 2)


def visible(window, kind):
    return [one for one in window.findChildren(kind) if one.isVisible()]


def person(office, name, phone, **values):
    known = {"registered_on": date(2023, 1, 3), "platform_id": office.platform, "station_id": office.station}
    return office.person(name, phones=phone, **known | values)


def shown(table):
    model = table.rows
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose_row(table, row):
    """Whatever keys an earlier test left pressed."""
    table.clearSelection()
    table.selectRow(row)


def at_day(window, settle, key, day=TODAY):
    tab = window.show_page(key)
    settle(window)
    tab.show_day(day)
    settle(window)
    return tab


def notice(window):
    return window.findChild(NoticeBar).text


# What is due


@pytest.fixture
def due(window, office, settle):
    """An applicant to talk with, two applications to unions, and a term that is over."""
    party_card(
        office, person_id=person(office, "甲一", "13800000001"), applied_on=date(2024, 7, 1), activist_on=None
    )
    union = office.make("organizations", name="联合工会", line="union", kind="joint", area_id=office.street,
                        term_years=3, term_from=date(2021, 6, 1))  # fmt: skip
    people = [person(office, name, phone, area_id=area) for name, phone, area in (
        ("乙二", "13800000002", office.community), ("丙三", "13800000003", office.other_community))]  # fmt: skip
    apply(office.desk, union, people, date(2024, 7, 15))
    return at_day(window, settle, "due")


def pick(tab, *whom):
    tab.table.clearSelection()
    rows = [row[1] for row in shown(tab.table)]
    mode = tab.table.selectionMode()
    tab.table.setSelectionMode(tab.table.SelectionMode.MultiSelection)
    for name in whom:
        tab.table.selectRow(rows.index(name))
    tab.table.setSelectionMode(mode)


def test_everything_due_is_listed_with_what_is_late(due):
    assert [(row[1], row[4], row[6]) for row in shown(due.table)] == [
        ("联合工会", "换届", "已逾期93天"),
        ("甲一", "派人谈话", "已逾期32天"),
        ("丙三", "审批入会申请", "已逾期19天"),
        ("乙二", "审批入会申请", "已逾期19天"),
    ]
    assert due.sentence.text().startswith("共4件，其中已逾期4件。")


def test_the_list_is_narrowed_by_line_area_and_days(due, window, settle):
    due.lines.setCurrentIndex(due.lines.findData("union"))
    due.lines.activated.emit(0)
    settle(window)
    assert [row[1] for row in shown(due.table)] == ["联合工会", "丙三", "乙二"]
    due.areas.setCurrentText("金祝社区")
    due.areas.activated.emit(0)
    settle(window)
    assert [row[1] for row in shown(due.table)] == ["丙三"]
    assert due.areas.currentText() == "金祝社区"
    due.areas.setCurrentIndex(0)
    due.lines.setCurrentIndex(0)
    due.show_day(date(2024, 7, 20))
    settle(window)
    assert [row[1] for row in shown(due.table)] == ["联合工会", "甲一", "丙三", "乙二"]
    due.ahead.setCurrentIndex(due.ahead.findData(0))
    due.ahead.activated.emit(0)
    settle(window)
    assert [row[1] for row in shown(due.table)] == ["联合工会"]


def test_a_row_is_done_where_it_stands(due, window, settle):
    pick(due, "甲一")
    assert due.do_button.text() == "办理：登记谈话"
    due.do_button.click()
    (dialog,) = visible(window, ActionDialog)
    assert dialog.form.editor("on").value() == TODAY
    dialog.run()
    settle(window)
    assert "甲一" not in [row[1] for row in shown(due.table)]


def test_several_of_a_kind_are_done_together_and_others_not(due, window, settle):
    pick(due, "甲一", "乙二")
    due.do_button.click()
    assert "不是同一类" in notice(window)
    pick(due, "乙二", "丙三")
    due.do_button.click()
    (dialog,) = visible(window, ActionDialog)
    assert dialog.windowTitle() == "批准入会"
    dialog.run()
    settle(window)
    assert [row[1] for row in shown(due.table)] == ["联合工会", "甲一"]


def test_enter_opens_the_record_and_the_list_is_printed(due, window, settle, qtbot):
    pick(due, "联合工会")
    due.table.setFocus()
    due.table.setCurrentIndex(due.table.rows.index(0, 0))
    qtbot.keyClick(due.table, Qt.Key.Key_Return)
    settle(window)
    (dialog,) = visible(window, RecordDialog)
    assert dialog.register.key == "organizations"
    dialog.reject()
    settings.save(window.desk, {"office_name": "北山街道"})
    due.print_it()
    settle(window)
    (preview,) = window.findChildren(Preview)
    assert preview.paper.find("派人谈话")
    preview.close()


def test_members_of_28_have_a_page_of_their_own(window, office, settle):
    body = office.make("organizations", name="团小组", line="league", kind="group", area_id=office.community)
    old = person(office, "老团员", "13800000009", birth_date=date(1995, 5, 1))
    join(office.desk, body, [old], date(2023, 5, 4))
    apply(office.desk, organization(office), [old], MARCH)
    tab = at_day(window, settle, "due/league")
    assert [(row[1], row[4]) for row in shown(tab.table)] == [("老团员", "满28周岁，核对是否超龄离团")]
    assert not tab.lines.isVisible()
    tab.do_button.click()
    (dialog,) = visible(window, ActionDialog)
    assert dialog.form.editor("reason").value() == "超龄离团"
    dialog.run()
    settle(window)
    assert shown(tab.table) == []


# Coverage


def test_communities_without_a_part_time_member_are_named(window, office, settle):
    who = person(office, "张三", "13800000001", politics="01")
    post = office.make("posts", organization_id=party_body(office), person_id=who, title="兼职委员",
                       part_time=True, from_on=MARCH, duties="夜间巡查")  # fmt: skip
    tab = at_day(window, settle, "coverage/part_time")
    assert shown(tab.table) == [
        ["宝石社区", "张三", "是", "顺丰曙光站", "2024-03-01", "", "夜间巡查"],
        ["金祝社区", "尚缺", "", "", "", "", ""],
    ]
    assert tab.sentence.text() == "1/2个社区有兼职委员；尚缺：金祝社区。"
    tab.open_place(1)
    assert "还没有兼职委员" in notice(window)
    tab.open_place(0)
    settle(window)
    (dialog,) = visible(window, RecordDialog)
    assert (dialog.register.key, dialog.loaded.id) == ("posts", post)
    dialog.reject()
    tab.show_day(date(2024, 2, 1))
    settle(window)
    assert [row[1] for row in shown(tab.table)] == ["尚缺", "尚缺"]


def test_stations_show_who_is_missing(window, office, settle):
    first, second = person(office, "张三", "13800000001"), person(office, "李四", "13800000002")
    join(office.desk, organization(office), [first], MARCH)
    tab = at_day(window, settle, "coverage/union")
    assert shown(tab.table) == [["顺丰曙光站", "宝石社区", "2", "1", "1", "50.0%"]]
    assert [tab.missing.item(row).text() for row in range(tab.missing.count())] == ["李四"]
    tab.missing.itemActivated.emit(tab.missing.item(0))
    settle(window)
    assert window.pages.current.card.id == second
    window.show_page("coverage/union")
    tab.join_station()
    settle(window)
    (dialog,) = visible(window, JoinDialog)
    assert dialog.station.value() == office.station
    dialog.reject()


def test_stations_without_party_work_are_named(window, office, settle):
    tab = at_day(window, settle, "coverage/party")
    assert shown(tab.table) == [["顺丰曙光站", "宝石社区", "", "", "尚未覆盖"]]
    assert tab.sentence.text() == "0/1个站点有党组织或党建指导员；尚缺：顺丰曙光站。"


# A whole station joins


@pytest.fixture
def joining(window, office, settle):
    """The dialog over a station of three, two of one name, one of them in the union."""
    union = organization(office)
    people = {
        "张三": person(office, "张三", "13800000001"),
        "李四": person(office, "李四", "13800000002"),
        "周一": person(office, "周一", "13800000003"),
        "别处": person(office, "周一", "13800000004"),
    }
    join(office.desk, union, [people["李四"]], MARCH)
    dialog = open_joining(window, station=(office.station, "顺丰曙光站"))
    settle(window)
    dialog.on.set_value(JUNE)
    return dialog, union, people


def check(dialog, window, settle, text):
    dialog.text.setPlainText(text)
    dialog.check()
    settle(window)


def test_a_station_joins_from_a_pasted_list(joining, window, office, settle):
    dialog, _, people = joining
    assert not dialog.join_button.isEnabled()
    check(
        dialog,
        window,
        settle,
        "1. 张三 13800000001\n2. 李四\n3. 周一\n4. 没登记的人 13800000009\n13800000008",
    )
    words = [dialog.lines.item(row, 3).text() for row in range(5)]
    assert words == ["找到", "已是会员", "请选择", "没有找到", "读不出"]
    assert dialog.state_line.text() == "将入会1人，待选择1行，没有找到1行，已是会员1人，读不出1行"
    box = dialog.lines.cellWidget(2, 5)
    assert "13800000003" not in [box.itemText(at) for at in range(box.count())]
    box.setCurrentIndex(box.findData(people["周一"]))
    box.activated.emit(box.currentIndex())
    assert dialog.join_button.text().startswith("2人入会")
    dialog.join()
    settle(window)
    assert not visible(window, JoinDialog)
    assert "已入会2人" in notice(window)
    (rate,) = join_rates(office.desk, JUNE).rows
    assert (rate.riders, rate.members) == (4, 3)
    window.undo_last()
    settle(window)
    assert join_rates(office.desk, JUNE).members == 1


def test_one_not_found_is_looked_for_or_entered_anew(joining, window, office, settle):
    dialog, _, people = joining
    check(dialog, window, settle, "小张\n新来的 13800000007")
    box = dialog.lines.cellWidget(0, 5)
    box.setCurrentText("在台账里查找…")
    box.activated.emit(box.currentIndex())
    (finder,) = visible(window, FindPerson)
    finder.choose()
    assert "请从列表中选择" in finder.problem.text() or "没有找到" in finder.problem.text()
    finder.person.set_choice(people["张三"], "张三")
    finder.choose()
    assert dialog.lines.decisions() == {1: people["张三"]}
    dialog.lines.wants_new.emit(1)
    settle(window)
    (form,) = visible(window, RecordDialog)
    assert [form.form.editor(name).value() for name in ("name", "phones", "station_id", "category")] == [
        "新来的", "13800000007", office.station, "courier",
    ]  # fmt: skip
    form.save(accept_warnings=True)
    settle(window)
    assert len(dialog.lines.decisions()) == 2
    dialog.join()
    settle(window)
    assert "已入会2人" in notice(window)


def test_a_changed_list_is_checked_again_and_a_refusal_stays(joining, window, office, settle, told):
    dialog, _, _ = joining
    other = office.make("organizations", name="站点工会", line="union", kind="formal", area_id=office.street)
    check(dialog, window, settle, "张三 13800000001")
    dialog.text.appendPlainText("周一")
    dialog.join()
    assert "再按一次" in dialog.banner.text
    dialog.text.setPlainText("")
    dialog.check()
    assert "请先粘贴名单" in dialog.banner.text
    check(dialog, window, settle, "张三 13800000001")
    dialog.lines.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.join_button.isEnabled()
    dialog.lines.item(0, 0).setCheckState(Qt.CheckState.Checked)
    records.save(office.desk, find_register("people"), {"birth_date": date(2010, 1, 1)},
                 record_id=dialog.lines.matches[0].person_id, accept_warnings=True)  # fmt: skip
    dialog.join()
    settle(window)
    assert "未满16周岁" in dialog.banner.text
    assert dialog.isVisible()
    told.answers = [1]
    dialog.reject()
    assert dialog.isVisible()
    told.answers = [0]
    dialog.reject()
    assert other


# Rosters, chart, sheet


@pytest.fixture
def union(office):
    body = office.make("organizations", name="联合工会", line="union", kind="joint", area_id=office.street)
    people = [person(office, "张三", "13800000001"), person(office, "李四", "13800000002")]
    join(office.desk, body, people[:1], MARCH)
    join(office.desk, body, people[1:], JUNE)
    office.make("posts", organization_id=body, person_id=people[0], title="主席", from_on=MARCH)
    settings.save(office.desk, {"office_name": "北山街道"})
    return body


def test_the_roster_of_any_day(union, window, settle, monkeypatch, told):
    tab = at_day(window, settle, "roster", date(2024, 6, 2))
    assert [(row[0], row[2], row[3]) for row in shown(tab.table)] == [("张三", "主席", "138****0001")]
    tab.days.forth.click()
    settle(window)
    assert tab.day == date(2024, 6, 30)
    assert [row[0] for row in shown(tab.table)] == ["张三", "李四"]
    assert tab.sentence.text() == "成员2人：顺丰2人。"
    choose_row(tab.table, 1)
    told.answers = [0]
    tab.forms.click()
    settle(window)
    (preview,) = window.findChildren(Preview)
    assert preview.paper.find("138****0002")
    preview.close()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("归入会员档案", True))
    told.answers = [1]
    tab.forms.click()
    settle(window)
    preview = window.findChildren(Preview)[-1]
    assert preview.paper.find("13800000002")
    preview.close()
    told.answers = [2]
    tab.forms.click()
    tab.cards.click()
    settle(window)
    preview = window.findChildren(Preview)[-1]
    assert preview.paper.find("工会会员证")
    preview.close()


def test_verbs_of_the_roster_work_on_the_chosen(union, window, settle):
    tab = at_day(window, settle, "roster")
    choose_row(tab.table, 1)
    tab.actions_bar.entries["leave"].trigger()
    (dialog,) = visible(window, ActionDialog)
    dialog.form.editor("on").set_value(date(2024, 8, 1))
    dialog.run()
    settle(window)
    assert [row[0] for row in shown(tab.table)] == ["张三"]


def test_from_a_body_to_its_roster(union, window, office, settle):
    women = office.make("organizations", name="妇联小组", line="women", kind="group", area_id=office.street)
    tab = window.show_page("organizations/women")
    settle(window)
    choose_row(tab.view, 0)
    tab.show_roster()
    settle(window)
    assert window.pages.current.found.body_id == women
    assert not window.pages.current.cards.isVisible()


def test_the_chart_is_walked_by_keys_and_opens_bodies(union, window, office, settle, qtbot):
    office.make("organizations", name="顺丰工会小组", line="union", kind="group", area_id=office.street,
                parent_id=union)  # fmt: skip
    tab = at_day(window, settle, "chart")
    chart = tab.chart
    assert [node.label for node in chart.nodes] == [
        "北山街道新就业群体组织", "工会", "联合工会", "顺丰工会小组",
    ]  # fmt: skip
    chart.setFocus()
    for _ in range(2):
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    settle(window)
    (dialog,) = visible(window, RecordDialog)
    assert dialog.loaded.id == union
    dialog.reject()
    before = chart.scale_now
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert chart.scale_now > before
    chart.fit()
    assert chart.scale_now <= 1.0
    tab.open_node(chart.nodes[1])
    settle(window)
    assert window.pages.page.key == "organizations/union"


def test_the_chart_of_a_day_before_says_that_there_is_none(window, office, settle):
    office.make("organizations", name="联合工会", line="union", kind="joint", area_id=office.street,
                established_on=JUNE)  # fmt: skip
    tab = at_day(window, settle, "chart", date(2024, 6, 2))
    assert tab._empty.isVisible()
    tab.show_day(JUNE)
    settle(window)
    assert tab.chart.isVisible()
    tree = organization_tree(office.desk, JUNE)
    assert len(lay_out(tree).boxes) == len(tab.chart.nodes)


def test_lines_of_the_sheet_open_their_lists(union, window, settle):
    tab = at_day(window, settle, "orgsheet")
    texts = {table.accessibleName(): shown(table) for table in tab.shown}
    assert ["工会会员", "2", "人"] in [row[:3] for row in texts["主要指标"]]
    figures = tab.shown[0]
    figures.opened.emit([row[0] for row in shown(figures)].index("工会会员"))
    settle(window)
    assert window.pages.page.key == "people"
    assert window.pages.current.table.rowCount() == 2
    assert lists.count(window.desk, find_register("organizations"), Query()) == 1


def test_pages_of_the_party_warn(window, office, settle):
    for key in ("organizations/party", "party_index", "mobile_members", "check_ins"):
        tab = window.show_page(key)
        settle(window)
        assert tab.warning.text == UNCLASSIFIED
    tab = window.show_page("organizations/union")
    assert tab.warning is None


def test_forms_of_applications_are_printed(window, office, settle, told):
    settings.save(office.desk, {"office_name": "北山街道"})
    apply(office.desk, organization(office), [person(office, "张三", "13800000001")], MARCH)
    tab = window.show_page("union_applications")
    settle(window)
    choose_row(tab.view, 0)
    told.answers = [0]
    tab.print_forms()
    settle(window)
    (preview,) = window.findChildren(Preview)
    assert preview.paper.find("工会入会申请书")
    preview.close()


# Parts


def test_days_go_by_ends_of_months(theme, qtbot):
    days = DayChooser(theme)
    qtbot.addWidget(days)
    chosen, refused = [], []
    days.chosen.connect(chosen.append)
    days.refused.connect(refused.append)
    days.show_day(date(2024, 3, 15))
    days.back.click()
    days.back.click()
    days.forth.click()
    assert chosen == [date(2024, 2, 29), date(2024, 1, 31), date(2024, 2, 29)]
    days.editor.line.setText("2024.5.1")
    days.editor.line.editingFinished.emit()
    assert days.day == date(2024, 5, 1)
    days.editor.line.setText("某一天")
    days.editor.line.editingFinished.emit()
    assert refused
    assert days.day == date(2024, 5, 1)
    days.today.click()
    assert days.day == date.today()
    assert not days.forth.isEnabled()


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2024, 3, 1), date(2024, 2, 29), date(2024, 3, 31)),
        (date(2024, 2, 29), date(2024, 1, 31), date(2024, 3, 31)),
        (date(2024, 12, 31), date(2024, 11, 30), date(2025, 1, 31)),
        (date(2024, 1, 31), date(2023, 12, 31), date(2024, 2, 29)),
    ],
)
def test_ends_of_months(day, before, after):
    assert (month_end_before(day), month_end_after(day)) == (before, after)


def test_a_row_table_sorts_figures_by_value_and_keeps_its_places(theme, qtbot, qtmodeltester):
    table = RowTable(theme, (Head("站点", 10), Head("入会率", 8, True)), "入会率", "没有站点。")
    qtbot.addWidget(table)
    table.show_rows(
        [("甲", "9.5%"), ("乙", "100.0%"), ("丙", "—"), ("丁", "80.0%")], ["", "good", "quiet", ""]
    )
    qtmodeltester.check(table.rows)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [row[0] for row in shown(table)] == ["乙", "丁", "甲", "丙"]
    opened = []
    table.opened.connect(opened.append)
    table.setCurrentIndex(table.rows.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [1]
    choose_row(table, 0)
    assert table.selected() == [1]
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    from PySide6.QtGui import QGuiApplication

    assert QGuiApplication.clipboard().text() == "站点\t入会率\n乙\t100.0%"
    table.show_rows([("戊", "1.0%"), ("己", "50.0%")])
    assert [row[0] for row in shown(table)] == ["己", "戊"]
