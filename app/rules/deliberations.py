"""Rules of deliberations: met under a platform, somebody was there, states of opinions and resolutions agree with dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from app.rules.clock import minutes_of
from app.rules.lifecycles import Lifecycle
from db.models import Deliberation, OpinionState, Organization, OrganizationLine
from db.models import ResolutionState as State

RESOLUTION_STATES = (("planned", "未启动"), ("running", "推进中"), ("done", "已落实"), ("paused", "暂缓"))
RESOLUTION = Lifecycle(
    {
        State.PLANNED: (State.RUNNING, State.DONE, State.PAUSED),
        State.RUNNING: (State.DONE, State.PAUSED),
        State.PAUSED: (State.RUNNING,),
        State.DONE: (),
    },
    tuple(State),
)


def under_a_platform(meeting: Any, session: Session) -> Sequence[Problem]:
    """The platform is a body of the line 议事, and was there when the meeting was held."""
    if meeting.platform_id is None:
        return ()
    body = session.get(Organization, meeting.platform_id)
    if body is None:
        return ()
    if body.line != OrganizationLine.DELIBERATION:
        message = f"“{body.name}”不是议事平台；请选“组织”里条线为“议事”的组织，没有的先登记。"
        return (Problem("NO_PLATFORM", "platform_id", message),)
    if body.dissolved_on is not None and body.dissolved_on <= meeting.held_on:
        message = f"“{body.name}”已于{body.dissolved_on}撤销，请核对开会日期或议事平台。"
        return (Problem("PLATFORM_GONE", "platform_id", message),)
    return ()


def meeting_told(meeting: Any, _: Session) -> Sequence[Problem]:
    """A time is a time; a meeting at which nobody was is asked about."""
    if meeting.starts_at and minutes_of(meeting.starts_at) is None:
        return (Problem("TIME_FORMAT", "starts_at", "开始时间应写成“14:30”的样子，请改正。"),)
    if meeting.riders == 0 and meeting.residents == 0:
        message = "还没有填参加的小哥和居民人数，确认无人参加可以继续。"
        return (Problem("NOBODY_THERE", "riders", message, blocking=False),)
    return ()


def fill_decided(opinion: Any, session: Session) -> None:
    """What is entered as decided without a day was decided at the meeting."""
    open_ = opinion.state in (None, OpinionState.PENDING)
    if opinion.id is not None or open_ or opinion.decided_on is not None:
        return
    meeting = session.get(Deliberation, opinion.deliberation_id) if opinion.deliberation_id else None
    if meeting is not None:
        opinion.decided_on = meeting.held_on


def opinion_told(opinion: Any, session: Session) -> Sequence[Problem]:
    """An opinion is decided once it is adopted or declined, not before the meeting; only what is decided is finished."""
    decided = opinion.state != OpinionState.PENDING
    if decided != (opinion.decided_on is not None):
        message = "已采纳或未采纳的，请填研究日期。" if decided else "待研究的，不填研究日期。"
        return (Problem("DECIDED_WHEN", "decided_on", message),)
    if opinion.closed_on is not None and not decided:
        return (Problem("CLOSED_WHEN", "closed_on", "还没有研究是否采纳的，不填办结日期。"),)
    if opinion.person_id is not None and opinion.raised_by:
        return (Problem("RAISED_BY", "raised_by", "已选了人员，提出人不用再写，请清空。"),)
    return _after_meeting(opinion, session, (("decided_on", "研究日期"), ("answered_on", "反馈日期")))


def resolution_told(resolution: Any, session: Session) -> Sequence[Problem]:
    """The state agrees with the dates by which past days are counted; nothing happens before the meeting."""
    state = resolution.state
    if (state == State.DONE) != (resolution.done_on is not None):
        message = "已落实的，请填落实日期。" if state == State.DONE else "还没有落实的，不填落实日期。"
        return (Problem("DONE_WHEN", "done_on", message),)
    if state == State.RUNNING and resolution.started_on is None:
        return (Problem("STARTED_WHEN", "started_on", "推进中的，请填启动日期。"),)
    if state == State.PLANNED and resolution.started_on is not None:
        return (Problem("STARTED_WHEN", "started_on", "未启动的，不填启动日期。"),)
    days = (("started_on", "启动日期"), ("done_on", "落实日期"), ("due_on", "完成期限"))
    return _after_meeting(resolution, session, days)


def _after_meeting(row: Any, session: Session, days: Sequence[tuple[str, str]]) -> Sequence[Problem]:
    meeting = session.get(Deliberation, row.deliberation_id) if row.deliberation_id else None
    for name, label in days:
        day = getattr(row, name)
        if meeting is not None and day is not None and day < meeting.held_on:
            message = f"{label}（{day}）早于开会日期（{meeting.held_on}），请核对。"
            return (Problem("DATE_ORDER", name, message),)
    return ()
