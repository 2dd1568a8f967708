"""Rules of opening hours and meals: days of the year as ``MM-DD``, one row for each month, meals of canteens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.clock import minutes_of
from db.models import Facility, FacilityHours, FacilityKind, FacilityMeals

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_LEAP_YEAR = 2024  # in which 02-29 is a day
_WHOLE_DAY = "24小时"


def hours_fit(hours: Any, _: Session) -> Sequence[Problem]:
    """Days come as a pair of real days, times as a pair of times that differ."""
    problems = []
    if bool(hours.from_day) != bool(hours.to_day):
        name, label = ("to_day", "到哪一天") if hours.from_day else ("from_day", "从哪一天")
        problems.append(Problem("SEASON_HALF", name, f"请把{label}也填上，或两个都不填（全年）。"))
    for name in ("from_day", "to_day"):
        if getattr(hours, name) and not _is_day(getattr(hours, name)):
            message = f"“{getattr(hours, name)}”不是月-日，请写成05-01这样。"
            problems.append(Problem("SEASON_DAY", name, message))
    if bool(hours.opens_at) != bool(hours.closes_at):
        name = "closes_at" if hours.opens_at else "opens_at"
        problems.append(Problem("HOURS_HALF", name, "开门和关门时间要一起填，或都不填（24小时）。"))
    elif hours.opens_at and hours.opens_at == hours.closes_at:
        problems.append(Problem("HOURS_SAME", "closes_at", "开门和关门是同一时间；24小时开放的两个都不填。"))
    for name in ("opens_at", "closes_at"):
        if getattr(hours, name) and minutes_of(getattr(hours, name)) is None:
            problems.append(Problem("HOURS_TIME", name, "时间请写成08:00这样。"))
    return problems


def hours_on(rows: Iterable[FacilityHours], day: date) -> tuple[str, ...]:
    """When a place is open on a day: ``08:00—20:00`` or ``24小时``, in order; empty when it is closed."""
    return tuple(sorted({_times(row) for row in rows if _in_season(row, day) and _on_weekday(row, day)}))


def month_once(meals: Any, session: Session) -> Sequence[Problem]:
    """A canteen has one figure for each month, and none for months to come."""
    if meals.month is None or meals.facility_id is None:
        return ()
    if meals.month > date.today():
        return (Problem("DATE_FUTURE", "month", f"{meals.month:%Y-%m}还没有到，请核对月份。"),)
    query = select(FacilityMeals.id).where(
        FacilityMeals.facility_id == meals.facility_id,
        FacilityMeals.month == meals.month,
        col(FacilityMeals.id) != (meals.id or 0),
    )
    if session.exec(query).first() is None:
        return ()
    message = f"这里{meals.month:%Y-%m}的服务量已经登记，请直接修改那一条。"
    return (Problem("MONTH_TWICE", "month", message),)


def counted_place(served: Any, session: Session) -> Sequence[Problem]:
    """Meals are counted of canteens, visitors of rest stops; the number of another place goes into no figure."""
    place = session.get(Facility, served.facility_id) if served.facility_id else None
    if place is None or place.kind in (FacilityKind.DISCOUNT_CANTEEN, FacilityKind.REST_STOP):
        return ()
    message = f"{place.name}不是优惠食堂，也不是驿站，登记的数量不计入统计，请核对。"
    return (Problem("NOT_COUNTED", "facility_id", message, blocking=False),)


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("05-01") and date.fromisoformat(f"{_LEAP_YEAR}-{text}") is not None
    except ValueError:
        return False


def _in_season(row: FacilityHours, day: date) -> bool:
    if not row.from_day:
        return True
    now = f"{day:%m-%d}"
    if row.from_day <= row.to_day:
        return row.from_day <= now <= row.to_day
    return now >= row.from_day or now <= row.to_day


def _on_weekday(row: FacilityHours, day: date) -> bool:
    return not row.weekdays or WEEKDAYS[day.weekday()] in row.weekdays.split("、")


def _times(row: FacilityHours) -> str:
    return f"{row.opens_at}—{row.closes_at}" if row.opens_at else _WHOLE_DAY
