"""Every PDF is made for archives (PDF/A-2b): it says so, its colours are told, its faces are inside, its streams end well."""

import io
import re
from datetime import date

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import literal_name

from app.documents.archival import well_ended
from app.documents.blocks import Document, DocumentKind, Heading, Paragraph, Signature, Title
from app.documents.ledger import Column, ledger_document
from app.documents.pdf import render

SQLITE_ALONE = True
PAPER = Document(
    DocumentKind.OFFICIAL,
    "小结<2024>&第11期",
    (Title("小结"), Heading(1, "一、基本情况"), Paragraph("在册1200人，𬱖某1人。"), Signature("北山街道", "2024年12月3日", mark_zone=True)),
)  # fmt: skip


def data_of(document: Document) -> bytes:
    stream = io.BytesIO()
    render(document, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def data() -> bytes:
    return data_of(PAPER)


@pytest.fixture(scope="module")
def pdf(data: bytes) -> PDFDocument:
    return PDFDocument(PDFParser(io.BytesIO(data)))


def test_it_says_what_it_is_in_metadata_that_anybody_can_read(data: bytes, pdf: PDFDocument):
    assert data.startswith(b"%PDF-1.7\n%")
    assert all(byte > 127 for byte in data.splitlines()[1][1:5])
    metadata = resolve1(pdf.catalog["Metadata"])
    assert "Filter" not in metadata.attrs
    said = metadata.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in said
    assert '<rdf:li xml:lang="x-default">小结&lt;2024&gt;&amp;第11期</rdf:li>' in said
    assert (pdf.catalog["Lang"], resolve1(pdf.catalog["ViewerPreferences"])["DisplayDocTitle"]) == (
        b"zh-CN",
        True,
    )
    assert pdf.info[0]["Title"].decode("utf-16") == "小结<2024>&第11期"


def test_its_colours_mean_srgb(pdf: PDFDocument):
    (intent,) = (resolve1(one) for one in resolve1(pdf.catalog["OutputIntents"]))
    assert literal_name(intent["S"]) == "GTS_PDFA1"
    profile = resolve1(intent["DestOutputProfile"])
    assert profile["N"] == 3
    assert profile.get_data()[36:40] == b"acsp"
    assert profile.get_data()[16:20] == b"RGB "


def test_every_face_is_inside_and_read_without_an_encoding(pdf: PDFDocument):
    fonts = [resolve1(pdf.getobj(number)) for number in sorted(pdf.xrefs[0].get_objids())]
    fonts = [
        one
        for one in fonts
        if isinstance(one, dict) and one.get("Type") and literal_name(one["Type"]) == "Font"
    ]
    assert len(fonts) >= 4
    for font in fonts:
        described = resolve1(font["FontDescriptor"])
        assert isinstance(resolve1(described["FontFile2"]), PDFStream)
        assert described["Flags"] & 4
        assert "Encoding" not in font
        assert "ToUnicode" in font


def test_nothing_is_transparent_and_no_program_is_inside(data: bytes):
    for word in (b"/SMask", b"/ca ", b"/CA ", b"/JavaScript", b"/Encrypt", b"/LZWDecode"):
        assert word not in data
    assert re.search(rb"/ID \n\[<[0-9a-f]{32}><[0-9a-f]{32}>\]", data)


def test_streams_are_as_long_as_they_say_and_end_on_a_line_of_their_own(data: bytes):
    rows = ledger_document(
        "台账", "街道", date(2024, 11, 30), [Column("姓名", 30)], [(f"骑手{n}",) for n in range(60)]
    )
    for one in (data, data_of(rows)):
        table = int(one[one.rindex(b"startxref\n") + 10 :].split(b"\n")[0])
        assert one[table : table + 5] == b"xref\n"
        offsets = [int(line[:10]) for line in one[table:].split(b"\n") if line.endswith(b" n ")]
        streams = 0
        for number, offset in enumerate(offsets, start=1):
            assert one[offset:].startswith(b"%d 0 obj" % number)
            piece = one[offset : one.index(b"endobj", offset)]
            if b"\nstream\n" in piece:
                head, _, body = piece.partition(b"\nstream\n")
                length = int(re.search(rb"/Length (\d+)", head)[1])
                assert body[length:] == b"\nendstream\n"
                streams += 1
        assert streams > 5
        assert well_ended(one) == one


def test_the_same_paper_is_the_same_bytes(data: bytes):
    assert data_of(PAPER) == data
