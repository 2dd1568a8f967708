"""The rows behind the figures about how places are used: agreements in force, meals, hours, equipment out of order."""

from __future__ import annotations

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    EquipmentPast,
    Facility,
    FacilityAgreement,
    FacilityEquipment,
    FacilityKind,
    FacilityMeals,
    FacilityPast,
    FacilityPlate,
    FacilityState,
    FacilityStatus,
)
from db.queries.counting import Counted, Source, happened, holds, inside
from db.queries.pasts import on_the_day, was

_places, _states = table_of(Facility), table_of(FacilityState)
_agreements, _meals = table_of(FacilityAgreement), table_of(FacilityMeals)
_equipment, _plates = table_of(FacilityEquipment), table_of(FacilityPlate)
_pasts, _broken_before = table_of(FacilityPast), table_of(EquipmentPast)

_open = Source(
    lambda _: _states.join(_places, _places.c.id == _states.c.facility_id),
    lambda window, scope: (
        holds(_states, window.last),
        _states.c.status == FacilityStatus.OPEN,
        *inside(_places.c.area_id, scope),
    ),
)
_open_as_it_was = Source(
    lambda window: _states.join(_places, _places.c.id == _states.c.facility_id).outerjoin(
        _pasts, on_the_day(_pasts, "facility_id", _places, window.last)
    ),
    _open.conditions,
)
AGREED_CANTEENS = Counted(
    _open,
    _places.c.id,
    lambda window: sa.and_(
        _places.c.kind == FacilityKind.DISCOUNT_CANTEEN,
        sa.exists().where(
            _agreements.c.facility_id == _places.c.id,
            _agreements.c.valid_from <= window.last,
            sa.or_(_agreements.c.valid_until.is_(None), _agreements.c.valid_until >= window.last),
        ),
    ),
)
ALL_HOURS = Counted(
    _open_as_it_was,
    _places.c.id,
    lambda _: sa.and_(
        _places.c.kind == FacilityKind.REST_STOP, was(_pasts, _places, "open_hours").contains("24小时")
    ),
)
BAYS = Counted(
    _open_as_it_was,
    _places.c.id,
    lambda _: _places.c.kind == FacilityKind.PARKING_BAY,
    amount=was(_pasts, _places, "bay_count"),
)
ON_THE_MAP = Counted(_open_as_it_was, _places.c.id, lambda _: was(_pasts, _places, "map_listed").is_(True))
_served = Source(
    lambda _: _meals.join(_places, _places.c.id == _meals.c.facility_id),
    lambda window, scope: (happened(_meals.c.month, window), *inside(_places.c.area_id, scope)),
)


def _by_month(kind: FacilityKind) -> Counted:
    return Counted(_served, _meals.c.id, lambda _: _places.c.kind == kind, amount=_meals.c.meals)


MEALS, VISITORS = _by_month(FacilityKind.DISCOUNT_CANTEEN), _by_month(FacilityKind.REST_STOP)
BROKEN = Counted(
    Source(
        lambda window: _equipment.join(_places, _places.c.id == _equipment.c.facility_id).outerjoin(
            _broken_before, on_the_day(_broken_before, "equipment_id", _equipment, window.last)
        ),
        lambda window, scope: (
            was(_broken_before, _equipment, "working").is_(False),
            sa.or_(
                _broken_before.c.id.is_not(None),
                _equipment.c.checked_on.is_(None),
                _equipment.c.checked_on <= window.last,
            ),
            *inside(_places.c.area_id, scope),
        ),
    ),
    _equipment.c.id,
)
PLATES = Counted(
    Source(
        lambda _: _plates.join(_places, _places.c.id == _plates.c.facility_id).join(
            _states, _states.c.facility_id == _places.c.id
        ),
        lambda window, scope: (
            holds(_plates, window.last),
            holds(_states, window.last),
            _states.c.status == FacilityStatus.OPEN,
            *inside(_places.c.area_id, scope),
        ),
    ),
    _places.c.id,
)
