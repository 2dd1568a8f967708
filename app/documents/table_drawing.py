"""Drawing the parts of a table on a sheet: title, rows, rules, and the lines around it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from app.documents.blocks import Align, Column, Role, RowKind
from app.documents.sheet import Rule, Sheet
from app.documents.table_rows import PADDING, Cells, Grid

OUTER, INNER = 1.0, 0.5
LINE_PT = 10.5


class TableDrawer:
    """Draws rows of one table on one sheet; every method returns the height just under what it drew."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column], grid: Grid) -> None:
        self.sheet = sheet
        self.grid = grid
        self.columns = columns
        self.edges = tuple(accumulate(grid.widths, initial=sheet.left))

    def title(self, lines: Sequence[str], size: float, pitch: float, top: float) -> float:
        """Centre the title's lines over the table."""
        middle = self.sheet.left + self.sheet.area_width / 2
        for line in lines:
            self.sheet.text(line, middle, top, Role.TITLE, size, Align.CENTER)
            top += pitch
        return top

    def line_above(self, texts: Sequence[str], top: float, height: float) -> float:
        """Spread texts from edge to edge: unit on the left, date in the middle, measure on the right."""
        left, width = self.sheet.left, self.sheet.area_width
        last = len(texts) - 1
        for n, text in enumerate(texts):
            align = Align.LEFT if n == 0 else Align.RIGHT if n == last else Align.CENTER
            self.sheet.text(text, left + width * n / max(last, 1), top, Role.SONG, LINE_PT, align)
        return top + height

    def line_below(self, texts: Sequence[str], top: float) -> None:
        """Set the places for signatures, each at the start of its equal share of the width."""
        for n, text in enumerate(texts):
            x = self.sheet.left + self.sheet.area_width * n / len(texts)
            self.sheet.text(text, x, top, Role.SONG, LINE_PT)

    def note(self, lines: Sequence[str], size: float, pitch: float, top: float) -> float:
        """Set the note under the table."""
        for line in lines:
            self.sheet.text(line, self.sheet.left, top, Role.SONG, size)
            top += pitch
        return top

    def body(self, head: Cells, rows: Sequence[Cells], top: float) -> float:
        """Draw the head and the rows of one page with their rules."""
        self._row(head, top, head=True)
        y = top + head.height
        groups: list[tuple[float, float]] = []
        for n, row in enumerate(rows):
            if n == 0 or not row.continued:
                self.sheet.rules.append(Rule(self.edges[0], y, self.edges[-1], y, INNER))
            self._row(row, y)
            if row.kind is RowKind.GROUP:
                groups.append((y, y + row.height))
            y += row.height
        self._frame(top, y)
        self._columns(top, y, groups)
        return y

    def _row(self, row: Cells, top: float, head: bool = False) -> None:
        leading = self.grid.leading
        for n, lines in enumerate(row.lines):
            if lines in ((), ("",)):
                continue
            left, right, align = self._place(n, row.kind, head)
            x = {Align.LEFT: left, Align.CENTER: (left + right) / 2, Align.RIGHT: right}[align]
            y = top + (row.height - len(lines) * leading) / 2 + (leading - self.grid.size) / 2
            for line in lines:
                self.sheet.text(line, x, y, row.role, self.grid.size, align)
                y += leading

    def _place(self, column: int, kind: RowKind, head: bool) -> tuple[float, float, Align]:
        if kind is RowKind.GROUP:
            return self.edges[0] + PADDING, self.edges[-1] - PADDING, Align.LEFT
        align = Align.CENTER if head else self.columns[column].align
        return self.edges[column] + PADDING, self.edges[column + 1] - PADDING, align

    def _frame(self, top: float, bottom: float) -> None:
        left, right = self.edges[0], self.edges[-1]
        for x in (left, right):
            self.sheet.rules.append(Rule(x, top, x, bottom, OUTER))
        for y in (top, bottom):
            self.sheet.rules.append(Rule(left, y, right, y, OUTER))

    def _columns(self, top: float, bottom: float, groups: Sequence[tuple[float, float]]) -> None:
        """Inner vertical rules, interrupted where a group row spans the table."""
        for x in self.edges[1:-1]:
            start = top
            for upper, lower in (*groups, (bottom, bottom)):
                if upper > start:
                    self.sheet.rules.append(Rule(x, start, x, upper, INNER))
                start = lower
