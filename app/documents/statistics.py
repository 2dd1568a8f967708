"""The monthly statistics table of the office: figures arrive as ready strings, here they only find their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.documents.blocks import (
    Align,
    Column,
    Document,
    DocumentKind,
    Numbering,
    Page,
    Row,
    RowKind,
    Table,
)
from app.documents.words import chinese_date

STATISTICS_PAGE = Page(
    297.0, 210.0, left_mm=20.0, top_mm=22.0, right_mm=20.0, bottom_mm=18.0, numbering=Numbering.OF_TOTAL
)
COLUMNS = (
    Column("序号", 12, Align.CENTER),
    Column("指标名称", 66),
    Column("计量单位", 18, Align.CENTER),
    Column("本月", 20, Align.RIGHT),
    Column("上月", 20, Align.RIGHT),
    Column("环比", 21, Align.RIGHT),
    Column("本年累计", 24, Align.RIGHT),
    Column("上年同期累计", 27, Align.RIGHT),
    Column("同比", 21, Align.RIGHT),
    Column("备注", 28),
)


@dataclass(frozen=True)
class StatisticsRow:
    """One indicator, every figure a ready string (“—” where there is no base); part: an indented 其中 row."""

    name: str
    unit: str
    this_month: str
    last_month: str
    month_change: str
    year_total: str
    last_year_total: str
    year_change: str
    remark: str = ""
    part: bool = False


@dataclass(frozen=True)
class StatisticsGroup:
    """A group of indicators under one heading, for example ``一、组织建设``."""

    heading: str
    rows: tuple[StatisticsRow, ...]


@dataclass(frozen=True)
class StatisticsContent:
    """Everything on the table: who reports, as of when, the groups, and who signs. heads: this period and the one before."""

    title: str
    office: str
    as_of: date
    groups: tuple[StatisticsGroup, ...]
    head: str = ""
    reviewer: str = ""
    clerk: str = ""
    phone: str = ""
    reported_on: date | None = None
    note: str = ""
    heads: tuple[str, str] = ("本月", "上月")

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, the two of the period and the one before under their names."""
        named = dict(zip((3, 4), self.heads, strict=True))
        return tuple(replace(one, label=named.get(at, one.label)) for at, one in enumerate(COLUMNS))


def statistics_table(content: StatisticsContent) -> Table:
    """The table alone, for a document of its own or as an attachment."""
    reported = chinese_date(content.reported_on) if content.reported_on else "    年  月  日"
    return Table(
        columns=content.columns,
        rows=tuple(_rows(content.groups)),
        title=content.title,
        above=(f"填报单位（盖章）：{content.office}", f"数据截止日期：{chinese_date(content.as_of)}"),
        below=(
            f"单位负责人：{content.head}",
            f"审核人：{content.reviewer}",
            f"填表人：{content.clerk}",
            f"联系电话：{content.phone}",
            f"报出日期：{reported}",
        ),
        note=content.note,
        part_column=1,
        row_height_mm=7.0,
    )


def statistics_document(content: StatisticsContent) -> Document:
    """The table on landscape pages of its own, numbered ``第1页 共3页``."""
    return Document(
        DocumentKind.STATISTICS, content.title, (statistics_table(content),), page=STATISTICS_PAGE
    )


def _rows(groups: Sequence[StatisticsGroup]) -> list[Row]:
    rows: list[Row] = []
    number = 0
    for group in groups:
        rows.append(Row((group.heading,), RowKind.GROUP))
        for row in group.rows:
            number += 0 if row.part else 1
            rows.append(_row(row, number))
    return rows


def _row(row: StatisticsRow, number: int) -> Row:
    cells = (
        "" if row.part else str(number),
        row.name,
        row.unit,
        row.this_month,
        row.last_month,
        row.month_change,
        row.year_total,
        row.last_year_total,
        row.year_change,
        row.remark,
    )
    return Row(cells, RowKind.PART if row.part else RowKind.PLAIN, row.name)
