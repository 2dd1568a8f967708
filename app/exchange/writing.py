"""Write a register's list as a workbook that a superior office can print and that comes back unchanged."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.desk import Desk
from app.files import draft_folder, safe_write
from app.registers.lists import PAGE_SIZE, Query, Row, page
from app.registers.spec import INTERNAL, Field, Kind, Register

WORDS_SHEET = "选项"
_FACE = "宋体"
_CENTRED = frozenset({Kind.DATE, Kind.CHOICE, Kind.YES_NO, Kind.INTEGER, Kind.PHONES})
_BATCH = 25 * PAGE_SIZE


@dataclass(frozen=True)
class Sheetful:
    """A table ready to be written: everything is text, so nothing can turn into a formula or lose its zeros.

    title: over all columns; unit: who reports, left in the second row. fields: one per column. rows: texts. mark: a word
    like 内部资料 after the date and on every printed page.
    """

    title: str
    unit: str
    fields: Sequence[Field]
    rows: Iterable[Sequence[str]]
    mark: str = ""


def export_name(unit: str, register: Register, period: str, on: date) -> str:
    """The usual name of such a file: ``北山街道人员台账（2024年11月）20241203.xlsx``."""
    name = f"{unit}{register.label}台账" + (f"（{period}）" if period else "") + f"{on:%Y%m%d}.xlsx"
    return re.sub(r'[\\/:*?"<>|\r\n]', "", name)


def export_register(
    desk: Desk,
    register: Register,
    target: Path,
    *,
    query: Query | None = None,
    columns: Sequence[str] | None = None,
    unit: str = "",
    masked: bool = True,
) -> int:
    """Write what a list shows (all its rows) to an xlsx file; returns the number of rows.

    columns: field names; without them every field that a form or table shows. masked: hide parts of personal values as
    lists do. Raises UserError when the file cannot be written.
    """
    names = list(columns or _all_columns(register))
    fields = [register.field(name) for name in names]
    counted = 0

    def rows() -> Iterable[Sequence[str]]:
        nonlocal counted
        last: Row | None = None
        while batch := page(desk, register, query or Query(), names, after=last, size=_BATCH, masked=masked):
            for row in batch:
                yield row.cells
            counted += len(batch)
            last = batch[-1]

    mark = INTERNAL if register.internal else ""
    write_sheet(target, Sheetful(f"{register.label}台账", unit, fields, rows(), mark))
    return counted


def _all_columns(register: Register) -> list[str]:
    return [one.name for one in register.fields if one.kind is not Kind.MOMENT]


def write_sheet(target: Path, sheetful: Sheetful) -> None:
    """Write a table as xlsx: title, unit and date, frozen head, text cells, words to choose from, ready to print.

    The file is put in place only when it is complete, and names neither author nor machine.
    """
    import xlsxwriter

    with draft_folder() as folder:
        draft = folder / "draft.xlsx"
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(draft, options | {"tmpdir": str(folder)})
        book.set_properties({"author": "", "company": "", "comments": ""})
        _write_table(book, sheetful)
        book.close()
        with draft.open("rb") as written, safe_write(target) as stream:
            shutil.copyfileobj(written, stream)


def _write_table(book: Any, sheetful: Sheetful) -> None:
    thin = {"font_name": _FACE, "font_size": 11, "border": 1, "valign": "vcenter", "text_wrap": True}
    head = book.add_format({**thin, "bold": True, "align": "center"})
    body = {
        kind: book.add_format({**thin, "num_format": "@", "align": "center" if kind in _CENTRED else "left"})
        for kind in Kind
    }
    page_ = book.add_worksheet("台账")
    words = book.add_worksheet(WORDS_SHEET)
    last = len(sheetful.fields) - 1
    _set_up_page(page_, sheetful, last)
    page_.set_row(0, 30)
    title = book.add_format(
        {"font_name": _FACE, "font_size": 18, "bold": True, "align": "center", "valign": "vcenter"}
    )
    plain = book.add_format({"font_name": _FACE, "font_size": 11})
    _across(page_, 0, last, sheetful.title, title)
    said = f"填报单位：{sheetful.unit}\u3000\u3000" if sheetful.unit else ""
    mark = f"\u3000\u3000{sheetful.mark}" if sheetful.mark else ""
    _across(page_, 1, last, f"{said}填报日期：{date.today().isoformat()}{mark}", plain)
    for column, field in enumerate(sheetful.fields):
        page_.write_string(2, column, field.label, head)
    at = 2
    for cells in sheetful.rows:
        at += 1
        for column, (field, text) in enumerate(zip(sheetful.fields, cells, strict=True)):
            page_.write_string(at, column, text, body[field.kind])
    page_.print_area(0, 0, at, last)
    _offer_words(book, page_, words, sheetful.fields, at)


def _set_up_page(page_: Any, sheetful: Sheetful, last: int) -> None:
    for column, field in enumerate(sheetful.fields):
        page_.set_column(column, column, max(field.width, 2 * len(field.label) + 2))
    page_.freeze_panes(3, 0)
    page_.set_landscape()
    page_.set_paper(9 if last < 14 else 8)
    page_.fit_to_pages(1, 0)
    page_.repeat_rows(0, 2)
    page_.set_margins(left=0.8, right=0.5, top=0.8, bottom=0.7)
    page_.set_footer("&C第&P页 共&N页")
    if sheetful.mark:
        page_.set_header(f"&R{sheetful.mark}")


def _across(page_: Any, row: int, last: int, text: str, form: Any) -> None:
    if last > 0:
        page_.merge_range(row, 0, row, last, "", form)
    page_.write_string(row, 0, text, form)


def _offer_words(book: Any, page_: Any, words: Any, fields: Sequence[Field], bottom: int) -> None:
    """The words of every choice on a hidden sheet, offered in the cells of its column and some empty rows below."""
    lists = [
        (column, [label for _, label in field.choices])
        for column, field in enumerate(fields)
        if field.kind is Kind.CHOICE
    ]
    for number in range(max((len(labels) for _, labels in lists), default=0)):
        for at, (_, labels) in enumerate(lists):
            if number < len(labels):
                words.write_string(number, at, labels[number])
    for at, (column, labels) in enumerate(lists):
        letter = _column_letter(at)
        source = f"={WORDS_SHEET}!${letter}$1:${letter}${len(labels)}"
        page_.data_validation(3, column, bottom + 200, column, {"validate": "list", "source": source})
    words.hide()
    page_.activate()


def _column_letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
