"""The statistics table as a workbook: laid out as on paper, with numbers that the superior office can add up."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from app.documents.blocks import Align, Row, RowKind, Table
from app.documents.statistics import StatisticsContent, statistics_table
from app.files import draft_folder, safe_write

_FACE = "宋体"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WIDTHS = (6, 38, 10, 11, 11, 12, 12, 14, 12, 22)
_HEAD = 2  # rows above the column heads: the title, and the line of who reports


def write_statistics(target: Path, content: StatisticsContent) -> None:
    """Write the table as xlsx, whole or not at all. Figures become numbers, percentages stay as printed.

    Raises UserError when the file cannot be written.
    """
    import xlsxwriter

    table = statistics_table(content)
    with draft_folder() as folder:
        draft = folder / "draft.xlsx"
        options = {"strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(folder)}
        book = xlsxwriter.Workbook(draft, options)
        book.set_properties({"author": "", "company": "", "comments": ""})
        _write(book, table)
        book.close()
        with draft.open("rb") as written, safe_write(target) as stream:
            shutil.copyfileobj(written, stream)


def _write(book: Any, table: Table) -> None:
    sheet, last = book.add_worksheet("统计表"), len(table.columns) - 1
    forms = _Forms(book)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 34)
    sheet.merge_range(0, 0, 0, last, "", forms.title)
    sheet.write_string(0, 0, table.title, forms.title)
    sheet.merge_range(1, 0, 1, last, "", forms.plain)
    sheet.write_string(1, 0, "\u3000\u3000".join(table.above), forms.plain)
    for column, head in enumerate(table.columns):
        sheet.write_string(_HEAD, column, head.label, forms.head)
    at = _HEAD
    for row in table.rows:
        at += 1
        _write_row(sheet, at, row, table, forms)
    for text in ("\u3000\u3000".join(table.below), table.note):
        at += 1
        sheet.set_row(at, 32 if text == table.note else 20)
        sheet.merge_range(at, 0, at, last, "", forms.note)
        sheet.write_string(at, 0, text, forms.note)
    sheet.freeze_panes(_HEAD + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, _HEAD)
    sheet.print_area(0, 0, at, last)
    sheet.set_margins(left=0.8, right=0.8, top=0.87, bottom=0.7)
    sheet.set_footer("&C第&P页 共&N页")


def _write_row(sheet: Any, at: int, row: Row, table: Table, forms: _Forms) -> None:
    if row.kind is RowKind.GROUP:
        sheet.merge_range(at, 0, at, len(table.columns) - 1, "", forms.group)
        sheet.write_string(at, 0, row.cells[0], forms.group)
        return
    for column, (head, text) in enumerate(zip(table.columns, row.cells, strict=True)):
        part = row.kind is RowKind.PART and column == table.part_column
        form = forms.part if part else forms.cells[head.align]
        if head.align is Align.RIGHT and _NUMBER.fullmatch(text):
            sheet.write_number(at, column, float(text) if "." in text else int(text), form)
        else:
            sheet.write_string(at, column, text, form)


class _Forms:
    """How the cells look: 宋体, thin rules, as on paper."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": _FACE, "font_size": 11, "valign": "vcenter", "text_wrap": True}
        ruled = base | {"border": 1}
        self.title = book.add_format(base | {"font_size": 18, "bold": True, "align": "center"})
        self.plain = book.add_format(base)
        self.note = book.add_format(base | {"font_size": 10})
        self.head = book.add_format(ruled | {"bold": True, "align": "center"})
        self.group = book.add_format(ruled | {"bold": True})
        self.part = book.add_format(ruled | {"indent": 2})
        self.cells = {align: book.add_format(ruled | {"align": align.value}) for align in Align}
