"""The rows behind the figures about requests and deliberations."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    Deliberation,
    Opinion,
    OpinionState,
    Request,
    RequestCategory,
    RequestChannel,
    RequestState,
    RequestStep,
    Resolution,
    Satisfaction,
    UnitProblem,
)
from db.queries.counting import Condition, Counted, Day, Source, happened, holds, inside

_requests, _steps = table_of(Request), table_of(RequestStep)
_meetings, _opinions, _resolutions = table_of(Deliberation), table_of(Opinion), table_of(Resolution)
SETTLED = (RequestState.CLOSED, RequestState.CALLED_BACK, RequestState.ARCHIVED)
GONE = (RequestState.REFUSED, RequestState.TRANSFERRED)
PLEASED = (Satisfaction.SATISFIED, Satisfaction.FAIRLY)
REACHED = (*PLEASED, Satisfaction.DISSATISFIED)


def stands(states: Collection[RequestState], day: Day) -> Condition:
    """Whether a request was in one of some states at the end of a day."""
    steps = _steps.alias("standing")
    return sa.exists().where(
        steps.c.request_id == _requests.c.id, holds(steps, day), steps.c.state.in_(states)
    )


_received = Source(
    lambda _: _requests,
    lambda window, scope: (
        happened(_requests.c.received_on, window),
        *inside(_requests.c.area_id, scope),
    ),
    area=_requests.c.area_id,
)
# Where a request stood on the last day: the step that held then.
_standing = Source(
    lambda _: _steps.join(_requests, _requests.c.id == _steps.c.request_id),
    lambda window, scope: (
        holds(_steps, window.last),
        _steps.c.state.not_in((*SETTLED, *GONE)),
        *inside(_requests.c.area_id, scope),
    ),
    area=_requests.c.area_id,
)
_taken = Source(
    lambda _: _steps.join(_requests, _requests.c.id == _steps.c.request_id),
    lambda window, scope: (happened(_steps.c.from_on, window), *inside(_requests.c.area_id, scope)),
    area=_requests.c.area_id,
)
_closing = _steps.c.state == RequestState.CLOSED
_limited = sa.and_(_closing, _steps.c.due_on.is_not(None))
_called = _steps.c.state == RequestState.CALLED_BACK

REPORTS = Counted(_received, _requests.c.id, lambda _: _requests.c.is_report)
HANDLED = Counted(_received, _requests.c.id, lambda window: ~stands(GONE, window.last))
HANDLED_SETTLED = Counted(_received, _requests.c.id, lambda window: stands(SETTLED, window.last))
CLOSED = Counted(_taken, _requests.c.id, lambda _: _closing, distinct=_requests.c.id)
CLOSINGS = Counted(_taken, _requests.c.id, lambda _: _limited)
CLOSINGS_IN_TIME = Counted(
    _taken, _requests.c.id, lambda _: sa.and_(_limited, _steps.c.from_on <= _steps.c.due_on)
)
CALLS = Counted(_taken, _requests.c.id, lambda _: sa.and_(_called, _steps.c.satisfaction.in_(REACHED)))
PLEASED_CALLS = Counted(
    _taken, _requests.c.id, lambda _: sa.and_(_called, _steps.c.satisfaction.in_(PLEASED))
)
OPEN = Counted(_standing, _requests.c.id)
OVERDUE = Counted(_standing, _requests.c.id, lambda window: _steps.c.due_on < window.last)


def received(*kinds: RequestChannel | RequestCategory | UnitProblem) -> Counted:
    """Requests that came in by some channels, are about some things, or belong to some of 三难; or all of them."""
    if not kinds:
        return Counted(_received, _requests.c.id)
    columns = {RequestChannel: "channel", RequestCategory: "category", UnitProblem: "problem"}
    column = _requests.c[columns[type(kinds[0])]]
    return Counted(_received, _requests.c.id, lambda _: column.in_(kinds))


_held = Source(
    lambda _: _meetings,
    lambda window, scope: (happened(_meetings.c.held_on, window), *inside(_meetings.c.area_id, scope)),
    area=_meetings.c.area_id,
)
_raised = Source(
    lambda _: _opinions.join(_meetings, _meetings.c.id == _opinions.c.deliberation_id),
    lambda window, scope: (happened(_meetings.c.held_on, window), *inside(_meetings.c.area_id, scope)),
    area=_meetings.c.area_id,
)
_resolved = Source(
    lambda _: _resolutions.join(_meetings, _meetings.c.id == _resolutions.c.deliberation_id),
    lambda window, scope: (happened(_meetings.c.held_on, window), *inside(_meetings.c.area_id, scope)),
    area=_meetings.c.area_id,
)
_carried_out = Source(
    lambda _: _resolutions.join(_meetings, _meetings.c.id == _resolutions.c.deliberation_id),
    lambda window, scope: (happened(_resolutions.c.done_on, window), *inside(_meetings.c.area_id, scope)),
    area=_meetings.c.area_id,
)
MEETINGS = Counted(_held, _meetings.c.id)
MEETINGS_OF_PLATFORMS = Counted(_held, _meetings.c.id, lambda _: _meetings.c.platform_id.is_not(None))
PLATFORMS_THAT_MET = Counted(
    _held,
    _meetings.c.platform_id,
    lambda _: _meetings.c.platform_id.is_not(None),
    distinct=_meetings.c.platform_id,
)
RIDERS_PRESENT = Counted(_held, _meetings.c.id, lambda _: _meetings.c.riders > 0, amount=_meetings.c.riders)
OPINIONS = Counted(_raised, _opinions.c.id)
OPINIONS_ADOPTED = Counted(
    _raised,
    _opinions.c.id,
    lambda window: sa.and_(_opinions.c.state == OpinionState.ADOPTED, _opinions.c.decided_on <= window.last),
)
OPINIONS_CLOSED = Counted(_raised, _opinions.c.id, lambda window: _opinions.c.closed_on <= window.last)
RESOLUTIONS = Counted(_resolved, _resolutions.c.id)
RESOLUTIONS_CARRIED_OUT = Counted(
    _resolved, _resolutions.c.id, lambda window: _resolutions.c.done_on <= window.last
)
DONE = Counted(_carried_out, _resolutions.c.id)
