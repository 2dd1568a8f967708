"""The sheet of an improvement (微改造): what it was and cost, and how the place looked before and after; one on an A4 page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedPicture,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
)
from app.documents.setting import wrap
from app.documents.shapes import FixedShape, Ink, ink_of, rectangle
from app.documents.units import MM

SHEET_PAGE = Page(210.0, 297.0, 0.0, 0.0, 0.0, 0.0, numbering=Numbering.NONE)
TITLE = "微改造前后对比单"
_EDGE, _ROOM = 22.0, 166.0
_PHOTO = (108.0, 81.0)  # mm, 4:3
_BESIDE, _BESIDE_PT = _ROOM - _PHOTO[0] - 6.0, 10.5
_QUIET: Ink = ink_of("#4f5965")
_HAIR: Ink = ink_of("#b9c0c8")


@dataclass(frozen=True)
class Side:
    """One side of the comparison: its word, what was written about it, its photo as JPEG (may be empty)."""

    label: str
    text: str
    photo: bytes


@dataclass(frozen=True)
class ImprovementText:
    """The texts of one sheet. facts: (label, text) pairs; empty texts are left out."""

    title: str
    unit: str
    facts: tuple[tuple[str, str], ...]
    before: Side
    after: Side
    issuer: str
    day: str


def improvement_document(sheets: Sequence[ImprovementText]) -> Document:
    """One improvement on a page. Raises ValueError for none."""
    if not sheets:
        raise ValueError("there is at least one improvement")
    blocks: list[Block] = []
    for number, sheet in enumerate(sheets):
        if number:
            blocks.append(PageBreak())
        blocks += _sheet(sheet)
    return Document(DocumentKind.FORM, TITLE, tuple(blocks), page=SHEET_PAGE)


def _sheet(sheet: ImprovementText) -> list[Block]:
    where = f"{sheet.unit}：{sheet.title}"
    blocks: list[Block] = [
        FixedText(105.0, 18.0, TITLE, Role.TITLE, 22.0, Align.CENTER),
        FixedText(105.0, 31.0, sheet.unit, Role.HEI, 15.0, Align.CENTER, where=where),
    ]
    y = 42.0
    for label, text in (("项目", sheet.title), *sheet.facts):
        if text:
            blocks.append(FixedText(_EDGE, y, f"{label}：", Role.HEI, 11.0))
            blocks.append(FixedText(_EDGE + 26.0, y, text, Role.SONG, 11.0, where=where))
            y += 6.6
    y += 3.0
    for side in (sheet.before, sheet.after):
        blocks += _side(side, y, where)
        y += _PHOTO[1] + 10.0
    blocks.append(FixedText(_EDGE, 283.0, sheet.issuer, Role.SONG, 10.0, ink=_QUIET))
    blocks.append(FixedText(_EDGE + _ROOM, 283.0, sheet.day, Role.SONG, 10.0, Align.RIGHT, ink=_QUIET))
    return [block for block in blocks if not isinstance(block, FixedText) or block.text]


def _side(side: Side, y: float, where: str) -> list[Block]:
    width, height = _PHOTO
    blocks: list[Block] = [
        FixedShape((rectangle(_EDGE, y, width, height),), 0.5, _HAIR, None, closed=True),
        FixedText(_EDGE + width + 6.0, y, side.label, Role.HEI, 13.0),
    ]
    if side.photo:
        blocks.append(FixedPicture(_EDGE, y, width, height, side.photo))
    else:
        middle = _EDGE + width / 2, y + height / 2 - 2.0
        blocks.append(FixedText(*middle, "（贴照片处）", Role.SONG, 10.0, Align.CENTER, ink=_HAIR))
    for at, line in enumerate(_lines(side.text)):
        blocks.append(
            FixedText(_EDGE + width + 6.0, y + 8.0 + at * 5.6, line, Role.SONG, _BESIDE_PT, where=where)
        )
    return blocks


def _lines(text: str) -> list[str]:
    """What is written beside a photo, as much as fits."""
    most = int((_PHOTO[1] - 8.0) // 5.6)
    lines = (line for part in text.splitlines() for line in wrap(part, Role.SONG, _BESIDE_PT, _BESIDE * MM))
    return list(islice(lines, most))
