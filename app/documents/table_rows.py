"""Fitting the rows of a table to its columns: widths, wrapped lines, heights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.documents.blocks import Role, Row, RowKind, Table
from app.documents.setting import wrap
from app.documents.units import MM

LEADING = 1.3
PADDING = 1.2 * MM
ROW_AIR = 1.4 * MM
SMALLEST_PT = 6.0
HEAVY = (RowKind.GROUP, RowKind.TOTAL)
# The same few words fill most cells of a ledger.
wrapped = lru_cache(maxsize=20_000)(wrap)


@dataclass(frozen=True)
class Cells:
    """A row ready to be drawn: lines of each cell, height in points; continued: the rest of a very tall row."""

    lines: tuple[tuple[str, ...], ...]
    height: float
    kind: RowKind
    role: Role
    continued: bool = False


@dataclass(frozen=True)
class Grid:
    """Type size and column widths in points, fitted to the space across the page."""

    size: float
    widths: tuple[float, ...]

    @property
    def leading(self) -> float:
        """Distance between two lines of a cell."""
        return self.size * LEADING


def fit(table: Table, available: float) -> Grid:
    """Columns stretched to the page, or columns and type shrunk alike so that they fit one page across."""
    scale = available / sum(column.width_mm * MM for column in table.columns)
    size = max(SMALLEST_PT, table.text_pt * min(1.0, scale))
    return Grid(size, tuple(column.width_mm * MM * scale for column in table.columns))


def head_row(table: Table, grid: Grid) -> Cells:
    """The labels of the columns, 黑体."""
    labels = tuple(column.label for column in table.columns)
    return _wrap_cells(labels, grid, RowKind.PLAIN, Role.HEI, table.row_height_mm * MM)


def blank_row(grid: Grid, height: float) -> Cells:
    """An empty ruled row."""
    return Cells(((),) * len(grid.widths), height, RowKind.PLAIN, Role.SONG)


def table_rows(table: Table, grid: Grid, least: float, page_body: float) -> list[Cells]:
    """All rows of the table, none lower than ``least``; one taller than half a page comes in several parts."""
    rows: list[Cells] = []
    for row in table.rows:
        rows += _split(_fit_row(table, row, grid, least), grid, page_body / 2)
    return rows


def natural_height(table: Table, row: Row, grid: Grid) -> float:
    """How high a row is when nothing asks for more."""
    return _fit_row(table, row, grid, 0.0).height


def _fit_row(table: Table, row: Row, grid: Grid, least: float) -> Cells:
    cells = row.cells
    if row.kind is RowKind.PART:
        at = table.part_column
        cells = (*cells[:at], "　　" + cells[at], *cells[at + 1 :])
    return _wrap_cells(cells, grid, row.kind, Role.HEI if row.kind in HEAVY else table.role, least)


def _wrap_cells(cells: Sequence[str], grid: Grid, kind: RowKind, role: Role, least: float) -> Cells:
    widths = (sum(grid.widths),) if kind is RowKind.GROUP else grid.widths
    lines = tuple(
        wrapped(text, role, grid.size, width - 2 * PADDING)
        for text, width in zip(cells, widths, strict=False)
    )
    return Cells(lines, max(least, _height(lines, grid)), kind, role)


def _height(lines: Sequence[Sequence[str]], grid: Grid) -> float:
    return max((len(cell) for cell in lines), default=1) * grid.leading + ROW_AIR


def _split(row: Cells, grid: Grid, most: float) -> list[Cells]:
    if row.height <= most:
        return [row]
    step = max(1, int((most - ROW_AIR) / grid.leading))
    parts = []
    for start in range(0, max(len(cell) for cell in row.lines), step):
        lines = tuple(cell[start : start + step] for cell in row.lines)
        parts.append(Cells(lines, _height(lines, grid), row.kind, row.role, continued=start > 0))
    return parts
