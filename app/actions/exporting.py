"""导出: the list a screen shows as a workbook; who takes whole numbers out of the ledger is written down."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app import settings
from app.desk import Desk
from app.errors import UserError
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
    clerk's name, and the list's size. Raises UserError for a clerk who has no right to them, and when the file cannot be
    written.
    """
    if whole and not desk.actor.whole_numbers:
        raise UserError(
            f"{desk.actor.name}没有导出完整号码的权限。", "请选择隐去部分号码，或请管理员在“经办人”里开通。"
        )
    unit = settings.read(desk, "office_name")
    if not whole:
        return export_register(desk, register, target, query=query, unit=unit)
    title = f"导出{register.label}台账（完整号码）：{count(desk, register, query)}{register.unit}"
    with desk.operation("export", title, undoable=False):
        return export_register(desk, register, target, query=query, unit=unit, masked=False)
