"""Who has completed a class: attendance, credit hours and result of each learner, and the step that settles them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from app.rules.completion import Demand, progress, shortfalls
from db.models import ClassRun, ClassRunStatus, ClassSession, Enrolment, EnrolmentStatus, Outcome
from db.queries.learners import Learner, learners_of

_OPEN = (EnrolmentStatus.ENROLLED, EnrolmentStatus.ACTIVE)
_SHOWN = (*_OPEN, EnrolmentStatus.COMPLETED, EnrolmentStatus.PARTIAL)


@dataclass(frozen=True)
class Standing:
    """How one learner stands. attended of sessions, and the required number of them; credit hours likewise.

    eligible: may complete the class; reason: why not, empty when eligible. status: the enrolment's as stored.
    """

    enrolment_id: int
    person_id: int
    name: str
    status: str
    sessions: int
    attended: int
    required: int
    hours: int
    required_hours: int
    eligible: bool
    reason: str


@dataclass(frozen=True)
class Completed:
    """What completing a class did: who completed it, and who did not and why."""

    changes: Changes
    completed: tuple[Standing, ...]
    partial: tuple[Standing, ...]


def completion(desk: Desk, class_run_id: int) -> list[Standing]:
    """How every learner of a class run stands, by name; who was never admitted or has left is not listed."""
    with desk.reading() as session:
        run = chosen(session, desk, ClassRun, [class_run_id], "班次")[0]
        return [standing for standing, _ in _standings(session, run)]


def complete(desk: Desk, class_run_id: int, *, on: date | None = None) -> Completed:
    """Finish a class run: who has done enough is 结业 with the result 合格, everybody else still in it 肄业.

    on: the day of completion, by default the run's last day. Learners settled before stay as they are.
    Raises ``ValidationFailed`` for a class run that has not begun, was cancelled, or has nobody to settle.
    """
    with desk.operation("complete_class", "核定结业") as session:
        run = chosen(session, desk, ClassRun, [class_run_id], "班次")[0]
        if run.status not in (ClassRunStatus.RUNNING, ClassRunStatus.FINISHED):
            raise refuse("STATUS_STEP", "", f"“{run.name}”不在进行中，不能核定结业；请先开班、登记考勤。")
        waiting = [pair for pair in _standings(session, run) if pair[1].status in _OPEN]
        if not waiting:
            raise refuse("NOBODY", "", f"“{run.name}”没有在读的学员，不用核定结业。")
        day = on or _last_day(session, run)
        for standing, row in waiting:
            _settle(session, row, standing, day)
        run.status = ClassRunStatus.FINISHED
        touch(session, run)
        changes = changed(session, ClassRun, Enrolment)
        passed = tuple(standing for standing, _ in waiting if standing.eligible)
        return Completed(changes, passed, tuple(one for one, _ in waiting if not one.eligible))


def complete_run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """``complete`` as asked from a class run's card (``values``: on)."""
    return complete(desk, ids[0], on=values.get("on")).changes


def _settle(session: Session, row: Enrolment, standing: Standing, day: date) -> None:
    if row.status == EnrolmentStatus.ENROLLED:
        row.status = EnrolmentStatus.ACTIVE
        session.flush()
    if standing.eligible:
        row.status, row.outcome, row.completed_on = EnrolmentStatus.COMPLETED, Outcome.PASSED, day
    else:
        row.status, row.reason = EnrolmentStatus.PARTIAL, standing.reason[:200]
    touch(session, row)


def _last_day(session: Session, run: ClassRun) -> date:
    held = session.execute(
        sa.select(sa.func.max(col(ClassSession.held_on))).where(col(ClassSession.class_run_id) == run.id)
    ).scalar()
    return run.to_on or held or date.today()


def _standings(session: Session, run: ClassRun) -> list[tuple[Standing, Enrolment]]:
    demand = Demand(run.pass_percent, run.credit_hours)
    return [
        (_standing(learner, demand), learner.enrolment)
        for learner in learners_of(session, run.id or 0)
        if learner.enrolment.status in _SHOWN
    ]


def _standing(learner: Learner, demand: Demand) -> Standing:
    done = progress(learner.sessions)
    reasons = shortfalls(done, demand)
    if learner.enrolment.outcome == Outcome.FAILED:
        reasons.append("成绩不合格")
    return Standing(
        enrolment_id=learner.enrolment.id or 0,
        person_id=learner.enrolment.person_id,
        name=learner.person.name,
        status=str(learner.enrolment.status),
        sessions=done.sessions,
        attended=done.attended,
        required=-(-done.sessions * demand.percent // 100),  # rounded up
        hours=done.hours,
        required_hours=demand.hours,
        eligible=not reasons,
        reason="；".join(reasons),
    )
