"""Union membership: applications and their decisions, 转会, 保留会籍, 退会."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.organizations import MEMBERSHIP_RULES
from app.actions.rows import changed, checked, chosen, names_of, refuse, touch
from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.rules.dates import in_order, not_future
from app.rules.lifecycles import follows
from app.rules.union import (
    APPLICATION,
    APPLICATION_STATES,
    ENDED,
    STATUS_LABELS,
    UNION,
    applied_once,
    decision_told,
    fill_status,
    for_a_union,
    retention_told,
    status_at,
)
from db.models import (
    ApplicationState,
    Membership,
    MembershipStatus,
    Organization,
    OrganizationLine,
    Person,
    UnionApplication,
)

APPLICATION_RULES = (
    follows(APPLICATION, "state", APPLICATION_STATES),
    not_future("applied_on", "申请日期"),
    in_order("applied_on", "申请日期", "decided_on", "审批日期"),
    decision_told,
    for_a_union,
    applied_once,
)
UNION_RULES = (*MEMBERSHIP_RULES, retention_told)


def apply(desk: Desk, union_id: int, person_ids: Sequence[int], on: date, channel: str = "") -> Changes:
    """Write down applications for a union. Raises ``ValidationFailed`` with everybody's problems; then none is."""
    with desk.operation("apply_union", f"入会申请：{len(set(person_ids))}人") as session:
        chosen(session, desk, Organization, [union_id], "工会")
        problems: list[Problem] = []
        for person in chosen(session, desk, Person, person_ids, "人员"):
            row = UnionApplication(organization_id=union_id, person_id=person.id or 0, applied_on=on)
            row.channel = channel
            problems += _problems(session, row, APPLICATION_RULES, person.name)
            session.add(row)
        _stop(problems, {"accept_warnings": True})
        return changed(session, UnionApplication)


