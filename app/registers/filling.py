"""Putting values into a record that is not written yet, and what the rules say to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.errors import Problem
from app.registers.spec import Register, default_of
from db.base import Record


def fill(session: Session, register: Register, record: Record, values: dict[str, Any]) -> list[Problem]:
    """Put values into a record, derived columns too, and say what the rules find; nothing is written."""
    for name, value in values.items():
        setattr(record, name, _stored(register, name, value))
    for prepare in register.prepares:
        prepare(record, session)
    return [problem for rule in register.rules for problem in quietly(session, rule, record)]


def _stored(register: Register, name: str, value: Any) -> Any:
    """A value as its column keeps it: where an empty one may not be NULL, it is the default (an empty text …)."""
    column = register.table.c.get(name)
    if column is None:
        return value
    if value == "" and isinstance(column.type, sa.Enum):
        value = None
    return default_of(register, name) if value is None and not column.nullable else value


def quietly(session: Session, rule: Any, record: Record) -> Sequence[Problem]:
    """What a rule finds; it only looks, so its reads must not write the half-checked record."""
    with session.no_autoflush:
        found: Sequence[Problem] = rule(record, session)
        return found
