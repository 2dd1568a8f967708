"""Which operations of the journal made a record count otherwise: those that changed a column at which the figure looks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors
from sqlmodel import Session

from app.registers import find_register
from db.base import metadata, table_of
from db.journal import JournalEntry, Operation
from db.queries.counting import Counted, Scope, Window, rows_of

Columns = Mapping[str, frozenset[str]]  # columns by table
Key = tuple[str, int]  # a row: its table and id
_ENTRIES, _OPERATIONS = table_of(JournalEntry), table_of(Operation)
_HUBS = frozenset({"areas", "platforms"})  # too many rows point to them to tell anything
_CHUNK = 400


@dataclass(frozen=True)
class Cause:
    """An operation: when (local time), by whom, and what it was."""

    operation_id: int
    at: datetime
    clerk: str
    title: str


@dataclass(frozen=True, eq=False)
class Asked:
    """A record that counts otherwise than before, and the columns at which its figure looks."""

    key: Key
    columns: Columns


def columns_read(counted: Iterable[Counted], window: Window, scope: Scope) -> Columns:
    """Every column at which a figure looks, read off its own statement."""
    found: dict[str, set[str]] = {}
    for one in counted:
        for element in visitors.iterate(rows_of(one, window, scope)):
            if isinstance(element, sa.Column) and (table := _stored(element.table)) is not None:
                found.setdefault(table.name, set()).add(element.name)
    return {table: frozenset(names) for table, names in found.items()}


def causes(session: Session, asked: Sequence[Asked], after: int) -> dict[Asked, tuple[Cause, ...]]:
    """The operations since a line of the journal that may have made each record count otherwise, the earliest first.

    First those that changed the record or a row that points to it; where there are none, those that changed what stands
    behind it (the membership of a rider, for a station that counts when all its riders are members).
    """
    tables = {table for one in asked for table in one.columns}
    found = _look(session, asked, after, tables, {one: _Near({one.key}, {one.key}) for one in asked})
    rest = [one for one in asked if one not in found]
    if rest:
        found |= _look(session, rest, after, tables, {one: _around(session, one) for one in rest})
    wanted = {operation for operations in found.values() for operation in operations}
    known = _told(session, wanted)
    return {
        one: tuple(known[operation] for operation in sorted(operations)) for one, operations in found.items()
    }


@dataclass
class _Near:
    """Rows that tell of a record when they change themselves (own), or when a row that points to them does (led_to)."""

    own: set[Key] = field(default_factory=set)
    led_to: set[Key] = field(default_factory=set)


def _look(
    session: Session, asked: Sequence[Asked], after: int, tables: set[str], near: Mapping[Asked, _Near]
) -> dict[Asked, set[int]]:
    by_own: dict[Key, list[Asked]] = {}
    by_link: dict[Key, list[Asked]] = {}
    for one in asked:
        for key in near[one].own:
            by_own.setdefault(key, []).append(one)
        for key in near[one].led_to:
            by_link.setdefault(key, []).append(one)
    found: dict[Asked, set[int]] = {}
    for entry in _entries(session, after, tables):
        hit = list(by_own.get((entry.table, entry.row_id), ()))
        for key in entry.links:
            hit += by_link.get(key, ())
        for one in hit:
            if entry.changed & one.columns.get(entry.table, frozenset()):
                found.setdefault(one, set()).add(entry.operation_id)
    return found


@dataclass(frozen=True)
class _Entry:
    operation_id: int
    table: str
    row_id: int
    changed: frozenset[str]
    links: frozenset[Key]


def _entries(session: Session, after: int, tables: set[str]) -> Iterator[_Entry]:
    columns = ("operation_id", "table_name", "row_id", "before", "after")
    query = sa.select(*(_ENTRIES.c[name] for name in columns)).where(
        _ENTRIES.c.id > after, _ENTRIES.c.table_name.in_(sorted(tables))
    )
    for operation, table, row, was, now in session.execute(query.execution_options(yield_per=1000)):
        before: dict[str, Any] = json.loads(was) if was else {}
        image: dict[str, Any] = json.loads(now) if now else {}
        names = before.keys() | image.keys()
        changed = frozenset(name for name in names if before.get(name) != image.get(name))
        links = frozenset(
            (target, one[name]) for name, target in _links(table).items() for one in (before, image) if one.get(name)
        )  # fmt: skip
        yield _Entry(operation, table, row, changed, links)


def _links(table: str) -> dict[str, str]:
    """The columns of a table that point to others, with the tables they point to."""
    return {
        key.parent.name: key.column.table.name
        for key in metadata.tables[table].foreign_keys
        if key.column.name == "id"
    }


def _around(session: Session, asked: Asked) -> _Near:
    """The rows that point to a record now, and what else they point to, among the tables at which its figure looks."""
    table, record = asked.key
    near = _Near()
    for name in asked.columns:
        rows = metadata.tables[name]
        links = _links(name)
        ways = [rows.c[column] == record for column, target in links.items() if target == table]
        if not ways:
            continue
        others = {column: target for column, target in links.items() if target not in {table, *_HUBS}}
        query = sa.select(rows.c.id, *(rows.c[column] for column in others)).where(sa.or_(*ways))
        for row in session.execute(query):
            near.own.add((name, row[0]))
            near.led_to.add((name, row[0]))
            for target, other in zip(others.values(), row[1:], strict=True):
                if other is not None:
                    near.own.add((target, other))
                    if target == "people":
                        near.led_to.add((target, other))
    return near


def _told(session: Session, operations: set[int]) -> dict[int, Cause]:
    found = {}
    wanted = sorted(operations)
    columns = [_OPERATIONS.c[name] for name in ("id", "at", "clerk_name", "title")]
    for start in range(0, len(wanted), _CHUNK):
        some = sa.select(*columns).where(_OPERATIONS.c.id.in_(wanted[start : start + _CHUNK]))
        for operation, at, clerk, title in session.execute(some):
            found[int(operation)] = Cause(int(operation), at.astimezone(), clerk, title)
    return found


def table_name(register: str) -> str:
    """The stored table of a register."""
    return find_register(register).table.name


def _stored(source: Any) -> sa.Table | None:
    while source is not None and not isinstance(source, sa.Table):
        source = getattr(source, "element", None)
    return source
