"""公示: what is about to be decided is shown to the public, with the time and the place for objections (class G)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.blocks import (
    Blank,
    Block,
    Column,
    Document,
    DocumentKind,
    Paragraph,
    Row,
    Signature,
    Table,
    Title,
)
from app.documents.words import chinese_date


@dataclass(frozen=True)
class NoticeText:
    """What a notice says. ground: the sentence before the list. working_days: how many the time holds.

    names: in ``rows`` they are masked already. objections: where people turn to.
    """

    title: str
    ground: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    since: date
    until: date
    working_days: int
    objections: str
    issuer: str
    on: date


def public_notice(text: NoticeText) -> Document:
    """The notice on the grid of official paper, with room for the seal."""
    lines = tuple(Row(cells, name=f"公示第{n}行") for n, cells in enumerate(text.rows, start=1))
    blocks: list[Block] = [
        Title(text.title),
        Blank(),
        Paragraph(text.ground),
        Table(text.columns, lines, text_pt=10.5, row_height_mm=8.0),
        Blank(),
        Paragraph(
            f"公示期：{chinese_date(text.since)}至{chinese_date(text.until)}（{text.working_days}个工作日）。"
        ),
        Paragraph(
            "公示期间如有异议，请书面或电话反映。反映情况应实事求是，并留下真实姓名和联系方式，便于核实答复。"
        ),
        Paragraph(f"受理异议：{text.objections or text.issuer}。"),
        Signature(text.issuer, chinese_date(text.on)),
    ]
    return Document(DocumentKind.OFFICIAL, text.title, tuple(blocks))
