"""What makes a PDF fit for archives (PDF/A-2b, ISO 19005-2): metadata that say so, an output intent, well-ended streams."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, format

from app.paths import resources_dir

VERSION = (1, 7)
_PROFILE = "sRGB IEC61966-2.1"
_DAY = "2000-01-01T00:00:00+00:00"  # ReportLab's day for documents that come out the same each time
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{product}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<pdf:Producer>{product}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_LENGTH = re.compile(rb"/Length (\d+)")
_OBJECT_ENDS = b"endstream\nendobj\n"


class _Plain(PDFStream):  # type: ignore[misc]
    """A stream that is written as it is: metadata must be readable without a PDF reader."""

    def format(self, document: Any) -> bytes:
        """The stream with its dictionary (ReportLab's hook)."""
        self.dictionary["Length"] = len(self.content)
        head: bytes = format(self.dictionary, document)
        content: bytes = self.content
        return head + b"\nstream\n" + content + b"\nendstream\n"


def declare(canvas: Any, title: str, product: str) -> None:
    """Put metadata and output intent into a document; readers show its title instead of the file's name."""
    document = canvas._doc  # noqa: SLF001 - ReportLab has no other way to its catalogue
    catalog = document.Catalog
    text = _XMP.format(title=escape(title), product=escape(product), day=_DAY)
    kind = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
    catalog.Metadata = _Plain(PDFDictionary(kind), text.encode())
    profile = _Plain(PDFDictionary({"N": 3, "Alternate": PDFName("DeviceRGB")}), _profile())
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(_PROFILE),
        "Info": PDFString(_PROFILE),
        "DestOutputProfile": document.Reference(profile),
    }
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = PDFArray([PDFDictionary(intent)])
    canvas.setViewerPreference("DisplayDocTitle", "true")


def well_ended(data: bytes) -> bytes:
    """The document with a line's end before each ``endstream``, which ReportLab leaves out (ISO 19005-2, 6.1.7.1)."""
    table = int(data[data.rindex(b"startxref\n") + 10 :].split(b"\n", 1)[0])
    lines = data[table:].split(b"\n")
    offsets = [int(line[:10]) for line in lines if line.endswith(b" n ")]
    order = sorted(offsets)
    pieces, moved, shift = [data[: order[0]]], {}, 0
    for start, end in zip(order, [*order[1:], table], strict=True):
        piece = data[start:end]
        moved[start] = start + shift
        if _lacks_end(piece):
            piece = piece[: -len(_OBJECT_ENDS)] + b"\n" + _OBJECT_ENDS
            shift += 1
        pieces.append(piece)
    for number, line in enumerate(lines):
        if line.endswith(b" n "):
            lines[number] = b"%010d%s" % (moved[int(line[:10])], line[10:])
    ending = b"\n".join(lines).replace(b"startxref\n%d\n" % table, b"startxref\n%d\n" % (table + shift))
    return b"".join([*pieces, ending])


def _lacks_end(piece: bytes) -> bool:
    """Whether the bytes of a stream run into the word that ends it."""
    if not piece.endswith(_OBJECT_ENDS):
        return False
    head = piece.index(b"\nstream\n") + 8
    length = _LENGTH.search(piece[:head])
    return length is not None and head + int(length[1]) + len(_OBJECT_ENDS) == len(piece)


@cache
def _profile() -> bytes:
    return (resources_dir() / "colour" / "srgb.icc").read_bytes()
