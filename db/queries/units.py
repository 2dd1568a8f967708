"""The rows behind the figures about friendly units: recognised on a day, being created, all there are, what was done."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    Area,
    AreaKind,
    FriendlyUnit,
    UnitFiling,
    UnitImprovement,
    UnitKind,
    UnitMeasure,
    UnitPast,
    UnitProblem,
    UnitStage,
    UnitStep,
)
from db.models.units import RECOGNISED
from db.queries.counting import Condition, Counted, Days, Source, happened, holds, inside
from db.queries.pasts import on_the_day, was
from db.queries.words import holds_word

COMPOUNDS = (UnitKind.COMPOUND,)
DISTRICTS = (UnitKind.DISTRICT, UnitKind.BUILDING)

Areas = sa.Select[tuple[int]] | None
_areas = table_of(Area)
_units = table_of(FriendlyUnit)
_steps = table_of(UnitStep)
_filings = table_of(UnitFiling)
_measures = table_of(UnitMeasure)
_improvements = table_of(UnitImprovement)
_pasts = table_of(UnitPast)

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
_recognised = Source(
    lambda window: _steps.join(_units, _units.c.id == _steps.c.unit_id).outerjoin(
        _pasts, on_the_day(_pasts, "unit_id", _units, window.last)
    ),
    lambda window, scope: (
        holds(_steps, window.last),
        _valid(window),
        *inside(_units.c.area_id, scope),
    ),
)
BAYS = Counted(_recognised, _units.c.id, amount=was(_pasts, _units, "bay_count"))


def with_word(column: str, word: str) -> Counted:
    """Units validly recognised on the day whose words (``access``, ``criteria``) had one then."""
    return Counted(_recognised, _units.c.id, lambda _: holds_word(was(_pasts, _units, column), (word,)))


def with_flag(column: str) -> Counted:
    """Units validly recognised on the day that had something (``guide_map``, ``shuttle``, ``locker``)."""
    return Counted(_recognised, _units.c.id, lambda _: was(_pasts, _units, column).is_(True))


def measures_of(problem: UnitProblem | None = None) -> Counted:
    """What was done against one of the three problems, or all, until the day."""
    return Counted(
        Source(
            lambda _: _measures.join(_units, _units.c.id == _measures.c.unit_id),
            lambda window, scope: (
                sa.or_(_measures.c.done_on.is_(None), _measures.c.done_on <= window.last),
                *inside(_units.c.area_id, scope),
            ),
        ),
        _measures.c.id,
        None if problem is None else lambda _: _measures.c.problem == problem,
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


def by_community(day: date, areas: Areas) -> sa.Select[tuple[int | None, str | None, date | None, int, int]]:
    """Units on a day in groups: community (None outside any), stage (None: listed only), valid until, how many have a sign, how many there are."""
    on_the_day = sa.and_(_steps.c.unit_id == _units.c.id, holds(_steps, day))
    own = _areas.alias("own")
    within = sa.and_(
        _areas.c.kind == AreaKind.COMMUNITY,
        own.c.path >= _areas.c.path,
        own.c.path < _areas.c.path + "~",
    )
    signed = sa.and_(_units.c.sign_on.is_not(None), _units.c.sign_on <= day)
    query = (
        sa.select(
            _areas.c.id,
            _steps.c.stage,
            _steps.c.valid_until,
            sa.func.sum(sa.case((signed, 1), else_=0)),
            sa.func.count(),
        )
        .select_from(
            _units.join(own, own.c.id == _units.c.area_id)
            .outerjoin(_areas, within)
            .outerjoin(_steps, on_the_day)
        )
        .group_by(_areas.c.id, _steps.c.stage, _steps.c.valid_until)
    )
    return query if areas is None else query.where(_units.c.area_id.in_(areas))
