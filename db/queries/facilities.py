"""The rows behind the figures about facilities, and the communities that have none."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from db.base import table_of
from db.models import Area, AreaKind, Facility, FacilityKind, FacilityState, FacilityStatus
from db.queries.counting import Condition, Counted, Days, Scope, Source, exists_between, holds, inside

_facilities = table_of(Facility)
_states = table_of(FacilityState)
_areas = table_of(Area)
_communities = _areas.alias("communities")

_on_the_day = Source(
    lambda _: _states.join(_facilities, _facilities.c.id == _states.c.facility_id),
    lambda window, scope: (holds(_states, window.last), *inside(_facilities.c.area_id, scope)),
)


def _open(*kinds: FacilityKind) -> Counted:
    wanted = sa.and_(_states.c.status == FacilityStatus.OPEN, _facilities.c.kind.in_(kinds))
    return Counted(_on_the_day, _facilities.c.id, lambda _: wanted)


OPEN_BY_KIND = {kind: _open(kind) for kind in FacilityKind}
SUSPENDED = Counted(_on_the_day, _facilities.c.id, lambda _: _states.c.status == FacilityStatus.SUSPENDED)


def _communities_on(window: Days, scope: Scope) -> Sequence[Condition]:
    return (
        _communities.c.kind == AreaKind.COMMUNITY,
        exists_between(_communities.c.valid_from, _communities.c.valid_to, window.last),
        *inside(_communities.c.id, scope),
    )


def _served(window: Days) -> Condition:
    """Some open rest stop or water point lies in the community or a grid below it."""
    kinds = (FacilityKind.REST_STOP, FacilityKind.WATER_POINT)
    return sa.exists().where(
        _states.c.facility_id == _facilities.c.id,
        _states.c.status == FacilityStatus.OPEN,
        holds(_states, window.last),
        _facilities.c.kind.in_(kinds),
        _facilities.c.area_id == _areas.c.id,
        _areas.c.path >= _communities.c.path,
        _areas.c.path < _communities.c.path + "~",
    )


_all_communities = Source(lambda _: _communities, _communities_on)
COMMUNITIES = Counted(_all_communities, _communities.c.id)
SERVED_COMMUNITIES = Counted(_all_communities, _communities.c.id, _served)
UNSERVED_COMMUNITIES = Counted(_all_communities, _communities.c.id, lambda window: sa.not_(_served(window)))
