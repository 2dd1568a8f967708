"""What points to one record is brought to another, which takes its place: moved, kept once, or made one timeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.merging.knots import Knot, Side, find_knots
from app.merging.links import Apart, Judged, Link, links_to
from app.merging.spans import Row, unite
from db.base import new_uid, table_of, utc_now
from db.models import DistinctPair

Decide = Callable[[Knot], Side]


def bring(session: Session, table: sa.Table, left_id: int, right_id: int, into: Side, decide: Decide) -> None:
    """Bring all rows that point to one of two records of a table to the other; then nothing points to it any more.

    into: the side that stays. decide: which side stands in a knot.
    """
    stays, goes = (left_id, right_id) if into is Side.LEFT else (right_id, left_id)
    for link in links_to(table):
        if isinstance(link.way, Judged):
            _bring_judged(session, stays, goes)
            continue
        for knot in find_knots(session, link, left_id, right_id):
            _untie(session, knot, decide(knot), into, stays)
        _update(session, link.table, link.column == goes, {link.column.name: stays})


def _untie(session: Session, knot: Knot, winner: Side, into: Side, stays: int) -> None:
    link = knot.link
    winners, losers = knot.rows(winner), knot.rows(winner.other)
    if isinstance(link.way, Apart):
        united = unite(winners, losers, link.way.timeline)
    else:
        for row in losers:
            _absorb(session, link.table, row["id"], winners[0]["id"])
        return
    for gone, kept in united.absorbed.items():
        _absorb(session, link.table, gone, _last(kept, united.absorbed))
    before = {row["id"]: row for row in (*winners, *losers)}
    here = {row["id"] for row in knot.rows(into)}
    # First the rows that are on the card already: those that come find the days free for them.
    for row in sorted(united.rows, key=lambda row: row["id"] not in here):
        changed = {name: value for name, value in row.items() if value != before[row["id"]][name]}
        if changed:
            _update(session, link.table, link.table.c.id == row["id"], changed | {link.column.name: stays})
    for row in united.made:
        _insert(session, link, row, stays)


def _last(row_id: int, absorbed: dict[int, int]) -> int:
    while row_id in absorbed:
        row_id = absorbed[row_id]
    return row_id


def _absorb(session: Session, table: sa.Table, gone: int, kept: int) -> None:
    """A row goes; what points to it points to another one from now on."""
    bring(session, table, kept, gone, Side.LEFT, lambda _: Side.LEFT)
    session.execute(sa.delete(table).where(table.c.id == gone))


def _bring_judged(session: Session, stays: int, goes: int) -> None:
    pairs = table_of(DistinctPair)
    both = sa.select(pairs).where(
        sa.or_(pairs.c.left_id.in_((stays, goes)), pairs.c.right_id.in_((stays, goes)))
    )
    rows = [dict(row) for row in session.execute(both.order_by(pairs.c.id)).mappings()]
    known = {
        (row["left_id"], row["right_id"]) for row in rows if goes not in (row["left_id"], row["right_id"])
    }
    for row in rows:
        if goes not in (row["left_id"], row["right_id"]):
            continue
        other = row["right_id"] if row["left_id"] == goes else row["left_id"]
        pair = (min(other, stays), max(other, stays))
        here = pairs.c.id == row["id"]
        if other == stays or pair in known:
            session.execute(sa.delete(pairs).where(here))
        else:
            _update(session, pairs, here, {"left_id": pair[0], "right_id": pair[1]})


def _update(session: Session, table: sa.Table, which: Any, values: dict[str, Any]) -> None:
    counted = {"version": table.c.version + 1, "updated_at": utc_now()}
    session.execute(sa.update(table).where(which).values(**values, **counted))


def _insert(session: Session, link: Link, row: Row, stays: int) -> None:
    new = {"uid": new_uid(), "version": 1, "created_at": utc_now(), "updated_at": utc_now()}
    values = {name: value for name, value in row.items() if name != "id"}
    session.execute(sa.insert(link.table).values(**values | new | {link.column.name: stays}))
