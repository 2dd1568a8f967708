"""What the rules of a register would say about the rows of a sheet, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session

from app.exchange.readrow import SheetRow
from app.registers.filling import fill
from app.registers.records import blank
from app.registers.spec import Register

# Rules look things up row by row; beyond this many rows they speak only when the rows are written.
MOST_ROWS = 2_000


def weigh(session: Session, register: Register, rows: Iterable[SheetRow], area_id: int | None) -> None:
    """Note what the rules find wrong with rows that would be new or change a record; blocked and unchanged rows are left.

    area_id: where rows without an area of their own go.
    """
    waiting = [row for row in rows if not row.blocked and (row.record_id is None or row.differences)]
    for row in waiting if len(waiting) <= MOST_ROWS else ():
        given = {
            name: value
            for name, value in row.values.items()
            if name in register.by_name and value is not None
        }
        if row.record_id is None:
            known: dict[str, Any] = {"area_id": area_id} if register.scoped else {}
            record = register.model()
            values = blank(register).values | known | given
        else:
            record = session.get_one(register.model, row.record_id)
            changed = {one.field for one in row.differences}
            values = {name: value for name, value in given.items() if name in changed}
        with session.no_autoflush:
            found = fill(session, register, record, values)
        if record in session:  # what was tried is not to be written
            session.expunge(record)
        named = {problem.field for problem in row.problems}
        row.problems += [problem for problem in found if problem.field not in named]
