"""A monthly table of the district, invented, with what stands where in it: filled at a click for any month."""

from __future__ import annotations

from datetime import date

from app.actions.superiorforms import add_form, find_form, keep_slots
from app.desk import Desk
from app.example.awards import date_operation
from app.example.sheets import workbook
from app.superior.looks import Form, place_of
from app.superior.opening import open_form
from app.superior.slots import SERIAL, Meaning, OfFigure, OfRegister, OfReturn, Place, Slot

FILE = "附件1：新就业群体工作情况月报表（样表）.xlsx"
NAME = "区新就业群体工作月报"
_CAME = date(2024, 11, 21)
_MONTH, _STATIONS = "月报表", "站点名单"
_LINES = {
    5: "P01", 6: "P02", 7: "P03", 8: "P10", 9: "P11", 11: "O05", 12: "O07", 14: "F01", 15: "F02", 16: "F04",
    18: "T05", 19: "V04", 20: "V05",
}  # fmt: skip
_FLOWS = frozenset({"P10", "P11", "T05", "V04", "V05"})  # a stock has no total of the year
_COLUMNS = (SERIAL, "name", "platform_id", "area_id", "manager")
_WORDS = {
    "填报单位": "office", "报表期": "period", "截止日期": "as_of", "负责人": "head", "审核人": "reviewer", "填表人": "clerk",
    "电话": "phone", "报出日期": "reported_on",
}  # fmt: skip


def keep_form(desk: Desk) -> None:
    """Add the district's table and say what stands where."""
    changes = add_form(desk, NAME, workbook(FILE))
    form_id = changes.record_id or 0
    date_operation(desk, changes.operation_id, _CAME)
    kept, content = find_form(desk, form_id)
    changes = keep_slots(desk, form_id, _slots(open_form(kept.kind, content)))
    date_operation(desk, changes.operation_id, _CAME)


def _slots(form: Form) -> list[Slot]:
    sheets = {one.name: one for one in form.looks()}
    meanings: dict[Place, Meaning] = {Place(word=word): OfReturn(fact) for word, fact in _WORDS.items()}
    for line, code in _LINES.items():
        meanings[_cell(_MONTH, f"D{line}")] = OfFigure(code)
        meanings[_cell(_MONTH, f"E{line}")] = OfFigure(code, "last_month")
        if code in _FLOWS:
            meanings[_cell(_MONTH, f"G{line}")] = OfFigure(code, "year_total")
    for column, field in zip("ABCDE", _COLUMNS, strict=True):
        meanings[_cell(_STATIONS, f"{column}3")] = OfRegister("stations", field)
    return [
        Slot(place, meaning, "" if place.word else sheets[place.sheet].beside(place.row, place.column))
        for place, meaning in meanings.items()
    ]


def _cell(sheet: str, name: str) -> Place:
    return Place(sheet, *place_of(name))
