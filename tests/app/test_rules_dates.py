"""Rules of dates, times and periods, tried with whatever dates there are."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registers import find_register
from app.rules.clock import DAY, clock_times, meet, minutes_of, span
from app.rules.dates import age_on, at_least, in_order, not_future, years_after
from app.rules.periods import period_in_order, periods_apart
from db.models import Employment

SQLITE_ALONE = True  # rules look at rows; their SQL is tried on both elsewhere

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
CLOCK = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda pair: f"{pair[0]:02d}:{pair[1]:02d}")
NO_SESSION = None


@given(first=DAYS, second=DAYS | st.none())
def test_a_period_ends_after_it_begins(first, second):
    problems = period_in_order(SimpleNamespace(from_on=first, to_on=second), NO_SESSION)
    assert bool(problems) == (second is not None and second <= first)


@given(first=DAYS | st.none(), second=DAYS | st.none())
def test_dates_in_order(first, second):
    rule = in_order("a", "开始", "b", "结束")
    problems = rule(SimpleNamespace(a=first, b=second), NO_SESSION)
    assert bool(problems) == (first is not None and second is not None and second < first)
    assert [problem.field for problem in problems] in ([], ["b"])


@given(shift=st.integers(-400, 400))
def test_only_later_than_today_is_future(shift):
    record = SimpleNamespace(day=date.today() + timedelta(days=shift))
    assert bool(not_future("day", "日期")(record, NO_SESSION)) == (shift > 0)


@given(value=st.integers(-5, 5) | st.none())
def test_at_least(value):
    problems = at_least(1, count="人数")(SimpleNamespace(count=value), NO_SESSION)
    assert [(one.code, one.field) for one in problems] == (
        [("TOO_SMALL", "count")] if value is not None and value < 1 else []
    )


@given(birth=DAYS, age=st.integers(0, 90))
def test_age_turns_on_the_birthday(birth, age):
    birthday = years_after(birth, age)
    assert age_on(birth, birthday + timedelta(days=1)) == age
    assert age_on(birth, birthday - timedelta(days=1)) == age - 1


def test_the_29th_of_february_becomes_the_28th():
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text", ["", "8:30", "24:00", "12:60", "12：30", "1230", " 12:30", "ab:cd", "１２:30"]
)
def test_what_is_no_time(text):
    assert minutes_of(text) is None


@given(day=DAYS, begin=CLOCK, end=CLOCK)
def test_a_span_is_at_most_a_day_and_goes_past_midnight(day, begin, end):
    found = span(day, begin, end)
    if begin == end:
        assert found is None
        return
    assert found is not None
    assert 0 < found[1] - found[0] < DAY
    assert (found[1] > (day.toordinal() + 1) * DAY) == (end < begin and end != "00:00")


@given(day=DAYS, times=st.lists(CLOCK, min_size=4, max_size=4), shift=st.integers(-1, 1))
def test_spans_meet_when_they_share_a_minute(day, times, shift):
    one, other = span(day, *times[:2]), span(day + timedelta(days=shift), *times[2:])
    if one is None or other is None:
        return
    assert meet(one, other) == bool(set(range(*one)) & set(range(*other)))
    assert meet(one, other) == meet(other, one)


@pytest.mark.parametrize(
    ("times", "code"),
    [
        (("", ""), None),
        (("08:30", ""), None),
        (("08:30", "10:00"), None),
        (("22:00", "01:00"), None),
        (("", "10:00"), "TIME_START"),
        (("08:30", "08:30"), "TIME_ORDER"),
        (("8点", "10:00"), "TIME_FORMAT"),
    ],
)
def test_clock_times(times, code):
    problems = clock_times(SimpleNamespace(starts_at=times[0], ends_at=times[1]), NO_SESSION)
    assert [problem.code for problem in problems] == ([code] if code else [])


@pytest.mark.parametrize(
    ("from_on", "to_on", "overlaps"),
    [
        (date(2024, 1, 1), date(2024, 3, 1), False),  # ends on the day the other begins
        (date(2024, 1, 1), date(2024, 3, 2), True),
        (date(2024, 1, 1), None, True),
        (date(2024, 4, 1), date(2024, 4, 2), True),
        (date(2024, 6, 1), None, False),  # begins on the day the other ends
        (date(2024, 5, 31), None, True),
    ],
)
def test_periods_of_one_owner_do_not_share_a_day(office, from_on, to_on, overlaps):
    person = office.person(registered_on=date(2025, 1, 1))
    known = {"person_id": person, "category": "rider"}
    office.make("employments", from_on=date(2024, 3, 1), to_on=date(2024, 6, 1), **known)
    with office.desk.reading() as session:
        row = Employment(from_on=from_on, to_on=to_on or date(2024, 12, 1), **known)
        problems = periods_apart("person_id")(row, session)
    assert [problem.code for problem in problems] == (["PERIOD_OVERLAP"] if overlaps else [])
    assert find_register("employments").field("to_on").help
