"""Blocks of text as paragraphs of a Word document, in real styles: titles, headings, body, attachments, signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.documents.blocks import (
    AttachmentList,
    AttachmentMark,
    Blank,
    Block,
    Heading,
    Paragraph,
    Signature,
    Subtitle,
    Title,
)
from app.documents.signature import LINES_ABOVE, LINES_BELOW, plan_signature
from app.documents.titles import break_title
from app.documents.units import CHARACTER_PITCH, TITLE_PT
from app.documents.word.xml import element, paragraph, run, twips


def paragraphs(block: Block, width: float) -> list[Any]:
    """The paragraphs of a block of text in a type area of ``width`` points. Raises TypeError for any other block."""
    match block:
        case Title():
            lines = break_title(block.text, width / TITLE_PT)
            return [paragraph("Title", run("\n".join(lines)))]
        case Subtitle():
            return [paragraph("Subtitle", run(block.text))]
        case Heading():
            return [_heading(block)]
        case Paragraph(indent=0):
            return [paragraph("Normal", run(block.text))]
        case Paragraph(indent=2):
            return [paragraph("BodyText", run(block.text))]
        case Paragraph():
            return [paragraph("BodyText", run(block.text), look=(_first_line(block.indent),))]
        case Blank():
            return [paragraph("Normal") for _ in range(block.lines)]
        case AttachmentMark():
            return [paragraph("AttachmentMark", run(f"附件{block.number or ''}")), paragraph("Normal")]
        case AttachmentList():
            return _attachments(block.names)
        case Signature():
            return _signature(block, width)
        case _:
            raise TypeError(f"no text in {type(block).__name__}")


def _heading(block: Heading) -> Any:
    """A heading alone on its line; with text after it, its words keep the style of the heading inside a paragraph."""
    if not block.run_in:
        return paragraph(f"Heading{block.level}", run(block.text))
    return paragraph("BodyText", run(block.text, style=f"Heading{block.level}Char"), run(block.run_in))


def _first_line(characters: int) -> Any:
    return element(
        "w:ind", {"firstLineChars": characters * 100, "firstLine": twips(characters * CHARACTER_PITCH)}
    )


def _attachments(names: Sequence[str]) -> list[Any]:
    """“附件：” two characters in; a long name goes on under its first character."""
    made = [paragraph("AttachmentList")]
    for number, name in enumerate(names, start=1):
        mark = f"{number}." if len(names) > 1 else ""
        marked = CHARACTER_PITCH * (1 if mark else 0)
        hanging = marked + (3 * CHARACTER_PITCH if number == 1 else 0.0)
        left = 5 * CHARACTER_PITCH + marked
        place = element(
            "w:ind",
            {"left": twips(left), "right": twips(CHARACTER_PITCH), "hanging": twips(hanging)},
        )
        stops = element("w:tabs", None, element("w:tab", {"val": "left", "pos": twips(left)}))
        lead = ("附件：" if number == 1 else "") + (f"{mark}\t" if mark else "")
        made.append(paragraph("AttachmentList", run(lead + name), look=(stops, place)))
    return made


def _signature(block: Signature, width: float) -> list[Any]:
    """Issuer and date as far from the right edge as on paper; under a seal they keep its lines free."""
    plan = plan_signature(block, width)
    lines = []
    for text, line, x in (
        (block.issuer, plan.issuer, plan.issuer_x),
        (block.date, plan.date, plan.date_x),
    ):
        right = element("w:ind", {"right": max(0, twips(width - x - line.width))})
        lines.append(paragraph("Signature", run(text), look=(right,)))
    above, below = (LINES_ABOVE, LINES_BELOW) if block.sealed else (1, 0)
    return [
        *[paragraph("Signature") for _ in range(above)],
        *lines,
        *[paragraph("Normal") for _ in range(below)],
    ]


def keep_with_next(made: Any) -> None:
    """Let a paragraph never be the last of its page."""
    look = made.find("{*}pPr")
    if look is not None and look.find("{*}keepNext") is None:
        look.insert(1, element("w:keepNext"))


def break_before(made: Any) -> None:
    """Let a paragraph begin a page."""
    look = made.find("{*}pPr")
    look.insert(1 if look.find("{*}keepNext") is None else 2, element("w:pageBreakBefore"))
