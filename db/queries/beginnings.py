"""From which day on the ledger knows anything: before it there is nothing to compare with."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from db.base import table_of
from db.models import ClassSession, DailyTotal, Deliberation, Registration, Request, ServiceLog


def first_day(session: Session) -> date | None:
    """The first day on which somebody was registered, taught, served, asked for something or met; None in an empty ledger."""
    columns = (
        table_of(Registration).c.from_on,
        table_of(ClassSession).c.held_on,
        table_of(ServiceLog).c.served_on,
        table_of(DailyTotal).c.served_on,
        table_of(Request).c.received_on,
        table_of(Deliberation).c.held_on,
    )
    # A look-up at the front of an index each.
    lowest = (sa.select(sa.func.min(column)).scalar_subquery() for column in columns)
    days = session.execute(sa.select(*lowest)).one()
    return min((day for day in days if day is not None), default=None)
