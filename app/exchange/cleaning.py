"""Identity numbers, phones and names as they stand in cells, and filling down what is meant to be repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from app.errors import Problem
from app.exchange.cells import cell_text, narrow
from app.exchange.words import is_ditto
from app.exchange.workbook import Cell, Merged
from app.rules.identity import ResidentId, is_masked_id, normalise_id, read_resident_id
from app.rules.names import clean_name
from app.rules.phones import clean_phones

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{2}", re.IGNORECASE)
_EMPTY = frozenset({"", "/", "-", "—", "无", "暂无", "未提供", "不详"})


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
    text = narrow(cell_text(value))
    if text in _EMPTY:
        return None, None
    if _SCIENTIFIC.fullmatch(text.replace(" ", "")):
        return None, _precision_lost(field)
    if is_masked_id(text):
        message = "证号有隐去的位数，只用来对人，不会改动已有的证号。"
        return normalise_id(text), Problem("ID_MASKED", field, message, blocking=False)
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
    return clean_phones(text, field)


def clean_cell_name(value: Cell, field: str = "name") -> tuple[str, list[Problem]]:
    """Read a name cell: the stored form of the name, and what the clerk should know."""
    return clean_name(cell_text(value).replace("；", ""), field)


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
