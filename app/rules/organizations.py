"""Rules of organizations: the tree, approval and term, and what a union's size asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.dates import years_after
from db.models import Membership, Organization, OrganizationKind, OrganizationLine, OrganizationStatus, Post

COMMITTEE_FROM = 25  # members from which a union must have a committee (工会法 art. 11)
UNION_TERMS = (3, 5)  # years of a basic union committee (工会法 art. 16)
_OFFICERS = ("主席", "委员")


def next_election(organization: Any, _: Session) -> None:
    """Fill the day of the next election from the beginning and length of the term when it is not given."""
    if organization.next_election_on is None and organization.term_from and organization.term_years:
        organization.next_election_on = years_after(organization.term_from, organization.term_years)


def parent_fits(organization: Any, session: Session) -> Sequence[Problem]:
    """A body is never above itself."""
    seen = {organization.id} if organization.id is not None else set()
    above = organization.parent_id
    while above is not None:
        if above in seen:
            message = "上级组织不能是它自己或它的下级，请重新选择。"
            return (Problem("PARENT_LOOP", "parent_id", message),)
        seen.add(above)
        above = session.execute(
            sa.select(col(Organization.parent_id)).where(col(Organization.id) == above)
        ).scalar()
    return ()


def dissolution_told(organization: Any, _: Session) -> Sequence[Problem]:
    """撤销 and its date go together."""
    dissolved = organization.status == OrganizationStatus.DISSOLVED
    if dissolved and organization.dissolved_on is None:
        return (Problem("DISSOLVED_DATE", "dissolved_on", "状态是“撤销”，请填写撤销日期。"),)
    if organization.dissolved_on is not None and not dissolved:
        message = "填了撤销日期，状态却不是“撤销”，请改状态或删去日期。"
        return (Problem("DISSOLVED_STATUS", "status", message),)
    return ()


def kind_fits_line(organization: Any, _: Session) -> Sequence[Problem]:
    """功能型 bodies are known in the Party and the League; 联合 ones in the unions. Elsewhere it is worth a question."""
    usual = {
        OrganizationKind.FUNCTIONAL: (OrganizationLine.PARTY, OrganizationLine.LEAGUE),
        OrganizationKind.JOINT: (OrganizationLine.UNION, OrganizationLine.PARTY),
    }.get(organization.kind)
    if usual is None or organization.line in usual:
        return ()
    return (Problem("KIND_UNUSUAL", "kind", "这条线上一般没有这种类型的组织，请确认。", blocking=False),)


def term_fits(organization: Any, _: Session) -> Sequence[Problem]:
    """A term has at least a year; a union committee's has 3 or 5 (工会法 art. 16); the next election comes after it began."""
    found = []
    years, begun, ends = organization.term_years, organization.term_from, organization.next_election_on
    if years is not None and years < 1:
        found.append(Problem("TERM_LENGTH", "term_years", "任期至少1年，请核对。"))
    elif years is not None and organization.line == OrganizationLine.UNION and years not in UNION_TERMS:
        message = "基层工会委员会的任期一般为3年或5年，请核对。"
        found.append(Problem("TERM_UNUSUAL", "term_years", message, blocking=False))
    if begun is not None and ends is not None and ends <= begun:
        message = f"下次换届（{ends}）应晚于本届开始（{begun}），请核对。"
        found.append(Problem("ELECTION_ORDER", "next_election_on", message))
    return found


def committee_needed(organization: Any, session: Session) -> Sequence[Problem]:
    """A union with 25 members or more has a committee (工会法 art. 11); without one the clerk is reminded."""
    if organization.id is None or organization.line != OrganizationLine.UNION:
        return ()
    today = date.today()
    members = session.execute(
        sa.select(sa.func.count(sa.distinct(col(Membership.person_id)))).where(
            Membership.organization_id == organization.id, *in_force(Membership, today)
        )
    ).scalar_one()
    if members < COMMITTEE_FROM:
        return ()
    titled = sa.or_(*(col(Post.title).contains(word) for word in _OFFICERS))
    posts = select(Post.id).where(Post.organization_id == organization.id, titled, *in_force(Post, today))
    if session.exec(posts.limit(1)).first() is not None:
        return ()
    message = f"会员已有{members}人，满25人应建立工会委员会，请登记主席、委员的任职。"
    return (Problem("COMMITTEE_NEEDED", "", message, blocking=False),)


def in_force(model: Any, day: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Conditions for dated rows that hold on a day."""
    return model.from_on <= day, sa.or_(model.to_on.is_(None), model.to_on > day)
