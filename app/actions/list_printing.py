"""Lists that are no register's: their tables as numbered ledgers, with a sentence below and the mark of internal papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app import settings
from app.actions.printing import Printed, print_ready
from app.desk import Desk
from app.documents.blocks import Align, Block, Column, Document, Row, RowKind, Table
from app.documents.ledger import DEFAULT_STYLE, ledger_document
from app.errors import UserError
from app.registers.spec import INTERNAL

_CENTRED, _RIGHT = "c", "r"


@dataclass(frozen=True)
class PrintedList:
    """A list to print. heads: label, width in mm, and ``c`` or ``r`` for centred or right-aligned cells.

    unit: the measure word of the rows. note: a sentence below the table. total: a last line. internal: marked as such.
    """

    title: str
    heads: tuple[tuple[str, float, str], ...]
    rows: tuple[tuple[str, ...], ...]
    on: date
    unit: str = ""
    note: str = ""
    total: tuple[str, ...] = ()
    internal: bool = False
    date_label: str = "统计截止日期"


def print_list(desk: Desk, wanted: PrintedList, *, today: date | None = None) -> Printed:
    """Print a list under a number. Raises ``UserError`` for an empty one and ``MissingGlyphs``."""
    if not wanted.rows:
        raise UserError("列表是空的，没有可以打印的内容。", "请先换一个日期，或调整筛选条件。")
    document = list_document(desk, wanted)
    what = f"{wanted.title}（{wanted.on}）：{len(wanted.rows)}{wanted.unit or '行'}"
    return print_ready(desk, "list", document, what, day=today)


def list_document(desk: Desk, wanted: PrintedList) -> Document:
    """The list as paper."""
    style = replace(
        DEFAULT_STYLE,
        date_label=wanted.date_label,
        measure=wanted.unit,
        mark=INTERNAL if wanted.internal else "",
    )
    document = ledger_document(
        wanted.title,
        settings.read(desk, "office_name"),
        wanted.on,
        [column(*head) for head in wanted.heads],
        wanted.rows,
        style=style,
    )
    return replace(document, blocks=tuple(_finished(block, wanted) for block in document.blocks))


def column(label: str, width_mm: float, how: str = "") -> Column:
    """A column of a printed list."""
    align = {_CENTRED: Align.CENTER, _RIGHT: Align.RIGHT}.get(how, Align.LEFT)
    return Column(label, width_mm, align)


def _finished(block: Block, wanted: PrintedList) -> Block:
    if not isinstance(block, Table):
        return block
    rows = list(block.rows)
    if wanted.total:
        rows.append(Row(("", *wanted.total), RowKind.TOTAL))
    named: Sequence[Row] = [
        replace(row, name=f"第{at}行 {row.cells[1]}") for at, row in enumerate(rows, start=1)
    ]
    return replace(block, rows=tuple(named), note=wanted.note)
