"""Learners by programme and term, and how far they have come: in the union, admitted to the Party."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    ClassRun,
    ClassRunStatus,
    Course,
    Enrolment,
    Membership,
    Organization,
    OrganizationLine,
    PartyIndex,
    PartyStage,
    PartyStagePeriod,
    Programme,
    Term,
)
from db.queries.counting import holds
from db.queries.training import NEVER_IN

Areas = sa.Select[tuple[int]] | None
_enrolments, _runs, _courses = table_of(Enrolment), table_of(ClassRun), table_of(Course)
_programmes, _terms = table_of(Programme), table_of(Term)
_programme_id = sa.func.coalesce(_terms.c.programme_id, _courses.c.programme_id)
_cards, _stages = table_of(PartyIndex), table_of(PartyStagePeriod)
_memberships, _bodies = table_of(Membership), table_of(Organization)


def _taken_in(day: date, areas: Areas) -> sa.Select[Any]:
    """Who had been taken into which class by a day; classes that were cancelled do not count."""
    query = (
        sa.select(_enrolments.c.person_id)
        .join(_runs, _runs.c.id == _enrolments.c.class_run_id)
        .join(_courses, _courses.c.id == _runs.c.course_id)
        .outerjoin(_terms, _terms.c.id == _runs.c.term_id)
        .outerjoin(_programmes, _programmes.c.id == _programme_id)
        .where(
            _runs.c.from_on <= day,
            _runs.c.status != ClassRunStatus.CANCELLED,
            _enrolments.c.status.not_in(NEVER_IN),
        )
    )
    return query if areas is None else query.where(_runs.c.area_id.in_(areas))


def _in_union(day: date) -> sa.ColumnElement[bool]:
    unions = sa.select(_bodies.c.id).where(_bodies.c.line == OrganizationLine.UNION)
    return sa.exists().where(
        _memberships.c.person_id == _enrolments.c.person_id,
        _memberships.c.organization_id.in_(unions),
        holds(_memberships, day),
    )


def admitted_by(person: sa.ColumnElement[Any], day: date) -> sa.ColumnElement[bool]:
    """Whether somebody had been admitted as a probationary member by a day."""
    return sa.exists().where(
        _cards.c.person_id == person,
        _stages.c.index_id == _cards.c.id,
        _stages.c.stage == PartyStage.PROBATIONARY,
        _stages.c.from_on <= day,
    )


def cohorts_on(day: date, areas: Areas) -> sa.Select[Any]:
    """Ids and names of programme and term, different learners, of them union members on the day, of them admitted by then.

    Of classes without a programme or term these are None.
    """
    person = _enrolments.c.person_id
    return (
        _taken_in(day, areas)
        .with_only_columns(
            _programmes.c.id,
            _terms.c.id,
            _programmes.c.name,
            _terms.c.name,
            sa.func.count(sa.distinct(person)),
            sa.func.count(sa.distinct(sa.case((_in_union(day), person)))),
            sa.func.count(sa.distinct(sa.case((admitted_by(person, day), person)))),
        )
        .group_by(_programmes.c.id, _terms.c.id, _programmes.c.name, _terms.c.name)
        .order_by(
            _programmes.c.id.is_(None), _programmes.c.id, sa.func.min(_runs.c.from_on), _terms.c.id.is_(None)
        )
    )


def learners_of_cohort(
    programme: int | None, term: int | None, day: date, areas: Areas
) -> sa.Select[tuple[int]]:
    """Ids of the people of a cohort."""
    return _taken_in(day, areas).where(
        _programmes.c.id.is_not_distinct_from(programme), _terms.c.id.is_not_distinct_from(term)
    )


def learners_by(day: date) -> sa.Select[tuple[int]]:
    """Ids of everybody who had been taken into a class by a day."""
    return _taken_in(day, None)
