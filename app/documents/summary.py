"""The monthly summary: official text with the statistics table as its attachment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.blocks import (
    OFFICIAL_PAGE,
    TURNED_PAGE,
    AttachmentList,
    AttachmentMark,
    Blank,
    Block,
    Document,
    DocumentKind,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Subtitle,
    Title,
)
from app.documents.chartblock import ChartFigure
from app.documents.statistics import StatisticsContent, statistics_table
from app.documents.words import chinese_date, chinese_month, heading_mark
from app.surveys.charts import Chart


@dataclass(frozen=True)
class SummaryItem:
    """A point of a section: its lead in 楷体 (``强化组织覆盖。``) and the text that follows on the line."""

    lead: str
    text: str = ""


@dataclass(frozen=True)
class SummarySection:
    """A section: heading without its number, then paragraphs and numbered items in their order."""

    heading: str
    parts: tuple[str | SummaryItem, ...]


@dataclass(frozen=True)
class SummaryContent:
    """The month's summary, all texts ready: only numbering and arrangement are added.

    signer and signed_on close the text; sealed keeps the seal's square free. title: when empty, the office's
    usual one. statistics: the table attached; None leaves the attachment out. charts: attached behind it on pages of their
    own. period: its label where it is no month.
    """

    office: str
    year: int
    month: int
    opening: tuple[str, ...]
    sections: tuple[SummarySection, ...]
    signer: str
    signed_on: date
    statistics: StatisticsContent | None = None
    title: str = ""
    sealed: bool = True
    period: str = ""
    charts: tuple[Chart, ...] = ()

    @property
    def label(self) -> str:
        """The period in brackets under the title."""
        return self.period or chinese_month(self.year, self.month)


def summary_title(content: SummaryContent) -> str:
    """The title on the first line of the page."""
    return content.title or f"{content.office}新就业群体服务管理工作小结"


def summary_document(content: SummaryContent) -> Document:
    """Arrange the summary on official paper; the table follows on turned landscape pages, then the charts."""
    title = summary_title(content)
    blocks: list[Block] = [
        Title(title),
        Subtitle(f"（{content.label}）"),
        Blank(),
        *[Paragraph(text) for text in content.opening],
    ]
    for number, section in enumerate(content.sections, start=1):
        blocks += _section(number, section)
    attached = _attached(content)
    if attached:
        blocks.append(AttachmentList(tuple(attached)))
    blocks.append(Signature(content.signer, chinese_date(content.signed_on), content.sealed))
    if content.statistics:
        first = AttachmentMark(1 if content.charts else 0)
        blocks += [PageBreak(TURNED_PAGE), first, statistics_table(content.statistics)]
    if content.charts:
        blocks += [
            PageBreak(OFFICIAL_PAGE),
            AttachmentMark(2 if content.statistics else 0),
            Title(attached[-1]),
        ]
        blocks += [ChartFigure(chart, number) for number, chart in enumerate(content.charts, start=1)]
    return Document(DocumentKind.OFFICIAL, f"{title}（{content.label}）", tuple(blocks))


def _attached(content: SummaryContent) -> list[str]:
    """The titles of what is attached."""
    names = [content.statistics.title] if content.statistics else []
    return [*names, f"{content.label}主要数据图"] if content.charts else names


def _section(number: int, section: SummarySection) -> list[Block]:
    blocks: list[Block] = [Heading(1, heading_mark(1, number) + section.heading)]
    item_number = 0
    for part in section.parts:
        if isinstance(part, SummaryItem):
            item_number += 1
            blocks.append(Heading(2, heading_mark(2, item_number) + part.lead, part.text))
        else:
            blocks.append(Paragraph(part))
    return blocks
