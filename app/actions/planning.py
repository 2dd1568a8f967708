"""The plan of a term: last term's classes with their lessons, once more from another day on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, refuse
from app.desk import Changes, Desk
from app.errors import NotFound
from app.values.numbers import next_number
from app.values.text import pinyin
from db.models import ClassRun, ClassRunStatus, ClassSession, Programme, Term

_LESSON = ("starts_at", "ends_at", "topic", "teacher", "place", "credit_hours")
_RUN = (
    "course_id", "area_id", "teacher", "place", "capacity", "credit_hours", "pass_percent", "issuer", "partner", "cost",
)  # fmt: skip


def copy_term(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Plan a new term of the same programme after a term (``values``: name, from_on).

    Every class run of the old term that was not cancelled is planned anew with its lessons on the same weekdays; the term's
    name in the names of the classes changes with it. Learners do not come along.
    Raises ``ValidationFailed`` for a name the programme has already, and when there is nothing to copy.
    """
    name, from_on = values["name"], values["from_on"]
    with desk.operation("copy_term", f"沿用上期计划：{name}") as session:
        old = _term(session, desk, ids[0])
        _check_name(session, old, name)
        runs = session.exec(
            select(ClassRun)
            .where(ClassRun.term_id == old.id, ClassRun.status != ClassRunStatus.CANCELLED)
            .order_by(col(ClassRun.from_on), col(ClassRun.id))
        ).all()
        if not runs:
            raise refuse("NOTHING_TO_COPY", "", f"“{old.name}”没有班次，没有可以沿用的计划。")
        first = min(run.from_on for run in runs)
        shift = timedelta(weeks=round((_monday(from_on) - _monday(first)).days / 7))
        last = max((run.to_on for run in runs if run.to_on is not None), default=None)
        new = Term(
            programme_id=old.programme_id,
            name=name,
            from_on=from_on,
            to_on=last and max(last + shift, from_on),
        )
        session.add(new)
        session.flush()
        lessons = _lessons(session, [run.id or 0 for run in runs])
        for run in runs:
            _copy(session, run, new, _renamed(run.name, old.name, name), shift, lessons[run.id or 0])
        new.from_on = min(from_on, first + shift)
        session.add(new)
        return changed(session, Term, ClassRun, ClassSession, record_id=new.id)


def _term(session: Session, desk: Desk, term_id: int) -> Term:
    """A term of a programme in the clerk's area. Raises ``NotFound``."""
    query = (
        select(Term).join(Programme, col(Programme.id) == col(Term.programme_id)).where(Term.id == term_id)
    )
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(Programme.area_id).in_(areas))
    found = session.exec(query).first()
    if found is None:
        raise NotFound("这个期次已被删除，或不在您负责的区域内。", "请刷新列表后重试。")
    return found


def _check_name(session: Session, old: Term, name: str) -> None:
    known = select(Term.id).where(Term.programme_id == old.programme_id, Term.name == name)
    if session.exec(known).first() is not None:
        raise refuse("TERM_TWICE", "name", f"这所学院已有“{name}”，请换一个名称。")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _lessons(session: Session, run_ids: Sequence[int]) -> dict[int, list[ClassSession]]:
    found: dict[int, list[ClassSession]] = defaultdict(list)
    query = (
        select(ClassSession).where(col(ClassSession.class_run_id).in_(run_ids)).order_by(col(ClassSession.id))
    )
    for lesson in session.exec(query).all():
        found[lesson.class_run_id].append(lesson)
    return found


def _renamed(name: str, old: str, new: str) -> str:
    return name.replace(old, new)[:100] if old in name else f"{new}{name}"[:100]


def _copy(
    session: Session, run: ClassRun, term: Term, name: str, shift: timedelta, lessons: Sequence[ClassSession]
) -> None:
    reading, initials = pinyin(name)
    made = ClassRun(
        number=next_number(session, "BC"),
        name=name,
        name_pinyin=reading,
        name_initials=initials,
        term_id=term.id,
        from_on=run.from_on + shift,
        to_on=run.to_on and run.to_on + shift,
        **{one: getattr(run, one) for one in _RUN},
    )
    session.add(made)
    session.flush()
    for lesson in lessons:
        kept = {one: getattr(lesson, one) for one in _LESSON}
        session.add(ClassSession(class_run_id=made.id or 0, held_on=lesson.held_on + shift, **kept))
    session.flush()
