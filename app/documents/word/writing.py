"""Writing a document as a Word file, for those papers that are made of text and tables."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from docx.section import Section
from docx.shared import Pt

from app.documents.blocks import AttachmentList, Block, Document, Page, PageBreak, Signature, Table
from app.documents.chartblock import ChartFigure
from app.documents.faces import check_role_glyphs
from app.documents.flowing import flows
from app.documents.texts import texts
from app.documents.units import MM
from app.documents.word.charts import chart_picture
from app.documents.word.pages import number_pages, set_up
from app.documents.word.paragraphs import break_before, keep_with_next, paragraphs
from app.documents.word.skeleton import new_word, save
from app.documents.word.tables import table_parts
from app.documents.word.xml import element, paragraph, run
from app.files import safe_write
from app.surveys.charts import in_words

_WITH_SIGNATURE = (AttachmentList, Signature)


def write_word(document: Document, target: Path | BinaryIO) -> None:
    """Write the document as docx to a file (whole or not at all) or a binary stream.

    Raises MissingGlyphs before anything is written, ValueError for a document that does not flow, and UserError when
    the file cannot be written.
    """
    if not flows(document):
        raise ValueError(f"“{document.title}” is drawn at exact places and has no Word form")
    check_role_glyphs(texts(document))
    writer = _Writer(document)
    for block in document.blocks:
        writer.add(block)
    writer.close()
    if isinstance(target, Path):
        with safe_write(target) as stream:
            save(writer.word, stream)
    else:
        save(writer.word, target)


class _Writer:
    """Fills the body of a Word document from top to bottom."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.word = new_word(document.title)
        self.body: Any = self.word.element.body
        self.page = document.page
        self._break = False

    @property
    def width(self) -> float:
        """The width of the type area in points."""
        return (self.page.width_mm - self.page.left_mm - self.page.right_mm) * MM

    def add(self, block: Block) -> None:
        """Write one block after those before it."""
        match block:
            case PageBreak(page=None):
                self._break = True
            case PageBreak():
                self._new_section(block.page or self.page)
            case Table():
                self._put(table_parts(block, self.width))
            case ChartFigure():
                self._add_chart(block)
            case _:
                if isinstance(block, _WITH_SIGNATURE):
                    self._keep_last()
                self._put(paragraphs(block, self.width))

    def _add_chart(self, figure: ChartFigure) -> None:
        """A picture of the chart, which says in words what it shows, and its caption."""
        holder = self.word.add_paragraph()
        shape = holder.add_run().add_picture(BytesIO(chart_picture(figure, self.width)), width=Pt(self.width))
        described: Any = shape._inline.docPr  # noqa: SLF001 - python-docx sets no description
        described.set("descr", in_words(figure.chart))
        drawn: Any = holder.runs[0]._r  # noqa: SLF001
        self.body.remove(holder._p)  # noqa: SLF001
        self._put([paragraph("Figure", drawn), paragraph("Caption", run(figure.caption))])

    def close(self) -> None:
        """End the last section."""
        self._end_with_text()
        section = self.word.sections[-1]
        set_up(section, self.page, marked=bool(self.document.footer))
        number_pages(section, self.page, self.document)

    def _put(self, made: list[Any]) -> None:
        if self._break and made:
            if not made[0].tag.endswith("}p"):
                made = [_thin(), *made]
            break_before(made[0])
            self._break = False
        for one in made:
            self.body.insert(len(self.body) - 1, one)  # before the properties of the last section

    def _new_section(self, page: Page) -> None:
        """End the section so far in its last paragraph, so that no empty one opens the next page."""
        self._end_with_text()
        ended = deepcopy(self.body[-1])
        self.body[-2].find("{*}pPr").append(ended)
        section = Section(ended, self.word.part)
        set_up(section, self.page, marked=bool(self.document.footer))
        number_pages(section, self.page, self.document)
        self.page, self._break = page, False

    def _end_with_text(self) -> None:
        """A table is followed by a paragraph, however thin."""
        if len(self.body) < 2 or not self.body[-2].tag.endswith("}p"):
            self._put([_thin()])

    def _keep_last(self) -> None:
        """The list of attachments and the signature never stand on a page without body text."""
        if len(self.body) > 1 and self.body[-2].tag.endswith("}p"):
            keep_with_next(self.body[-2])


def _thin() -> Any:
    return paragraph(
        "Normal",
        look=(
            element("w:snapToGrid", {"val": 0}),
            element("w:spacing", {"line": 20, "lineRule": "exact"}),
        ),
    )
