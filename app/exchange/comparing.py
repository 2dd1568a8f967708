"""What a sheet row would change in the record it was matched with, field by field; an empty cell changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.errors import Problem
from app.exchange.lookups import Lookups
from app.exchange.readrow import Difference, SheetRow
from app.exchange.values import differs, merged
from app.registers.spec import Field, Kind, Register, shown
from db.base import table_of
from db.models import Membership, Organization

_EXACTNESS = {"year": 4, "month": 7, "day": 10}
_NOT_COMPARED = frozenset(
    {"number", "status", "birth_precision", "platform", "station", "union_joined", "id_kind"}
)


def differences(
    register: Register, row: SheetRow, record: Mapping[str, Any], lookups: Lookups
) -> list[Difference]:
    """The fields that the row would change in a stored record, in the order of the register."""
    found = []
    for field in register.fields:
        incoming = row.values.get(field.name)
        if field.name in _NOT_COMPARED or incoming is None or incoming == "":
            continue
        stored = record[field.name]
        if not _changes(field, stored, incoming, row, record, lookups):
            continue
        after = merged(field, stored, incoming)
        found.append(
            Difference(field.name, field.label, _text(field, stored, lookups), _text(field, after, lookups))
        )
    return found + _work(register, row, record, lookups)


def _changes(
    field: Field, stored: Any, incoming: Any, row: SheetRow, record: Mapping[str, Any], lookups: Lookups
) -> bool:
    if field.name == "area_id":
        return not lookups.within(stored, incoming) and lookups.area_name(stored) != lookups.area_name(
            incoming
        )
    if field.name == "id_no" and "*" in str(incoming):
        return False
    if field.name == "birth_date" and stored is not None:
        return _birth_differs(
            stored, record["birth_precision"], incoming, row.values.get("birth_precision", "day")
        )
    return differs(field, stored, incoming)


def _birth_differs(stored: date, stored_as: str, incoming: date, incoming_as: str) -> bool:
    length = _EXACTNESS[incoming_as]
    if length > _EXACTNESS[str(stored_as)]:
        return True
    return stored.isoformat()[:length] != incoming.isoformat()[:length]


def _work(register: Register, row: SheetRow, record: Mapping[str, Any], lookups: Lookups) -> list[Difference]:
    found = []
    if platform := row.values.get("platform"):
        before = lookups.platform_names.get(record.get("platform_id") or 0, "")
        if platform != before:
            found.append(Difference("platform_id", register.field("platform_id").label, before, platform))
    if station := row.values.get("station"):
        wanted = lookups.station_ids.get(station)
        if wanted is not None and wanted != record.get("station_id"):
            known = {number: name for name, number in lookups.station_ids.items()}
            before = known.get(record.get("station_id") or 0, "")
            found.append(Difference("station_id", register.field("station_id").label, before, station))
    return found


def _text(field: Field, value: Any, lookups: Lookups) -> str:
    if field.kind is Kind.LINK:
        return "" if value is None else lookups.title(field.link, value)
    return shown(field, value)


def unions(session: Session, lookups: Lookups) -> dict[int, str]:
    """Unions that people may join, by id: those not dissolved, in the areas the clerk sees."""
    table = table_of(Organization)
    rows = session.execute(
        sa.select(table.c.id, table.c.name, table.c.area_id)
        .where(table.c.line == "union", table.c.status != "dissolved")
        .order_by(table.c.id)
    )
    return {row.id: row.name for row in rows if row.area_id in lookups.visible}


@dataclass(frozen=True)
class Belonging:
    """A membership of a union: from a day, until a day (None: still), and the union's name."""

    from_on: date
    to_on: date | None
    union: str


def add_union_differences(session: Session, rows: Iterable[SheetRow]) -> None:
    """Note where a matched person is to join a union from the day the sheet gives (入会时间).

    Who is a member, or was one later than that day, stays as the ledger says; another day in the sheet is a warning.
    """
    waiting = [row for row in rows if row.record_id is not None and row.values.get("union_joined")]
    known = belongings(session, [row.record_id for row in waiting if row.record_id is not None])
    for row in waiting:
        day, own = row.values["union_joined"], known.get(row.record_id or 0, [])
        if any(one.from_on == day for one in own):
            continue
        last = max(own, key=lambda one: one.to_on or date.max, default=None)
        if last is not None and (last.to_on is None or day < last.to_on):
            message = f"台账中{last.from_on}加入“{last.union}”，表中写的是{day}，会籍没有改动，请核对。"
            row.add(Problem("UNION_DAY_DIFFERS", "union_joined", message, blocking=False))
        else:
            before = "、".join(one.from_on.isoformat() for one in own)
            row.differences.append(Difference("union_joined", "入会时间", before, day.isoformat()))


def members_without_day(session: Session, rows: Sequence[SheetRow]) -> list[SheetRow]:
    """The rows of people whom a sheet calls members of a union without a day, and the ledger does not know as such."""
    waiting = [
        row for row in rows if row.values.get("union_member") is True and not row.values.get("union_joined")
    ]
    known = belongings(session, [row.record_id for row in waiting if row.record_id is not None])
    still = {person for person, own in known.items() if any(one.to_on is None for one in own)}
    return [row for row in waiting if (row.record_id or 0) not in still]


def belongings(session: Session, person_ids: Sequence[int]) -> dict[int, list[Belonging]]:
    """The memberships of unions that people have or had, by person, the earliest first."""
    members, bodies = table_of(Membership), table_of(Organization)
    found: dict[int, list[Belonging]] = {}
    for start in range(0, len(person_ids), 400):
        query = (
            sa.select(members.c.person_id, members.c.from_on, members.c.to_on, bodies.c.name)
            .join(bodies, bodies.c.id == members.c.organization_id)
            .where(bodies.c.line == "union", members.c.person_id.in_(person_ids[start : start + 400]))
            .order_by(members.c.from_on)
        )
        for row in session.execute(query):
            found.setdefault(row.person_id, []).append(Belonging(row.from_on, row.to_on, row.name))
    return found
