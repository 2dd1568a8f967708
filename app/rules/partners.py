"""Rules of partners and joint projects: nobody is entered twice, states agree with dates, members belong while they are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import Lifecycle
from db.models import Alliance, Partner, ProjectState

PROJECT = Lifecycle(
    {
        ProjectState.PLANNED: (ProjectState.RUNNING, ProjectState.STOPPED),
        ProjectState.RUNNING: (ProjectState.DONE, ProjectState.STOPPED),
        ProjectState.DONE: (),
        ProjectState.STOPPED: (),
    },
    tuple(ProjectState),
)


def likely_same_partner(partner: Any, session: Session) -> Sequence[Problem]:
    """The same name is likely the same partner: social forces are counted once, whatever they do."""
    query = select(Partner).where(Partner.name == partner.name, col(Partner.id) != (partner.id or 0))
    other = session.exec(query.where(Partner.area_id == partner.area_id)).first()
    if other is None:
        return ()
    message = f"本区域已有同名的共建力量（{other.number}），请确认不是同一家。"
    return (Problem("LIKELY_SAME", "name", message, blocking=False),)


def member_of_the_time(member: Any, session: Session) -> Sequence[Problem]:
    """A membership begins while the alliance and the partner are there."""
    partner, alliance = session.get(Partner, member.partner_id), session.get(Alliance, member.alliance_id)
    if alliance is not None and member.from_on < alliance.founded_on:
        message = f"加入日期早于联盟成立日期{alliance.founded_on}，请核对。"
        return (Problem("BEFORE_FOUNDING", "from_on", message),)
    if partner is not None and partner.left_on is not None and member.from_on >= partner.left_on:
        message = f"{partner.name}已于{partner.left_on}退出，不能再加入联盟。"
        return (Problem("PARTNER_LEFT", "from_on", message),)
    return ()


def project_told(project: Any, _: Session) -> Sequence[Problem]:
    """The state of a joint project agrees with its dates, by which past days are counted."""
    state = project.state
    needed = {
        ProjectState.RUNNING: ("started_on", "启动日期", "推进中"),
        ProjectState.DONE: ("finished_on", "完成日期", "已完成"),
        ProjectState.STOPPED: ("stopped_on", "终止日期", "已终止"),
    }
    if state in needed:
        name, label, word = needed[state]
        if getattr(project, name) is None:
            return (Problem("STATE_WHEN", name, f"“{word}”的项目要填{label}。"),)
    allowed = {
        "started_on": (ProjectState.RUNNING, ProjectState.DONE, ProjectState.STOPPED),
        "finished_on": (ProjectState.DONE,),
        "stopped_on": (ProjectState.STOPPED,),
    }
    labels = {"started_on": "启动日期", "finished_on": "完成日期", "stopped_on": "终止日期"}
    return tuple(
        Problem("STATE_DATE", name, f"填了{labels[name]}，状态却不是，请改状态或清空日期。")
        for name, states in allowed.items()
        if getattr(project, name) is not None and state not in states
    )
