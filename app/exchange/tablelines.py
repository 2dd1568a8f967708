"""The rows below a header: which are data, which are totals, notes, repeated heads or nothing, and where the table ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.exchange.heads import SERIAL_HEADS, plain_head
from app.exchange.workbook import Cell, Sheet

_SPACE = re.compile(r"\s+")
_SUM = r"(?=[:：\d（(人]|$)"
_TOTAL = re.compile(rf"(?:合计|总计|共计|总人数|总数){_SUM}")
# A total of a part: of a page, a station, a community.
_SUBTOTAL = re.compile(rf"[^\d:：]{{0,12}}(?:小计|合计|总计|共计){_SUM}")
_END = re.compile(
    r"注[:：1一]|注$|备注[:：]|说明[:：]|填[表报]说明|填[表报]人|报送人|经办人|审核[人:：]|审批[人:：]|记录人|制表|应到|实到"
    r"|单位负责人|负责人[:：（(]|(?:分管|主管)领导|联系人[:：]|以下(?:空白|无)|.{0,10}[（(](?:签字|签章|签名|盖章)[）)]"
)
_LONGEST = 100


@dataclass(frozen=True)
class Line:
    """One sheet row of the table.

    state: ``data``, ``blank``, ``subtotal``, ``total``, ``note`` (the table ends), ``remark`` (a lone text that is about
    the rows around it) or ``header`` (repeated).
    """

    row: int
    state: str
    cells: Sequence[Cell]


def read_lines(
    sheet: Sheet, begin: int, heads: Sequence[str], columns: Mapping[str, int]
) -> tuple[list[Line], list[int]]:
    """The rows from the 0-based row ``begin`` up to the total or the first note; and sheet rows below that look like data."""
    reader = _Reader(sheet, heads, columns)
    lines = [Line(at + 1, reader.state(at), sheet.rows[at]) for at in range(begin, len(sheet.rows))]
    end = next((at for at, line in enumerate(lines) if line.state in ("total", "note")), len(lines))
    kept = lines[: end + 1] if end < len(lines) and lines[end].state == "total" else lines[:end]
    while kept and kept[-1].state in ("blank", "remark"):
        kept.pop()
    return kept, [
        line.row for line in lines[end + 1 :] if line.state == "data" and reader.is_full(line.cells)
    ]


class _Reader:
    """Tells the state of one row after the other."""

    def __init__(self, sheet: Sheet, heads: Sequence[str], columns: Mapping[str, int]) -> None:
        self._sheet, self._columns = sheet, columns
        self._words = {plain_head(part) for head in heads for part in (head, *head.split(" ")) if part}
        named = {at for at, head in enumerate(heads) if plain_head(head) not in SERIAL_HEADS | {""}}
        self._named = named | set(columns.values())
        self._spans = {span.top: span for span in sheet.merged if span.right > span.left}

    def state(self, at: int) -> str:
        """The state of a 0-based row."""
        cells = self._sheet.rows[at]
        if self._is_blank(cells):
            return "blank"
        texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
        first, second = ([_SPACE.sub("", text[:_LONGEST]) for text in texts[:2]] + ["", ""])[:2]
        leads = isinstance(next((cell for cell in cells if cell is not None), None), str)
        if leads and _TOTAL.match(first):
            return "total"
        if leads and _END.match(first):
            return "note"
        if _SUBTOTAL.match(first) or _SUBTOTAL.match(second):
            return "subtotal"
        if second and all(plain_head(text[:_LONGEST]) in self._words for text in texts):
            return "header"
        return "remark" if len(texts) == 1 and self._is_remark(at, cells) else "data"

    def _is_blank(self, cells: Sequence[Cell]) -> bool:
        """Nothing but the serial number that somebody filled in for a whole page."""
        for at, cell in enumerate(cells):
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            if at in self._named or (not isinstance(cell, int | float) and not str(cell).strip().isdigit()):
                return False
        return True

    def _is_remark(self, at: int, cells: Sequence[Cell]) -> bool:
        """One text alone, outside the columns that count, or over several of them."""
        filled = [(column, cell) for column, cell in enumerate(cells) if cell not in (None, "")]
        if len(filled) != 1 or not isinstance(filled[0][1], str):
            return False
        span = self._spans.get(at + 1)
        wide = span is not None and span.right - span.left >= 2
        return wide or filled[0][0] not in self._named

    def is_full(self, cells: Sequence[Cell]) -> bool:
        """Whether a row holds a name and something more."""
        filled = [
            name for name, at in self._columns.items() if at < len(cells) and cells[at] not in (None, "")
        ]
        return "name" in filled and len(filled) >= 2
