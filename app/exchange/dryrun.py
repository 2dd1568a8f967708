"""The dry run of an import: what each sheet row would do, before anything is written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk
from app.errors import Problem, UnreadableFile
from app.exchange.comparing import add_union_differences, unions
from app.exchange.dates import DateContext
from app.exchange.facilitysheet import read_facilities
from app.exchange.headers import Line, Table, find_table
from app.exchange.lookups import Lookups
from app.exchange.matching import mark_repeats, match, settle_states
from app.exchange.peoplesheet import read_people
from app.exchange.plainsheet import read_plain
from app.exchange.reader import read_workbook
from app.exchange.readrow import SheetRow, State
from app.exchange.registerkinds import sheet_kinds
from app.exchange.values import Setting
from app.exchange.words import PLATFORM_ALIASES
from app.exchange.workbook import Workbook
from app.registers import find_register
from app.registers.spec import Register
from db.base import table_of
from db.models import ImportTemplate

Words = Mapping[str, Mapping[str, str]]


@dataclass
class DryRun:
    """What an import would do.

    register, sheet, header_row: where the table was found. columns: 0-based column by field name. area_id: where rows
    without a community of their own go; community: what the sheet says. rows: every row of the table in order.
    new_platforms, new_stations: names the ledger lacks, to be decided. unions: those a 入会时间 may belong to. words:
    what was decided for unknown words. ignored: heads of columns that are not imported. notices: for the whole sheet.
    """

    register: str
    file_name: str
    sheet: str
    header_row: int
    head_rows: int
    columns: dict[str, int]
    title: str
    community: str
    area_id: int | None
    fingerprint: str
    rows: list[SheetRow]
    new_platforms: list[str] = field(default_factory=list)
    new_stations: list[str] = field(default_factory=list)
    unions: dict[int, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def counts(self) -> dict[State, int]:
        """How many rows there are of each state; states without rows count 0."""
        counted = Counter(row.state for row in self.rows)
        return {state: counted[state] for state in State}

    @property
    def usual_platforms(self) -> list[str]:
        """Those of the new platforms that are well known, which a clerk would create without much thought."""
        return [name for name in self.new_platforms if name in PLATFORM_ALIASES]


def dry_run(
    desk: Desk,
    source: Path | Workbook,
    *,
    register: str | None = None,
    area_id: int | None = None,
    words: Words | None = None,
    include_hidden: bool = False,
    today: date | None = None,
) -> DryRun:
    """Look at a file and say what importing it would do; nothing is written.

    source: a file, or a workbook read before. register: take the sheet as this register's; without it the register is
    recognised among people and facilities. area_id: where the sheet belongs when it does not say itself. words: the
    clerk's decisions on unknown words, by field and word, as labels; remembered ones are added. include_hidden: take
    hidden rows too. Raises UnreadableFile.
    """
    workbook = source if isinstance(source, Workbook) else read_workbook(source)
    table = find_table(workbook, sheet_kinds(register), register)
    described = _described(table)
    with desk.reading() as session:
        lookups = Lookups(session, desk)
        kept = _words(session, table, words or {})
        dates = DateContext(year=table.notes.year, epoch_1904=workbook.epoch_1904, today=today)
        run = _begin(workbook, table, lookups, kept, area_id)
        lines = table.lines()
        rows = _read(
            described, table, [line for line in lines if line.state == "data"], Setting(lookups, dates, kept)
        )
        _check_sheet(table, rows, include_hidden)
        mark_repeats(described, rows)
        said = lookups.area(run.community) if run.community else None
        match(session, described, rows, lookups, said, run.area_id)
        if described.key == "people":
            run.unions = unions(session, lookups)
            if run.unions:
                add_union_differences(session, rows)
        settle_states(rows)
    skipped = [SheetRow(line.row, State.SKIP, why=line.state) for line in lines if line.state != "data"]
    run.rows = sorted([*rows, *skipped], key=lambda row: row.row)
    _decide_later(run, lookups)
    return run


def _described(table: Table) -> Register:
    try:
        return find_register(table.kind.key)
    except KeyError:
        raise UnreadableFile(f"{table.kind.label}还不能导入。", "请在窗口中逐条登记。") from None


def _words(session: Session, table: Table, given: Words) -> dict[str, dict[str, str]]:
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


def _check_sheet(table: Table, rows: Iterable[SheetRow], include_hidden: bool) -> None:
    broken = table.sheet.broken_cells
    for row in rows:
        if row.row in table.sheet.hidden_rows and not include_hidden:
            row.add(Problem("ROW_HIDDEN", "", "这一行在表中是隐藏的，确认需要后再导入。"))
        for name, at in table.columns.items():
            if broken and f"{_letters(at)}{row.row}" in broken:
                row.add(Problem("CELL_ERROR", name, "单元格里的公式出错或没有结果，请在表中改成数值。"))


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


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
