"""Rules of teams, their members, service records and daily totals (志愿服务条例; unpaid time only, in minutes)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.clock import DAY, meet, span
from app.rules.lifecycles import value_before
from app.rules.organizations import in_force
from db.journal import Operation
from db.models import LogState, ServiceLog, Setting, Team, TeamMember, TeamRole, TeamStatus

_SETTLED = (LogState.VERIFIED, LogState.BOOKED, LogState.REVERSED)
_PAID, _UNPAID = (
    ("有偿", "计件", "配送费", "报酬", "跑腿费", "劳务费"),
    ("不要报酬", "不收", "无报酬"),
)
_ON_THE_WAY = ("路途", "往返", "来回路上", "通勤")
_FACTS = ("person_id", "team_id", "served_on", "starts_at", "ends_at", "minutes", "area_id")


def fill_recorder(log: Any, session: Session) -> None:
    """Who writes a record down is named in it."""
    if not log.recorder:
        log.recorder = session.get_one(Operation, session.info["operation"]).clerk_name


def fill_organizer(log: Any, session: Session) -> None:
    """A team's service is organised by the body behind the team, unless another is named."""
    if log.organizer_id is None and log.team_id is not None:
        with session.no_autoflush:  # the rules compare with what was loaded
            log.organizer_id = session.get_one(Team, log.team_id).organizer_id


def booked_stays(log: Any, _: Session) -> Sequence[Problem]:
    """A booked record is corrected by a counter-entry, never taken away."""
    if log.state in (LogState.BOOKED, LogState.REVERSED):
        return (Problem("BOOKED_STAYS", "", "已入账的服务记录不能删除，请用“冲销”更正。"),)
    return ()


def disbanding_told(team: Any, _: Session) -> Sequence[Problem]:
    """解散 and its date go together."""
    disbanded = team.status == TeamStatus.DISBANDED
    if disbanded and team.disbanded_on is None:
        return (Problem("DISBANDED_DATE", "disbanded_on", "状态是“解散”，请填写解散日期。"),)
    if team.disbanded_on is not None and not disbanded:
        message = "填了解散日期，状态却不是“解散”，请改状态或删去日期。"
        return (Problem("DISBANDED_STATUS", "status", message),)
    return ()


def within_team(member: Any, session: Session) -> Sequence[Problem]:
    """A membership lies within the life of its team."""
    team = session.get_one(Team, member.team_id)
    if team.disbanded_on is not None:
        if member.from_on >= team.disbanded_on:
            message = f"该队已于{team.disbanded_on}解散，加入日期应在这之前。"
            return (Problem("TEAM_DISBANDED", "from_on", message),)
        if member.to_on is None or member.to_on > team.disbanded_on:
            message = f"该队已于{team.disbanded_on}解散，请填写不晚于这一天的退出日期。"
            return (Problem("TEAM_DISBANDED", "to_on", message),)
    if member.from_on < team.founded_on:
        message = f"加入日期早于该队的成立日期{team.founded_on}，请核对。"
        return (Problem("BEFORE_TEAM", "from_on", message, blocking=False),)
    return ()


def one_leader(member: Any, session: Session) -> Sequence[Problem]:
    """A team has one leader at a time."""
    if member.role != TeamRole.LEADER:
        return ()
    others = select(TeamMember.id).where(
        TeamMember.team_id == member.team_id,
        TeamMember.role == TeamRole.LEADER,
        col(TeamMember.id) != (member.id or 0),
        sa.or_(col(TeamMember.to_on).is_(None), col(TeamMember.to_on) > member.from_on),
    )
    if member.to_on is not None:
        others = others.where(col(TeamMember.from_on) < member.to_on)
    if session.exec(others).first() is None:
        return ()
    return (Problem("TWO_LEADERS", "role", "这段时间该队已有队长，请核对。", blocking=False),)


def team_serves(record: Any, session: Session) -> Sequence[Problem]:
    """A record or daily total of a team lies between its founding and its end."""
    if record.team_id is None:
        return ()
    team = session.get_one(Team, record.team_id)
    if team.disbanded_on is not None and record.served_on >= team.disbanded_on:
        return (Problem("TEAM_DISBANDED", "served_on", f"该队已于{team.disbanded_on}解散，请核对日期。"),)
    if record.served_on < team.founded_on:
        message = f"日期早于该队的成立日期{team.founded_on}，请核对。"
        return (Problem("BEFORE_TEAM", "served_on", message, blocking=False),)
    return ()


def serves_in_team(log: Any, session: Session) -> Sequence[Problem]:
    """Who serves with a team is one of its members on that day, or the clerk is asked."""
    if log.team_id is None:
        return ()
    member = select(TeamMember.id).where(
        TeamMember.team_id == log.team_id,
        TeamMember.person_id == log.person_id,
        *in_force(TeamMember, log.served_on),
    )
    if session.exec(member).first() is not None:
        return ()
    message = "这个人当天还不是该队的队员，请核对，或先登记入队。"
    return (Problem("NOT_IN_TEAM", "person_id", message, blocking=False),)


