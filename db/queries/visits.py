"""The rows behind the figures about visits and deeds."""

from __future__ import annotations

import sqlalchemy as sa

from db.base import table_of
from db.models import Deed, NeedKind, Visit, VisitedPerson
from db.queries.counting import Counted, Source, happened, inside

_visits, _met, _deeds = table_of(Visit), table_of(VisitedPerson), table_of(Deed)
_made = Source(
    lambda _: _visits,
    lambda window, scope: (happened(_visits.c.visited_on, window), *inside(_visits.c.area_id, scope)),
)
_seen = Source(
    lambda _: _met.join(_visits, _visits.c.id == _met.c.visit_id),
    lambda window, scope: (happened(_visits.c.visited_on, window), *inside(_visits.c.area_id, scope)),
)
VISITS = Counted(_made, _visits.c.id)
STATIONS_VISITED = Counted(_made, _visits.c.station_id, distinct=_visits.c.station_id)
MEETINGS = Counted(_seen, _met.c.id)
UNNAMED = Counted(_made, _visits.c.id, lambda _: _visits.c.unnamed > 0, amount=_visits.c.unnamed)
PEOPLE_MET = Counted(_seen, _met.c.person_id, distinct=_met.c.person_id)
NEEDS = Counted(_seen, _met.c.id, lambda _: _met.c.need_kind.is_not(None))
NEEDS_SETTLED = Counted(
    _seen,
    _met.c.id,
    lambda window: sa.and_(_met.c.need_kind.is_not(None), _met.c.settled_on <= window.last),
)
DEEDS = Counted(
    Source(
        lambda _: _deeds,
        lambda window, scope: (happened(_deeds.c.happened_on, window), *inside(_deeds.c.area_id, scope)),
    ),
    _deeds.c.id,
)


def needs_of(kind: NeedKind) -> Counted:
    """Needs of a kind that people told on visits."""
    return Counted(_seen, _met.c.id, lambda _: _met.c.need_kind == kind)
