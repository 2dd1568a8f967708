"""A facility's status and its dated history: opened, suspended, reopened, closed; always written together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from app.rules.lifecycles import FACILITY
from db.models import Facility, FacilityState, FacilityStatus

_SERVED = (FacilityStatus.SUSPENDED, FacilityStatus.CLOSED)
Run = Callable[[Desk, Sequence[int], dict[str, Any]], Changes]


def keep_states(facility: Any, before: dict[str, Any], session: Session) -> None:
    """A new facility gets its first state; a status changed on the card ends the state today and begins another.

    What is new but already suspended or closed was open from ``opened_on`` on. A corrected ``opened_on`` moves the
    beginning of the first state with it.
    """
    today = date.today()
    if not before:
        _first_states(session, facility, today)
        return
    row = _latest(session, facility.id)
    if before["opened_on"] != facility.opened_on:
        _move_beginning(session, facility, before["opened_on"])
    if row is None:
        _first_states(session, facility, today)
    elif row.status != facility.status:
        _begin(session, row, FacilityStatus(facility.status), today, "")


def keep_facility(state: Any, _: dict[str, Any], session: Session) -> None:
    """After a state was corrected or deleted, the card shows what the latest one says."""
    latest = _latest(session, state.facility_id)
    facility = session.get_one(Facility, state.facility_id)
    if latest is not None and facility.status != latest.status:
        facility.status = latest.status
        touch(session, facility)
        session.flush()


def step(to: FacilityStatus, verb: str) -> Run:
    """The action that brings facilities to a status from a day on (``values``: on, reason).

    Raises ``ValidationFailed`` naming the facility whose life-cycle does not allow the step, or whose present state
    begins on that day or later.
    """

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        on, reason = values["on"], values.get("reason") or ""
        with desk.operation("facility_status", f"{verb}：阵地{len(ids)}处") as session:
            for facility in chosen(session, desk, Facility, ids, "阵地"):
                _go(session, facility, to, on, reason, verb)
            return changed(session, Facility, FacilityState)

    return run


def _go(session: Session, facility: Facility, to: FacilityStatus, on: date, reason: str, verb: str) -> None:
    if facility.status == to or not FACILITY.allows(facility.status, to):
        raise refuse("STATUS_STEP", "", f"{facility.name}的现状不能{verb}，请先核对它的状态。")
    if on > date.today():
        raise refuse("DATE_FUTURE", "on", f"{on}还没有到，请到时再{verb}。")
    row = _latest(session, facility.id or 0) or _state_before(session, facility, on)
    if row is not None and row.from_on >= on:
        message = f"{facility.name}的现状从{row.from_on}开始，日期必须晚于这一天。"
        raise refuse("STATE_ORDER", "on", message)
    facility.status = to
    if to in (FacilityStatus.TRIAL, FacilityStatus.OPEN) and facility.opened_on is None:
        facility.opened_on = on
    touch(session, facility)
    if row is None:
        session.add(FacilityState(facility_id=facility.id or 0, status=to, from_on=on, reason=reason))
    else:
        _begin(session, row, to, on, reason)


def _state_before(session: Session, facility: Facility, on: date) -> FacilityState | None:
    """The present state of a facility without a history, when its opening day tells since when."""
    if facility.opened_on is None or facility.opened_on >= on:
        return None
    row = FacilityState(
        facility_id=facility.id or 0, status=FacilityStatus(facility.status), from_on=facility.opened_on
    )
    session.add(row)
    session.flush()
    return row


def _first_states(session: Session, facility: Any, today: date) -> None:
    """The history of a facility that has none: its status from its opening on, served before where it no longer does."""
    opened = facility.opened_on
    status = FacilityStatus(facility.status)
    if opened is not None and status in _SERVED and opened < today:
        earlier = FacilityState(
            facility_id=facility.id, status=FacilityStatus.OPEN, from_on=opened, to_on=today
        )
        session.add(earlier)
        opened = today
    begun = today if opened is None or status in (*_SERVED, FacilityStatus.PREPARING) else opened
    session.add(FacilityState(facility_id=facility.id, status=status, from_on=begun))
    session.flush()


def _begin(session: Session, row: FacilityState, status: FacilityStatus, on: date, reason: str) -> None:
    """End the open state and begin another; one that began on the same day is only corrected."""
    if row.from_on >= on:
        row.status, row.reason = status, reason or row.reason
        touch(session, row)
    else:
        if row.to_on is None or row.to_on > on:
            row.to_on = on
            touch(session, row)
            session.flush()
        session.add(FacilityState(facility_id=row.facility_id, status=status, from_on=on, reason=reason))
    session.flush()


def _move_beginning(session: Session, facility: Any, before: date | None) -> None:
    first = session.exec(
        select(FacilityState)
        .where(FacilityState.facility_id == facility.id)
        .order_by(col(FacilityState.from_on))
    ).first()
    opened = facility.opened_on
    if first is None or opened is None or first.status not in (FacilityStatus.TRIAL, FacilityStatus.OPEN):
        return
    if before not in (None, first.from_on) or (first.to_on is not None and opened >= first.to_on):
        return
    first.from_on = opened
    touch(session, first)
    session.flush()


def _latest(session: Session, facility_id: int) -> FacilityState | None:
    return session.exec(
        select(FacilityState)
        .where(FacilityState.facility_id == facility_id)
        .order_by(col(FacilityState.from_on).desc())
    ).first()
