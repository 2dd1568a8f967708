"""Small cards put together on A4 sheets, with marks to cut along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from app.documents.blocks import (
    Block,
    Document,
    DocumentKind,
    FixedRule,
    FixedText,
    Numbering,
    Page,
    PageBreak,
)
from app.documents.shapes import FixedShape

SHEET_MM = (210.0, 297.0)
_EDGE, _GAP = 5.0, 4.0


def room(width: float, height: float) -> tuple[int, int]:
    """How many cards of a size stand across and down an A4 sheet; at least one each way."""
    across = int((SHEET_MM[0] - 2 * _EDGE + _GAP) // (width + _GAP))
    down = int((SHEET_MM[1] - 2 * _EDGE + _GAP) // (height + _GAP))
    return max(1, across), max(1, down)


def put_together(title: str, width: float, height: float, cards: Sequence[Sequence[Block]]) -> Document:
    """Cards (blocks from their own upper left corner) in rows on sheets, a short mark at each corner."""
    across, down = room(width, height)
    left = (SHEET_MM[0] - across * width - (across - 1) * _GAP) / 2
    top = (SHEET_MM[1] - down * height - (down - 1) * _GAP) / 2
    blocks: list[Block] = []
    for number, card in enumerate(cards):
        place = number % (across * down)
        if number and not place:
            blocks.append(PageBreak())
        x, y = left + place % across * (width + _GAP), top + place // across * (height + _GAP)
        blocks += _marks(x, y, width, height)
        blocks += [shifted(block, x, y) for block in card]
    page = Page(*SHEET_MM, 0.0, 0.0, 0.0, 0.0, numbering=Numbering.NONE)
    return Document(DocumentKind.CERTIFICATE, title, tuple(blocks), page=page)


def shifted(block: Block, x: float, y: float) -> Block:
    """A block at a place of the page, moved by mm."""
    if isinstance(block, FixedRule):
        ends = (block.x1_mm + x, block.y1_mm + y, block.x2_mm + x, block.y2_mm + y)
        return FixedRule(*ends, block.pt, block.ink)
    if isinstance(block, FixedShape):
        return replace(block, lines=tuple(tuple((u + x, v + y) for u, v in line) for line in block.lines))
    placed = cast(FixedText, block)
    return replace(placed, x_mm=placed.x_mm + x, y_mm=placed.y_mm + y)


def _marks(x: float, y: float, width: float, height: float) -> list[Block]:
    """Short lines just outside each corner."""
    marks: list[Block] = []
    for edge, side in ((x, -1), (x + width, 1)):
        for line, way in ((y, -1), (y + height, 1)):
            marks.append(FixedRule(edge + side * 0.8, line, edge + side * (_GAP / 2), line, 0.3))
            marks.append(FixedRule(edge, line + way * 0.8, edge, line + way * (_GAP / 2), 0.3))
    return marks
