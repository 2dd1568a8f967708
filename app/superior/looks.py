"""How a form looks to whoever names its places: sheets of cells, and placeholders that stand in its text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

MOST_ROWS, MOST_COLUMNS = 300, 60  # of a sheet that is shown; places beyond are not offered
PLACEHOLDER = re.compile(r"\{\{\s*([^{}]{1,60}?)\s*\}\}")
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class Look:
    """A cell: its text; formula: it computes by itself; locked: the sheet is protected and it may not be filled.

    covered: it lies under the first cell of a merged area.
    """

    text: str = ""
    formula: bool = False
    locked: bool = False
    covered: bool = False


EMPTY = Look()


@dataclass(frozen=True)
class Area:
    """A merged area: row and column from 0, and how many of each."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class SheetLook:
    """A sheet, or a table of a Word form: rows of cells, merged areas, widths of columns in characters."""

    name: str
    rows: tuple[tuple[Look, ...], ...]
    merged: tuple[Area, ...] = ()
    widths: tuple[float, ...] = ()

    def at(self, row: int, column: int) -> Look:
        """A cell; an empty one outside."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return EMPTY

    def beside(self, row: int, column: int) -> str:
        """What a place is called by what stands around it: the longest text to its left and the nearest above.

        Lines are named by their longest text; beside it stand serial numbers and units of count.
        """
        left = max((self.at(row, at).text.strip() for at in range(column - 1, -1, -1)), key=len, default="")
        above = next(
            (text for at in range(row - 1, -1, -1) if (text := self.at(at, column).text.strip())), ""
        )
        return "｜".join(dict.fromkeys(one for one in (left, above) if one))[:200]


@dataclass(frozen=True)
class Placeholder:
    """A ``{{word}}`` of a form, and the text in which it stands first."""

    name: str
    inside: str


@dataclass(frozen=True)
class Said:
    """What is written into a place; figure: a number, where the file knows numbers."""

    text: str
    figure: bool = False


class NoRoom(Exception):
    """More rows than there is room for before something else stands in the sheet."""

    def __init__(self, room: int) -> None:
        super().__init__(room)
        self.room = room


class Form(Protocol):
    """A form being filled; a place is a sheet's name with row and column from 0."""

    @property
    def macros(self) -> bool:
        """Whether it brings a program of its own."""

    def looks(self) -> tuple[SheetLook, ...]:
        """Its sheets or tables as they are now."""

    def placeholders(self) -> tuple[Placeholder, ...]:
        """The placeholders in the order in which they stand."""

    def put(self, sheet: str, row: int, column: int, said: Said) -> None:
        """Write into a cell."""

    def repeat(self, sheet: str, row: int, lines: Sequence[Mapping[int, Said]]) -> None:
        """Write lines from a row on, by column; further rows look like the first. Raises ``NoRoom``."""

    def replace(self, words: Mapping[str, Said]) -> None:
        """Write texts in place of placeholders."""

    def written(self) -> bytes:
        """The filled file."""


def place_text(row: int, column: int) -> str:
    """``C5`` for row 4 and column 2."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def place_of(text: str) -> tuple[int, int]:
    """Row and column of ``C5``. Raises ValueError for anything else."""
    found = _CELL.fullmatch(text)
    if found is None:
        raise ValueError(f"no cell: {text}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
