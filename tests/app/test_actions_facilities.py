"""A facility's status and its history are written together, and any past day comes out the same again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app.actions.facilities import step
from app.actions.undo import last_undoable, undo
from app.desk import Actor, Desk
from app.errors import NotFound, ValidationFailed
from app.registers import find_register, records
from app.rules.lifecycles import FACILITY
from db.models import Facility, FacilityState, FacilityStatus
from tests.factories import DAY, facility

SQLITE_ALONE = True  # plain rows; such SQL is tried on both elsewhere

FACILITIES = find_register("facilities")
TODAY = date.today()
run = {action.key: action.run for action in FACILITIES.actions}


def history(office, place):
    with office.desk.reading() as session:
        rows = session.exec(select(FacilityState).where(FacilityState.facility_id == place)).all()
    return sorted((row.from_on, row.to_on, str(row.status), row.reason) for row in rows)


def status(office, place):
    return records.load(office.desk, FACILITIES, place).values["status"]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, [(DAY, None, "open", "")]),
        ({"opened_on": None}, [(TODAY, None, "open", "")]),
        ({"status": "trial"}, [(DAY, None, "trial", "")]),
        ({"status": "preparing", "opened_on": None}, [(TODAY, None, "preparing", "")]),
        ({"status": "closed"}, [(DAY, TODAY, "open", ""), (TODAY, None, "closed", "")]),
        ({"status": "suspended", "opened_on": None}, [(TODAY, None, "suspended", "")]),
    ],
)
def test_a_new_facility_has_a_history(office, values, wanted):
    known = {"name": "驿站", "kind": "rest_stop", "area_id": office.community, "opened_on": DAY}
    assert history(office, office.make("facilities", **known | values)) == wanted


def test_a_status_changed_on_the_card_counts_from_today(office):
    place = facility(office)
    records.save(office.desk, FACILITIES, {"status": "suspended"}, record_id=place)
    assert history(office, place) == [(DAY, TODAY, "open", ""), (TODAY, None, "suspended", "")]
    records.save(office.desk, FACILITIES, {"status": "open"}, record_id=place)
    assert history(office, place) == [(DAY, TODAY, "open", ""), (TODAY, None, "open", "")]


def test_a_corrected_opening_day_moves_the_beginning(office):
    place = facility(office)
    records.save(office.desk, FACILITIES, {"opened_on": date(2024, 2, 1)}, record_id=place)
    assert history(office, place) == [(date(2024, 2, 1), None, "open", "")]


def test_a_corrected_state_shows_on_the_card(office):
    place = facility(office)
    with office.desk.reading() as session:
        row = session.exec(select(FacilityState.id).where(FacilityState.facility_id == place)).one()
    records.save(office.desk, find_register("facility_states"), {"to_on": date(2024, 9, 1)}, record_id=row)
    office.make(
        "facility_states", facility_id=place, status="suspended", from_on=date(2024, 9, 1), reason="整修"
    )
    assert status(office, place) == "suspended"


def test_suspended_reopened_closed_with_days_and_reasons(office):
    places = [
        facility(office),
        office.make("facilities", name="二号", kind="rest_stop", area_id=office.community, opened_on=DAY),
    ]
    run["suspend"](office.desk, places, {"on": date(2024, 5, 1), "reason": "整修"})
    run["open"](office.desk, places, {"on": date(2024, 6, 1)})
    run["close"](office.desk, places, {"on": date(2024, 10, 1), "reason": "房屋收回"})
    for place in places:
        assert history(office, place) == [
            (DAY, date(2024, 5, 1), "open", ""),
            (date(2024, 5, 1), date(2024, 6, 1), "suspended", "整修"),
            (date(2024, 6, 1), date(2024, 10, 1), "open", ""),
            (date(2024, 10, 1), None, "closed", "房屋收回"),
        ]
        assert status(office, place) == "closed"


def test_a_step_the_life_cycle_does_not_have_is_refused_whole(office):
    good = facility(office)
    bad = office.make(
        "facilities", name="筹建点", kind="rest_stop", area_id=office.community, status="preparing"
    )
    with pytest.raises(ValidationFailed, match="筹建点的现状不能暂停开放"):
        run["suspend"](office.desk, [good, bad], {"on": date(2024, 5, 1)})
    assert history(office, good) == [(DAY, None, "open", "")]


@pytest.mark.parametrize("on", [DAY, DAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_the_day_lies_after_the_present_state_and_not_ahead(office, on):
    place = facility(office)
    with pytest.raises(ValidationFailed) as caught:
        run["suspend"](office.desk, [place], {"on": on})
    assert [one.field for one in caught.value.problems] == ["on"]
    assert status(office, place) == "open"


def test_the_opening_day_is_noted_when_it_opens(office):
    place = office.make(
        "facilities",
        name="新点",
        kind="rest_stop",
        area_id=office.community,
        status="preparing",
        opened_on=None,
    )
    with office.desk.operation("test", "提前筹建") as session:
        session.exec(select(FacilityState)).one().from_on = date(2024, 1, 1)
    run["trial"](office.desk, [place], {"on": DAY})
    assert records.load(office.desk, FACILITIES, place).values["opened_on"] == DAY


def test_a_facility_of_another_community_is_out_of_reach(office):
    place = facility(office)
    elsewhere = Desk(office.desk.ledger, Actor(None, "邻社区", office.other_community))
    with pytest.raises(NotFound):
        run["close"](elsewhere, [place], {"on": date(2024, 5, 1)})


def test_a_step_can_be_undone(office):
    place = facility(office)
    run["close"](office.desk, [place], {"on": date(2024, 5, 1)})
    assert undo(office.desk, last_undoable(office.desk).id).kept == ()
    assert history(office, place) == [(DAY, None, "open", "")]
    assert status(office, place) == "open"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_history_has_no_gap_no_overlap_and_ends_as_the_card_says(office, data):
    place = office.make(
        "facilities", name="随机", kind="rest_stop", area_id=office.community, opened_on=date(2020, 1, 1)
    )
    now, day = FacilityStatus.OPEN, date(2020, 1, 1)
    told = {day: "open"}
    for _ in range(data.draw(st.integers(0, 6))):
        steps = FACILITY.steps[now]
        if not steps:
            break
        now = data.draw(st.sampled_from(list(steps)))
        day += timedelta(days=data.draw(st.integers(1, 90)))
        step(now, "变更")(office.desk, [place], {"on": day})
        told[day] = str(now)
    rows = history(office, place)
    assert [row[0] for row in rows] == sorted(told)
    assert [row[2] for row in rows] == [told[day] for day in sorted(told)]
    assert [row[1] for row in rows] == [*[row[0] for row in rows[1:]], None]
    with office.desk.reading() as session:
        assert session.get_one(Facility, place).status == now
