"""What only the raw XML of a sheet tells: hidden rows and columns, formulas without a result, cells far out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.errors import UnreadableFile

MAX_ROWS = 100_000
MAX_COLUMNS = 200
# Title, two header rows, totals and notes do not count as data.
ROOM_FOR_HEADS = 60

_FAR_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="((?:[A-Z]{3,}|[H-Z][A-Z]|G[S-Z])\d+|[A-Z]+[1-9]\d{5,})"[^>]*(?<!/)>'
)
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>')
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)><(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b([^>]*\bhidden="(?:1|true)"[^>]*)>')
_REFERENCE = re.compile(rb'\br="([A-Z]*)(\d+)"')
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_FROM_TO = re.compile(rb'\b(min|max)="(\d+)"')


@dataclass
class SheetFacts:
    """What raw XML tells of a sheet.

    hidden_rows: 1-based. hidden_columns: 0-based. broken_cells: such as ``D7``. comments: their texts by cell.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    broken_cells: set[str] = field(default_factory=set)
    comments: dict[str, str] = field(default_factory=dict)


def scan_sheet(piece: bytes, facts: SheetFacts) -> None:
    """Note what a piece of a sheet's XML tells. Raises UnreadableFile for a cell outside the limits."""
    for match in _FAR_CELL.finditer(piece):
        _check_far(match.group(1).decode("ascii"))
    for match in _COLUMNS.finditer(piece):
        ends = {name: int(number) for name, number in _FROM_TO.findall(match.group(1))}
        if _HIDDEN.search(match.group(1)) and len(ends) == 2:
            facts.hidden_columns.update(range(ends[b"min"] - 1, min(ends[b"max"], MAX_COLUMNS)))
    facts.hidden_rows.update(int(number) for _, number in _references(_HIDDEN_ROW, piece))
    facts.broken_cells.update(column + row for column, row in _references(_ERROR_CELL, piece))
    if b"f" in piece:
        for match in _NO_RESULT.finditer(piece):
            attributes = match.group(1)
            if b't="str"' not in attributes and (found := _REFERENCE.search(attributes)):
                facts.broken_cells.add((found.group(1) + found.group(2)).decode("ascii"))


def _references(pattern: re.Pattern[bytes], piece: bytes) -> Iterator[tuple[str, str]]:
    for match in pattern.finditer(piece):
        if found := _REFERENCE.search(match.group(1)):
            yield found.group(1).decode("ascii"), found.group(2).decode("ascii")


def _check_far(reference: str) -> None:
    column = 0
    letters = reference.rstrip("0123456789")
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(reference[len(letters) :])
    if column > MAX_COLUMNS:
        sentence = f"表格太宽：单元格 {reference} 有内容，超过{MAX_COLUMNS}列。"
        raise UnreadableFile(sentence, "请删去表格右侧多余的内容后再导入。")
    if row > MAX_ROWS + ROOM_FOR_HEADS:
        sentence = f"表格太长：单元格 {reference} 有内容，超过{MAX_ROWS}行。"
        raise UnreadableFile(sentence, "请删去表格下方多余的内容，或拆成几个文件后再导入。")
