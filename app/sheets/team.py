"""整队登记: who is in a team on a day, as the sheet on which the whole team's service is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from app.actions.rows import chosen
from app.desk import Desk
from app.rules.organizations import in_force
from db.models import Person, PersonStatus, Team, TeamMember, TeamRole


@dataclass(frozen=True)
class Member:
    """Somebody of the team. role: 队长 or 副队长, empty for everybody else."""

    person_id: int
    name: str
    role: str


@dataclass(frozen=True)
class TeamSheet:
    """A team and its members of a day, by role and name."""

    team_id: int
    name: str
    members: tuple[Member, ...]


_ROLES = {TeamRole.LEADER: "队长", TeamRole.DEPUTY: "副队长"}


def team_sheet(desk: Desk, team_id: int, on: date) -> TeamSheet:
    """The sheet of a team. Raises ``NotFound`` for one that is not visible."""
    with desk.reading() as session:
        team = chosen(session, desk, Team, [team_id], "队伍")[0]
        query = (
            select(Person.id, Person.name, TeamMember.role)
            .join(TeamMember, col(TeamMember.person_id) == col(Person.id))
            .where(TeamMember.team_id == team_id, *in_force(TeamMember, on))
            .where(Person.status != PersonStatus.RESTRICTED)
            .order_by(col(Person.name_pinyin), col(Person.id))
        )
        areas = desk.visible_areas()
        if areas is not None:
            query = query.where(col(Person.area_id).in_(areas))
        rows = session.exec(query).all()
    order = list(TeamRole)
    known = sorted(rows, key=lambda row: order.index(TeamRole(row[2])))
    members = tuple(Member(one or 0, name, _ROLES.get(TeamRole(role), "")) for one, name, role in known)
    return TeamSheet(team_id, team.name, members)
