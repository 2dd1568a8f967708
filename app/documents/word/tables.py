"""Ruled tables as Word tables: heads that repeat on every page, rows that stay whole, columns as wide as on paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from app.documents.blocks import Align, Role, Row, RowKind, Table
from app.documents.faces import text_width
from app.documents.setting import wrap
from app.documents.table_drawing import LINE_PT
from app.documents.table_rows import HEAVY, LEADING, Grid, fit
from app.documents.tables import ABOVE_HEIGHT, BELOW_HEIGHT, TITLE_PITCH
from app.documents.word.xml import element, mm_twips, paragraph, run, twips

_OUTER, _INNER = 8, 4  # eighths of a point
_SIDES = ("top", "left", "bottom", "right")


def table_parts(table: Table, width: float) -> list[Any]:
    """The paragraphs and the table that a table of ``width`` points makes, in their order.

    A title that repeats stands in head rows without rules. Empty rows to the foot of the page are not made: whoever
    writes on in Word adds them.
    """
    grid = fit(table, width)
    headings = _title(table, width) + [_above(texts, width) for texts in table.lines_above]
    made: list[Any] = [] if table.repeat_title else headings
    made.append(_table(table, grid, headings if table.repeat_title else []))
    if table.note:
        made.append(paragraph("TableNote", run(table.note)))
    if table.below:
        made.append(_below(table.below, width))
    return made


def _title(table: Table, width: float) -> list[Any]:
    if not table.title:
        return []
    lines = wrap(table.title, Role.TITLE, table.title_pt, width)
    pitch = element("w:spacing", {"line": twips(table.title_pt * TITLE_PITCH), "lineRule": "exact"})
    return [paragraph("TableTitle", run("\n".join(lines), pt=table.title_pt), look=(pitch,))]


def _above(texts: Sequence[str], width: float) -> Any:
    """Texts from edge to edge."""
    last = len(texts) - 1
    stops = [("right" if n == last else "center", width * n / last) for n in range(1, len(texts))]
    return _line(texts, stops, ABOVE_HEIGHT, keep=True)


def _below(texts: Sequence[str], width: float) -> Any:
    """Places for signatures, each with the same room behind its words."""
    wide = [text_width(Role.SONG, text) * LINE_PT for text in texts]
    room = max(0.0, width - sum(wide)) / len(texts)
    starts = accumulate(one + room for one in wide[:-1])
    return _line(texts, [("left", start) for start in starts], BELOW_HEIGHT)


def _line(
    texts: Sequence[str], stops: Sequence[tuple[str, float]], height: float, *, keep: bool = False
) -> Any:
    tabs = element("w:tabs", None, *[element("w:tab", {"val": kind, "pos": twips(x)}) for kind, x in stops])
    look = (
        *((element("w:keepNext"),) if keep else ()),
        *((tabs,) if stops else ()),
        element("w:spacing", {"line": twips(height), "lineRule": "exact"}),
    )
    return paragraph("TableLine", run("\t".join(texts), pt=LINE_PT), look=look)


def _table(table: Table, grid: Grid, headings: Sequence[Any]) -> Any:
    widths = [twips(width) for width in grid.widths]
    rules = element("w:tblBorders")
    for side in _SIDES:
        rules.append(_rule(side, _OUTER))
    rules.append(_rule("insideH", _INNER))
    rules.append(_rule("insideV", _INNER))
    made = element(
        "w:tbl",
        None,
        element(
            "w:tblPr",
            None,
            element("w:tblW", {"w": sum(widths), "type": "dxa"}),
            element("w:jc", {"val": "center"}),
            rules,
            element("w:tblLayout", {"type": "fixed"}),
        ),
        element("w:tblGrid", None, *[element("w:gridCol", {"w": width}) for width in widths]),
    )
    for heading in headings:
        made.append(_row([_cell([heading], sum(widths), len(widths), bare=True)], 0, head=True))
    made.append(_head(table, grid, widths))
    for row in table.rows:
        made.append(_body_row(table, row, grid, widths))
    return made


def _head(table: Table, grid: Grid, widths: Sequence[int]) -> Any:
    cells = [
        _cell([_text(column.label, "TableHead", Align.CENTER, grid)], width)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    return _row(cells, mm_twips(table.row_height_mm), head=True)


def _body_row(table: Table, row: Row, grid: Grid, widths: Sequence[int]) -> Any:
    role = Role.HEI if row.kind in HEAVY else table.role
    height = mm_twips(table.row_height_mm)
    if row.kind is RowKind.GROUP:
        whole = _cell([_text(row.cells[0], "TableText", Align.LEFT, grid, role)], sum(widths), len(widths))
        return _row([whole], height)
    cells = []
    for at, (column, text, width) in enumerate(zip(table.columns, row.cells, widths, strict=True)):
        part = row.kind is RowKind.PART and at == table.part_column
        said = "　　" + text if part else text
        cells.append(_cell([_text(said, "TableText", column.align, grid, role)], width))
    return _row(cells, height)


def _text(text: str, style: str, align: Align, grid: Grid, role: Role | None = None) -> Any:
    pitch = element("w:spacing", {"line": twips(grid.size * LEADING), "lineRule": "exact"})
    side = element("w:jc", {"val": align.value})
    return paragraph(style, run(text, role, grid.size), look=(pitch, side))


def _row(cells: Sequence[Any], height: int, *, head: bool = False) -> Any:
    look = element("w:trPr", None, element("w:cantSplit"))
    if height:
        look.append(element("w:trHeight", {"val": height, "hRule": "atLeast"}))
    if head:
        look.append(element("w:tblHeader"))
    return element("w:tr", None, look, *cells)


def _cell(inside: Sequence[Any], width: int, span: int = 1, *, bare: bool = False) -> Any:
    look = element("w:tcPr", None, element("w:tcW", {"w": width, "type": "dxa"}))
    if span > 1:
        look.append(element("w:gridSpan", {"val": span}))
    if bare:
        look.append(element("w:tcBorders", None, *[_rule(side, 0) for side in ("top", "left", "right")]))
    look.append(element("w:vAlign", {"val": "center"}))
    return element("w:tc", None, look, *inside)


def _rule(side: str, eighths: int) -> Any:
    if not eighths:
        return element(f"w:{side}", {"val": "nil"})
    return element(f"w:{side}", {"val": "single", "sz": eighths, "space": 0, "color": "000000"})
