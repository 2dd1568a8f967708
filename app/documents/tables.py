"""Ruled tables over as many pages as they take: head on every page, rows whole, signatures under the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.documents.blocks import Role, Row, RowKind, Table
from app.documents.paging import Kinds, Room, share_out
from app.documents.setting import wrap
from app.documents.sheet import Sheet
from app.documents.table_drawing import LINE_PT, TableDrawer
from app.documents.table_rows import (
    LEADING,
    SMALLEST_PT,
    Cells,
    Grid,
    blank_row,
    fit,
    head_row,
    natural_height,
    table_rows,
)
from app.documents.units import MM

TITLE_PITCH = 1.5
ABOVE_HEIGHT = LINE_PT * 1.6
BELOW_HEIGHT = LINE_PT * 2.2
NOTE_PT, NOTE_GAP = 9.0, 4.0
# Fewer rows than this under the head look lost: the table starts on the next page instead.
FEWEST_ROWS = 3
# By how many points rows are set smaller, again and again, until a page holds as many as it should, and the least share left.
SHRINK_PT, MOST_SHRUNK = 0.5, 0.7


class TableSetter:
    """Lays one table out, beginning at a height of a sheet and going on to sheets that ``next_sheet`` gives."""

    def __init__(self, table: Table, sheet: Sheet, next_sheet: Callable[[], Sheet]) -> None:
        self.table = table
        self.sheet = sheet
        self.next_sheet = next_sheet
        self.grid = fit(table, sheet.area_width)
        self.title_lines = self._wrap(table.title, Role.TITLE, table.title_pt)
        self.note_lines = self._wrap(table.note, Role.SONG, NOTE_PT)
        self.head = head_row(table, self.grid)
        self.page_body = self._body_room(sheet.top, table.repeat_title)
        self.row_height = self._row_height()
        if table.rows_per_page:
            self._shrink()

    def lay_out(self, top: float) -> tuple[Sheet, float]:
        """Draw the table from ``top`` on; returns the sheet it ends on and the height just under it."""
        rows = table_rows(self.table, self.grid, self.row_height, self.page_body)
        top = self._starting_height(top, rows)
        first = self._body_room(top, with_title=True)
        kinds = Kinds(*(_of_kind(rows, kind) for kind in (RowKind.TOTAL, RowKind.GROUP, RowKind.PART)))
        pages = share_out([row.height for row in rows], self._room(first), kinds)
        for number, share in enumerate(pages):
            if number:
                self.sheet = self.next_sheet()
                top = self.sheet.top
            last = number == len(pages) - 1
            here = [rows[n] for n in share]
            if last and self.table.fill_blank:
                here += self._blank_rows(here, self.page_body if number else first)
            top = self._draw_page(here, top, with_title=not number or self.table.repeat_title, last=last)
        return self.sheet, top

    def _wrap(self, text: str, role: Role, size: float) -> tuple[str, ...]:
        return wrap(text, role, size, self.sheet.area_width) if text else ()

    def _starting_height(self, top: float, rows: list[Cells]) -> float:
        """``top``, or the top of a new sheet when too few rows would fit under it."""
        few = sum(row.height for row in rows[:FEWEST_ROWS])
        if len(rows) <= FEWEST_ROWS:
            few += self._closing_height()
        if top > self.sheet.top and few > self._body_room(top, with_title=True):
            self.sheet = self.next_sheet()
            return self.sheet.top
        return top

    def _room(self, first: float) -> Room:
        closing = self._closing_height()
        if self.table.below_on_every_page or self.table.rows_per_page:
            return Room(first - closing, self.page_body - closing, 0.0)
        return Room(first, self.page_body, closing)

    def _row_height(self) -> float:
        if not self.table.rows_per_page:
            return self.table.row_height_mm * MM
        return (self.page_body - self._closing_height()) / self.table.rows_per_page - 0.001

    def _shrink(self) -> None:
        """Set all rows smaller until each fits the height it has when a page holds so many.

        A row that does not fit at the smallest size either takes the room it needs, and the others stay as they are.
        """
        least = max(SMALLEST_PT, self.grid.size * MOST_SHRUNK)
        smallest = replace(self.grid, size=least)
        rows = [row for row in self.table.rows if self._fits(row, smallest)]
        while self.grid.size > least and not all(self._fits(row, self.grid) for row in rows):
            self.grid = replace(self.grid, size=max(least, self.grid.size - SHRINK_PT))

    def _fits(self, row: Row, grid: Grid) -> bool:
        return natural_height(self.table, row, grid) <= self.row_height

    def _body_room(self, top: float, with_title: bool) -> float:
        bottom = self.sheet.top + self.sheet.area_height
        return bottom - top - (self._title_height() if with_title else 0.0) - self.head.height

    def _title_height(self) -> float:
        above = ABOVE_HEIGHT * len(self.table.lines_above)
        return len(self.title_lines) * self.table.title_pt * TITLE_PITCH + above

    def _closing_height(self) -> float:
        note = len(self.note_lines) * NOTE_PT * LEADING + NOTE_GAP if self.note_lines else 0.0
        return note + (BELOW_HEIGHT if self.table.below else 0.0)

    def _blank_rows(self, rows: list[Cells], body: float) -> list[Cells]:
        free = body - self._closing_height() - sum(row.height for row in rows)
        return [blank_row(self.grid, self.row_height)] * max(0, int(free / self.row_height + 0.001))

    def _draw_page(self, rows: list[Cells], top: float, with_title: bool, last: bool) -> float:
        drawer = TableDrawer(self.sheet, self.table.columns, self.grid)
        if with_title:
            top = drawer.title(self.title_lines, self.table.title_pt, self.table.title_pt * TITLE_PITCH, top)
            for texts in self.table.lines_above:
                top = drawer.line_above(texts, top, ABOVE_HEIGHT)
        top = drawer.body(self.head, rows, top)
        if last and self.note_lines:
            top = drawer.note(self.note_lines, NOTE_PT, NOTE_PT * LEADING, top + NOTE_GAP)
        if self.table.below and (last or self.table.below_on_every_page):
            drawer.line_below(self.table.below, top + BELOW_HEIGHT - LINE_PT - 1)
            top += BELOW_HEIGHT
        return top


def _of_kind(rows: list[Cells], kind: RowKind) -> frozenset[int]:
    return frozenset(n for n, row in enumerate(rows) if row.kind is kind)
