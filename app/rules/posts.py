"""Rules of posts: who may hold one, one head of a body at a time, and terms that are over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.organizations import in_force
from db.models import Membership, Organization, OrganizationLine, Person, Post

HEADS = ("书记", "主席", "主任", "组长", "团支书", "会长", "召集人")
_FULL_PARTY_MEMBER = "01"


def post_fits(post: Any, session: Session) -> Sequence[Problem]:
    """Who holds a post belongs to the body and, in a Party body, is a full member; a post past its term is named."""
    body = session.get_one(Organization, post.organization_id)
    person = session.get_one(Person, post.person_id)
    found = []
    if body.line == OrganizationLine.PARTY and person.politics != _FULL_PARTY_MEMBER:
        message = f"{person.name}没有登记为中共党员，党组织的职务一般由正式党员担任，请核对。"
        found.append(Problem("NOT_PARTY_MEMBER", "person_id", message, blocking=False))
    member = select(Membership.id).where(
        Membership.person_id == post.person_id,
        Membership.organization_id == post.organization_id,
        *in_force(Membership, post.from_on),
    )
    if not post.part_time and session.exec(member).first() is None:
        message = f"{person.name}在任职日期还不是该组织的成员，请先登记加入，或勾选兼职。"
        found.append(Problem("NOT_MEMBER", "person_id", message, blocking=False))
    election = body.next_election_on
    if post.to_on is None and election is not None and election <= date.today() and post.from_on < election:
        message = f"该组织的任期已于{election}届满，请登记卸任或更新换届日期。"
        found.append(Problem("TERM_OVER", "to_on", message, blocking=False))
    return found


def one_head(post: Any, session: Session) -> Sequence[Problem]:
    """A body has one head at a time; a person may well be head or member of several bodies (兼任)."""
    if post.title not in HEADS or post.part_time:
        return ()
    query = (
        select(col(Person.name), col(Post.from_on))
        .join(Post, col(Post.person_id) == col(Person.id))
        .where(
            Post.organization_id == post.organization_id,
            Post.title == post.title,
            Post.person_id != post.person_id,
            col(Post.id) != (post.id or 0),
            sa.or_(col(Post.to_on).is_(None), col(Post.to_on) > post.from_on),
        )
    )
    if post.to_on is not None:
        query = query.where(Post.from_on < post.to_on)
    other = session.exec(query).first()
    if other is None:
        return ()
    message = f"同一时间{other[0]}也是该组织的{post.title}（{other[1]}起），请核对是否先登记卸任。"
    return (Problem("HEAD_TWICE", "title", message, blocking=False),)
