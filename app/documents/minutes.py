"""The minutes of a deliberation (会议记录): who met about what, what was raised, and what was resolved; signed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import (
    Align,
    Blank,
    Block,
    Column,
    Document,
    DocumentKind,
    Heading,
    Page,
    Paragraph,
    Row,
    Subtitle,
    Table,
    Title,
)
from app.documents.words import heading_mark

_NOTHING = "无。"
MINUTES_PAGE = Page(top_mm=28.0, bottom_mm=25.0)


@dataclass(frozen=True)
class Minutes:
    """All texts ready. about: the head, line by line as (label, text) pairs. sources, opinions, resolutions: rows without serial numbers.

    sources: number, matter, state. opinions: what, who, adopted, handling and answer. resolutions: what, who, until when, state.
    """

    title: str
    number: str
    about: tuple[tuple[tuple[str, str], ...], ...]
    summary: str
    sources: tuple[tuple[str, ...], ...]
    opinions: tuple[tuple[str, ...], ...]
    resolutions: tuple[tuple[str, ...], ...]


_SOURCES = (Column("编号", 30, Align.CENTER), Column("事由", 96), Column("现状", 22, Align.CENTER))
_OPINIONS = (Column("意见建议", 62), Column("提出人", 22, Align.CENTER), Column("是否采纳", 20, Align.CENTER),
             Column("办理和反馈情况", 52))  # fmt: skip
_RESOLUTIONS = (Column("议定事项", 72), Column("责任单位", 34), Column("完成期限", 26, Align.CENTER),
                Column("状态", 20, Align.CENTER))  # fmt: skip


def minutes_document(minutes: Minutes) -> Document:
    """Portrait paper: the head as lines, four parts, and room for the signatures."""
    blocks: list[Block] = [Title(minutes.title), Subtitle(f"（{minutes.number}）")]
    lines = ("　　".join(f"{label}：{text}" for label, text in line if text) for line in minutes.about)
    blocks += [Paragraph(line) for line in lines if line]
    parts: list[tuple[str, list[Block]]] = [
        (
            "会议情况",
            [Paragraph(line) for line in (minutes.summary or _NOTHING).splitlines() if line.strip()],
        ),
        ("来源诉求", _table(_SOURCES, minutes.sources)),
        ("意见建议", _table(_OPINIONS, minutes.opinions)),
        ("议定事项", _table(_RESOLUTIONS, minutes.resolutions)),
    ]
    for at, (heading, part) in enumerate(parts, start=1):
        blocks += [Heading(1, f"{heading_mark(1, at)}{heading}"), *part]
    blocks += [Blank(), Paragraph("主持人（签字）：　　　　　　　　记录人（签字）：")]
    return Document(DocumentKind.FORM, minutes.title, tuple(blocks), page=MINUTES_PAGE)


def _table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Block]:
    if not rows:
        return [Paragraph(_NOTHING)]
    serial = Column("序号", 12, Align.CENTER)
    lines = tuple(Row((str(at), *row)) for at, row in enumerate(rows, start=1))
    return [Table((serial, *columns), lines)]
