"""Write remarks into a copy of a workbook; runs only inside the capped child process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app.errors import UnreadableFile
from app.exchange.parsing import parse
from app.exchange.workbook import Sheet

# Above this many rows the copy is built anew: keeping every format would take too much memory.
KEPT_FORMATS = 15_000

_RED = "FFC7CE"


def mark_workbook(source: Path, target: Path, sheet_name: str, marks: Sequence[Mapping[str, Any]]) -> None:
    """Save a copy of the source as xlsx with a column of remarks and the wrong cells red.

    marks: ``{"row": 1-based, "columns": [0-based], "message": text}``. An xlsx keeps its formats; xls, csv and very long sheets are built anew with their texts and numbers. Texts stay
    texts, whatever they start with. Raises UnreadableFile when the source cannot be read again.
    """
    workbook = parse(source)
    sheet = next((one for one in workbook.sheets if one.name == sheet_name), None)
    if sheet is None:
        raise UnreadableFile("原来的工作表找不到了。", "文件在读取后被改动过，请重新导入。")
    width = max((len(row) for row in sheet.rows), default=0)
    if workbook.kind == "xlsx" and len(sheet.rows) <= KEPT_FORMATS:
        _mark_in_place(source, target, sheet_name, marks, width)
    else:
        _build_anew(sheet, target, marks, width)


def _mark_in_place(
    source: Path, target: Path, sheet_name: str, marks: Sequence[Mapping[str, Any]], width: int
) -> None:
    import openpyxl  # type: ignore[import-untyped]
    from openpyxl.comments import Comment  # type: ignore[import-untyped]
    from openpyxl.styles import Alignment, PatternFill  # type: ignore[import-untyped]

    book = openpyxl.load_workbook(source, keep_links=False)
    sheet = book[sheet_name]
    red = PatternFill("solid", start_color=_RED)
    for mark in marks:
        remark = sheet.cell(mark["row"], width + 1)
        remark.value = mark["message"]
        remark.data_type = "s"
        remark.alignment = Alignment(wrap_text=True, vertical="center")
        for column in mark["columns"]:
            cell = sheet.cell(mark["row"], column + 1)
            cell.fill = red
            if hasattr(cell, "comment"):
                cell.comment = Comment(mark["message"], "新蜂台账")
    sheet.column_dimensions[sheet.cell(1, width + 1).column_letter].width = 48
    book.save(target)


def _build_anew(sheet: Sheet, target: Path, marks: Sequence[Mapping[str, Any]], width: int) -> None:
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "tmpdir": str(target.parent)}
    book = xlsxwriter.Workbook(target, options)
    page = book.add_worksheet(sheet.name[:31] or "Sheet1")
    formats = {
        "text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "red": book.add_format({"num_format": "@", "bg_color": f"#{_RED}"}),
        "remark": book.add_format({"text_wrap": True}),
    }
    page.set_column(0, max(width - 1, 0), 14)
    page.set_column(width, width, 48)
    by_row = {mark["row"]: mark for mark in marks}
    for at, row in enumerate(sheet.rows):
        mark = by_row.get(at + 1, {"columns": (), "message": ""})
        for column in range(width):
            value = row[column] if column < len(row) else None
            _write(page, at, column, value, formats, red=column in mark["columns"])
        if mark["message"]:
            page.write_string(at, width, mark["message"], formats["remark"])
            for column in mark["columns"]:
                page.write_comment(at, column, mark["message"], {"author": "新蜂台账"})
    book.close()


def _write(page: Any, row: int, column: int, value: Any, formats: Mapping[str, Any], *, red: bool) -> None:
    paint = formats["red"] if red else None
    if isinstance(value, str):
        page.write_string(row, column, value, paint or formats["text"])
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, paint)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, paint)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value, paint or formats["moment"])
    elif isinstance(value, date | time):
        page.write_datetime(row, column, value, paint or formats["day"])
    elif red:
        page.write_blank(row, column, None, paint)
