"""Who was in which body on a day: members with their work of that day, posts, and counts for charts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    Employment,
    Membership,
    Organization,
    Person,
    Platform,
    Post,
    Station,
)
from db.queries.counting import exists_between, holds

Areas = sa.Select[tuple[int]] | None
_bodies, _memberships, _posts = table_of(Organization), table_of(Membership), table_of(Post)
_people, _employments = table_of(Person), table_of(Employment)
_platforms, _stations = table_of(Platform), table_of(Station)


def bodies_on(day: date, areas: Areas) -> sa.Select[Any]:
    """Bodies that exist on a day, those in preparation among them, by pinyin.

    Id, parent, line, kind, name, short name, status, host unit, founding day, next election.
    """
    begun = sa.func.coalesce(_bodies.c.established_on, _bodies.c.approved_on)
    query = sa.select(
        _bodies.c.id,
        _bodies.c.parent_id,
        _bodies.c.line,
        _bodies.c.kind,
        _bodies.c.name,
        _bodies.c.short_name,
        _bodies.c.status,
        _bodies.c.host_unit,
        begun.label("founded_on"),
        _bodies.c.next_election_on,
    ).where(exists_between(begun, _bodies.c.dissolved_on, day))
    query = query if areas is None else query.where(_bodies.c.area_id.in_(areas))
    return query.order_by(begun.nulls_first(), _bodies.c.name_pinyin, _bodies.c.id)


def member_counts(day: date) -> sa.Select[tuple[int, int]]:
    """How many different people are members of each body on a day."""
    return (
        sa.select(_memberships.c.organization_id, sa.func.count(sa.distinct(_memberships.c.person_id)))
        .where(holds(_memberships, day))
        .group_by(_memberships.c.organization_id)
    )


def members_on(day: date, bodies: Collection[int]) -> sa.Select[Any]:
    """Memberships of bodies on a day with the person and the platform and station of that day, by pinyin."""
    working = sa.and_(_employments.c.person_id == _people.c.id, holds(_employments, day))
    return (
        sa.select(
            _memberships.c.id,
            _memberships.c.organization_id,
            _memberships.c.from_on,
            _memberships.c.retained_on,
            _memberships.c.retained_to,
            _memberships.c.member_no,
            _people.c.id.label("person_id"),
            _people.c.number,
            _people.c.name,
            _people.c.gender,
            _people.c.phones,
            _people.c.status,
            _people.c.area_id,
            sa.func.coalesce(_platforms.c.name, "").label("platform"),
            sa.func.coalesce(_stations.c.name, "").label("station"),
        )
        .select_from(_memberships)
        .join(_people, _people.c.id == _memberships.c.person_id)
        .outerjoin(_employments, working)
        .outerjoin(_platforms, _platforms.c.id == _employments.c.platform_id)
        .outerjoin(_stations, _stations.c.id == _employments.c.station_id)
        .where(_memberships.c.organization_id.in_(bodies), holds(_memberships, day))
        .order_by(_people.c.name_pinyin, _people.c.id)
    )


def posts_on(day: date, bodies: Collection[int] | None = None) -> sa.Select[Any]:
    """Posts held on a day, the earliest appointed first: of some bodies, or of all."""
    query = (
        sa.select(
            _posts.c.id,
            _posts.c.organization_id,
            _posts.c.person_id,
            _posts.c.title,
            _posts.c.part_time,
            _posts.c.from_on,
            _people.c.name,
            _people.c.status,
            _people.c.area_id,
        )
        .select_from(_posts)
        .join(_people, _people.c.id == _posts.c.person_id)
        .where(holds(_posts, day))
        .order_by(_posts.c.from_on, _posts.c.id)
    )
    return query if bodies is None else query.where(_posts.c.organization_id.in_(bodies))


def other_posts(day: date, people: Collection[int]) -> sa.Select[tuple[int, int, str, str]]:
    """Every post that people hold on a day: person, body, name of the body, title."""
    return (
        sa.select(
            _posts.c.person_id,
            _posts.c.organization_id,
            sa.case((_bodies.c.short_name != "", _bodies.c.short_name), else_=_bodies.c.name),
            _posts.c.title,
        )
        .join(_bodies, _bodies.c.id == _posts.c.organization_id)
        .where(_posts.c.person_id.in_(people), holds(_posts, day))
        .order_by(_posts.c.from_on, _posts.c.id)
    )


def line_members(day: date, areas: Areas) -> sa.Select[tuple[str, int]]:
    """How many different people are members of any body of each line on a day."""
    query = (
        sa.select(_bodies.c.line, sa.func.count(sa.distinct(_memberships.c.person_id)))
        .select_from(_memberships)
        .join(_bodies, _bodies.c.id == _memberships.c.organization_id)
        .where(holds(_memberships, day))
        .group_by(_bodies.c.line)
    )
    return query if areas is None else query.where(_bodies.c.area_id.in_(areas))


def platform_members(day: date, bodies: Collection[int]) -> sa.Select[tuple[int, str, int]]:
    """How many members of each body work for each platform on a day: body, platform (empty: none), people."""
    working = sa.and_(_employments.c.person_id == _memberships.c.person_id, holds(_employments, day))
    platform = sa.func.coalesce(_platforms.c.name, "")
    return (
        sa.select(
            _memberships.c.organization_id, platform, sa.func.count(sa.distinct(_memberships.c.person_id))
        )
        .select_from(_memberships)
        .outerjoin(_employments, working)
        .outerjoin(_platforms, _platforms.c.id == _employments.c.platform_id)
        .where(_memberships.c.organization_id.in_(bodies), holds(_memberships, day))
        .group_by(_memberships.c.organization_id, platform)
    )
