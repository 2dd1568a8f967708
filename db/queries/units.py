"""The rows behind the figures about friendly units: recognised on a day, being created, all there are, what was done."""

from __future__ import annotations

from collections.abc import Callable, Collection

import sqlalchemy as sa

from db.base import table_of
from db.models import FriendlyUnit, UnitFiling, UnitImprovement, UnitKind, UnitStage, UnitStep
from db.models.units import RECOGNISED
from db.queries.counting import Condition, Counted, Days, Source, happened, holds, inside

COMPOUNDS = (UnitKind.COMPOUND,)
DISTRICTS = (UnitKind.DISTRICT, UnitKind.BUILDING)

_units = table_of(FriendlyUnit)
_steps = table_of(UnitStep)
_filings = table_of(UnitFiling)
_improvements = table_of(UnitImprovement)

_on_the_day = Source(
    lambda _: _steps.join(_units, _units.c.id == _steps.c.unit_id),
    lambda window, scope: (holds(_steps, window.last), *inside(_units.c.area_id, scope)),
)
_all = Source(lambda _: _units, lambda _, scope: tuple(inside(_units.c.area_id, scope)))


def _valid(window: Days) -> Condition:
    """Recognised on the day, and the recognition has not run out by then."""
    lasts = sa.or_(_steps.c.valid_until.is_(None), _steps.c.valid_until >= window.last)
    return sa.and_(_steps.c.stage.in_(RECOGNISED), lasts)


def _of(kinds: Collection[UnitKind], condition: Callable[[Days], Condition]) -> Callable[[Days], Condition]:
    return lambda window: sa.and_(_units.c.kind.in_(kinds), condition(window))


def recognised(kinds: Collection[UnitKind]) -> Counted:
    """Units of the kinds with a valid recognition."""
    return Counted(_on_the_day, _units.c.id, _of(kinds, _valid))


def in_hand(kinds: Collection[UnitKind]) -> Counted:
    """Units of the kinds that somebody applied for and that are not recognised yet."""
    stages = (UnitStage.APPLIED, UnitStage.CREATING, UnitStage.INSPECTED)
    return Counted(_on_the_day, _units.c.id, _of(kinds, lambda _: _steps.c.stage.in_(stages)))


def every(kinds: Collection[UnitKind]) -> Counted:
    """All units of the kinds, whatever their stage: what the others are measured against."""
    return Counted(_all, _units.c.id, lambda _: _units.c.kind.in_(kinds))


RECOGNISED_UNITS = Counted(_on_the_day, _units.c.id, _valid)
LAPSED = Counted(
    _on_the_day,
    _units.c.id,
    lambda window: sa.and_(_steps.c.stage.in_(RECOGNISED), _steps.c.valid_until < window.last),
)
SIGNED = Counted(_all, _units.c.id, lambda window: _units.c.sign_on <= window.last)
ALL = Counted(_all, _units.c.id)
FILED = Counted(
    Source(
        lambda _: _filings.join(_units, _units.c.id == _filings.c.unit_id),
        lambda window, scope: (holds(_filings, window.last), *inside(_units.c.area_id, scope)),
    ),
    _filings.c.person_id,
    distinct=_filings.c.person_id,
)
_finished = Source(
    lambda _: _improvements.join(_units, _units.c.id == _improvements.c.unit_id),
    lambda window, scope: (
        happened(_improvements.c.finished_on, window),
        *inside(_units.c.area_id, scope),
    ),
)
IMPROVED = Counted(_finished, _units.c.id, distinct=_units.c.id)
ITEMS_IMPROVED = Counted(_finished, _improvements.c.id, amount=_improvements.c["items"])
