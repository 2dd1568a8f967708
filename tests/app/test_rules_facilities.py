"""Facilities: position, opening, likely doubles, history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.errors import ValidationFailed
from app.registers import find_register, records
from tests.factories import DAY, facility

SQLITE_ALONE = True  # rules look at rows; their SQL is tried on both elsewhere


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
        ({"longitude": 120.1}, {("POSITION_HALF", "latitude"): True}),
        ({"latitude": 30.2}, {("POSITION_HALF", "longitude"): True}),
        ({"longitude": 120.1, "latitude": 30.2}, {("POSITION_SYSTEM", "coordinate_system"): False}),
        ({"longitude": 30.2, "latitude": 120.1}, {("POSITION_OUTSIDE", "longitude"): True}),
        ({"longitude": 2.35, "latitude": 48.8}, {("POSITION_OUTSIDE", "longitude"): True}),
        (
            {"agreement_from": DAY, "agreement_to": DAY - timedelta(days=1)},
            {("DATE_ORDER", "agreement_to"): True},
        ),
        ({"seat_count": -1}, {("TOO_SMALL", "seat_count"): True}),
        ({"opened_on": date.today() + timedelta(days=2)}, {("OPENS_LATER", "opened_on"): False}),
        ({"opened_on": date.today() + timedelta(days=2), "status": "preparing"}, {}),
    ],
)
def test_what_a_facility_may_say(office, values, wanted):
    known = {"name": "曙光驿站", "kind": "rest_stop", "area_id": office.community}
    assert problems(office, "facilities", **known | values) == wanted


def test_swapped_coordinates_are_recognised(office):
    with pytest.raises(ValidationFailed, match="填反"):
        values = {"name": "驿站", "kind": "rest_stop", "area_id": office.community}
        office.make("facilities", **values, longitude=30.2, latitude=120.1)


def test_a_likely_double_is_shown_with_its_number(office):
    facility(office)
    known = {"kind": "rest_stop", "area_id": office.community}
    with pytest.raises(ValidationFailed, match="曙光驿站（YZ-000001）"):
        records.save(office.desk, find_register("facilities"), {"name": "曙光驿站", **known})
    other_kind = {"name": "曙光驿站", "kind": "water_point", "area_id": office.community}
    assert problems(office, "facilities", **other_kind) == {}
    elsewhere = {"name": "曙光驿站", "kind": "rest_stop", "area_id": office.other_community}
    assert problems(office, "facilities", **elsewhere) == {}


def test_a_corrected_history_shows_its_jumps(office):
    place = facility(office)
    known = {"facility_id": place, "from_on": date(2024, 1, 1), "to_on": DAY}
    assert problems(office, "facility_states", status="closed", **known) == {("STATE_JUMP", "status"): False}
    assert problems(office, "facility_states", status="preparing", **known) == {
        ("STATE_JUMP", "status"): False
    }
    assert problems(office, "facility_states", status="trial", **known) == {}
    overlapping = {"facility_id": place, "from_on": date(2024, 2, 1), "to_on": date(2024, 6, 1)}
    found = problems(office, "facility_states", status="trial", **overlapping)
    assert found[("PERIOD_OVERLAP", "from_on")]


def test_a_plate_hangs_once_at_a_time(office):
    place = facility(office)
    office.make("facility_plates", facility_id=place, brand="爱心驿家", from_on=DAY)
    known = {"facility_id": place, "from_on": date(2024, 6, 1)}
    assert problems(office, "facility_plates", brand="爱心驿家", **known) == {
        ("PERIOD_OVERLAP", "from_on"): True
    }
    assert problems(office, "facility_plates", brand="党群服务驿站", **known) == {}


def test_equipment_is_at_least_one_piece(office):
    known = {"facility_id": facility(office), "name": "微波炉"}
    assert problems(office, "facility_equipment", quantity=0, **known) == {("TOO_SMALL", "quantity"): True}
