"""Who is where on a day, for coverage sheets: riders and union members by station, appointees by community."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    Area,
    AreaKind,
    Employment,
    InstructorStation,
    Membership,
    Organization,
    OrganizationKind,
    OrganizationLine,
    OrganizationStatus,
    PartyInstructor,
    Person,
    PersonStatus,
    Post,
    Registration,
    Station,
)
from db.queries.counting import Counted, Days, exists_between, holds
from db.queries.facilities import COMMUNITIES
from db.queries.people import STATIONS

Areas = sa.Select[tuple[int]] | None
_people, _stations, _areas = table_of(Person), table_of(Station), table_of(Area)
_employments, _registrations = table_of(Employment), table_of(Registration)
_memberships, _organizations = table_of(Membership), table_of(Organization)
_posts = table_of(Post)
_instructors, _looked_after = table_of(PartyInstructor), table_of(InstructorStation)


def communities_on(day: date, areas: Areas) -> sa.Select[tuple[int, str]]:
    """Communities that exist on a day: id and name, in the order of the tree."""
    query = sa.select(_areas.c.id, _areas.c.name).where(
        _areas.c.kind == AreaKind.COMMUNITY,
        exists_between(_areas.c.valid_from, _areas.c.valid_to, day),
    )
    return (query if areas is None else query.where(_areas.c.id.in_(areas))).order_by(_areas.c.path)


def part_time_on(day: date) -> sa.Select[tuple[int, int, int, str, str, date, str, str, str]]:
    """Part-time posts in Party bodies on a day.

    Community of the body, post id, person id, name, 政治面貌 code, since when, number of the letter, duties, station on
    that day. Of people who are 封存 the name is empty.
    """
    name = sa.case((_people.c.status == PersonStatus.RESTRICTED, ""), else_=_people.c.name)
    return (
        sa.select(
            _organizations.c.area_id,
            _posts.c.id,
            _people.c.id,
            name,
            _people.c.politics,
            _posts.c.from_on,
            _posts.c.letter_no,
            _posts.c.duties,
            sa.func.coalesce(_stations.c.name, ""),
        )
        .select_from(_posts)
        .join(_organizations, _organizations.c.id == _posts.c.organization_id)
        .join(_people, _people.c.id == _posts.c.person_id)
        .outerjoin(_employments, sa.and_(_employments.c.person_id == _people.c.id, holds(_employments, day)))
        .outerjoin(_stations, _stations.c.id == _employments.c.station_id)
        .where(_posts.c.part_time, _organizations.c.line == OrganizationLine.PARTY, holds(_posts, day))
        .order_by(_posts.c.from_on, _posts.c.id)
    )


def stations_on(day: date, areas: Areas) -> sa.Select[tuple[int, str, int, str]]:
    """Stations that exist on a day: id, name, area id, name of the area; by area and name."""
    query = (
        sa.select(_stations.c.id, _stations.c.name, _areas.c.id, _areas.c.name)
        .join(_areas, _areas.c.id == _stations.c.area_id)
        .where(exists_between(_stations.c.opened_on, _stations.c.closed_on, day))
    )
    query = query if areas is None else query.where(_stations.c.area_id.in_(areas))
    return query.order_by(_areas.c.path, _stations.c.name_pinyin, _stations.c.id)


def _working(day: date) -> sa.FromClause:
    joined = _employments.join(_people, _people.c.id == _employments.c.person_id)
    registered = sa.and_(_registrations.c.person_id == _employments.c.person_id, holds(_registrations, day))
    return joined.join(_registrations, registered)


def _in_union(day: date) -> sa.ColumnElement[bool]:
    unions = sa.select(_organizations.c.id).where(_organizations.c.line == OrganizationLine.UNION)
    return sa.exists().where(
        _memberships.c.person_id == _people.c.id,
        _memberships.c.organization_id.in_(unions),
        holds(_memberships, day),
    )


def riders_by_station(day: date) -> sa.Select[tuple[int, int, int]]:
    """Per station on a day: its id, how many on the books work there, and how many of them are union members."""
    member = sa.case((_in_union(day), _people.c.id))
    return (
        sa.select(
            _employments.c.station_id,
            sa.func.count(sa.distinct(_people.c.id)),
            sa.func.count(sa.distinct(member)),
        )
        .select_from(_working(day))
        .where(_employments.c.station_id.is_not(None), holds(_employments, day))
        .group_by(_employments.c.station_id)
    )


def not_in_union(day: date, station_ids: Sequence[int]) -> sa.Select[tuple[int, int, str]]:
    """Who works at the stations on a day and is in no union: station id, person id, name. Not those who are 封存."""
    return (
        sa.select(_employments.c.station_id, _people.c.id, _people.c.name)
        .select_from(_working(day))
        .where(_employments.c.station_id.in_(station_ids), holds(_employments, day))
        .where(sa.not_(_in_union(day)), _people.c.status != PersonStatus.RESTRICTED)
        .group_by(_employments.c.station_id, _people.c.id, _people.c.name, _people.c.name_pinyin)
        .order_by(_people.c.name_pinyin, _people.c.id)
    )


def instructed_on(day: date) -> sa.Select[tuple[int, str]]:
    """Stations that an instructor looks after on a day: station id and the instructor's name."""
    return (
        sa.select(_looked_after.c.station_id, _instructors.c.name)
        .join(_instructors, _instructors.c.id == _looked_after.c.instructor_id)
        .where(holds(_looked_after, day), holds(_instructors, day))
        .order_by(_instructors.c.name)
    )


