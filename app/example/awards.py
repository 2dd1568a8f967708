"""Papers of the example: certificates of its finished classes, but of the newest, letters of appointment, honours.

They are issued as the office issues them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from app.actions.certificates import eligibility, issue
from app.actions.letters import appoint, honour
from app.desk import Desk
from app.example.classes import Run
from app.example.curriculum import PLANS, TERMS
from app.example.office import FOUNDED, TODAY
from db.base import table_of
from db.models import CivicRole, Enrolment, Operation, Person, PersonStatus

_AFTER = timedelta(days=7)
_SEALED_BY = "办公室 周某某"
_OPEN = col(Person.status) != PersonStatus.RESTRICTED
_HONOURED, _HONOURED_ON = 12, date(2024, 2, 2)


def award(desk: Desk, runs: Sequence[Run]) -> None:
    """Issue everything; the certificates of a class are given out a week after it."""
    done = sorted((run for run in runs if run.finished), key=lambda run: run.days[-1])
    honours_due = True
    for run in done[:-1]:
        on = min(run.days[-1] + _AFTER, TODAY)
        if honours_due and on > _HONOURED_ON:
            _honour(desk, runs)
            honours_due = False
        may = [one.enrolment_id for one in eligibility(desk, run.row.known_id()) if one.eligible]
        if may:
            issued = issue(desk, run.row.known_id(), may, on, sealed_by=_SEALED_BY)
            date_operation(desk, issued.changes.operation_id, on)
    _appoint(desk)


def _honour(desk: Desk, runs: Sequence[Run]) -> None:
    """Those of the first term with the best results."""
    first = [run.row.known_id() for run, plan in zip(runs, PLANS, strict=True) if plan.term == 0]
    with desk.reading() as session:
        best = (
            select(Enrolment.person_id)
            .join(Person, col(Person.id) == col(Enrolment.person_id))
            .where(col(Enrolment.class_run_id).in_(first), col(Enrolment.score) >= "96", _OPEN)
        )
        people = list(dict.fromkeys(session.exec(best.order_by(col(Enrolment.id)))))[:_HONOURED]
    said = f"在“三新”学堂{TERMS[0][0]}学习中成绩优异"
    values = {"said": said, "honour": "优秀学员", "on": _HONOURED_ON, "sealed_by": _SEALED_BY}
    date_operation(desk, honour(desk, people, values).operation_id, _HONOURED_ON)


def _appoint(desk: Desk) -> None:
    """Whoever was made 监督员, 宣传员 or 倡导员 got a letter that day."""
    with desk.reading() as session:
        known = select(CivicRole).join(Person, col(Person.id) == col(CivicRole.person_id)).where(_OPEN)
        roles = session.exec(known.order_by(col(CivicRole.id))).all()
        ids = [role.id or 0 for role in roles]
        on = max(role.from_on for role in roles)
    changes = appoint(desk, ids, {"on": on, "sealed_by": _SEALED_BY})
    date_operation(desk, changes.operation_id, on)


def date_operation(desk: Desk, operation_id: int | None, on: date, title: str = "") -> None:
    """The operation is shown in the log on the day on which it would have been, and is not taken back.

    title: in place of one with a name in it.
    """
    operations = table_of(Operation)
    moment = datetime.combine(max(on, FOUNDED), time(6), UTC)
    with desk.ledger.maintaining() as connection:
        values = {"at": moment, "undoable": False} | ({"title": title} if title else {})
        connection.execute(sa.update(operations).where(operations.c.id == operation_id).values(**values))
