"""共青团员 who turn 28: for the clerk to see and decide, never taken off by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.desk import Desk
from app.due import people_shown
from app.rules.league import holds_post, overage_on
from app.rules.organizations import in_force
from app.rules.waiting import months_after
from db.base import table_of
from db.models import LeagueIndex, LeagueStage, Membership, Organization, OrganizationLine, Person

_IN_CHUNKS = 500


@dataclass(frozen=True)
class Overage:
    """A League member who turns 28. card_id: the League card, if there is one. holds_post: stays a member for now."""

    person_id: int
    name: str
    card_id: int | None
    overage_on: date
    holds_post: bool


def turning_28(desk: Desk, first: date, last: date) -> list[Overage]:
    """League members who turn 28 in a period of days, both ends included, in the order of the days.

    Members are those with an open League card as 共青团员, and those of League bodies when the period begins. Nobody is
    taken off: who holds a League post stays, the others are for the clerk to decide (超龄离团).
    """
    with desk.reading() as session:
        people = _born_between(session, desk, first, last)
        ids = [person.id or 0 for person in people]
        cards = _member_cards(session, ids)
        members = set(cards) | _members_of_league(session, ids, first)
        found = [
            Overage(person.id or 0, person.name, cards.get(person.id or 0), over,
                    holds_post(session, person.id or 0, over))
            for person in people
            if person.id in members and person.birth_date is not None
            and first <= (over := overage_on(person.birth_date)) <= last
        ]  # fmt: skip
    return sorted(found, key=lambda one: (one.overage_on, one.name, one.person_id))


def next_month(on: date) -> tuple[date, date]:
    """The first and last day of the month after a day's."""
    first = months_after(on.replace(day=1), 1)
    return first, months_after(first, 1) - timedelta(days=1)


def _born_between(session: Session, desk: Desk, first: date, last: date) -> Sequence[Person]:
    # A day more on either side: 29 February has its 28th birthday on the 28th where the year has no 29th.
    from_on = months_after(first, -28 * 12) - timedelta(days=1)
    to_on = months_after(last, -28 * 12) + timedelta(days=1)
    born = col(Person.birth_date).between(from_on, to_on)
    return session.exec(select(Person).where(born, *people_shown(desk))).all()


def _member_cards(session: Session, ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in _chunks(ids):
        query = select(LeagueIndex.person_id, LeagueIndex.id).where(
            col(LeagueIndex.person_id).in_(some), LeagueIndex.stage == LeagueStage.MEMBER
        )
        found |= {person: card for person, card in session.exec(query).all() if card is not None}
    return found


def _members_of_league(session: Session, ids: Sequence[int], on: date) -> set[int]:
    found: set[int] = set()
    bodies = sa.select(table_of(Organization).c.id).where(
        table_of(Organization).c.line == OrganizationLine.LEAGUE
    )
    for some in _chunks(ids):
        query = select(Membership.person_id).where(
            col(Membership.person_id).in_(some),
            col(Membership.organization_id).in_(bodies),
            *in_force(Membership, on),
        )
        found |= set(session.exec(query).all())
    return found


def _chunks(ids: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (ids[start : start + _IN_CHUNKS] for start in range(0, len(ids), _IN_CHUNKS))
