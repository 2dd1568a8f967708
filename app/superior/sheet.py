"""One sheet of a workbook as XML: its cells are read, written over and continued in the looks they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from copy import deepcopy
from decimal import Decimal
from typing import Any

from lxml import etree

from app.superior.looks import (
    EMPTY,
    MOST_COLUMNS,
    MOST_ROWS,
    PLACEHOLDER,
    Area,
    Look,
    NoRoom,
    Said,
    SheetLook,
    place_of,
    place_text,
)
from app.superior.styles import CellStyles

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_PERCENT = re.compile(r"-?\d{1,15}(\.\d+)?%")


def tag(name: str) -> str:
    """A tag of the main namespace of workbooks."""
    return f"{{{_MAIN}}}{name}"


class Sheet:
    """One sheet; its rows and cells are found by number, whether they say it or stand in their place."""

    def __init__(self, root: Any, styles: CellStyles, shared: Sequence[str]) -> None:
        """shared: the texts that cells of the workbook share."""
        self._root, self._styles, self._shared = root, styles, shared
        self._data = root.find(tag("sheetData"))
        self._rows: dict[int, Any] = {}
        self._cells: dict[tuple[int, int], Any] = {}
        for row in self._data.findall(tag("row")):
            number = int(row.get("r", max(self._rows, default=-1) + 2)) - 1
            row.set("r", str(number + 1))
            self._rows[number] = row
            column = -1
            for cell in row.findall(tag("c")):
                column = place_of(cell.get("r"))[1] if cell.get("r") else column + 1
                cell.set("r", place_text(number, column))
                self._cells[number, column] = cell
        self._protected = _is_protected(root)

    @property
    def merged(self) -> tuple[Area, ...]:
        """The merged areas."""
        found = []
        for one in self._root.iter(tag("mergeCell")):
            first, _, last = one.get("ref").partition(":")
            (top, left), (bottom, right) = place_of(first), place_of(last or first)
            found.append(Area(top, left, bottom - top + 1, right - left + 1))
        return tuple(found)

    def look(self, name: str) -> SheetLook:
        """The sheet as it is now."""
        merged = self.merged
        covered = {
            (row, column)
            for one in merged
            for row in range(one.row, min(one.row + one.rows, MOST_ROWS))
            for column in range(one.column, min(one.column + one.columns, MOST_COLUMNS))
        } - {(one.row, one.column) for one in merged}
        used = [(row, column) for row, column in self._cells if row < MOST_ROWS and column < MOST_COLUMNS]
        ends = [(one.row + one.rows - 1, one.column + one.columns - 1) for one in merged]
        last = min(MOST_ROWS - 1, max((row for row, _ in (*used, *ends)), default=0))
        across = min(MOST_COLUMNS - 1, max((column for _, column in (*used, *ends)), default=0))
        rows = tuple(
            tuple(self._cell_look(row, column, (row, column) in covered) for column in range(across + 1))
            for row in range(last + 1)
        )
        return SheetLook(name, rows, merged, self._widths(across + 1))

    def texts(self) -> Iterator[str]:
        """The texts of the cells in their order."""
        for _, cell in sorted(self._cells.items()):
            if text := self._text(cell):
                yield text

    def put(self, row: int, column: int, said: Said, like: int | None = None) -> None:
        """Write into a cell; like: the row whose looks a new one takes."""
        cell = self._cells.get((row, column))
        if cell is None:
            cell = self._new_cell(row, column, row if like is None else like)
        _empty(cell)
        percent = self._styles.shows_percent(int(cell.get("s", "0")))
        number = _number(said.text, percent=percent) if said.figure else ""
        if number:
            etree.SubElement(cell, tag("v")).text = number
        elif said.text:
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
            text.text = said.text
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def repeat(self, row: int, lines: Sequence[Mapping[int, Said]]) -> None:
        """Write lines from a row on, as far as nothing else stands in the way."""
        columns = sorted({column for line in lines for column in line})
        last = max((at for at, _ in self._filled()), default=row)
        merged = {at for one in self.merged for at in range(one.row, one.row + one.rows)}
        room = next(
            (at - row for at in range(row + 1, last + 1) if not self._is_free(at, columns, merged)), None
        )
        if room is not None and len(lines) > room:
            raise NoRoom(room)
        for number, line in enumerate(lines):
            for column, said in line.items():
                self.put(row + number, column, said, like=row)

    def _filled(self) -> Iterator[tuple[int, int]]:
        """Where something stands already, merged areas included."""
        yield from (at for at, cell in self._cells.items() if len(cell))
        yield from ((one.row + one.rows - 1, one.column) for one in self.merged)

    def _is_free(self, row: int, columns: Sequence[int], merged: Set[int]) -> bool:
        cells = (self._cells.get((row, column)) for column in columns)
        return row not in merged and all(cell is None or not len(cell) for cell in cells)

    def replace(self, words: Mapping[str, Said]) -> None:
        """Write texts in place of placeholders."""
        for (row, column), cell in list(self._cells.items()):
            text = self._text(cell)
            whole = PLACEHOLDER.fullmatch(text)
            if whole and whole[1] in words:
                self.put(row, column, words[whole[1]])
            elif "{{" in text:
                new = PLACEHOLDER.sub(
                    lambda found: words[found[1]].text if found[1] in words else found[0], text
                )
                if new != text:
                    self.put(row, column, Said(new))

    def forget_results(self) -> None:
        """Take out what formulas gave before the cells were filled."""
        for cell in self._cells.values():
            result = cell.find(tag("v"))
            if cell.find(tag("f")) is not None and result is not None:
                cell.remove(result)
                cell.attrib.pop("t", None)

    def _cell_look(self, row: int, column: int, covered: bool) -> Look:
        cell = self._cells.get((row, column))
        style = 0 if cell is None else int(cell.get("s", "0"))
        locked = self._protected and self._styles.is_locked(style)
        if cell is None:
            return Look(locked=locked, covered=covered) if locked or covered else EMPTY
        return Look(self._text(cell), cell.find(tag("f")) is not None, locked, covered)

    def _text(self, cell: Any) -> str:
        if cell.get("t") == "inlineStr":
            return text_of(cell.find(tag("is")))
        value = cell.findtext(tag("v")) or ""
        if cell.get("t") == "s":
            return self._shared[int(value)] if value else ""
        return value

    def _new_cell(self, row: int, column: int, like: int) -> Any:
        line = self._rows.get(row)
        if line is None:
            line = self._new_row(row, like)
            if (row, column) in self._cells:
                return self._cells[row, column]
        pattern = self._cells.get((like, column))
        cell = etree.Element(tag("c"), {"r": place_text(row, column)})
        if pattern is not None and pattern.get("s"):
            cell.set("s", pattern.get("s"))
        before = [at for at in range(column - 1, -1, -1) if (row, at) in self._cells]
        if before:
            self._cells[row, before[0]].addnext(cell)
        else:
            line.insert(0, cell)
        self._cells[row, column] = cell
        return cell

    def _new_row(self, row: int, like: int) -> Any:
        """A row with the height and the styles of another one, and nothing in it."""
        pattern = self._rows.get(like)
        line = etree.Element(tag("row")) if pattern is None else deepcopy(pattern)
        line.set("r", str(row + 1))
        for cell in line.findall(tag("c")):
            column = place_of(cell.get("r"))[1]
            _empty(cell)
            cell.set("r", place_text(row, column))
            self._cells[row, column] = cell
        before = max((number for number in self._rows if number < row), default=None)
        if before is None:
            self._data.insert(0, line)
        else:
            self._rows[before].addnext(line)
        self._rows[row] = line
        return line

    def _widths(self, columns: int) -> tuple[float, ...]:
        usual = self._root.find(tag("sheetFormatPr"))
        widths = [float(usual.get("defaultColWidth", 9.0)) if usual is not None else 9.0] * columns
        for one in self._root.iter(tag("col")):
            for column in range(int(one.get("min")) - 1, min(int(one.get("max")), columns)):
                widths[column] = float(one.get("width", widths[column]))
        return tuple(widths)


def _empty(cell: Any) -> None:
    for inside in list(cell):
        cell.remove(inside)
    cell.attrib.pop("t", None)


def _is_protected(root: Any) -> bool:
    found = root.find(tag("sheetProtection"))
    return found is not None and found.get("sheet") in ("1", "true")


def text_of(holder: Any) -> str:
    """All texts of a shared or inline string but those that say how it is read aloud."""
    texts = holder.iter(tag("t"))
    return "".join(one.text or "" for one in texts if one.getparent().tag != tag("rPh"))


def _number(text: str, *, percent: bool) -> str:
    """The number that a figure is written as; empty for what stays a text."""
    if _NUMBER.fullmatch(text) and not (text.lstrip("-").startswith("0") and text.lstrip("-")[1:2].isdigit()):
        return str(Decimal(text) / 100) if percent else text
    return str(Decimal(text[:-1]) / 100) if percent and _PERCENT.fullmatch(text) else ""