def settled_stays(log: Any, _: Session) -> Sequence[Problem]:
    """A verified or booked record keeps its facts: it is reversed and written again, never changed.

    Who organised it may be filled in later where nobody was named: records are older than that field.
    """
    before = value_before(log, "state")
    if before not in _SETTLED:
        return ()
    organizer = value_before(log, "organizer_id")
    kept = organizer is None or organizer == log.organizer_id
    if kept and all(value_before(log, name) == getattr(log, name) for name in _FACTS):
        return ()
    message = "这条记录已核实或入账，不能改动人员、日期、时长和组织单位；请申请更正，或先冲销再重新录入。"
    return (Problem("LOG_SETTLED", "", message),)


def minutes_fit(log: Any, _: Session) -> Sequence[Problem]:
    """Service takes time, and not more than the times of the day leave; after midnight is pointed out."""
    if log.minutes <= 0:
        return (Problem("NO_TIME", "minutes", "服务时长必须大于0，请改正。"),)
    own = span(log.served_on, log.starts_at, log.ends_at)
    if own is None:
        return ()
    if log.minutes > own[1] - own[0]:
        message = f"时长{log.minutes}分钟超过了起止时间之间的{own[1] - own[0]}分钟，请核对。"
        return (Problem("LONGER_THAN_SPAN", "minutes", message),)
    if log.ends_at < log.starts_at:
        message = "结束时间早于开始时间，将按服务到次日计算，请确认。"
        return (Problem("PAST_MIDNIGHT", "ends_at", message, blocking=False),)
    return ()


def once_by_number(log: Any, session: Session) -> Sequence[Problem]:
    """A record of another system has one number there: the same number again is the same service."""
    if not log.outside_no or log.state == LogState.REVERSED:
        return ()
    others = select(col(ServiceLog.served_on)).where(
        ServiceLog.outside_no == log.outside_no,
        col(ServiceLog.source).in_(("", log.source)),
        ServiceLog.state != LogState.REVERSED,
        col(ServiceLog.id) != (log.id or 0),
    )
    other = session.exec(others).first()
    if other is None:
        return ()
    message = f"记录编号{log.outside_no}已登记在{other}的一条服务记录上，不能重复计入。"
    return (Problem("OUTSIDE_KNOWN", "outside_no", message),)


def service_only(log: Any, _: Session) -> Sequence[Problem]:
    """Paid work is no volunteer service and the way there does not count (志愿服务条例 art. 2): words that tell of them."""
    told = f"{log.activity} {log.content} {log.note}"
    if any(word in told for word in _PAID) and not any(word in told for word in _UNPAID):
        message = "写到了报酬：志愿服务是无偿的，有报酬的配送、劳务不计入时长，请核对。"
        return (Problem("PAID", "content", message, blocking=False),)
    if any(word in told for word in _ON_THE_WAY):
        message = "写到了路途：往返时间不计入服务时长，请核对时长。"
        return (Problem("TRAVEL", "minutes", message, blocking=False),)
    return ()


def logs_apart(log: Any, session: Session) -> Sequence[Problem]:
    """Nobody serves twice at the same time."""
    own = span(log.served_on, log.starts_at, log.ends_at)
    if own is None or log.state == LogState.REVERSED:
        return ()
    day = timedelta(days=1)
    near = _others(log).where(
        col(ServiceLog.served_on).between(log.served_on - day, log.served_on + day),
        col(ServiceLog.starts_at) != "",
    )
    for other in session.exec(near).all():
        theirs = span(other.served_on, other.starts_at, other.ends_at)
        if theirs is not None and meet(own, theirs):
            message = (
                f"这个人{other.served_on}的{other.starts_at}—{other.ends_at}已有服务记录，时间重叠，请核对。"
            )
            return (Problem("LOG_OVERLAP", "starts_at", message),)
    return ()


def day_not_too_long(log: Any, session: Session) -> Sequence[Problem]:
    """A person's records of a day are at most 24 hours together; above the office's limit (8 hours) it asks."""
    if log.state == LogState.REVERSED:
        return ()
    others = _others(log).where(ServiceLog.served_on == log.served_on).subquery()
    before = session.execute(sa.select(sa.func.coalesce(sa.func.sum(others.c.minutes), 0))).scalar_one()
    total = int(before) + log.minutes
    if total > DAY:
        message = f"这个人{log.served_on}的服务时长合计{total}分钟，超过24小时，请核对。"
        return (Problem("DAY_TOO_LONG", "minutes", message),)
    limit = _long_day(session)
    if total > limit:
        message = f"这个人{log.served_on}的服务时长合计{total}分钟，超过提醒线{limit}分钟，请确认。"
        return (Problem("DAY_LONG", "minutes", message, blocking=False),)
    return ()


def _others(log: Any) -> Any:
    return select(ServiceLog).where(
        ServiceLog.person_id == log.person_id,
        ServiceLog.state != LogState.REVERSED,
        col(ServiceLog.id) != (log.id or 0),
    )


def _long_day(session: Session) -> int:
    from app.settings import SETTINGS  # the settings know the registers, which know these rules

    default = next(one.default for one in SETTINGS if one.key == "long_day_minutes")
    chosen = session.exec(select(Setting.value).where(Setting.key == "long_day_minutes")).first()
    return int(chosen if chosen is not None else default)
