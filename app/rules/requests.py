"""Rules of requests: who asked, what a state needs, petitions leave, nothing is counted twice, paid reports are no service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.clock import minutes_of
from app.rules.lifecycles import Lifecycle
from db.models import Clue, LogState, OutputKind, Request, ServiceLog, ServiceQuantity
from db.models import RequestState as State

REQUEST_STATES = (
    ("pending", "待受理"),
    ("accepted", "已受理"),
    ("assigned", "已派单"),
    ("working", "处理中"),
    ("extended", "延期"),
    ("suspended", "挂账"),
    ("returned", "退单"),
    ("closed", "已办结"),
    ("called_back", "已回访"),
    ("reopened", "重办"),
    ("archived", "已归档"),
    ("refused", "不予受理"),
    ("transferred", "转办"),
)
LABELS = dict(REQUEST_STATES)
_ANY_WORK = (State.EXTENDED, State.SUSPENDED, State.RETURNED, State.CLOSED, State.TRANSFERRED)
REQUEST = Lifecycle(
    {
        State.PENDING: (State.ACCEPTED, State.REFUSED, State.TRANSFERRED),
        State.ACCEPTED: (State.ASSIGNED, State.WORKING, State.CLOSED, State.TRANSFERRED),
        State.ASSIGNED: (State.WORKING, *_ANY_WORK),
        State.WORKING: _ANY_WORK,
        State.EXTENDED: (State.WORKING, State.SUSPENDED, State.RETURNED, State.CLOSED, State.TRANSFERRED),
        State.SUSPENDED: (State.WORKING, State.CLOSED, State.TRANSFERRED),
        State.RETURNED: (State.ASSIGNED, State.REFUSED, State.TRANSFERRED),
        State.CLOSED: (State.CALLED_BACK, State.ARCHIVED, State.REOPENED),
        State.CALLED_BACK: (State.ARCHIVED, State.REOPENED),
        State.REOPENED: (State.ASSIGNED, State.WORKING, *_ANY_WORK),
        State.ARCHIVED: (),
        State.REFUSED: (),
        State.TRANSFERRED: (),
    },
    tuple(State),
)
SETTLED = (State.CLOSED, State.CALLED_BACK, State.ARCHIVED)
GONE = (State.REFUSED, State.TRANSFERRED)
IN_HAND = tuple(state for state in State if state not in (*SETTLED, *GONE))
# What a state cannot be without: the field, and the sentence that asks for it.
_NEEDS = {
    State.ASSIGNED: (("unit", "已派单的，请填承办单位。"),),
    State.CLOSED: (("closed_on", "已办结的，请填办结日期。"), ("result", "已办结的，请写明办理结果。")),
    State.CALLED_BACK: (
        ("closed_on", "已回访的，请填办结日期。"),
        ("called_back_on", "已回访的，请填回访日期。"),
        ("satisfaction", "已回访的，请选择回访结果。"),
    ),
    State.ARCHIVED: (("closed_on", "已归档的，请填办结日期。"),),
    State.REFUSED: (("result", "不予受理的，请在办理结果里写明原因。"),),
    State.TRANSFERRED: (("transferred_to", "转办的，请填转往单位。"),),
}
_PETITION = (
    "信访事项不在本台账办理：请把状态改为“转办”，转往信访工作机构登记；"
    "那里15日内书面告知是否受理（《信访工作条例》第二十二、二十三条）。"
)


def who_asked(request: Any, _: Session) -> Sequence[Problem]:
    """Somebody with a card, a name, or nobody who wants to be named; never both."""
    named = request.person_id is not None or bool(request.requester)
    if request.anonymous and named:
        message = "勾选了匿名，就不登记诉求人；请清空姓名，或取消匿名。"
        return (Problem("ANONYMOUS", "anonymous", message),)
    if not request.anonymous and not named:
        return (Problem("WHO_ASKED", "requester", "请选择或填写诉求人；不愿留名的请勾选匿名。"),)
    return ()


def name_once(request: Any, _: Session) -> None:
    """Whoever has a card is named by it alone."""
    if request.person_id is not None:
        request.requester = ""


def request_told(request: Any, _: Session) -> Sequence[Problem]:
    """What its state needs is filled in, and nothing that belongs to a later one."""
    for name, message in _NEEDS.get(request.state, ()):
        if not getattr(request, name):
            return (Problem("STATE_NEEDS", name, message),)
    if request.closed_on is not None and request.state not in SETTLED:
        return (Problem("CLOSED_WHEN", "closed_on", "还没有办结的，不填办结日期。"),)
    for name in ("called_back_on", "satisfaction"):
        if getattr(request, name) and request.state not in (State.CALLED_BACK, State.ARCHIVED):
            return (Problem("CALLED_WHEN", name, "还没有回访的，不填回访日期和结果。"),)
    for name, label in (("received_at", "收到时间"), ("due_time", "办理时限（时间）")):
        text = getattr(request, name)
        if text and text != "24:00" and minutes_of(text) is None:
            return (Problem("TIME_FORMAT", name, f"{label}应写成“08:30”的样子，请改正。"),)
    return ()


def petition_leaves(request: Any, _: Session) -> Sequence[Problem]:
    """A 信访事项 is another regime (信访工作条例): it is handed on and not handled here."""
    if not request.petition or request.state == State.TRANSFERRED:
        return ()
    return (Problem("PETITION", "state", _PETITION),)


def asked_once(request: Any, session: Session) -> Sequence[Problem]:
    """A number of another system is one request: again, or as a clue, it is not counted twice."""
    if not request.outside_no:
        return ()
    query = select(Request).where(
        Request.outside_no == request.outside_no, col(Request.id) != (request.id or 0)
    )
    others = session.exec(query.order_by(col(Request.id))).all()
    for other in others:
        if other.channel == request.channel:
            return (_known(other.number, "这个外部编号已登记为"),)
    clue = session.exec(select(Clue).where(Clue.outside_no == request.outside_no)).first()
    if clue is not None:
        return (
            _known(clue.number, "这个外部编号已作为线索登记为", blocking=clue.channel == request.channel),
        )
    words = "另一渠道来的同一外部编号已登记为"
    return tuple(_known(other.number, words, blocking=False) for other in others[:1])


def not_a_request(clue: Any, session: Session) -> Sequence[Problem]:
    """The same from the side of clues: what is a request already is not counted again as a clue."""
    if not clue.outside_no:
        return ()
    other = session.exec(select(Request).where(Request.outside_no == clue.outside_no)).first()
    if other is None:
        return ()
    return (_known(other.number, "这个外部编号已作为诉求登记为", blocking=other.channel == clue.channel),)


def _known(number: str, words: str, *, blocking: bool = True) -> Problem:
    advice = "请打开那一条，不要重复登记。" if blocking else "请确认不是同一件事。"
    return Problem("REQUEST_KNOWN", "outside_no", f"{words}{number}，{advice}", blocking)


def reward_told(request: Any, session: Session) -> Sequence[Problem]:
    """Only reports are paid; whoever was paid for one did no volunteer service with it."""
    if not request.reward:
        return ()
    if request.reward < 0:
        return (Problem("TOO_SMALL", "reward", "“上报奖励”不能小于0，请核对。"),)
    if not request.is_report:
        message = "只有线索上报才有奖励；请勾选“线索上报”，或清空奖励。"
        return (Problem("REWARD", "reward", message),)
    if request.person_id is None:
        return ()
    logs = (
        select(ServiceLog.id)
        .join(ServiceQuantity, col(ServiceQuantity.log_id) == ServiceLog.id)
        .where(
            ServiceLog.person_id == request.person_id,
            ServiceLog.served_on == request.received_on,
            ServiceLog.state != LogState.REVERSED,
            ServiceQuantity.output == OutputKind.CLUES,
        )
    )
    if session.exec(logs).first() is None:
        return ()
    message = "本人当天有报送线索的服务记录；领了奖励的上报不算志愿服务，请核对并冲销那一条。"
    return (Problem("REWARDED_SERVICE", "reward", message, blocking=False),)


def service_not_rewarded(quantity: Any, session: Session) -> Sequence[Problem]:
    """The same from the side of service: a clue that was paid for is no volunteer time."""
    log = session.get(ServiceLog, quantity.log_id) if quantity.log_id else None
    if log is None or quantity.output != OutputKind.CLUES:
        return ()
    paid = select(Request.number).where(
        Request.person_id == log.person_id, Request.received_on == log.served_on, Request.reward > 0
    )
    number = session.exec(paid).first()
    if number is None:
        return ()
    message = f"本人当天上报的线索（{number}）已领奖励，不算志愿服务；确认另有没领奖励的线索可以继续。"
    return (Problem("REWARDED_SERVICE", "output", message, blocking=False),)
