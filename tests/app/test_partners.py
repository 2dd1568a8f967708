"""Partners, alliances, joint projects, agreements, hours and meals: dated, counted by day, refused in words."""

from __future__ import annotations

from datetime import date

import pytest

from app.actions.placephotos import PlacePhotos
from app.actions.unit_printing import print_plates
from app.errors import UserError, ValidationFailed
from app.measures.figures import figure
from app.measures.period import Day, Month
from app.registers import find_register, records
from app.rules.placeuse import hours_on
from app.surveys.fiveones import five_ones
from db.models import Facility, FacilityHours
from tests import factories

DAY = factories.DAY


def act(office, register, verb, record, **values):
    action = next(one for one in find_register(register).actions if one.key == verb)
    return action.run(office.desk, [record], values)


def value(office, code, on):
    return figure(office.desk, code, Day(on)).value


def card(office, register, record):
    return records.load(office.desk, find_register(register), record).values


def test_partners_and_members_are_counted_from_joining_to_leaving(office):
    shop = factories.partner(office, sector="shop")
    alliance = factories.alliance(office)
    office.make("alliance_members", alliance_id=alliance, partner_id=shop, from_on=date(2024, 4, 1))
    assert [value(office, "F18a", day) for day in (date(2024, 2, 29), DAY)] == [0, 1]
    assert [value(office, "F19b", day) for day in (date(2024, 3, 31), date(2024, 4, 1))] == [0, 1]
    act(office, "partners", "leave", shop, on=date(2024, 6, 1), reason="停业")
    assert value(office, "F18", date(2024, 5, 31)) == value(office, "F19", date(2024, 5, 31)) == 1
    assert value(office, "F18", date(2024, 6, 1)) == value(office, "F19", date(2024, 6, 1)) == 0
    with pytest.raises(ValidationFailed, match="不用再登记"):
        act(office, "partners", "leave", shop, on=date(2024, 7, 1), reason="停业")
    with pytest.raises(ValidationFailed, match="不能再加入"):
        office.make("alliance_members", alliance_id=alliance, partner_id=shop, from_on=date(2024, 7, 1))


def test_projects_are_counted_by_their_dates_and_states_follow(office):
    project = factories.joint_project(office)
    with pytest.raises(ValidationFailed, match="现在不能完成"):
        act(office, "joint_projects", "finish", project, on=date(2024, 4, 1))
    act(office, "joint_projects", "start", project, on=date(2024, 4, 1))
    act(office, "joint_projects", "finish", project, on=date(2024, 5, 1), result="已用")
    states = [(value(office, "F20a", day), value(office, "F20b", day)) for day in
              (date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 1))]  # fmt: skip
    assert states == [(0, 0), (1, 0), (0, 1)]
    with pytest.raises(ValidationFailed, match="要填完成日期"):
        office.make("joint_projects", name="乙", area_id=office.street, listed_on=DAY, state="done")


def test_an_agreement_reaches_the_card_and_the_card_reaches_it(office):
    place = office.make(
        "facilities", name="食堂", kind="discount_canteen", area_id=office.community, opened_on=DAY,
        agreement_from=DAY, agreement_to=date(2024, 8, 31),
    )  # fmt: skip
    assert [value(office, "F17", day) for day in (date(2024, 8, 31), date(2024, 9, 1))] == [1, 0]
    office.make("facility_agreements", facility_id=place, valid_from=date(2024, 10, 1))
    values = card(office, "facilities", place)
    assert (values["agreement_from"], values["agreement_to"]) == (date(2024, 10, 1), None)
    assert [value(office, "F17", day) for day in (date(2024, 9, 30), date(2024, 10, 1))] == [0, 1]
    records.save(
        office.desk, find_register("facilities"), {"agreement_to": date(2025, 9, 30)}, record_id=place
    )
    assert value(office, "F17", date(2025, 10, 1)) == 0


