"""What the cards of facilities and friendly units tell beside their fields: hours today, equipment, agreements, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.cards.facts import Fact, Milestone
from app.rules.placeuse import hours_on
from db.models import (
    FacilityEquipment,
    FacilityHours,
    FacilityKind,
    FacilityMeals,
    FacilityPlate,
    FacilityState,
    Fault,
    FaultState,
    UnitImprovement,
    UnitStep,
)
from db.models.units import RECOGNISED


def facility_facts(facility: Any, session: Session, on: date) -> Sequence[Fact]:
    """Hours of the day, plates, broken equipment, faults, how long the agreement holds, meals or visitors of the year."""
    facts: list[Fact] = []
    rows = session.exec(select(FacilityHours).where(FacilityHours.facility_id == facility.id)).all()
    if rows:
        facts.append(("今天开放", "、".join(hours_on(rows, on)) or "不开放"))
    plates = session.exec(
        select(FacilityPlate.brand).where(
            FacilityPlate.facility_id == facility.id, col(FacilityPlate.to_on).is_(None)
        )
    ).all()
    if plates:
        facts.append(("挂牌", "、".join(plates)))
    broken = session.exec(
        select(FacilityEquipment.name).where(
            FacilityEquipment.facility_id == facility.id, col(FacilityEquipment.working).is_(False)
        )
    ).all()
    if broken:
        facts.append(("待修设备", "、".join(broken)))
    waiting = session.exec(
        select(Fault.id).where(Fault.facility_id == facility.id, Fault.state == FaultState.OPEN)
    ).all()
    if waiting:
        facts.append(("待整改", f"{len(waiting)}个问题"))
    facts += _validity("协议", facility.agreement_to, on)
    first = on.replace(month=1, day=1)
    meals = session.exec(
        select(FacilityMeals.meals).where(
            FacilityMeals.facility_id == facility.id, FacilityMeals.month >= first, FacilityMeals.month <= on
        )
    ).all()
    if meals:
        canteen = facility.kind == FacilityKind.DISCOUNT_CANTEEN
        facts.append(("今年供餐", f"{sum(meals)}份") if canteen else ("今年服务", f"{sum(meals)}人次"))
    return facts


def unit_facts(unit: Any, session: Session, on: date) -> Sequence[Fact]:
    """How long the recognition holds, whether the sign is up, what was improved."""
    facts = _validity("授牌", unit.valid_until, on) if unit.stage in RECOGNISED else []
    if unit.sign_on is not None:
        facts.append(("亮牌", f"{unit.sign_on}"))
    done = session.exec(
        select(UnitImprovement.items).where(
            UnitImprovement.unit_id == unit.id, col(UnitImprovement.finished_on).is_not(None)
        )
    ).all()
    if done:
        facts.append(("微改造", f"{len(done)}个项目、{sum(done)}项"))
    return facts


def facility_story(labels: Mapping[str, str]) -> Callable[[Any, Session], Sequence[Milestone]]:
    """The life of a facility: its states and plates. labels: of the states."""

    def tell(facility: Any, session: Session) -> Sequence[Milestone]:
        states = session.exec(select(FacilityState).where(FacilityState.facility_id == facility.id)).all()
        plates = session.exec(select(FacilityPlate).where(FacilityPlate.facility_id == facility.id)).all()
        told = [Milestone(one.from_on, labels[one.status], one.reason) for one in states]
        told += [Milestone(one.from_on, f"挂牌“{one.brand}”", one.plate_no) for one in plates]
        told += [Milestone(one.to_on, f"摘牌“{one.brand}”") for one in plates if one.to_on is not None]
        return sorted(told, key=lambda one: one.on)

    return tell


def unit_story(labels: Mapping[str, str]) -> Callable[[Any, Session], Sequence[Milestone]]:
    """The stages a unit went through. labels: of the stages."""

    def tell(unit: Any, session: Session) -> Sequence[Milestone]:
        query = select(UnitStep).where(UnitStep.unit_id == unit.id).order_by(col(UnitStep.from_on))
        return [Milestone(one.from_on, labels[one.stage], _detail(one)) for one in session.exec(query).all()]

    return tell


def _detail(step: UnitStep) -> str:
    score = f"{step.score}分" if step.score is not None else ""
    valid = f"有效期至{step.valid_until}" if step.valid_until is not None else ""
    return "，".join(part for part in (score, valid, step.reason) if part)


def _validity(what: str, until: date | None, on: date) -> list[Fact]:
    if until is None:
        return []
    left = (until - on).days
    return [(f"{what}到期", f"{until}（{f'还有{left}天' if left >= 0 else f'已过{-left}天'}）")]
