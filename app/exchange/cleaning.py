"""Identity numbers, phones and names as they stand in cells, and filling down what is meant to be repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from app.errors import Problem
from app.exchange.cells import cell_text, narrow
from app.exchange.words import is_ditto
from app.exchange.workbook import Cell, Merged
from app.rules.identity import ResidentId, masked_id, normalise_id, read_resident_id
from app.rules.names import clean_name, is_han
from app.rules.phones import clean_phones

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{2}", re.IGNORECASE)
_EMPTY = frozenset(
    {"", "/", "-", "—", "无", "暂无", "没有", "未提供", "未登记", "不详", "不清楚", "待补", "待核实"}
)
_IN_NAMES = " ·.'’-"
_POINT_ZERO = re.compile(
    r"(?<!\d)(\d+)\.0+"
)  # begun nowhere but at the first digit, or long numbers cost their square
# Words beside a number: whose it is, what it is for.
_REMARK = re.compile(r"[(（][^()（）\d]*[)）]")
_LABEL = re.compile(
    r"(?:本人|联系|手机|移动|固定|办公|家庭|家里)*(?:电话|手机|号码|tel|phone|mobile)+[:：]?", re.IGNORECASE
)
_BESIDE = re.compile(r"([\u4e00-\u9fff]{1,6})?([+\d][\d\s-]{6,}\d)([\u4e00-\u9fff]{1,6})?")


def clean_id(
    value: Cell, field: str = "id_no", today: date | None = None
) -> tuple[ResidentId | str | None, Problem | None]:
    """Read a cell that should hold a resident identity number.

    A spreadsheet keeps 15 digits of a number, so whatever has passed through a number cell has lost its end: that is
    ``ID_PRECISION_LOST`` and is never repaired. A masked number is returned as its text with the warning
    ``ID_MASKED``: it may find a person, but never replaces a full number. Empty cells give neither.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        if abs(value) >= 1e15:
            return None, _precision_lost(field)
        value = cell_text(value)
    text = _POINT_ZERO.sub(r"\1", _REMARK.sub("", narrow(cell_text(value))).strip())
    if text in _EMPTY:
        return None, None
    if _SCIENTIFIC.fullmatch(text.replace(" ", "")):
        return None, _precision_lost(field)
    if masked := masked_id(text):
        message = "证号有隐去的位数，只用来对人，不会存入台账。"
        return masked, Problem("ID_MASKED", field, message, blocking=False)
    found, problem = read_resident_id(text, field, today)
    if problem is not None and problem.code == "ID_CHECKSUM" and normalise_id(text).endswith("000"):
        return None, _precision_lost(field)
    return found, problem


def first_digits(value: Cell) -> str:
    """The first 15 digits of an identity number that went through a number cell, which are still right, or ""."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value))[:15]
    text = normalise_id(cell_text(value))
    return text[:15] if text.isdecimal() and len(text) == 18 else ""


def _precision_lost(field: str) -> Problem:
    message = "证号被当成数字存过，末三位已丢失，请把这一列设为文本后重新填写原号。"
    return Problem("ID_PRECISION_LOST", field, message)


def clean_cell_phones(value: Cell, field: str = "phones") -> tuple[list[str], list[Problem]]:
    """Read a phone cell; a number that has become ``1.38123E+10`` text has lost digits: ``PHONE_PRECISION_LOST``."""
    text = cell_text(value, keep_breaks=True)
    if text in _EMPTY:
        return [], []
    if _SCIENTIFIC.fullmatch(narrow(text).replace(" ", "")):
        message = "电话号码被当成数字存过，末几位已丢失，请重新填写。"
        return [], [Problem("PHONE_PRECISION_LOST", field, message)]
    bare = _REMARK.sub(" ", _POINT_ZERO.sub(r"\1", narrow(text)))
    parts = [part.strip() for part in re.split(r"[/、,;|\r\n]+", _LABEL.sub("", bare))]
    found = [_BESIDE.fullmatch(part) for part in parts]
    numbers, problems = clean_phones(
        "/".join(one[2] if one else part for one, part in zip(found, parts, strict=True)), field
    )
    remarks = _REMARK.search(narrow(text)) or any(one[1] or one[3] for one in found if one)
    if remarks and numbers and not problems:
        message = "电话旁边的说明文字没有导入，只留号码，请核对。"
        problems.append(Problem("PHONE_REMARK", field, message, blocking=False))
    return numbers, problems


def clean_cell_name(value: Cell, field: str = "name") -> tuple[str, list[Problem]]:
    """Read a name cell: the stored form of the name, and what the clerk should know (also ``NAME_SIGNS``)."""
    name, problems = clean_name(cell_text(value).replace("；", ""), field)
    signs = "".join(
        dict.fromkeys(one for one in name if not (one.isalnum() or is_han(one) or one in _IN_NAMES))
    )
    if signs:
        message = f"姓名中有“{signs}”，请核对是不是姓名的一部分。"
        problems.append(Problem("NAME_SIGNS", field, message, blocking=False))
    return name, problems


def fill_down(
    rows: Sequence[tuple[int, Sequence[Cell]]], column: int, merged: Iterable[Merged] = ()
) -> dict[int, Cell]:
    """The values of one column by sheet row, with 同上, 〃, quotation marks and merged cells filled from above.

    rows: (1-based sheet row, cells) of the data rows in order. A mark with nothing above it gives None.
    """
    spans = [span for span in merged if span.left <= column <= span.right and span.bottom > span.top]
    tops = {row: span.top for span in spans for row in range(span.top + 1, span.bottom + 1)}
    filled: dict[int, Cell] = {}
    last: Cell = None
    for row, cells in rows:
        value = cells[column] if column < len(cells) else None
        if is_ditto(value):
            value = last
        elif value is None and tops.get(row) in filled:
            value = filled[tops[row]]
        filled[row] = value
        if value is not None:
            last = value
    return filled