def test_hours_follow_seasons_over_the_new_year_and_leap_days():
    summer = FacilityHours(facility_id=1, name="夏季", from_day="03-01", to_day="10-31", opens_at="07:00", closes_at="22:00")  # fmt: skip
    winter = FacilityHours(
        facility_id=1, name="冬季", from_day="11-01", to_day="02-29", weekdays="周四、周五"
    )
    rows = [summer, winter]
    assert hours_on(rows, date(2024, 2, 29)) == ("24小时",), "a Thursday"
    assert hours_on(rows, date(2024, 3, 1)) == ("07:00—22:00",)
    assert hours_on(rows, date(2024, 12, 31)) == ()


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"from_day": "05-01"}, "到哪一天"),
        ({"from_day": "02-30", "to_day": "03-01"}, "不是月-日"),
        ({"opens_at": "08:00"}, "一起填"),
        ({"opens_at": "08:00", "closes_at": "08:00"}, "同一时间"),
    ],
)
def test_hours_that_make_no_sense_are_refused(office, values, says):
    place = factories.facility(office)
    with pytest.raises(ValidationFailed, match=says):
        office.make("facility_hours", facility_id=place, **values)


def test_meals_are_kept_by_month_and_once(office):
    place = office.make("facilities", name="食堂", kind="discount_canteen", area_id=office.community)
    office.make("facility_meals", facility_id=place, month=date(2024, 3, 20), meals=860)
    assert figure(office.desk, "F21", Month(2024, 3)).value == 860
    with pytest.raises(ValidationFailed, match="已经登记"):
        office.make("facility_meals", facility_id=place, month=date(2024, 3, 1), meals=1)


def test_visitors_of_rest_stops_are_counted_apart_from_meals(office):
    stop = factories.facility(office)
    office.make("facility_meals", facility_id=stop, month=date(2024, 3, 31), meals=430)
    office.make("facility_meals", facility_id=stop, month=date(2024, 4, 1), meals=500)
    spot = office.make("facilities", name="歇脚点", kind="resting_spot", area_id=office.community)
    office.make("facility_meals", facility_id=spot, month=date(2024, 3, 1), meals=90)
    assert [figure(office.desk, code, Month(2024, 3)).value for code in ("F09", "F21")] == [430, 0]


def test_a_photo_of_a_place_is_kept_small_and_taken_off(office):
    place, photos = factories.facility(office), PlacePhotos(Facility, "facility_id", "阵地")
    photos.keep(office.desk, place, b"\xff\xd8\xff one", 640, 480)
    photos.keep(office.desk, place, b"\xff\xd8\xff two", 640, 480)
    assert photos.read(office.desk, place) == b"\xff\xd8\xff two"
    with pytest.raises(ValidationFailed, match="JPEG"):
        photos.keep(office.desk, place, b"PNG", 640, 480)
    photos.drop(office.desk, place)
    assert photos.read(office.desk, place) == b""


def test_a_plate_is_printed_of_recognised_units_alone(office):
    unit = factories.friendly_unit(office)
    with pytest.raises(UserError, match="还没有授牌"):
        print_plates(office.desk, [unit])


def test_the_five_ones_come_from_the_registers(office):
    factories.facility(office)
    item = factories.gift_item(office)
    office.make(
        "gift_issues", item_id=item, issued_on=DAY, quantity=3, receiver="站长", area_id=office.community
    )
    factories.activity(office, kind="reunion_meal", riders=40)
    office.make("pledge_signatures", pledge_id=factories.pledge(office), signed_on=DAY, quantity=25)
    lines = five_ones(office.desk, DAY)
    told = {line.code: line.text for line in lines}
    assert {code: told[code] for code in ("F01", "A15a", "A16a", "A17", "A07d", "A12", "A15f", "A22")} == {
        "F01": "1个", "A15a": "3份", "A16a": "0人", "A17": "7份", "A07d": "1场", "A12": "40人次", "A15f": "0份",
        "A22": "25人次",
    }  # fmt: skip
    assert len({line.one for line in lines}) == 5
