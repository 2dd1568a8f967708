"""A sealed return as it is read back: its figures and text, the records behind each figure, and the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.desk import Desk
from app.measures.period import Reported
from app.measures.table import TableRow
from app.returns.counted import Side
from app.returns.packing import row_again, sides_again, unpack
from app.surveys.charts import Chart
from app.surveys.papercharts import charts_again
from db.base import table_of
from db.models import Area, PeriodReturn, ReturnSeal
from db.queries.counting import Window

_SEALS = table_of(ReturnSeal)


@dataclass(frozen=True)
class Sealed:
    """What was sealed. rows: the lines of the statistics table, in order; window: the days that counted.

    text: as ``app.returns.texts`` keeps it. heads: what stands around the table (office, clerk, phone). journal_id: the last
    line of the journal that it includes. at: local time. charts: those attached to the paper. unreported: codes of the figures
    without a line in its table.
    """

    id: int
    at: datetime
    by: str
    journal_id: int
    window: Window
    rows: tuple[TableRow, ...]
    text: Mapping[str, Any]
    heads: Mapping[str, str]
    sides: Mapping[str, tuple[Side, ...]]
    names: Mapping[str, Mapping[int, str]]
    charts: tuple[Chart, ...] = ()
    unreported: frozenset[str] = frozenset()


def find_return(session: Session, desk: Desk, period: Reported) -> PeriodReturn | None:
    """The return of a period for the clerk's area; None while nobody has begun it."""
    query = select(PeriodReturn).where(
        PeriodReturn.period == period.key,
        col(PeriodReturn.area_id).is_not_distinct_from(area_of(session, desk)),
    )
    return session.exec(query).first()


def area_of(session: Session, desk: Desk) -> int | None:
    """The area whose return a clerk works on; None for the whole office, also where the clerk's area is all there is."""
    mine = desk.actor.area_id
    areas = table_of(Area)
    paths = {row.id: row.path for row in session.execute(sa.select(areas.c.id, areas.c.path))}
    if mine is None or mine not in paths:
        return mine
    here = paths[mine]
    apart = any(not path.startswith(here) and not here.startswith(path) for path in paths.values())
    return mine if apart else None


def find_seal(session: Session, found: PeriodReturn | None) -> Sealed | None:
    """The seal in force of a return; None while it is open. The paper is not read."""
    if found is None:
        return None
    names = ("id", "sealed_at", "sealed_by", "journal_id", "content")
    query = sa.select(*(_SEALS.c[name] for name in names)).where(
        _SEALS.c.return_id == found.id, _SEALS.c.withdrawn_at.is_(None)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    content = unpack(row.content)
    return Sealed(
        row.id,
        row.sealed_at.astimezone(),
        row.sealed_by,
        row.journal_id,
        Window(found.first_on, found.last_on),
        tuple(row_again(one) for one in content["rows"]),
        content["text"],
        content["heads"],
        sides_again(content),
        {key: {int(one): name for one, name in named.items()} for key, named in content["names"].items()},
        charts_again(content.get("charts", ())),
        frozenset(content.get("unreported", ())),
    )


def sealed_of(desk: Desk, period: Reported) -> Sealed | None:
    """The sealed return of a period, or None."""
    with desk.reading() as session:
        return find_seal(session, find_return(session, desk, period))
