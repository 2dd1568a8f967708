"""The records behind every figure of a period: which ones, how much each adds, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.measures.measure import Measure
from app.registers import all_registers, find_register
from app.registers.cells import Texts, cell_of
from app.registers.scope import put_away
from app.registers.spec import Field, Register
from db.queries.counting import Counted, Scope, Window, rows_of

Amounts = Mapping[int, int]  # what each record adds to the figure, in stored units
_CHUNK = 400


@dataclass(frozen=True)
class Side:
    """The records of one register in a figure; base: in the whole of a rate instead of its part."""

    register: str
    amounts: Amounts
    base: bool = False


def sides(
    session: Session, measures: Sequence[Measure], window: Window, scope: Scope
) -> dict[str, tuple[Side, ...]]:
    """The records behind each figure by its code; what several figures count is read once."""
    read: dict[Counted, dict[int, int]] = {}
    for part in dict.fromkeys(part for one in measures for part in one.counted):
        lines = rows_of(part, window, scope).subquery("lines")
        query = sa.select(lines.c.id, sa.func.sum(lines.c.amount)).group_by(lines.c.id)
        read[part] = {int(record): int(amount) for record, amount in session.execute(query)}
    return {one.code: _sides(one, read) for one in measures}


def _sides(measure: Measure, read: Mapping[Counted, Amounts]) -> tuple[Side, ...]:
    found = [Side(key, _together(read[part] for part in parts)) for key, parts in measure.lists().items()]
    if measure.base:
        found.append(Side(measure.register, _together(read[part] for part in measure.base), base=True))
    return tuple(found)


def _together(many: Iterable[Amounts]) -> Amounts:
    total: dict[int, int] = {}
    for amounts in many:
        for record, amount in amounts.items():
            total[record] = total.get(record, 0) + amount
    return total


def names(session: Session, wanted: Mapping[str, Iterable[int]]) -> dict[str, dict[int, str]]:
    """What records are called, by register and id: their title after that of what they belong to (``张三 · 快递员``).

    Masked; of people who are 封存 there is no name, and none of records that are gone.
    """
    return {key: _names(session, find_register(key), sorted(ids)) for key, ids in wanted.items()}


def _names(session: Session, register: Register, ids: list[int]) -> dict[int, str]:
    source: sa.FromClause = register.table
    columns: list[sa.ColumnElement[Any]] = [register.table.c.id]
    fields = _naming(register)
    for field in fields:
        column, source = cell_of(register, field, source)
        columns.append(column)
    query = sa.select(*columns).select_from(source).where(sa.not_(put_away(register, register.table)))
    texts = [Texts(field, True) for field in fields]
    found: dict[int, str] = {}
    for start in range(0, len(ids), _CHUNK):
        some = query.where(register.table.c.id.in_(ids[start : start + _CHUNK]))
        for row in session.execute(some):
            parts = [text[value] for text, value in zip(texts, row[1:], strict=True)]
            found[int(row[0])] = " · ".join(dict.fromkeys(part for part in parts if part))
    return found


@cache
def _naming(register: Register) -> tuple[Field, ...]:
    """The links to what a record belongs to, then its title."""
    owners = [
        child.via for one in all_registers() for child in one.children if child.register.key == register.key
    ]
    wanted = [*(name for name in dict.fromkeys(owners) if name in register.by_name), register.title]
    return tuple(register.field(name) for name in dict.fromkeys(wanted))
