"""The timetable: every lesson of some days with its clashes of room, teacher and learners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk
from app.rules.clashes import own_or
from app.rules.clock import meet, span
from db.base import table_of
from db.models import ClassRun, ClassRunStatus, ClassSession, Enrolment, EnrolmentStatus

_LESSONS, _RUNS, _PLACES = table_of(ClassSession), table_of(ClassRun), table_of(Enrolment)
_SITTING = (EnrolmentStatus.ENROLLED, EnrolmentStatus.ACTIVE)


@dataclass(frozen=True)
class Slot:
    """A lesson on the timetable. clashes: sentences, empty when it is in nobody's way."""

    id: int
    class_run_id: int
    name: str
    held_on: date
    starts_at: str
    ends_at: str
    topic: str
    teacher: str
    place: str
    hours: int
    clashes: tuple[str, ...] = ()

    @property
    def time(self) -> str:
        """``14:00—16:30``, or as much of it as is known."""
        return f"{self.starts_at}—{self.ends_at}" if self.ends_at else self.starts_at


def timetable(desk: Desk, first: date, last: date) -> list[Slot]:
    """The lessons from a day to a day, in the areas the clerk sees, by time; cancelled classes are left out."""
    with desk.reading() as session:
        slots = [_slot(row) for row in session.execute(_query(desk, first, last))]
        return _with_clashes(session, slots)


def _query(desk: Desk, first: date, last: date) -> sa.Select[Any]:
    query = (
        sa.select(
            _LESSONS.c.id,
            _LESSONS.c.class_run_id,
            _RUNS.c.name,
            _LESSONS.c.held_on,
            _LESSONS.c.starts_at,
            _LESSONS.c.ends_at,
            _LESSONS.c.topic,
            own_or("teacher").label("teacher"),
            own_or("place").label("place"),
            _LESSONS.c.credit_hours,
        )
        .join(_RUNS, _RUNS.c.id == _LESSONS.c.class_run_id)
        .where(_LESSONS.c.held_on.between(first, last), _RUNS.c.status != ClassRunStatus.CANCELLED)
        .order_by(_LESSONS.c.held_on, _LESSONS.c.starts_at, _LESSONS.c.id)
    )
    areas = desk.visible_areas()
    return query if areas is None else query.where(_RUNS.c.area_id.in_(areas))


def _slot(row: Any) -> Slot:
    return Slot(
        row.id,
        row.class_run_id,
        row.name,
        row.held_on,
        row.starts_at,
        row.ends_at,
        row.topic,
        row.teacher or "",
        row.place or "",
        row.credit_hours,
    )


def _with_clashes(session: Session, slots: Sequence[Slot]) -> list[Slot]:
    pairs = [
        (one, other)
        for day in _by_day(slots).values()
        for one, other in combinations(day, 2)
        if _at_one_time(one, other)
    ]
    sitting = _sitting(session, {slot.class_run_id for pair in pairs for slot in pair})
    said: dict[int, list[str]] = defaultdict(list)
    for one, other in pairs:
        for mine, theirs in ((one, other), (other, one)):
            said[mine.id] += _clash(
                mine, theirs, len(sitting[mine.class_run_id] & sitting[theirs.class_run_id])
            )
    return [replace(slot, clashes=tuple(said[slot.id])) for slot in slots]


def _by_day(slots: Iterable[Slot]) -> dict[date, list[Slot]]:
    days: dict[date, list[Slot]] = defaultdict(list)
    for slot in slots:
        days[slot.held_on].append(slot)
    return days


def _at_one_time(one: Slot, other: Slot) -> bool:
    mine = span(one.held_on, one.starts_at, one.ends_at)
    theirs = span(other.held_on, other.starts_at, other.ends_at)
    return mine is not None and theirs is not None and meet(mine, theirs)


def _clash(mine: Slot, theirs: Slot, shared: int) -> list[str]:
    found = []
    at = f"{theirs.time}“{theirs.name}”"
    if mine.class_run_id == theirs.class_run_id:
        return [f"本班同一时间另有一场课（{theirs.time}）"]
    if mine.place and mine.place == theirs.place:
        found.append(f"地点冲突：{at}也用“{mine.place}”")
    if mine.teacher and mine.teacher == theirs.teacher:
        found.append(f"主讲冲突：{at}也由{mine.teacher}主讲")
    if shared:
        found.append(f"学员冲突：{shared}人同时要上{at}")
    return found


def _sitting(session: Session, run_ids: Iterable[int]) -> dict[int, set[int]]:
    """Who sits in each of some classes."""
    found: dict[int, set[int]] = defaultdict(set)
    query = sa.select(_PLACES.c.class_run_id, _PLACES.c.person_id).where(
        _PLACES.c.class_run_id.in_(list(run_ids)), _PLACES.c.status.in_(_SITTING)
    )
    for run, person in session.execute(query):
        found[run].add(person)
    return found
