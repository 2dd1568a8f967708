"""The learners of a class run with their marks and certificates, read in four statements whatever their number."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from db.models import (
    Attendance,
    Certificate,
    CertificateState,
    ClassSession,
    Enrolment,
    Person,
)
from db.queries.training import NEVER_IN


@dataclass(frozen=True)
class Learner:
    """One learner. sessions: (credit hours, mark or None) of every session of the run, by date."""

    enrolment: Enrolment
    person: Person
    sessions: tuple[tuple[int, str | None], ...]
    certificate: Certificate | None


def learners_of(session: Session, class_run_id: int) -> list[Learner]:
    """Everybody who was taken into the class, by the pinyin of their names; ``certificate`` is the one in force."""
    sessions = session.exec(
        select(ClassSession)
        .where(ClassSession.class_run_id == class_run_id)
        .order_by(col(ClassSession.held_on), col(ClassSession.id))
    ).all()
    marks = _marks(session, class_run_id)
    issued = _in_force(session, class_run_id)
    rows = session.exec(
        select(Enrolment, Person)
        .join(Person, col(Person.id) == col(Enrolment.person_id))
        .where(Enrolment.class_run_id == class_run_id, col(Enrolment.status).not_in(NEVER_IN))
        .order_by(col(Person.name_pinyin), col(Enrolment.id))
    ).all()
    return [
        Learner(
            enrolment,
            person,
            tuple((one.credit_hours, marks.get((one.id, person.id))) for one in sessions),
            issued.get(enrolment.id),
        )
        for enrolment, person in rows
    ]


def _marks(session: Session, class_run_id: int) -> dict[tuple[int | None, int | None], str]:
    query = (
        sa.select(col(Attendance.session_id), col(Attendance.person_id), col(Attendance.mark))
        .join(ClassSession, col(ClassSession.id) == col(Attendance.session_id))
        .where(col(ClassSession.class_run_id) == class_run_id)
    )
    return {(lesson, person): str(mark) for lesson, person, mark in session.execute(query)}


def _in_force(session: Session, class_run_id: int) -> dict[int | None, Certificate]:
    query = select(Certificate).where(
        Certificate.class_run_id == class_run_id, Certificate.state == CertificateState.VALID
    )
    return {one.enrolment_id: one for one in session.exec(query).all()}
