"""Find the table in a workbook: which sheet, which register, where the header is, and where the table ends."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from app.errors import UnreadableFile
from app.exchange.headmatch import flatten, match_heads, stacked
from app.exchange.heads import KINDS, SERIAL_HEADS, SheetKind, plain_head
from app.exchange.sheetnotes import SheetNotes, read_notes
from app.exchange.tablelines import Line, read_lines
from app.exchange.workbook import Sheet, Workbook

SCANNED_ROWS = 20


@dataclass(frozen=True)
class Table:
    """The table found.

    header_row: 1-based first row of the header, which has head_rows rows. columns: 0-based column by field name.
    heads: the flattened head of every column. unknown: heads that no field was found for, by column. others: further
    sheets of the workbook that hold a table too.
    """

    kind: SheetKind
    sheet: Sheet
    header_row: int
    head_rows: int
    columns: Mapping[str, int]
    heads: tuple[str, ...]
    notes: SheetNotes
    others: tuple[str, ...] = ()

    @property
    def unknown(self) -> dict[int, str]:
        """Columns that will not be imported, with their heads; serial-number columns do not count."""
        used = set(self.columns.values())
        return {
            at: head
            for at, head in enumerate(self.heads)
            if head and at not in used and plain_head(head) not in SERIAL_HEADS
        }

    @property
    def fingerprint(self) -> str:
        """The same for every sheet with this header: what an office decided about its words is kept under it."""
        return hashlib.sha256("\n".join([self.kind.key, *self.heads]).encode("utf-8")).hexdigest()

    def lines(self) -> list[Line]:
        """The rows below the header up to the total or the first note, each with its state."""
        return self._read[0]

    def left_below(self) -> list[int]:
        """Sheet rows below the end of the table that look like data all the same."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[list[Line], list[int]]:
        return read_lines(self.sheet, self.header_row + self.head_rows - 1, self.heads, self.columns)


@dataclass(frozen=True)
class _Candidate:
    score: float
    table: Table


def find_table(
    workbook: Workbook,
    kinds: Iterable[SheetKind] = KINDS,
    register: str | None = None,
    sheet_name: str | None = None,
) -> Table:
    """The best table of a workbook, by matching head words; hidden sheets count only if no other has one.

    register: take only this register. sheet_name: take only this sheet. Raises UnreadableFile when no header is
    recognised, or the workbook is empty or has no such sheet.
    """
    if not any(any(row) for sheet in workbook.sheets for row in sheet.rows):
        raise UnreadableFile("表格是空的。", "请确认选对了文件。")
    if sheet_name is not None and sheet_name not in {sheet.name for sheet in workbook.sheets}:
        named = "、".join(f"“{sheet.name}”" for sheet in workbook.sheets if not sheet.hidden)
        raise UnreadableFile(f"文件里没有名为“{sheet_name}”的工作表。", f"可以选：{named}。")
    wanted = [kind for kind in kinds if register in (None, kind.key, kind.into)]
    for hidden in (False, True):
        found = [
            candidate
            for sheet in workbook.sheets
            if sheet.hidden is hidden
            for candidate in _candidates(workbook, sheet, wanted)
        ]
        chosen = [one for one in found if sheet_name in (None, one.table.sheet.name)]
        if chosen:
            return _best(chosen, found)
    for kind in wanted:
        if kind.mapped and register == kind.key and (table := _open_table(workbook, kind, sheet_name)):
            return table
    raise UnreadableFile(
        f"前{SCANNED_ROWS}行里找不到认得出的表头。",
        "表头一行应有“姓名”“联系电话”、“点位名称”“地址”或上课日期这样的列名，请补上后再导入。",
    )


def _best(chosen: Sequence[_Candidate], found: Sequence[_Candidate]) -> Table:
    best = max(chosen, key=lambda candidate: candidate.score)
    table = best.table
    others = dict.fromkeys(
        one.table.sheet.name
        for one in found
        if one.table.sheet is not table.sheet and one.score >= best.score / 2 and one.table.lines()
    )
    return replace(table, others=tuple(others))


def _candidates(workbook: Workbook, sheet: Sheet, kinds: Sequence[SheetKind]) -> Iterable[_Candidate]:
    for at in range(min(SCANNED_ROWS, len(sheet.rows))):
        if sum(isinstance(cell, str | date) for cell in sheet.rows[at]) < 2:
            continue
        notes = read_notes(workbook.file_name, sheet, at)
        flat = flatten(sheet, at)
        for kind in kinds:
            for heads, head_rows in filter(None, (flat, stacked(sheet, at, flat, kind))):
                columns, score = match_heads(kind, heads)
                if all(any(name in columns for name in group) for group in kind.needs):
                    score += 2 * any(word in notes.title for word in kind.titles)
                    used = tuple(" ".join(parts) for parts in heads)
                    table = Table(kind, sheet, at + 1, head_rows, _real(columns), used, notes)
                    yield _Candidate(score - at / 100, table)


def _open_table(workbook: Workbook, kind: SheetKind, sheet_name: str | None) -> Table | None:
    """A table whose heads nobody knows yet: below the row of the most texts. None where no row has three."""
    best: Table | None = None
    most = 2
    for sheet in workbook.sheets:
        if sheet.hidden or sheet_name not in (None, sheet.name):
            continue
        for at, row in enumerate(sheet.rows[:SCANNED_ROWS]):
            texts = sum(isinstance(cell, str) and bool(cell.strip()) for cell in row)
            if texts > most:
                (heads, head_rows), most = flatten(sheet, at), texts
                columns, _ = match_heads(kind, heads)
                notes = read_notes(workbook.file_name, sheet, at)
                used = tuple(" ".join(parts) for parts in heads)
                best = Table(kind, sheet, at + 1, head_rows, _real(columns), used, notes)
    return best


def _real(columns: dict[str, int]) -> dict[str, int]:
    return {name: at for name, at in columns.items() if name != "day"}
