"""Printing the sheet of an inspection round: to be filled in by hand, with what the ledger has already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.actions.printing import Printed, print_ready
from app.desk import Desk
from app.documents.inspectionsheet import Checked, Checklist, inspection_document
from app.errors import UserError
from app.registers.facilitykinds import FACILITY_KINDS
from app.sheets.inspection import SIGNS, Item, Line, RoundSheet, read_round


def print_round(desk: Desk, ids: Sequence[int], *, today: date | None = None) -> Printed:
    """The sheet of a round, each kind of place with its own checklist on pages of its own.

    Raises ``UserError`` when the round has no places or there is no checklist, ``NotFound``, ``MissingGlyphs``.
    """
    sheet = read_round(desk, ids[0])
    if not sheet.lines:
        raise UserError(
            f"“{sheet.title}”没有点位，没有可以打印的巡查表。", "请先在这一轮巡查里添加巡查的点位。"
        )
    if not sheet.items:
        raise UserError("还没有检查项，打印不出巡查表。", "请先到“检查项”页，点“采用‘六有’标准”或自行新增。")
    about = (
        f"编号：{sheet.number}",
        f"巡查时间：{sheet.planned_on}至{sheet.due_on}",
        f"负责人：{sheet.inspector or '____________'}",
    )
    document = inspection_document(f"{sheet.title}记录表", about, _lists(sheet))
    what = f"巡查表：{sheet.title}{len(sheet.lines)}处"
    return print_ready(desk, "inspection", document, what, day=today, marked=False)


def _lists(sheet: RoundSheet) -> list[Checklist]:
    found = []
    for kind, label in FACILITY_KINDS:
        items = sheet.items_of(kind)
        places = tuple(_checked(line, items) for line in sheet.lines if line.kind == kind)
        if places:
            found.append(Checklist(label, tuple(item.name for item in items), places))
    return found


def _checked(line: Line, items: Sequence[Item]) -> Checked:
    signs = tuple(SIGNS.get(line.findings.get(item.id, ""), "") for item in items)
    notes = "；".join(f"{item.name}：{line.notes[item.id]}" for item in items if item.id in line.notes)
    return Checked(
        line.name, line.address, signs, notes, "" if line.inspected_on is None else f"{line.inspected_on}"
    )
