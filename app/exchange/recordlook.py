"""Looking at a sheet with one record in a row: each row is read, found in the ledger, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk
from app.errors import Problem, UnreadableFile
from app.exchange.cells import cell_text
from app.exchange.comparing import add_union_differences, members_without_day, unions
from app.exchange.dates import DateContext
from app.exchange.facilitysheet import read_facilities
from app.exchange.headers import Table
from app.exchange.lookups import Lookups
from app.exchange.matching import mark_repeats, match, settle_states
from app.exchange.peoplesheet import people_notices, read_people
from app.exchange.plainsheet import read_plain
from app.exchange.readrow import SheetRow, State
from app.exchange.run import Asked, DryRun, Words
from app.exchange.tablelines import Line
from app.exchange.tablenotices import letters
from app.exchange.values import Setting
from app.exchange.weighing import weigh
from app.exchange.workbook import Workbook
from app.registers import find_register
from app.registers.spec import Register
from db.base import table_of
from db.models import ImportTemplate

_ERROR_VALUES = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def look_at_records(desk: Desk, workbook: Workbook, table: Table, asked: Asked) -> DryRun:
    """What importing the rows of a table as records of its register would do."""
    described = _described(table)
    with desk.reading() as session:
        lookups = Lookups(session, desk)
        kept = kept_words(session, table, asked.words)
        dates = DateContext(year=table.notes.year, epoch_1904=workbook.epoch_1904, today=asked.today)
        run = _begin(workbook, table, lookups, kept, asked.area_id)
        lines = table.lines()
        rows = _read(
            described, table, [line for line in lines if line.state == "data"], Setting(lookups, dates, kept)
        )
        check_cells(table, rows, asked.include_hidden)
        if table.sheet.comments and "note" in described.by_name:
            add_comments(table, rows)
        mark_repeats(described, rows)
        said = lookups.area(run.community) if run.community else None
        match(session, described, rows, lookups, said, run.area_id)
        if described.key != "people":  # whose rules are all read from the sheet itself
            weigh(session, described, rows, run.area_id)
        if described.key == "people":
            run.unions = unions(session, lookups)
            undated = members_without_day(session, rows)
            run.undated, run.joined_on = len(undated), asked.joined_on if run.unions else None
            for row in undated if run.joined_on else ():
                row.values["union_joined"] = run.joined_on
            if run.unions:
                add_union_differences(session, rows)
            run.notices += people_notices(table, rows, 0 if run.joined_on else run.undated)
        settle_states(rows)
    run.rows = with_skipped(rows, lines)
    _decide_later(run, lookups)
    return run


def with_skipped(rows: Iterable[SheetRow], lines: Iterable[Line]) -> list[SheetRow]:
    """The rows read and those left out (blank, subtotal …) in the order of the sheet."""
    skipped = [SheetRow(line.row, State.SKIP, why=line.state) for line in lines if line.state != "data"]
    return sorted([*rows, *skipped], key=lambda row: row.row)


def _described(table: Table) -> Register:
    try:
        return find_register(table.kind.key)
    except KeyError:
        raise UnreadableFile(f"{table.kind.label}还不能导入。", "请在窗口中逐条登记。") from None


def kept_words(session: Session, table: Table, given: Words) -> dict[str, dict[str, str]]:
    """What words mean: as remembered for sheets with this header, and as decided now."""
    stored = table_of(ImportTemplate)
    known = session.execute(
        sa.select(stored.c.words).where(
            stored.c.register_key == table.kind.key, stored.c.fingerprint == table.fingerprint
        )
    ).scalar()
    kept: dict[str, dict[str, str]] = json.loads(known) if known else {}
    for name, words in given.items():
        kept.setdefault(name, {}).update(words)
    return kept


def _begin(
    workbook: Workbook, table: Table, lookups: Lookups, words: dict[str, dict[str, str]], area_id: int | None
) -> DryRun:
    said = lookups.area(table.notes.community) if table.notes.community else None
    run = DryRun(
        register=table.kind.key,
        file_name=workbook.file_name,
        sheet=table.sheet.name,
        header_row=table.header_row,
        head_rows=table.head_rows,
        columns=dict(table.columns),
        title=table.notes.title,
        community=table.notes.community,
        area_id=area_id or said or lookups.top_area(),
        fingerprint=table.fingerprint,
        rows=[],
        words=words,
        ignored=list(table.unknown.values()),
        asks_area=said is None,
    )
    if table.notes.community and said is None and area_id is None:
        run.notices.append(f"台账里没有“{table.notes.community}”，请先登记这个社区，或选择这些记录归到哪里。")
    return run


def _read(described: Register, table: Table, lines: Sequence[Line], setting: Setting) -> list[SheetRow]:
    if described.key == "people":
        return read_people(table, lines, setting)
    if described.key == "facilities":
        return read_facilities(described, table, lines, setting)
    return read_plain(described, table, lines, setting)


def check_cells(table: Table, rows: Iterable[SheetRow], include_hidden: bool) -> None:
    """Note hidden rows, and formulas without a result."""
    sheet = table.sheet
    for row in rows:
        if row.row in sheet.hidden_rows and not include_hidden:
            row.add(Problem("ROW_HIDDEN", "", "这一行在表中是隐藏的，确认需要后再导入。"))
        cells = sheet.rows[row.row - 1]
        for name, at in table.columns.items():
            said = cells[at] if at < len(cells) else None
            wrong = isinstance(said, str) and "#" in said and said.strip().upper() in _ERROR_VALUES
            if wrong or (sheet.broken_cells and f"{letters(at)}{row.row}" in sheet.broken_cells):
                row.problems = [one for one in row.problems if one.field != name]
                row.add(Problem("CELL_ERROR", name, "单元格里的公式出错或没有结果，请在表中改成数值。"))


def add_comments(table: Table, rows: Iterable[SheetRow]) -> None:
    """What people noted on the cells of a row goes into its remark."""
    by_row: dict[int, list[str]] = {}
    for reference, text in table.sheet.comments.items():
        by_row.setdefault(int(reference.lstrip(_LETTERS) or 0), []).append(cell_text(text))
    for row in rows:
        if said := by_row.get(row.row):
            row.values["note"] = "；".join(filter(None, (row.values.get("note"), f"批注：{'；'.join(said)}")))


def _decide_later(run: DryRun, lookups: Lookups) -> None:
    """Collect what the clerk has to decide for the whole sheet."""
    taken = [row for row in run.rows if row.state in (State.NEW, State.UPDATE)]
    platforms = dict.fromkeys(row.values.get("platform") or "" for row in taken)
    run.new_platforms = [name for name in platforms if name and name not in lookups.platform_ids]
    stations = dict.fromkeys(row.values.get("station") or "" for row in taken)
    run.new_stations = [name for name in stations if name and name not in lookups.station_ids]
    joining = any(row.values.get("union_joined") for row in run.rows)
    if joining and not run.unions:
        run.notices.append("表中有入会时间，但台账里还没有工会组织，入会时间不会导入；请先登记工会。")
    if run.ignored:
        run.notices.append(f"这些列不会导入：{'、'.join(run.ignored)}。")
