"""核实入账: the service records that wait to be verified or booked, person by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.desk import Desk
from db.base import table_of
from db.models import LogState, Person, ServiceLog, Team

MOST = 2_000
ENTERED, VERIFIED = LogState.ENTERED, LogState.VERIFIED


@dataclass(frozen=True)
class Waiting:
    """A record that waits. own: the clerk who looks at it wrote it down. shown_until: the last day of its publicity."""

    log_id: int
    person_id: int
    name: str
    on: date
    clock: str
    minutes: int
    activity: str
    team: str
    state: LogState
    recorder: str
    own: bool
    shown_until: date | None = None


@dataclass(frozen=True)
class Review:
    """What waits, by name and day. more: how many beyond the ``MOST`` that are listed."""

    lines: tuple[Waiting, ...]
    more: int = 0


def waiting(desk: Desk) -> Review:
    """The records in sight that were entered or verified and are not booked yet."""
    logs, people, teams = table_of(ServiceLog), table_of(Person), table_of(Team)
    open_ = logs.c.state.in_((LogState.ENTERED, LogState.VERIFIED))
    areas = desk.visible_areas()
    seen = (open_,) if areas is None else (open_, logs.c.area_id.in_(areas))
    query = (
        sa.select(
            logs.c.id, people.c.id, people.c.name, logs.c.served_on, logs.c.starts_at, logs.c.ends_at,
            logs.c.minutes, logs.c.activity, logs.c.content, teams.c.name, logs.c.state, logs.c.recorder,
            logs.c.published_to,
        )
        .join(people, people.c.id == logs.c.person_id)
        .outerjoin(teams, teams.c.id == logs.c.team_id)
        .where(*seen)
        .order_by(people.c.name_pinyin, people.c.id, logs.c.served_on, logs.c.id)
        .limit(MOST)
    )  # fmt: skip
    with desk.reading() as session:
        rows = session.execute(query).all()
        total = len(rows)
        if total == MOST:
            total = session.execute(sa.select(sa.func.count()).select_from(logs).where(*seen)).scalar_one()
    lines = tuple(
        Waiting(
            one, person, name, on, f"{begins}—{ends}" if begins else "", minutes, activity or content,
            team or "", LogState(state), recorder, recorder == desk.actor.name, shown,
        )
        for one, person, name, on, begins, ends, minutes, activity, content, team, state, recorder, shown in rows
    )  # fmt: skip
    return Review(lines, total - len(lines))
