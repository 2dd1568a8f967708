"""议事平台 of a period: how often each standing body met, who came, what was raised, resolved and carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.desk import Desk
from db.base import table_of
from db.models import Deliberation, Opinion, OpinionState, Organization, OrganizationLine, Resolution


@dataclass(frozen=True)
class PlatformLine:
    """A standing body and its meetings of a period: riders in attendances, resolutions carried out by its end."""

    name: str
    meetings: int
    riders: int
    opinions: int
    adopted: int
    resolutions: int
    done: int


def platforms(desk: Desk, since: date, until: date) -> list[PlatformLine]:
    """Every 议事平台 of the clerk's areas, those that did not meet too; meetings under none come last."""
    bodies, meetings = table_of(Organization), table_of(Deliberation)
    areas = desk.visible_areas()
    with desk.reading() as session:
        named = sa.select(bodies.c.id, bodies.c.name).where(
            bodies.c.line == OrganizationLine.DELIBERATION,
            sa.or_(bodies.c.dissolved_on.is_(None), bodies.c.dissolved_on > since),
        )
        held = sa.select(meetings.c.id, meetings.c.platform_id, meetings.c.riders).where(
            meetings.c.held_on.between(since, until)
        )
        if areas is not None:
            named, held = named.where(bodies.c.area_id.in_(areas)), held.where(meetings.c.area_id.in_(areas))
        names: dict[int | None, str] = {
            row.id: row.name for row in session.execute(named.order_by(bodies.c.id))
        }
        chosen = held.subquery()
        met = session.execute(held).all()
        opinions = _by_meeting(session, table_of(Opinion), chosen, _adopted(until))
        resolved = _by_meeting(session, table_of(Resolution), chosen, table_of(Resolution).c.done_on <= until)
        others = {row.platform_id for row in met} - set(names)
        query = sa.select(bodies.c.id, bodies.c.name).where(bodies.c.id.in_([one for one in others if one]))
        names |= {row.id: row.name for row in session.execute(query)}
    if None in others:
        names[None] = "（不属于议事平台的）"
    return [_platform(name, [row for row in met if row.platform_id == one], opinions, resolved)
            for one, name in names.items()]  # fmt: skip


def _adopted(until: date) -> sa.ColumnElement[bool]:
    table = table_of(Opinion)
    return sa.and_(table.c.state == OpinionState.ADOPTED, table.c.decided_on <= until)


def _by_meeting(
    session: Any, table: sa.Table, chosen: sa.Subquery, only: sa.ColumnElement[bool]
) -> dict[int, tuple[int, int]]:
    """How many rows each meeting has, and how many of them are as told."""
    query = (
        sa.select(table.c.deliberation_id, sa.func.count(), sa.func.count(sa.case((only, table.c.id))))
        .where(table.c.deliberation_id.in_(sa.select(chosen.c.id)))
        .group_by(table.c.deliberation_id)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(query)}


def _platform(
    name: str, met: Sequence[Any], opinions: dict[int, tuple[int, int]], resolved: dict[int, tuple[int, int]]
) -> PlatformLine:
    raised = [opinions.get(row.id, (0, 0)) for row in met]
    agreed = [resolved.get(row.id, (0, 0)) for row in met]
    return PlatformLine(
        name, len(met), sum(row.riders for row in met), sum(all_ for all_, _ in raised),
        sum(yes for _, yes in raised), sum(all_ for all_, _ in agreed), sum(yes for _, yes in agreed),
    )  # fmt: skip
