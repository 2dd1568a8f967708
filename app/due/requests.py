"""What is due of requests and deliberations: to be taken up, settled, called back; resolutions to be carried out."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import col, select

from app.due.row import REQUESTS, Due, Look
from app.registers.spec import VEILED
from app.rules.deliberations import RESOLUTION_STATES
from app.rules.duties import Duty
from app.rules.requests import IN_HAND, LABELS
from db.models import Deliberation, Request, Resolution, ResolutionState, Satisfaction
from db.models import RequestState as State

# What is done next in each state that waits for something.
_NEXT = {
    State.ACCEPTED: "assign",
    State.ASSIGNED: "close",
    State.WORKING: "close",
    State.EXTENDED: "close",
    State.SUSPENDED: "begin",
    State.RETURNED: "assign",
    State.REOPENED: "close",
}
_RESOLUTIONS = dict(RESOLUTION_STATES)


def requests(look: Look) -> Iterable[Due]:
    """Everything of requests and what meetings resolved."""
    for find in (in_hand, to_call_back, resolutions):
        yield from find(look)


def in_hand(look: Look) -> Iterable[Due]:
    """Requests that wait to be taken up, or to be settled; those without a limit are nobody's delay."""
    query = select(Request).where(
        *look.within(col(Request.area_id)),
        col(Request.state).in_(IN_HAND),
        Request.received_on <= look.on,
    )
    for one in look.session.exec(query).all():
        if one.state == State.PENDING:
            text, due, action = f"受理：{_about(one)}", one.accept_due_on or one.due_on, "accept"
        else:
            time = f"（{one.due_time}前）" if one.due_time else ""
            text, due, action = f"办结：{_about(one)}{time}", one.due_on, _NEXT[State(one.state)]
        if due is not None:
            duty = Duty("SETTLE", text, due)
            yield look.row(
                duty, "requests", one.id, _who(one), LABELS[one.state], line=REQUESTS, action=action
            )


def to_call_back(look: Look) -> Iterable[Due]:
    """Requesters who can be called back: settled requests nobody was asked about, and calls nobody took."""
    query = select(Request).where(
        *look.within(col(Request.area_id)),
        col(Request.closed_on) <= look.on,
        (col(Request.state) == State.CLOSED)
        | (
            (col(Request.state) == State.CALLED_BACK)
            & (col(Request.satisfaction) == Satisfaction.NOT_REACHED)
        ),
        (col(Request.phone) != "") | col(Request.person_id).is_not(None),
    )
    for one in look.session.exec(query).all():
        if one.closed_on is not None:
            again = "再次回访" if one.state == State.CALLED_BACK else "回访"
            duty = Duty("CALL_BACK", f"{again}：{_about(one)}", one.called_back_on or one.closed_on, may=True)
            yield look.row(
                duty, "requests", one.id, _who(one), LABELS[one.state], line=REQUESTS, action="call_back"
            )


def resolutions(look: Look) -> Iterable[Due]:
    """What meetings resolved and nobody has carried out; what is put off waits."""
    query = (
        select(Resolution, Deliberation.number, Deliberation.area_id)
        .join(Deliberation, col(Deliberation.id) == Resolution.deliberation_id)
        .where(*look.within(col(Deliberation.area_id)), Deliberation.held_on <= look.on)
        .where(col(Resolution.state).in_((ResolutionState.PLANNED, ResolutionState.RUNNING)))
        .where(col(Resolution.due_on).is_not(None))
    )
    for one, number, area in look.session.exec(query).all():
        if one.due_on is not None:
            duty, who = (
                Duty("RESOLUTION", f"落实：{one.item}", one.due_on),
                (None, f"{one.owner}（{number}）", area),
            )
            action = "start" if one.state == ResolutionState.PLANNED else "finish"
            yield look.row(
                duty, "resolutions", one.id, who, _RESOLUTIONS[one.state], line=REQUESTS, action=action
            )


def _about(request: Request) -> str:
    return VEILED if request.confidential else request.title


def _who(request: Request) -> tuple[int | None, str, int]:
    """Named by its number and the unit in charge: whose request it is need not be told to whoever reads the list."""
    return None, f"{request.number} {request.unit}".strip(), request.area_id
