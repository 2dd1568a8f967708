"""Registering, leaving, coming back, changing work: the dated rows behind a person's card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import not_sealed
from app.desk import Changes, Desk
from app.errors import NotFound, Problem, ValidationFailed
from db.base import utc_now
from db.models import Employment, Person, PersonStatus, Registration

_WORK = ("category", "platform_id", "station_id", "engagement")


def keep_registration(person: Any, before: dict[str, Any], session: Session) -> None:
    """A new person gets a registration from ``registered_on``; one who moves to another area changes it today."""
    if not before:
        session.add(Registration(person_id=person.id, area_id=person.area_id, from_on=person.registered_on))
        session.flush()
        return
    open_row = _open_registration(session, person.id)
    if open_row is None:
        return
    if before["registered_on"] != person.registered_on and open_row.from_on == before["registered_on"]:
        open_row.from_on = person.registered_on
        _touch(session, open_row)
    if open_row.area_id != person.area_id:
        _move(session, open_row, person.area_id, date.today())
    session.flush()


def _move(session: Session, row: Registration, area_id: int, on: date) -> None:
    if row.from_on >= on:
        row.area_id = area_id
        _touch(session, row)
        return
    row.to_on, row.moved = on, True
    _touch(session, row)
    session.flush()
    session.add(Registration(person_id=row.person_id, area_id=area_id, from_on=on))


def keep_employment(person: Any, before: dict[str, Any], session: Session) -> None:
    """A change of trade, platform, station or engagement ends the open employment today and opens another."""
    today = date.today()
    if not before:
        _open_employment(session, person, person.registered_on)
        return
    if all(before[name] == getattr(person, name) for name in _WORK):
        return
    row = session.exec(_open_rows(Employment, person.id)).first()
    if row is None or row.from_on < today:
        if row is not None:
            row.to_on = today
            _touch(session, row)
            session.flush()
        _open_employment(session, person, today)
        return
    for name in _WORK:
        setattr(row, name, getattr(person, name))
    _touch(session, row)
    session.flush()


def keep_person(employment: Any, _: dict[str, Any], session: Session) -> None:
    """After an employment row was corrected or deleted, the person's card shows what the latest row says."""
    latest = session.exec(
        select(Employment)
        .where(Employment.person_id == employment.person_id)
        .order_by(col(Employment.from_on).desc())
        .limit(1)
    ).first()
    if latest is None:
        return
    person = session.get_one(Person, employment.person_id)
    if any(getattr(person, name) != getattr(latest, name) for name in _WORK):
        for name in _WORK:
            setattr(person, name, getattr(latest, name))
        _touch(session, person)
        session.flush()


def leave(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Take people off the books (流出) from a day on; ``values``: on (date), left_to (text).

    Raises ``ValidationFailed`` when the day is not after the registration of one of them.
    """
    with desk.operation("leave", f"登记流出{len(ids)}人") as session:
        for person in _people(session, desk, ids):
            take_off(session, person, values["on"], values.get("left_to") or "")
        return _changed(session)


def take_off(session: Session, person: Person, on: date, left_to: str) -> None:
    """End somebody's registration and work on a day; nothing happens to one who is off the books already."""
    row = _open_registration(session, person.id or 0)
    if row is None:
        return
    _after(on, row.from_on, person.name)
    row.to_on, row.left_to = on, left_to
    _touch(session, row)
    for employment in session.exec(_open_rows(Employment, person.id or 0)).all():
        employment.to_on = on if on > employment.from_on else None
        _touch(session, employment)
    person.status = PersonStatus.LEFT
    _touch(session, person)


def come_back(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Put people who left on the books again from a day on (``values``: on), with the work they did last."""
    on = values["on"]
    with desk.operation("come_back", f"登记回来{len(ids)}人") as session:
        for person in _people(session, desk, ids):
            if person.status != PersonStatus.LEFT:
                continue
            last = session.exec(
                select(Registration)
                .where(Registration.person_id == person.id)
                .order_by(col(Registration.from_on).desc())
            ).first()
            if last is not None and last.to_on is not None and on < last.to_on:
                message = f"{person.name}的重新登记日期不能早于流出日期{last.to_on}。"
                raise ValidationFailed([Problem("BACK_BEFORE_LEFT", "on", message)])
            person.status = PersonStatus.ACTIVE
            _touch(session, person)
            session.add(Registration(person_id=person.id or 0, area_id=person.area_id, from_on=on))
            if session.exec(_open_rows(Employment, person.id or 0)).first() is None:
                _open_employment(session, person, on)
        return _changed(session)


def verify(desk: Desk, ids: Sequence[int], _: dict[str, Any]) -> Changes:
    """Note today as the day on which the people were found to be still at work here."""
    with desk.operation("verify", f"核实在岗{len(ids)}人") as session:
        for person in _people(session, desk, ids):
            person.last_verified_on = date.today()
            _touch(session, person)
        return _changed(session)


def _people(session: Session, desk: Desk, ids: Sequence[int]) -> Sequence[Person]:
    query = select(Person).where(col(Person.id).in_(ids))
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(Person.area_id).in_(areas))
    people = session.exec(query).all()
    if len(people) != len(set(ids)):
        raise NotFound("有人员已被删除，或不在您负责的区域内。", "请刷新列表后重试。")
    not_sealed(people)
    return people


def _open_registration(session: Session, person_id: int) -> Registration | None:
    found: Registration | None = session.exec(_open_rows(Registration, person_id)).first()
    return found


def _open_rows(model: Any, person_id: int) -> Any:
    return select(model).where(model.person_id == person_id, model.to_on.is_(None))


def _open_employment(session: Session, person: Any, on: date) -> None:
    work = {name: getattr(person, name) for name in _WORK}
    session.add(Employment(person_id=person.id, from_on=on, **work))
    session.flush()


def _after(on: date, begun: date, name: str) -> None:
    if on <= begun:
        message = f"{name}的流出日期必须晚于登记日期{begun}。"
        raise ValidationFailed([Problem("LEFT_BEFORE_REGISTERED", "on", message)])


def _touch(session: Session, record: Any) -> None:
    record.updated_at = utc_now()
    session.add(record)


def _changed(session: Session) -> Changes:
    session.flush()
    return Changes(frozenset({"people", "registrations", "employments"}), session.info["operation"])
