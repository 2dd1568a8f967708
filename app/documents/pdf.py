"""Writing a document as PDF/A: embedded subsets, searchable text, the same bytes for the same document."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.documents.archival import VERSION, declare, well_ended
from app.documents.blocks import Document
from app.documents.faces import check_role_glyphs, load
from app.documents.official import lay_out
from app.documents.sheet import Sheet
from app.documents.texts import texts
from app.files import safe_write

PRODUCT = "新蜂台账"
# ReportLab's faces keep a reading position while they are cut into subsets: one document at a time.
_one_at_a_time = threading.Lock()


def render(document: Document, target: Path | BinaryIO) -> int:
    """Write the document as PDF to a file (whole or not at all) or a binary stream; returns its pages.

    Raises MissingGlyphs, before anything is written, when a character has no glyph in any shipped face,
    and UserError when the file cannot be written.
    """
    check_role_glyphs(texts(document))
    sheets = lay_out(document)
    if isinstance(target, Path):
        with safe_write(target) as stream:
            _write(document.title, [(document, sheets)], stream)
    else:
        _write(document.title, [(document, sheets)], target)
    return len(sheets)


def render_together(title: str, documents: Sequence[Document], stream: BinaryIO) -> list[int]:
    """Write several documents as one PDF, pages numbered through, a bookmark for each; returns on which page each begins.

    Raises MissingGlyphs before anything is written.
    """
    for document in documents:
        check_role_glyphs(texts(document))
    parts = [(document, lay_out(document)) for document in documents]
    _write(title, parts, stream, bookmarks=True)
    return first_pages([len(sheets) for _, sheets in parts])


def first_pages(lengths: Sequence[int]) -> list[int]:
    """On which page each of some documents begins when they are bound together."""
    return [1 + sum(lengths[:place]) for place in range(len(lengths))]


def pages_of(document: Document) -> int:
    """How many pages a document takes."""
    return len(lay_out(document))


def _write(
    title: str, parts: Sequence[tuple[Document, list[Sheet]]], stream: BinaryIO, *, bookmarks: bool = False
) -> None:
    with _one_at_a_time:
        load("Latin")
        # Binary streams instead of their text form: half the time and four fifths of the size.
        rl_config.useA85 = 0
        written = io.BytesIO()
        canvas = Canvas(
            written, pageCompression=1, invariant=1, initialFontName="Latin", lang="zh-CN", pdfVersion=VERSION
        )
        declare(canvas, title, PRODUCT)
        canvas.setTitle(title)
        canvas.setAuthor("")
        canvas.setSubject("")
        canvas.setCreator(PRODUCT)
        canvas.setProducer(PRODUCT)
        number, pages = 0, sum(len(sheets) for _, sheets in parts)
        for document, sheets in parts:
            if bookmarks:
                canvas.bookmarkPage(f"page{number + 1}")
                canvas.addOutlineEntry(document.title, f"page{number + 1}", 0)
            for sheet in sheets:
                number += 1
                sheet.draw(canvas, number, pages, document.watermark, document.footer)
        if bookmarks:
            canvas.showOutline()
        canvas.save()
        stream.write(well_ended(written.getvalue()))
