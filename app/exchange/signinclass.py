"""The class run that a sign-in sheet is of, and which of its lessons each column means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk
from app.exchange.dayheads import DayHead
from app.exchange.signin import Lesson, SignInRun
from db.base import table_of
from db.models import ClassRun, ClassRunStatus, ClassSession, Course, Programme

_OFFERED = 60
_RUNS, _COURSES, _SESSIONS = table_of(ClassRun), table_of(Course), table_of(ClassSession)
_PROGRAMMES = table_of(Programme)
_MARKS = re.compile(r"[\s“”\"‘’'（）()《》·]")


@dataclass(frozen=True)
class Found:
    """A class run that may be meant."""

    id: int
    name: str
    course: str
    programme: str
    from_on: date
    to_on: date | None
    cancelled: bool

    @property
    def years(self) -> range:
        """The years its lessons may lie in."""
        return range(self.from_on.year, (self.to_on or self.from_on).year + 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies between its first and its last."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


def plain(text: str) -> str:
    """A name without quotes, brackets and spaces, for comparing."""
    return _MARKS.sub("", text)


def find_class(
    session: Session, desk: Desk, run: SignInRun, heads: Sequence[DayHead], target_id: int | None
) -> Found | None:
    """The class run the sheet is of: the one chosen, else the only one that its title and days can mean.

    ``run.runs`` gets those to choose from.
    """
    known = [_found(row) for row in session.execute(_query(desk).limit(_OFFERED))]
    if run.class_name:
        ends = sa.literal(plain(run.class_name)).like(sa.literal("%").concat(_bare(_RUNS.c.name)))
        named = [_found(row) for row in session.execute(_query(desk).where(ends).limit(_OFFERED))]
    else:
        named = []
    if target_id is not None:
        chosen = [_found(row) for row in session.execute(_query(desk).where(_RUNS.c.id == target_id))]
    else:
        chosen = _meant(named, run.class_name, heads)
    run.runs = {one.id: one.name for one in {one.id: one for one in [*chosen, *named, *known]}.values()}
    return chosen[0] if len(chosen) == 1 else None


def _meant(named: Sequence[Found], class_name: str, heads: Sequence[DayHead]) -> list[Found]:
    """Those with the whole title for a name, alone or after their programme; of several those that have such days."""
    title = plain(class_name)
    whole = [
        one
        for one in named
        if not one.cancelled and title in (plain(one.name), plain(one.programme + one.name))
    ]
    return [one for one in whole if any(_may_have(one, head) for head in heads)] or whole


def _may_have(found: Found, head: DayHead) -> bool:
    days = [head.on(year) for year in found.years] if not head.lesson else []
    return any(day is not None and found.holds(day) for day in days)


def _query(desk: Desk) -> sa.Select[Any]:
    query = (
        sa.select(
            _RUNS.c.id,
            _RUNS.c.name,
            _COURSES.c.name.label("course"),
            _PROGRAMMES.c.name.label("programme"),
            _RUNS.c.from_on,
            _RUNS.c.to_on,
            _RUNS.c.status,
        )
        .join(_COURSES, _COURSES.c.id == _RUNS.c.course_id)
        .outerjoin(_PROGRAMMES, _PROGRAMMES.c.id == _COURSES.c.programme_id)
        .order_by(_RUNS.c.from_on.desc(), _RUNS.c.id.desc())
    )
    areas = desk.visible_areas()
    return query if areas is None else query.where(_RUNS.c.area_id.in_(areas))


def _found(row: Any) -> Found:
    cancelled = row.status == ClassRunStatus.CANCELLED
    return Found(row.id, row.name, row.course, row.programme or "", row.from_on, row.to_on, cancelled)


def _bare(column: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """A stored name without quotes, as ``plain`` makes it as far as SQL goes."""
    bare: sa.ColumnElement[str] = column
    for mark in '“”"（）() ':
        bare = sa.func.replace(bare, mark, "")
    return bare


def date_lessons(
    session: Session,
    found: Found | None,
    columns: Iterable[tuple[Lesson, DayHead]],
    year: int | None,
    today: date,
) -> list[str]:
    """Give every column its day and, where the class has it, its session. Returns what stands against importing.

    year: what the sheet says. Without one the class's days tell; without a class the newest year that is not in the future.
    """
    columns = list(columns)
    held = _sessions(session, found)
    assumed = _years(columns, found, year, today)
    wrong = []
    seen: dict[date, int] = {}
    for (lesson, head), in_year in zip(columns, assumed, strict=True):
        if lesson.number:
            wrong += _by_number(lesson, held)
            continue
        day = head.on(in_year)
        if day is None:
            wrong.append(f"{in_year}年没有{lesson.head}这一天，请改正表头。")
            continue
        lesson.held_on, lesson.nth = day, seen.get(day, 0)
        seen[day] = lesson.nth + 1
        same_day = [row for row in held if row.held_on == day]
        if lesson.nth < len(same_day):
            lesson.session_id = same_day[lesson.nth].id
        elif found is not None and not found.holds(day):
            until = f"至{found.to_on}" if found.to_on else "起"
            wrong.append(f"{day}不在“{found.name}”的日期内（{found.from_on}{until}），请先修改班次的日期。")
    return wrong


def _by_number(lesson: Lesson, held: Sequence[Any]) -> list[str]:
    if lesson.number > len(held):
        return [f"班次里没有{lesson.head}，请先排好课次，或在表头写上课日期。"]
    lesson.held_on, lesson.session_id = held[lesson.number - 1].held_on, held[lesson.number - 1].id
    return []


def _sessions(session: Session, found: Found | None) -> list[Any]:
    if found is None:
        return []
    query = sa.select(_SESSIONS.c.id, _SESSIONS.c.held_on).where(_SESSIONS.c.class_run_id == found.id)
    order = (_SESSIONS.c.held_on, _SESSIONS.c.starts_at, _SESSIONS.c.id)
    return list(session.execute(query.order_by(*order)).all())


def _years(
    columns: Sequence[tuple[Lesson, DayHead]], found: Found | None, year: int | None, today: date
) -> list[int]:
    """The year of each column; it goes up by one where the months begin again."""
    steps, years, last = 0, [], (0, 0)
    for _, head in columns:
        if not head.lesson and (head.month, head.day) < last and head.year is None:
            steps += 1
        last = (head.month, head.day) if not head.lesson else last
        years.append(steps)
    days = [(step, head) for step, (_, head) in zip(years, columns, strict=True) if not head.lesson]

    def all_held(first: int) -> bool:
        assert found is not None
        placed = [head.on(first + step) for step, head in days]
        return all(day is not None and found.holds(day) for day in placed)

    def all_past(first: int) -> bool:
        placed = [head.on(first + step) for step, head in days]
        return all(day is None or day <= today for day in placed)

    first = year
    if first is None and found is not None:
        first = next((one for one in found.years if all_held(one)), found.from_on.year)
    if first is None:
        first = next((one for one in range(today.year, today.year - 3, -1) if all_past(one)), today.year)
    return [first + step for step in years]
