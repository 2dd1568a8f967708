"""Printed ledgers and rosters: a full grid, title and head on every page, a mark of who printed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.documents.blocks import Align, Column, Document, DocumentKind, Numbering, Page, Row, Table
from app.documents.words import chinese_date

# More columns than this do not fit A4 in a readable size.
MOST_ON_A4 = 14
A4_LANDSCAPE = Page(
    297.0,
    210.0,
    left_mm=22.0,
    top_mm=20.0,
    right_mm=13.0,
    bottom_mm=18.0,
    numbering=Numbering.OF_TOTAL_SPACED,
)
A3_LANDSCAPE = Page(
    420.0,
    297.0,
    left_mm=22.0,
    top_mm=20.0,
    right_mm=13.0,
    bottom_mm=18.0,
    numbering=Numbering.OF_TOTAL_SPACED,
)
A4_PORTRAIT = Page(
    210.0,
    297.0,
    left_mm=22.0,
    top_mm=20.0,
    right_mm=13.0,
    bottom_mm=18.0,
    numbering=Numbering.OF_TOTAL_SPACED,
)
SERIAL = Column("序号", 10.0, Align.CENTER)
SIGNATURES = ("单位负责人：", "审核人：", "填表人：", "联系电话：", "填报日期：    年  月  日")


@dataclass(frozen=True)
class PrintMark:
    """Who printed the list, when, under which number: small at the foot of every page."""

    printed_at: datetime
    printed_by: str
    number: str

    def text(self) -> str:
        """``打印时间：2024-12-03 09:15  打印人：张某  编号：P20241203-0007``."""
        return f"打印时间：{self.printed_at:%Y-%m-%d %H:%M}  打印人：{self.printed_by}  编号：{self.number}"


@dataclass(frozen=True)
class LedgerStyle:
    """How a ledger is printed: row height in mm and type size in points, blank rows, where signatures stand.

    unit_label, date_label: what stands before the unit and the day. measure: the unit of count on the line above (``人``). watermark: a faint diagonal line on every page.
    mark: a word like 内部资料 at the end of that line, on every page.
    rows_per_page: exactly so many rows on a page, however high that makes them; 0 for as many as fit at
    row_height_mm. fill_blank: rule empty rows to the end of the last page.
    """

    unit_label: str = "填报单位（盖章）"
    date_label: str = "统计截止日期"
    measure: str = ""
    row_height_mm: float = 7.5
    text_pt: float = 9.0
    rows_per_page: int = 0
    fill_blank: bool = False
    signatures: tuple[str, ...] = SIGNATURES
    signatures_on_every_page: bool = False
    watermark: str = ""
    mark: str = ""


DEFAULT_STYLE = LedgerStyle()


def ledger_document(
    title: str,
    unit: str,
    as_of: date,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    *,
    mark: PrintMark | None = None,
    style: LedgerStyle = DEFAULT_STYLE,
    page: Page | None = None,
) -> Document:
    """The printed list of ``rows`` (ready strings, one for each column) in their given order.

    序号 is added and starts at 1. unit: the reporting unit; as_of: the day the data stand for. page: without one A4, and A3
    for more than 14 columns; columns are scaled to one page across.
    """
    all_columns = (SERIAL, *columns)
    above = [f"{style.unit_label}：{unit}", f"{style.date_label}：{chinese_date(as_of)}"]
    if style.measure:
        above.append(f"单位：{style.measure}")
    if style.mark:
        above.append(style.mark)
    table = Table(
        columns=all_columns,
        rows=tuple(Row((str(n), *row)) for n, row in enumerate(rows, start=1)),
        title=title,
        above=tuple(above),
        below=style.signatures,
        repeat_title=True,
        below_on_every_page=style.signatures_on_every_page,
        fill_blank=style.fill_blank,
        rows_per_page=style.rows_per_page,
        row_height_mm=style.row_height_mm,
        text_pt=style.text_pt,
    )
    return Document(
        DocumentKind.LEDGER,
        title,
        (table,),
        page=page or usual_page(len(columns)),
        watermark=style.watermark,
        footer=mark.text() if mark else "",
    )


def usual_page(columns: int) -> Page:
    """A4 landscape, A3 for more columns (besides 序号) than it can hold in a readable size."""
    return A3_LANDSCAPE if columns + 1 > MOST_ON_A4 else A4_LANDSCAPE
