"""The heads of a possible header row, in one row or two, and the fields they stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.exchange.dayheads import read_day_head
from app.exchange.heads import SheetKind, head_forms, is_of_others, plain_head
from app.exchange.workbook import Cell, Merged, Sheet

_LONGEST_HEAD = 100

Heads = tuple[list[tuple[str, ...]], int]


def flatten(sheet: Sheet, at: int) -> Heads:
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


def stacked(sheet: Sheet, at: int, flat: Heads, kind: SheetKind) -> Heads | None:
    """A head in two rows that no merged cell tells of: the row below holds only known words, under parents or gaps."""
    upper, head_rows = flat
    below = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else []
    lower = [_text(below, column) for column in range(max(len(upper), len(below)))]
    words = _words_of(kind)
    known = sum(plain_head(text) in words for text in lower if text)
    filled = sum(cell not in (None, "") for cell in below)
    if head_rows == 2 or known < 2 or known < filled - 1 or filled != sum(map(bool, lower)):
        return None
    heads: list[tuple[str, ...]] = []
    parent = ""
    for column, text in enumerate(lower):
        own = upper[column][0] if column < len(upper) and upper[column] else ""
        if own and text and plain_head(own) in words and plain_head(own) == plain_head(text):
            return None  # the head repeated
        parent = own or (parent if text else "")
        heads.append(tuple(part for part in (parent if text else own, text) if part))
    return heads, 2


def match_heads(kind: SheetKind, heads: Sequence[tuple[str, ...]]) -> tuple[dict[str, int], float]:
    """Columns by field and the score: a head that is one of the words counts 2, one that ends with a word 1.

    Whole heads come before the lower halves of two-row heads, so that 紧急联系人－电话 never takes the place of 联系电话.
    """
    words = _words_of(kind)
    columns: dict[str, int] = {}
    score = 0.0
    for find, worth in ((_whole, 2), (_part, 2), (_ending, 1)):
        for at, parts in enumerate(heads):
            if at in columns.values():
                continue
            name = find(parts, words)
            if name is not None and name not in columns:
                columns[name] = at
                score += worth
    days = [at for at, parts in enumerate(heads) if read_day_head("".join(parts)) is not None]
    if kind.day_columns and days:
        columns["day"] = days[0]
        score += 2 * len(days)
    return columns, score


def _words_of(kind: SheetKind) -> dict[str, str]:
    return {plain_head(word): name for name, listed in kind.fields.items() for word in listed}


def _whole(parts: tuple[str, ...], words: Mapping[str, str]) -> str | None:
    return next((words[form] for form in head_forms("".join(parts)) if form in words), None)


def _part(parts: tuple[str, ...], words: Mapping[str, str]) -> str | None:
    if len(parts) < 2 or is_of_others("".join(parts)):
        return None
    return next((words[form] for part in reversed(parts) for form in head_forms(part) if form in words), None)


def _ending(parts: tuple[str, ...], words: Mapping[str, str]) -> str | None:
    if is_of_others("".join(parts)):
        return None
    for text in ("".join(parts), *reversed(parts)):
        for form in head_forms(text):
            inside = [word for word in words if len(word) >= 2 and form.endswith(word)]
            if 3 <= len(form) <= 12 and inside:
                return words[max(inside, key=len)]
    return None


def _text(row: Sequence[Cell], column: int) -> str:
    """A head as text; a day typed as a real date is written out."""
    value = row[column] if column < len(row) else None
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return value.strip()[:_LONGEST_HEAD] if isinstance(value, str) else ""
