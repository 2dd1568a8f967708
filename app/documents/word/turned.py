"""The page number of a turned page, where the upright pages have theirs: a box at the left edge, its text turned."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml

from app.documents.blocks import Page
from app.documents.units import MM
from app.documents.word.xml import EMU_PER_MM, element, field, paragraph, run

_ACROSS_MM, _ALONG_MM = 7.0, 40.0
# A drawing that stands on the page whatever the text does; {x}, {y}, {across}, {along} in EMU.
_BOX = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent><mc:Choice Requires="wps">
<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>
<wp:extent cx="{across}" cy="{along}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{number}" name="页码{number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{along}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp></a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>
"""


def turned_number(page: Page, below_mm: float, pt: float, *, even: bool) -> Any:
    """The box. below_mm: how far the dash stands under the type area of the upright sheet; pt: type size."""
    character = pt / MM
    x = page.left_mm - below_mm - _ACROSS_MM / 2
    y = page.top_mm + character if even else page.height_mm - page.bottom_mm - character - _ALONG_MM
    places = {"x": x, "y": y, "across": _ACROSS_MM, "along": _ALONG_MM}
    emu = {name: round(value * EMU_PER_MM) for name, value in places.items()}
    box: Any = parse_xml(_BOX.format(number=2 if even else 1, **emu))
    side = element("w:jc", {"val": "left" if even else "right"})
    text = paragraph("Footer", run("— "), *field("PAGE"), run(" —"), look=(side,))
    next(box.iter("{*}txbxContent")).append(text)
    return box
