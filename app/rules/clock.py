"""Times on the wall (``HH:MM``): reading them, and whether two spans of a day meet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from app.errors import Problem

DAY = 24 * 60
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")

Span = tuple[int, int]


def minutes_of(text: str) -> int | None:
    """Minutes since midnight of ``HH:MM``; None when it is no time."""
    found = _TIME.fullmatch(text or "")
    return int(found[1]) * 60 + int(found[2]) if found else None


def span(day: date, starts_at: str, ends_at: str) -> Span | None:
    """Beginning and end in minutes of absolute days; an end before the beginning lies on the next day."""
    begin, end = minutes_of(starts_at), minutes_of(ends_at)
    if begin is None or end is None or begin == end:
        return None
    midnight = day.toordinal() * DAY
    return midnight + begin, midnight + (end if end > begin else end + DAY)


def meet(one: Span, other: Span) -> bool:
    """True when two spans share a minute (one that ends as the other begins does not)."""
    return one[0] < other[1] and other[0] < one[1]


def clock_times(record: Any, _: Session) -> Sequence[Problem]:
    """``starts_at`` and ``ends_at`` are times, given together and not the same."""
    problems = [
        Problem("TIME_FORMAT", name, f"{word}时间应写成“08:30”的样子，请改正。")
        for name, word in (("starts_at", "开始"), ("ends_at", "结束"))
        if getattr(record, name) and minutes_of(getattr(record, name)) is None
    ]
    if problems:
        return problems
    if record.ends_at and not record.starts_at:
        return (Problem("TIME_START", "starts_at", "填了结束时间，请把开始时间也填上。"),)
    if record.starts_at and record.starts_at == record.ends_at:
        return (Problem("TIME_ORDER", "ends_at", "结束时间和开始时间相同，请核对。"),)
    return ()
