"""The rows behind the figures about volunteering: teams, members, services, minutes and quantities."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    CivicRole,
    CivicRoleKind,
    DailyTotal,
    LogState,
    OutputKind,
    Person,
    ServiceLog,
    ServiceQuantity,
    Team,
    TeamKind,
    TeamMember,
    TeamStatus,
)
from db.queries.counting import (
    Condition,
    Counted,
    Days,
    Scope,
    Source,
    exists_between,
    happened,
    holds,
    inside,
)

_teams = table_of(Team)
_members = table_of(TeamMember)
_people = table_of(Person)
_roles = table_of(CivicRole)
_logs = table_of(ServiceLog)
_quantities = table_of(ServiceQuantity)
_daily = table_of(DailyTotal)


def _standing(window: Days, scope: Scope) -> Sequence[Condition]:
    return (
        exists_between(_teams.c.founded_on, _teams.c.disbanded_on, window.last),
        _teams.c.status != TeamStatus.PREPARING,
        sa.or_(_teams.c.status != TeamStatus.DISBANDED, _teams.c.disbanded_on.is_not(None)),
        *inside(_teams.c.area_id, scope),
    )


def _served(window: Days, scope: Scope) -> Sequence[Condition]:
    standing = _logs.c.state != LogState.REVERSED
    return happened(_logs.c.served_on, window), standing, *inside(_logs.c.area_id, scope)


# In the order of the index of the month, so that millions of rows are summed up as they are read.
_services = Source(lambda _: _logs, _served, by=(_logs.c.served_on, _logs.c.team_id, _logs.c.activity))
_outputs = Source(lambda _: _quantities.join(_logs, _logs.c.id == _quantities.c.log_id), _served)
_totals = Source(
    lambda _: _daily,
    lambda window, scope: (happened(_daily.c.served_on, window), *inside(_daily.c.area_id, scope)),
)
# The same team doing the same thing on the same day is one activity, however many took part.
_activity = (
    sa.cast(sa.func.coalesce(_logs.c.team_id, 0), sa.String)
    + "|"
    + sa.cast(_logs.c.served_on, sa.String)
    + "|"
    + _logs.c.activity
)

_existing = Source(lambda _: _teams, _standing)
_appointed = Source(
    lambda _: _roles.join(_people, _people.c.id == _roles.c.person_id),
    lambda window, scope: (holds(_roles, window.last), *inside(_people.c.area_id, scope)),
)

VOLUNTEERS = Counted(
    Source(
        lambda _: _members.join(_people, _people.c.id == _members.c.person_id),
        lambda window, scope: (holds(_members, window.last), *inside(_people.c.area_id, scope)),
    ),
    _members.c.person_id,
    distinct=_members.c.person_id,
)
ACTIVITIES = Counted(_services, _logs.c.id, distinct=_activity)
SERVICES = Counted(_services, _logs.c.id)
MINUTES = Counted(_services, _logs.c.id, amount=_logs.c.minutes)


def output_of_services(kind: OutputKind) -> Counted:
    """A quantity written on single services."""
    return Counted(
        _outputs, _logs.c.id, lambda _: _quantities.c.output == kind, amount=_quantities.c.quantity
    )


def output_of_days(kind: OutputKind) -> Counted:
    """A quantity written down as a team's total of a day."""
    return Counted(_totals, _daily.c.id, lambda _: _daily.c.output == kind, amount=_daily.c.quantity)


def teams(*kinds: TeamKind) -> Counted:
    """Teams of some kinds, or of all."""
    return Counted(_existing, _teams.c.id, (lambda _: _teams.c.kind.in_(kinds)) if kinds else None)


def in_roles(kind: CivicRoleKind | None = None) -> Counted:
    """Different people who hold a civic role, or any of them."""
    only = None if kind is None else (lambda _: _roles.c.kind == kind)
    return Counted(_appointed, _roles.c.person_id, only, distinct=_roles.c.person_id)
