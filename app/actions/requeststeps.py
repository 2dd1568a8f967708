"""The history of requests: one dated row for each state, written with every verb and every save."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import refuse, touch
from app.rules.requests import LABELS, SETTLED
from db.models import Request, RequestState, RequestStep

_DATED = (("closed_on", RequestState.CLOSED), ("called_back_on", RequestState.CALLED_BACK))


def keep_steps(request: Any, before: dict[str, Any], session: Session) -> None:
    """A new request gets the steps its dates tell; a state or day that was changed in the form is kept as a step.

    Raises ``ValidationFailed`` for a day that lies before the step before it.
    """
    if not before:
        _begin(session, request)
        return
    steps = _steps(session, request.id)
    if before["received_on"] != request.received_on and steps:
        _move(session, steps[0], request.received_on)
    for name, state in _DATED:
        was, now = before[name], getattr(request, name)
        if was is not None and now is not None and was != now:
            for step in [one for one in steps if one.state == state][-1:]:
                _move(session, step, now)
    if before["state"] != request.state:
        take_step(session, request, _day_of(request), satisfaction=request.satisfaction)
    _chain(session, request)
    _mirror(session, request)


def take_step(
    session: Session,
    request: Request,
    on: date,
    said: str = "",
    *,
    done_by: str = "",
    satisfaction: Any = None,
) -> None:
    """Enter that a request is in its state from a day on. Raises ``ValidationFailed`` before the step before it."""
    steps = _steps(session, request.id or 0)
    if steps and on < steps[-1].from_on:
        last = steps[-1]
        message = f"{request.number}于{last.from_on}“{LABELS[last.state]}”，日期{on}不能早于这一天，请核对。"
        raise refuse("STEP_ORDER", "on", message)
    session.add(
        RequestStep(
            request_id=request.id or 0, state=RequestState(request.state), from_on=on, unit=request.unit,
            due_on=request.due_on, said=said[:500], done_by=done_by, satisfaction=satisfaction or None,
        )
    )  # fmt: skip
    session.flush()
    _chain(session, request)


def _begin(session: Session, request: Any) -> None:
    """The steps that a new record tells: received, closed, called back, and where it stands now."""
    told = [(RequestState.PENDING, request.received_on)]
    told += [(state, day) for name, state in _DATED if (day := getattr(request, name)) is not None]
    if request.state not in {state for state, _ in told}:
        told.append((RequestState(request.state), told[-1][1]))
    for state, on in told:
        satisfaction = request.satisfaction if state == RequestState.CALLED_BACK else None
        session.add(
            RequestStep(
                request_id=request.id, state=state, from_on=on, unit=request.unit, due_on=request.due_on,
                satisfaction=satisfaction or None,
            )
        )  # fmt: skip
        session.flush()
    _chain(session, request)


def _day_of(request: Any) -> date:
    told = {state: getattr(request, name) for name, state in _DATED}
    return told.get(request.state) or date.today()


def _steps(session: Session, request_id: int) -> list[RequestStep]:
    query = select(RequestStep).where(RequestStep.request_id == request_id)
    return list(session.exec(query.order_by(col(RequestStep.from_on), col(RequestStep.id))).all())


def _move(session: Session, step: RequestStep, on: date) -> None:
    step.from_on, step.to_on = on, None
    touch(session, step)


def _chain(session: Session, request: Any) -> None:
    """Each step ends as the next begins; the steps in order of their days are those in which they were taken."""
    session.flush()
    steps = _steps(session, request.id)
    ids = [step.id or 0 for step in steps]
    if ids != sorted(ids):
        message = f"{request.number}的日期与办理经过的先后不符，请打开办理经过核对。"
        raise refuse("STEP_ORDER", "closed_on", message)
    for step, end in zip(steps, [*(one.from_on for one in steps[1:]), None], strict=True):
        if step.to_on != end:
            step.to_on = end
            touch(session, step)
    session.flush()


def _mirror(session: Session, request: Any) -> None:
    """What was corrected on the card stands in the step it belongs to: the limit it was closed under, what was answered."""
    steps = _steps(session, request.id)
    if not steps:
        return
    closings = [one for one in steps if one.state == RequestState.CLOSED]
    at = closings[-1] if request.state in SETTLED and closings else steps[-1]
    if (at.due_on, at.unit) != (request.due_on, request.unit):
        at.due_on, at.unit = request.due_on, request.unit
        touch(session, at)
    for call in [one for one in steps if one.state == RequestState.CALLED_BACK][-1:]:
        if request.called_back_on is not None and call.satisfaction != request.satisfaction:
            call.satisfaction = request.satisfaction
            touch(session, call)
    session.flush()
