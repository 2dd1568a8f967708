"""Working days: Monday to Friday, without the holidays and with the extra days that the office has written down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from db.models import Setting

HOLIDAYS, EXTRA = "holidays", "extra_workdays"  # keys of the settings that hold the days
_RANGE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:至|到|~|—)\s*(\d{4}-\d{1,2}-\d{1,2}))?")
_LONGEST = 31


def read_days(text: str) -> frozenset[date]:
    """The days of a text such as ``2024-10-01至2024-10-07、2025-01-01``. Raises ValueError for one that is none."""
    days: set[date] = set()
    for part in filter(None, re.split(r"[、，,；;\s]+(?!至|到|~|—)", text.strip())):
        found = _RANGE.fullmatch(part)
        if found is None:
            raise ValueError(part)
        first = _day(found[1])
        last = _day(found[2]) if found[2] else first
        if not 0 <= (last - first).days <= _LONGEST:
            raise ValueError(part)
        days |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return frozenset(days)


def _day(text: str) -> date:
    year, month, day = (int(part) for part in text.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(text) from None


@dataclass(frozen=True)
class Calendar:
    """The office's calendar."""

    holidays: frozenset[date] = frozenset()
    extra: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether the office works on a day."""
        return day in self.extra or (day.weekday() < 5 and day not in self.holidays)

    def count(self, first: date, last: date) -> int:
        """How many working days lie from one day to another, both included."""
        return sum(self.works(day) for day in _days(first, last))

    def last_of(self, first: date, days: int) -> date:
        """The day on which so many working days from ``first`` on are full."""
        day, left = first, days
        while True:
            left -= self.works(day)
            if left <= 0:
                return day
            day += timedelta(days=1)


def calendar(session: Session) -> Calendar:
    """The calendar as the office has set it; what cannot be read there counts as no day."""
    rows = session.exec(select(Setting.key, Setting.value).where(col(Setting.key).in_((HOLIDAYS, EXTRA))))
    told = dict(rows.all())
    return Calendar(_readable(told.get(HOLIDAYS, "")), _readable(told.get(EXTRA, "")))


def _readable(text: str) -> frozenset[date]:
    try:
        return read_days(text)
    except ValueError:
        return frozenset()


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
