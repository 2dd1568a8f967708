"""Who of a class is below the line for completing it, or will be whatever happens, while there is time to call them."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from app.actions.rows import chosen
from app.desk import Desk
from app.rules.completion import Demand
from app.sheets.attendance import ATTENDED
from app.values.masking import mask_phones
from db.base import table_of
from db.models import Attendance, ClassRun, ClassSession, Enrolment, EnrolmentStatus, Person, Station

_MARKS, _LESSONS, _PLACES = table_of(Attendance), table_of(ClassSession), table_of(Enrolment)
_PEOPLE, _STATIONS = table_of(Person), table_of(Station)
_SITTING = (EnrolmentStatus.ENROLLED, EnrolmentStatus.ACTIVE)


class Danger(enum.IntEnum):
    """How a learner stands: the worst first."""

    LOST = 0
    BELOW = 1
    LAST = 2
    SAFE = 3


WORDS = {
    Danger.LOST: "已不能结业",
    Danger.BELOW: "低于出勤要求",
    Danger.LAST: "不能再缺课",
    Danger.SAFE: "正常",
}


@dataclass(frozen=True)
class Outlook:
    """How a learner stands on the way. phone: masked. held: lessons held so far; spare: lessons that may still be missed."""

    person_id: int
    name: str
    station: str
    phone: str
    held: int
    attended: int
    lessons: int
    spare: int
    danger: Danger

    @property
    def word(self) -> str:
        """How it stands, in a word."""
        return WORDS[self.danger]


def outlook(desk: Desk, class_run_id: int) -> list[Outlook]:
    """Everybody who is in the class, the most endangered first, then by name.

    A lesson counts as held when anybody has a mark in it. The line is that of ``app.rules.completion``: the percentage of
    all lessons, and of the credit hours.
    """
    with desk.reading() as session:
        run = chosen(session, desk, ClassRun, [class_run_id], "班次")[0]
        demand = Demand(run.pass_percent, run.credit_hours)
        hours = {
            lesson: int(worth)
            for lesson, worth in session.execute(
                sa.select(_LESSONS.c.id, _LESSONS.c.credit_hours).where(
                    _LESSONS.c.class_run_id == class_run_id
                )
            )
        }
        held = _held(session, hours)
        came = _came(session, class_run_id)
        people = session.execute(_people(class_run_id)).all()
    found = []
    for person in people:
        attended, earned = came.get(person.id, (0, 0))
        spare = _spare(demand, hours, held, attended, earned)
        below = bool(held) and attended * 100 < demand.percent * len(held)
        danger = (
            Danger.LOST
            if spare < 0
            else Danger.BELOW
            if below
            else Danger.LAST
            if spare == 0
            else Danger.SAFE
        )
        phone = mask_phones(next(iter(person.phones.split()), ""))
        found.append(
            Outlook(
                person.id,
                person.name,
                person.station or "",
                phone,
                len(held),
                attended,
                len(hours),
                spare,
                danger,
            )
        )
    return sorted(found, key=lambda one: one.danger)


def _spare(demand: Demand, hours: Mapping[int, int], held: Iterable[int], attended: int, earned: int) -> int:
    """How many of the lessons to come may be missed; below 0 when all of them are not enough.

    Of lessons that are worth different hours the dearest are taken to be missed.
    """
    gone = set(held)
    coming = sorted((worth for lesson, worth in hours.items() if lesson not in gone), reverse=True)
    most, best = attended + len(coming), earned + sum(coming)
    for missed in range(len(coming) + 1):
        lost = sum(coming[:missed])
        enough = (most - missed) * 100 >= demand.percent * len(hours)
        if not enough or (best - lost) * 100 < demand.percent * demand.hours:
            return missed - 1
    return len(coming)


def _held(session: Session, lessons: Iterable[int]) -> list[int]:
    query = sa.select(_LESSONS.c.id).where(
        _LESSONS.c.id.in_(list(lessons)), sa.exists().where(_MARKS.c.session_id == _LESSONS.c.id)
    )
    return list(session.execute(query).scalars())


def _came(session: Session, class_run_id: int) -> dict[int, tuple[int, int]]:
    """Lessons attended and their credit hours, by person id."""
    query = (
        sa.select(_MARKS.c.person_id, sa.func.count(), sa.func.sum(_LESSONS.c.credit_hours))
        .join(_LESSONS, _LESSONS.c.id == _MARKS.c.session_id)
        .where(_LESSONS.c.class_run_id == class_run_id, _MARKS.c.mark.in_(ATTENDED))
        .group_by(_MARKS.c.person_id)
    )
    return {person: (count, int(hours)) for person, count, hours in session.execute(query)}


def _people(class_run_id: int) -> sa.Select[tuple[int, str, str, str]]:
    return (
        sa.select(_PEOPLE.c.id, _PEOPLE.c.name, _PEOPLE.c.phones, _STATIONS.c.name.label("station"))
        .join(_PLACES, _PLACES.c.person_id == _PEOPLE.c.id)
        .outerjoin(_STATIONS, _STATIONS.c.id == _PEOPLE.c.station_id)
        .where(_PLACES.c.class_run_id == class_run_id, _PLACES.c.status.in_(_SITTING))
        .order_by(_PEOPLE.c.name_pinyin, _PEOPLE.c.id)
    )
