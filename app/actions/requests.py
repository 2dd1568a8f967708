"""The verbs of requests: taken up, handed to a unit, extended, closed, called back, filed; each leaves a dated step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from app.actions.requeststeps import take_step
from app.actions.rows import changed, checked, chosen, refuse, touch
from app.desk import Changes, Desk
from app.rules.requests import LABELS, REQUEST, petition_leaves, request_told
from app.rules.timelimits import due_from
from db.models import LimitUnit, Request, RequestChannel, RequestLimit, RequestStep, Satisfaction, Urgency
from db.models import RequestState as State

Run = Callable[[Desk, Sequence[int], dict[str, Any]], Changes]
Fill = Callable[[Request, dict[str, Any], Session], str]
_AGAIN = (State.CALLED_BACK, State.EXTENDED)  # may be done once more without a state between

# What offices start from: 西湖区“随手拍” verifies in 2 working days and reports back in 7; the others are usual, not law.
USUAL_LIMITS = (
    ("随手拍", RequestChannel.SNAP, None, 7, LimitUnit.DAYS, 2, "西湖区“随手拍”：2个工作日内核实，7日内反馈整改"),
    ("西湖码", RequestChannel.WEST_LAKE_CODE, None, 7, LimitUnit.DAYS, 2, "按“随手拍”办理"),
    ("12345转办", RequestChannel.CITY_LINE, None, 5, LimitUnit.WORKING_DAYS, 1, "以派单上的时限为准"),
    ("特急", None, Urgency.MOST_URGENT, 24, LimitUnit.HOURS, 0, ""),
    ("紧急", None, Urgency.URGENT, 3, LimitUnit.WORKING_DAYS, 1, ""),
    ("一般", None, None, 7, LimitUnit.WORKING_DAYS, 1, ""),
)  # fmt: skip


def step(to: State, verb: str, fill: Fill) -> Run:
    """The verb that brings requests to a state on a day (``values``: on, and what ``fill`` takes).

    fill: writes what was asked into the request and returns what the step says. Raises ``ValidationFailed`` naming the
    request whose life-cycle does not allow it, for a day that lies ahead or before the step before, and for a petition.
    """

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        on: date = values["on"]
        if on > date.today():
            raise refuse("DATE_FUTURE", "on", f"{on}还没有到，请到时再登记。")
        with desk.operation("request", f"诉求{verb}：{len(ids)}件") as session:
            for request in chosen(session, desk, Request, ids, "诉求"):
                _may(request, to, verb)
                said = fill(request, values, session)
                request.state = to
                checked(session, request, (request_told, petition_leaves), request.number)
                touch(session, request)
                take_step(
                    session, request, on, said, done_by=values.get("by") or desk.actor.name,
                    satisfaction=request.satisfaction if to == State.CALLED_BACK else None,
                )  # fmt: skip
            return changed(session, Request, RequestStep)

    return run


def _may(request: Request, to: State, verb: str) -> None:
    now = State(request.state)
    if REQUEST.allows(now, to) and (now != to or to in _AGAIN):
        return
    following = "".join(f"“{LABELS[one]}”" for one in REQUEST.steps[now])
    then = f"下一步可以是{following}" if following else "不再办理；误登记的请用撤销"
    raise refuse("REQUEST_STEP", "", f"{request.number}现在是“{LABELS[now]}”，不能{verb}，{then}。")


def _said(*names: str) -> Fill:
    """Nothing but the words of the answers."""

    def fill(_: Request, values: dict[str, Any], __: Session) -> str:
        return "；".join(str(values[name]) for name in names if values.get(name))

    return fill


def _assign(request: Request, values: dict[str, Any], session: Session) -> str:
    request.unit = values["unit"]
    request.co_units = values.get("co_units") or request.co_units
    if values.get("due_on") is not None:
        _new_limit(request, values["due_on"])
    elif request.due_on is None:
        request.due_on, request.due_time = due_from(request, session, request.received_on)
    with_them = f"（协办：{request.co_units}）" if request.co_units else ""
    return f"派{request.unit}办理{with_them}"


def _new_limit(request: Request, due_on: date) -> None:
    if due_on < request.received_on:
        message = f"{request.number}的办理期限{due_on}早于收到日期{request.received_on}，请核对。"
        raise refuse("DATE_ORDER", "due_on", message)
    request.due_on, request.due_time = due_on, ""


def _extend(request: Request, values: dict[str, Any], _: Session) -> str:
    due_on: date = values["due_on"]
    if due_on <= values["on"] or (request.due_on is not None and due_on <= request.due_on):
        before = f"原期限{request.due_on}" if request.due_on is not None else f"登记日期{values['on']}"
        raise refuse("LIMIT_ORDER", "due_on", f"{request.number}延期后的期限要晚于{before}，请核对。")
    request.due_on, request.due_time = due_on, ""
    return f"延期至{due_on}：{values['reason']}"


def _suspend(request: Request, values: dict[str, Any], _: Session) -> str:
    """The limit rests; a day by which it is expected to be solved takes its place."""
    request.due_on, request.due_time = None, ""
    if values.get("due_on") is not None:
        _new_limit(request, values["due_on"])
    return str(values["reason"])


def _begin(request: Request, values: dict[str, Any], session: Session) -> str:
    """A limit that rested runs anew from this day."""
    if request.state == State.SUSPENDED and request.due_on is None:
        request.due_on, request.due_time = due_from(request, session, values["on"])
    return values.get("note") or ""


def _close(request: Request, values: dict[str, Any], _: Session) -> str:
    request.closed_on, request.result = values["on"], values["result"]
    return request.result


def _call_back(request: Request, values: dict[str, Any], _: Session) -> str:
    request.called_back_on, request.satisfaction = values["on"], Satisfaction(values["satisfaction"])
    request.called_back_by = values.get("by") or request.called_back_by
    return values.get("note") or ""


def _refuse(request: Request, values: dict[str, Any], _: Session) -> str:
    request.result = values["reason"]
    return request.result


def _transfer(request: Request, values: dict[str, Any], _: Session) -> str:
    request.transferred_to = values["to"]
    request.petition = request.petition or bool(values.get("petition"))
    reason = f"：{values['reason']}" if values.get("reason") else ""
    return f"{'信访事项，' if request.petition else ''}转{request.transferred_to}{reason}"


def _reopen(request: Request, values: dict[str, Any], session: Session) -> str:
    request.closed_on = request.called_back_on = request.satisfaction = None
    request.called_back_by = request.result = ""
    request.reopened += 1
    if values.get("due_on") is not None:
        _new_limit(request, values["due_on"])
    else:
        due = due_from(request, session, values["on"])
        request.due_on, request.due_time = due if due[0] is not None else (request.due_on, request.due_time)
    return str(values["reason"])


accept = step(State.ACCEPTED, "受理", _said("note"))
refuse_request = step(State.REFUSED, "不予受理", _refuse)
assign = step(State.ASSIGNED, "派单", _assign)
begin = step(State.WORKING, "开始办理", _begin)
extend = step(State.EXTENDED, "延期", _extend)
suspend = step(State.SUSPENDED, "挂账", _suspend)
send_back = step(State.RETURNED, "退单", _said("reason"))
close = step(State.CLOSED, "办结", _close)
call_back = step(State.CALLED_BACK, "回访", _call_back)
archive = step(State.ARCHIVED, "归档", _said("archive_no"))
transfer = step(State.TRANSFERRED, "转办", _transfer)
reopen = step(State.REOPENED, "重办", _reopen)


def use_usual_limits(desk: Desk, _: Sequence[int], __: dict[str, Any]) -> Changes:
    """Begin the table of time limits with usual ones. Raises ``ValidationFailed`` when there are lines already."""
    with desk.operation("request_limits", "办理时限采用常用时限") as session:
        if session.exec(select(RequestLimit.id).limit(1)).first() is not None:
            raise refuse("HAS_LIMITS", "", "已经有办理时限了，请直接修改。")
        for name, channel, urgency, amount, unit, accept_days, source in USUAL_LIMITS:
            session.add(
                RequestLimit(
                    name=name, channel=channel, urgency=urgency, amount=amount, unit=unit,
                    accept_days=accept_days, source=source,
                )
            )  # fmt: skip
        return changed(session, RequestLimit)
