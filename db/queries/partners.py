"""The rows behind the figures about partners, alliances and joint projects."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from db.base import table_of
from db.models import (
    Alliance,
    AllianceMember,
    JointProject,
    Partner,
    PartnerKind,
    PartnerSector,
    ProjectState,
)
from db.queries.counting import Condition, Counted, Days, Source, holds, inside

_partners, _members, _alliances = table_of(Partner), table_of(AllianceMember), table_of(Alliance)
_projects = table_of(JointProject)

_taking_part = Source(
    lambda _: _partners,
    lambda window, scope: (
        _partners.c.joined_on <= window.last,
        sa.or_(_partners.c.left_on.is_(None), _partners.c.left_on > window.last),
        *inside(_partners.c.area_id, scope),
    ),
)
_in_alliances = Source(
    lambda _: _members.join(_partners, _partners.c.id == _members.c.partner_id).join(
        _alliances, _alliances.c.id == _members.c.alliance_id
    ),
    lambda window, scope: (
        holds(_members, window.last),
        sa.or_(_alliances.c.ended_on.is_(None), _alliances.c.ended_on > window.last),
        *inside(_partners.c.area_id, scope),
    ),
)
_listed = Source(
    lambda _: _projects,
    lambda window, scope: (_projects.c.listed_on <= window.last, *inside(_projects.c.area_id, scope)),
)


def partners(kind: PartnerKind | None = None) -> Counted:
    """Partners of a kind, or all, that take part on the day."""
    return Counted(_taking_part, _partners.c.id, None if kind is None else lambda _: _partners.c.kind == kind)


def members(sectors: Collection[PartnerSector] = ()) -> Counted:
    """Members of alliances of some sectors, or all; one that is in two alliances is counted once."""
    only = None if not sectors else lambda _: _partners.c.sector.in_(sectors)
    return Counted(_in_alliances, _partners.c.id, only, distinct=_partners.c.id)


def projects(state: ProjectState | None = None) -> Counted:
    """Joint projects in a state on the day, by their dates; without one all that were listed by then."""
    return Counted(
        _listed, _projects.c.id, None if state is None else lambda window: _in_state(state, window)
    )


def _in_state(state: ProjectState, window: Days) -> Condition:
    finished, stopped = _by(_projects.c.finished_on, window), _by(_projects.c.stopped_on, window)
    if state == ProjectState.DONE:
        return finished
    if state == ProjectState.STOPPED:
        return stopped
    started = _by(_projects.c.started_on, window)
    begun = started if state == ProjectState.RUNNING else sa.not_(started)
    return sa.and_(begun, sa.not_(finished), sa.not_(stopped))


def _by(column: sa.ColumnElement[object], window: Days) -> Condition:
    return sa.and_(column.is_not(None), column <= window.last)
