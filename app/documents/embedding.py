"""TrueType faces as ReportLab embeds them, with the text of every glyph recorded correctly."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

BLOCK = 100


class Face(TTFont):  # type: ignore[misc]
    """A face embedded as subsets, whose ToUnicode map holds characters above U+FFFF too.

    ReportLab writes such a character as five hexadecimal digits, which readers take for another one: the
    name draws right and is copied out wrong. The map is written again here after ReportLab made its own.
    """

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename, asciiReadable=False, shapable=False)

    def addObjects(self, doc: Any) -> None:
        """Embed the subsets used in ``doc`` (ReportLab's hook, called while the file is written)."""
        subsets = list(self.state[doc].subsets)
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            base = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("ascii")
            doc.idToObject[f"toUnicodeCMap:{base}"].content = to_unicode_map(base, subset)

    def covers(self, character: str) -> bool:
        """Whether the face has a real glyph for the character."""
        return bool(self.face.charToGlyph.get(ord(character), 0))

    def width(self, character: str) -> float:
        """Advance width of the character in units of the type size."""
        return float(self.face.charWidths[ord(character)]) / 1000


def to_unicode_map(name: str, subset: list[int]) -> str:
    """The ToUnicode CMap of one subset: UTF-16BE, at most 100 entries in a block (ISO 32000-1, 9.10.3)."""
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), BLOCK):
        block = entries[start : start + BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
