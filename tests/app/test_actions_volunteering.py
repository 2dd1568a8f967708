"""A team's day at once; verified by another, booked, reversed; teams joined, left, disbanded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from app.actions.undo import last_undoable, undo
from app.actions.volunteering import (
    Activity,
    book_logs,
    disband,
    join_team,
    join_team_one,
    leave_team,
    log_team,
    reverse_logs,
    verify_logs,
)
from app.desk import Actor, Desk
from app.errors import NotFound, ValidationFailed
from app.registers import find_register, records
from db.models import ServiceLog, TeamMember, TeamRole
from tests.factories import DAY, team

SERVED = Activity(
    DAY, 120, content="送餐", activity="助老送餐", place="金祝社区", starts_at="09:00", ends_at="11:30"
)


def rows(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


@pytest.fixture
def crew(office):
    """A team of three."""
    made = team(office)
    people = [office.person(f"队员{at}", phones=f"1390000000{at}") for at in range(3)]
    join_team(office.desk, made, people, date(2024, 1, 1))
    return made, people


def test_a_days_service_is_one_operation(office, crew):
    made, people = crew
    changes = log_team(office.desk, made, SERVED, people, {people[1]: 60, people[2]: 0})
    logs = rows(office, ServiceLog)
    assert [(log.person_id, log.minutes) for log in logs] == [(people[0], 120), (people[1], 60)]
    first = logs[0]
    assert (first.team_id, first.area_id, first.content, first.starts_at) == (
        made,
        office.community,
        "送餐",
        "09:00",
    )
    assert (first.recorder, first.state, first.kind) == (office.desk.actor.name, "entered", "written_down")
    assert undo(office.desk, changes.operation_id).kept == ()
    assert rows(office, ServiceLog) == []


def test_everybodys_problems_come_together_and_nothing_is_written(office, crew):
    made, people = crew
    log_team(office.desk, made, SERVED, people[:1])
    with pytest.raises(ValidationFailed) as caught:
        log_team(office.desk, made, SERVED, people, {people[1]: 200})
    assert {(one.code, one.message[:3]) for one in caught.value.problems} == {
        ("LOG_OVERLAP", "队员0"),
        ("LONGER_THAN_SPAN", "队员1"),
    }
    assert len(rows(office, ServiceLog)) == 1


def test_warnings_are_shown_once(office, crew):
    made, people = crew
    guest = office.person("客人", phones="13900000009")
    with pytest.raises(ValidationFailed, match="客人：这个人当天还不是该队的队员") as caught:
        log_team(office.desk, made, SERVED, [*people, guest])
    assert not any(one.blocking for one in caught.value.problems)
    log_team(office.desk, made, SERVED, [*people, guest], accept_warnings=True)
    assert len(rows(office, ServiceLog)) == 4


@pytest.mark.parametrize("chosen", [[], [0]])
def test_somebody_must_have_served(office, crew, chosen):
    made, people = crew
    ids = [people[at] for at in chosen]
    with pytest.raises(ValidationFailed, match="至少选一人"):
        log_team(office.desk, made, SERVED, ids, dict.fromkeys(ids, 0))


def test_no_service_in_the_future(office, crew):
    made, people = crew
    with pytest.raises(ValidationFailed, match="还没有到"):
        log_team(office.desk, made, replace(SERVED, served_on=date.today() + timedelta(days=1)), people)


def test_entered_verified_booked_reversed(office, crew):
    made, people = crew
    log_team(office.desk, made, SERVED, people)
    ids = [log.id for log in rows(office, ServiceLog)]
    with pytest.raises(ValidationFailed, match="3条现在的状态不能入账"):
        book_logs(office.desk, ids, {})
    verify_logs(office.desk, ids, {})
    with pytest.raises(ValidationFailed, match="不能核实"):
        verify_logs(office.desk, ids[:1], {})
    book_logs(office.desk, ids, {})
    reverse_logs(office.desk, ids[:1], {"reason": "人记错了"})
    logs = rows(office, ServiceLog)
    assert [str(log.state) for log in logs] == ["reversed", "booked", "booked"]
    assert {log.verified_by for log in logs} == {office.desk.actor.name}
    assert logs[0].note == "冲销原因：人记错了"
    assert {log.version for log in logs[1:]} == {3}
    undo(office.desk, last_undoable(office.desk).id)
    assert {str(log.state) for log in rows(office, ServiceLog)} == {"booked"}


def test_what_is_reversed_can_be_written_again(office, crew):
    made, people = crew
    log_team(office.desk, made, SERVED, people[:1])
    (log,) = rows(office, ServiceLog)
    verify_logs(office.desk, [log.id], {})
    reverse_logs(office.desk, [log.id], {"reason": "时间有误"})
    log_team(office.desk, made, SERVED, people[:1])
    assert [str(log.state) for log in rows(office, ServiceLog)] == ["reversed", "entered"]


def test_two_persons_stand_behind_a_record_where_there_are_two(office, crew):
    made, people = crew
    log_team(office.desk, made, SERVED, people)
    ids = [log.id for log in rows(office, ServiceLog)]
    for name in ("经办人甲", "经办人乙"):
        office.make("clerks", name=name, area_id=office.street)
    with pytest.raises(ValidationFailed, match="其中3条是您本人录入的") as caught:
        verify_logs(office.desk, ids, {"own_too": False})
    assert [(one.field, one.blocking) for one in caught.value.problems] == [("own_too", False)]
    colleague = Desk(office.desk.ledger, Actor(None, "经办人乙"))
    verify_logs(colleague, ids[:2], {})
    verify_logs(office.desk, ids[2:], {"own_too": True})
    assert [log.verified_by for log in rows(office, ServiceLog)] == [
        "经办人乙",
        "经办人乙",
        office.desk.actor.name,
    ]


def test_members_join_once_and_leave(office, crew):
    made, people = crew
    with pytest.raises(ValidationFailed, match="队员0：与已有的一段"):
        join_team(office.desk, made, people, DAY)
    row = rows(office, TeamMember)[0]
    leave_team(office.desk, [row.id], {"on": DAY, "reason": "离杭"})
    assert (rows(office, TeamMember)[0].to_on, rows(office, TeamMember)[0].end_reason) == (DAY, "离杭")
    join_team_one(office.desk, [made], {"person_id": people[0], "on": DAY, "role": "leader"})
    assert rows(office, TeamMember)[-1].role == TeamRole.LEADER


def test_disbanding_ends_the_memberships(office, crew):
    made, people = crew
    with pytest.raises(ValidationFailed, match="早于"):
        disband(office.desk, [made], {"on": date(2023, 1, 1)})
    disband(office.desk, [made], {"on": DAY, "reason": "合并"})
    assert {(row.to_on, row.end_reason) for row in rows(office, TeamMember)} == {(DAY, "合并")}
    values = records.load(office.desk, find_register("teams"), made).values
    assert (values["status"], values["disbanded_on"]) == ("disbanded", DAY)
    with pytest.raises(ValidationFailed, match="已经解散"):
        disband(office.desk, [made], {"on": DAY})
    with pytest.raises(ValidationFailed, match="该队已于2024-03-01解散"):
        log_team(office.desk, made, SERVED, people, accept_warnings=True)


def test_a_team_of_another_community_is_out_of_reach(office, crew):
    made, people = crew
    log_team(office.desk, made, SERVED, people)
    elsewhere = Desk(office.desk.ledger, Actor(None, "邻社区", office.other_community))
    with pytest.raises(NotFound):
        log_team(elsewhere, made, SERVED, people)
    with pytest.raises(NotFound):
        verify_logs(elsewhere, [log.id for log in rows(office, ServiceLog)], {})
    with pytest.raises(NotFound):
        disband(elsewhere, [made], {"on": DAY})
