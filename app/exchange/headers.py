"""Find the table in a workbook: which sheet, which register, where the header is, and where the table ends."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import UnreadableFile
from app.exchange.dayheads import read_day_head
from app.exchange.heads import KINDS, SheetKind, plain_head
from app.exchange.sheetnotes import SheetNotes, read_notes
from app.exchange.workbook import Cell, Merged, Sheet, Workbook

SCANNED_ROWS = 20
_LONGEST_HEAD = 100

_TOTAL = re.compile(r"(合计|总计|共计)")
_END = re.compile(
    r"(注[:：1一]|备注[:：]|填表人|填报人|审核人|单位负责人|负责人[:：（(]|说明[:：]|记录人|制表|应到|实到)"
)
_SUBTOTAL = re.compile(r"小\s*计")


@dataclass(frozen=True)
class Line:
    """One sheet row of the table. state: ``data``, ``blank``, ``subtotal``, ``total``, ``note`` or ``header``."""

    row: int
    state: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Table:
    """The table found.

    header_row: 1-based first row of the header, which has head_rows rows. columns: 0-based column by field name.
    heads: the flattened head of every column. unknown: heads that no field was found for, by column.
    """

    kind: SheetKind
    sheet: Sheet
    header_row: int
    head_rows: int
    columns: Mapping[str, int]
    heads: tuple[str, ...]
    notes: SheetNotes

    @property
    def unknown(self) -> dict[int, str]:
        """Columns that will not be imported, with their heads; serial-number columns do not count."""
        used = set(self.columns.values())
        return {
            at: head
            for at, head in enumerate(self.heads)
            if head and at not in used and head not in {"序号", "编号"}
        }

    @property
    def fingerprint(self) -> str:
        """The same for every sheet with this header: what an office decided about its words is kept under it."""
        return hashlib.sha256("\n".join([self.kind.key, *self.heads]).encode("utf-8")).hexdigest()

    def lines(self) -> list[Line]:
        """The rows below the header up to the total or the first note, each with its state."""
        found: list[Line] = []
        for at in range(self.header_row + self.head_rows - 1, len(self.sheet.rows)):
            line = Line(at + 1, _state(self.sheet.rows[at], self.heads), self.sheet.rows[at])
            if line.state == "note":
                break
            found.append(line)
            if line.state == "total":
                return found
        while found and found[-1].state == "blank":
            found.pop()
        return found


@dataclass(frozen=True)
class _Candidate:
    score: float
    table: Table


def find_table(workbook: Workbook, kinds: Iterable[SheetKind] = KINDS, register: str | None = None) -> Table:
    """The best table of a workbook, by matching head words; hidden sheets count only if no other has one.

    register: take only this register. Raises UnreadableFile when no header is recognised, the workbook is empty, or
    the best match is a kind of sheet that cannot be imported.
    """
    if not any(any(row) for sheet in workbook.sheets for row in sheet.rows):
        raise UnreadableFile("表格是空的。", "请确认选对了文件。")
    wanted = [kind for kind in kinds if register in (None, kind.key)]
    for hidden in (False, True):
        found = [
            candidate
            for sheet in workbook.sheets
            if sheet.hidden is hidden
            for candidate in _candidates(workbook, sheet, wanted)
        ]
        if found:
            best = max(found, key=lambda candidate: candidate.score).table
            if not best.kind.importable:
                sentence = f"这看起来是{best.kind.label}，这种表还不能导入。"
                raise UnreadableFile(sentence, "请确认选对了文件，或在窗口中逐条登记。")
            return best
    raise UnreadableFile(
        f"前{SCANNED_ROWS}行里找不到认得出的表头。",
        "表头一行应有“姓名”“联系电话”、“点位名称”“地址”或上课日期这样的列名，请补上后再导入。",
    )


def _candidates(workbook: Workbook, sheet: Sheet, kinds: Sequence[SheetKind]) -> Iterable[_Candidate]:
    for at in range(min(SCANNED_ROWS, len(sheet.rows))):
        if sum(isinstance(cell, str | date) for cell in sheet.rows[at]) < 2:
            continue
        heads, head_rows = _flatten(sheet, at)
        notes = read_notes(workbook.file_name, sheet, at)
        for kind in kinds:
            columns, score = _match(kind, heads)
            if all(any(name in columns for name in group) for group in kind.needs):
                score += 2 * any(word in notes.title for word in kind.titles)
                used = tuple(" ".join(parts) for parts in heads)
                table = Table(kind, sheet, at + 1, head_rows, _real(columns), used, notes)
                yield _Candidate(score - at / 100, table)


def _real(columns: dict[str, int]) -> dict[str, int]:
    return {name: at for name, at in columns.items() if name != "day"}


def _flatten(sheet: Sheet, at: int) -> tuple[list[tuple[str, ...]], int]:
    """Per column the head's parts (one, or parent and child) and the number of header rows."""
    row = at + 1
    spans = [merged for merged in sheet.merged if merged.top == row]
    two_rows = any(span.bottom == row + 1 for span in spans) and any(_is_parent(span, row) for span in spans)
    below = sheet.rows[at + 1] if two_rows and at + 1 < len(sheet.rows) else []
    width = max(len(sheet.rows[at]), len(below))
    heads: list[tuple[str, ...]] = []
    for column in range(width):
        parent = next(
            (span for span in spans if _is_parent(span, row) and span.left <= column <= span.right), None
        )
        upper = _text(sheet.rows[at], parent.left if parent else column)
        lower = _text(below, column)
        heads.append(tuple(part for part in (upper, lower) if part))
    return heads, 2 if two_rows else 1


