"""Life-cycles: no path skips a stage, ends are ends, and a saved record keeps to the table."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ValidationFailed
from app.registers import find_register, records
from app.rules import lifecycles
from app.rules.lifecycles import Lifecycle
from db.models import (
    ClassRunStatus,
    EnrolmentStatus,
    FacilityStatus,
    LogState,
    OrganizationStatus,
    TeamStatus,
)
from tests import factories

SQLITE_ALONE = True  # rules look at rows; their SQL is tried on both elsewhere

TABLES = {
    "organization": (lifecycles.ORGANIZATION, OrganizationStatus),
    "facility": (lifecycles.FACILITY, FacilityStatus),
    "class run": (lifecycles.CLASS_RUN, ClassRunStatus),
    "enrolment": (lifecycles.ENROLMENT, EnrolmentStatus),
    "service log": (lifecycles.SERVICE_LOG, LogState),
    "team": (lifecycles.TEAM, TeamStatus),
}
# Whoever arrives at the last came through all of the others, when it began at the first.
ROADS = {
    "facility": (
        FacilityStatus.PREPARING,
        FacilityStatus.TRIAL,
        FacilityStatus.OPEN,
        FacilityStatus.SUSPENDED,
    ),
    "class run": (
        ClassRunStatus.PLANNED,
        ClassRunStatus.ENROLLING,
        ClassRunStatus.RUNNING,
        ClassRunStatus.FINISHED,
    ),
    "enrolment": (
        EnrolmentStatus.APPLIED,
        EnrolmentStatus.ENROLLED,
        EnrolmentStatus.ACTIVE,
        EnrolmentStatus.COMPLETED,
    ),
    "service log": (LogState.ENTERED, LogState.VERIFIED, LogState.BOOKED),
    "team": (TeamStatus.PREPARING, TeamStatus.ACTIVE, TeamStatus.SUSPENDED),
    "organization": (OrganizationStatus.PREPARING, OrganizationStatus.ACTIVE, OrganizationStatus.ELECTING),
}
ENDS = {
    "organization": {"dissolved"},
    "facility": {"closed"},
    "class run": {"finished", "cancelled"},
    "enrolment": {"rejected", "completed", "partial", "withdrawn", "removed"},
    "service log": {"reversed"},
    "team": {"disbanded"},
}
each = pytest.mark.parametrize("name", TABLES)


@each
def test_the_table_knows_every_status_and_no_other(name):
    table, statuses = TABLES[name]
    assert set(table.steps) == set(statuses)
    assert {then for steps in table.steps.values() for then in steps} <= set(statuses)
    assert set(table.starts) <= set(statuses)


@each
def test_every_status_can_be_reached_and_led_to_an_end(name):
    table, statuses = TABLES[name]
    assert {path[-1] for path in table.paths()} == set(statuses)
    for path in table.paths():
        assert any(longer[: len(path)] == path and table.is_end(longer[-1]) for longer in table.paths())


@each
def test_no_path_skips_a_stage(name):
    table, _ = TABLES[name]
    road = ROADS[name]
    for path in table.paths():
        if path[0] == road[0]:
            passed = [stage for stage in road if stage in path]
            assert passed == list(road[: len(passed)]), path


@each
def test_ends_are_ends(name):
    table, statuses = TABLES[name]
    assert {status for status in statuses if table.is_end(status)} == ENDS[name]


@given(data=st.data())
@each
def test_whatever_is_tried_only_steps_of_the_table_move(name, data):
    """Random walks: refused steps leave the status, ends are never left, and no stage of the road is jumped over."""
    table, statuses = TABLES[name]
    road = ROADS[name]
    now = road[0]
    seen = [now]
    for then in data.draw(st.lists(st.sampled_from(list(statuses)), max_size=12)):
        if table.allows(now, then):
            assert then == now or not table.is_end(now)
            now = then
            seen.append(now)
    for stage, following in pairwise(road):
        if following in seen:
            assert stage in seen[: seen.index(following)]


def test_a_life_cycle_without_steps_allows_staying_only():
    table = Lifecycle({"a": (), "b": ()}, ("a",))
    assert table.allows("a", "a")
    assert not table.allows("a", "b")


def test_a_jump_is_refused_with_the_next_steps(office):
    facilities = find_register("facilities")
    place = factories.facility(office)
    records.save(office.desk, facilities, {"status": "closed"}, record_id=place)
    with pytest.raises(ValidationFailed) as caught:
        records.save(office.desk, facilities, {"status": "open"}, record_id=place)
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("STATUS_STEP", "status")
    assert problem.message == "状态已是“关闭”，不能再改为“开放”；误登记的请用撤销。"


def test_the_sentence_names_what_may_come_next(office):
    runs = find_register("class_runs")
    run = factories.class_run(office)
    with pytest.raises(ValidationFailed, match="从“计划”直接改为“已结束”，下一步可以是“报名中”“取消”"):
        records.save(office.desk, runs, {"status": "finished"}, record_id=run)
    assert records.load(office.desk, runs, run).values["status"] == "planned"


def test_a_class_is_not_cancelled_before_it_is_planned(office):
    with pytest.raises(ValidationFailed, match="新登记时状态不能是“取消”"):
        factories.class_run(office, status="cancelled")


def test_staying_is_no_step(office):
    run = factories.class_run(office, status="finished")
    runs = find_register("class_runs")
    records.save(office.desk, runs, {"status": "finished", "note": "补记"}, record_id=run)
    assert records.load(office.desk, runs, run).values["note"] == "补记"


def test_a_settled_log_is_no_start(office):
    values = factories.values_of("service_logs", office)
    with pytest.raises(ValidationFailed, match="新登记时状态不能是“入账”，可以是“录入”"):
        office.make("service_logs", **values | {"state": "booked"})
    assert date(2024, 3, 1) == values["served_on"]
