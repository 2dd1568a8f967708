"""A chart as a picture for a Word document: drawn as on paper, then looked at with PDFium."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from app.documents.blocks import Document, DocumentKind, Numbering, Page
from app.documents.chartblock import ChartFigure
from app.documents.pdf import render
from app.documents.pdfium import ONE_AT_A_TIME
from app.documents.units import MM

_PER_INCH = 300


def chart_picture(figure: ChartFigure, width: float) -> bytes:
    """A PNG of the chart without its caption, ``width`` points wide, fine enough for print."""
    import pypdfium2

    alone = replace(figure, captioned=False)
    page = Page(width / MM, alone.height / MM, 0.0, 0.0, 0.0, 0.0, numbering=Numbering.NONE)
    drawn, picture = BytesIO(), BytesIO()
    render(Document(DocumentKind.FORM, figure.caption, (alone,), page=page), drawn)
    with ONE_AT_A_TIME:
        paper = pypdfium2.PdfDocument(drawn.getvalue())
        leaf = paper[0]
        leaf.render(scale=_PER_INCH / 72, grayscale=True).to_pil().save(picture, "PNG", optimize=True)
        leaf.close()
        paper.close()
    return picture.getvalue()
