"""The dry run of an import: what each sheet row would do, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from app.desk import Desk
from app.exchange.headers import find_table
from app.exchange.reader import read_workbook
from app.exchange.registerkinds import sheet_kinds
from app.exchange.run import Asked, DryRun, Words
from app.exchange.shapes import shape_of
from app.exchange.tablenotices import hidden_data, table_notices
from app.exchange.workbook import Workbook

__all__ = ["DryRun", "Words", "dry_run"]


def dry_run(
    desk: Desk,
    source: Path | Workbook,
    *,
    register: str | None = None,
    area_id: int | None = None,
    words: Words | None = None,
    include_hidden: bool = False,
    today: date | None = None,
    target_id: int | None = None,
    year: int | None = None,
    sheet: str | None = None,
    joined_on: date | None = None,
    source_name: str | None = None,
    heads: Mapping[str, str] | None = None,
    official: bool | None = None,
) -> DryRun:
    """Look at a file and say what importing it would do; nothing is written.

    source: a file, or a workbook read before. register: take the sheet as this register's; without it the register is
    recognised among the kinds of sheet an office receives. sheet: look only at the sheet of this name. The other answers
    are those of ``Asked``; remembered words are added to ``words``. Raises UnreadableFile.
    """
    workbook = source if isinstance(source, Workbook) else read_workbook(source)
    table = find_table(workbook, sheet_kinds(register), register, sheet)
    shape = shape_of(table.kind.key)
    asked = Asked(
        area_id, words or {}, include_hidden, today, target_id, year, joined_on, source_name, heads, official
    )
    run = shape.look(desk, workbook, table, asked)
    run.shape, run.sheets = shape, table.others
    run.hidden_rows, run.with_hidden = len(hidden_data(table)), include_hidden
    run.notices[:0] = table_notices(table, include_hidden)
    return run
