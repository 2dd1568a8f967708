"""Stages of friendly units: applied, under creation, inspected, recognised, checked again, model, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, checked, chosen, end_row, names_of, refuse, touch
from app.desk import Changes, Desk
from app.rules.lifecycles import UNIT
from app.rules.periods import period_in_order, periods_apart
from db.models import FriendlyUnit, UnitFiling, UnitStage, UnitStep
from db.models.units import RECOGNISED

Run = Callable[[Desk, Sequence[int], dict[str, Any]], Changes]


def keep_steps(unit: Any, before: dict[str, Any], session: Session) -> None:
    """A stage, day of recognition or validity typed on the card reaches the unit's history."""
    latest = latest_step(session, unit.id)
    if not before or latest is None:
        if unit.stage != UnitStage.LISTED:
            on = unit.recognised_on if unit.stage in RECOGNISED else None
            _begin(session, unit, None, on or date.today())
        return
    if before["stage"] != unit.stage:
        _begin(session, unit, latest, max(date.today(), latest.from_on))
    elif latest.stage in RECOGNISED and latest.valid_until != unit.valid_until:
        latest.valid_until = unit.valid_until
        touch(session, latest)
    if before["recognised_on"] != unit.recognised_on:
        _move_recognition(session, unit, before["recognised_on"])
    session.flush()


def keep_unit(step: Any, _: dict[str, Any], session: Session) -> None:
    """After a stage was corrected or deleted, the card shows what the rows say."""
    unit = session.get_one(FriendlyUnit, step.unit_id)
    latest = latest_step(session, unit.id)
    first = session.exec(
        select(UnitStep)
        .where(UnitStep.unit_id == unit.id, col(UnitStep.stage).in_(RECOGNISED))
        .order_by(col(UnitStep.from_on))
    ).first()
    unit.stage = UnitStage.LISTED if latest is None else latest.stage
    unit.recognised_on = None if first is None else first.from_on
    unit.valid_until = None if latest is None else latest.valid_until
    touch(session, unit)
    session.flush()


def step(to: UnitStage, verb: str) -> Run:
    """The action that brings units to a stage (``values``: on, score, valid_until, plate_no, reason as asked).

    Raises ``ValidationFailed`` naming the unit whose stage does not lead there, or whose present stage begins that day
    or later.
    """

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        with desk.operation("unit_stage", f"{verb}：友好单元{len(ids)}个") as session:
            for unit in chosen(session, desk, FriendlyUnit, ids, "友好单元"):
                if unit.stage == to or not UNIT.allows(unit.stage, to):
                    raise refuse("STAGE_STEP", "", f"{unit.name}现在不能“{verb}”，请先核对它的创建阶段。")
                _go(session, unit, to, values, verb)
            return changed(session, FriendlyUnit, UnitStep)

    return run


def check_again(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """复查 passed: the same stage goes on from the day of the check, with a new validity.

    Raises ``ValidationFailed`` for a unit that is not recognised; one that fails the check is withdrawn instead.
    """
    with desk.operation("unit_stage", f"复查通过：友好单元{len(ids)}个") as session:
        for unit in chosen(session, desk, FriendlyUnit, ids, "友好单元"):
            if unit.stage not in RECOGNISED:
                raise refuse("STAGE_STEP", "", f"{unit.name}还没有授牌，不用复查。")
            _go(session, unit, UnitStage(unit.stage), values, "复查")
        return changed(session, FriendlyUnit, UnitStep)


def renew_filings(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """站点备案 goes on until a later day (``values``: to_on, None: until it is ended).

    Raises ``ValidationFailed`` naming the person whose filing would end sooner than now.
    """
    until: date | None = values.get("to_on")
    with desk.operation("unit_filing", f"站点备案续期：{len(ids)}人") as session:
        filings = chosen(session, desk, UnitFiling, ids, "站点备案")
        names = names_of(session, [filing.person_id for filing in filings])
        for filing in filings:
            if until is not None and filing.to_on is not None and until <= filing.to_on:
                message = f"{names[filing.person_id]}的备案到{filing.to_on}，续期要晚于这一天。"
                raise refuse("DATE_ORDER", "to_on", message)
            filing.to_on = until
            touch(session, filing)
            checked(session, filing, (period_in_order, periods_apart("unit_id", "person_id")))
        return changed(session, UnitFiling)


def _go(session: Session, unit: FriendlyUnit, to: UnitStage, values: dict[str, Any], verb: str) -> None:
    on: date = values["on"]
    if on > date.today():
        raise refuse("DATE_FUTURE", "on", f"{on}还没有到，请到时再{verb}。")
    until: date | None = values.get("valid_until")
    if until is not None and until < on:
        raise refuse("VALID_ORDER", "valid_until", f"有效期{until}早于{on}，请核对。")
    latest = latest_step(session, unit.id)
    if latest is not None:
        end_row(session, latest, on, unit.name)
    unit.stage = to
    unit.valid_until = until if to in RECOGNISED else None
    if to in RECOGNISED and unit.recognised_on is None:
        unit.recognised_on = on
    if values.get("plate_no"):
        unit.plate_no = values["plate_no"]
    touch(session, unit)
    _add(session, unit, on, values.get("score"), values.get("reason") or "")


def _begin(session: Session, unit: Any, latest: UnitStep | None, on: date) -> None:
    """The card's stage begins; one that began on the same day is only corrected."""
    if latest is not None and latest.from_on >= on:
        latest.stage = unit.stage
        latest.valid_until = unit.valid_until if unit.stage in RECOGNISED else None
        touch(session, latest)
        session.flush()
        return
    if latest is not None:
        end_row(session, latest, on, unit.name)
    _add(session, unit, on)


def _add(session: Session, unit: Any, on: date, score: int | None = None, reason: str = "") -> None:
    session.flush()
    until = unit.valid_until if unit.stage in RECOGNISED else None
    row = UnitStep(
        unit_id=unit.id, stage=unit.stage, from_on=on, valid_until=until, score=score, reason=reason
    )
    session.add(row)
    session.flush()


def _move_recognition(session: Session, unit: Any, before: date | None) -> None:
    """A corrected day of recognition moves the beginning of the row that began on it, within its neighbours."""
    if before is None or unit.recognised_on is None:
        return
    rows = session.exec(
        select(UnitStep).where(UnitStep.unit_id == unit.id).order_by(col(UnitStep.from_on))
    ).all()
    for place, row in enumerate(rows):
        if row.stage not in RECOGNISED or row.from_on != before:
            continue
        earlier = rows[place - 1] if place else None
        on = unit.recognised_on
        if (earlier is not None and on <= earlier.from_on) or (row.to_on is not None and on >= row.to_on):
            raise refuse(
                "STAGE_ORDER", "recognised_on", "授牌日期与前后阶段的日期冲突，请在“创建阶段”里修改。"
            )
        if earlier is not None:
            earlier.to_on = on
            touch(session, earlier)
        row.from_on = on
        touch(session, row)
        return


def latest_step(session: Session, unit_id: int | None) -> UnitStep | None:
    """The stage that began last; None for a unit nobody applied for."""
    query = select(UnitStep).where(UnitStep.unit_id == unit_id).order_by(col(UnitStep.from_on).desc())
    return session.exec(query.limit(1)).first()
