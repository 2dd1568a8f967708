"""Rules of facilities: agreement, position, likely doubles, and a status history without jumps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import FACILITY
from db.models import Facility, FacilityState, FacilityStatus

_LONGITUDES, _LATITUDES = (73.0, 136.0), (3.0, 54.0)  # of China, in degrees
_SERVING = (FacilityStatus.TRIAL, FacilityStatus.OPEN)


def position_fits(facility: Any, _: Session) -> Sequence[Problem]:
    """Coordinates come as a pair, with their system, and lie in China."""
    longitude, latitude = facility.longitude, facility.latitude
    if longitude is None and latitude is None:
        return ()
    if longitude is None or latitude is None:
        name, label = ("longitude", "经度") if longitude is None else ("latitude", "纬度")
        return (Problem("POSITION_HALF", name, f"请把{label}也填上，或两个都不填。"),)
    if not (_within(longitude, _LONGITUDES) and _within(latitude, _LATITUDES)):
        swapped = _within(latitude, _LONGITUDES) and _within(longitude, _LATITUDES)
        hint = (
            "经度和纬度可能填反了，请对调。"
            if swapped
            else "经度应在73至136之间，纬度应在3至54之间，请核对。"
        )
        return (Problem("POSITION_OUTSIDE", "longitude", hint),)
    if not facility.coordinate_system:
        message = "请选择坐标系：不同地图的坐标相差可达几百米。"
        return (Problem("POSITION_SYSTEM", "coordinate_system", message, blocking=False),)
    return ()


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def opening_fits(facility: Any, _: Session) -> Sequence[Problem]:
    """What serves already has not its opening day still before it."""
    if facility.status in _SERVING and facility.opened_on is not None and facility.opened_on > date.today():
        message = f"开放日期{facility.opened_on}还没有到，状态却已开放，请核对。"
        return (Problem("OPENS_LATER", "opened_on", message, blocking=False),)
    return ()


def likely_same_place(facility: Any, session: Session) -> Sequence[Problem]:
    """The same name or address with the same kind may be the same place registered twice."""
    same_kind = select(Facility).where(
        Facility.kind == facility.kind,
        Facility.area_id == facility.area_id,
        col(Facility.id) != (facility.id or 0),
    )
    other = session.exec(same_kind.where(Facility.name == facility.name)).first()
    if other is None and facility.address:
        other = session.exec(same_kind.where(Facility.address == facility.address)).first()
    if other is None:
        return ()
    message = f"本区域已有同名或同地址的{other.name}（{other.number}），请确认不是同一处。"
    return (Problem("LIKELY_SAME", "name", message, blocking=False),)


def states_follow(state: Any, session: Session) -> Sequence[Problem]:
    """The states before and after a corrected one fit it; a jump is shown and may be what really happened."""
    others = select(FacilityState).where(
        FacilityState.facility_id == state.facility_id, col(FacilityState.id) != (state.id or 0)
    )
    earlier = session.exec(
        others.where(FacilityState.from_on < state.from_on).order_by(col(FacilityState.from_on).desc())
    ).first()
    later = session.exec(
        others.where(FacilityState.from_on > state.from_on).order_by(col(FacilityState.from_on))
    ).first()
    found = []
    if earlier is not None and not FACILITY.allows(earlier.status, state.status):
        message = f"与{earlier.from_on}起的前一个状态接不上，中间少了一步，请核对。"
        found.append(Problem("STATE_JUMP", "status", message, blocking=False))
    if later is not None and not FACILITY.allows(state.status, later.status):
        message = f"与{later.from_on}起的后一个状态接不上，中间少了一步，请核对。"
        found.append(Problem("STATE_JUMP", "status", message, blocking=False))
    return found
