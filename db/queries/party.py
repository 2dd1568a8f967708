"""The rows behind the figures about Party work: stages of development, mobile members, reporting in, instructors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    CheckIn,
    ClassRun,
    Enrolment,
    MobileDirection,
    MobileMember,
    PartyIndex,
    PartyInstructor,
    PartyStage,
    PartyStagePeriod,
    Person,
)
from db.queries.counting import Condition, Counted, Days, Scope, Source, happened, holds, inside
from db.queries.training import NEVER_IN

_people = table_of(Person)
_cards = table_of(PartyIndex)
_stages = table_of(PartyStagePeriod)
_mobile = table_of(MobileMember)
_check_ins = table_of(CheckIn)
_instructors = table_of(PartyInstructor)
_enrolments, _runs = table_of(Enrolment), table_of(ClassRun)


def _at_stage(window: Days, scope: Scope) -> Sequence[Condition]:
    return (holds(_stages, window.last), *inside(_people.c.area_id, scope))


def _reported(window: Days, scope: Scope) -> Sequence[Condition]:
    here = _mobile.c.direction == MobileDirection.IN
    reported = _mobile.c.reported_on <= window.last
    return (here, reported, holds(_mobile, window.last), *inside(_people.c.area_id, scope))


def _checked_in(window: Days, scope: Scope) -> Sequence[Condition]:
    return (happened(_check_ins.c.checked_on, window), *inside(_check_ins.c.area_id, scope))


def _sent(window: Days, scope: Scope) -> Sequence[Condition]:
    return (holds(_instructors, window.last), *inside(_instructors.c.area_id, scope))


def _of_card(_: Days) -> sa.FromClause:
    joined = _stages.join(_cards, _cards.c.id == _stages.c.index_id)
    return joined.join(_people, _people.c.id == _cards.c.person_id)


def _admitted(window: Days, scope: Scope) -> Sequence[Condition]:
    admitted = _stages.c.stage == PartyStage.PROBATIONARY
    return happened(_stages.c.from_on, window), admitted, *inside(_people.c.area_id, scope)


def _learner_before(_: Days) -> Condition:
    """Who had been taken into a class that began by the day of admission."""
    return sa.exists().where(
        _enrolments.c.person_id == _people.c.id,
        _enrolments.c.status.not_in(NEVER_IN),
        _runs.c.id == _enrolments.c.class_run_id,
        _runs.c.from_on <= _stages.c.from_on,
    )


_developments = Source(_of_card, _at_stage)
_admissions = Source(_of_card, _admitted)


def at_stages(*stages: PartyStage) -> Counted:
    """Cards that are in one of the stages on a day, by the stages kept as periods."""
    return Counted(_developments, _cards.c.id, lambda _: _stages.c.stage.in_(stages))


ADMITTED = Counted(_admissions, _cards.c.id)
ADMITTED_LEARNERS = Counted(_admissions, _cards.c.id, _learner_before)
REPORTED_MEMBERS = Counted(
    Source(lambda _: _mobile.join(_people, _people.c.id == _mobile.c.person_id), _reported),
    _mobile.c.id,
    distinct=_mobile.c.person_id,
)
CHECKED_IN = Counted(
    Source(lambda _: _check_ins, _checked_in), _check_ins.c.id, distinct=_check_ins.c.person_id
)
INSTRUCTORS = Counted(Source(lambda _: _instructors, _sent), _instructors.c.id)


def stages_on(day: date, areas: sa.Select[tuple[int]] | None) -> sa.Select[tuple[str, int, int]]:
    """The stage each card is in on a day: stage, card id, person id."""
    query = (
        sa.select(_stages.c.stage, _cards.c.id, _people.c.id)
        .select_from(_stages)
        .join(_cards, _cards.c.id == _stages.c.index_id)
        .join(_people, _people.c.id == _cards.c.person_id)
        .where(holds(_stages, day))
    )
    return query if areas is None else query.where(_people.c.area_id.in_(areas))
