"""Joining and leaving organizations, cards, ending posts, a new term, dissolving a body."""

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
from app.rules.dates import in_order, years_after
from app.rules.lifecycles import ORGANIZATION
from app.rules.members import body_exists, member_fits, one_branch, one_union
from app.rules.periods import period_in_order, periods_apart
from app.rules.union import fill_status
from db.models import Membership, Organization, OrganizationLine, OrganizationStatus, Person, Post

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


def renew(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Begin a new term of bodies after an election (``values``: on, term_years, end_posts).

    term_years: of the new term; without it as long as the last one. end_posts: end the posts of the old term on that day;
    part-time ones (兼职委员) end with them. Raises ``ValidationFailed`` when a term's length is not known, or the election
    lies before the last one or in the future.
    """
    on: date = values["on"]
    with desk.operation("renew", f"组织换届{len(set(ids))}个") as session:
        for body in chosen(session, desk, Organization, ids, "组织"):
            _renew(session, body, on, values.get("term_years"))
            if values.get("end_posts"):
                _end(
                    session,
                    [row for row in _open_in(session, Post, body, on) if row.from_on < on],
                    on,
                    "换届",
                )
        return changed(session, Organization, Post)


def _renew(session: Session, body: Organization, on: date, years: int | None) -> None:
    length = years or body.term_years
    if body.status in (OrganizationStatus.DISSOLVED, OrganizationStatus.PREPARING):
        raise refuse("STATUS_STEP", "", f"“{body.name}”已撤销或还在筹建，不能登记换届。")
    if not length:
        raise refuse("TERM_LENGTH", "term_years", f"“{body.name}”没有登记任期，请填写新一届的任期。")
    if body.term_from is not None and on <= body.term_from:
        message = f"换届日期应晚于“{body.name}”本届开始的日期{body.term_from}，请核对。"
        raise refuse("DATE_ORDER", "on", message)
    if on > date.today():
        raise refuse("DATE_FUTURE", "on", f"换届日期{on}还没有到，请核对。")
    body.term_from, body.term_years = on, length
    body.next_election_on = years_after(on, length)
    body.status = OrganizationStatus.ACTIVE
    touch(session, body)


def issue_cards(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note that members of unions have got their card (会员证); ``values`` is not used.

    Raises ``ValidationFailed`` naming who is no member of a union any more.
    """
    with desk.operation("issue_cards", f"登记已发会员证：{len(set(ids))}人") as session:
        rows = chosen(session, desk, Membership, ids, "成员记录")
        names = names_of(session, {row.person_id for row in rows})
        for row in rows:
            body = session.get_one(Organization, row.organization_id)
            if body.line != OrganizationLine.UNION or row.to_on is not None:
                who = names.get(row.person_id, "")
                raise refuse("NO_UNION", "", f"{who}的这条记录不是在会的工会会员，不发会员证。")
            if not row.card_issued:
                row.card_issued = True
                touch(session, row)
        return changed(session, Membership)


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
        _end(session, _open_in(session, model, body, on), on, reason)
    body.status, body.dissolved_on = OrganizationStatus.DISSOLVED, on
    touch(session, body)


def _open_in(session: Session, model: Any, body: Organization, on: date) -> Sequence[Any]:
    query = select(model).where(model.organization_id == body.id)
    return session.exec(query.where(sa.or_(col(model.to_on).is_(None), col(model.to_on) > on))).all()


def _end(session: Session, rows: Sequence[Any], on: date, reason: str) -> None:
    names = names_of(session, {row.person_id for row in rows})
    for row in rows:
        end_row(session, row, on, names.get(row.person_id, ""))
        row.end_reason = reason
        if isinstance(row, Membership):
            fill_status(row)
