"""Rules of public notices (公示): how long at least, and that nothing is decided while people may still object."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, select

from app.errors import Problem, ValidationFailed
from app.rules.workdays import calendar
from db.models import Setting

LOGS, STARS = (
    "log_public_days",
    "star_public_days",
)  # keys of the settings: working days at least, 0 for no notice
DEFAULTS = {LOGS: 0, STARS: 3}


def least_days(session: Session, key: str) -> int:
    """The working days that a notice of this kind stands at least; 0 when the office gives none."""
    chosen = session.exec(select(Setting.value).where(Setting.key == key)).first()
    return DEFAULTS[key] if chosen is None else int(chosen)


def check_period(session: Session, key: str, on: date, to: date) -> None:
    """Raise ``ValidationFailed`` for a notice that ends before it begins, or stands too short."""
    if to < on:
        raise _wrong("DATE_ORDER", "to", f"公示结束日期{to}早于开始日期{on}，请核对。")
    least, days = least_days(session, key), calendar(session)
    if days.count(on, to) < least:
        last = days.last_of(on, least)
        raise _wrong("TOO_SHORT", "to", f"公示不少于{least}个工作日，应到{last}或以后，请核对。")


def check_over(session: Session, key: str, published_to: date | None, on: date, verb: str, who: str) -> None:
    """Raise ``ValidationFailed`` when the office gives notice first and it was not given, or is not over on a day."""
    if published_to is None and least_days(session, key):
        raise _wrong("NOT_PUBLIC", "", f"{who}还没有公示，请先公示，公示期满再{verb}。")
    if published_to is not None and on <= published_to:
        raise _wrong("STILL_PUBLIC", "on", f"{who}还在公示（到{published_to}），请在公示结束后{verb}。")


def _wrong(code: str, field: str, message: str) -> ValidationFailed:
    return ValidationFailed([Problem(code, field, message)])
