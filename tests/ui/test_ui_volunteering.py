"""A team's day on one sheet, and what waits to be verified and booked, by keyboard."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from app.actions.volunteering import join_team
from app.registers import find_register, lists
from app.registers.lists import Query
from app.sheets.logreview import ENTERED, VERIFIED
from tests.factories import booked_log, star_scheme, team
from ui.tabs.logreview import LogReviewDialog
from ui.tabs.stars import ReachedDialog
from ui.tabs.teamsheet import TeamSheetDialog
from ui.tabs.teamsheetmodel import HOURS, TAKES_PART

LOGS = find_register("service_logs")
DAY = date.today() - timedelta(days=3)


@pytest.fixture
def crew(office):
    """A team of three."""
    made = team(office)
    people = [
        office.person(name, phones=f"1390000000{at}") for at, name in enumerate(("陈一", "李二", "王三"))
    ]
    join_team(office.desk, made, people, date(2024, 1, 1))
    return made, people


def stored(office):
    rows = lists.page(office.desk, LOGS, Query(sort="id"), ["person_id", "minutes", "state"])
    return sorted(row.cells for row in rows)


def show(window, tab_key, settle):
    tab = window.show_page(tab_key)
    tab.reload()
    settle(window)
    return tab


def test_a_team_is_logged_with_exceptions_by_key(window, office, crew, settle, qtbot, qtmodeltester):
    tab = show(window, "teams", settle)
    tab.view.selectRow(0)
    tab.log_team()
    settle(window)
    (dialog,) = window.findChildren(TeamSheetDialog)
    qtmodeltester.check(dialog.model, force_py=True)
    for name, value in (("served_on", DAY), ("minutes", 120), ("activity", "助老送餐")):
        dialog.form.put_value(name, value)
    dialog._form_edited()
    settle(window)
    dialog.view.setCurrentIndex(dialog.model.index(0, 0))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.model.index(0, TAKES_PART).data() == "未参加"
    assert dialog.model.setData(dialog.model.index(1, HOURS), "1.5")
    assert dialog._state.text() == "参加 2 人　未参加 1 人　例外 1 人　合计 3.5 小时"
    dialog.save()
    settle(window)
    assert stored(office) == [("李二", "1.5", "录入"), ("王三", "2", "录入")]


def test_what_is_missing_is_asked_and_warnings_may_be_accepted(window, office, crew, settle):
    tab = show(window, "teams", settle)
    tab.view.selectRow(0)
    tab.log_team()
    settle(window)
    (dialog,) = window.findChildren(TeamSheetDialog)
    dialog.save()
    assert stored(office) == []
    for name, value in (("served_on", DAY), ("minutes", 600), ("activity", "夜巡")):
        dialog.form.put_value(name, value)
    dialog._form_edited()
    settle(window)
    dialog.save(again=True)
    settle(window)
    assert "超过提醒线" in dialog.banner.text
    dialog.banner.button.click()
    settle(window)
    assert len(stored(office)) == 3
    assert dialog.form.read()[0]["served_on"] == DAY + timedelta(days=1)


def test_what_waits_is_verified_and_booked_person_by_person(window, office, crew, settle, qtbot):
    for person in crew[1][:2]:
        office.make("service_logs", person_id=person, served_on=DAY, minutes=60, area_id=office.community)
    tab = show(window, "service_logs", settle)
    tab.review()
    settle(window)
    (dialog,) = window.findChildren(LogReviewDialog)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert [line.name for line in dialog.ticked(ENTERED)] == ["陈一"]
    dialog.tick_all()
    dialog.verify()
    settle(window)
    dialog.tick_all()
    assert len(dialog.ticked(VERIFIED)) == 2
    dialog.book()
    settle(window)
    assert stored(office) == [("李二", "1", "入账"), ("陈一", "1", "入账")]
    assert dialog.tree.topLevelItemCount() == 0


def test_who_has_just_reached_a_star_is_proposed_by_tick(window, office, settle, qtbot):
    star_scheme(office)
    for name in ("陈一", "李二"):
        person = office.person(name, phones=f"139{len(name):04d}{ord(name[0]) % 10000:04d}")
        for day in range(1, 6):
            clock = {"starts_at": "", "ends_at": "", "team_id": None}
            booked_log(office, person_id=person, served_on=date(2024, 3, day), minutes=1260, **clock)
    tab = show(window, "star_awards/reached", settle)
    tab.show_reached()
    settle(window)
    (dialog,) = window.findChildren(ReachedDialog)
    assert dialog.go.text() == "登记达标 2 人"
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.go.text() == "登记达标 1 人"
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    rows = lists.page(office.desk, find_register("star_awards"), Query(), ["person_id", "level", "state"])
    assert [row.cells for row in rows] == [("陈一", "1", "达标待评")]
