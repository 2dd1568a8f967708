"""The rows behind the figures about inspections and faults."""

from __future__ import annotations

import sqlalchemy as sa

from db.base import table_of
from db.models import Facility, Fault, Inspection
from db.queries.counting import Counted, Source, happened, inside

_facilities = table_of(Facility)
_inspections = table_of(Inspection)
_faults = table_of(Fault)

_placed = _faults.join(_facilities, _facilities.c.id == _faults.c.facility_id)
_found = Source(
    lambda _: _placed,
    lambda window, scope: (happened(_faults.c.found_on, window), *inside(_facilities.c.area_id, scope)),
)
_so_far = Source(
    lambda _: _placed,
    lambda window, scope: (_faults.c.found_on <= window.last, *inside(_facilities.c.area_id, scope)),
)

INSPECTED = Counted(
    Source(
        lambda _: _inspections.join(_facilities, _facilities.c.id == _inspections.c.facility_id),
        lambda window, scope: (
            happened(_inspections.c.inspected_on, window),
            *inside(_facilities.c.area_id, scope),
        ),
    ),
    _inspections.c.id,
)
FOUND = Counted(_found, _faults.c.id)
STRUCK_OFF = Counted(_found, _faults.c.id, lambda window: _faults.c.closed_on <= window.last)
OVERDUE = Counted(
    _so_far,
    _faults.c.id,
    lambda window: sa.and_(
        _faults.c.due_on < window.last,
        sa.or_(_faults.c.mended_on.is_(None), _faults.c.mended_on > window.last),
    ),
)
