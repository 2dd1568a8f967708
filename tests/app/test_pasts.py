"""What a card said before it changed: the figures of a past month stay, whatever is changed later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from app.actions.undo import undo
from app.errors import ValidationFailed
from app.measures.figures import figure
from app.measures.period import Day
from app.registers import find_register, records
from db.base import table_of
from db.models import Facility, FacilityEquipment, FacilityPast, FriendlyUnit
from tests import factories

TODAY = date.today()
LAST_MONTH = TODAY.replace(day=1) - timedelta(days=1)
OPENED = LAST_MONTH - timedelta(days=400)


def aged(office, model, record):
    """The card as if it had been made long ago."""
    with office.desk.operation("edit", "往年登记") as session:
        table = table_of(model)
        then = datetime(OPENED.year, OPENED.month, 1, tzinfo=UTC)
        session.execute(sa.update(table).where(table.c.id == record).values(created_at=then))
    return record


def place(office, **values):
    known = {"name": "曙光点", "area_id": office.community, "opened_on": OPENED}
    return aged(office, Facility, office.make("facilities", **known | values))


def change(office, key, record, **values):
    return records.save(office.desk, find_register(key), values, record_id=record)


def told(office, codes, day):
    return [figure(office.desk, code, Day(day)).value for code in codes]


def pasts(office):
    with office.desk.reading() as session:
        return session.execute(
            sa.select(table_of(FacilityPast)).order_by(table_of(FacilityPast).c.to_on)
        ).all()


def test_figures_of_places_stay_when_their_cards_change(office):
    codes = ("F22", "F23", "F24")
    stop = place(office, kind="rest_stop", open_hours="24小时", map_listed=True)
    bays = place(office, kind="parking_bay", bay_count=6, map_listed=True)
    assert told(office, codes, LAST_MONTH) == [1, 6, 2]
    change(office, "facilities", stop, open_hours="08:00—20:00")
    done = change(office, "facilities", bays, bay_count=10, map_listed=False)
    assert told(office, codes, LAST_MONTH) == [1, 6, 2]
    assert told(office, codes, TODAY) == [0, 10, 1]
    undo(office.desk, done.operation_id)
    assert told(office, codes, TODAY) == [0, 6, 2]
    assert len(pasts(office)) == 1


def test_several_changes_tell_each_their_time(office):
    stop = place(office, kind="parking_bay", bay_count=6)
    change(office, "facilities", stop, bay_count=10)
    (first,) = pasts(office)
    earlier = TODAY - timedelta(days=30)
    records.save(office.desk, find_register("facility_pasts"), {"to_on": earlier}, record_id=first.id)
    change(office, "facilities", stop, bay_count=14)
    days = (earlier - timedelta(days=1), earlier, TODAY - timedelta(days=1), TODAY)
    assert [told(office, ("F23",), day) for day in days] == [[6], [10], [10], [14]]
    change(office, "facilities", stop, bay_count=15)
    change(office, "facilities", stop, bay_count=10)  # as it was this morning
    assert [told(office, ("F23",), day) for day in days] == [[6], [10], [10], [10]]
    assert len(pasts(office)) == 1
    with pytest.raises(ValidationFailed, match="重叠"):
        office.make("facility_pasts", facility_id=stop, to_on=earlier - timedelta(days=5), bay_count=1)
    records.delete(office.desk, find_register("facility_pasts"), [first.id])  # it had been a slip
    assert told(office, ("F23",), days[0]) == [10]


def test_what_is_corrected_on_the_day_it_is_entered_was_never_otherwise(office):
    stop = office.make(
        "facilities",
        name="新点",
        kind="parking_bay",
        area_id=office.community,
        opened_on=OPENED,
        bay_count=60,
    )
    change(office, "facilities", stop, bay_count=6)
    assert told(office, ("F23",), LAST_MONTH) == [6]
    assert pasts(office) == []


def test_figures_of_units_stay_when_their_cards_change(office):
    codes = ("F26a", "F26b", "F27a", "F27b", "F28a", "F28b", "F28c")
    unit = office.make(
        "friendly_units", name="曙光苑", kind="compound", area_id=office.community, stage="recognised",
        recognised_on=OPENED, criteria="停车、充电", access="扫小哥码", guide_map=True, bay_count=8,
    )  # fmt: skip
    aged(office, FriendlyUnit, unit)
    change(
        office,
        "friendly_units",
        unit,
        criteria="停车",
        access="站点备案直入",
        guide_map=False,
        shuttle=True,
        bay_count=3,
    )
    assert told(office, codes, LAST_MONTH) == [1, 1, 1, 0, 1, 0, 8]
    assert told(office, codes, TODAY) == [1, 0, 0, 1, 0, 1, 3]


def test_equipment_is_out_of_order_from_the_day_it_broke_to_the_day_it_was_mended(office):
    oven = office.make("facility_equipment", facility_id=factories.facility(office), name="微波炉")
    aged(office, FacilityEquipment, oven)
    broke, mended = LAST_MONTH - timedelta(days=20), LAST_MONTH + timedelta(days=1)
    change(office, "facility_equipment", oven, working=False, checked_on=broke)
    change(office, "facility_equipment", oven, working=True, checked_on=mended)
    days = (broke - timedelta(days=1), broke, LAST_MONTH, mended)
    assert [told(office, ("W06",), day) for day in days] == [[0], [1], [1], [0]]
    change(office, "facility_equipment", oven, working=False)
    assert [told(office, ("W06",), day) for day in (*days, TODAY)][:4] == [[0], [1], [1], [0]]
    assert told(office, ("W06",), TODAY) == [1]
