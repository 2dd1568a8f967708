"""What a ledger holds, for tests that compare it before and after: every table but the journal's, without bookkeeping."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.desk import Desk
from db.base import metadata

_APART = ("operations", "journal", "current_operation", "number_series", "prints", "print_copies")
_BOOKKEEPING = ("version", "updated_at")
Content = dict[str, list[tuple[Any, ...]]]


def content(desk: Desk) -> Content:
    """The rows of all tables, in an order of their own; versions and times of change are left out."""
    with desk.reading() as session:
        return {
            table.name: _rows(session.connection(), table)
            for table in metadata.sorted_tables
            if table.name not in _APART
        }


def _rows(connection: sa.Connection, table: sa.Table) -> list[tuple[Any, ...]]:
    columns = [column for column in table.c if column.name not in _BOOKKEEPING]
    if table.name == "search_entries":  # an entry made again has another id
        columns = [column for column in table.c if column.name != "id"]
    return sorted((tuple(row) for row in connection.execute(sa.select(*columns))), key=repr)
