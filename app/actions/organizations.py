"""Joining and leaving organizations, ending posts, dissolving a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.actions.rows import changed, checked, chosen, end_row, names_of, refuse, touch
from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.rules.dates import in_order
from app.rules.lifecycles import ORGANIZATION
from app.rules.members import body_exists, member_fits, one_branch, one_union
from app.rules.periods import period_in_order, periods_apart
from app.rules.union import fill_status
from db.models import Membership, Organization, OrganizationStatus, Person, Post

MEMBERSHIP_RULES = (
    period_in_order,
    in_order("applied_on", "申请日期", "from_on", "加入日期"),
    periods_apart("organization_id", "person_id"),
    body_exists,
    one_union,
    one_branch,
    member_fits,
)


@dataclass(frozen=True)
class Joined:
    """What joining did. joined: people who are new members; known: those who were members on that day already."""

    changes: Changes
    joined: tuple[int, ...]
    known: tuple[int, ...]


def join(
    desk: Desk,
    organization_id: int,
    person_ids: Sequence[int],
    on: date,
    *,
    channel: str = "",
    applied_on: date | None = None,
    accept_warnings: bool = True,
) -> Joined:
    """Make people members of an organization from a day on; who is a member on that day already stays as they are.

    Raises ``ValidationFailed`` naming the people who cannot join; then nobody has joined. Warnings alone (a man in a
    women's group) raise it too unless they are accepted.
    """
    with desk.operation("join", f"加入组织：{len(set(person_ids))}人") as session:
        chosen(session, desk, Organization, [organization_id], "组织")
        people = chosen(session, desk, Person, person_ids, "人员")
        known = _members_on(session, organization_id, on)
        new = [person for person in people if person.id not in known]
        problems: list[Problem] = []
        for person in new:
            row = Membership(
                organization_id=organization_id, person_id=person.id or 0, from_on=on, applied_on=applied_on
            )
            row.channel = channel
            problems += _problems(session, row, person.name)
            session.add(row)
        if any(one.blocking for one in problems) or (problems and not accept_warnings):
            raise ValidationFailed(problems)
        ids = tuple(person.id or 0 for person in new)
        stayed = tuple(person.id or 0 for person in people if person.id in known)
        return Joined(changed(session, Membership), ids, stayed)


def _problems(session: Session, row: Membership, name: str) -> list[Problem]:
    """All problems of a new membership, so that the clerk sees everybody's at once."""
    try:
        return checked(session, row, MEMBERSHIP_RULES, name)
    except ValidationFailed as failed:
        return list(failed.problems)


def _members_on(session: Session, organization_id: int, on: date) -> set[int]:
    query = select(Membership).where(Membership.organization_id == organization_id, Membership.from_on <= on)
    return {row.person_id for row in session.exec(query).all() if row.to_on is None or row.to_on > on}


def join_one(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """``join`` as asked from an organization's card (``values``: person_id, on, channel)."""
    joined = join(desk, ids[0], [values["person_id"]], values["on"], channel=values.get("channel") or "")
    if joined.known:
        raise refuse("ALREADY_MEMBER", "person_id", "这个人当天已是该组织的成员，不用再登记。")
    return joined.changes


def leave(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """End memberships (``ids``) on a day (``values``: on, reason). Raises ``ValidationFailed`` naming who cannot."""
    with desk.operation("leave_organization", f"退出组织：{len(ids)}人") as session:
        rows = chosen(session, desk, Membership, ids, "成员记录")
        _end(session, rows, values["on"], values.get("reason") or "")
        return changed(session, Membership)


def end_posts(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """End posts (``ids``) on a day (``values``: on, reason). Raises ``ValidationFailed`` naming who cannot."""
    with desk.operation("end_posts", f"卸任：{len(ids)}人") as session:
        rows = chosen(session, desk, Post, ids, "任职记录")
        _end(session, rows, values["on"], values.get("reason") or "")
        return changed(session, Post)


def dissolve(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Dissolve organizations on a day (``values``: on, reason) and end what is open in them: memberships and posts.

    A union's members keep their history; who joins another union joins it anew. Raises ``ValidationFailed`` when a
    membership or post begins on that day or later.
    """
    on, reason = values["on"], values.get("reason") or "组织撤销"
    with desk.operation("dissolve", f"撤销组织{len(ids)}个") as session:
        for body in chosen(session, desk, Organization, ids, "组织"):
            _dissolve(session, body, on, reason)
        return changed(session, Organization, Membership, Post)


def _dissolve(session: Session, body: Organization, on: date, reason: str) -> None:
    if body.status == OrganizationStatus.DISSOLVED or not ORGANIZATION.allows(
        body.status, OrganizationStatus.DISSOLVED
    ):
        raise refuse("STATUS_STEP", "", f"“{body.name}”已经撤销。")
    if body.established_on is not None and on < body.established_on:
        raise refuse(
            "DATE_ORDER", "on", f"撤销日期早于“{body.name}”的成立日期{body.established_on}，请核对。"
        )
    for model in (Membership, Post):
        rows = session.exec(
            select(model)
            .where(model.organization_id == body.id)
            .where(sa.or_(col(model.to_on).is_(None), col(model.to_on) > on))
        ).all()
        _end(session, rows, on, reason)
    body.status, body.dissolved_on = OrganizationStatus.DISSOLVED, on
    touch(session, body)


def _end(session: Session, rows: Sequence[Any], on: date, reason: str) -> None:
    names = names_of(session, {row.person_id for row in rows})
    for row in rows:
        end_row(session, row, on, names.get(row.person_id, ""))
        row.end_reason = reason
        if isinstance(row, Membership):
            fill_status(row)
