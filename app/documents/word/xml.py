"""Building WordprocessingML: elements, stretches of text, fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from app.documents.blocks import Role

TWIPS_PER_PT = 20
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000
# The names under which Windows, WPS and the office's own type discs know the faces; the font table says what stands in.
FACES = {
    Role.SONG: "宋体",
    Role.TITLE: "方正小标宋简体",
    Role.HEI: "黑体",
    Role.KAI: "楷体",
    Role.FANG: "仿宋",
    Role.DIGITS: "宋体",
}
_LATIN = "Times New Roman"


def element(tag: str, values: Mapping[str, str | int] | None = None, *inside: Any) -> Any:
    """An element (``w:p``) with attributes and children; attributes without a prefix are of the ``w`` namespace."""
    made: Any = OxmlElement(tag)
    for name, value in (values or {}).items():
        made.set(qn(name if ":" in name else f"w:{name}"), str(value))
    for child in inside:
        made.append(child)
    return made


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * TWIPS_PER_PT)


def mm_twips(mm: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def run(text: str, role: Role | None = None, pt: float = 0.0, style: str = "") -> Any:
    """A stretch of text; without a role, size or style it looks like its paragraph. Line breaks become line breaks.

    Marks that Latin and Chinese faces both have (“ ” — … ·) are set in the Chinese one.
    """
    fonts: dict[str, str | int] = {"hint": "eastAsia"}
    if role is not None:
        fonts |= {"ascii": _LATIN, "hAnsi": _LATIN, "eastAsia": FACES[role], "cs": _LATIN}
    look = element("w:rPr")
    if style:
        look.append(element("w:rStyle", {"val": style}))
    look.append(element("w:rFonts", fonts))
    if pt:
        look.append(element("w:sz", {"val": round(pt * 2)}))
        look.append(element("w:szCs", {"val": round(pt * 2)}))
    made = element("w:r", None, look)
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("w:br"))
        for place, part in enumerate(line.split("\t")):
            if place:
                made.append(element("w:tab"))
            if part:
                made.append(_text(part))
    return made


def field(code: str) -> list[Any]:
    """A field that Word computes, such as ``PAGE``; shown as 1 until it does."""
    return [
        element("w:r", None, element("w:fldChar", {"fldCharType": "begin"})),
        element("w:r", None, _text(f" {code} ", "w:instrText")),
        element("w:r", None, element("w:fldChar", {"fldCharType": "separate"})),
        element("w:r", None, _text("1")),
        element("w:r", None, element("w:fldChar", {"fldCharType": "end"})),
    ]


def paragraph(style: str, *runs: Any, look: tuple[Any, ...] = ()) -> Any:
    """A paragraph of a style; look: what is set otherwise than in the style, in the order of the schema."""
    return element("w:p", None, element("w:pPr", None, element("w:pStyle", {"val": style}), *look), *runs)


def _text(text: str, tag: str = "w:t") -> Any:
    made = element(tag)
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
