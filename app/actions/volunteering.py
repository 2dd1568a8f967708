"""Volunteering: a team's day written down at once, records verified, booked and reversed; joining and leaving teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.actions.publicity import check_published
from app.actions.rows import changed, checked, chosen, end_row, names_of, refuse, touch
from app.actions.touched import touch_certificates
from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.rules.clock import clock_times
from app.rules.dates import not_future
from app.rules.lifecycles import SERVICE_LOG, TEAM
from app.rules.periods import period_in_order, periods_apart
from app.rules.teams import covered, minors_safe
from app.rules.volunteering import (
    day_not_too_long,
    logs_apart,
    minutes_fit,
    once_by_number,
    one_leader,
    serves_in_team,
    service_only,
    team_serves,
    within_team,
)
from db.base import table_of, utc_now
from db.models import (
    Clerk,
    LogState,
    Person,
    RecordCertificate,
    ServiceLog,
    Team,
    TeamMember,
    TeamRole,
    TeamStatus,
)

LOG_RULES = (
    not_future("served_on", "服务日期"),
    clock_times,
    minutes_fit,
    logs_apart,
    day_not_too_long,
    team_serves,
    serves_in_team,
    covered,
    once_by_number,
    service_only,
)
MEMBER_RULES = (period_in_order, periods_apart("team_id", "person_id"), within_team, one_leader, minors_safe)
_LOGS = table_of(ServiceLog)


@dataclass(frozen=True)
class Activity:
    """What a team did on a day. minutes: of everybody who is not an exception; times are ``HH:MM`` or empty."""

    served_on: date
    minutes: int
    content: str = ""
    activity: str = ""
    place: str = ""
    starts_at: str = ""
    ends_at: str = ""


def log_team(
    desk: Desk,
    team_id: int,
    activity: Activity,
    person_ids: Sequence[int],
    exceptions: Mapping[int, int] | None = None,
    *,
    accept_warnings: bool = False,
    request_id: str | None = None,
) -> Changes:
    """Write one service record for each of the people, in one operation.

    exceptions: minutes of those who came later or left earlier, by person id; 0 leaves somebody out.
    Raises ``ValidationFailed`` with everybody's problems, each sentence beginning with the name; warnings alone raise
    it too unless they are accepted.
    """
    minutes = {person: (exceptions or {}).get(person, activity.minutes) for person in person_ids}
    serving = [person for person, time in minutes.items() if time != 0]
    if not serving:
        raise refuse("NOBODY", "person_ids", "没有选中参加服务的人，请至少选一人。")
    title = f"登记服务：{len(serving)}人次"
    with desk.operation("log_team", title, request_id=request_id) as session:
        team = chosen(session, desk, Team, [team_id], "队伍")[0]
        problems: list[Problem] = []
        for person in chosen(session, desk, Person, serving, "人员"):
            log = _log(desk, team, activity, person.id or 0, minutes[person.id or 0])
            try:
                problems += checked(session, log, LOG_RULES, person.name)
            except ValidationFailed as failed:
                problems += failed.problems
            session.add(log)
        if any(one.blocking for one in problems) or (problems and not accept_warnings):
            raise ValidationFailed(problems)
        return changed(session, ServiceLog)


def _log(desk: Desk, team: Team, activity: Activity, person_id: int, minutes: int) -> ServiceLog:
    return ServiceLog(
        team_id=team.id,
        organizer_id=team.organizer_id,
        area_id=team.area_id,
        person_id=person_id,
        served_on=activity.served_on,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        minutes=minutes,
        activity=activity.activity,
        place=activity.place,
        content=activity.content,
        recorder=desk.actor.name,
    )


def verify_logs(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Verify entered service records; who does it is named in them.

    Two persons should stand behind a record: where the office has several clerks and this one wrote some of the
    records, ``ValidationFailed`` with a warning is raised unless ``values["own_too"]`` is true.
    """
    with desk.operation("verify_logs", f"核实服务记录{len(ids)}条") as session:
        logs = _logs(session, desk, ids, LogState.VERIFIED, "核实")
        own = sum(1 for log in logs if log.recorder == desk.actor.name)
        if own and not values.get("own_too") and several_clerks(session):
            message = f"其中{own}条是您本人录入的，一般应由另一位经办人核实；确需自己核实的，请勾选。"
            raise ValidationFailed([Problem("SAME_CLERK", "own_too", message, blocking=False)])
        return _settle(session, ids, state=LogState.VERIFIED, verified_by=desk.actor.name)


def book_logs(desk: Desk, ids: Sequence[int], _: dict[str, Any]) -> Changes:
    """Book verified service records: from now on they are reversed, never changed.

    Raises ``ValidationFailed`` while they are shown to the public, or before where the office's setting asks for it.
    """
    with desk.operation("book_logs", f"服务记录入账{len(ids)}条") as session:
        check_published(session, _logs(session, desk, ids, LogState.BOOKED, "入账"))
        return _settle(session, ids, state=LogState.BOOKED)


