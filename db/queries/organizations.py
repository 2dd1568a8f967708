"""The rows behind the figures about organizations, their members and posts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    Membership,
    Organization,
    OrganizationKind,
    OrganizationLine,
    OrganizationStatus,
    Person,
    Post,
    Registration,
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

_organizations = table_of(Organization)
_memberships = table_of(Membership)
_posts = table_of(Post)
_people = table_of(Person)
_registrations = table_of(Registration)


def _standing(window: Days, scope: Scope) -> Sequence[Condition]:
    """Established and not dissolved on the day; one in preparation, or dissolved on a day nobody knows, is not."""
    begun = sa.func.coalesce(_organizations.c.established_on, _organizations.c.approved_on)
    ended = _organizations.c.dissolved_on
    return (
        exists_between(begun, ended, window.last),
        _organizations.c.status != OrganizationStatus.PREPARING,
        sa.or_(_organizations.c.status != OrganizationStatus.DISSOLVED, ended.is_not(None)),
        *inside(_organizations.c.area_id, scope),
    )


def _of_organization(rows: sa.Table) -> sa.FromClause:
    joined = rows.join(_organizations, _organizations.c.id == rows.c.organization_id)
    return joined.join(_people, _people.c.id == rows.c.person_id)


def _valid(rows: sa.Table) -> Callable[[Days, Scope], Sequence[Condition]]:
    return lambda window, scope: (holds(rows, window.last), *inside(_people.c.area_id, scope))


def _joined(window: Days, scope: Scope) -> Sequence[Condition]:
    """A change from one union to another without a gap is no new membership."""
    before, where = _memberships.alias("before"), _organizations.alias("where_before")
    carried_on = sa.exists().where(
        before.c.person_id == _memberships.c.person_id,
        before.c.organization_id == where.c.id,
        where.c.line == OrganizationLine.UNION,
        before.c.from_on < _memberships.c.from_on,
        sa.or_(before.c.to_on.is_(None), before.c.to_on >= _memberships.c.from_on),
    )
    of_union = _organizations.c.line == OrganizationLine.UNION
    began = happened(_memberships.c.from_on, window)
    return began, of_union, sa.not_(carried_on), *inside(_people.c.area_id, scope)


def _founded(window: Days, scope: Scope) -> Sequence[Condition]:
    begun = sa.func.coalesce(_organizations.c.established_on, _organizations.c.approved_on)
    standing = _organizations.c.status != OrganizationStatus.PREPARING
    return happened(begun, window), standing, *inside(_organizations.c.area_id, scope)


def _on_the_books(window: Days) -> Condition:
    registered = sa.exists().where(
        _registrations.c.person_id == _memberships.c.person_id, holds(_registrations, window.last)
    )
    return sa.and_(_organizations.c.line == OrganizationLine.UNION, registered)


_bodies = Source(lambda _: _organizations, _standing)
_members = Source(lambda _: _of_organization(_memberships), _valid(_memberships), _people.c.area_id)
_line, _kind = _organizations.c.line, _organizations.c.kind
FUNCTIONAL = _kind == OrganizationKind.FUNCTIONAL


def _body(only: Condition) -> Counted:
    return Counted(_bodies, _organizations.c.id, lambda _: only)


PARTY_BODIES = _body(_line == OrganizationLine.PARTY)
FUNCTIONAL_PARTY_BODIES = _body(sa.and_(_line == OrganizationLine.PARTY, FUNCTIONAL))
JOINT_UNIONS = _body(sa.and_(_line == OrganizationLine.UNION, _kind == OrganizationKind.JOINT))
WOMEN_GROUPS = _body(_line == OrganizationLine.WOMEN)
LEAGUE_BODIES = _body(_line == OrganizationLine.LEAGUE)
FUNCTIONAL_LEAGUE_BODIES = _body(sa.and_(_line == OrganizationLine.LEAGUE, FUNCTIONAL))
DELIBERATION_BODIES = _body(_line == OrganizationLine.DELIBERATION)
FOUNDED = Counted(Source(lambda _: _organizations, _founded), _organizations.c.id)


def _of_line(line: OrganizationLine) -> Counted:
    """Different people who are members of bodies of a line."""
    person = _memberships.c.person_id
    return Counted(_members, person, lambda _: _line == line, distinct=person)


UNION_MEMBERS = _of_line(OrganizationLine.UNION)
WOMEN_MEMBERS = _of_line(OrganizationLine.WOMEN)
LEAGUE_MEMBERS = _of_line(OrganizationLine.LEAGUE)
VOLUNTEER_MEMBERS = _of_line(OrganizationLine.VOLUNTEER)
REGISTERED_UNION_MEMBERS = Counted(
    _members, _memberships.c.person_id, _on_the_books, distinct=_memberships.c.person_id
)
JOINED_UNION = Counted(Source(lambda _: _of_organization(_memberships), _joined), _memberships.c.person_id)
PART_TIME_POSTS = Counted(
    Source(lambda _: _of_organization(_posts), _valid(_posts)),
    _posts.c.person_id,
    lambda _: _posts.c.part_time,
    distinct=_posts.c.person_id,
)
