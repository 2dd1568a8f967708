"""The tables of a Word document as sheets; runs only inside the capped child process."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from app.errors import UnreadableFile
from app.exchange.precheck import MAX_CELL_TEXT, MAX_CELLS
from app.exchange.rawsheet import MAX_COLUMNS, MAX_ROWS
from app.exchange.workbook import Cell, Sheet

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAME_LENGTH = 100


def read_tables(path: Path) -> tuple[Sheet, ...]:
    """Every table outside another one, named by the line of text above it. Raises UnreadableFile when there is none."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    sheets: list[Sheet] = []
    title = ""
    body = root.find(f"{_WORD}body")
    for element in () if body is None else body:
        if element.tag == f"{_WORD}p":
            title = _text(element)[:_NAME_LENGTH] or title
        elif element.tag == f"{_WORD}tbl":
            sheets.append(Sheet(_free(title or f"表{len(sheets) + 1}", sheets), False, _rows(element)))
    if not sheets:
        raise UnreadableFile("这份 Word 文档里没有表格。", "请确认选对了文件。")
    return tuple(sheets)


def _free(name: str, sheets: list[Sheet]) -> str:
    taken = {sheet.name for sheet in sheets}
    return name if name not in taken else f"{name}（{len(sheets) + 1}）"


def _rows(table: ElementTree.Element) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    total = 0
    for row in table.iterfind(f"{_WORD}tr"):
        cells = list(_cells(row))
        while cells and cells[-1] is None:
            cells.pop()
        total += len(cells)
        if len(cells) > MAX_COLUMNS or len(rows) > MAX_ROWS or total > MAX_CELLS:
            raise UnreadableFile("文档里的表格太大，不予读取。", "请拆成几个文件后再导入。")
        rows.append(cells)
    return rows


def _cells(row: ElementTree.Element) -> Iterator[Cell]:
    """The texts of a row; a cell over several columns fills the first of them, one merged downwards only its top row."""
    for cell in row.iterfind(f"{_WORD}tc"):
        facts = cell.find(f"{_WORD}tcPr")
        merged = None if facts is None else facts.find(f"{_WORD}vMerge")
        goes_on = merged is not None and merged.get(f"{_WORD}val") != "restart"
        yield None if goes_on else _text(cell) or None
        span = None if facts is None else facts.find(f"{_WORD}gridSpan")
        wide = "1" if span is None else span.get(f"{_WORD}val", "1")
        yield from [None] * (min(int(wide), MAX_COLUMNS) - 1 if wide.isdigit() else 0)


def _text(element: ElementTree.Element) -> str:
    parts = (
        {"t": one.text or "", "br": "\n", "tab": " "}.get(one.tag.removeprefix(_WORD), "")
        for one in element.iter()
    )
    text = "".join(parts).strip()
    if len(text) > MAX_CELL_TEXT:
        raise UnreadableFile("有单元格里的文字过长，不予读取。", "请删去过长的内容后再导入。")
    return text
