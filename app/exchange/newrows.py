"""New records of an import: computed beforehand, then written by a few bulk inserts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from pydantic_core import PydanticUndefined
from sqlmodel import Session

from app.exchange.readrow import SheetRow
from app.registers.people import PEOPLE
from app.registers.spec import Register
from app.values.numbers import take
from app.values.text import pinyin
from db.base import Record, new_uid, table_of, utc_now
from db.models import Employment, Registration

_IDS_AT_ONCE = 400
_ROWS_AT_ONCE = 2_000
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
    """Rows for the table of one model, collected and inserted at once."""

    def __init__(self, model: type[Record]) -> None:
        """An empty collection; columns a row does not give take the model's defaults."""
        self._table = table_of(model)
        self._defaults = {
            name: info.default
            for name, info in model.model_fields.items()
            if name in self._table.c and info.default is not PydanticUndefined
        }
        now = utc_now()
        self._defaults |= {"version": 1, "created_at": now, "updated_at": now}
        self._defaults.pop("id", None)
        self._rows: list[dict[str, Any]] = []

    def add(self, **values: Any) -> None:
        """Add a row by column names."""
        self._rows.append({**values, "uid": new_uid()})

    def insert(self, session: Session) -> None:
        """Write the rows, some thousands at a time so that their parameters never fill the memory."""
        for start in range(0, len(self._rows), _ROWS_AT_ONCE):
            chunk = [{**self._defaults, **row} for row in self._rows[start : start + _ROWS_AT_ONCE]]
            session.execute(sa.insert(self._table), chunk)

    def ids(self, session: Session) -> list[int]:
        """The ids of the written rows, in the order in which they were added."""
        found: dict[str, int] = {}
        for start in range(0, len(self._rows), _IDS_AT_ONCE):
            chunk = [row["uid"] for row in self._rows[start : start + _IDS_AT_ONCE]]
            query = sa.select(self._table.c.uid, self._table.c.id).where(self._table.c.uid.in_(chunk))
            found.update((row.uid, row.id) for row in session.execute(query))
        return [found[row["uid"]] for row in self._rows]


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
        records = NewRecords(PEOPLE.model)
        for at, values in enumerate(self._values):
            resolve_links(values, links)
            records.add(number=f"{PEOPLE.prefix}-{first + at:06d}", **values)
        records.insert(session)
        ids = records.ids(session)
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
    """The values of new rows with area, pinyin and day of registration, computed before any transaction."""
    own = {*register.by_name, "platform", "station"} - {"number"}
    staged = []
    for row in rows:
        values = {
            name: value for name, value in row.values.items() if name in own and value not in (None, "")
        }
        if register.scoped and not values.get("area_id"):
            values["area_id"] = area_id
        if register.key == "people":
            if "*" in values.get("id_no", ""):
                del values["id_no"]  # a key to find people by, no number
            values["name_pinyin"], values["name_initials"] = pinyin(values["name"])
            values["source"] = values.get("source") or source
            values["registered_on"] = row.values.get("registered_on") or date.today()
        staged.append(values)
    return staged


def _begin_people(session: Session, people: Sequence[dict[str, Any]], ids: Sequence[int]) -> None:
    registrations, employments = NewRecords(Registration), NewRecords(Employment)
    for person, person_id in zip(people, ids, strict=True):
        begun = {"person_id": person_id, "from_on": person["registered_on"]}
        registrations.add(area_id=person["area_id"], **begun)
        employments.add(**begun, **{name: person[name] for name in _WORK if person.get(name) is not None})
    registrations.insert(session)
    employments.insert(session)
