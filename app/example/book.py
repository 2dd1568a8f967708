"""Writing the example as it would have come about: entries with a day, one operation per month and topic."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from app.desk import Desk
from app.registers import all_registers
from app.values.numbers import next_number
from app.values.text import pinyin
from db.base import metadata, table_of
from db.models import Operation

TOPICS = ("建账", "人员", "组织", "阵地", "培训", "志愿服务", "走访", "活动", "诉求")
_OFFICE_OPENS = 1  # 09:00 in China, in UTC


@dataclass(eq=False)
class Row:
    """A record to be: ``values`` as it is first written, ``now`` as later changes leave it; the id once it has one.

    A value may be another row, which stands for its id, or a function asked when the row is written.
    """

    model: type[SQLModel]
    values: dict[str, Any]
    now: dict[str, Any]
    id: int | None = None

    def known_id(self) -> int:
        """The id, for functions that are asked at the time of writing."""
        assert self.id is not None
        return self.id


@dataclass(frozen=True)
class _Entry:
    on: date
    topic: str
    row: Row
    change: dict[str, Any] | None


@dataclass
class Book:
    """Entries of the example in any order; ``write`` brings them into the ledger by month and topic.

    chance: the seeded source of everything that is left to chance, the records' uids included. opened: the day on which
    the ledger was begun; what happened before was entered on that day.
    """

    chance: random.Random
    opened: date
    _entries: list[_Entry] = field(default_factory=list)

    def add(self, on: date, topic: str, model: type[SQLModel], /, **values: Any) -> Row:
        """A new record, registered by the office on that day; columns not given take the model's defaults."""
        row = Row(model, dict(values), dict(values))
        self._entries.append(_Entry(max(on, self.opened), topic, row, None))
        return row

    def change(self, on: date, topic: str, row: Row, /, **values: Any) -> None:
        """A change of a record on a later day."""
        row.now.update(values)
        self._entries.append(_Entry(max(on, self.opened), topic, row, dict(values)))

    def rows(self) -> list[Row]:
        """Every new record told so far."""
        return [entry.row for entry in self._entries if entry.change is None]

    def write(self, desk: Desk, area: Row) -> None:
        """Write everything, oldest first, each month and topic as one operation dated as it would have been.

        area: the one the office's clerk is responsible for, to whom the operations are shown.
        """
        ordered = sorted(self._entries, key=_place)
        for (_year, _month, topic), entries in groupby(ordered, key=_place):
            self._write_operation(desk, TOPICS[topic], list(entries), area)

    def _write_operation(self, desk: Desk, topic: str, entries: list[_Entry], area: Row) -> None:
        new = [entry.row for entry in entries if entry.change is None]
        changed = [entry for entry in entries if entry.change is not None]
        last = max(entry.on for entry in entries)
        moment = datetime.combine(last, time(_OFFICE_OPENS + TOPICS.index(topic)), UTC)
        title = f"{last.year}年{last.month}月{topic}登记：新增{len(new)}条、变更{len(changed)}条"
        with desk.operation("create", title, undoable=False) as session:
            self._insert(session, new, moment)
            for entry in sorted(changed, key=lambda entry: entry.on):
                _update(session, entry, moment)
            operations = table_of(Operation)
            dated = sa.update(operations).where(operations.c.id == session.info["operation"])
            session.execute(dated.values(at=moment, area_id=area.known_id()))

    def _insert(self, session: Session, rows: list[Row], moment: datetime) -> None:
        for table in metadata.sorted_tables:
            waiting = [row for row in rows if table_of(row.model) is table]
            while waiting:
                ready = [row for row in waiting if _links_known(row)]
                assert ready, "rows that point to each other in a circle"
                self._insert_into(session, table, ready, moment)
                waiting = [row for row in waiting if row.id is None]

    def _insert_into(self, session: Session, table: sa.Table, rows: list[Row], moment: datetime) -> None:
        prefix = _prefixes().get(table.name, "")
        by_uid: dict[str, Row] = {}
        staged = []
        for row in rows:
            values = _defaults(row.model) | {name: _plain(value) for name, value in row.values.items()}
            if prefix and not values.get("number"):
                values["number"] = next_number(session, prefix)
            if "name_pinyin" in table.c:
                values["name_pinyin"], values["name_initials"] = pinyin(values["name"])
            uid = self._uid(moment)
            by_uid[uid] = row
            staged.append(values | {"uid": uid, "version": 1, "created_at": moment, "updated_at": moment})
        for found in session.execute(sa.insert(table).returning(table.c.id, table.c.uid), staged):
            by_uid[found.uid].id = found.id

    def _uid(self, moment: datetime) -> str:
        """A UUIDv7 of that moment (RFC 9562 §5.7) whose random part comes from the seed."""
        value = int(moment.timestamp() * 1000) << 80 | 7 << 76 | self.chance.getrandbits(12) << 64
        return str(uuid.UUID(int=value | 0b10 << 62 | self.chance.getrandbits(62)))


def _place(entry: _Entry) -> tuple[int, int, int]:
    return entry.on.year, entry.on.month, TOPICS.index(entry.topic)


def _prefixes() -> dict[str, str]:
    return {register.table.name: register.prefix for register in all_registers()}


def _links_known(row: Row) -> bool:
    return all(value.id is not None for value in row.values.values() if isinstance(value, Row))


def _plain(value: Any) -> Any:
    if isinstance(value, Row):
        return value.known_id()
    return value() if callable(value) else value


def _defaults(model: type[SQLModel]) -> dict[str, Any]:
    columns = table_of(model).c
    return {
        name: info.get_default(call_default_factory=False)
        for name, info in model.model_fields.items()
        if name in columns and name != "id" and not info.is_required()
    }


def _update(session: Session, entry: _Entry, moment: datetime) -> None:
    table = table_of(entry.row.model)
    assert entry.change is not None
    values = {name: _plain(value) for name, value in entry.change.items()}
    changed = sa.update(table).where(table.c.id == entry.row.known_id())
    session.execute(changed.values(**values, version=table.c.version + 1, updated_at=moment))


def month_starts(first: date, months: int) -> Iterable[date]:
    """The first days of a number of months, beginning with the month of ``first``."""
    for step in range(months):
        year, month = divmod(first.year * 12 + first.month - 1 + step, 12)
        yield date(year, month + 1, 1)


def month_end(start: date) -> date:
    """The last day of the month that begins on ``start``."""
    return (start + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def office_day(chance: random.Random, start: date, first: int = 1, last: int = 26) -> date:
    """A working day by chance in the month of ``start``, between two days of the month."""
    while True:
        day = start.replace(day=chance.randint(first, last))
        if day.weekday() < 5:
            return day
