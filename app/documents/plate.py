"""The plate (亮牌) of a friendly unit, A4 across, to be printed and put up at the gate: what it is, by whom, how to get in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

Colour = tuple[float, float, float]

PLATE_PAGE = Page(297.0, 210.0, 0.0, 0.0, 0.0, 0.0, numbering=Numbering.NONE)
_WIDTH, _HEIGHT, _MIDDLE = 297.0, 210.0, 148.5
_GREEN: Colour = (0.05, 0.40, 0.33)
_INSET, _INNER = 10.0, 13.0
_NAME_PT, _SMALLEST_NAME_PT, _NAME_MM = 40.0, 22.0, 240.0
_MM_PER_PT = 0.3528


@dataclass(frozen=True)
class Plate:
    """One plate, ready texts. lines: what riders should know, each a line. award: who gave it, when, until when."""

    name: str
    title: str
    level: str
    number: str
    lines: tuple[str, ...]
    award: tuple[str, ...]


def plate_document(plates: Sequence[Plate]) -> Document:
    """The plates, each on a page of its own. Raises ValueError for none."""
    if not plates:
        raise ValueError("there is at least one plate")
    blocks: list[Block] = []
    for plate in plates:
        if blocks:
            blocks.append(PageBreak())
        blocks += _plate(plate)
    return Document(DocumentKind.CERTIFICATE, plates[0].title, tuple(blocks), page=PLATE_PAGE)


def _plate(plate: Plate) -> list[Block]:
    name_pt = max(_SMALLEST_NAME_PT, min(_NAME_PT, _NAME_MM / max(1, len(plate.name)) / _MM_PER_PT))

    def middle(
        y: float, text: str, role: Role, pt: float, *, spacing: float = 0.0, ink: Colour = (0, 0, 0)
    ) -> Block:
        return FixedText(
            _MIDDLE, y, text, role, pt, Align.CENTER, spacing_mm=spacing, where=plate.name, ink=ink
        )

    blocks: list[Block] = [*_border(_INSET, 2.4), *_border(_INNER, 0.6)]
    blocks.append(middle(27.0, plate.title, Role.TITLE, 46.0, spacing=3.0, ink=_GREEN))
    if plate.level:
        blocks.append(middle(49.0, f"（{plate.level}）", Role.KAI, 20.0))
    blocks.append(FixedRule(88.5, 61.0, 208.5, 61.0, 1.0, _GREEN))
    blocks.append(middle(71.0, plate.name, Role.HEI, name_pt))
    for at, line in enumerate(plate.lines):
        blocks.append(middle(103.0 + at * 13.0, line, Role.SONG, 20.0))
    for at, line in enumerate(plate.award):
        blocks.append(
            FixedText(272.0, 168.0 + at * 9.0, line, Role.FANG, 16.0, Align.RIGHT, where=plate.name)
        )
    if plate.number:
        blocks.append(FixedText(25.0, 177.0, f"牌号：{plate.number}", Role.SONG, 14.0, where=plate.name))
    return blocks


def _border(inset: float, pt: float) -> list[Block]:
    right, bottom = _WIDTH - inset, _HEIGHT - inset
    return [
        FixedRule(inset, inset, right, inset, pt, _GREEN),
        FixedRule(right, inset, right, bottom, pt, _GREEN),
        FixedRule(right, bottom, inset, bottom, pt, _GREEN),
        FixedRule(inset, bottom, inset, inset, pt, _GREEN),
    ]
