"""打印台账: the list a screen shows as a paper with a number of its own, entered in the register of prints."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from app import settings
from app.actions.disclosure import Shown, refuse_numbers, shown_on
from app.actions.ledgerchoices import LedgerChoice, usual_title
from app.actions.printcopies import keep_copy
from app.desk import Desk
from app.documents.blocks import Align, Column, Document, Table
from app.documents.faces import check_role_glyphs
from app.documents.ledger import DEFAULT_STYLE, PrintMark, ledger_document, usual_page
from app.documents.pdf import render
from app.documents.texts import texts
from app.errors import UserError
from app.registers.lists import PAGE_SIZE, Query, Row, count, page
from app.registers.spec import INTERNAL, Field, Kind, Register
from app.values.masking import mask_in_text
from app.values.numbers import take
from db.models import Print

MOST_ROWS = 20_000  # more than 800 sheets: that is an export, not a print
USUAL = LedgerChoice()
_BATCH = 10 * PAGE_SIZE
_MM_PER_CHARACTER = 1.7  # a half-width character at 9 pt
_PADDING_MM = 3.0
_LONGEST_TITLE = 198  # of an operation, with the word before it
BIRTH = "birth_date"  # the field whose day is not shown beside a masked number
_WRITTEN = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.WORDS})
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
    desk: Desk,
    register: Register,
    query: Query,
    columns: Sequence[str],
    choice: LedgerChoice = USUAL,
    *,
    today: date | None = None,
) -> Printed:
    """The rows of a list as a printed ledger; numbered, and entered in the register of prints.

    columns: field names in printed order. choice: paper, rows, watermark …; its purpose is why numbers are in full, masked
    without one. Raises ``MissingGlyphs`` naming the records that cannot be printed, and UserError for a list that is empty
    or too long, and for a purpose of a clerk who has no right to whole numbers; then no number is used.
    """
    shown = shown_on(desk, "ledger", choice.purpose)
    total = count(desk, register, query)
    if total == 0:
        raise UserError("列表是空的，没有可以打印的内容。", "请先调整筛选条件。")
    if total > MOST_ROWS:
        raise UserError(
            f"列表有{total}{register.unit}，打印最多{MOST_ROWS}{register.unit}。", "请先筛选，或导出为表格。"
        )
    day = today or date.today()
    title = choice.title or usual_title(register, query.label)
    document = ledger_of(desk, register, query, columns, title, choice.on or day, shown, choice)
    return print_ready(desk, "ledger", document, f"{title}：{total}{register.unit}", day=day, shown=shown)


def print_ready(
    desk: Desk,
    kind: str,
    document: Document,
    what: str,
    *,
    day: date | None = None,
    marked: bool = True,
    shown: Shown | None = None,
) -> Printed:
    """Number, draw and enter a document that is arranged already. what: the journal's sentence after 打印.

    shown: how its numbers are shown; its purpose goes into the journal. Raises ``MissingGlyphs`` before a number is used,
    and UserError for whole numbers of residents without a purpose.
    """
    check_role_glyphs(texts(document))
    said = shown.said if shown is not None else ""
    with desk.operation(
        "print", f"打印{what[: _LONGEST_TITLE - len(said)]}{said}", undoable=False
    ) as session:
        return enter(
            session, desk, kind, document.title, document, day or date.today(), marked=marked, shown=shown
        )


def enter(
    session: Session,
    desk: Desk,
    kind: str,
    title: str,
    document: Document,
    day: date,
    *,
    marked: bool = True,
    shown: Shown | None = None,
) -> Printed:
    """Give a document the next print number of the day, draw it, and enter it; inside an operation.

    marked: print who printed it, when and under which number at the foot; official papers and certificates bear none.
    shown: how its numbers are shown.
    """
    refuse_numbers((document,), shown)
    number = new_number(session, day)
    mark = PrintMark(datetime.now(), desk.actor.name, number)
    stream = io.BytesIO()
    drawn = replace(document, footer=mark.text()) if marked else document
    pages = render(drawn, stream)
    purpose = shown.purpose if shown is not None else ""
    return enter_drawn(session, desk, kind, Printed(stream.getvalue(), number, title, pages, drawn), purpose)


def enter_again(session: Session, desk: Desk, kind: str, title: str, data: bytes, pages: int) -> Printed:
    """Enter a paper that was drawn before and is handed out once more, byte for byte, under a number of today."""
    return enter_drawn(session, desk, kind, Printed(data, new_number(session, date.today()), title, pages))


def new_number(session: Session, day: date) -> str:
    """The next print number of a day."""
    return f"P{day:%Y%m%d}-{take(session, f'P{day:%Y%m%d}'):04d}"


def enter_drawn(session: Session, desk: Desk, kind: str, printed: Printed, purpose: str = "") -> Printed:
    """Enter a paper that is drawn already under its number, and keep its file. purpose: why numbers on it are in full."""
    entered = Print(
        number=printed.number,
        kind=kind,
        title=printed.title[:200],
        clerk_name=desk.actor.name,
        area_id=desk.actor.area_id,
        pages=printed.pages,
        sha256=hashlib.sha256(printed.data).hexdigest(),
        purpose=purpose,
    )
    session.add(entered)
    session.flush()
    keep_copy(session, entered.id or 0, printed.data, first_of_day=printed.number.endswith("-0001"))
    return printed


def ledger_of(
    desk: Desk,
    register: Register,
    query: Query,
    columns: Sequence[str],
    title: str,
    day: date,
    shown: Shown | None = None,
    choice: LedgerChoice = USUAL,
) -> Document:
    """The rows of a list arranged as a ledger; masked when ``shown`` does not say otherwise."""
    chosen = settings.read_all(desk)
    how = shown or shown_on(desk, "ledger")
    fields = [_as_printed(register.field(name), how) for name in columns]
    rows = list(_rows(desk, register, query, columns, how, day))
    mark = INTERNAL if register.internal else ""
    style = replace(DEFAULT_STYLE, measure=register.unit, fill_blank=bool(chosen["full_grid"]), mark=mark)
    document = ledger_document(
        title,
        chosen["office_name"],
        day,
        [_column(field) for field in fields],
        [row.cells for row in rows],
        style=choice.style(style, desk.actor.name, datetime.now()),
        page=choice.bound(choice.page() or usual_page(len(fields))),
    )
    return replace(
        document, blocks=tuple(_named(block, register, columns, rows) for block in document.blocks)
    )


def _rows(
    desk: Desk, register: Register, query: Query, columns: Sequence[str], shown: Shown, day: date
) -> Iterator[Row]:
    hides = [None if shown.whole else _hiding(register.field(name), shown, day) for name in columns]
    last: Row | None = None
    while batch := page(desk, register, query, columns, after=last, size=_BATCH, masked=not shown.whole):
        for row in batch:
            cells = zip(hides, row.cells, strict=True)
            yield replace(row, cells=tuple([hide(cell) if hide and cell else cell for hide, cell in cells]))
        last = batch[-1]


def _hiding(field: Field, shown: Shown, day: date) -> Callable[[str], str] | None:
    """What else is hidden in a masked column: the day of a birth, numbers that somebody wrote into a text."""
    if field.name == BIRTH:
        return lambda text: shown.born("", date.fromisoformat(text), day)
    return mask_in_text if field.kind in _WRITTEN and field.mask is None else None


def _as_printed(field: Field, shown: Shown) -> Field:
    if field.name != BIRTH or shown.whole:
        return field
    return replace(field, label=shown.born_label, kind=Kind.INTEGER, width=8)


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
