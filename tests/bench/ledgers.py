"""A printed ledger of 2,000 people, beside ReportLab drawing the same cells and lines without asking anything."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

import sqlalchemy as sa
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.actions.printing import ledger_of
from app.documents.blocks import Document, Row, Table
from app.documents.faces import load
from app.documents.pdf import render
from app.registers import find_register
from app.registers.lists import Query
from tests.bench.measuring import Bench, Comparison

_PEOPLE = find_register("people")
_COLUMNS = (
    "number",
    "name",
    "gender",
    "birth_date",
    "phones",
    "category",
    "platform_id",
    "station_id",
    "area_id",
    "status",
)
_ROWS, _ROWS_ON_PAGE = 2_000, 25
_WIDTH, _HEIGHT, _STEP = 842.0, 595.0, 80.0
_REASON = (
    "cells that fit their column, a glyph check of every character, heads, foot and print mark are ours alone"
)


def comparisons(bench: Bench) -> Iterator[Comparison]:
    """Arranged and drawn from the list that a screen shows."""
    desk = bench.ledger(bench.people).desk
    first = sa.select(_PEOPLE.table.c.id).order_by(_PEOPLE.table.c.id).limit(_ROWS)
    query = Query(within=first)

    def arranged() -> Document:
        return ledger_of(desk, _PEOPLE, query, _COLUMNS, "新就业群体花名册", date(2024, 11, 30))

    rows = [row for block in arranged().blocks if isinstance(block, Table) for row in block.rows]
    yield Comparison(
        f"a ledger of {len(rows):,} rows on paper",
        lambda: render(arranged(), io.BytesIO()),
        "bare ReportLab, the same cells",
        partial(_bare, rows),
        3,
        _REASON,
    )


def _bare(rows: Sequence[Row]) -> None:
    """Twenty-five rows to a page, each cell put where its column begins, a line under each row."""
    load("Serif")
    rl_config.useA85 = 0
    canvas = Canvas(io.BytesIO(), pagesize=(_WIDTH, _HEIGHT), pageCompression=1)
    for start in range(0, len(rows), _ROWS_ON_PAGE):
        canvas.setFont("Serif", 9)
        for place, row in enumerate(rows[start : start + _ROWS_ON_PAGE]):
            y = _HEIGHT - 80 - place * 18
            for column, cell in enumerate(row.cells):
                canvas.drawString(20 + column * _STEP, y, cell)
            canvas.line(20, y - 4, _WIDTH - 20, y - 4)
        canvas.showPage()
    canvas.save()
