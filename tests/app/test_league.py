"""The Youth League: stages, ages on leap days, posts that keep somebody, and who turns 28."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.actions.league import advance, end
from app.actions.organizations import end_posts, join
from app.errors import ValidationFailed
from app.registers import find_register, records
from app.rules.dates import age_on
from app.rules.league import ENDS, LEAGUE, OF_MEMBERS, STAGE_DATES, overage_on, stage_at
from app.surveys.overage import next_month, turning_28
from db.models import LeagueIndex, LeagueStage, Membership

BIRTHDAYS = st.dates(date(1985, 1, 1), date(2008, 12, 31))


def problems_of(call):
    with pytest.raises(ValidationFailed) as caught:
        call()
    return [(one.code, one.field) for one in caught.value.problems]


def load(office, card):
    return records.load(office.desk, find_register("league_index"), card).values


def card_of(office, name="张三", birth=date(2000, 2, 29), **values):
    person = office.person(name, birth_date=birth, politics="03")
    known = {"applied_on": date(2019, 3, 1), "activist_on": date(2019, 6, 3), "joined_on": date(2019, 12, 2)}
    return person, office.make("league_index", person_id=person, course_hours=8, **known | values)


def branch(office, kind="formal"):
    return office.make(
        "organizations", name=f"团支部{kind}", line="league", kind=kind, area_id=office.community
    )


def test_no_path_skips_a_stage():
    order = list(STAGE_DATES)
    for path in LEAGUE.paths():
        for before, then in pairwise(path):
            if then not in ENDS:
                assert order.index(then) == order.index(before) + 1
            else:
                assert (then in OF_MEMBERS) == (before == LeagueStage.MEMBER)
    assert all(LEAGUE.is_end(one) for one in ENDS)


@pytest.mark.parametrize(
    ("birth", "wanted"),
    [
        (date(2000, 2, 29), date(2028, 2, 29)),
        (date(2072, 2, 29), date(2100, 2, 28)),
        (date(1997, 11, 30), date(2025, 11, 30)),
        (date(1996, 12, 31), date(2024, 12, 31)),
    ],
)
def test_somebody_is_over_age_on_the_28th_birthday(birth, wanted):
    assert overage_on(birth) == wanted


@given(BIRTHDAYS)
def test_over_age_is_28_years_of_age(birth):
    assert age_on(birth, overage_on(birth)) == 28
    assert age_on(birth, overage_on(birth) - timedelta(days=1)) == 27


@given(st.lists(st.integers(1, 400), min_size=1, max_size=3), st.booleans(), st.integers(0, 1500))
def test_the_stage_of_a_day_is_the_last_that_had_begun(gaps, ended, after):
    card, on, told = LeagueIndex(), date(2018, 1, 1), []
    for stage, gap in zip(STAGE_DATES, gaps, strict=False):
        setattr(card, STAGE_DATES[stage], on)
        told.append((on, stage))
        on += timedelta(days=gap)
    if ended:
        card.end_kind, card.ended_on = LeagueStage.SELF_LEFT, on
        told.append((on, LeagueStage.SELF_LEFT))
    day = date(2017, 12, 1) + timedelta(days=after)
    assert stage_at(card, day) == next((stage for begun, stage in reversed(told) if begun <= day), None)


def test_forward_by_one_stage(office):
    _, card = card_of(office, activist_on=None, joined_on=None)
    advance(office.desk, [card], {"on": date(2019, 7, 1)})
    assert load(office, card)["stage"] == "activist"
    advance(office.desk, [card], {"on": date(2020, 1, 2)})
    assert (load(office, card)["stage"], load(office, card)["joined_on"]) == ("member", date(2020, 1, 2))
    assert problems_of(lambda: advance(office.desk, [card], {"on": date(2020, 2, 1)})) == [
        ("STATUS_STEP", "")
    ]


def test_dates_are_whole_and_in_order(office):
    for values, wanted in (
        ({"activist_on": None}, ("STAGE_SKIPPED", "activist_on")),
        ({"joined_on": date(2019, 6, 3)}, ("DATE_ORDER", "joined_on")),
        ({"end_kind": "self_left"}, ("END_WHOLE", "ended_on")),
        ({"end_kind": "self_left", "ended_on": date(2019, 12, 2)}, ("DATE_ORDER", "ended_on")),
        ({"applied_on": None, "activist_on": None, "joined_on": None}, ("NO_STAGE", "applied_on")),
    ):
        assert wanted in problems_of(lambda values=values: card_of(office, **values))


def test_league_hours_are_asked(office):
    _, card = card_of(office, joined_on=None)
    register = find_register("league_index")
    records.save(office.desk, register, {"course_hours": 6}, record_id=card)
    assert problems_of(lambda: advance(office.desk, [card], {"on": date(2020, 1, 2)})) == [
        ("COURSE_SHORT", "course_hours")
    ]
    advance(office.desk, [card], {"on": date(2020, 1, 2), "accept_warnings": True})


def test_membership_stays_with_the_formal_branch(office):
    functional = branch(office, "functional")
    assert problems_of(lambda: card_of(office, formal_org_id=functional)) == [
        ("FUNCTIONAL_BODY", "formal_org_id")
    ]


def test_who_joins_again_has_another_card(office):
    person, card = card_of(office)
    again = {"person_id": person, "applied_on": date(2022, 1, 4)}
    assert problems_of(lambda: office.make("league_index", **again)) == [("CARD_TWICE", "person_id")]
    end(office.desk, [card], {"kind": "self_left", "on": date(2021, 6, 1)})
    assert office.make("league_index", **again) != card


def test_leaving_over_age_waits_for_the_birthday_and_for_the_post(office):
    desk, body = office.desk, branch(office)
    person, card = card_of(office, birth=date(1996, 2, 29))
    join(desk, body, [person], date(2020, 1, 2))
    post = office.make(
        "posts", organization_id=body, person_id=person, title="书记", from_on=date(2022, 1, 4)
    )
    over = {"kind": "left_over_age", "on": date(2024, 3, 1)}
    with pytest.raises(ValidationFailed, match="担任团内职务"):
        end(desk, [card], over)
    end_posts(desk, [post], {"on": date(2024, 2, 1), "reason": ""})
    assert problems_of(lambda: end(desk, [card], over | {"on": date(2024, 2, 28)})) == [
        ("NOT_OVERAGE", "ended_on")
    ]
    end(desk, [card], over)
    assert load(office, card)["stage"] == "left_over_age"
    with desk.reading() as session:
        (row,) = session.exec(select(Membership)).all()
    assert (row.to_on, row.end_reason) == (date(2024, 3, 1), "超龄离团")
    assert problems_of(lambda: end(desk, [card], over | {"on": date(2024, 4, 1)})) == [("STATUS_STEP", "")]


def test_an_applicant_withdraws_and_a_member_does_not(office):
    _, card = card_of(office)
    assert problems_of(lambda: end(office.desk, [card], {"kind": "withdrawn", "on": date(2021, 1, 4)})) == [
        ("STATUS_STEP", "stage")
    ]


def test_next_month_over_the_year():
    assert next_month(date(2024, 12, 31)) == (date(2025, 1, 1), date(2025, 1, 31))
    assert next_month(date(2024, 1, 31)) == (date(2024, 2, 1), date(2024, 2, 29))


def test_the_list_of_those_turning_28(office):
    """Members by card or by body, in the month, with who holds a post; nobody is taken off."""
    desk, body = office.desk, branch(office)
    leap, leap_card = card_of(office, "甲", date(1996, 2, 29))
    first = office.person("乙", birth_date=date(1996, 2, 1), phones="13800000042")
    join(desk, body, [first], date(2020, 1, 2))
    office.make("posts", organization_id=body, person_id=first, title="委员", from_on=date(2022, 1, 4))
    card_of(office, "丙", date(1996, 3, 1))
    office.person("丁", birth_date=date(1996, 2, 10), phones="13800000043")
    applicant, _ = card_of(office, "戊", date(1996, 2, 11), activist_on=None, joined_on=None)
    found = turning_28(desk, *next_month(date(2024, 1, 20)))
    assert [(one.person_id, one.card_id, one.overage_on, one.holds_post) for one in found] == [
        (first, None, date(2024, 2, 1), True),
        (leap, leap_card, date(2024, 2, 29), False),
    ]
    assert applicant not in [one.person_id for one in found]
    assert load(office, leap_card)["stage"] == "member"


def test_somebody_over_age_without_a_post_is_asked_about(office):
    birth = date(date.today().year - 29, 1, 1)
    body = branch(office)
    person = office.person(birth_date=birth)
    values = {"person_id": person, "joined_on": date(birth.year + 20, 1, 4)}
    register = find_register("league_index")
    assert problems_of(lambda: records.save(office.desk, register, values)) == [
        ("LEAGUE_OVERAGE", "person_id")
    ]
    office.make(
        "posts", organization_id=body, person_id=person, title="书记", from_on=date(birth.year + 25, 1, 4)
    )
    records.save(office.desk, register, values)
