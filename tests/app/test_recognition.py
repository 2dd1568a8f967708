"""Stars are reached by booked hours and awarded as events; a clue counts once; elders count while they are served."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.actions import recognition
from app.actions.recognition import level_of
from app.actions.undo import last_undoable, undo
from app.actions.volunteering import book_logs, reverse_logs, verify_logs
from app.desk import Actor, Desk
from app.errors import ValidationFailed
from app.measures.figures import figure
from app.measures.period import Day, Month
from app.registers import find_register, records
from db.models import StarAward, StarScheme
from tests.factories import DAY

run = {
    (key, action.key): action.run for key in ("star_awards", "clues") for action in find_register(key).actions
}
ON = date(2024, 6, 30)


def scheme(office, on=date(2024, 1, 1), hours=(2, 4, 6, 8, 10)):
    levels = {f"hours_{level}": one for level, one in enumerate(hours, start=1)}
    return office.make("star_schemes", name=f"标准{on}", valid_from=on, **levels)


def serve(office, person, hours, on=DAY, booked=True):
    log = office.make(
        "service_logs", person_id=person, served_on=on, minutes=hours * 60, area_id=office.community
    )
    if booked:
        verify_logs(office.desk, [log], {"own_too": True})
        book_logs(office.desk, [log], {})
    return log


def propose(office, on=ON, desk=None):
    return run["star_awards", "propose"](desk or office.desk, [], {"on": on})


def awards(office):
    with office.desk.reading() as session:
        return session.exec(select(StarAward).order_by(StarAward.person_id, StarAward.level)).all()


def test_whole_booked_hours_make_stars_each_level_once(office):
    scheme(office)
    good, fair, entered = (office.person(name, phones=f"1380000001{n}") for n, name in enumerate("甲乙丙"))
    serve(office, good, 4)
    serve(office, good, 1, on=date(2024, 3, 2))
    serve(office, fair, 1)
    serve(office, entered, 9, booked=False)
    propose(office)
    assert [(one.person_id, one.level, one.minutes, one.state) for one in awards(office)] == [
        (good, 1, 300, "proposed"),
        (good, 2, 300, "proposed"),
    ]
    with pytest.raises(ValidationFailed, match="没有新达到"):
        propose(office)
    serve(office, good, 2, on=date(2024, 5, 1))
    propose(office)
    assert [one.level for one in awards(office)] == [1, 2, 3]


def test_some_are_proposed_and_who_was_refused_waits_to_be_asked_for_again(office):
    scheme(office)
    good, fair = (office.person(name, phones=f"1380000001{n}") for n, name in enumerate("甲乙"))
    for person in (good, fair):
        serve(office, person, 2)
    recognition.propose(office.desk, [], {"on": ON, "people": {good}})
    assert [(one.person_id, one.state) for one in awards(office)] == [(good, "proposed")]
    run["star_awards", "refuse"](office.desk, [awards(office)[0].id], {"reason": "有异议"})
    told = [(one.name, one.known, one.refused) for one in recognition.just_reached(office.desk, ON)]
    assert told == [("乙", 0, False), ("甲", 0, True)]
    propose(office)  # everybody, but not who was refused
    assert [(one.person_id, one.state) for one in awards(office)] == [(good, "refused"), (fair, "proposed")]
    recognition.propose(office.desk, [], {"on": ON, "people": {good}})
    assert (awards(office)[0].state, awards(office)[0].note) == ("proposed", f"{ON}达标，未通过：有异议")


def test_service_after_the_day_and_reversed_service_do_not_count(office):
    scheme(office)
    person = office.person()
    serve(office, person, 3, on=ON + timedelta(days=1))
    gone = serve(office, person, 3)
    reverse_logs(office.desk, [gone], {"reason": "重复"})
    with pytest.raises(ValidationFailed, match="没有新达到"):
        propose(office)
    propose(office, on=ON + timedelta(days=1))
    assert [one.level for one in awards(office)] == [1]


def test_the_scheme_of_the_day_counts(office):
    person = office.person()
    serve(office, person, 3)
    with pytest.raises(ValidationFailed, match="还没有星级标准"):
        propose(office)
    scheme(office, on=date(2024, 7, 1), hours=(1, 2, 3, 4, 5))
    old = scheme(office)
    propose(office)
    assert [(one.level, one.scheme_id) for one in awards(office)] == [(1, old)]


def test_a_clerk_proposes_only_people_of_the_own_area(office):
    scheme(office)
    serve(office, office.person(), 3)
    neighbour = Desk(office.desk.ledger, Actor(None, "邻社区", office.other_community))
    with pytest.raises(ValidationFailed, match="没有新达到"):
        propose(office, desk=neighbour)


def test_published_then_awarded_and_counted_from_that_day(office):
    scheme(office)
    serve(office, office.person(), 3)
    propose(office)
    (star,) = [one.id for one in awards(office)]
    run["star_awards", "publish"](office.desk, [star], {"on": date(2024, 7, 1), "to": date(2024, 7, 4)})
    grant = {"by": "李主任", "letter_no": ""}
    with pytest.raises(ValidationFailed, match="还在公示"):
        run["star_awards", "award"](office.desk, [star], grant | {"on": date(2024, 7, 4)})
    run["star_awards", "award"](office.desk, [star], grant | {"on": date(2024, 7, 5)})
    assert [figure(office.desk, "V08", Day(date(2024, 7, day))).value for day in (4, 5)] == [0, 1]
    with pytest.raises(ValidationFailed, match="不能改为未通过"):
        run["star_awards", "refuse"](office.desk, [star], {"reason": "误"})
    undo(office.desk, last_undoable(office.desk).id)
    assert figure(office.desk, "V08", Day(date(2024, 7, 5))).value == 0


@given(
    hours=st.lists(st.integers(1, 2000), min_size=5, max_size=5, unique=True).map(sorted),
    minutes=st.integers(0, 130_000),
)
def test_the_level_is_the_highest_whose_hours_are_full(hours, minutes):
    rising = StarScheme(name="", valid_from=DAY, **{f"hours_{n}": h for n, h in enumerate(hours, start=1)})
    level = level_of(rising, minutes)
    assert level == max([0, *(n for n, h in enumerate(hours, start=1) if minutes >= h * 60)])


def test_hours_of_a_scheme_rise(office):
    with pytest.raises(ValidationFailed, match="3星的小时数应大于4"):
        scheme(office, hours=(2, 4, 4, 8, 10))


def clue(office, **values):
    known = {"reported_on": DAY, "content": "乱停车", "channel": "snap", "area_id": office.community}
    return office.make("clues", **known | values)


def test_the_same_outside_number_is_the_same_clue(office):
    clue(office, outside_no="A1")
    clue(office, outside_no="A1", channel="west_lake_code")
    with pytest.raises(ValidationFailed, match="已登记为XS-"):
        clue(office, outside_no="A1", content="别的说法", reported_on=date(2024, 3, 9))
    assert figure(office.desk, "R06", Month(2024, 3)).value == 2


def test_alike_clues_of_a_day_are_pointed_out(office):
    clue(office)
    values = {"reported_on": DAY, "content": "乱停车", "channel": "chat", "area_id": office.community}
    with pytest.raises(ValidationFailed) as caught:
        records.save(office.desk, find_register("clues"), values)
    assert [(one.code, one.blocking) for one in caught.value.problems] == [("CLUE_ALIKE", False)]


def test_a_clue_is_handed_on_closed_and_then_stays(office):
    first, second = clue(office), clue(office, content="坑洼")
    run["clues", "hand_on"](office.desk, [first], {"by": "执法中队"})
    with pytest.raises(ValidationFailed, match="早于上报日期"):
        run["clues", "close"](office.desk, [first], {"on": date(2024, 2, 1), "result": "已办"})
    run["clues", "close"](office.desk, [first], {"on": date(2024, 3, 20), "result": "已劝离"})
    run["clues", "drop"](office.desk, [second], {"on": date(2024, 3, 21), "result": "不属实"})
    with pytest.raises(ValidationFailed, match="已经办结"):
        run["clues", "close"](office.desk, [second], {"on": date(2024, 3, 22), "result": ""})
    assert figure(office.desk, "R07", Month(2024, 3)).value == Decimal("50.0")


def test_a_closed_clue_says_when_and_an_open_one_does_not(office):
    with pytest.raises(ValidationFailed, match="要填办结日期"):
        clue(office, state="closed")
    with pytest.raises(ValidationFailed, match="不填办结日期"):
        clue(office, closed_on=DAY)


def test_elders_count_while_they_are_served(office):
    known = {"area_id": office.community, "from_on": DAY, "to_on": date(2024, 4, 1)}
    office.make("served_elders", name="沈某某", birth_year=1942, **known)
    days = (DAY - timedelta(days=1), DAY, date(2024, 3, 31), date(2024, 4, 1))
    assert [figure(office.desk, "V09", Day(day)).value for day in days] == [0, 1, 1, 0]
    with pytest.raises(ValidationFailed, match="出生年份"):
        office.make("served_elders", name="王某某", birth_year=82, **known)
