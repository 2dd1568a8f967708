"""A whole station joins the union from a pasted list: read, matched, decided, joined in one operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, select

from app.actions.organizations import Joined, join
from app.actions.rows import refuse
from app.desk import Desk
from app.exchange.pastedlist import Match, MatchState, match_people, new_person
from app.rules.organizations import in_force
from db.models import Membership, Organization, OrganizationKind, OrganizationLine, OrganizationStatus
from db.queries import rosters

__all__ = ["Match", "MatchState", "join_list", "match_list", "new_person", "unions_on"]
_CHUNK = 400


def unions_on(desk: Desk, on: date) -> list[tuple[int, str]]:
    """The unions that people may join on a day, joint ones first: id and name."""
    with desk.reading() as session:
        bodies = session.execute(rosters.bodies_on(on, desk.visible_areas())).all()
    unions = [
        body
        for body in bodies
        if body.line == OrganizationLine.UNION and body.status != OrganizationStatus.PREPARING
    ]
    return [(one.id, one.name) for one in sorted(unions, key=lambda one: one.kind != OrganizationKind.JOINT)]


def match_list(desk: Desk, union_id: int, text: str, on: date, station_id: int | None = None) -> list[Match]:
    """Who of the ledger each line means (see ``match_people``), for joining a union on a day. Nothing is written."""

    def members(session: Session, ids: Sequence[int]) -> dict[int, str]:
        found = _members(session, ids, on)
        return {person: _sentence(union, union_id) for person, union in found.items()}

    return match_people(desk, text, station_id, members)


def _sentence(union: tuple[int, str], union_id: int) -> str:
    here = union[0] == union_id
    return "已是该工会会员。" if here else f"已是“{union[1]}”的会员，请办理转会。"


def join_list(
    desk: Desk,
    union_id: int,
    decided: Mapping[int, int],
    on: date,
    *,
    channel: str = "group",
    accept_warnings: bool = False,
) -> Joined:
    """Join the people that the lines were decided to mean (line number -> person id), in one operation.

    Who is a member of that union on the day already stays as he is, see ``Joined.known``. Raises ``ValidationFailed``
    naming everybody who cannot join (another union, below 16, a union that is none); then nobody has joined.
    """
    if not decided:
        raise refuse("NOBODY", "decided", "没有选中要入会的人，请至少选一人。")
    with desk.reading() as session:
        union = session.get(Organization, union_id)
        if union is not None and union.line != OrganizationLine.UNION:
            raise refuse("NO_UNION", "union_id", f"“{union.name}”不是工会，请重新选择。")
    people = list(dict.fromkeys(decided.values()))
    return join(desk, union_id, people, on, channel=channel, applied_on=on, accept_warnings=accept_warnings)


def _members(session: Session, ids: Sequence[int], on: date) -> dict[int, tuple[int, str]]:
    """The union each person is a member of on a day: its id and name."""
    found: dict[int, tuple[int, str]] = {}
    for start in range(0, len(ids), _CHUNK):
        query = (
            select(Membership.person_id, col(Organization.id), Organization.name)
            .join(Organization, col(Organization.id) == col(Membership.organization_id))
            .where(col(Membership.person_id).in_(ids[start : start + _CHUNK]))
            .where(Organization.line == OrganizationLine.UNION, *in_force(Membership, on))
        )
        found |= {person: (union or 0, name) for person, union, name in session.exec(query).all()}
    return found
