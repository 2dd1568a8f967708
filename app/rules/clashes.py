"""Two lessons at one time: in one room, with one teacher, or with learners who cannot be in both. Warnings only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.errors import Problem
from app.rules.clock import span
from db.base import table_of
from db.models import ClassRun, ClassRunStatus, ClassSession, Enrolment, EnrolmentStatus

_LESSONS, _RUNS, _PLACES = table_of(ClassSession), table_of(ClassRun), table_of(Enrolment)
_SITTING = (EnrolmentStatus.ENROLLED, EnrolmentStatus.ACTIVE)
_NAMED = 3
_AT_ONCE = 400


def lesson_clashes(lesson: Any, session: Session) -> Sequence[Problem]:
    """What else takes place at the time of a lesson in its room, with its teacher or with some of its learners."""
    run = session.get(ClassRun, lesson.class_run_id) if lesson.class_run_id else None
    if run is None or span(lesson.held_on, lesson.starts_at, lesson.ends_at) is None:
        return ()
    place, teacher = lesson.place or run.place, lesson.teacher or run.teacher
    found = []
    for other in session.execute(_at_the_time(lesson)):
        at = f"{other.starts_at}—{other.ends_at}“{other.name}”"
        if place and other.place == place:
            found.append(Problem("ROOM_TAKEN", "place", f"{at}也用“{place}”，请核对地点。", blocking=False))
        if teacher and other.teacher == teacher:
            message = f"{at}也由{teacher}主讲，请核对。"
            found.append(Problem("TEACHER_TAKEN", "teacher", message, blocking=False))
        both = session.execute(_in_both(run.id or 0, other.class_run_id)).scalar_one()
        if both:
            message = f"有{both}名学员同时要上{at}，请核对时间。"
            found.append(Problem("LEARNERS_TAKEN", "starts_at", message, blocking=False))
    return found[:_NAMED]


def own_or(column: str) -> sa.ColumnElement[str]:
    """A lesson's place or teacher: its own, else its class run's."""
    return sa.func.coalesce(sa.func.nullif(_LESSONS.c[column], ""), _RUNS.c[column])


def _at_the_time(lesson: Any) -> sa.Select[Any]:
    return (
        sa.select(
            _LESSONS.c.class_run_id,
            _LESSONS.c.starts_at,
            _LESSONS.c.ends_at,
            _RUNS.c.name,
            own_or("place").label("place"),
            own_or("teacher").label("teacher"),
        )
        .join(_RUNS, _RUNS.c.id == _LESSONS.c.class_run_id)
        .where(
            _LESSONS.c.held_on == lesson.held_on,
            _LESSONS.c.class_run_id != lesson.class_run_id,
            _LESSONS.c.starts_at != "",
            _LESSONS.c.starts_at < lesson.ends_at,
            _LESSONS.c.ends_at > lesson.starts_at,
            _RUNS.c.status != ClassRunStatus.CANCELLED,
        )
        .order_by(_LESSONS.c.starts_at, _LESSONS.c.id)
    )


def _in_both(one: int, other: int) -> sa.Select[Any]:
    mine, theirs = _PLACES.alias("mine"), _PLACES.alias("theirs")
    return (
        sa.select(sa.func.count())
        .select_from(mine.join(theirs, theirs.c.person_id == mine.c.person_id))
        .where(
            mine.c.class_run_id == one,
            theirs.c.class_run_id == other,
            mine.c.status.in_(_SITTING),
            theirs.c.status.in_(_SITTING),
        )
    )


def busy_in(session: Session, class_run_id: int, person_ids: Iterable[int]) -> dict[int, str]:
    """Another class whose lessons meet those of a class run, by the id of the person who sits in it."""
    ids = list(dict.fromkeys(person_ids))
    mine, theirs = _LESSONS.alias("mine"), _LESSONS.alias("theirs")
    found: dict[int, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = (
            sa.select(_PLACES.c.person_id, sa.func.min(_RUNS.c.name))
            .select_from(mine)
            .join(theirs, theirs.c.held_on == mine.c.held_on)
            .join(_RUNS, _RUNS.c.id == theirs.c.class_run_id)
            .join(_PLACES, _PLACES.c.class_run_id == theirs.c.class_run_id)
            .where(
                mine.c.class_run_id == class_run_id,
                theirs.c.class_run_id != class_run_id,
                mine.c.starts_at != "",
                theirs.c.starts_at != "",
                theirs.c.starts_at < mine.c.ends_at,
                theirs.c.ends_at > mine.c.starts_at,
                _RUNS.c.status != ClassRunStatus.CANCELLED,
                _PLACES.c.status.in_(_SITTING),
                _PLACES.c.person_id.in_(ids[start : start + _AT_ONCE]),
            )
            .group_by(_PLACES.c.person_id)
        )
        found.update((row[0], row[1]) for row in session.execute(query))
    return found


def learner_free(enrolment: Any, session: Session) -> Sequence[Problem]:
    """Somebody who takes a seat has no other class at the time of its lessons."""
    if enrolment.status not in _SITTING or not enrolment.person_id or not enrolment.class_run_id:
        return ()
    other = busy_in(session, enrolment.class_run_id, [enrolment.person_id]).get(enrolment.person_id)
    if other is None:
        return ()
    message = f"与“{other}”的上课时间冲突，请核对。"
    return (Problem("LEARNER_BUSY", "person_id", message, blocking=False),)