def _is_parent(span: Merged, row: int) -> bool:
    return span.top == row == span.bottom and span.right > span.left


def _match(kind: SheetKind, heads: Sequence[tuple[str, ...]]) -> tuple[dict[str, int], float]:
    """Columns by field and the score: a head that is one of the words counts 2, one that contains a word 1."""
    words = {plain_head(word): name for name, listed in kind.fields.items() for word in listed}
    columns: dict[str, int] = {}
    score = 0.0
    for exact in (True, False):
        for at, parts in enumerate(heads):
            if at in columns.values():
                continue
            name = _field_of(parts, words, exact)
            if name is not None and name not in columns:
                columns[name] = at
                score += 2 if exact else 1
    days = [at for at, parts in enumerate(heads) if read_day_head("".join(parts)) is not None]
    if kind.day_columns and days:
        columns["day"] = days[0]
        score += 2 * len(days)
    return columns, score


def _field_of(parts: tuple[str, ...], words: Mapping[str, str], exact: bool) -> str | None:
    for text in ("".join(parts), *reversed(parts)):
        plain = plain_head(text)
        if exact and plain in words:
            return words[plain]
        if not exact and 3 <= len(plain) <= 12:
            inside = [word for word in words if len(word) >= 2 and plain.endswith(word)]
            if inside:
                return words[max(inside, key=len)]
    return None


def _state(cells: Sequence[Cell], heads: tuple[str, ...]) -> str:
    texts = [cell.strip()[:_LONGEST_HEAD] for cell in cells if isinstance(cell, str) and cell.strip()]
    if not texts and all(cell is None or isinstance(cell, str) for cell in cells):
        return "blank"
    first = texts[0] if texts else ""
    if _TOTAL.match(first) and _starts_with_text(cells):
        return "total"
    if _END.match(first) and _starts_with_text(cells):
        return "note"
    if any(isinstance(cell, str) and _SUBTOTAL.match(cell.strip()) for cell in cells[:3]):
        return "subtotal"
    own = [head for head in heads if head]
    if len(texts) >= 2 and texts == own[: len(texts)]:
        return "header"
    return "data"


def _starts_with_text(cells: Sequence[Cell]) -> bool:
    return isinstance(next((cell for cell in cells if cell is not None), None), str)


def _text(row: Sequence[Cell], column: int) -> str:
    """A head as text; a day typed as a real date is written out."""
    value = row[column] if column < len(row) else None
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return value.strip()[:_LONGEST_HEAD] if isinstance(value, str) else ""
