"""Printed numbers: gap-free series that never give a number out twice."""

from __future__ import annotations

from typing import cast

import sqlalchemy as sa
from sqlmodel import Session

from db.base import table_of
from db.models import NumberSeries


def take(session: Session, series: str, how_many: int = 1) -> int:
    """The first of the next ``how_many`` numbers of a series, taken inside the caller's operation.

    When the operation fails the numbers go back with it, so the series has no gap; when it is undone later they do not,
    because a number that was once on paper is never given to somebody else.
    """
    table = table_of(NumberSeries)
    # The row is written before it is read, so that two programs on one PostgreSQL ledger wait for each other.
    later = (
        sa.update(table).where(table.c.series == series).values(next_number=table.c.next_number + how_many)
    )
    if cast("sa.CursorResult[None]", session.execute(later)).rowcount == 0:
        session.execute(sa.insert(table).values(series=series, next_number=1 + how_many))
    last = session.execute(sa.select(table.c.next_number).where(table.c.series == series)).scalar_one()
    return int(last) - how_many


def next_number(session: Session, prefix: str) -> str:
    """The next printed number of a register: ``RY-000123``; ``YZ-0007`` style widths follow the prefix's register."""
    return f"{prefix}-{take(session, prefix):06d}"
