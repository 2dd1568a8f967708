"""Service records and how they were judged, as the lines that papers list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from app.documents.recordcertificate import Service
from app.documents.words import chinese_date
from app.registers.evaluating import EVALUATORS, GRADES
from db.models import LogState, ServiceEvaluation, ServiceLog

_AT_ONCE = 400


def service_lines(session: Session, logs: Sequence[ServiceLog]) -> tuple[Service, ...]:
    """The records in their order, each with the grade of its last evaluation."""
    grades = _grades(session, [log.id or 0 for log in logs])
    return tuple(
        Service(
            log.activity or log.content,
            log.served_on,
            log.place,
            log.content,
            log.minutes,
            log.recorder,
            grades.get(log.id or 0, ""),
        )
        for log in logs
    )


def _grades(session: Session, ids: Sequence[int]) -> dict[int, str]:
    labels = dict(GRADES)
    found: dict[int, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = select(ServiceEvaluation.log_id, ServiceEvaluation.grade).where(
            col(ServiceEvaluation.log_id).in_(ids[start : start + _AT_ONCE])
        )
        ordered = query.order_by(col(ServiceEvaluation.evaluated_on), col(ServiceEvaluation.id))
        found |= {log: labels[str(grade)] for log, grade in session.exec(ordered).all()}
    return found


def judged(session: Session, person_id: int, since: date, until: date) -> tuple[tuple[str, ...], ...]:
    """The evaluations (评价情况) of a person's booked service of a period: day, activity, by whom, grade, remark."""
    query = (
        select(ServiceEvaluation, ServiceLog.activity, ServiceLog.content)
        .join(ServiceLog, col(ServiceLog.id) == col(ServiceEvaluation.log_id))
        .where(ServiceLog.person_id == person_id, ServiceLog.state == LogState.BOOKED)
        .where(col(ServiceLog.served_on).between(since, until))
        .order_by(col(ServiceEvaluation.evaluated_on), col(ServiceEvaluation.id))
    )
    evaluators, grades = dict(EVALUATORS), dict(GRADES)
    return tuple(
        (
            chinese_date(one.evaluated_on),
            activity or content,
            evaluators[str(one.evaluator)],
            grades[str(one.grade)],
            "；".join(part for part in (one.remark, "被投诉属实" if one.complaint else "") if part),
        )
        for one, activity, content in session.exec(query).all()
    )
