"""Forms to be filled in: boxes with a label or an entry, rows of them under each other, opinions with room to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import Align, Block, FixedRule, FixedText, Role
from app.documents.setting import wrap
from app.documents.units import MM

LEADING = 1.35
PADDING_MM = 1.6
OUTER_PT, INNER_PT = 1.0, 0.5
SMALLEST_PT = 7.0


@dataclass(frozen=True)
class Box:
    """A cell. share: of the row's width, in any unit. foot: a line at the lower right, for signature and date.

    label: a printed label (黑体, centred), else an entry. align: how an entry stands.
    """

    text: str
    share: float
    label: bool = False
    foot: str = ""
    align: Align = Align.CENTER


@dataclass(frozen=True)
class Line:
    """A row of boxes of one height in mm."""

    height_mm: float
    boxes: tuple[Box, ...]


def labelled(*pairs: tuple[str, str], label: float = 1.0, entry: float = 1.6) -> tuple[Box, ...]:
    """Boxes of label and entry in turn."""
    return tuple(box for name, value in pairs for box in (Box(name, label, label=True), Box(value, entry)))


def grid(
    lines: Sequence[Line], left_mm: float, top_mm: float, width_mm: float, pt: float = 12.0
) -> list[Block]:
    """The ruled form, beginning at a corner of the page. A text too long for its box is set smaller."""
    blocks: list[Block] = []
    y = top_mm
    for number, line in enumerate(lines):
        x = left_mm
        whole = sum(box.share for box in line.boxes)
        if number:
            blocks.append(FixedRule(left_mm, y, left_mm + width_mm, y, INNER_PT))
        for place, box in enumerate(line.boxes):
            width = width_mm * box.share / whole
            if place:
                blocks.append(FixedRule(x, y, x, y + line.height_mm, INNER_PT))
            blocks += _box(box, x, y, width, line.height_mm, pt)
            x += width
        y += line.height_mm
    right = left_mm + width_mm
    for x1, y1, x2, y2 in (
        (left_mm, top_mm, right, top_mm),
        (left_mm, y, right, y),
        (left_mm, top_mm, left_mm, y),
        (right, top_mm, right, y),
    ):
        blocks.append(FixedRule(x1, y1, x2, y2, OUTER_PT))
    return blocks


def _box(box: Box, x: float, y: float, width: float, height: float, pt: float) -> list[Block]:
    role = Role.HEI if box.label else Role.SONG
    foot = pt * LEADING / MM + PADDING_MM if box.foot else 0.0
    room, across = height - foot - PADDING_MM, width - 2 * PADDING_MM
    size, texts = _fitted(box.text, role, pt, across, room)
    leading = size * LEADING / MM
    top = y + (height - foot - len(texts) * leading) / 2 + (leading - size / MM) / 2
    align = Align.CENTER if box.label else box.align
    at = {Align.LEFT: x + PADDING_MM, Align.CENTER: x + width / 2, Align.RIGHT: x + width - PADDING_MM}[align]
    blocks: list[Block] = [
        FixedText(at, top + n * leading, text, role, size, align, where=f"“{box.text[:10]}”")
        for n, text in enumerate(texts)
        if text
    ]
    if box.foot:
        below = y + height - foot
        blocks.append(FixedText(x + width - PADDING_MM, below, box.foot, Role.SONG, pt, Align.RIGHT))
    return blocks


def _fitted(text: str, role: Role, pt: float, across: float, room: float) -> tuple[float, tuple[str, ...]]:
    """The largest size down from ``pt`` at which the text fits its box, and its lines."""
    size = pt
    while True:
        texts = wrap(text, role, size, across * MM)
        if size <= SMALLEST_PT or len(texts) * size * LEADING / MM <= room:
            return size, texts
        size -= 0.5
