"""Two sets of dated rows become one timeline: no day is lost, no day is held twice, and one side wins the days of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = dict[str, Any]
Span = tuple[date, date]  # half-open; an open period ends at date.max


@dataclass(frozen=True)
class Timeline:
    """How dated rows of one kind are brought together.

    same: columns in which two rows agree when they speak of one and the same period. ends: columns that tell how a
    period ended; they stay with its end. cut: values of a row that is cut short because another goes on in its place.
    inside: dates within the period, brought back to its beginning, or emptied behind its end, when a cut leaves them
    outside.
    """

    same: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    cut: Mapping[str, Any] = field(default_factory=dict)
    inside: tuple[str, ...] = ()


@dataclass
class United:
    """What became of the rows: all that are left, new ones for parts (without id), and by id the row a gone one went into."""

    rows: list[Row]
    made: list[Row]
    absorbed: dict[int, int]


def span(row: Row) -> Span:
    """The days of a row."""
    return row["from_on"], row["to_on"] or date.max


def meet(one: Row, other: Row) -> bool:
    """Whether two rows share a day."""
    (begun, ended), (first, last) = span(one), span(other)
    return begun < last and first < ended


def subtract(days: Span, others: Iterable[Span]) -> list[Span]:
    """The parts of a span that none of the others covers, in order."""
    parts, at = [], days[0]
    for begun, ended in sorted(others):
        if ended <= at or begun >= days[1]:
            continue
        if begun > at:
            parts.append((at, begun))
        at = max(at, ended)
    return [*parts, (at, days[1])] if at < days[1] else parts


def unite(winners: Sequence[Row], losers: Sequence[Row], how: Timeline) -> United:
    """Bring two sides together; on days that both hold, the winners' rows stand.

    Rows that agree in ``how.same`` become one period where they share a day. What is left of another row before or after
    the winners' days stays a row of its own. The rows given are left as they are.
    """
    kept = [dict(row) for row in sorted(winners, key=span)]
    done = United([], [], {})
    for loser in sorted(losers, key=span):
        _settle(dict(loser), kept, how, done)
    _join(kept, winners, how, done)
    done.rows += kept
    before = {row["id"]: span(row) for row in (*winners, *losers)}
    for row in (*done.rows, *done.made):
        if before.get(row["id"]) != span(row):
            _keep_inside(row, how)
    return done


def _settle(row: Row, kept: list[Row], how: Timeline, done: United) -> None:
    met = [one for one in kept if meet(one, row)]
    alike = [one for one in met if _agree(one, row, how)]
    ended = span(row)[1]
    own: list[Span] = []
    for part in subtract(span(row), map(span, kept)) if met else [span(row)]:
        neighbour = next((one for one in alike if _touch(span(one), part)), None)
        if neighbour is None:
            own.append(part)
        elif part[1] == neighbour["from_on"]:
            neighbour["from_on"] = part[0]
        else:
            neighbour["to_on"] = None if part[1] == date.max else part[1]
            _end(neighbour, row if part[1] == ended else None, how)
    if not own:
        done.absorbed[row["id"]] = (alike or met)[0]["id"]
        return
    for before in met:
        if any(span(before)[1] == begun for begun, _ in own):
            _end(before, None, how)
    for place, (begun, end) in enumerate(own):
        part_row = row if place == 0 else {**row, "id": None}
        part_row = {**part_row, "from_on": begun, "to_on": None if end == date.max else end}
        if end != ended:
            _end(part_row, None, how)
        (done.rows if place == 0 else done.made).append(part_row)


def _join(kept: list[Row], winners: Sequence[Row], how: Timeline, done: United) -> None:
    """Winners that only now touch each other and speak of the same are one period."""
    touching = {
        (one["id"], two["id"]) for one in winners for two in winners if one["to_on"] == two["from_on"]
    }
    for place in reversed(range(len(kept) - 1)):
        first, second = kept[place], kept[place + 1]
        new = (first["id"], second["id"]) not in touching
        if new and first["to_on"] == second["from_on"] and _agree(first, second, how):
            first["to_on"] = second["to_on"]
            _end(first, second, how)
            done.absorbed[second["id"]] = first["id"]
            del kept[place + 1]


def _end(row: Row, like: Row | None, how: Timeline) -> None:
    """Tell how a period ended as another row does; without one it was cut short."""
    row |= {name: like[name] for name in how.ends} if like is not None else dict(how.cut)


def _agree(one: Row, other: Row, how: Timeline) -> bool:
    return all(one[name] == other[name] for name in how.same)


def _touch(one: Span, other: Span) -> bool:
    return one[1] == other[0] or other[1] == one[0]


def _keep_inside(row: Row, how: Timeline) -> None:
    begun, ended = span(row)
    for name in how.inside:
        day = row[name]
        if day is not None and day < begun:
            row[name] = begun
        elif day is not None and day >= ended:
            row[name] = None