def approve(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Approve applications on a day (``values``: on, accept_warnings); membership counts from that day on."""

    def decide(session: Session, application: UnionApplication, name: str) -> list[Problem]:
        application.state, application.decided_on = ApplicationState.APPROVED, values["on"]
        row = Membership(
            organization_id=application.organization_id,
            person_id=application.person_id,
            from_on=values["on"],
            applied_on=application.applied_on,
            channel=application.channel,
        )
        found = _problems(session, row, UNION_RULES, name)
        session.add(row)
        session.flush()
        application.membership_id = row.id
        return found

    return _decide(desk, ids, values, f"批准入会：{len(set(ids))}人", decide)


def decline(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Decline applications on a day (``values``: on, reason)."""

    def decide(_: Session, application: UnionApplication, name: str) -> list[Problem]:
        application.state, application.decided_on = ApplicationState.DECLINED, values["on"]
        application.reason = values.get("reason") or ""
        return []

    return _decide(desk, ids, values, f"不批准入会：{len(set(ids))}人", decide)


def _decide(
    desk: Desk,
    ids: Sequence[int],
    values: dict[str, Any],
    title: str,
    decide: Callable[[Session, UnionApplication, str], list[Problem]],
) -> Changes:
    with desk.operation("decide_union", title) as session:
        applications = chosen(session, desk, UnionApplication, ids, "入会申请")
        names = names_of(session, {one.person_id for one in applications})
        problems: list[Problem] = []
        for application in applications:
            name = names.get(application.person_id, "")
            if application.state != ApplicationState.APPLIED:
                problems.append(Problem("STATUS_STEP", "", f"{name}的申请已经审批过，不能再审批。"))
                continue
            with session.no_autoflush:
                found = decide(session, application, name)
            problems += found
            problems += _problems(session, application, APPLICATION_RULES, name)
            touch(session, application)
        _stop(problems, values)
        return changed(session, UnionApplication, Membership)


def retain(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Keep memberships without work from a day on (``values``: on, reason)."""

    def step(_: Session, row: Membership) -> None:
        if row.retained_to is not None:
            message = f"这段会籍{row.retained_on}起已保留过一次，请先登记退出，重新入会后再办理。"
            raise refuse("RETAINED_TWICE", "on", message)
        row.retained_on = values["on"]
        row.retained_reason = values.get("reason") or ""

    title = f"保留会籍：{len(set(ids))}人"
    return _step(desk, ids, values, MembershipStatus.RETAINED, title, step)


def resume(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Take kept memberships up again from a day on (``values``: on)."""

    def step(_: Session, row: Membership) -> None:
        row.retained_to = values["on"]

    title = f"恢复会籍：{len(set(ids))}人"
    return _step(desk, ids, values, MembershipStatus.APPROVED, title, step)


def leave_union(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """End memberships on a day (``values``: kind, on, reason): 退会, 自动退会 or 开除会籍."""
    kind = MembershipStatus(values["kind"])

    def step(_: Session, row: Membership) -> None:
        row.status, row.to_on, row.end_reason = kind, values["on"], values.get("reason") or ""

    return _step(desk, ids, values, kind, f"{dict(STATUS_LABELS)[kind]}：{len(set(ids))}人", step)


def transfer(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Move memberships to another union on a day (``values``: on, organization_id or other_union, accept_warnings).

    organization_id: a union of the ledger, where the membership goes on from that day. other_union: the name of another.
    """
    target_id, name = values.get("organization_id"), (values.get("other_union") or "").strip()
    if (target_id is None) == (not name):
        raise refuse(
            "SIDE_MISSING", "organization_id", "请选择转入的工会，或者填写辖区外工会的名称（只填一项）。"
        )

    def step(session: Session, row: Membership) -> None:
        target = session.get_one(Organization, target_id) if target_id is not None else None
        if target is not None and target.line != OrganizationLine.UNION:
            raise refuse("NO_UNION", "organization_id", f"“{target.name}”不是工会，请重新选择。")
        if target is not None and target.id == row.organization_id:
            raise refuse("SAME_SIDE", "organization_id", "转入的是同一个工会，请重新选择。")
        row.status, row.to_on, row.end_reason = MembershipStatus.TRANSFERRED_OUT, values["on"], "转会"
        row.other_union = target.name if target is not None else name
        if target is not None:
            _carry_on(session, row, target.id or 0)

    title = f"转会：{len(set(ids))}人"
    return _step(desk, ids, values, MembershipStatus.TRANSFERRED_OUT, title, step)


def _carry_on(session: Session, row: Membership, union_id: int) -> None:
    if row.to_on is None or row.to_on <= row.from_on:
        raise refuse("PERIOD_ORDER", "on", f"转会日期必须晚于入会日期{row.from_on}。")
    old = session.get_one(Organization, row.organization_id)
    touch(session, row)
    session.flush()
    following = Membership(
        organization_id=union_id,
        person_id=row.person_id,
        from_on=row.to_on,
        member_no=row.member_no,
        card_issued=row.card_issued,
        other_union=old.name,
    )
    names = names_of(session, {row.person_id})
    checked(session, following, UNION_RULES, names.get(row.person_id, ""))
    session.add(following)


def _step(
    desk: Desk,
    ids: Sequence[int],
    values: dict[str, Any],
    then: MembershipStatus,
    title: str,
    step: Callable[[Session, Membership], None],
) -> Changes:
    """One step of the machine for several union memberships in one operation; everybody's problems at once."""
    with desk.operation("union_step", title) as session:
        rows = chosen(session, desk, Membership, ids, "成员记录")
        names = names_of(session, {row.person_id for row in rows})
        unions = _unions(session, {row.organization_id for row in rows})
        problems: list[Problem] = []
        for row in rows:
            name = names.get(row.person_id, "")
            try:
                if row.organization_id not in unions:
                    raise refuse("NO_UNION", "", f"{name}的这条记录不是工会会员，不能办理。")
                _allow(row, then, values["on"], name)
                with session.no_autoflush:
                    step(session, row)
                    fill_status(row)
                problems += checked(session, row, UNION_RULES, name)
            except ValidationFailed as failed:
                problems += failed.problems
            touch(session, row)
        _stop(problems, values)
        return changed(session, Membership)


def _allow(row: Membership, then: MembershipStatus, on: date, name: str) -> None:
    """Raises ``ValidationFailed`` when the membership ended or the machine has no such step on that day."""
    labels = dict(STATUS_LABELS)
    if row.status in ENDED:
        raise refuse(
            "STATUS_STEP", "", f"{name}的会籍已是“{labels[MembershipStatus(row.status)]}”，不能再办理。"
        )
    now = status_at(row, on)
    if on <= row.from_on:
        raise refuse("PERIOD_ORDER", "on", f"{name}从{row.from_on}起入会，办理日期必须晚于这一天。")
    if now == then or not UNION.allows(now, then):
        message = f"{name}当天的会籍是“{labels[MembershipStatus(now)]}”，不能办理“{labels[then]}”。"
        raise refuse("STATUS_STEP", "on", message)


def _unions(session: Session, ids: set[int]) -> set[int]:
    query = select(Organization.id).where(
        col(Organization.id).in_(ids), Organization.line == OrganizationLine.UNION
    )
    return {one for one in session.exec(query).all() if one is not None}


def _problems(session: Session, record: Any, rules: Any, name: str) -> list[Problem]:
    try:
        return checked(session, record, rules, name)
    except ValidationFailed as failed:
        return list(failed.problems)


def _stop(problems: Sequence[Problem], values: dict[str, Any]) -> None:
    if any(one.blocking for one in problems) or (problems and not values.get("accept_warnings")):
        raise ValidationFailed(problems)
