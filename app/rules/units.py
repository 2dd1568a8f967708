"""Rules of friendly units: a recognition says how long it holds, rows follow the life-cycle, filings are of the station."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import UNIT
from db.models import FriendlyUnit, Person, UnitStage, UnitStep
from db.models.units import RECOGNISED

FULL_SCORE = 100


def likely_same_unit(unit: Any, session: Session) -> Sequence[Problem]:
    """The same name and kind in the same area is likely the same unit: the denominator counts every unit once."""
    query = select(FriendlyUnit).where(
        FriendlyUnit.name == unit.name,
        FriendlyUnit.kind == unit.kind,
        FriendlyUnit.area_id == unit.area_id,
        col(FriendlyUnit.id) != (unit.id or 0),
    )
    other = session.exec(query).first()
    if other is None:
        return ()
    message = f"本区域已有同名的单元（{other.number}），请确认不是同一处。"
    return (Problem("LIKELY_SAME", "name", message, blocking=False),)


def recognition_told(unit: Any, _: Session) -> Sequence[Problem]:
    """A recognised unit has a day of recognition that is not in the future; others have no validity."""
    if unit.stage not in RECOGNISED:
        if unit.valid_until is not None and unit.stage != UnitStage.WITHDRAWN:
            return (Problem("NOT_RECOGNISED", "valid_until", "还没有授牌，不能填有效期，请先“授牌”。"),)
        return ()
    if unit.recognised_on is None:
        return (Problem("RECOGNISED_WHEN", "recognised_on", "已授牌的单元要填授牌日期。"),)
    if unit.recognised_on > date.today():
        message = f"授牌日期{unit.recognised_on}还没有到，请核对。"
        return (Problem("DATE_FUTURE", "recognised_on", message),)
    if unit.valid_until is not None and unit.valid_until < unit.recognised_on:
        return (Problem("VALID_ORDER", "valid_until", "有效期早于授牌日期，请核对。"),)
    return ()


def step_sound(step: Any, _: Session) -> Sequence[Problem]:
    """The score is out of a hundred; only a recognition has a validity, and it does not end before it begins."""
    problems = []
    if step.score is not None and not 0 <= step.score <= FULL_SCORE:
        problems.append(Problem("SCORE", "score", f"得分应在0至{FULL_SCORE}之间，请核对。"))
    if step.valid_until is not None and step.stage not in RECOGNISED:
        problems.append(Problem("NOT_RECOGNISED", "valid_until", "只有“授牌”和“示范”有有效期。"))
    elif step.valid_until is not None and step.valid_until < step.from_on:
        problems.append(Problem("VALID_ORDER", "valid_until", "有效期早于开始日期，请核对。"))
    return problems


def steps_follow(step: Any, session: Session) -> Sequence[Problem]:
    """The stages before and after a corrected one fit it; a jump is shown and may be what really happened."""
    others = select(UnitStep).where(UnitStep.unit_id == step.unit_id, col(UnitStep.id) != (step.id or 0))
    earlier = session.exec(
        others.where(UnitStep.from_on < step.from_on).order_by(col(UnitStep.from_on).desc())
    ).first()
    later = session.exec(
        others.where(UnitStep.from_on > step.from_on).order_by(col(UnitStep.from_on))
    ).first()
    before = UnitStage.LISTED if earlier is None else earlier.stage
    found = []
    if not UNIT.allows(before, step.stage):
        found.append(_jump("前一个"))
    if later is not None and not UNIT.allows(step.stage, later.stage):
        found.append(_jump("后一个"))
    return found


def _jump(which: str) -> Problem:
    return Problem(
        "STAGE_JUMP", "stage", f"与{which}阶段接不上，中间少了一步；确实如此可以保存。", blocking=False
    )


def filing_of_station(filing: Any, session: Session) -> Sequence[Problem]:
    """Whoever is filed for a station works there; otherwise the clerk is told (riders change station monthly)."""
    person = session.get(Person, filing.person_id)
    if filing.station_id is None or person is None or person.station_id == filing.station_id:
        return ()
    message = f"{person.name}现在登记的站点不是这一站，请核对。"
    return (Problem("OTHER_STATION", "station_id", message, blocking=False),)
