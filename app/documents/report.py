"""本人信息报告: everything that is held about one person, for that person (个人信息保护法 art. 45)."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.blocks import (
    Align,
    Blank,
    Block,
    Column,
    Document,
    DocumentKind,
    Heading,
    Numbering,
    Page,
    Paragraph,
    Row,
    Subtitle,
    Table,
    Title,
)
from app.documents.words import chinese_number

TITLE = "本人信息报告"
REPORT_PAGE = Page(210.0, 297.0, 22.0, 25.0, 18.0, 22.0, numbering=Numbering.OF_TOTAL_SPACED)
_MM_PER_CHARACTER = 1.7


@dataclass(frozen=True)
class Listed:
    """A table of the report. widths: of the columns, in half-width characters. note: a sentence under its heading."""

    label: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Report:
    """What the report says: who, when, the tables in order, and sentences at the beginning and the end."""

    name: str
    number: str
    day: str
    opening: str
    tables: tuple[Listed, ...]
    closing: tuple[str, ...]


def report_document(report: Report) -> Document:
    """The report as paper; empty tables are left out."""
    blocks: list[Block] = [
        Title(TITLE),
        Subtitle(f"（{report.name}　{report.number}）"),
        Blank(),
        Paragraph(report.opening),
    ]
    shown = [one for one in report.tables if one.rows]
    for place, one in enumerate(shown):
        blocks.append(Blank())
        blocks.append(_table(one, f"{chinese_number(place + 1)}、{one.label}"))
    blocks.append(Heading(1, f"{chinese_number(len(shown) + 1)}、说明"))
    blocks += [Paragraph(sentence) for sentence in report.closing]
    return Document(DocumentKind.FORM, TITLE, tuple(blocks), page=REPORT_PAGE)


def _table(one: Listed, title: str) -> Table:
    columns = tuple(
        Column(head, max(width, 2 * len(head)) * _MM_PER_CHARACTER + 3.0, Align.LEFT)
        for head, width in zip(one.heads, one.widths, strict=True)
    )
    rows = tuple(Row(cells, name=f"{one.label}第{n}行") for n, cells in enumerate(one.rows, start=1))
    above = (one.note,) if one.note else ()
    return Table(columns, rows, title, title_pt=14.0, above=above, text_pt=9.0, row_height_mm=6.5)
