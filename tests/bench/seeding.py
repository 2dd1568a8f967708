"""Writing millions of rows into a new ledger quickly: without triggers, indexes taken off first and put back at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from pydantic_core import PydanticUndefined
from sqlmodel import SQLModel

from app.bootstrap import start
from db.base import table_of
from db.engine import connect
from db.search import rebuild_search

_MOMENT = "'2024-01-01 00:00:00.000000'"
_MADE = {"uid": "lower(hex(randomblob(18)))", "created_at": _MOMENT, "updated_at": _MOMENT}
_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-400000")

driver.register_adapter(date, date.isoformat)


class Seeder:
    """A new ledger while it is being filled; nothing of what is written is journalled."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def insert(self, model: type[SQLModel], columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write rows. columns: names separated by blanks; the others take the model's defaults."""
        given = columns.split()
        fixed = _fixed(model, given)
        values = ", ".join([*("?" for _ in given), *fixed.values()])
        names = ", ".join([*given, *fixed])
        self._raw.executemany(f"INSERT INTO {table_of(model).name}({names}) VALUES ({values})", rows)

    def multiply(self, model: type[SQLModel], columns: Mapping[str, str], count: int) -> None:
        """Write so many rows without a step of Python for each. columns: SQL expressions over ``n``, which counts from 0."""
        fixed = _fixed(model, list(columns))
        names, values = ", ".join([*columns, *fixed]), ", ".join([*columns.values(), *fixed.values()])
        self._raw.execute(
            f"INSERT INTO {table_of(model).name}({names}) WITH RECURSIVE numbers(n) AS "
            f"(SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {count}) SELECT {values} FROM numbers"
        )


def _fixed(model: type[SQLModel], given: Sequence[str]) -> dict[str, str]:
    """The columns that are not given, with what stands in all of them."""
    table = table_of(model)
    fixed = {
        name: _literal(field.default)
        for name, field in model.model_fields.items()
        if name != "id" and name not in given and field.default is not PydanticUndefined
    }
    return fixed | {name: value for name, value in _MADE.items() if name in table.c and name not in given}


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    return str(int(value)) if isinstance(value, bool | int) else f"'{value}'"


@contextmanager
def seeding(path: Path) -> Iterator[Seeder]:
    """Make a new ledger and fill it within the block; at its end it is indexed, searchable and measured."""
    start(path).close()
    raw = driver.connect(str(path), isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        kept = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type = ?"
        triggers, indexes = (raw.execute(kept, (kind,)).fetchall() for kind in ("trigger", "index"))
        raw.execute("BEGIN")
        for kind, name, _ in (*triggers, *indexes):
            raw.execute(f"DROP {kind} {name}")
        yield Seeder(raw)
        for _, _, statement in indexes:
            raw.execute(statement)
        raw.execute("COMMIT")
        raw.execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()
    ledger = connect(path)
    with ledger.maintaining() as connection:
        rebuild_search(connection)
        connection.exec_driver_sql("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
        for _, _, statement in triggers:
            connection.exec_driver_sql(statement)
    ledger.tune()
    ledger.close()
