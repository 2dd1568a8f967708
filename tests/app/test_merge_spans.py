"""Two timelines become one: no day lost, none held twice, the winners' days theirs, ends told by the later end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.merging.spans import Row, Timeline, meet, span, subtract, unite

DAY = date(2024, 1, 1)
HOW = Timeline(same=("area",), ends=("why",), cut={"why": "转"}, inside=("seen",))
OPEN = 40


def on(day: int) -> date:
    return DAY + timedelta(days=day)


def row(number: int, first: int, last: int | None, area: str = "甲", why: str = "", **more: Any) -> Row:
    until = on(last) if last is not None else None
    return {
        "id": number,
        "from_on": on(first),
        "to_on": until,
        "area": area,
        "why": why,
        "seen": None,
        **more,
    }


def plain(rows: list[Row]) -> list[tuple[int | None, int, int | None, str, str]]:
    return [
        (
            one["id"],
            (one["from_on"] - DAY).days,
            (one["to_on"] - DAY).days if one["to_on"] else None,
            one["area"],
            one["why"],
        )
        for one in sorted(rows, key=span)
    ]


@st.composite
def side(draw: st.DrawFn, first_id: int) -> list[Row]:
    """Rows of one card: in order, without overlaps, the last one open or not."""
    marks = draw(st.lists(st.integers(0, OPEN - 1), min_size=2, max_size=8, unique=True))
    marks.sort()
    rows = []
    for place in range(0, len(marks) - 1, 1):
        if draw(st.booleans()):
            continue
        open_end = place == len(marks) - 2 and draw(st.booleans())
        area = draw(st.sampled_from("甲乙"))
        last = None if open_end else marks[place + 1]
        rows.append(row(first_id + place, marks[place], last, area, "" if open_end else "走"))
    return rows


def days(rows: list[Row]) -> dict[int, str]:
    """Area by day."""
    held: dict[int, str] = {}
    for one in rows:
        begun, ended = span(one)
        for day in range(OPEN + 5):
            if begun <= on(day) < ended:
                assert day not in held
                held[day] = one["area"]
    return held


@given(side(1), side(100))
def test_no_day_is_lost_and_none_is_held_twice(winners: list[Row], losers: list[Row]) -> None:
    united = unite(winners, losers, HOW)
    held, won, lost = days([*united.rows, *united.made]), days(winners), days(losers)
    assert set(held) == set(won) | set(lost)
    assert all(held[day] == area for day, area in won.items())
    assert all(held[day] == area for day, area in lost.items() if day not in won)


@given(side(1), side(100))
def test_every_row_is_kept_or_says_where_it_went(winners: list[Row], losers: list[Row]) -> None:
    united = unite(winners, losers, HOW)
    kept = {one["id"] for one in united.rows}
    assert kept | set(united.absorbed) == {one["id"] for one in (*winners, *losers)}
    assert not kept & set(united.absorbed)
    assert all(one["id"] is None for one in united.made)
    for gone in united.absorbed:
        into = gone
        while into in united.absorbed:
            into = united.absorbed[into]
        assert into in kept


@given(side(1), side(100))
def test_who_is_still_here_on_one_card_is_still_here(winners: list[Row], losers: list[Row]) -> None:
    united = unite(winners, losers, HOW)
    rows = sorted([*united.rows, *united.made], key=span)
    open_before = any(one["to_on"] is None for one in (*winners, *losers))
    assert open_before == bool(rows and rows[-1]["to_on"] is None)
    assert all(one["why"] == "" for one in rows if one["to_on"] is None)
    assert all(one["why"] in ("走", "转") for one in rows if one["to_on"] is not None)


@given(side(1), side(100))
def test_rows_that_never_meet_stay_as_they_are(winners: list[Row], losers: list[Row]) -> None:
    united = unite(winners, losers, HOW)
    for loser in losers:
        if not any(meet(loser, winner) for winner in winners):
            assert loser in united.rows


@given(side(1))
def test_nothing_to_unite_changes_nothing(rows: list[Row]) -> None:
    for united in (unite(rows, [], HOW), unite([], rows, HOW)):
        assert sorted(united.rows, key=span) == rows
        assert (united.made, united.absorbed) == ([], {})


def test_the_same_place_on_both_cards_is_one_period() -> None:
    united = unite([row(1, 10, 20, why="返乡")], [row(2, 5, None)], HOW)
    assert plain(united.rows) == [(1, 5, None, "甲", "")]
    assert united.absorbed == {2: 1}


def test_the_end_is_told_by_the_row_that_ends_later() -> None:
    united = unite([row(1, 10, 20, why="先走")], [row(2, 5, 30, why="后走")], HOW)
    assert plain(united.rows) == [(1, 5, 30, "甲", "后走")]


def test_another_place_goes_on_where_the_winner_begins_and_ends() -> None:
    united = unite([row(1, 10, 20, "乙", "走")], [row(2, 5, 30, "甲", "返乡")], HOW)
    assert plain([*united.rows, *united.made]) == [
        (2, 5, 10, "甲", "转"),
        (1, 10, 20, "乙", "转"),
        (None, 20, 30, "甲", "返乡"),
    ]


def test_a_row_between_two_of_the_winners_joins_them() -> None:
    united = unite([row(1, 0, 10, why="走"), row(2, 20, None)], [row(3, 5, 25, why="走")], HOW)
    assert plain(united.rows) == [(1, 0, None, "甲", "")]
    assert united.absorbed == {3: 1, 2: 1}


def test_two_periods_that_touched_before_are_not_made_one() -> None:
    winners = [row(1, 0, 10, why="走"), row(2, 10, None)]
    united = unite(winners, [row(3, 2, 5, why="走")], HOW)
    assert plain(united.rows) == plain(winners)


def test_dates_stay_within_the_period_that_was_cut() -> None:
    late = unite([row(1, 10, None, "乙")], [row(2, 0, None, seen=on(15))], HOW)
    assert [one["seen"] for one in late.rows if one["id"] == 2] == [None]
    early = unite([row(1, 0, 10, "乙", "走")], [row(2, 5, None, seen=on(6))], HOW)
    assert [one["seen"] for one in early.rows if one["id"] == 2] == [on(10)]


@given(
    st.tuples(st.integers(0, 20), st.integers(1, 20)),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9))),
)
def test_subtracting_leaves_what_is_not_covered(
    days_: tuple[int, int], others: list[tuple[int, int]]
) -> None:
    whole = (on(days_[0]), on(days_[0] + days_[1]))
    parts = subtract(whole, [(on(first), on(first + long)) for first, long in others])
    left = {day for day in range(45) if any(begun <= on(day) < ended for begun, ended in parts)}
    covered = {day for first, long in others for day in range(first, first + long)}
    assert left == set(range(days_[0], sum(days_))) - covered
    assert all(begun < ended for begun, ended in parts)
