"""Cards of Party and League under random dates: no stage is skipped, no date goes backwards, whatever is typed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules import league, party
from app.rules.dates import years_after
from app.rules.duties import Done, duties
from app.rules.waiting import Waiting, months_after
from db.models import LeagueStage, PartyStage

FIRST = date(2015, 1, 1)
DAYS = st.one_of(st.none(), st.integers(0, 40).map(lambda days: FIRST + timedelta(days=days)))
EDGES = st.sampled_from(
    [
        date(2023, 2, 28),
        date(2024, 2, 29),
        date(2023, 8, 31),
        date(2023, 12, 31),
        date(2024, 1, 31),
        date(2023, 3, 1),
    ]
)
TIMES = Waiting()


def card(names: list[str], days: list[date | None], **more: Any) -> Any:
    empty = {"end_kind": "", "ended_on": None, "extended_to": None, "talk_on": None, "approved_on": None}
    return SimpleNamespace(**empty | dict(zip(names, days, strict=True)) | more)


def sound(days: list[date | None], may_skip: int = -1) -> bool:
    """Told by hand: those given stand beside each other (but for one that may be left out), each later than the last."""
    given_at = [at for at, day in enumerate(days) if day is not None]
    if not given_at:
        return False
    inside = range(given_at[0], given_at[-1] + 1)
    whole = all(days[at] is not None or at == may_skip for at in inside)
    known = [day for day in days if day is not None]
    return whole and all(one < other for one, other in pairwise(known))


PARTY_NAMES = list(party.STAGE_DATES.values())
EXTENDED = PARTY_NAMES.index("extended_on")
LEAGUE_NAMES = list(league.STAGE_DATES.values())


@given(days=st.lists(DAYS, min_size=6, max_size=6))
def test_a_party_card_passes_only_with_its_dates_in_a_row(days):
    one = card(PARTY_NAMES, days)
    # An extension without an admission is no development either.
    fits = sound(days, EXTENDED) and not (days[EXTENDED] is not None and days[EXTENDED - 1] is None)
    assert (party.dates_whole(one, None) == []) is fits
    if fits:
        course = party.course_of(one)
        walked = [stage for stage, _ in course]
        steps = pairwise(walked)
        assert all(party.PARTY.allows(now, then) for now, then in steps)
        assert [on for _, on in course] == sorted({on for _, on in course})


@given(days=st.lists(DAYS, min_size=3, max_size=3), ended=DAYS)
def test_a_league_card_passes_only_with_its_dates_in_a_row(days, ended):
    end = {"end_kind": "self_left", "ended_on": ended} if ended is not None else {}
    one = card(LEAGUE_NAMES, days, **end)
    last = max((day for day in days if day is not None), default=None)
    fits = sound(days) and (ended is None or (last is not None and ended > last))
    assert (list(league.dates_whole(one, None)) == []) is fits


@given(
    days=st.lists(st.integers(1, 400), min_size=6, max_size=6),
    on=st.integers(0, 2500),
    extended=st.booleans(),
)
def test_a_card_is_at_one_stage_on_every_day_and_never_goes_back(days, on, extended):
    dates: list[date | None] = []
    day = FIRST
    for step in days:
        day += timedelta(days=step)
        dates.append(day)
    if not extended:
        dates[EXTENDED] = None
    one = card(PARTY_NAMES, dates)
    order = list(PartyStage)
    now, then = (party.stage_at(one, FIRST + timedelta(days=when)) for when in (on, on + 30))
    if now is not None:
        assert then is not None
        assert order.index(now[0]) <= order.index(then[0])
        assert now[1] <= then[1]
    periods = party.periods_of(party.course_of(one))
    holding = [stage for stage, begun, end in periods if begun <= FIRST + timedelta(days=on) and (
        end is None or end > FIRST + timedelta(days=on))]  # fmt: skip
    assert holding == ([now[0]] if now is not None else [])


@given(begun=st.one_of(EDGES, st.dates(date(2000, 1, 1), date(2023, 12, 31))))
def test_due_dates_on_leap_days_and_ends_of_months(begun):
    """Each due date is the same day of its month, or that month's last, and never before the day it counts from."""
    admitted = card(PARTY_NAMES, [None, None, None, begun, None, None])
    due = {one.code: one.due_on for one in duties(admitted, Done(), begun, TIMES)}
    assert due["CONFIRM"] == years_after(begun, 1)
    for code, months in (
        ("APPROVAL", TIMES.party_approval_months),
        ("CONFIRM", TIMES.party_probation_months),
    ):
        assert due[code] == months_after(begun, months)
        assert due[code].day == begun.day or (due[code] + timedelta(days=1)).day == 1
        assert (due[code].year - begun.year) * 12 + due[code].month - begun.month == months
    activist = card(PARTY_NAMES, [None, begun, None, None, None, None])
    told = {one.code: one for one in duties(activist, Done(), begun, TIMES)}
    assert told["REVIEW"].due_on == months_after(begun, 6)
    assert told["CANDIDATE"].due_on == years_after(begun, 1)
    assert told["CANDIDATE"].overdue_days(date(2099, 1, 1)) == 0


@pytest.mark.parametrize(
    ("begun", "talk", "review", "approval", "over"),
    [
        (date(2024, 1, 31), date(2024, 2, 29), date(2024, 7, 31), date(2024, 4, 30), date(2025, 1, 31)),
        (date(2023, 1, 31), date(2023, 2, 28), date(2023, 7, 31), date(2023, 4, 30), date(2024, 1, 31)),
        (date(2024, 2, 29), date(2024, 3, 29), date(2024, 8, 29), date(2024, 5, 29), date(2025, 2, 28)),
        (date(2023, 8, 31), date(2023, 9, 30), date(2024, 2, 29), date(2023, 11, 30), date(2024, 8, 31)),
        (date(2023, 11, 30), date(2023, 12, 30), date(2024, 5, 30), date(2024, 2, 29), date(2024, 11, 30)),
    ],
)
def test_due_dates_told_by_hand(begun, talk, review, approval, over):
    def due(place: int) -> dict[str, date]:
        days: list[date | None] = [None] * 6
        days[place] = begun
        return {one.code: one.due_on for one in duties(card(PARTY_NAMES, days), Done(), begun, TIMES)}

    assert due(0)["TALK"] == talk
    assert due(1)["REVIEW"] == review
    assert (due(3)["APPROVAL"], due(3)["CONFIRM"]) == (approval, over)


def test_both_tables_name_every_stage():
    assert set(party.PARTY.steps) == set(PartyStage)
    assert set(league.LEAGUE.steps) == set(LeagueStage)
