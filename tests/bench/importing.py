"""A large roster imported, from the file to the journalled rows, beside python-calamine and ``executemany`` alone."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import python_calamine
import sqlcipher3.dbapi2 as driver
import xlsxwriter

from app.actions.setup import NewOffice, set_up
from app.bootstrap import start
from app.exchange.applying import apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import dry_run
from tests.bench.city import GIVEN, SURNAMES, resident_number
from tests.bench.measuring import Bench, Comparison

_HEADS = (
    "序号",
    "姓名",
    "性别",
    "身份证号",
    "联系电话",
    "从业类型",
    "平台",
    "所属社区",
    "政治面貌",
    "现住址",
    "登记日期",
    "备注",
)
_COMMUNITIES = ("宝石社区", "金祝社区")
_WORK = (("快递员", "顺丰"), ("外卖骑手", "美团"), ("网约车司机", "滴滴"))
_REASON = "every cell is checked, every name read as pinyin, people matched, three rows each journalled and searchable"


def comparisons(bench: Bench) -> Iterator[Comparison]:
    """The whole way of a roster of new people into a ledger that is empty but for its office."""
    sheet, empty = bench.folder / "roster.xlsx", bench.folder / "office.db"
    _write(sheet, bench.rows)
    application = start(empty)
    set_up(application.desk, NewOffice("北山街道", _COMMUNITIES, "经办人"))
    application.close()
    ours, bare = partial(_import, sheet, empty, bench.rows), partial(_copy, sheet, bench.folder)
    yield Comparison(
        f"{bench.rows:,} rows imported",
        ours,
        "calamine and executemany",
        bare,
        40,
        _REASON,
        runs=3,
        warm=False,
    )


def _write(path: Path, rows: int) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("花名册")
    sheet.write_row(0, 0, _HEADS)
    chance = random.Random(rows)
    for row in range(1, rows + 1):
        born = date(1970, 1, 1) + timedelta(days=row % 12_000)
        number = resident_number(row // 12_000 * 2 + 1, born)
        name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)
        work, platform = _WORK[row % 3]
        cells = (
            str(row),
            name,
            "男",
            number,
            f"1{39_0000_0000 + row:010d}",
            work,
            platform,
            _COMMUNITIES[row % 2],
        )
        sheet.write_row(row, 0, (*cells, "群众", f"曙光路{row % 900}号", "2024-11-05", ""))
    book.close()


def _import(sheet: Path, empty: Path, rows: int) -> None:
    """Read, look at every row, and apply, as the window does."""
    place = empty.with_name("import.db")
    shutil.copy(empty, place)
    application = start(place)
    try:
        run = dry_run(application.desk, sheet)
        done = apply(application.desk, run, usual_decisions(run))
    finally:
        application.close()
    if done.created != rows:
        raise AssertionError(f"{done.created} of {rows} rows were imported")


def _copy(sheet: Path, folder: Path) -> None:
    """The cells into a table of texts, and nothing more."""
    place = folder / "copy.db"
    place.unlink(missing_ok=True)
    cells = python_calamine.CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    raw = driver.connect(str(place))
    raw.execute(
        f"CREATE TABLE roster(id INTEGER PRIMARY KEY, {', '.join(f'c{n} TEXT' for n in range(len(_HEADS)))})"
    )
    names = ", ".join(f"c{n}" for n in range(len(_HEADS)))
    raw.executemany(f"INSERT INTO roster({names}) VALUES ({', '.join('?' for _ in _HEADS)})", cells[1:])
    raw.commit()
    raw.close()
