"""Time limits of requests: which line of the office's table holds, and until when a request is to be settled.

The day a request comes in does not count (民法典 art. 201); working days follow the office's calendar, hours the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, select

from app.errors import Problem
from app.rules.clock import minutes_of
from app.rules.lifecycles import value_before
from app.rules.workdays import Calendar, calendar
from db.models import LimitUnit, RequestLimit, RequestState

_BASIS = ("received_on", "received_at", "channel", "urgency")
Due = tuple[date | None, str]  # the last day, and the time on it where the limit is in hours


def limit_for(limits: Sequence[RequestLimit], channel: str, urgency: str) -> RequestLimit | None:
    """The closest line: for this channel and urgency, for the channel, for the urgency, for every request."""
    for wanted in ((channel, urgency), (channel, None), (None, urgency), (None, None)):
        for limit in limits:
            if (limit.channel, limit.urgency) == wanted:
                return limit
    return None


def due_by(limit: RequestLimit, on: date, at: str, days: Calendar) -> Due:
    """Until when, from a day and time (``HH:MM``; without one hours run from the end of the day)."""
    if limit.unit == LimitUnit.WORKING_DAYS:
        return days.last_of(on + timedelta(days=1), limit.amount), ""
    if limit.unit == LimitUnit.DAYS:
        return on + timedelta(days=limit.amount), ""
    minutes = minutes_of(at)
    begun = datetime.combine(on, time()) + timedelta(minutes=24 * 60 if minutes is None else minutes)
    ends = begun + timedelta(hours=limit.amount)
    if ends.time() == time():  # midnight belongs to the day that it ends
        return ends.date() - timedelta(days=1), "24:00"
    return ends.date(), f"{ends:%H:%M}"


def fill_due(request: Any, session: Session) -> None:
    """What the table says, where the clerk has given no day; reckoned again when what it rests on is corrected.

    While a request is 挂账 its limit rests.
    """
    if request.received_on is None or request.channel is None:
        return
    with session.no_autoflush:
        limits = session.exec(select(RequestLimit)).all()
        now, accept = reckon(request, limits, session, {name: getattr(request, name) for name in _BASIS})
        if request.due_on is not None and request.id is not None:
            before = {name: value_before(request, name) for name in _BASIS}
            due = value_before(request, "due_on"), value_before(request, "due_time")
            moved = any(before[name] != getattr(request, name) for name in _BASIS)
            untouched = (
                due == (request.due_on, request.due_time) == reckon(request, limits, session, before)[0]
            )
            if moved and untouched:
                request.due_on, request.due_time = now
        elif request.due_on is None and request.state != RequestState.SUSPENDED:
            request.due_on, request.due_time = now
        request.accept_due_on = accept


def reckon(
    request: Any, limits: Sequence[RequestLimit], session: Session, basis: dict[str, Any]
) -> tuple[Due, date | None]:
    """Until when a request is to be settled and taken up by the table; no days where no line of it holds.

    basis: day and time it came in, channel and urgency.
    """
    limit = limit_for(limits, basis["channel"], basis["urgency"])
    if limit is None:
        return (None, ""), None
    days, on = calendar(session), basis["received_on"]
    accept = days.last_of(on + timedelta(days=1), limit.accept_days) if limit.accept_days else None
    return due_by(limit, on, basis["received_at"], days), accept


def due_from(request: Any, session: Session, on: date) -> Due:
    """Until when, if the request had come in on a day: for what is taken up again."""
    basis = {"received_on": on, "received_at": "", "channel": request.channel, "urgency": request.urgency}
    return reckon(request, session.exec(select(RequestLimit)).all(), session, basis)[0]


def one_line_each(limit: Any, session: Session) -> Sequence[Problem]:
    """A channel and urgency have one line; a limit is a time of at least one."""
    if limit.amount is not None and limit.amount < 1:
        return (Problem("TOO_SMALL", "amount", "办理时限不能小于1，请核对。"),)
    others = [one for one in session.exec(select(RequestLimit)).all() if one.id != limit.id]
    for other in others:
        if (other.channel, other.urgency) == (limit.channel or None, limit.urgency or None):
            message = f"这个渠道和紧急程度已有“{other.name}”，请修改那一条。"
            return (Problem("LIMIT_KNOWN", "channel", message),)
    return ()
