"""Heads that name a day or a lesson, as the columns of a sign-in sheet do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.exchange.cells import chinese_number, narrow

_PART = r"(?:上午|下午|晚上|晚|全天)?"
_WEEKDAY = r"(?:\(?(?:周|星期)[一二三四五六日天]\)?)?"
_DAY = re.compile(rf"(?:(\d{{4}})[年./-])?(\d{{1,2}})[月./-](\d{{1,2}})[日号]?{_WEEKDAY}\(?{_PART}\)?")
_LESSON = re.compile(r"第([一二三四五六七八九十]+|\d{1,3})[次课讲节场]课?")


@dataclass(frozen=True)
class DayHead:
    """What a head names: a day, its year where it is written; or a lesson by its number."""

    year: int | None = None
    month: int = 0
    day: int = 0
    lesson: int = 0

    def on(self, year: int) -> date | None:
        """The day in a year (its own where one is written); None when there is no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def read_day_head(text: str) -> DayHead | None:
    """Read ``11月5日``, ``2024.11.5（周二）上午``, ``11/5``, ``第3次``; None for any other head."""
    plain = re.sub(r"\s", "", narrow(text))
    if found := _LESSON.fullmatch(plain):
        return DayHead(lesson=chinese_number(found[1]) or int(found[1]))
    found = _DAY.fullmatch(plain)
    if found is None:
        return None
    head = DayHead(int(found[1]) if found[1] else None, int(found[2]), int(found[3]))
    return head if head.on(2024) is not None or head.year is not None else None  # 2024: also 29 February
