"""New records of an import: computed beforehand, then written by a few bulk inserts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from app.exchange.readrow import SheetRow
from app.numbers import take
from app.registers.people import PEOPLE
from app.registers.records import blank
from app.registers.spec import Register
from app.text import pinyin
from db.base import new_uid, table_of, utc_now
from db.models import Employment, Registration

_AT_ONCE = 400
_WORK = ("category", "platform_id", "station_id", "engagement")


class Links(Protocol):
    """The ids that names in the sheet stand for."""

    @property
    def platforms(self) -> Mapping[str, int]:
        """Platform ids by name."""

    @property
    def stations(self) -> Mapping[str, int]:
        """Station ids by name."""


class NewRecords:
    """Rows for one table, collected and inserted at once."""

    def __init__(self, table: sa.Table) -> None:
        """An empty collection for a table of records."""
        self._table = table
        self._rows: list[dict[str, Any]] = []
        self._now = utc_now()

    def add(self, model: type[SQLModel], **values: Any) -> None:
        """Add a row; columns not given take the model's defaults."""
        defaults = {
            name: info.get_default(call_default_factory=False)
            for name, info in model.model_fields.items()
            if name in self._table.c and not info.is_required()
        }
        row = {
            name: value
            for name, value in (defaults | values).items()
            if name in self._table.c and name != "id"
        }
        self._rows.append(
            row | {"uid": new_uid(), "version": 1, "created_at": self._now, "updated_at": self._now}
        )

    def insert(self, session: Session) -> list[int]:
        """Write the rows; returns their ids in the order in which they were added."""
        if not self._rows:
            return []
        session.execute(sa.insert(self._table), self._rows)
        ids: dict[str, int] = {}
        for start in range(0, len(self._rows), _AT_ONCE):
            chunk = [row["uid"] for row in self._rows[start : start + _AT_ONCE]]
            found = sa.select(self._table.c.uid, self._table.c.id).where(self._table.c.uid.in_(chunk))
            ids.update((row.uid, row.id) for row in session.execute(found))
        return [ids[row["uid"]] for row in self._rows]


class StagedPeople:
    """New people, ready but for the numbers and ids that only the transaction can give."""

    def __init__(self, values: Sequence[dict[str, Any]]) -> None:
        """values: one dict per person; ``platform`` and ``station`` hold names until they are inserted."""
        self._values = values

    def insert(self, session: Session, links: Links) -> list[int]:
        """Write people with their registrations and employments; returns their ids in order."""
        if not self._values:
            return []
        first = take(session, PEOPLE.prefix, len(self._values))
        records = NewRecords(PEOPLE.table)
        for at, values in enumerate(self._values):
            resolve_links(values, links)
            records.add(PEOPLE.model, number=f"{PEOPLE.prefix}-{first + at:06d}", **values)
        ids = records.insert(session)
        _begin_people(session, self._values, ids)
        return ids


def resolve_links(values: dict[str, Any], links: Links) -> None:
    """Replace the names of platform and station by their ids; names without one are left out."""
    for name, ids in (("platform", links.platforms), ("station", links.stations)):
        text = values.pop(name, None)
        if text in ids:
            values[f"{name}_id"] = ids[text]


def stage(
    register: Register, rows: Sequence[SheetRow], area_id: int | None, source: str
) -> list[dict[str, Any]]:
    """The whole values of new rows (defaults, area, pinyin, day of registration), computed before any transaction."""
    defaults = {name: value for name, value in blank(register).values.items() if value is not None}
    own = {*register.by_name, "platform", "station"} - {"number"}
    staged = []
    for row in rows:
        values = defaults | {
            name: value
            for name, value in row.values.items()
            if name in own and value is not None and value != ""
        }
        if register.scoped and not values.get("area_id"):
            values["area_id"] = area_id
        if register.key == "people":
            values["name_pinyin"], values["name_initials"] = pinyin(values["name"])
            values["source"] = values.get("source") or source
            values["registered_on"] = row.values.get("registered_on") or date.today()
        staged.append(values)
    return staged


def _begin_people(session: Session, people: Sequence[dict[str, Any]], ids: Sequence[int]) -> None:
    registrations, employments = NewRecords(table_of(Registration)), NewRecords(table_of(Employment))
    for person, person_id in zip(people, ids, strict=True):
        begun = {"person_id": person_id, "from_on": person["registered_on"]}
        registrations.add(Registration, area_id=person["area_id"], **begun)
        employments.add(
            Employment, **begun, **{name: person[name] for name in _WORK if person.get(name) is not None}
        )
    registrations.insert(session)
    employments.insert(session)
