"""Days between dates and waiting times that the office has set, as expressions of a query on every database."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from db.base import table_of
from db.models import Setting


class days_from(FunctionElement[int]):  # noqa: N801 - read like a function of SQL
    """How many days lie between two dates: ``days_from(first, last)``; negative when the second is the earlier."""

    type = sa.Integer()
    inherit_cache = True


@compiles(days_from)
def _subtract(element: days_from, compiler: Any, **options: Any) -> str:
    first, last = element.clauses
    return f"({compiler.process(last, **options)} - {compiler.process(first, **options)})"


@compiles(days_from, "sqlite")
def _subtract_julian(element: days_from, compiler: Any, **options: Any) -> str:
    first, last = element.clauses
    last_text, first_text = compiler.process(last, **options), compiler.process(first, **options)
    return f"CAST(julianday({last_text}) - julianday({first_text}) AS INTEGER)"


def days_before(day: date | sa.ColumnElement[date], column: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """How many days before ``day`` the column's date lies."""
    return days_from(column, sa.literal(day, sa.Date()) if isinstance(day, date) else day)


def set_number(key: str, default: int) -> sa.ColumnElement[int]:
    """A whole number the office has set; the default where it never did."""
    settings = table_of(Setting)
    chosen = sa.select(sa.cast(settings.c.value, sa.Integer)).where(settings.c.key == key)
    return sa.func.coalesce(chosen.scalar_subquery(), default)
