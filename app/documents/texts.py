"""Every text of a document with its role and place, so that missing glyphs can be named before printing."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.blocks import (
    AttachmentList,
    Block,
    Document,
    FixedText,
    Heading,
    Paragraph,
    Role,
    RowKind,
    Signature,
    Subtitle,
    Table,
    Title,
    heading_role,
)
from app.documents.chartblock import ChartFigure


def texts(document: Document) -> Iterator[tuple[str, Role, str]]:
    """Every text of the document with its role and where it stands, for the glyph check."""
    for extra in (document.title, document.watermark, document.footer):
        yield "页面", Role.SONG, extra
    for number, block in enumerate(document.blocks, start=1):
        yield from _block_texts(number, block)


def _block_texts(number: int, block: Block) -> Iterator[tuple[str, Role, str]]:
    match block:
        case Table():
            yield from _table_texts(block)
        case Heading():
            yield f"标题“{block.text}”", heading_role(block.level), block.text
            yield f"标题“{block.text}”之后", Role.FANG, block.run_in
        case Title() | Subtitle():
            yield "标题", Role.TITLE if isinstance(block, Title) else Role.KAI, block.text
        case Paragraph():
            yield f"正文“{block.text[:10]}”", Role.FANG, block.text
        case Signature():
            yield "落款", Role.FANG, block.issuer + block.date
        case AttachmentList():
            yield "附件说明", Role.FANG, "".join(block.names)
        case ChartFigure():
            yield f"图“{block.chart.title}”", Role.SONG, "".join(block.texts())
            yield f"图“{block.chart.title}”的图题", Role.HEI, block.caption
        case FixedText():
            yield block.where or f"第{number}处文字", block.role, block.text


def _table_texts(table: Table) -> Iterator[tuple[str, Role, str]]:
    yield "表题", Role.TITLE, table.title
    for text in (*(text for line in table.lines_above for text in line), *table.below, table.note):
        yield "表外文字", Role.SONG, text
    for column in table.columns:
        yield "表头", Role.HEI, column.label
    for number, row in enumerate(table.rows, start=1):
        place = row.name or f"第{number}行"
        role = Role.HEI if row.kind in (RowKind.GROUP, RowKind.TOTAL) else table.role
        for column, cell in zip(table.columns, row.cells, strict=False):
            yield f"{place} {column.label}", role, cell
