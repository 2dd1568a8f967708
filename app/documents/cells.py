"""Cells of a sheet filled with texts after one layout: labels, cards, envelopes; with a code, marks to cut along, a start.

A layout is data: slots for texts at places of the cell, a stack of lines in its middle, a square for a QR code. A text too
long for its slot is set smaller, then cut with an ellipsis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedRule,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
)
from app.documents.faces import text_width
from app.documents.qr import qr_shape
from app.documents.setting import wrap
from app.documents.shapes import BLACK, Ink
from app.documents.stocks import Stock
from app.documents.units import MM

CODE = "code"  # the text of the QR code
LEADING = 1.28
SMALLEST_PT = 5.5
_STEP = 0.5
_RATHER_SMALLER = 0.75  # of its size, before a text takes another line
_MARK_MM, _MARK_AWAY_MM, _MARK_PT = 4.0, 1.0, 0.3
_CROSS_MM = 1.2
_GREY: Ink = (0.45, 0.45, 0.45)
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Slot:
    """Room for the text of a key: x, y of its upper corner in the cell (left, middle or right, after align), its width.

    lines: so many at most. spread: each character in a room of so many mm, for boxes of postcodes.
    """

    key: str
    x_mm: float
    y_mm: float
    width_mm: float
    pt: float
    role: Role = Role.SONG
    align: Align = Align.LEFT
    lines: int = 1
    spread_mm: float = 0.0


@dataclass(frozen=True)
class Layout:
    """What stands where in a cell. stack: lines one below the other from their first slot's height, empty ones closed up.

    middle_mm: the height around which the stack is centred; 0 keeps it where its first slot stands. room_mm: the most it may
    take. code: x, y and side of the QR code. rules: lines x1, y1, x2, y2, weight in points.
    """

    slots: tuple[Slot, ...] = ()
    stack: tuple[Slot, ...] = ()
    middle_mm: float = 0.0
    room_mm: float = 0.0
    code: tuple[float, float, float] | None = None
    rules: tuple[tuple[float, float, float, float, float], ...] = ()


def cells_document(
    title: str, stock: Stock, layout: Layout, filled: Sequence[Texts], *, start: int = 1, marks: bool = False
) -> Document:
    """The cells of as many sheets as it takes. start: the first free cell of the first sheet, from 1.

    marks: draw where to cut. Raises ValueError for none, and for a start that the sheet does not have.
    """
    if not filled or not 1 <= start <= stock.cells:
        raise ValueError("there is at least one cell, and it lies on the sheet")
    blocks: list[Block] = []
    for at, texts in enumerate(filled, start=start - 1):
        number = at % stock.cells
        if at and not number:
            blocks.append(PageBreak())
        if marks and (not number or at == start - 1):
            blocks += cut_marks(stock)
        blocks += _cell(layout, texts, stock.place(number))
    page = Page(stock.size[0], stock.size[1], 0.0, 0.0, 0.0, 0.0, numbering=Numbering.NONE)
    return Document(DocumentKind.FORM, title, tuple(blocks), page=page)


def cut_marks(stock: Stock) -> list[Block]:
    """Short lines beside the block of cells at every cut, and small crosses where four corners meet."""
    width, height = stock.cell
    xs = sorted({x for n in range(stock.across) for x in (stock.place(n)[0], stock.place(n)[0] + width)})
    rows = range(0, stock.cells, stock.across)
    ys = sorted({y for n in rows for y in (stock.place(n)[1], stock.place(n)[1] + height)})
    away, end = _MARK_AWAY_MM, _MARK_AWAY_MM + _MARK_MM
    lines = [(x, ys[0] - end, x, ys[0] - away) for x in xs]
    lines += [(x, ys[-1] + away, x, ys[-1] + end) for x in xs]
    lines += [(xs[0] - end, y, xs[0] - away, y) for y in ys]
    lines += [(xs[-1] + away, y, xs[-1] + end, y) for y in ys]
    for x in xs[1:-1]:
        lines += [(x, y - _CROSS_MM, x, y + _CROSS_MM) for y in ys[1:-1]]
        lines += [(x - _CROSS_MM, y, x + _CROSS_MM, y) for y in ys[1:-1]]
    return [FixedRule(*line, _MARK_PT, _GREY) for line in lines]


def _cell(layout: Layout, texts: Texts, corner: tuple[float, float]) -> list[Block]:
    x, y = corner
    where = next((texts[slot.key] for slot in (*layout.stack, *layout.slots) if texts.get(slot.key)), "")
    blocks: list[Block] = [
        FixedRule(x + x1, y + y1, x + x2, y + y2, pt, BLACK) for x1, y1, x2, y2, pt in layout.rules
    ]
    if layout.code is not None and texts.get(CODE):
        left, top, side = layout.code
        blocks.append(qr_shape(texts[CODE], x + left, y + top, side))
    for slot in layout.slots:
        pt, lines = fitted(slot, texts.get(slot.key, ""))
        blocks += _set(slot, pt, lines, x + slot.x_mm, y + slot.y_mm, where)
    return blocks + _stacked(layout, texts, corner, where)


def _stacked(layout: Layout, texts: Texts, corner: tuple[float, float], where: str) -> list[Block]:
    """The lines of the stack, all set smaller together until they fit its room; at last the lower ones are left out."""
    slots = [slot for slot in layout.stack if texts.get(slot.key)]
    if not slots:
        return []
    fits = [fitted(slot, texts[slot.key]) for slot in slots]
    while layout.room_mm and _height(fits) > layout.room_mm and (fewer := _tighter(slots)):
        slots = fewer
        fits = [fitted(slot, texts[slot.key]) for slot in slots]
    y = corner[1] + (layout.middle_mm - _height(fits) / 2 if layout.middle_mm else slots[0].y_mm)
    blocks: list[Block] = []
    for slot, (pt, lines) in zip(slots, fits, strict=True):
        blocks += _set(slot, pt, lines, corner[0] + slot.x_mm, y, where)
        y += pt * LEADING * len(lines) / MM
    return blocks


def _height(fits: Sequence[tuple[float, tuple[str, ...]]]) -> float:
    return sum(pt * LEADING * len(lines) for pt, lines in fits) / MM


def _tighter(slots: Sequence[Slot]) -> list[Slot]:
    """The slots a step smaller; then with one line each; then without the last but one; nothing when one line is left."""
    if any(slot.pt > SMALLEST_PT for slot in slots):
        return [replace(slot, pt=max(SMALLEST_PT, slot.pt - _STEP)) for slot in slots]
    if any(slot.lines > 1 for slot in slots):
        return [replace(slot, lines=1) for slot in slots]
    return [*slots[:-2], slots[-1]] if len(slots) > 1 else []


def fitted(slot: Slot, text: str) -> tuple[float, tuple[str, ...]]:
    """The size at which a text fits its slot, and its lines: rather somewhat smaller than on one line more.

    At the smallest size what is too long is cut.
    """
    if slot.spread_mm:
        return slot.pt, (text,)
    lines: tuple[str, ...] = ()
    for most in range(1, slot.lines + 1):
        least = SMALLEST_PT if most == slot.lines else max(SMALLEST_PT, slot.pt * _RATHER_SMALLER)
        pt = slot.pt
        while True:
            lines = wrap(text, slot.role, pt, slot.width_mm * MM)
            if len(lines) <= most:
                return pt, lines
            if pt <= least:
                break
            pt = max(least, pt - _STEP)
    last = lines[slot.lines - 1]
    while last and text_width(slot.role, last + "…") * SMALLEST_PT > slot.width_mm * MM:
        last = last[:-1]
    return SMALLEST_PT, (*lines[: slot.lines - 1], last + "…")


def _set(slot: Slot, pt: float, lines: Sequence[str], x: float, y: float, where: str) -> list[Block]:
    if slot.spread_mm:
        return [
            FixedText(x + (at + 0.5) * slot.spread_mm, y, mark, slot.role, pt, Align.CENTER, where=where)
            for at, mark in enumerate("".join(lines))
        ]
    return [
        FixedText(x, y + at * pt * LEADING / MM, line, slot.role, pt, slot.align, where=where)
        for at, line in enumerate(lines)
        if line
    ]
