"""导出: the list a screen shows as a workbook; who takes whole numbers out of the ledger is written down."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app import settings
from app.desk import Desk
from app.exchange.writing import export_name, export_register
from app.registers.lists import Query, count
from app.registers.spec import Register


def holds_personal_values(register: Register) -> bool:
    """True when lists of the register hide parts of values, so that a clerk must choose how they are exported."""
    return any(field.mask is not None for field in register.fields)


def file_name(desk: Desk, register: Register, query: Query, on: date) -> str:
    """The usual name of the exported file, with the office and what the list is limited to."""
    return export_name(settings.read(desk, "office_name"), register, query.label, on)


def export_list(desk: Desk, register: Register, query: Query, target: Path, *, whole: bool) -> int:
    """Write the rows of a list to an xlsx file; returns how many.

    whole: identity numbers and phones in full, for filling in and importing again; that is noted in the journal with the
    clerk's name, and the list's size. Raises UserError when the file cannot be written.
    """
    unit = settings.read(desk, "office_name")
    if not whole:
        return export_register(desk, register, target, query=query, unit=unit)
    title = f"导出{register.label}台账（完整号码）：{count(desk, register, query)}{register.unit}"
    with desk.operation("export", title, undoable=False):
        return export_register(desk, register, target, query=query, unit=unit, masked=False)
