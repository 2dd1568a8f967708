"""A workbook as a form: cells are written into its own XML, so that styles, formulas, pictures and charts stay as they are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from lxml import etree

from app.superior.looks import PLACEHOLDER, Placeholder, Said, SheetLook
from app.superior.parts import Parts
from app.superior.sheet import Sheet, tag, text_of
from app.superior.styles import CellStyles

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK = "xl/workbook.xml"


class Workbook:
    """An xlsx file being filled. content: a file that the pre-check has let through."""

    def __init__(self, content: bytes) -> None:
        self._parts = Parts(content)
        self._styles = CellStyles(self._parts)
        self._sheets = {name: Sheet(root, self._styles, self._shared) for name, root in self._roots()}

    @property
    def macros(self) -> bool:
        """Whether it brings a program of its own."""
        return self._parts.macros

    def looks(self) -> tuple[SheetLook, ...]:
        """The sheets as they are now."""
        return tuple(sheet.look(name) for name, sheet in self._sheets.items())

    def placeholders(self) -> tuple[Placeholder, ...]:
        """The placeholders, sheet by sheet and row by row."""
        found: dict[str, Placeholder] = {}
        for sheet in self._sheets.values():
            for text in sheet.texts():
                for name in PLACEHOLDER.findall(text):
                    found.setdefault(name, Placeholder(name, text))
        return tuple(found.values())

    def put(self, sheet: str, row: int, column: int, said: Said) -> None:
        """Write into a cell: figures as numbers, also where it shows percentages, everything else as text."""
        self._sheets[sheet].put(row, column, said)

    def repeat(self, sheet: str, row: int, lines: Sequence[Mapping[int, Said]]) -> None:
        """Write lines from a row on. Raises ``NoRoom`` when something else stands further down."""
        self._sheets[sheet].repeat(row, lines)

    def replace(self, words: Mapping[str, Said]) -> None:
        """Write texts in place of placeholders; a cell that is nothing but a figure's one becomes a number."""
        for sheet in self._sheets.values():
            sheet.replace(words)

    def written(self) -> bytes:
        """The filled file; its formulas are computed anew by whoever opens it."""
        book = self._parts.tree(_BOOK)
        computing = book.find(tag("calcPr"))
        if computing is None:
            computing = etree.Element(tag("calcPr"))
            after = [book.find(tag(name)) for name in ("definedNames", "externalReferences", "sheets")]
            next(one for one in after if one is not None).addnext(computing)
        computing.set("fullCalcOnLoad", "1")
        for sheet in self._sheets.values():
            sheet.forget_results()
        return self._parts.written()

    @cached_property
    def _shared(self) -> list[str]:
        """The texts that cells share."""
        if "xl/sharedStrings.xml" not in self._parts.names:
            return []
        return [text_of(one) for one in self._parts.tree("xl/sharedStrings.xml").findall(tag("si"))]

    def _roots(self) -> Iterator[tuple[str, Any]]:
        relations = {
            one.get("Id"): one.get("Target") for one in self._parts.tree("xl/_rels/workbook.xml.rels")
        }
        for sheet in self._parts.tree(_BOOK).iter(tag("sheet")):
            path = posixpath.normpath(posixpath.join("/xl", relations[sheet.get(_RELATION)])).lstrip("/")
            if path.startswith("xl/worksheets/") and sheet.get("state", "visible") == "visible":
                yield sheet.get("name"), self._parts.tree(path)
