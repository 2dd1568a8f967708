"""A Word document as a form: cells of its tables and words in braces, written into its own XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from app.superior.looks import (
    EMPTY,
    MOST_COLUMNS,
    MOST_ROWS,
    PLACEHOLDER,
    Area,
    Look,
    Placeholder,
    Said,
    SheetLook,
)
from app.superior.parts import Parts

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BODY = "word/document.xml"
_TEXTUAL = ("word/document", "word/header", "word/footer", "word/footnotes")
_TWIPS_PER_CHARACTER = 110.0


def tag(name: str) -> str:
    """A tag of the main namespace of Word documents."""
    return f"{{{_W}}}{name}"


class WordForm:
    """A docx file being filled; its tables are called 表1, 表2 in their order."""

    def __init__(self, content: bytes) -> None:
        self._parts = Parts(content)
        tables = self._parts.tree(_BODY).iter(tag("tbl"))
        self._tables = {f"表{number}": _Table(one) for number, one in enumerate(tables, start=1)}

    @property
    def protected(self) -> bool:
        """Whether its writer has forbidden changes."""
        if "word/settings.xml" not in self._parts.names:
            return False
        found = self._parts.tree("word/settings.xml").find(tag("documentProtection"))
        return found is not None and found.get(tag("enforcement")) in ("1", "true", "on")

    @property
    def macros(self) -> bool:
        """Whether it brings a program of its own."""
        return self._parts.macros

    def looks(self) -> tuple[SheetLook, ...]:
        """The tables as they are now."""
        return tuple(table.look(name) for name, table in self._tables.items())

    def placeholders(self) -> tuple[Placeholder, ...]:
        """The placeholders in the order in which they stand, those of the body before those of heads and feet."""
        found: dict[str, Placeholder] = {}
        for line in self._paragraphs():
            text = "".join(one.text or "" for one in _texts(line))
            for name in PLACEHOLDER.findall(text):
                found.setdefault(name, Placeholder(name, text))
        return tuple(found.values())

    def put(self, sheet: str, row: int, column: int, said: Said) -> None:
        """Write into a cell, in the face of what stands in it or of its paragraph."""
        _write(self._tables[sheet].cell(row, column), said.text)

    def repeat(self, sheet: str, row: int, lines: Sequence[Mapping[int, Said]]) -> None:
        """Write lines from a row on; the table grows where there are more than empty rows."""
        self._tables[sheet].repeat(row, lines)

    def replace(self, words: Mapping[str, Said]) -> None:
        """Write texts in place of placeholders, wherever Word has cut them into pieces."""
        for line in self._paragraphs():
            _replace(_texts(line), words)

    def written(self) -> bytes:
        """The filled file."""
        return self._parts.written()

    def _paragraphs(self) -> Iterator[Any]:
        names = sorted(one for one in self._parts.names if one.startswith(_TEXTUAL) and one.endswith(".xml"))
        for name in names:
            yield from self._parts.tree(name).iter(tag("p"))


class _Table:
    """One table; a cell stands at the first column of the grid that it takes."""

    def __init__(self, root: Any) -> None:
        self._root = root

    def look(self, name: str) -> SheetLook:
        """The table as it is now; a cell over several columns or rows is a merged area."""
        grid = [dict(_cells(line)) for line in self._lines()[:MOST_ROWS]]
        across = min(
            MOST_COLUMNS,
            max((column + _span(cell) for line in grid for column, cell in line.items()), default=0),
        )
        rows, merged = [], []
        for at, line in enumerate(grid):
            looks = [Look(covered=True)] * across
            for column, cell in line.items():
                if column >= across:
                    continue
                goes_on = _goes_on(cell)
                looks[column] = (
                    Look(covered=True) if goes_on else Look(_text_of(cell)) if _text_of(cell) else EMPTY
                )
                down = _rows_down(grid, at, column)
                if not goes_on and (down > 1 or _span(cell) > 1):
                    merged.append(Area(at, column, down, _span(cell)))
            rows.append(tuple(looks))
        widths = [
            int(one.get(tag("w"), "1100")) / _TWIPS_PER_CHARACTER for one in self._root.iter(tag("gridCol"))
        ]
        return SheetLook(name, tuple(rows), tuple(merged), tuple(widths[:across]))

    def cell(self, row: int, column: int) -> Any:
        """The cell at a place. Raises KeyError when there is none."""
        return dict(_cells(self._lines()[row]))[column]

    def repeat(self, row: int, lines: Sequence[Mapping[int, Said]]) -> None:
        """Write lines from a row on, then into copies of the first."""
        rows = self._lines()
        columns = {column for line in lines for column in line}
        used = [rows[row]]
        for line in rows[row + 1 :]:
            if len(used) == len(lines) or not _is_free(line, columns):
                break
            used.append(line)
        while len(used) < len(lines):
            copy = deepcopy(used[0])
            for _, cell in _cells(copy):
                _write(cell, "")
            used[-1].addnext(copy)
            used.append(copy)
        for line, values in zip(used, lines, strict=False):
            cells = dict(_cells(line))
            for column, said in values.items():
                _write(cells[column], said.text)

    def _lines(self) -> list[Any]:
        return _inside(self._root, "tr")


def _inside(holder: Any, name: str) -> list[Any]:
    """Rows or cells that stand in a table or row, also those in content controls."""
    return [
        *holder.xpath(f"./w:{name} | ./w:sdt/w:sdtContent/w:{name}", namespaces={"w": _W}),
    ]


def _cells(line: Any) -> Iterator[tuple[int, Any]]:
    before = line.find(f"{tag('trPr')}/{tag('gridBefore')}")
    column = int(before.get(tag("val"), "0")) if before is not None else 0
    for cell in _inside(line, "tc"):
        yield column, cell
        column += _span(cell)


def _span(cell: Any) -> int:
    found = cell.find(f"{tag('tcPr')}/{tag('gridSpan')}")
    return int(found.get(tag("val"), "1")) if found is not None else 1


def _goes_on(cell: Any) -> bool:
    """Whether a cell only continues the one above it."""
    found = cell.find(f"{tag('tcPr')}/{tag('vMerge')}")
    return found is not None and found.get(tag("val"), "continue") == "continue"


def _rows_down(grid: Sequence[Mapping[int, Any]], row: int, column: int) -> int:
    count = 1
    while row + count < len(grid) and column in grid[row + count] and _goes_on(grid[row + count][column]):
        count += 1
    return count


def _is_free(line: Any, columns: set[int]) -> bool:
    cells = dict(_cells(line))
    return all(one in cells and not _goes_on(cells[one]) and not _text_of(cells[one]) for one in columns)


def _texts(line: Any) -> list[Any]:
    """The pieces of text of a paragraph, without those of paragraphs inside it (text boxes)."""
    return [one for one in line.iter(tag("t")) if next(one.iterancestors(tag("p"))) is line]


def _text_of(cell: Any) -> str:
    lines = ("".join(one.text or "" for one in _texts(line)) for line in cell.iter(tag("p")))
    return "\n".join(lines).strip()


def _write(cell: Any, text: str) -> None:
    """Put a text into a cell's first paragraph, in the face of its first run or of the paragraph's mark."""
    lines = cell.findall(tag("p"))
    first = lines[0]
    for other in lines[1:]:
        cell.remove(other)
    runs = first.findall(tag("r"))
    look = next((one.find(tag("rPr")) for one in runs if one.find(tag("rPr")) is not None), None)
    if look is None:
        look = first.find(f"{tag('pPr')}/{tag('rPr')}")
    for one in list(first):
        if one.tag != tag("pPr"):
            first.remove(one)
    run = etree.SubElement(first, tag("r"))
    if look is not None:
        run.append(deepcopy(look))
    if text:
        _say(etree.SubElement(run, tag("t")), text)


def _replace(pieces: Sequence[Any], words: Mapping[str, Said]) -> None:
    """Write placeholders over, whose braces may stand in other pieces than their words: the first piece takes the text."""
    whole = "".join(one.text or "" for one in pieces)
    for found in reversed(list(PLACEHOLDER.finditer(whole))):
        if found[1] not in words:
            continue
        start, new = 0, words[found[1]].text
        for one in pieces:
            text = one.text or ""
            first, last = max(found.start() - start, 0), min(found.end() - start, len(text))
            start += len(text)
            if first < last:
                _say(one, text[:first] + new + text[last:])
                new = ""


def _say(piece: Any, text: str) -> None:
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
