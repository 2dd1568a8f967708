"""登记表 of any record: its fields in sections as a form on one page, filled as far as the ledger knows, with room to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
)
from app.documents.formgrid import Box, Line, grid

LEFT_MM, WIDTH_MM, LABEL_MM, PT = 20.0, 170.0, 26.0, 10.5
FORM_PAGE = Page(210.0, 297.0, LEFT_MM, 0.0, 0.0, 10.0, numbering=Numbering.NONE)
TOP_MM, BOTTOM_MM, SIGNED_MM = 42.0, 282.0, 20.0
LEAST_MM, USUAL_MM, TALL_MM, MOST_TALL_MM = 6.0, 11.5, 17.0, 40.0


@dataclass(frozen=True)
class Entry:
    """A field and its text. wide: it has a row of its own; tall: that row is high, for several lines."""

    label: str
    text: str
    wide: bool = False
    tall: bool = False


@dataclass(frozen=True)
class RecordText:
    """One form. name: of the record, for messages; number: printed at its head, may be empty."""

    name: str
    number: str
    entries: tuple[Entry, ...]


def record_document(title: str, records: Sequence[RecordText], office: str, on: str) -> Document:
    """One record on a page; rows become lower until all fit. Raises ValueError for none."""
    if not records:
        raise ValueError("a batch holds at least one record")
    blocks: list[Block] = []
    for one in records:
        if blocks:
            blocks.append(PageBreak())
        blocks += _form(title, one, office, on)
    return Document(DocumentKind.FORM, title, tuple(blocks), page=FORM_PAGE)


def _form(title: str, one: RecordText, office: str, on: str) -> list[Block]:
    rows = _rows(one.entries)
    room = BOTTOM_MM - TOP_MM - SIGNED_MM
    high = [TALL_MM if row[0].tall else USUAL_MM for row in rows]
    scale = room / sum(high) if sum(high) > room else 1.0
    spare = max(0.0, room - sum(high))
    tall = sum(1 for row in rows if row[0].tall)
    more = min(MOST_TALL_MM - TALL_MM, spare / tall) if tall else 0.0
    lines = [
        Line(max(LEAST_MM, height * scale) + (more if row[0].tall else 0.0), _boxes(row))
        for row, height in zip(rows, high, strict=True)
    ]
    lines.append(Line(SIGNED_MM, (*_signed("填表人"), *_signed("审核人"))))
    right = LEFT_MM + WIDTH_MM
    told = "　".join(filter(None, (f"编号：{one.number}" if one.number else "", f"打印日期：{on}")))
    return [
        FixedText(105.0, 20.0, title, Role.TITLE, 22.0, Align.CENTER, where=one.name),
        FixedText(LEFT_MM, TOP_MM - 6.5, f"单位（盖章）：{office}", Role.SONG, PT, where=one.name),
        FixedText(right, TOP_MM - 6.5, told, Role.SONG, PT, Align.RIGHT, where=one.name),
        *grid(lines, LEFT_MM, TOP_MM, WIDTH_MM, PT),
    ]


def _rows(entries: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """Two fields beside each other, a wide one alone, in their order."""
    rows: list[tuple[Entry, ...]] = []
    for entry in entries:
        last = rows[-1] if rows else ()
        if not entry.wide and len(last) == 1 and not last[0].wide:
            rows[-1] = (*last, entry)
        else:
            rows.append((entry,))
    return rows


def _boxes(row: tuple[Entry, ...]) -> tuple[Box, ...]:
    entry = WIDTH_MM / len(row) - LABEL_MM
    align = Align.LEFT if row[0].wide else Align.CENTER
    return tuple(
        box
        for one in row
        for box in (Box(one.label, LABEL_MM, label=True), Box(one.text, entry, align=align))
    )


def _signed(label: str) -> tuple[Box, Box]:
    return Box(label, LABEL_MM, label=True), Box("", WIDTH_MM / 2 - LABEL_MM, foot="年　　月　　日")
