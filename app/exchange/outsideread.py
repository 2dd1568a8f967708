"""Reading a line of a platform's export: who, which activity, when and how long."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from app.errors import Problem
from app.exchange.amounts import clean_minutes
from app.exchange.cells import cell_text, narrow
from app.exchange.cleaning import clean_cell_name, clean_cell_phones, clean_id
from app.exchange.dates import DateContext, clean_date
from app.exchange.headers import Table
from app.exchange.outside import OutsideRow
from app.exchange.tablelines import Line
from app.exchange.workbook import Cell
from app.rules.clock import span
from app.rules.identity import ResidentId

_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:：时]([0-5]\d)")
_MASKED_PHONE = re.compile(r"1[3-9]\d{0,5}\*{3,8}\d{2,4}|\*{6,8}\d{3,4}")
_IN_MINUTES = re.compile(r"分钟|[(（]分[)）]|min", re.IGNORECASE)
_LONG = {"activity": 100, "place": 200, "content": 500, "organizer": 100, "team": 100, "note": 2000}


def read_lines(
    table: Table, lines: Sequence[Line], context: DateContext, mapping: Mapping[str, str]
) -> list[OutsideRow]:
    """The services of the export. mapping: the head of each field's column; it tells the unit of the time."""
    in_minutes = _IN_MINUTES.search(mapping.get("minutes", "")) is not None
    return [_read(table, line, context, in_minutes=in_minutes) for line in lines]


def _read(table: Table, line: Line, context: DateContext, *, in_minutes: bool) -> OutsideRow:
    def cell(field: str) -> Cell:
        at = table.columns.get(field)
        return line.cells[at] if at is not None and at < len(line.cells) else None

    row = OutsideRow(line.row)
    row.values["name"], problems = clean_cell_name(cell("name"))
    row.problems += problems
    if not row.values["name"]:
        row.add(Problem("NAME_EMPTY", "name", "没有姓名。"))
    for field in ("volunteer_no", "outside_no"):
        row.values[field] = narrow(cell_text(cell(field))).strip()
    row.values["id_no"] = _identity(row, cell("id_no"))
    row.values["phones"] = _phones(cell("phones"))
    for field, most in _LONG.items():
        row.values[field] = cell_text(cell(field))[:most]
    day = cell("date") if cell("date") is not None else cell("starts_at")
    row.values["date"] = _day(row, day, context)
    for field in ("starts_at", "ends_at"):
        row.values[field] = _clock(cell(field))
    row.values["minutes"] = _minutes(row, cell("minutes"), in_minutes=in_minutes)
    return row


def _identity(row: OutsideRow, value: Cell) -> str:
    found, problem = clean_id(value)
    if problem is not None and problem.blocking:  # it only tells who is meant: others may tell it too
        row.add(Problem(problem.code, problem.field, problem.message, blocking=False))
    return found.number if isinstance(found, ResidentId) else found or ""


def _phones(value: Cell) -> str:
    """The numbers of a cell, whole or with signs in place of some digits."""
    masked = _MASKED_PHONE.findall(narrow(cell_text(value)).replace(" ", ""))
    return " ".join(masked) if masked else " ".join(clean_cell_phones(value)[0])


def _day(row: OutsideRow, value: Cell, context: DateContext) -> date | None:
    found, problem = clean_date(value, "date", context)
    row.add(problem)
    if found is None or found.precision != "day":
        if problem is None:
            row.add(Problem("BAD_DATE", "date", "没有服务日期，或者没有写到日。"))
        return None
    if found.value > (context.today or date.today()):
        row.add(Problem("DATE_FUTURE", "date", f"服务日期{found.value}还没有到，请核对。"))
    return found.value


def _clock(value: Cell) -> str:
    """The time of day in a cell as ``HH:MM``; "" where there is none, or only the midnight of a day without a time."""
    if isinstance(value, datetime):
        return "" if value.time() == time() else f"{value:%H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    found = _CLOCK.search(narrow(cell_text(value)))
    return f"{int(found[1]):02d}:{found[2]}" if found else ""


def _minutes(row: OutsideRow, value: Cell, *, in_minutes: bool) -> int:
    """The time in whole minutes; without one that between beginning and end. 0 with a problem."""
    if in_minutes and re.fullmatch(r"\d+(\.\d+)?", narrow(cell_text(value)).strip()):
        value = f"{cell_text(value)}分钟"
    minutes, problem = clean_minutes(value)
    if problem is not None:
        row.add(problem)
        return 0
    if minutes is not None:
        return minutes
    day = row.values["date"]
    served = span(day, row.values["starts_at"], row.values["ends_at"]) if day else None
    if served is None:
        row.add(Problem("HOURS_UNCLEAR", "minutes", "没有服务时长，也算不出来。"))
        return 0
    return served[1] - served[0]