def bodies_of_stations(day: date) -> sa.Select[tuple[str, str, str]]:
    """Formal Party bodies that stand on a day: name, host unit, covered units."""
    begun = sa.func.coalesce(_organizations.c.established_on, _organizations.c.approved_on)
    return sa.select(_organizations.c.name, _organizations.c.host_unit, _organizations.c.covered_units).where(
        _organizations.c.line == OrganizationLine.PARTY,
        _organizations.c.kind != OrganizationKind.FUNCTIONAL,
        _organizations.c.status.not_in([OrganizationStatus.PREPARING]),
        exists_between(begun, _organizations.c.dissolved_on, day),
    )


def _works_there(window: Days) -> list[sa.ColumnElement[bool]]:
    """Conditions that tie somebody on the books to the station of the outer query."""
    return [
        _employments.c.station_id == _stations.c.id,
        holds(_employments, window.last),
        _registrations.c.person_id == _employments.c.person_id,
        holds(_registrations, window.last),
    ]


def _with_riders(window: Days) -> sa.ColumnElement[bool]:
    return sa.exists().where(*_works_there(window))


def _all_in_union(window: Days) -> sa.ColumnElement[bool]:
    unions = sa.select(_organizations.c.id).where(_organizations.c.line == OrganizationLine.UNION)
    member = sa.exists().where(
        _memberships.c.person_id == _employments.c.person_id,
        _memberships.c.organization_id.in_(unions),
        holds(_memberships, window.last),
    )
    outside = sa.exists().where(*_works_there(window), sa.not_(member))
    return sa.and_(_with_riders(window), sa.not_(outside))


def _has_part_time(window: Days) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        _posts.c.organization_id == _organizations.c.id,
        _posts.c.part_time,
        holds(_posts, window.last),
        _organizations.c.line == OrganizationLine.PARTY,
        _organizations.c.area_id == COMMUNITIES.record,
    )


STATIONS_WITH_RIDERS = Counted(STATIONS.source, STATIONS.record, _with_riders)
STATIONS_ALL_IN_UNION = Counted(STATIONS.source, STATIONS.record, _all_in_union)
COMMUNITIES_WITH_PART_TIME = Counted(COMMUNITIES.source, COMMUNITIES.record, _has_part_time)
