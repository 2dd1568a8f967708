"""打印台账: the list a screen shows as a paper with a number of its own, entered in the register of prints."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from app import settings
from app.desk import Desk
from app.documents.blocks import Align, Column, Document, Table
from app.documents.faces import check_role_glyphs
from app.documents.ledger import DEFAULT_STYLE, PrintMark, ledger_document
from app.documents.pdf import render
from app.documents.texts import texts
from app.errors import UserError
from app.registers.lists import PAGE_SIZE, Query, Row, count, page
from app.registers.spec import INTERNAL, Field, Kind, Register
from app.values.numbers import take
from db.models import Print

MOST_ROWS = 20_000  # more than 800 sheets: that is an export, not a print
_BATCH = 10 * PAGE_SIZE
_MM_PER_CHARACTER = 1.7  # a half-width character at 9 pt
_PADDING_MM = 3.0
_CENTRED = frozenset({Kind.DATE, Kind.CHOICE, Kind.YES_NO, Kind.PHONES, Kind.TIME})
_RIGHT = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.MINUTES})


@dataclass(frozen=True)
class Printed:
    """A paper ready to be shown, saved and printed: the PDF, its number in the register of prints, its pages.

    document: what was drawn, where it is known; some documents can be written as Word files too.
    """

    data: bytes
    number: str
    title: str
    pages: int
    document: Document | None = None


def print_ledger(
    desk: Desk, register: Register, query: Query, columns: Sequence[str], *, today: date | None = None
) -> Printed:
    """The rows of a list, masked, as a printed ledger; numbered, and entered in the register of prints.

    columns: field names in printed order. Raises ``MissingGlyphs`` naming the records that cannot be printed, and
    UserError for a list that is empty or too long; then no number is used.
    """
    total = count(desk, register, query)
    if total == 0:
        raise UserError("列表是空的，没有可以打印的内容。", "请先调整筛选条件。")
    if total > MOST_ROWS:
        raise UserError(
            f"列表有{total}{register.unit}，打印最多{MOST_ROWS}{register.unit}。", "请先筛选，或导出为表格。"
        )
    day = today or date.today()
    title = f"{register.label}台账" + (f"（{query.label}）" if query.label else "")
    document = ledger_of(desk, register, query, columns, title, day)
    return print_ready(desk, "ledger", document, f"{title}：{total}{register.unit}", day=day)


def print_ready(
    desk: Desk, kind: str, document: Document, what: str, *, day: date | None = None, marked: bool = True
) -> Printed:
    """Number, draw and enter a document that is arranged already. what: the journal's sentence after 打印.

    Raises ``MissingGlyphs`` before a number is used.
    """
    check_role_glyphs(texts(document))
    with desk.operation("print", f"打印{what}", undoable=False) as session:
        return enter(session, desk, kind, document.title, document, day or date.today(), marked=marked)


def enter(
    session: Session, desk: Desk, kind: str, title: str, document: Document, day: date, *, marked: bool = True
) -> Printed:
    """Give a document the next print number of the day, draw it, and enter it; inside an operation.

    marked: print who printed it, when and under which number at the foot; official papers and certificates bear none.
    """
    number = new_number(session, day)
    mark = PrintMark(datetime.now(), desk.actor.name, number)
    stream = io.BytesIO()
    drawn = replace(document, footer=mark.text()) if marked else document
    pages = render(drawn, stream)
    return enter_drawn(session, desk, kind, Printed(stream.getvalue(), number, title, pages, drawn))


def enter_again(session: Session, desk: Desk, kind: str, title: str, data: bytes, pages: int) -> Printed:
    """Enter a paper that was drawn before and is handed out once more, byte for byte, under a number of today."""
    return enter_drawn(session, desk, kind, Printed(data, new_number(session, date.today()), title, pages))


def new_number(session: Session, day: date) -> str:
    """The next print number of a day."""
    return f"P{day:%Y%m%d}-{take(session, f'P{day:%Y%m%d}'):04d}"


def enter_drawn(session: Session, desk: Desk, kind: str, printed: Printed) -> Printed:
    """Enter a paper that is drawn already under its number."""
    session.add(
        Print(
            number=printed.number,
            kind=kind,
            title=printed.title[:200],
            clerk_name=desk.actor.name,
            pages=printed.pages,
            sha256=hashlib.sha256(printed.data).hexdigest(),
        )
    )
    return printed


def ledger_of(
    desk: Desk, register: Register, query: Query, columns: Sequence[str], title: str, day: date
) -> Document:
    """The rows of a list, masked, arranged as a ledger."""
    chosen = settings.read_all(desk)
    fields = [register.field(name) for name in columns]
    rows = list(_rows(desk, register, query, columns))
    mark = INTERNAL if register.internal else ""
    style = replace(DEFAULT_STYLE, measure=register.unit, fill_blank=bool(chosen["full_grid"]), mark=mark)
    document = ledger_document(
        title,
        chosen["office_name"],
        day,
        [_column(field) for field in fields],
        [row.cells for row in rows],
        style=style,
    )
    return replace(
        document, blocks=tuple(_named(block, register, columns, rows) for block in document.blocks)
    )


def _rows(desk: Desk, register: Register, query: Query, columns: Sequence[str]) -> Iterator[Row]:
    last: Row | None = None
    while batch := page(desk, register, query, columns, after=last, size=_BATCH):
        yield from batch
        last = batch[-1]


def _column(field: Field) -> Column:
    wide = max(field.width * _MM_PER_CHARACTER, 2 * len(field.label) * _MM_PER_CHARACTER) + _PADDING_MM
    align = Align.RIGHT if field.kind in _RIGHT else Align.CENTER if field.kind in _CENTRED else Align.LEFT
    return Column(field.label, wide, align)


def _named(block: Any, register: Register, columns: Sequence[str], rows: Sequence[Row]) -> Any:
    """The table with each row named as its record is, so that a message about a glyph says whose it is."""
    if not isinstance(block, Table):
        return block
    at = list(columns).index(register.title) if register.title in columns else None
    names = [
        f"第{n}行" + (f" {row.cells[at]}" if at is not None else "") for n, row in enumerate(rows, start=1)
    ]
    named = zip(block.rows, names, strict=True)
    return replace(block, rows=tuple(replace(row, name=name) for row, name in named))
