"""The attendance sheet of a class as one screen needs it: learners, sessions, marks, headcounts; and its totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlmodel import col, select

from app.desk import Desk
from app.errors import NotFound
from app.rules.training import MARKED
from db.base import table_of
from db.models import Attendance, ClassRun, ClassSession, Enrolment, Headcount, Mark, Person, Station

MARKS = (
    ("present", "出勤", "√"),
    ("late", "迟到", "迟"),
    ("leave", "请假", "假"),
    ("absent", "缺席", "×"),
    ("proxy", "代签", "代"),
)
_ATTENDED = ("present", "late")


@dataclass(frozen=True)
class Lesson:
    """One session: id, and its date as the head of a column (``11-05``)."""

    id: int
    head: str
    tip: str


@dataclass(frozen=True)
class Learner:
    """One line of the sheet."""

    person_id: int
    name: str
    station: str


@dataclass
class Sheet:
    """A class's sheet. marks by (session id, person id), headcounts by session id: the ledger's state."""

    class_run_id: int
    title: str
    pass_percent: int
    lessons: tuple[Lesson, ...]
    learners: tuple[Learner, ...]
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    headcounts: dict[int, int] = field(default_factory=dict)


def read_sheet(desk: Desk, class_run_id: int) -> Sheet:
    """The sheet of a class run. Raises ``NotFound`` when it is gone or outside the clerk's area."""
    with desk.reading() as session:
        query = select(ClassRun).where(ClassRun.id == class_run_id)
        areas = desk.visible_areas()
        if areas is not None:
            query = query.where(col(ClassRun.area_id).in_(areas))
        run = session.exec(query).first()
        if run is None:
            raise NotFound("这个班次已被删除，或不在您负责的区域内。", "请刷新列表。")
        lessons = session.exec(
            select(ClassSession)
            .where(ClassSession.class_run_id == class_run_id)
            .order_by(col(ClassSession.held_on), col(ClassSession.starts_at), col(ClassSession.id))
        ).all()
        people, stations, enrolments = table_of(Person), table_of(Station), table_of(Enrolment)
        listed = session.execute(
            sa.select(people.c.id, people.c.name, stations.c.name)
            .join(enrolments, enrolments.c.person_id == people.c.id)
            .outerjoin(stations, stations.c.id == people.c.station_id)
            .where(enrolments.c.class_run_id == class_run_id, enrolments.c.status.in_(MARKED))
            .order_by(people.c.name_pinyin, people.c.id)
        ).all()
        marks, heads, held = table_of(Attendance), table_of(Headcount), table_of(ClassSession)
        of_class = held.c.class_run_id == class_run_id
        written = session.execute(
            sa.select(marks.c.session_id, marks.c.person_id, marks.c.mark)
            .join(held, held.c.id == marks.c.session_id)
            .where(of_class)
        ).all()
        counted = session.execute(
            sa.select(heads.c.session_id, sa.func.sum(heads.c["count"]))
            .join(held, held.c.id == heads.c.session_id)
            .where(of_class, heads.c.description == "")
            .group_by(heads.c.session_id)
        ).all()
    return Sheet(
        class_run_id,
        run.name,
        run.pass_percent,
        tuple(Lesson(one.id or 0, f"{one.held_on:%m-%d}", _tip(one)) for one in lessons),
        tuple(Learner(person_id, name, station or "") for person_id, name, station in listed),
        {(lesson, person): str(mark) for lesson, person, mark in written},
        {lesson: int(count) for lesson, count in counted},
    )


def _tip(lesson: ClassSession) -> str:
    parts = (
        f"{lesson.held_on}",
        f"{lesson.starts_at}—{lesson.ends_at}".strip("—"),
        lesson.topic,
        lesson.place,
    )
    return "\n".join(part for part in parts if part)


def attended(sheet: Sheet, marks: Mapping[tuple[int, int], str], person_id: int) -> int:
    """How many sessions a learner attended (present or late)."""
    return sum(marks.get((lesson.id, person_id), "") in _ATTENDED for lesson in sheet.lessons)


def present(sheet: Sheet, marks: Mapping[tuple[int, int], str], lesson_id: int) -> int:
    """How many learners attended a session."""
    return sum(marks.get((lesson_id, learner.person_id), "") in _ATTENDED for learner in sheet.learners)


def as_marks(changed: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], Mark | None]:
    """Marks as ``app.actions.attendance.mark_attendance`` takes them: an empty text takes a mark back."""
    return {cell: Mark(mark) if mark else None for cell, mark in changed.items()}
