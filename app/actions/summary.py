"""工作小结: drafted from the figures of a month, quarter or year, and printed with the statistics table attached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from app import settings
from app.actions.printing import Printed, enter
from app.desk import Desk
from app.documents.blocks import Document
from app.documents.faces import check_role_glyphs
from app.documents.statistics import StatisticsContent, StatisticsGroup, StatisticsRow
from app.documents.summary import SummaryContent, SummaryItem, SummarySection, summary_document
from app.documents.texts import texts
from app.documents.words import chinese_date, heading_mark
from app.errors import UserError
from app.files import safe_write
from app.measures.catalogue import Section
from app.measures.checks import checks
from app.measures.narrative import Chapter, Passage, chapters, opening
from app.measures.period import Month, Reported
from app.measures.table import TableRow, table
from app.returns.choice import left_out
from app.returns.corrections import corrected, corrections, passage
from app.surveys.charts import Chart
from app.surveys.papercharts import paper_charts
from app.values.officialwording import lint

PARTIAL = "上年数据不全"


@dataclass(frozen=True)
class SummaryDraft:
    """A summary before it is printed; what the clerk changes is put in with ``dataclasses.replace``.

    month: the period, which may also be a quarter or a year. office, signer: as printed; signed_on: date of the paper and of the report. figures: the lines of the statistics table
    by code. doubts: sentences about figures that do not agree and wording that official paper does not allow. charts: attached
    behind the table, where the office wants them. unreported: codes of the figures that have no line in the table.
    """

    month: Reported
    office: str
    signer: str
    signed_on: date
    opening: Passage
    chapters: tuple[Chapter, ...]
    statistics: StatisticsContent
    figures: dict[str, TableRow]
    doubts: tuple[str, ...]
    charts: tuple[Chart, ...] = ()
    unreported: frozenset[str] = frozenset()


def draft(desk: Desk, month: Reported, signed_on: date | None = None) -> SummaryDraft:
    """Draft the summary of a period from its figures; nothing is written to the ledger. Where the return of the period
    before is sealed, its figures stand as they were reported, with what is corrected said beside them.

    signed_on: date of the paper, today unless given. Raises UserError when the office has no name yet.
    """
    chosen = settings.read_all(desk)
    if not chosen["office_name"].strip():
        raise UserError("还没有填写单位名称，工作小结没有标题和落款。", "请先在“设置”中填写单位名称。")
    day = signed_on or date.today()
    wrong = corrections(desk, month)
    rows = corrected(table(desk, month), wrong)
    by_code = {row.measure.code: row for row in rows}
    told = chapters(month, by_code)
    if (said := passage(month.previous(), wrong)) is not None:
        told = (replace(told[0], passages=(*told[0].passages, said)), *told[1:])
    passages = [passage for chapter in told for passage in chapter.passages]
    doubts = [*checks(desk, month), *(found for passage in passages for found in lint(passage.text))]
    unreported = left_out(desk)
    who = Reporter(chosen["office_name"], desk.actor.name, chosen["contact_phone"])
    statistics = statistics_of(month, rows, who, day, unreported)
    signer = chosen["signature"] or chosen["office_name"]
    charts = paper_charts(desk, month) if chosen["summary_charts"] else ()
    return SummaryDraft(
        month,
        chosen["office_name"],
        signer,
        day,
        opening(month),
        told,
        statistics,
        by_code,
        tuple(doubts),
        charts,
        unreported,
    )


def document_of(drafted: SummaryDraft) -> Document:
    """The paper a draft makes: official text, signature with seal zone, the table on turned pages."""
    content = SummaryContent(
        office=drafted.office,
        year=drafted.month.year,
        month=drafted.month.last.month,
        period="" if isinstance(drafted.month, Month) else drafted.month.label,
        title=f"{drafted.office}新就业群体服务管理{drafted.month.spoken.paper}",
        opening=tuple(filter(None, [drafted.opening.text])),
        sections=tuple(_section(chapter) for chapter in drafted.chapters),
        signer=drafted.signer,
        signed_on=drafted.signed_on,
        statistics=drafted.statistics,
        charts=drafted.charts,
    )
    return summary_document(content)


def render(desk: Desk, drafted: SummaryDraft, target: Path | BinaryIO | None = None) -> Printed:
    """Print a draft: entered in the register of prints under a number of the day, written to ``target`` when given.

    Raises MissingGlyphs before anything is written, and UserError when the file cannot be written.
    """
    document = document_of(drafted)
    check_role_glyphs(texts(document))
    title = f"打印{drafted.month.label}{drafted.month.spoken.paper}"
    with desk.operation("print", title, undoable=False) as session:
        printed = enter(session, desk, "summary", document.title, document, drafted.signed_on, marked=False)
        if isinstance(target, Path):
            with safe_write(target) as stream:
                stream.write(printed.data)
        elif target is not None:
            target.write(printed.data)
    return printed


def grouped(rows: Iterable[TableRow]) -> list[tuple[str, list[TableRow]]]:
    """The lines of the statistics table under their numbered headings; 待办核查 is not reported."""
    found: list[tuple[str, list[TableRow]]] = []
    every = list(rows)
    for section in Section:
        lines = [row for row in every if row.measure.section is section]
        if lines and section is not Section.CHECKS:
            found.append((f"{heading_mark(1, len(found) + 1)}{section.value}", lines))
    return found


def statistics_groups(rows: Sequence[TableRow]) -> tuple[StatisticsGroup, ...]:
    """The same as the printed table takes them: parts without any figure have no line."""
    told = [row for row in rows if _tells(row)]
    return tuple(StatisticsGroup(heading, tuple(map(_line, lines))) for heading, lines in grouped(told))


def _tells(row: TableRow) -> bool:
    """Whether there is something to say in a line: a 其中 that was nought all along would only lengthen the table."""
    compared = (row.this_month, row.last_month, row.year_before, row.year_total, row.last_year_total)
    return not row.measure.of or bool(row.remark) or any(compared)


@dataclass(frozen=True)
class Reporter:
    """Who reports: as it stands around the table."""

    office: str
    clerk: str
    phone: str
    reviewer: str = ""
    head: str = ""


def statistics_of(
    month: Reported,
    rows: Sequence[TableRow],
    who: Reporter,
    day: date,
    unreported: Set[str] = frozenset(),
) -> StatisticsContent:
    """The table of a period as it is printed, without the figures of some codes."""
    rows = [row for row in rows if row.measure.code not in unreported]
    then = "上年同月" if isinstance(month, Month) else "上年同期"
    notes = (
        f"注：1.数据截至{chinese_date(month.last)}。2.“—”表示无同期数或不适用。"
        f"3.时点数、率的同比与{then}比较，时期数的同比按本年累计与上年同期累计比较。"
        "4.率的环比、同比为百分点。"
    ) + ("" if all(map(_tells, rows)) else "5.各期都没有数的“其中”项不列。")
    return StatisticsContent(
        title=f"{month.label}新就业群体服务管理工作情况统计表",
        office=who.office,
        as_of=month.last,
        groups=statistics_groups(rows),
        head=who.head,
        reviewer=who.reviewer,
        clerk=who.clerk,
        phone=who.phone,
        reported_on=day,
        note=notes,
        heads=(month.spoken.this, month.spoken.last),
    )


def _line(row: TableRow) -> StatisticsRow:
    cells, measure = row.texts, row.measure
    return StatisticsRow(
        name=measure.label,
        unit=measure.unit,
        this_month=cells.this_month,
        last_month=cells.last_month,
        month_change=_narrow(cells.month_change),
        year_total=cells.year_total,
        last_year_total=cells.last_year_total,
        year_change=_narrow(cells.year_change),
        remark="；".join(filter(None, (row.remark, PARTIAL if row.partial else ""))),
        part=bool(measure.of),
    )


def _narrow(change: str) -> str:
    """The column is too narrow for 个百分点; the note under the table says it."""
    return change.removesuffix("个百分点")


def _section(chapter: Chapter) -> SummarySection:
    parts = tuple(
        SummaryItem(passage.lead, passage.text) if passage.lead else passage.text
        for passage in chapter.passages
    )
    return SummarySection(chapter.heading, parts)
