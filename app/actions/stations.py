"""A station that goes over to another operator, with the people who work there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from db.models import Employment, Person, PersonStatus, Platform, Station

REASON = "站点转交"


def transfer_station(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Hand a station over from a day on; ``values``: platform_id, on (date), name (its new one, empty keeps it).

    Whoever works there on that day goes on under the new operator: the work under the old one ends on the day, a new row
    begins. Cards that are 封存 stay as they are. Raises ``ValidationFailed`` for the operator it has already, a day to come,
    and a name another station bears.
    """
    on, platform_id = values["on"], values["platform_id"]
    with desk.operation("transfer_station", "站点转交") as session:
        (station,) = chosen(session, desk, Station, ids, "站点")
        _check(session, station, platform_id, on, values.get("name") or "")
        station.platform_id = platform_id
        station.name = values.get("name") or station.name
        touch(session, station)
        for row, person in _working_at(session, station.id or 0):
            _go_over(session, row, person, platform_id, on)
        return changed(session, Station, Employment, Person, record_id=station.id)


def _check(session: Session, station: Station, platform_id: int, on: date, name: str) -> None:
    if station.platform_id == platform_id:
        platform = session.get_one(Platform, platform_id)
        raise refuse(
            "SAME_PLATFORM", "platform_id", f"“{station.name}”已经属于{platform.name}，请选择接手的平台。"
        )
    if on > date.today():
        raise refuse("DATE_FUTURE", "on", f"转交日期{on}还没有到，请到那一天再办理。")
    taken = select(Station.id).where(Station.name == name, col(Station.id) != station.id)
    if name and session.exec(taken).first() is not None:
        raise refuse("NAME_TAKEN", "name", f"已有叫“{name}”的站点，请换一个名称。")


def _working_at(session: Session, station_id: int) -> Sequence[tuple[Employment, Person]]:
    """Open work at the station, and whose it is."""
    query = (
        select(Employment, Person)
        .join(Person, col(Person.id) == col(Employment.person_id))
        .where(
            Employment.station_id == station_id,
            col(Employment.to_on).is_(None),
            Person.status != PersonStatus.RESTRICTED,
        )
        .order_by(col(Employment.id))
    )
    return session.exec(query).all()


def _go_over(session: Session, row: Employment, person: Person, platform_id: int, on: date) -> None:
    person.platform_id = platform_id
    touch(session, person)
    if row.from_on >= on:
        row.platform_id = platform_id
        touch(session, row)
        return
    row.to_on, row.end_reason = on, REASON
    touch(session, row)
    session.flush()
    session.add(
        Employment(
            person_id=row.person_id,
            from_on=on,
            category=row.category,
            platform_id=platform_id,
            station_id=row.station_id,
            engagement=row.engagement,
            job_title=row.job_title,
        )
    )
