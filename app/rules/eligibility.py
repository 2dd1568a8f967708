"""Who may enrol in a class: members of a union where its course asks for it, those who completed an earlier course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.errors import Problem
from app.rules.lifecycles import value_before
from app.rules.training import SEATED
from app.rules.union import MEMBER, RETAINED, union_status
from db.models import ClassRun, Course, Enrolment, EnrolmentStatus

_AT_ONCE = 400
_ASKED = (EnrolmentStatus.APPLIED, EnrolmentStatus.WAITING, EnrolmentStatus.ENROLLED, EnrolmentStatus.ACTIVE)


def unmet(session: Session, run: ClassRun, person_ids: Iterable[int], on: date) -> dict[int, str]:
    """Why people may not enrol in a class run on a day, by person id; who may is not among them."""
    course = session.get_one(Course, run.course_id)
    ids = list(dict.fromkeys(person_ids))
    found: dict[int, list[str]] = {}
    if course.needs_union:
        status = union_status(session, ids, on)
        for person in ids:
            if status.get(person) not in (MEMBER, RETAINED):
                found.setdefault(person, []).append(f"{on}不是工会会员")
    if course.needs_course_id is not None:
        earlier = session.get_one(Course, course.needs_course_id)
        done = _completed(session, earlier.id or 0, ids, on)
        for person in ids:
            if person not in done:
                found.setdefault(person, []).append(f"没有结业先修课程“{earlier.name}”")
    return {person: "，".join(reasons) for person, reasons in found.items()}


def _completed(session: Session, course_id: int, ids: Sequence[int], on: date) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(ids), _AT_ONCE):
        query = (
            sa.select(col(Enrolment.person_id))
            .join(ClassRun, col(ClassRun.id) == col(Enrolment.class_run_id))
            .where(
                col(ClassRun.course_id) == course_id,
                col(Enrolment.status) == EnrolmentStatus.COMPLETED,
                col(Enrolment.completed_on) <= on,
                col(Enrolment.person_id).in_(ids[start : start + _AT_ONCE]),
            )
        )
        found.update(session.execute(query).scalars())
    return found


def eligible(enrolment: Any, session: Session) -> Sequence[Problem]:
    """Somebody who applies or is admitted meets what the course asks for, on the day of application."""
    before = value_before(enrolment, "status")
    if enrolment.status not in _ASKED or before in SEATED or not enrolment.person_id:
        return ()
    run = session.get(ClassRun, enrolment.class_run_id) if enrolment.class_run_id else None
    if run is None:
        return ()
    on = enrolment.applied_on or date.today()
    reason = unmet(session, run, [enrolment.person_id], on).get(enrolment.person_id)
    if reason is None:
        return ()
    return (Problem("NOT_ELIGIBLE", "person_id", f"不符合报名条件：{reason}。"),)
