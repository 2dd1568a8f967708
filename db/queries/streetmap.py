"""What stands on the service map: facilities with their places, roads, outlines, the picture below."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    Area,
    Facility,
    FacilityState,
    FacilityStatus,
    MapControlPoint,
    MapOutline,
    MapPicture,
    Road,
)
from db.queries.counting import holds

_facilities = table_of(Facility)
_states = table_of(FacilityState)
_areas = table_of(Area)
_roads = table_of(Road)
_outlines = table_of(MapOutline)
_pictures, _points = table_of(MapPicture), table_of(MapControlPoint)

_PLACE = (
    _facilities.c.id,
    _facilities.c.number,
    _facilities.c.name,
    _facilities.c.name_pinyin,
    _facilities.c.name_initials,
    _facilities.c.kind,
    _facilities.c.status,
    _facilities.c.address,
    _facilities.c.road,
    _facilities.c.open_hours,
    _facilities.c.services,
    _facilities.c.provider_kind,
    _areas.c.name.label("area"),
    _facilities.c.longitude,
    _facilities.c.latitude,
    _facilities.c.coordinate_system,
)


def places(areas: sa.Select[tuple[int]] | None, on: date | None = None) -> sa.Select[Any]:
    """Facilities by name, with ``area`` for the name of theirs: those that are not closed, or those open on a day.

    areas: the ids of the areas the clerk sees; None for all.
    """
    query = sa.select(*_PLACE).join(_areas, _areas.c.id == _facilities.c.area_id)
    if on is None:
        query = query.where(_facilities.c.status != FacilityStatus.CLOSED)
    else:
        open_then = sa.exists().where(
            _states.c.facility_id == _facilities.c.id,
            _states.c.status == FacilityStatus.OPEN,
            holds(_states, on),
        )
        query = query.where(open_then)
    if areas is not None:
        query = query.where(_facilities.c.area_id.in_(areas))
    return query.order_by(_facilities.c.name_pinyin, _facilities.c.id)


def roads() -> sa.Select[Any]:
    """Every road: id, name, grade, geometry."""
    return sa.select(_roads.c.id, _roads.c.name, _roads.c.grade, _roads.c.geometry).order_by(
        _roads.c.name_pinyin, _roads.c.id
    )


def outlines() -> sa.Select[Any]:
    """Every outline: id, name, geometry."""
    return sa.select(_outlines.c.id, _outlines.c.name, _outlines.c.geometry).order_by(_outlines.c.id)


def picture() -> sa.Select[Any]:
    """What is known of the picture under the map without its bytes, by id."""
    table = _pictures
    return sa.select(
        table.c.id, table.c.version, table.c.name, table.c.width, table.c.height, table.c.fade
    ).order_by(table.c.id)


def control_points() -> sa.Select[Any]:
    """The control points of the picture in the order in which they were set."""
    return sa.select(_points).order_by(_points.c.id)
