"""Class runs, sessions, enrolments, attendance: what is refused and what is asked."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import ValidationFailed
from app.registers import find_register, records
from tests.factories import DAY, class_run, course

SQLITE_ALONE = True  # rules look at rows; their SQL is tried on both elsewhere

RUNS, SESSIONS = find_register("class_runs"), find_register("class_sessions")


def problems(office, key, record_id=None, **values):
    try:
        records.save(office.desk, find_register(key), values, record_id=record_id, accept_warnings=False)
    except ValidationFailed as failed:
        return {(one.code, one.field): one.blocking for one in failed.problems}
    return {}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, {}),
        ({"to_on": DAY}, {}),
        ({"to_on": date(2024, 2, 29)}, {("DATE_ORDER", "to_on"): True}),
        ({"pass_percent": 0}, {}),
        ({"pass_percent": 101}, {("PERCENT", "pass_percent"): True}),
        ({"pass_percent": -1}, {("PERCENT", "pass_percent"): True}),
        ({"capacity": 0}, {("TOO_SMALL", "capacity"): True}),
        (
            {"credit_hours": -1, "cost": -1},
            {("TOO_SMALL", "credit_hours"): True, ("TOO_SMALL", "cost"): True},
        ),
    ],
)
def test_what_a_class_run_may_say(office, values, wanted):
    known = {"name": "第1期", "course_id": course(office), "area_id": office.community, "from_on": DAY}
    assert problems(office, "class_runs", **known | values) == wanted


def test_sessions_stay_within_their_class_run(office):
    run = class_run(office)
    for outside in (date(2024, 2, 29), date(2024, 7, 1)):
        assert problems(office, "class_sessions", class_run_id=run, held_on=outside) == {
            ("SESSION_OUTSIDE", "held_on"): True
        }
    for inside in (DAY, date(2024, 6, 30)):
        assert problems(office, "class_sessions", class_run_id=run, held_on=inside) == {}
    assert problems(office, "class_runs", run, from_on=date(2024, 3, 2)) == {
        ("SESSION_OUTSIDE", "from_on"): True
    }
    assert problems(office, "class_runs", run, to_on=date(2024, 6, 29)) == {
        ("SESSION_OUTSIDE", "to_on"): True
    }
    assert problems(office, "class_runs", run, to_on=None) == {}
    assert problems(office, "class_sessions", class_run_id=run, held_on=date(2030, 1, 1)) == {}


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "wanted"),
    [
        ("08:00", "09:00", {}),
        ("08:00", "09:30", {("SESSION_OVERLAP", "starts_at"): False}),
        ("11:00", "12:00", {}),
        ("10:00", "", {}),
        ("16:00", "14:00", {("TIME_ORDER", "ends_at"): True}),
        ("25:00", "26:00", {("TIME_FORMAT", "starts_at"): True, ("TIME_FORMAT", "ends_at"): True}),
    ],
)
def test_times_of_sessions(office, starts_at, ends_at, wanted):
    run = class_run(office)
    office.make("class_sessions", class_run_id=run, held_on=DAY, starts_at="09:00", ends_at="11:00")
    known = {"class_run_id": run, "held_on": DAY, "starts_at": starts_at, "ends_at": ends_at}
    assert problems(office, "class_sessions", **known) == wanted


def test_a_person_has_one_place_and_a_full_class_asks(office):
    run = class_run(office, capacity=1)
    first, second = office.person(), office.person("李四", phones="13800000003")
    known = {"class_run_id": run, "status": "enrolled"}
    assert problems(office, "enrolments", person_id=first, **known) == {}
    assert problems(office, "enrolments", person_id=first, class_run_id=run, status="waiting") == {
        ("ENROLLED_TWICE", "person_id"): True
    }
    assert problems(office, "enrolments", person_id=second, **known) == {("RUN_FULL", "status"): False}
    assert problems(office, "enrolments", person_id=second, class_run_id=run, status="waiting") == {}


def test_a_seated_learner_is_not_counted_against_himself(office):
    run = class_run(office, capacity=1)
    place = office.make("enrolments", class_run_id=run, person_id=office.person(), status="enrolled")
    assert problems(office, "enrolments", place, status="active") == {}
    assert problems(office, "enrolments", place, score="95") == {}


def test_a_cancelled_class_takes_nobody(office):
    run = class_run(office)
    records.save(office.desk, RUNS, {"status": "cancelled"}, record_id=run)
    known = {"class_run_id": run, "person_id": office.person()}
    assert problems(office, "enrolments", status="enrolled", **known) == {
        ("RUN_CANCELLED", "class_run_id"): True
    }
    over = class_run(office, status="finished", name="第2期")
    known |= {"class_run_id": over}
    assert problems(office, "enrolments", status="enrolled", **known) == {
        ("RUN_FINISHED", "class_run_id"): False
    }


def test_who_completed_has_a_day_and_has_not_failed(office):
    place = office.make(
        "enrolments",
        class_run_id=class_run(office),
        person_id=office.person(),
        status="active",
        applied_on=DAY,
    )
    assert problems(office, "enrolments", place, status="completed", outcome="failed") == {
        ("COMPLETED_DATE", "completed_on"): True,
        ("COMPLETED_FAILED", "outcome"): True,
    }
    early = {"status": "completed", "completed_on": date(2024, 2, 1)}
    assert problems(office, "enrolments", place, **early) == {("DATE_ORDER", "completed_on"): True}
    assert problems(office, "enrolments", place, status="completed", completed_on=date(2024, 6, 30)) == {}


def test_marks_are_for_those_on_the_list_once(office):
    run = class_run(office)
    lesson = office.make("class_sessions", class_run_id=run, held_on=DAY)
    learner, stranger = office.person(), office.person("李四", phones="13800000003")
    waiting = office.person("王五", phones="13800000004")
    office.make("enrolments", class_run_id=run, person_id=learner, status="active")
    office.make("enrolments", class_run_id=run, person_id=waiting, status="waiting")
    known = {"session_id": lesson, "mark": "present"}
    for person in (stranger, waiting):
        assert problems(office, "attendances", person_id=person, **known) == {
            ("NOT_ENROLLED", "person_id"): True
        }
    assert problems(office, "attendances", person_id=learner, **known) == {}
    assert problems(office, "attendances", person_id=learner, **known) == {
        ("MARKED_TWICE", "person_id"): True
    }


def test_a_headcount_counts_somebody(office):
    lesson = office.make("class_sessions", class_run_id=class_run(office), held_on=DAY)
    assert problems(office, "headcounts", session_id=lesson, count=0) == {("TOO_SMALL", "count"): True}
    assert problems(office, "headcounts", session_id=lesson, count=1) == {}
