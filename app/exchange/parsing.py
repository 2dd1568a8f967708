"""Turn the bytes of a workbook into raw cell values; runs only inside the capped child process."""

from __future__ import annotations

import csv
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from app.errors import UnreadableFile
from app.exchange.biff import scan_book
from app.exchange.comments import read_comments
from app.exchange.docxtables import read_tables
from app.exchange.precheck import MAX_CELL_TEXT, MAX_CELLS, MAX_SIGNS, precheck
from app.exchange.rawsheet import MAX_COLUMNS, MAX_ROWS, ROOM_FOR_HEADS, SheetFacts
from app.exchange.workbook import Cell, Merged, Sheet, Workbook

_DATE_1904 = re.compile(r'date1904="(?:1|true)"')
_LOOKED_AT, _LINES_LOOKED_AT = 20_000, 30
# As many rows as a spreadsheet has, filled or not.
_SHEET_ROWS = 1_048_576


def parse(path: Path) -> Workbook:
    """Pre-check and read a file (xlsx, xls, csv, the tables of a docx). Raises UnreadableFile; anything else is the caller's to catch."""
    facts = precheck(path)
    if facts.kind == "csv":
        rows = _read_csv(path.read_bytes())
        return Workbook(path.name, "csv", (Sheet("", False, _within_limits(rows, _Room())),))
    if facts.kind == "docx":
        return Workbook(path.name, "docx", read_tables(path))
    if facts.kind == "xlsx":
        parts, epoch_1904 = _sheet_parts(path, facts.sheets)
    else:
        old = scan_book(path.read_bytes())
        if old.encrypted:
            raise UnreadableFile("文件有密码。", "请先去掉打开密码，再导入。")
        parts, epoch_1904 = old.sheets, old.epoch_1904
    return Workbook(path.name, facts.kind, tuple(_read_sheets(path, parts)), epoch_1904)


def _read_sheets(path: Path, parts: dict[str, SheetFacts]) -> Iterable[Sheet]:
    import python_calamine as calamine

    try:
        # From its bytes: opened by path, an xlsx that somebody renamed to .xls would be taken at its name.
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    except calamine.PasswordError:
        raise UnreadableFile("文件有密码。", "请先去掉打开密码，再导入。") from None
    room = _Room()
    for facts in book.sheets_metadata:
        if facts.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(facts.name)
        own = parts.get(facts.name, SheetFacts())
        yield Sheet(
            name=facts.name,
            hidden=facts.visible is not calamine.SheetVisibleEnum.Visible,
            rows=_within_limits(sheet.to_python(skip_empty_area=False), room),
            merged=tuple(
                Merged(top + 1, left, bottom + 1, right)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ),
            hidden_rows=frozenset(own.hidden_rows),
            hidden_columns=frozenset(own.hidden_columns),
            broken_cells=frozenset(own.broken_cells),
            comments=own.comments,
        )


@dataclass
class _Room:
    """How much a whole file may hold, and has held so far: cells that are not behind the last of their row, and signs."""

    cells: int = 0
    signs: int = 0

    def take(self, cells: list[Cell]) -> None:
        """Raise UnreadableFile when there is no room for a row."""
        self.cells += len(cells)
        self.signs += sum(len(cell) for cell in cells if isinstance(cell, str))
        if self.cells > MAX_CELLS or self.signs > MAX_SIGNS:
            raise UnreadableFile("表格的内容太多，不予读取。", "请删去无关的列，或拆成几个文件后再导入。")


def _within_limits(rows: Iterable[list[Any]], room: _Room) -> list[list[Cell]]:
    kept: list[list[Cell]] = []
    filled = 0
    for row in rows:
        cells = [None if value == "" else _portable(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise UnreadableFile(f"表格太宽，超过{MAX_COLUMNS}列。", "请删去表格右侧多余的内容后再导入。")
        room.take(cells)
        kept.append(cells)
        filled = len(kept) if cells else filled
        if filled > MAX_ROWS + ROOM_FOR_HEADS or len(kept) > _SHEET_ROWS:
            raise UnreadableFile(f"表格太长，超过{MAX_ROWS}行。", "请拆成几个文件后再导入。")
    return kept[:filled]


def _portable(value: Any) -> Cell:
    if isinstance(value, timedelta):
        return value.total_seconds() / 86400
    if isinstance(value, str) and len(value) > MAX_CELL_TEXT:
        raise UnreadableFile("有单元格里的文字过长，不予读取。", "请删去过长的内容后再导入。")
    cell: Cell = value
    return cell


def _sheet_parts(path: Path, facts: dict[str, SheetFacts]) -> tuple[dict[str, SheetFacts], bool]:
    """The raw facts by sheet name instead of part name, and whether the workbook counts from 1904."""
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml")
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {
            link.get("Id"): posixpath.normpath(posixpath.join("xl", link.get("Target", ""))).lstrip("/")
            for link in links
        }
        for part, own in facts.items():
            own.comments = read_comments(archive, part)
    named = {
        element.get("name", ""): facts.get(targets.get(_link_id(element), ""), SheetFacts())
        for element in ElementTree.fromstring(book).iter()
        if element.tag.endswith("}sheet")
    }
    return named, _DATE_1904.search(book.decode("utf-8", "replace")) is not None


def _link_id(element: ElementTree.Element) -> str | None:
    """The relation of a sheet, in whichever of the two name spaces of the standard."""
    return next((value for name, value in element.items() if name.endswith("}id")), None)


def _read_csv(data: bytes) -> Iterator[list[str]]:
    text = _decode(data)
    if "\0" in text:
        raise UnreadableFile("这不是表格文件。", "能导入的是 xlsx、xls、csv 和 docx 文件，请确认选对了文件。")
    delimiter = _delimiter(text)
    csv.field_size_limit(1_000_000)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        raise UnreadableFile(
            "csv 文件的格式有误，读不出表格。", "请用 Excel 打开它，另存为 xlsx 后再导入。"
        ) from None


def _delimiter(text: str) -> str:
    """The sign that most of the first lines have, and have most often; a title above the table may have none."""
    lines = [line for line in text[:_LOOKED_AT].splitlines()[:_LINES_LOOKED_AT] if line.strip()]
    counts = {sign: [line.count(sign) for line in lines] for sign in ",\t;，"}
    return max(counts, key=lambda sign: (sum(map(bool, counts[sign])), sum(counts[sign])))


def _decode(data: bytes) -> str:
    """Text by byte order mark, else strict UTF-8, else GB 18030."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("csv 文件的文字编码认不出来。", "请用 Excel 打开它，另存为 xlsx 后再导入。")
