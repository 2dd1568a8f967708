"""Rules of memberships: one union and one formal branch at a time, ages, who a body is for, and the body's own life."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.dates import age_on
from app.rules.organizations import in_force
from db.models import Gender, Membership, Organization, OrganizationKind, OrganizationLine, Person, Post

UNION_AGE, UNION_FULL_AGE = 16, 18
LEAGUE_AGE, LEAGUE_LEAVE_AGE = 14, 28
_ONE_BRANCH = {OrganizationLine.PARTY: "组织关系", OrganizationLine.LEAGUE: "团籍"}


def body_exists(record: Any, session: Session) -> Sequence[Problem]:
    """A membership or post lies within the life of its body."""
    body = session.get_one(Organization, record.organization_id)
    if body.dissolved_on is not None:
        if record.from_on >= body.dissolved_on:
            message = f"该组织已于{body.dissolved_on}撤销，开始日期应在这之前。"
            return (Problem("BODY_DISSOLVED", "from_on", message),)
        if record.to_on is None or record.to_on > body.dissolved_on:
            message = f"该组织已于{body.dissolved_on}撤销，请填写不晚于这一天的结束日期。"
            return (Problem("BODY_DISSOLVED", "to_on", message),)
    if body.established_on is not None and record.from_on < body.established_on:
        message = f"开始日期早于该组织的成立日期{body.established_on}，请核对。"
        return (Problem("BEFORE_BODY", "from_on", message, blocking=False),)
    return ()


def one_union(membership: Any, session: Session) -> Sequence[Problem]:
    """Nobody is a member of two unions at a time: membership follows the work, it is moved and not doubled."""
    body = session.get_one(Organization, membership.organization_id)
    if body.line != OrganizationLine.UNION:
        return ()
    other = session.exec(_elsewhere(membership, OrganizationLine.UNION)).first()
    if other is None:
        return ()
    message = f"同一时间已是“{other[1].name}”的会员（{other[0].from_on}起），请先办理转出。"
    return (Problem("UNION_TWICE", "organization_id", message),)


def _elsewhere(membership: Any, line: OrganizationLine) -> Any:
    """Memberships of the same person in other bodies of a line that share a day with this one."""
    query = (
        select(Membership, Organization)
        .join(Organization, col(Organization.id) == col(Membership.organization_id))
        .where(
            Membership.person_id == membership.person_id,
            Organization.line == line,
            col(Membership.organization_id) != membership.organization_id,
            col(Membership.id) != (membership.id or 0),
            sa.or_(col(Membership.to_on).is_(None), col(Membership.to_on) > membership.from_on),
        )
    )
    return query if membership.to_on is None else query.where(col(Membership.from_on) < membership.to_on)


def one_branch(membership: Any, session: Session) -> Sequence[Problem]:
    """组织关系 and 团籍 lie with one formal branch; elsewhere one takes part in a functional body (一方隶属、参加多重组织生活)."""
    body = session.get_one(Organization, membership.organization_id)
    if body.line not in _ONE_BRANCH or body.kind != OrganizationKind.FORMAL:
        return ()
    other = session.exec(
        _elsewhere(membership, body.line).where(Organization.kind == OrganizationKind.FORMAL)
    ).first()
    if other is None:
        return ()
    message = f"{_ONE_BRANCH[body.line]}同一时间已在“{other[1].name}”（{other[0].from_on}起），请核对是否先办理接转。"
    return (Problem("BRANCH_TWICE", "organization_id", message, blocking=False),)


def member_fits(membership: Any, session: Session) -> Sequence[Problem]:
    """Age and sex agree with what the body is for; only a union member below 16 is refused."""
    body = session.get_one(Organization, membership.organization_id)
    person = session.get_one(Person, membership.person_id)
    if body.line == OrganizationLine.UNION:
        return _union_age(membership, person)
    if body.line == OrganizationLine.WOMEN:
        return _woman(person)
    if body.line == OrganizationLine.LEAGUE:
        return _league_age(membership, person, session)
    return ()


def _union_age(membership: Any, person: Person) -> Sequence[Problem]:
    if person.birth_date is None:
        return ()
    age = age_on(person.birth_date, membership.from_on)
    if age < UNION_AGE:
        message = f"{person.name}入会时{age}岁，未满16周岁不能加入工会，请核对出生日期和入会日期。"
        return (Problem("UNION_AGE", "from_on", message),)
    if age < UNION_FULL_AGE and not membership.note:
        message = f"{person.name}入会时{age}岁，16至17岁的请在备注中说明。"
        return (Problem("UNION_MINOR", "note", message, blocking=False),)
    return ()


def _woman(person: Person) -> Sequence[Problem]:
    if person.gender == Gender.FEMALE:
        return ()
    said = "登记为男性" if person.gender == Gender.MALE else "没有登记性别"
    message = f"{person.name}{said}，妇联组织的成员一般为女性，请核对。"
    return (Problem("NOT_WOMAN", "person_id", message, blocking=False),)


def _league_age(membership: Any, person: Person, session: Session) -> Sequence[Problem]:
    """14 to 28 (团章 art. 1); who holds a post in the League stays beyond 28."""
    if person.birth_date is None:
        return ()
    begun = age_on(person.birth_date, membership.from_on)
    if begun < LEAGUE_AGE:
        message = f"{person.name}加入时{begun}岁，入团应年满14周岁，请核对。"
        return (Problem("LEAGUE_YOUNG", "from_on", message, blocking=False),)
    last = membership.to_on or max(date.today(), membership.from_on)
    if age_on(person.birth_date, last) < LEAGUE_LEAVE_AGE or _league_post(person, last, session):
        return ()
    message = f"{person.name}已满28周岁，也没有担任团内职务，请核对是否应超龄离团。"
    return (Problem("LEAGUE_OVERAGE", "person_id", message, blocking=False),)


def _league_post(person: Person, day: date, session: Session) -> bool:
    query = (
        select(Post.id)
        .join(Organization, col(Organization.id) == col(Post.organization_id))
        .where(Post.person_id == person.id, Organization.line == OrganizationLine.LEAGUE)
        .where(*in_force(Post, day))
    )
    return session.exec(query).first() is not None
