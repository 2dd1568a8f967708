"""Which documents are made of text, tables and charts alone, so that a word processor can go on with them."""

from __future__ import annotations

from app.documents.blocks import (
    AttachmentList,
    AttachmentMark,
    Blank,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Subtitle,
    Table,
    Title,
)
from app.documents.chartblock import ChartFigure

TEXT = (Title, Subtitle, Heading, Paragraph, Blank, AttachmentMark, AttachmentList, Signature)
_KNOWN = (*TEXT, Table, ChartFigure, PageBreak)


def flows(document: Document) -> bool:
    """Whether a document flows; certificates, maps and forms are drawn at exact places and do not."""
    return not document.watermark and all(isinstance(block, _KNOWN) for block in document.blocks)
