"""What a person's card says at its head: age, last verification, hours served, and the line of registrations and work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.cards.facts import Fact, Milestone
from app.rules.dates import age_on
from db.base import table_of
from db.models import (
    Area,
    Employment,
    LogState,
    PersonStatus,
    Platform,
    Precision,
    Registration,
    ServiceLog,
    Station,
)

Labels = Mapping[str, str]


def facts(person: Any, session: Session, on: date) -> Sequence[Fact]:
    """Age, how long ago somebody last met the person, and the hours served altogether and this year."""
    found: list[Fact] = []
    if person.birth_date is not None:
        about = "约" if person.birth_precision != Precision.DAY else ""
        found.append(("年龄", f"{about}{age_on(person.birth_date, on)}岁"))
    if person.status == PersonStatus.ACTIVE:
        seen = person.last_verified_on or person.registered_on
        word = "最近核实" if person.last_verified_on else "登记后未核实"
        found.append((word, f"{(on - seen).days}天前" if seen < on else "今天"))
    minutes, this_year = _minutes_served(session, person.id, date(on.year, 1, 1))
    if minutes:
        found.append(("志愿服务", f"{_hours(minutes)}小时（今年{_hours(this_year)}小时）"))
    return found


def _minutes_served(session: Session, person_id: int, since: date) -> tuple[int, int]:
    """Minutes of all services that stand, and of those since a day."""
    logs = table_of(ServiceLog)
    recent = sa.func.sum(sa.case((logs.c.served_on >= since, logs.c.minutes), else_=0))
    query = sa.select(sa.func.sum(logs.c.minutes), recent).where(
        logs.c.person_id == person_id, logs.c.state != LogState.REVERSED
    )
    total, this_year = session.execute(query).one()
    return int(total or 0), int(this_year or 0)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")


def life(categories: Labels, engagements: Labels) -> Callable[[Any, Session], Sequence[Milestone]]:
    """The story of a person: coming, changes of community, station and trade, leaving, coming back.

    categories, engagements: the Chinese words for the stored values.
    """

    def tell(person: Any, session: Session) -> Sequence[Milestone]:
        said: dict[date, list[str]] = defaultdict(list)
        _tell_registrations(session, person.id, said)
        _tell_work(session, person.id, said, categories, engagements)
        return [Milestone(day, said[day][0], "；".join(said[day][1:])) for day in sorted(said)]

    return tell


def _tell_registrations(session: Session, person_id: int, said: dict[date, list[str]]) -> None:
    areas = table_of(Area)
    rows = session.execute(
        select(Registration, areas.c.name)
        .join(areas, areas.c.id == col(Registration.area_id))
        .where(Registration.person_id == person_id)
        .order_by(col(Registration.from_on))
    ).all()
    before: Registration | None = None
    for row, area in rows:
        if before is None:
            said[row.from_on].append(f"登记在册：{area}")
        elif before.moved and before.to_on == row.from_on:
            said[row.from_on].append(f"转到{area}")
        else:
            said[row.from_on].append(f"回到本辖区：{area}")
        if row.to_on is not None and not row.moved:
            said[row.to_on].append("流出" + _where("，去向", row.left_to) + _where("，原因", row.end_reason))
        before = row


def _where(label: str, text: str) -> str:
    return f"{label}：{text}" if text else ""


def _tell_work(
    session: Session,
    person_id: int,
    said: dict[date, list[str]],
    categories: Labels,
    engagements: Labels,
) -> None:
    platforms, stations = table_of(Platform), table_of(Station)
    rows = session.execute(
        sa.select(Employment, platforms.c.name, stations.c.name)
        .outerjoin(platforms, platforms.c.id == col(Employment.platform_id))
        .outerjoin(stations, stations.c.id == col(Employment.station_id))
        .where(col(Employment.person_id) == person_id)
        .order_by(col(Employment.from_on))
    ).all()
    starts = {row[0].from_on for row in rows}
    before: Employment | None = None
    for row, platform, station in rows:
        work = _work(row, platform, station, categories, engagements)
        if before is None or before.to_on != row.from_on:
            known = bool(said.get(row.from_on))
            said[row.from_on].append(work if known else f"上岗：{work}")
        else:
            said[row.from_on].append(f"换到{work}" + _where("，原因", before.end_reason))
        if row.to_on is not None and row.to_on not in starts and not said.get(row.to_on):
            said[row.to_on].append("离岗" + _where("，原因", row.end_reason))
        before = row


def _work(
    row: Employment, platform: str | None, station: str | None, categories: Labels, engagements: Labels
) -> str:
    """``美团黄龙站外卖骑手（专送）``; the platform is named where no station is."""
    mode = engagements.get(str(row.engagement), "") if str(row.engagement) != "unknown" else ""
    job = f"{station or platform or ''}{categories.get(str(row.category), '')}{row.job_title}"
    return f"{job}（{mode}）" if mode else job
