"""The words of a certificate and how they stand: the body in the largest size that leaves the seal its square."""

from __future__ import annotations

from math import ceil

from app.documents.blocks import Align, Block, FixedText, Role
from app.documents.faces import text_width
from app.documents.lines import Span
from app.documents.setting import set_paragraph
from app.documents.titles import break_title
from app.documents.units import MM

MIDDLE_MM, LEFT_MM, BODY_MM = 148.5, 42.0, 213.0
BODY_TOP_MM, BODY_BOTTOM_MM = 82.0, 134.0
SIZES_PT = (18.0, 17.0, 16.0, 14.0, 12.0)
LEAST_PT = 16.0
LEADING = 1.9
INDENT = 2
ISSUER_TOP_MM, DATE_TOP_MM, SIGN_PT, SIGN_MIDDLE_MM = 150.0, 162.0, 18.0, 212.0
ISSUER_MM, LONG_ISSUER_PT = 100.0, 15.0


def body(sentence: str, where: str) -> FixedText:
    """The sentence in the largest size that ends above the seal's square, a third of the free space over it.

    A holder's line too long for one line even in small type runs on with the rest.
    """
    if text_width(Role.KAI, sentence.partition("\n")[0]) + INDENT > BODY_MM * MM / LEAST_PT:
        sentence = sentence.replace("\n", "")
    first = text_width(Role.KAI, sentence.partition("\n")[0]) + INDENT if "\n" in sentence else 0.0
    room = BODY_BOTTOM_MM - BODY_TOP_MM
    size = next(
        (pt for pt in SIZES_PT if _body_height(sentence, pt) <= room and first <= BODY_MM * MM / pt),
        SIZES_PT[-1],
    )
    top = BODY_TOP_MM + max(0.0, room - _body_height(sentence, size)) / 3
    return FixedText(
        LEFT_MM, top, sentence, Role.KAI, size, width_mm=BODY_MM, indent=INDENT, leading=LEADING, where=where
    )


def _body_height(sentence: str, size: float) -> float:
    """Height of the sentence in mm, one character a line allowed for uneven breaks."""
    per_line = BODY_MM * MM / size - 1
    lines = sum(ceil((text_width(Role.KAI, part) + INDENT) / per_line) for part in sentence.split("\n"))
    return lines * size * LEADING / MM


def issuer_lines(issuer: str, where: str) -> list[Block]:
    """The issuer over the date; a long one smaller and broken by meaning, its last line where one would stand."""
    size = SIGN_PT if text_width(Role.KAI, issuer) * SIGN_PT <= ISSUER_MM * MM else LONG_ISSUER_PT
    lines = break_title(issuer, ISSUER_MM * MM / size)
    pitch = size * 1.5 / MM
    return [
        FixedText(
            SIGN_MIDDLE_MM,
            ISSUER_TOP_MM - (len(lines) - 1 - n) * pitch,
            line,
            Role.KAI,
            size,
            Align.CENTER,
            where=where,
        )
        for n, line in enumerate(lines)
    ]


def letter(name: str, honorific: str, said: str, where: str) -> list[FixedText]:
    """A salutation at the left edge, and under it the paragraphs of a letter, each with its first line indented."""
    parts = said.split("\n")
    room = BODY_BOTTOM_MM - BODY_TOP_MM

    def height(size: float) -> float:
        return (1 + sum(_lines(part, size) for part in parts)) * size * LEADING / MM

    size = next((pt for pt in SIZES_PT if height(pt) <= room), SIZES_PT[-1])
    top = BODY_TOP_MM + max(0.0, room - height(size)) / 3
    greeting = f"{name} {honorific}：" if honorific else f"{name}："
    blocks = [FixedText(LEFT_MM, top, greeting, Role.KAI, size, where=where)]
    top += size * LEADING / MM
    for part in parts:
        blocks.append(
            FixedText(
                LEFT_MM,
                top,
                part,
                Role.KAI,
                size,
                width_mm=BODY_MM,
                indent=INDENT,
                leading=LEADING,
                where=where,
            )
        )
        top += _lines(part, size) * size * LEADING / MM
    return blocks


def _lines(part: str, size: float) -> int:
    """How many lines a paragraph takes, set as ``app.documents.fixed`` sets it."""
    width = BODY_MM * MM
    pitch = width / max(1, int(width / size))
    return len(set_paragraph([Span(part, Role.KAI)], size, pitch, width, INDENT * pitch))
