"""Teams, members, service records, daily totals: what is refused and what is asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app import settings
from app.errors import ValidationFailed
from app.registers import find_register, records
from tests.factories import DAY, team

SQLITE_ALONE = True  # rules look at rows; their SQL is tried on both elsewhere


def problems(office, key, record_id=None, **values):
    try:
        records.save(office.desk, find_register(key), values, record_id=record_id, accept_warnings=False)
    except ValidationFailed as failed:
        return {(one.code, one.field): one.blocking for one in failed.problems}
    return {}


@pytest.fixture
def serving(office):
    """A member of a team, and what a record of theirs needs."""
    person, made = office.person(), team(office)
    office.make("team_members", team_id=made, person_id=person, from_on=date(2024, 1, 1))
    return {"person_id": person, "team_id": made, "area_id": office.community, "served_on": DAY}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, {}),
        ({"status": "disbanded"}, {("DISBANDED_DATE", "disbanded_on"): True}),
        ({"disbanded_on": DAY}, {("DISBANDED_STATUS", "status"): True}),
        ({"status": "disbanded", "disbanded_on": date(2023, 1, 1)}, {("DATE_ORDER", "disbanded_on"): True}),
        ({"phone": "1"}, {("PHONE_FORMAT", "phone"): True}),
    ],
)
def test_what_a_team_may_say(office, values, wanted):
    known = {"name": "平安骑士队", "area_id": office.community, "founded_on": DAY}
    assert problems(office, "teams", **known | values) == wanted


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"risky": True}, {("RISK_UNINSURED", "insured"): False}),
        ({"risky": True, "insured": True}, {}),
        ({"insured_until": DAY}, {("NOT_INSURED", "insured"): True}),
        ({"agreement_until": DAY}, {("NO_AGREEMENT", "agreement_on_file"): True}),
    ],
)
def test_what_covers_a_team(office, values, wanted):
    known = {"name": "平安骑士队", "area_id": office.community, "founded_on": DAY}
    assert problems(office, "teams", **known | values) == wanted


def test_minors_and_service_without_insurance(office):
    known = {"name": "平安骑士队", "area_id": office.community, "founded_on": DAY, "risky": True}
    risky = office.make("teams", insured=True, insured_until=date(2024, 3, 31), **known)
    safe = office.make("teams", **known | {"name": "助老队", "risky": False})
    young = office.person(birth_date=date(2006, 3, 2), birth_precision="day")
    joining = {"person_id": young, "from_on": DAY}
    assert problems(office, "team_members", team_id=risky, **joining) == {
        ("MINOR_AT_RISK", "person_id"): True
    }
    assert problems(office, "team_members", team_id=safe, **joining) == {("MINOR", "person_id"): False}
    grown = joining | {"from_on": date(2024, 3, 2)}
    assert problems(office, "team_members", team_id=risky, **grown) == {}
    log = {"team_id": risky, "person_id": young, "area_id": office.community, "minutes": 60}
    assert problems(office, "service_logs", served_on=date(2024, 3, 31), **log) == {}
    late = problems(office, "service_logs", served_on=date(2024, 4, 1), **log)
    assert late == {("NOT_COVERED", "team_id"): False}


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("按配送费结算", {("PAID", "content"): False}),
        ("送餐，含往返路途", {("TRAVEL", "minutes"): False}),
        ("无报酬陪诊", {}),
    ],
)
def test_paid_work_and_the_way_there_are_pointed_out(office, serving, told, wanted):
    assert problems(office, "service_logs", minutes=60, content=told, **serving) == wanted


def test_members_lie_within_the_life_of_the_team(office):
    gone = team(office, status="disbanded", disbanded_on=date(2024, 6, 1))
    known = {"team_id": gone, "person_id": office.person()}
    late = {("TEAM_DISBANDED", "from_on"): True}
    assert problems(office, "team_members", from_on=date(2024, 6, 1), **known) == late
    assert problems(office, "team_members", from_on=DAY, **known) == {("TEAM_DISBANDED", "to_on"): True}
    early = {"from_on": date(2023, 12, 1), "to_on": DAY}
    assert problems(office, "team_members", **early, **known) == {("BEFORE_TEAM", "from_on"): False}
    assert problems(office, "team_members", from_on=DAY, to_on=date(2024, 6, 1), **known) == {}


def test_a_team_has_one_leader_at_a_time(office):
    made = team(office)
    first, second = office.person(), office.person("李四", phones="13800000003")
    office.make(
        "team_members", team_id=made, person_id=first, role="leader", from_on=DAY, to_on=date(2024, 6, 1)
    )
    known = {"team_id": made, "person_id": second, "role": "leader"}
    assert problems(office, "team_members", from_on=date(2024, 5, 1), **known) == {
        ("TWO_LEADERS", "role"): False
    }
    assert problems(office, "team_members", from_on=date(2024, 6, 1), **known) == {}


def test_one_person_may_hold_several_appointments(office):
    known = {"person_id": office.person(), "from_on": DAY}
    assert problems(office, "civic_roles", kind="monitor", **known) == {}
    assert problems(office, "civic_roles", kind="promoter", **known) == {}
    assert problems(office, "civic_roles", kind="monitor", **known) == {("PERIOD_OVERLAP", "from_on"): True}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"minutes": 60}, {}),
        ({"minutes": 0}, {("NO_TIME", "minutes"): True}),
        ({"minutes": -5}, {("NO_TIME", "minutes"): True}),
        ({"minutes": 480}, {}),
        ({"minutes": 481}, {("DAY_LONG", "minutes"): False}),
        ({"minutes": 1441}, {("DAY_TOO_LONG", "minutes"): True}),
        ({"minutes": 120, "starts_at": "09:00", "ends_at": "11:00"}, {}),
        ({"minutes": 121, "starts_at": "09:00", "ends_at": "11:00"}, {("LONGER_THAN_SPAN", "minutes"): True}),
        ({"minutes": 120, "starts_at": "23:00", "ends_at": "01:00"}, {("PAST_MIDNIGHT", "ends_at"): False}),
        ({"minutes": 60, "starts_at": "09:00", "ends_at": "09:00"}, {("TIME_ORDER", "ends_at"): True}),
        ({"minutes": 60, "served_on": date.today()}, {}),
        (
            {"minutes": 60, "served_on": date.today() + timedelta(days=1)},
            {("DATE_FUTURE", "served_on"): True},
        ),
        ({"minutes": 60, "team_id": None}, {}),
    ],
)
def test_what_a_service_record_may_say(office, serving, values, wanted):
    assert problems(office, "service_logs", **serving | values) == wanted


def test_a_day_is_counted_together_and_the_limit_is_the_offices(office, serving):
    office.make("service_logs", minutes=400, **serving)
    assert problems(office, "service_logs", minutes=81, **serving) == {("DAY_LONG", "minutes"): False}
    assert problems(office, "service_logs", minutes=1041, **serving) == {("DAY_TOO_LONG", "minutes"): True}
    settings.save(office.desk, {"long_day_minutes": 600})
    assert problems(office, "service_logs", minutes=81, **serving) == {}
    other_day = serving | {"served_on": DAY + timedelta(days=1)}
    assert problems(office, "service_logs", minutes=600, **other_day) == {}


@pytest.mark.parametrize(
    ("day", "times", "overlaps"),
    [
        (DAY, ("10:00", "11:00"), False),
        (DAY, ("11:30", "12:30"), True),
        (DAY, ("13:00", "14:00"), False),
        (DAY, ("22:00", "23:00"), False),
        (DAY, ("23:30", "00:30"), True),
        (DAY + timedelta(days=1), ("00:30", "01:30"), True),
        (DAY + timedelta(days=1), ("01:00", "02:00"), False),
    ],
)
def test_nobody_serves_twice_at_a_time(office, serving, day, times, overlaps):
    office.make("service_logs", minutes=60, starts_at="11:00", ends_at="13:00", **serving)
    office.make("service_logs", minutes=60, starts_at="23:00", ends_at="01:00", **serving)
    other = serving | {"served_on": day, "minutes": 30, "starts_at": times[0], "ends_at": times[1]}
    found = problems(office, "service_logs", **other)
    assert (("LOG_OVERLAP", "starts_at") in found) == overlaps
    colleague = office.person("李四", phones="13800000003")
    assert ("LOG_OVERLAP", "starts_at") not in problems(
        office, "service_logs", **other | {"person_id": colleague}
    )


def test_who_serves_with_a_team_is_a_member(office, serving):
    guest = office.person("李四", phones="13800000003")
    assert problems(office, "service_logs", minutes=60, **serving | {"person_id": guest}) == {
        ("NOT_IN_TEAM", "person_id"): False
    }
    early = serving | {"served_on": date(2023, 12, 31)}
    assert problems(office, "service_logs", minutes=60, **early) == {
        ("BEFORE_TEAM", "served_on"): False,
        ("NOT_IN_TEAM", "person_id"): False,
    }


def test_who_writes_a_record_down_is_named(office, serving):
    logs = find_register("service_logs")
    log = office.make("service_logs", minutes=60, **serving)
    assert records.load(office.desk, logs, log).values["recorder"] == office.desk.actor.name


def test_a_verified_record_keeps_its_facts_but_may_get_a_note(office, serving):
    log = office.make("service_logs", minutes=60, **serving)
    assert problems(office, "service_logs", log, minutes=70) == {}
    assert problems(office, "service_logs", log, state="verified") == {}
    settled = {("LOG_SETTLED", ""): True}
    assert problems(office, "service_logs", log, minutes=80) == settled
    assert problems(office, "service_logs", log, served_on=DAY + timedelta(days=1)) == settled
    assert problems(office, "service_logs", log, note="补充说明") == {}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, {}),
        ({"quantity": 0}, {("TOO_SMALL", "quantity"): True}),
        ({"people_count": 0}, {("TOO_SMALL", "people_count"): True}),
        ({"served_on": date(2023, 12, 31)}, {("BEFORE_TEAM", "served_on"): False}),
        ({"served_on": date.today() + timedelta(days=1)}, {("DATE_FUTURE", "served_on"): True}),
    ],
)
def test_what_a_daily_total_may_say(office, values, wanted):
    known = {"team_id": team(office), "area_id": office.community, "served_on": DAY, "output": "meals"}
    assert problems(office, "daily_totals", **known | {"quantity": 120} | values) == wanted


def test_a_quantity_is_something(office, serving):
    log = office.make("service_logs", minutes=60, **serving)
    known = {"log_id": log, "output": "leaflets"}
    assert problems(office, "service_quantities", quantity=0, **known) == {("TOO_SMALL", "quantity"): True}
    assert problems(office, "service_quantities", quantity=200, **known) == {}
