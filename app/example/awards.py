"""The certificates of the example's finished classes, issued as the office issues them; the newest class waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from app.actions.certificates import eligibility, issue
from app.desk import Desk
from app.example.classes import Run
from app.example.office import FOUNDED, TODAY
from db.base import table_of
from db.models import Operation

_AFTER = timedelta(days=7)


def award(desk: Desk, runs: Sequence[Run]) -> None:
    """Issue the certificates of every class that was over for a week or more before the last one finished."""
    done = sorted((run for run in runs if run.finished), key=lambda run: run.days[-1])
    for run in done[:-1]:
        on = min(run.days[-1] + _AFTER, TODAY)
        may = [one.enrolment_id for one in eligibility(desk, run.row.known_id()) if one.eligible]
        if may:
            issued = issue(desk, run.row.known_id(), may, on)
            _date_operation(desk, issued.changes.operation_id, on)


def _date_operation(desk: Desk, operation_id: int | None, on: date) -> None:
    """The operation is shown in the log on the day on which it would have been."""
    operations = table_of(Operation)
    moment = datetime.combine(max(on, FOUNDED), time(6), UTC)
    with desk.ledger.maintaining() as connection:
        connection.execute(sa.update(operations).where(operations.c.id == operation_id).values(at=moment))
