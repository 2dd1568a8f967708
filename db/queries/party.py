"""The rows behind the figures about Party work: stages of development, mobile members, reporting in, instructors."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    CheckIn,
    MobileDirection,
    MobileMember,
    PartyIndex,
    PartyInstructor,
    PartyStage,
    PartyStagePeriod,
    Person,
)
from db.queries.counting import Condition, Counted, Scope, Source, Window, happened, holds, inside

_people = table_of(Person)
_cards = table_of(PartyIndex)
_stages = table_of(PartyStagePeriod)
_mobile = table_of(MobileMember)
_check_ins = table_of(CheckIn)
_instructors = table_of(PartyInstructor)


def _at_stage(window: Window, scope: Scope) -> Sequence[Condition]:
    return (holds(_stages, window.last), *inside(_people.c.area_id, scope))


def _reported(window: Window, scope: Scope) -> Sequence[Condition]:
    here = _mobile.c.direction == MobileDirection.IN
    reported = _mobile.c.reported_on <= window.last
    return (here, reported, holds(_mobile, window.last), *inside(_people.c.area_id, scope))


def _checked_in(window: Window, scope: Scope) -> Sequence[Condition]:
    return (happened(_check_ins.c.checked_on, window), *inside(_check_ins.c.area_id, scope))


def _sent(window: Window, scope: Scope) -> Sequence[Condition]:
    return (holds(_instructors, window.last), *inside(_instructors.c.area_id, scope))


def _of_card(_: Window) -> sa.FromClause:
    joined = _stages.join(_cards, _cards.c.id == _stages.c.index_id)
    return joined.join(_people, _people.c.id == _cards.c.person_id)


_developments = Source(_of_card, _at_stage)


def at_stages(*stages: PartyStage) -> Counted:
    """Cards that are in one of the stages on a day, by the stages kept as periods."""
    return Counted(_developments, _cards.c.id, lambda _: _stages.c.stage.in_(stages))


REPORTED_MEMBERS = Counted(
    Source(lambda _: _mobile.join(_people, _people.c.id == _mobile.c.person_id), _reported),
    _mobile.c.id,
    distinct=_mobile.c.person_id,
)
CHECKED_IN = Counted(
    Source(lambda _: _check_ins, _checked_in), _check_ins.c.id, distinct=_check_ins.c.person_id
)
INSTRUCTORS = Counted(Source(lambda _: _instructors, _sent), _instructors.c.id)