def reverse_logs(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Reverse verified or booked records (``values``: reason, kept in the note); they count no longer and stay visible.

    Record certificates that count one of them are marked.
    """
    reason = values["reason"]
    with desk.operation("reverse_logs", f"冲销服务记录{len(ids)}条") as session:
        for log in _logs(session, desk, ids, LogState.REVERSED, "冲销"):
            reverse(session, log, reason)
        touch_certificates(session, ids, f"服务记录冲销：{reason}", date.today())
        return changed(session, ServiceLog, RecordCertificate)


def reverse(session: Session, log: ServiceLog, reason: str) -> None:
    """The counter-entry of one record, inside an operation."""
    log.state = LogState.REVERSED
    log.note = "；".join(part for part in (log.note, f"冲销原因：{reason}") if part)[:2000]
    touch(session, log)


def _logs(session: Session, desk: Desk, ids: Sequence[int], to: LogState, verb: str) -> Sequence[ServiceLog]:
    logs = chosen(session, desk, ServiceLog, ids, "服务记录")
    wrong = sum(1 for log in logs if log.state == to or not SERVICE_LOG.allows(log.state, to))
    if wrong:
        message = f"选中的记录里有{wrong}条现在的状态不能{verb}，请按状态筛选后再选。"
        raise refuse("STATUS_STEP", "state", message)
    return logs


def _settle(session: Session, ids: Sequence[int], **values: Any) -> Changes:
    values |= {"version": _LOGS.c.version + 1, "updated_at": utc_now()}
    session.execute(
        sa.update(_LOGS).where(_LOGS.c.id.in_(list(ids))).values(**values),
        execution_options={"synchronize_session": False},
    )
    return changed(session, ServiceLog)


def several_clerks(session: Session) -> bool:
    """Whether the office has more than one clerk, so that two can stand behind a record."""
    return len(session.exec(select(Clerk.id).where(col(Clerk.active)).limit(2)).all()) > 1


def join_team(
    desk: Desk, team_id: int, person_ids: Sequence[int], on: date, role: TeamRole = TeamRole.MEMBER
) -> Changes:
    """Make people members of a team from a day on. Raises ``ValidationFailed`` naming those who are already."""
    with desk.operation("join_team", f"加入队伍：{len(set(person_ids))}人") as session:
        chosen(session, desk, Team, [team_id], "队伍")
        for person in chosen(session, desk, Person, person_ids, "人员"):
            row = TeamMember(team_id=team_id, person_id=person.id or 0, role=role, from_on=on)
            checked(session, row, MEMBER_RULES, person.name)
            session.add(row)
        return changed(session, TeamMember)


def join_team_one(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """``join_team`` as asked from a team's card (``values``: person_id, on, role)."""
    role = TeamRole(values.get("role") or TeamRole.MEMBER)
    return join_team(desk, ids[0], [values["person_id"]], values["on"], role)


def leave_team(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """End team memberships (``ids``) on a day (``values``: on, reason)."""
    with desk.operation("leave_team", f"退出队伍：{len(ids)}人") as session:
        rows = chosen(session, desk, TeamMember, ids, "队员记录")
        _end(session, rows, values["on"], values.get("reason") or "")
        return changed(session, TeamMember)


def disband(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Disband teams on a day (``values``: on, reason) and end the memberships that are open in them."""
    on, reason = values["on"], values.get("reason") or "队伍解散"
    with desk.operation("disband", f"解散队伍{len(ids)}支") as session:
        for team in chosen(session, desk, Team, ids, "队伍"):
            if team.status == TeamStatus.DISBANDED or not TEAM.allows(team.status, TeamStatus.DISBANDED):
                raise refuse("STATUS_STEP", "", f"“{team.name}”已经解散。")
            if on < team.founded_on:
                message = f"解散日期早于“{team.name}”的成立日期{team.founded_on}，请核对。"
                raise refuse("DATE_ORDER", "on", message)
            rows = session.exec(
                select(TeamMember)
                .where(TeamMember.team_id == team.id)
                .where(sa.or_(col(TeamMember.to_on).is_(None), col(TeamMember.to_on) > on))
            ).all()
            _end(session, rows, on, reason)
            team.status, team.disbanded_on = TeamStatus.DISBANDED, on
            touch(session, team)
        return changed(session, Team, TeamMember)


def _end(session: Session, rows: Sequence[TeamMember], on: date, reason: str) -> None:
    names = names_of(session, {row.person_id for row in rows})
    for row in rows:
        end_row(session, row, on, names.get(row.person_id, ""))
        row.end_reason = reason
