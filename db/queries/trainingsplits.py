"""Training of a period counted by what classes or learners have in common; people are different people in every line."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    Attendance,
    Certificate,
    CertificateKind,
    CertificateState,
    ClassRun,
    ClassRunStatus,
    ClassSession,
    Course,
    Employment,
    Enrolment,
    EnrolmentStatus,
    FeeReduction,
    Headcount,
    Person,
    Registration,
)
from db.queries.counting import Scope, Window, happened, inside
from db.queries.studies import GRANTED
from db.queries.training import ATTENDED

_marks, _heads, _lessons = table_of(Attendance), table_of(Headcount), table_of(ClassSession)
_runs, _courses, _places = table_of(ClassRun), table_of(Course), table_of(Enrolment)
_papers, _reductions = table_of(Certificate), table_of(FeeReduction)
_people, _work, _books = table_of(Person), table_of(Employment), table_of(Registration)
Key = sa.ColumnElement[Any]


class Split(enum.StrEnum):
    """What the lines of the statistics are: properties of classes, then of learners."""

    ALL = "all"
    PROGRAMME = "programme"
    TERM = "term"
    CATEGORY = "category"
    COURSE = "course"
    CLASS_RUN = "class_run"
    TRADE = "trade"
    GENDER = "gender"
    AGE = "age"
    EDUCATION = "education"
    STATION = "station"
    COMMUNITY = "community"


OF_PEOPLE = frozenset({Split.TRADE, Split.GENDER, Split.AGE, Split.EDUCATION, Split.STATION, Split.COMMUNITY})
AGES = (18, 26, 36, 46)  # the first year of each band but the one below


@dataclass(frozen=True)
class Counts:
    """One line. marks: all marks; named: attendances with a name; hours: their credit hours; heads: without a name."""

    courses: int = 0
    runs: int = 0
    sessions: int = 0
    taught: int = 0
    people: int = 0
    marks: int = 0
    named: int = 0
    hours: int = 0
    heads: int = 0
    completed: int = 0
    certificates: int = 0
    reduced_people: int = 0
    reduced: int = 0


Part = tuple[str, sa.Select[Any]]


def parts(split: Split, window: Window, scope: Scope) -> list[Part]:
    """Selects of a key and some counts each, with the names of the counts; every source is read once."""
    found = [
        ("people marks named hours", _attendance(split, window, scope)),
        ("completed", _completed(split, window, scope)),
        ("certificates", _certificates(split, window, scope)),
    ]
    if split in OF_PEOPLE or split is Split.ALL:
        found.append(("reduced_people reduced", _reduced(split, window, scope)))
    if split not in OF_PEOPLE:
        found.append(("sessions runs courses taught", _held(split, window, scope)))
        found.append(("heads", _unnamed(split, window, scope)))
    return found


def learners(split: Split, key: Any, window: Window, scope: Scope) -> sa.Select[tuple[int]]:
    """Ids of the people behind a line: who attended, each as often as they did."""
    source, column = _keyed(split, _attended(), _marks.c.person_id, _lessons.c.held_on, window)
    query = sa.select(_marks.c.person_id).select_from(source)
    query = query.where(*_in_days(window, scope), _marks.c.mark.in_(ATTENDED))
    if split is Split.ALL:
        return query
    return query.where(column.is_(None) if key is None else column == key)


def _attended() -> sa.FromClause:
    return _marks.join(_lessons, _lessons.c.id == _marks.c.session_id).join(
        _runs, _runs.c.id == _lessons.c.class_run_id
    )


def _in_days(window: Window, scope: Scope) -> list[sa.ColumnElement[bool]]:
    return [
        happened(_lessons.c.held_on, window),
        _runs.c.status != ClassRunStatus.CANCELLED,
        *inside(_runs.c.area_id, scope),
    ]


def _attendance(split: Split, window: Window, scope: Scope) -> sa.Select[Any]:
    source, key = _keyed(split, _attended(), _marks.c.person_id, _lessons.c.held_on, window)
    came = _marks.c.mark.in_(ATTENDED)
    return _grouped(
        source,
        key,
        _in_days(window, scope),
        sa.func.count(sa.distinct(sa.case((came, _marks.c.person_id)))),
        sa.func.count(_marks.c.id),
        sa.func.count(sa.case((came, _marks.c.id))),
        sa.func.coalesce(sa.func.sum(sa.case((came, _lessons.c.credit_hours))), 0),
    )


def _held(split: Split, window: Window, scope: Scope) -> sa.Select[Any]:
    source: sa.FromClause = _lessons.join(_runs, _runs.c.id == _lessons.c.class_run_id)
    source, key = _keyed(split, source, None, _lessons.c.held_on, window)
    marks = sa.exists().where(_marks.c.session_id == _lessons.c.id, _marks.c.mark.in_(ATTENDED))
    heads = sa.exists().where(_heads.c.session_id == _lessons.c.id)
    under_way = _runs.c.status.in_((ClassRunStatus.RUNNING, ClassRunStatus.FINISHED))
    return _grouped(
        source,
        key,
        [*_in_days(window, scope), sa.or_(under_way, marks, heads)],
        sa.func.count(_lessons.c.id),
        sa.func.count(sa.distinct(_runs.c.id)),
        sa.func.count(sa.distinct(_runs.c.course_id)),
        sa.func.coalesce(sa.func.sum(_lessons.c.credit_hours), 0),
    )


def _unnamed(split: Split, window: Window, scope: Scope) -> sa.Select[Any]:
    source: sa.FromClause = _heads.join(_lessons, _lessons.c.id == _heads.c.session_id).join(
        _runs, _runs.c.id == _lessons.c.class_run_id
    )
    source, key = _keyed(split, source, None, _lessons.c.held_on, window)
    return _grouped(source, key, _in_days(window, scope), sa.func.sum(_heads.c["count"]))


def _completed(split: Split, window: Window, scope: Scope) -> sa.Select[Any]:
    source: sa.FromClause = _places.join(_runs, _runs.c.id == _places.c.class_run_id)
    source, key = _keyed(split, source, _places.c.person_id, _places.c.completed_on, window)
    conditions = [
        happened(_places.c.completed_on, window),
        _places.c.status == EnrolmentStatus.COMPLETED,
        *inside(_runs.c.area_id, scope),
    ]
    return _grouped(source, key, conditions, sa.func.count(sa.distinct(_places.c.person_id)))


def _certificates(split: Split, window: Window, scope: Scope) -> sa.Select[Any]:
    source: sa.FromClause = _papers.join(_runs, _runs.c.id == _papers.c.class_run_id)
    source, key = _keyed(split, source, _papers.c.person_id, _papers.c.issued_on, window)
    conditions = [
        happened(_papers.c.issued_on, window),
        _papers.c.kind == CertificateKind.COMPLETION,
        _papers.c.state != CertificateState.VOID,
        _papers.c.replaces_id.is_(None),
        *inside(_papers.c.area_id, scope),
    ]
    return _grouped(source, key, conditions, sa.func.count(_papers.c.id))


def _reduced(split: Split, window: Window, scope: Scope) -> sa.Select[Any]:
    source, key = _keyed(split, _reductions, _reductions.c.person_id, _reductions.c.approved_on, window)
    conditions = [
        happened(_reductions.c.approved_on, window),
        _reductions.c.state.in_(GRANTED),
        *inside(_reductions.c.area_id, scope),
    ]
    people = sa.func.count(sa.distinct(_reductions.c.person_id))
    return _grouped(source, key, conditions, people, sa.func.sum(_reductions.c.approved))


def _grouped(
    source: sa.FromClause, key: Key, conditions: list[sa.ColumnElement[bool]], *counts: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    return sa.select(key.label("key"), *counts).select_from(source).where(*conditions).group_by(sa.text("1"))


def _keyed(
    split: Split, source: sa.FromClause, person: Key | None, on: Key, window: Window
) -> tuple[sa.FromClause, Key]:
    """The source with what the split needs, and the key of a line.

    person: the column of the learner; on: the day on which trade, station and community are looked up.
    """
    if split is Split.ALL:
        return source, sa.literal(0)
    if split in _OF_CLASSES:
        if split in (Split.PROGRAMME, Split.CATEGORY):
            source = source.join(_courses, _courses.c.id == _runs.c.course_id)
        return source, _OF_CLASSES[split]
    assert person is not None
    if split in (Split.TRADE, Split.STATION):
        source = source.outerjoin(_work, sa.and_(_work.c.person_id == person, _on(_work, on)))
        return source, _work.c.category if split is Split.TRADE else _work.c.station_id
    if split is Split.COMMUNITY:
        return source.outerjoin(
            _books, sa.and_(_books.c.person_id == person, _on(_books, on))
        ), _books.c.area_id
    source = source.join(_people, _people.c.id == person)
    return source, _OF_PERSONS[split](window)


def _on(rows: sa.Table, day: Key) -> sa.ColumnElement[bool]:
    return sa.and_(rows.c.from_on <= day, sa.or_(rows.c.to_on.is_(None), rows.c.to_on > day))


def _age_band(window: Window) -> Key:
    """The place of the band of somebody's age at the end of the period; None when the birth is not known."""
    bands = [(_people.c.birth_date > window.years_earlier(first), place) for place, first in enumerate(AGES)]
    return sa.case((_people.c.birth_date.is_(None), None), *bands, else_=len(AGES))


_OF_CLASSES: dict[Split, Key] = {
    Split.PROGRAMME: _courses.c.programme_id,
    Split.TERM: _runs.c.term_id,
    Split.CATEGORY: _courses.c.category,
    Split.COURSE: _runs.c.course_id,
    Split.CLASS_RUN: _runs.c.id,
}
_OF_PERSONS: dict[Split, Callable[[Window], Key]] = {
    Split.GENDER: lambda _: _people.c.gender,
    Split.AGE: _age_band,
    Split.EDUCATION: lambda _: _people.c.education,
}
