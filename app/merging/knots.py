"""Rows of two cards that cannot both stay as they are: which they are, and which side is proposed."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.merging.links import Apart, Link, Once
from app.merging.spans import Row, meet, span

BOOKKEEPING = ("id", "uid", "version", "created_at", "updated_at")


class Side(enum.StrEnum):
    """One of two cards: of the one with the lower id, of the other; or what both say, put together."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> Side:
        """The side across."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


@dataclass(frozen=True, eq=False)
class Knot:
    """Rows of both sides of which only some can stay as they are.

    open: nothing but the clerk can tell which side stands; else one side says all that the other does. proposal: the side
    that is proposed, or that stands where the knot is not open.
    """

    link: Link
    left: tuple[Row, ...]
    right: tuple[Row, ...]
    open: bool
    proposal: Side

    @property
    def key(self) -> str:
        """Names this knot; another one when other rows take part in it."""
        ids = ",".join(str(row["id"]) for row in (*self.left, *self.right))
        return f"{self.link.table.name}.{self.link.column.name}:{ids}"

    def rows(self, side: Side) -> tuple[Row, ...]:
        """The rows of a side."""
        return self.left if side is Side.LEFT else self.right


def find_knots(session: Session, link: Link, left_id: int, right_id: int) -> list[Knot]:
    """The knots among the rows that point to two records through a link."""
    if not isinstance(link.way, Once | Apart):
        return []
    query = sa.select(link.table).where(link.column.in_((left_id, right_id))).order_by(link.table.c.id)
    rows = [dict(row) for row in session.execute(query).mappings()]
    groups = _once(link.way, rows) if isinstance(link.way, Once) else _apart(session, link.way, rows)
    found = []
    for members in groups:
        left, right = (
            [row for row in members if row[link.column.name] == one] for one in (left_id, right_id)
        )
        if left and right:
            found.append(_knot(link, left, right))
    return found


def _once(way: Once, rows: Iterable[Row]) -> Iterator[list[Row]]:
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        if way.only(row):
            groups.setdefault(tuple(row[name] for name in way.columns), []).append(row)
    yield from groups.values()


def _apart(session: Session, way: Apart, rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows of a group that overlap, from one to the next: several such chains of a group are told apart."""
    more = way.groups(session, rows) if way.groups is not None and rows else {}
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault((more.get(row["id"]), *(row[name] for name in way.columns)), []).append(row)
    for members in groups.values():
        chain: list[Row] = []
        until = date.min
        for row in sorted(members, key=span):
            begun, ended = span(row)
            if chain and begun >= until:
                yield chain
                chain = []
            chain.append(row)
            until = max(until, ended) if len(chain) > 1 else ended
        yield chain


def _knot(link: Link, left: list[Row], right: list[Row]) -> Knot:
    way = link.way
    pairs = [(one, other) for one in left for other in right if isinstance(way, Once) or meet(one, other)]
    fuller = {
        side: all(_says_all(link, *_turned(pair, side)) for pair in pairs) for side in (Side.LEFT, Side.RIGHT)
    }
    told = next((side for side, says_all in fuller.items() if says_all), None)
    return Knot(link, tuple(left), tuple(right), told is None, told or _proposal(link, left, right))


def _turned(pair: tuple[Row, Row], side: Side) -> tuple[Row, Row]:
    return pair if side is Side.LEFT else (pair[1], pair[0])


def _says_all(link: Link, one: Row, other: Row) -> bool:
    """Whether a row says everything that the other says; how a period ended is told by its later end."""
    ignored = {*BOOKKEEPING, link.column.name}
    if isinstance(link.way, Apart):
        ignored |= {"from_on", "to_on", *link.way.timeline.ends}
        ignored -= set(link.way.timeline.same)
    return all(
        one[name] == other[name] or (is_empty(link.table.c[name], other[name]) and name not in _same(link))
        for name in one
        if name not in ignored
    )


def _same(link: Link) -> tuple[str, ...]:
    return link.way.timeline.same if isinstance(link.way, Apart) else ()


def is_empty(column: sa.Column[Any], value: Any) -> bool:
    """Whether a column says nothing: no value, an empty text, or what a new record starts with."""
    default = column.default
    start = default.arg if isinstance(default, sa.ColumnDefault) and default.is_scalar else None
    return value is None or value == "" or value == start


def _proposal(link: Link, left: Sequence[Row], right: Sequence[Row]) -> Side:
    def weight(rows: Sequence[Row]) -> tuple[Any, ...]:
        best = max(
            (-link.way.best[1].index(row[link.way.best[0]]) for row in rows)
            if isinstance(link.way, Once) and link.way.best
            else (0,)
        )
        told = max(
            sum(not is_empty(link.table.c[name], value) for name, value in row.items()) for row in rows
        )
        return best, told, max(row.get("from_on") or date.min for row in rows)

    return Side.LEFT if weight(left) >= weight(right) else Side.RIGHT
