"""The dry run of every sample workbook against what is expected of it, before and after it was imported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Application, start
from app.desk import Actor, Desk
from app.exchange.dryrun import DryRun, dry_run
from app.exchange.dryrunjson import to_json
from app.exchange.readrow import State
from app.registers import all_registers, find_register
from app.registers.records import save

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
ROSTERS = [
    "附件2：新就业群体摸底排查登记表（金祝社区）（定稿）(1).xlsx",
    "快递站点人员花名册（宝石社区）.xlsx",
    "联合工会会员花名册.csv",
]
PLACES = ["北山街道公益饮水点台账.xlsx", "暖心点位一览表.xls"]
READY = ROSTERS + (PLACES if "facilities" in {one.key for one in all_registers()} else [])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Application]:
    application = start(tmp_path / "office.xinfeng")
    street = save(
        application.desk, find_register("areas"), {"name": "北山街道", "kind": "subdistrict"}
    ).record_id
    for name in ("金祝社区", "宝石社区", "曙光社区"):
        values = {"name": name, "kind": "community", "parent_id": street}
        save(application.desk, find_register("areas"), values)
    yield application
    application.close()


@pytest.fixture
def desk(office: Application) -> Desk:
    return office.desk


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WORKBOOKS / f"{name}.expected.json").read_text("utf-8"))
    return found


def check(run: DryRun, wanted: dict[str, Any], accepted_as: State) -> None:
    plain = to_json(run)
    rows = {row["row"]: row for row in plain["rows"]}
    assert plain["register"] == wanted["register"]
    assert plain["community"] == wanted.get("community", "")
    accepted = [row for row in rows.values() if row["state"] == accepted_as]
    assert [row["row"] for row in accepted] == [row["row"] for row in wanted["accept"]]
    for row in wanted["accept"]:
        given = rows[row["row"]]["values"]
        assert {key: given[key] for key in row if key != "row"} == {
            key: value for key, value in row.items() if key != "row"
        }
    twice = {row["row"]: row for row in wanted.get("duplicate_in_file", [])}
    problems = {number: row for number, row in rows.items() if row["state"] == "problem"}
    assert set(problems) == {row["row"] for row in wanted["reject"]} | set(twice)
    for row in wanted["reject"]:
        found = problems[row["row"]]
        assert [problem["code"] for problem in found["problems"] if problem["blocking"]] == row["codes"]
        assert found["values"]["name"] == row["name"]
    for number, row in twice.items():
        (problem,) = problems[number]["problems"]
        assert problem["code"] == "DUPLICATE_IN_FILE"
        assert f"第{row['of']}行" in problem["message"]
        assert problems[number]["values"]["name"] == row["name"]
    skipped = [{"row": row["row"], "why": row["why"]} for row in rows.values() if row["state"] == "skip"]
    assert skipped == wanted["skip"]


@pytest.mark.parametrize("name", READY)
def test_every_row_is_read_as_expected(desk: Desk, name: str) -> None:
    run = dry_run(desk, WORKBOOKS / name)
    check(run, expected(name), State.NEW)
    json.dumps(to_json(run))
