"""Sheets of places and of other registers: what the rules would say stands beside the row before anything is written."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.errors import UserError
from app.exchange import weighing
from app.exchange.applying import apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import DryRun, dry_run
from app.exchange.readrow import State
from app.exchange.workbook import Cell, Sheet, Workbook
from tests.conftest import Office

SQLITE_ALONE = True  # sheets are made from lists; their SQL is tried on both elsewhere

HEAD: list[Cell] = ["点位名称", "类别", "地址", "开放日期", "经度", "纬度", "面积"]
GOOD: list[Cell] = ["曙光路１号饮水点", "饮水点", "曙光路１号", "2024.9.19", None, None, "约50平方米"]


def look(desk: Desk, *rows: list[Cell], register: str | None = None) -> DryRun:
    return dry_run(desk, Workbook("表.xlsx", "xlsx", (Sheet("表", False, list(rows)),)), register=register)


def codes(run: DryRun) -> list[list[str]]:
    return [[one.code for one in row.problems] for row in run.rows]


def count(desk: Desk, table: str) -> int:
    with desk.reading() as session:
        return int(session.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_what_the_rules_find_is_known_before_importing(office: Office) -> None:
    half: list[Cell] = ["乙路2号驿站", "暖蜂驿站", "乙路2号", None, 120.1, None, None]
    later: list[Cell] = ["丙路3号驿站", "暖蜂驿站", "丙路3号", "2099-01-01", None, None, None]
    run = look(office.desk, HEAD, GOOD, half, later)
    assert codes(run) == [["NUMBER_APPROXIMATE"], ["POSITION_HALF"], ["OPENS_LATER"]]
    assert [row.state for row in run.rows] == [State.NEW, State.PROBLEM, State.NEW]
    assert run.rows[0].values["name"] == "曙光路1号饮水点"
    assert run.rows[0].values["area_m2"] == 50
    assert count(office.desk, "facilities") == 0
    applied = apply(office.desk, run, usual_decisions(run))
    assert applied.created == 2


def test_a_change_is_weighed_with_what_stays(office: Office) -> None:
    apply(office.desk, run := look(office.desk, HEAD, GOOD), usual_decisions(run))
    changed: list[Cell] = [*GOOD[:4], 120.1, None, None]
    run = look(office.desk, HEAD, changed)
    assert (run.rows[0].state, codes(run)) == (State.PROBLEM, [["POSITION_HALF"]])
    run = look(office.desk, HEAD, [*GOOD[:4], 120.1, 30.2, None])
    assert (run.rows[0].state, codes(run)) == (State.UPDATE, [["POSITION_SYSTEM"]])
    assert [row.state for row in look(office.desk, HEAD, GOOD).rows] == [State.SAME]


def test_a_row_that_fails_in_the_end_is_named_and_nothing_is_imported(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weighing, "MOST_ROWS", 0)
    half: list[Cell] = ["乙路2号驿站", "暖蜂驿站", "乙路2号", None, 120.1, None, None]
    run = look(office.desk, HEAD, GOOD, half)
    assert [row.state for row in run.rows] == [State.NEW, State.NEW]
    with pytest.raises(UserError, match="第3行：请把纬度也填上"):
        apply(office.desk, run, usual_decisions(run))
    assert count(office.desk, "facilities") == 0


@pytest.mark.parametrize(
    ("cell", "area", "code"),
    [
        (50.0, 50, None),
        ("50㎡", 50, None),
        ("1,200", 1200, None),
        ("０.1万", 1000, None),
        ("约50", 50, "NUMBER_APPROXIMATE"),
        ("200余平方米", 200, "NUMBER_APPROXIMATE"),
        ("五十", 50, None),
        ("十二平方米", 12, None),
        ("若干", None, "NUMBER_UNCLEAR"),
        ("50-60", None, "NUMBER_UNCLEAR"),
        ("/", None, None),
    ],
)
def test_numbers_with_their_units(office: Office, cell: Cell, area: int | None, code: str | None) -> None:
    run = look(office.desk, HEAD, [*GOOD[:6], cell])
    assert run.rows[0].values.get("area_m2") == area
    assert codes(run) == [[code] if code else []]


def test_what_repeats_the_line_above_is_filled_in_other_registers_too(office: Office) -> None:
    head: list[Cell] = ["站点名称", "所属平台", "所在区域", "站长"]
    rows: list[list[Cell]] = [["甲站", "顺丰", "宝石社区", "王某"], ["乙站", "同上", "〃", '"']]
    run = look(office.desk, head, *rows, register="stations")
    assert [row.state for row in run.rows] == [State.NEW, State.NEW]
    assert run.rows[1].values["manager"] == "王某"
    assert run.rows[1].values["platform_id"] == office.platform
