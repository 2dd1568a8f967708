"""Rules of single dates and numbers that several registers share: order, no future, nothing below the least."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from app.errors import Problem

Rule = Callable[[Any, Session], Sequence[Problem]]


def in_order(first: str, first_label: str, second: str, second_label: str) -> Rule:
    """The rule that one date does not lie after another; empty dates agree with everything."""

    def rule(record: Any, _: Session) -> Sequence[Problem]:
        earlier, later = getattr(record, first), getattr(record, second)
        if earlier is None or later is None or earlier <= later:
            return ()
        message = f"{second_label}（{later}）早于{first_label}（{earlier}），请核对。"
        return (Problem("DATE_ORDER", second, message),)

    return rule


def not_future(name: str, label: str) -> Rule:
    """The rule that a date is not later than today."""

    def rule(record: Any, _: Session) -> Sequence[Problem]:
        day = getattr(record, name)
        if day is None or day <= date.today():
            return ()
        return (Problem("DATE_FUTURE", name, f"{label}{day}还没有到，请核对。"),)

    return rule


def at_least(least: int, **labels: str) -> Rule:
    """The rule that whole numbers (attribute=label) are not below the least one; empty ones agree."""

    def rule(record: Any, _: Session) -> Sequence[Problem]:
        return tuple(
            Problem("TOO_SMALL", name, f"“{label}”不能小于{least}，请核对。")
            for name, label in labels.items()
            if (value := getattr(record, name)) is not None and value < least
        )

    return rule


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def age_on(birth: date, day: date) -> int:
    """Full years of age (周岁) on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
