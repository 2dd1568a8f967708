"""Reading a sheet of volunteer hours: the team in the title, and day, name, time and quantity of every line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from app.errors import Problem
from app.exchange.amounts import Quantity, clean_minutes, clean_quantity
from app.exchange.cells import cell_text
from app.exchange.cleaning import clean_cell_name, clean_cell_phones
from app.exchange.dates import DateContext, clean_date
from app.exchange.headers import Table
from app.exchange.hours import HoursRow
from app.exchange.tablelines import Line
from app.exchange.workbook import Cell
from db.models import OutputKind

_SUFFIX = re.compile(
    r"(?:[\d年月第季度一二三四]*)(?:志愿)?(?:服务|活动)?(?:情况)?(?:时长|工时|记录|登记|统计|汇总|签到)+(?:表|台账|单)?$"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_FILE = re.compile(r"\.(xlsx|xls|csv|xlsm)$")
_OUTPUTS = (
    (OutputKind.MEALS, ("送餐", "餐")),
    (OutputKind.LEAFLETS, ("宣传", "传单", "资料", "手册")),
    (OutputKind.CLUES, ("问题", "线索", "隐患", "上报")),
    (OutputKind.PATROLS, ("巡逻", "巡查")),
)
_UNITS = {"份": OutputKind.LEAFLETS, "条": OutputKind.CLUES}


def team_of(title: str) -> str:
    """The team that a title names: ``助老专送小哥队志愿服务记录（2024年11月）`` without what follows it."""
    plain = _BRACKETED.sub("", _FILE.sub("", title)).strip()
    return _SUFFIX.sub("", plain).strip()


def output_of(quantity: Quantity, content: str) -> OutputKind:
    """What was counted: told by the thing itself, else by the service, else by the unit."""
    for text in (quantity.item, content):
        for output, words in _OUTPUTS:
            if text and any(word in text for word in words):
                return output
    return _UNITS.get(quantity.unit, OutputKind.OTHER)


def read_services(table: Table, lines: Sequence[Line], context: DateContext, team: str) -> list[HoursRow]:
    """The services of the sheet; a line that says the same as an earlier one is noted as a repeat."""
    rows = [_read(table, line, context) for line in lines]
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(row.values.get(name) for name in ("name", "date", "minutes", "content", "place"))
        if not row.blocked and key in first:
            row.add(Problem("DUPLICATE_IN_FILE", "", f"与第{first[key]}行重复，只导入第{first[key]}行。"))
        first.setdefault(key, row.row)
        row.values["team"] = team
    return rows


def _read(table: Table, line: Line, context: DateContext) -> HoursRow:
    def cell(field: str) -> Cell:
        at = table.columns.get(field)
        return line.cells[at] if at is not None and at < len(line.cells) else None

    row = HoursRow(line.row)
    name, problems = clean_cell_name(cell("name"))
    row.values["name"] = name
    row.problems += problems
    if not name:
        row.add(Problem("NAME_EMPTY", "name", "没有姓名，请补上。"))
    row.values["date"] = _day(row, cell("date"), context)
    minutes, problem = clean_minutes(cell("minutes"))
    if minutes is None and problem is None:
        problem = Problem("HOURS_UNCLEAR", "minutes", "没有服务时长，请补上。")
    row.values["minutes"] = minutes
    row.add(problem)
    content = cell_text(cell("content"))
    counted, problem = clean_quantity(cell("quantity"))
    if problem is not None:
        row.add(Problem(problem.code, problem.field, problem.message, blocking=False))
    row.values["quantity"] = counted.number if counted is not None else None
    row.values["counted"] = counted
    row.values["content"] = content
    row.values["place"] = cell_text(cell("place"))
    numbers, _ = clean_cell_phones(cell("phones"))
    row.values["phones"] = " ".join(numbers)
    row.values["note"] = cell_text(cell("note"))
    return row


def _day(row: HoursRow, value: Cell, context: DateContext) -> date | None:
    found, problem = clean_date(value, "date", context)
    if problem is not None:
        row.add(problem)
    if found is None:
        if problem is None:
            row.add(Problem("BAD_DATE", "date", "没有服务日期，请补上。"))
        return None
    if found.precision != "day":
        row.add(Problem("BAD_DATE", "date", "服务日期只写了年月，请写到日。"))
        return None
    if found.value > (context.today or date.today()):
        row.add(Problem("DATE_FUTURE", "date", f"服务日期{found.value}还没有到，请核对。"))
    return found.value
