"""The timetable: lessons of some days in time's order, with every clash named once on each side."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from app.actions.enrolling import enrol
from app.actions.learnerlists import match_learners, station_list
from app.actions.people import leave
from app.actions.timetable_printing import print_timetable
from app.actions.training import cancel
from app.desk import Actor, Desk
from app.errors import UserError
from app.exchange.pastedlist import MatchState
from app.sheets.timetable import timetable
from db.models import ClassSession
from tests.factories import DAY, class_run

FIRST, LAST = date(2024, 3, 1), date(2024, 3, 31)


def lesson(office, run, day=DAY, starts="14:00", ends="16:00", **values):
    return office.make(
        "class_sessions", class_run_id=run, held_on=day, starts_at=starts, ends_at=ends, **values
    )


def clashes(office):
    return {slot.id: list(slot.clashes) for slot in timetable(office.desk, FIRST, LAST)}


def test_lessons_come_by_time_with_the_class_s_own_place_and_teacher(office):
    run = class_run(office, name="甲班", place="二楼", teacher="刘老师")
    later = lesson(office, run, starts="16:00", ends="17:00", topic="构图")
    first = lesson(office, run, place="三楼", teacher="金老师", credit_hours=2)
    lesson(office, run, date(2024, 4, 1))
    found = timetable(office.desk, FIRST, LAST)
    assert [slot.id for slot in found] == [first, later]
    assert [(slot.time, slot.place, slot.teacher, slot.topic, slot.hours) for slot in found] == [
        ("14:00—16:00", "三楼", "金老师", "", 2),
        ("16:00—17:00", "二楼", "刘老师", "构图", 0),
    ]
    assert clashes(office) == {first: [], later: []}  # one ends as the other begins


def test_clashes_are_named_on_both_sides(office):
    one = class_run(office, name="甲班", place="二楼", teacher="刘老师")
    other = class_run(office, name="乙班", place="二楼", teacher="刘老师")
    mine, theirs = lesson(office, one), lesson(office, other, starts="15:00", ends="17:00")
    person = office.person()
    enrol(office.desk, one, [person])
    enrol(office.desk, other, [person])
    assert clashes(office) == {
        mine: [
            "地点冲突：15:00—17:00“乙班”也用“二楼”",
            "主讲冲突：15:00—17:00“乙班”也由刘老师主讲",
            "学员冲突：1人同时要上15:00—17:00“乙班”",
        ],
        theirs: [
            "地点冲突：14:00—16:00“甲班”也用“二楼”",
            "主讲冲突：14:00—16:00“甲班”也由刘老师主讲",
            "学员冲突：1人同时要上14:00—16:00“甲班”",
        ],
    }


def test_a_class_may_be_in_its_own_way(office):
    run = class_run(office)
    one, other = lesson(office, run), lesson(office, run, starts="15:00", ends="17:00")
    assert {len(told) for told in clashes(office).values()} == {1}
    assert "本班" in clashes(office)[one][0]
    assert "本班" in clashes(office)[other][0]


def test_lessons_without_times_and_cancelled_classes_are_in_nobody_s_way(office):
    one, other = class_run(office, name="甲班", place="二楼"), class_run(office, name="乙班", place="二楼")
    open_end = office.make("class_sessions", class_run_id=one, held_on=DAY)
    lesson(office, other)
    cancel(office.desk, [other], {"reason": "停"})
    assert clashes(office) == {open_end: []}


def test_a_community_sees_its_own_lessons_only(office):
    lesson(office, class_run(office))
    elsewhere = Desk(office.desk.ledger, Actor(None, "李某", office.other_community))
    assert timetable(elsewhere, FIRST, LAST) == []


def test_the_timetable_is_printed(office):
    with pytest.raises(UserError, match="没有课次"):
        print_timetable(office.desk, FIRST, LAST)
    lesson(office, class_run(office, name="甲班"))
    printed = print_timetable(office.desk, FIRST, LAST)
    assert printed.title == "2024年3月1日至31日课程表"
    with office.desk.reading() as session:
        assert len(session.exec(select(ClassSession)).all()) == 1


def test_a_whole_station_becomes_a_list_that_reads_back(office):
    run = class_run(office)
    staying, gone = (
        office.person(name, phones=f"1380000001{at}", station_id=office.station, registered_on=DAY)
        for at, name in enumerate(("张三", "李四"))
    )
    leave(office.desk, [gone], {"on": date(2024, 5, 1)})
    office.person("王五", phones="13800000019")
    text = station_list(office.desk, office.station)
    assert text == "张三\t13800000010"
    (found,) = match_learners(office.desk, run, text, office.station)
    assert (found.state, found.person_id) == (MatchState.FOUND, staying)
    enrol(office.desk, run, [staying])
    (again,) = match_learners(office.desk, run, text)
    assert (again.state, again.message) == (MatchState.MEMBER, "已在学员名单里。")
