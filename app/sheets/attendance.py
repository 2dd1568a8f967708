"""The attendance sheet of a class as one screen needs it: its lessons, its learners page by page, and the totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.desk import Desk
from app.errors import NotFound
from app.rules.training import MARKED, SEATED
from db.base import table_of
from db.models import Attendance, ClassRun, ClassSession, Enrolment, Headcount, Mark, Person, Station

MARKS = (
    ("present", "出勤", "√"),
    ("late", "迟到", "迟"),
    ("leave", "请假", "假"),
    ("absent", "缺席", "×"),
    ("proxy", "代签", "代"),
)
ATTENDED = ("present", "late")
UNNAMED = ""  # the headcount line that every sheet has; others have a description
PAGE = 100  # learners read at once
_MARKS, _HEADS, _LESSONS = table_of(Attendance), table_of(Headcount), table_of(ClassSession)
_PLACES, _PEOPLE, _STATIONS = table_of(Enrolment), table_of(Person), table_of(Station)


@dataclass(frozen=True)
class Lesson:
    """One session: id, its date as the head of a column (``11-05``), and the whole of it."""

    id: int
    head: str
    tip: str
    held_on: date


@dataclass(frozen=True)
class Learner:
    """One line of the sheet. marks: by lesson id, as the ledger has them. seated: False for who has left the class."""

    person_id: int
    name: str
    station: str
    seated: bool
    marks: Mapping[int, str]


@dataclass
class Sheet:
    """A class's sheet without its marks. learners: how many lines it has; headcounts by (lesson id, description)."""

    class_run_id: int
    title: str
    pass_percent: int
    lessons: tuple[Lesson, ...]
    learners: int
    headcounts: dict[tuple[int, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Totals:
    """Per lesson id: learners who attended it, and learners of the class who have no mark in it. held: it has any mark."""

    attended: Mapping[int, int]
    unmarked: Mapping[int, int]
    held: frozenset[int]


def read_sheet(desk: Desk, class_run_id: int) -> Sheet:
    """The sheet of a class run. Raises ``NotFound`` when it is gone or outside the clerk's area."""
    with desk.reading() as session:
        run = _run(session, desk, class_run_id)
        lessons = session.exec(
            select(ClassSession)
            .where(ClassSession.class_run_id == class_run_id)
            .order_by(col(ClassSession.held_on), col(ClassSession.starts_at), col(ClassSession.id))
        ).all()
        count = sa.select(sa.func.count()).select_from(_PLACES).where(*_listed(class_run_id))
        learners: int = session.execute(count).scalar_one()
        counted = session.execute(
            sa.select(_HEADS.c.session_id, _HEADS.c.description, sa.func.sum(_HEADS.c["count"]))
            .join(_LESSONS, _LESSONS.c.id == _HEADS.c.session_id)
            .where(_LESSONS.c.class_run_id == class_run_id)
            .group_by(_HEADS.c.session_id, _HEADS.c.description)
        ).all()
    return Sheet(
        class_run_id,
        run.name,
        run.pass_percent,
        tuple(Lesson(one.id or 0, f"{one.held_on:%m-%d}", _tip(one), one.held_on) for one in lessons),
        learners,
        {(lesson, description): int(count) for lesson, description, count in counted},
    )


def read_learners(desk: Desk, class_run_id: int, first: int = 0, size: int = PAGE) -> list[Learner]:
    """Lines of the sheet by name, from place ``first`` on, with all their marks."""
    with desk.reading() as session:
        _run(session, desk, class_run_id)
        lines = (
            sa.select(_PEOPLE.c.id, _PEOPLE.c.name, _STATIONS.c.name.label("station"), _PLACES.c.status)
            .join(_PLACES, _PLACES.c.person_id == _PEOPLE.c.id)
            .outerjoin(_STATIONS, _STATIONS.c.id == _PEOPLE.c.station_id)
            .where(*_listed(class_run_id))
            .order_by(_PEOPLE.c.name_pinyin, _PEOPLE.c.id)
        )
        people = session.execute(lines.offset(first).limit(size)).all()
        marks = _marks_of(session, class_run_id, [person.id for person in people])
    return [
        Learner(
            person.id, person.name, person.station or "", person.status in SEATED, marks.get(person.id, {})
        )
        for person in people
    ]


def place_of(desk: Desk, class_run_id: int, person_id: int) -> int | None:
    """The line of the sheet on which somebody stands, from 0; None when not on it."""
    with desk.reading() as session:
        found = session.execute(
            sa.select(_PEOPLE.c.name_pinyin)
            .join(_PLACES, _PLACES.c.person_id == _PEOPLE.c.id)
            .where(*_listed(class_run_id), _PEOPLE.c.id == person_id)
        ).first()
        if found is None:
            return None
        before = sa.tuple_(_PEOPLE.c.name_pinyin, _PEOPLE.c.id) < sa.tuple_(sa.literal(found[0]), person_id)
        query = (
            sa.select(sa.func.count())
            .select_from(_PEOPLE.join(_PLACES, _PLACES.c.person_id == _PEOPLE.c.id))
            .where(*_listed(class_run_id), before)
        )
        return int(session.execute(query).scalar_one())


def find_line(desk: Desk, class_run_id: int, typed: str, after: int) -> int | None:
    """The next line behind a line whose learner's name, pinyin or initials hold what was typed; the search goes round."""
    wanted = f"%{typed.strip().lower()}%"
    number = sa.func.row_number().over(order_by=(_PEOPLE.c.name_pinyin, _PEOPLE.c.id)).label("number")
    lines = (
        sa.select(number, _PEOPLE.c.name, _PEOPLE.c.name_pinyin, _PEOPLE.c.name_initials)
        .join(_PLACES, _PLACES.c.person_id == _PEOPLE.c.id)
        .where(*_listed(class_run_id))
        .subquery("lines")
    )
    hit = sa.or_(
        *(column.like(wanted) for column in (lines.c.name, lines.c.name_pinyin, lines.c.name_initials))
    )
    later = sa.case((lines.c.number > after + 1, 0), else_=1)
    with desk.reading() as session:
        query = sa.select(lines.c.number).where(hit).order_by(later, lines.c.number).limit(1)
        found = session.execute(query).scalar()
    return None if found is None else int(found) - 1


def read_totals(desk: Desk, class_run_id: int) -> Totals:
    """What the foot of the sheet says: counted in the ledger, whatever part of the sheet is on the screen."""
    with desk.reading() as session:
        _run(session, desk, class_run_id)
        of_class = _LESSONS.c.class_run_id == class_run_id
        marked = session.execute(
            sa.select(_MARKS.c.session_id, _MARKS.c.mark, sa.func.count())
            .where(_MARKS.c.session_id.in_(sa.select(_LESSONS.c.id).where(of_class)))
            .group_by(_MARKS.c.session_id, _MARKS.c.mark)
        ).all()
        gone = sa.select(_PLACES.c.person_id).where(*_listed(class_run_id), _PLACES.c.status.not_in(SEATED))
        of_gone = session.execute(
            sa.select(_MARKS.c.session_id, sa.func.count())
            .join(_LESSONS, _LESSONS.c.id == _MARKS.c.session_id)
            .where(of_class, _MARKS.c.person_id.in_(gone))
            .group_by(_MARKS.c.session_id)
        ).all()
        seated = session.execute(
            sa.select(sa.func.count())
            .select_from(_PLACES)
            .where(_PLACES.c.class_run_id == class_run_id, _PLACES.c.status.in_(SEATED))
        ).scalar_one()
        lessons = session.execute(sa.select(_LESSONS.c.id).where(of_class)).scalars().all()
    attended, unmarked = dict.fromkeys(lessons, 0), dict.fromkeys(lessons, int(seated))
    for lesson, mark, count in marked:
        attended[lesson] += count if mark in ATTENDED else 0
        unmarked[lesson] -= count
    for lesson, count in of_gone:
        unmarked[lesson] += count
    return Totals(attended, unmarked, frozenset(lesson for lesson, _, _ in marked))


def _run(session: Session, desk: Desk, class_run_id: int) -> ClassRun:
    query = select(ClassRun).where(ClassRun.id == class_run_id)
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(ClassRun.area_id).in_(areas))
    run = session.exec(query).first()
    if run is None:
        raise NotFound("这个班次已被删除，或不在您负责的区域内。", "请刷新列表。")
    return run


def _listed(class_run_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return _PLACES.c.class_run_id == class_run_id, _PLACES.c.status.in_(MARKED)


def _marks_of(session: Session, class_run_id: int, people: list[int]) -> dict[int, dict[int, str]]:
    query = sa.select(_MARKS.c.session_id, _MARKS.c.person_id, _MARKS.c.mark).where(
        _MARKS.c.person_id.in_(people),
        _MARKS.c.session_id.in_(sa.select(_LESSONS.c.id).where(_LESSONS.c.class_run_id == class_run_id)),
    )
    found: dict[int, dict[int, str]] = {}
    for lesson, person, mark in session.execute(query):
        found.setdefault(person, {})[lesson] = str(mark)
    return found


def _tip(lesson: ClassSession) -> str:
    parts = (
        f"{lesson.held_on}",
        f"{lesson.starts_at}—{lesson.ends_at}".strip("—"),
        lesson.topic,
        lesson.teacher,
        lesson.place,
        f"{lesson.credit_hours}学时" if lesson.credit_hours else "",
    )
    return "\n".join(part for part in parts if part)


def as_marks(changed: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], Any]:
    """Marks as ``app.actions.attendance.mark_attendance`` takes them: an empty text takes a mark back."""
    return {cell: Mark(mark) if mark else None for cell, mark in changed.items()}
