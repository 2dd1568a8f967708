"""共青团员 who turn 28: for the clerk to see and decide, never taken off by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.desk import Desk
from app.rules.league import overage_on, stage_at
from app.rules.organizations import in_force
from app.rules.waiting import months_after
from db.models import (
    LeagueIndex,
    LeagueStage,
    Membership,
    Organization,
    OrganizationLine,
    Person,
    PersonStatus,
    Post,
)

_IN_CHUNKS = 500
_YEARS = 28 * 12


@dataclass(frozen=True)
class Overage:
    """A League member who turns 28. card_id: the League card, if there is one, else membership_id says of which body.

    holds_post: of the League on the day of 28, so that membership goes on for now.
    """

    person_id: int
    name: str
    card_id: int | None
    overage_on: date
    holds_post: bool
    membership_id: int | None = None
    area_id: int = 0


def turning_28(desk: Desk, first: date, last: date) -> list[Overage]:
    """League members who turn 28 in a period of days, both ends included, in the order of the days.

    Members are those with an open League card as 共青团员, and those of League bodies when the period begins. Nobody is
    taken off: who holds a League post stays, the others are for the clerk to decide (超龄离团).
    """
    areas = desk.visible_areas()
    shown: list[sa.ColumnElement[bool]] = [col(Person.status) != PersonStatus.RESTRICTED]
    if areas is not None:
        shown.append(col(Person.area_id).in_(areas))
    with desk.reading() as session:
        found = members_over(session, shown, first, last)
    return [one for one in found if first <= one.overage_on]


def members_over(
    session: Session, shown: Sequence[sa.ColumnElement[bool]], on: date, last: date
) -> list[Overage]:
    """Who is a League member on a day and has turned 28 by ``last``, the longest over age first.

    shown: conditions on the people who may be named.
    """
    people = _born_by(session, shown, last)
    ids = [person_id for person_id, _, _, _ in people]
    cards, memberships = _member_cards(session, ids, on), _members_of_league(session, ids, on)
    posts = _posts_of_league(session, ids)
    found = []
    for person_id, name, birth, area_id in people:
        over = overage_on(birth)
        if over > last or not (person_id in cards or person_id in memberships):
            continue
        excused = any(_holds(post, max(over, on)) for post in posts.get(person_id, ()))
        card, membership = cards.get(person_id), memberships.get(person_id)
        found.append(Overage(person_id, name, card, over, excused, membership, area_id))
    return sorted(found, key=lambda one: (one.overage_on, one.name, one.person_id))


def next_month(on: date) -> tuple[date, date]:
    """The first and last day of the month after a day's."""
    first = months_after(on.replace(day=1), 1)
    return first, months_after(first, 1) - timedelta(days=1)


def _born_by(
    session: Session, shown: Sequence[sa.ColumnElement[bool]], last: date
) -> list[tuple[int, str, date, int]]:
    # A day more: 29 February has its 28th birthday on the 28th where the year has no 29th. Only who is in the League
    # in any way is read.
    born = col(Person.birth_date) <= months_after(last, -_YEARS) + timedelta(days=1)
    bodies = sa.select(col(Organization.id)).where(col(Organization.line) == OrganizationLine.LEAGUE)
    in_league = sa.or_(
        col(Person.id).in_(sa.select(col(LeagueIndex.person_id))),
        col(Person.id).in_(
            sa.select(col(Membership.person_id)).where(col(Membership.organization_id).in_(bodies))
        ),
    )
    query = select(col(Person.id), Person.name, col(Person.birth_date), Person.area_id).where(
        born, in_league, *shown
    )
    return [
        (one, name, birth, area)
        for one, name, birth, area in session.exec(query).all()
        if one is not None and birth is not None
    ]


def _member_cards(session: Session, ids: Sequence[int], on: date) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in _chunks(ids):
        query = select(LeagueIndex).where(
            col(LeagueIndex.person_id).in_(some), col(LeagueIndex.joined_on) <= on
        )
        for card in session.exec(query).all():
            if stage_at(card, on) == LeagueStage.MEMBER:
                found[card.person_id] = card.id or 0
    return found


def _members_of_league(session: Session, ids: Sequence[int], on: date) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in _chunks(ids):
        query = (
            select(Membership.person_id, col(Membership.id))
            .join(Organization, col(Organization.id) == col(Membership.organization_id))
            .where(Organization.line == OrganizationLine.LEAGUE, col(Membership.person_id).in_(some))
            .where(*in_force(Membership, on))
            .order_by(col(Membership.from_on).desc())
        )
        found |= {person: row or 0 for person, row in session.exec(query).all()}
    return found


def _posts_of_league(session: Session, ids: Sequence[int]) -> dict[int, list[Post]]:
    found: dict[int, list[Post]] = defaultdict(list)
    for some in _chunks(ids):
        query = (
            select(Post)
            .join(Organization, col(Organization.id) == col(Post.organization_id))
            .where(Organization.line == OrganizationLine.LEAGUE, col(Post.person_id).in_(some))
        )
        for post in session.exec(query).all():
            found[post.person_id].append(post)
    return found


def _holds(post: Post, day: date) -> bool:
    return post.from_on <= day and (post.to_on is None or post.to_on > day)


def _chunks(ids: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (ids[start : start + _IN_CHUNKS] for start in range(0, len(ids), _IN_CHUNKS))
