"""The dry run of every sample workbook against what is expected of it, before and after it was imported."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import select

from app.actions.undo import undo
from app.bootstrap import Application
from app.desk import Actor
from app.errors import UserError
from app.exchange.applying import apply
from app.exchange.decisions import Decisions, usual_decisions
from app.exchange.dryrun import DryRun, dry_run
from app.exchange.dryrunjson import to_json
from app.exchange.readrow import State
from app.exchange.workbook import Cell, Sheet, Workbook
from app.registers import find_register
from app.registers.records import save
from db.models import Area, Employment, Membership, Organization, Person, Platform, Registration

SQLITE_ALONE = True  # sheets are read into rows; taking them over is tried on both elsewhere

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
ROSTERS = [
    "附件2：新就业群体摸底排查登记表（金祝社区）（定稿）(1).xlsx",
    "快递站点人员花名册（宝石社区）.xlsx",
    "联合工会会员花名册.csv",
]
PLACES = ["北山街道公益饮水点台账.xlsx", "暖心点位一览表.xls"]
READY = ROSTERS + PLACES


@pytest.fixture
def office(application: Application) -> Application:
    areas = find_register("areas")
    street = save(application.desk, areas, {"name": "北山街道", "kind": "subdistrict"}).record_id
    for name in ("金祝社区", "宝石社区", "曙光社区"):
        save(application.desk, areas, {"name": name, "kind": "community", "parent_id": street})
    return application


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
def test_every_row_is_read_as_expected(office: Application, name: str) -> None:
    run = dry_run(office.desk, WORKBOOKS / name)
    check(run, expected(name), State.NEW)
    json.dumps(to_json(run))


def journal_rows(office: Application) -> int:
    with office.ledger.reading() as session:
        return int(session.execute(sa.text("SELECT count(*) FROM journal")).scalar_one())


@pytest.mark.parametrize("name", READY)
def test_importing_twice_changes_nothing(office: Application, name: str) -> None:
    run = dry_run(office.desk, WORKBOOKS / name)
    applied = apply(office.desk, run, usual_decisions(run))
    assert (applied.created, applied.updated) == (len(expected(name)["accept"]), 0)
    before = journal_rows(office)
    again = dry_run(office.desk, WORKBOOKS / name)
    check(again, expected(name), State.SAME)
    assert again.new_platforms == []
    applied = apply(office.desk, again, usual_decisions(again, updates=True))
    assert (applied.created, applied.updated) == (0, 0)
    assert journal_rows(office) == before


def test_all_sheets_of_a_month_together(office: Application) -> None:
    for name in READY:
        run = dry_run(office.desk, WORKBOOKS / name)
        apply(office.desk, run, usual_decisions(run))
    for name in READY:
        check(dry_run(office.desk, WORKBOOKS / name), expected(name), State.SAME)


def test_people_come_with_registration_employment_and_area(office: Application) -> None:
    run = dry_run(office.desk, WORKBOOKS / ROSTERS[0])
    apply(office.desk, run, usual_decisions(run))
    with office.ledger.reading() as session:
        person = session.exec(select(Person).where(Person.id_no == "522326200209188084")).one()
        area = session.get_one(Area, person.area_id)
        registration = session.exec(select(Registration).where(Registration.person_id == person.id)).one()
        employment = session.exec(select(Employment).where(Employment.person_id == person.id)).one()
        platform = session.get_one(Platform, employment.platform_id)
        numbers = session.exec(select(Person.number).order_by(Person.id)).all()
    assert (person.name, person.phones, person.gender, person.category) == (
        "顾静桂",
        "17254380984",
        "female",
        "courier",
    )
    assert (person.birth_date, person.birth_precision, person.id_kind) == (
        date(2002, 9, 18),
        "day",
        "resident",
    )
    assert (person.name_pinyin, person.name_initials.split()[0]) == ("gujinggui", "gjg")
    assert area.name == "金祝社区"
    assert (registration.area_id, registration.to_on) == (area.id, None)
    assert (employment.category, platform.name) == ("courier", "邮政EMS")
    assert person.platform_id == platform.id
    assert numbers == [f"RY-{number:06d}" for number in range(1, 55)]


def test_an_import_is_undone_whole(office: Application) -> None:
    run = dry_run(office.desk, WORKBOOKS / ROSTERS[1])
    applied = apply(office.desk, run, usual_decisions(run))
    assert applied.changes.operation_id is not None
    undo(office.desk, applied.changes.operation_id)
    with office.ledger.reading() as session:
        assert session.exec(select(Person)).all() == []
        assert session.exec(select(Platform)).all() == []
    check(dry_run(office.desk, WORKBOOKS / ROSTERS[1]), expected(ROSTERS[1]), State.NEW)


def test_union_members_join_from_their_day(office: Application) -> None:
    street = top_area(office)
    with office.desk.operation("create", "新增工会") as session:
        union = Organization(number="ZZ-1", name="联合工会", line="union", kind="joint", area_id=street)
        session.add(union)
    run = dry_run(office.desk, WORKBOOKS / ROSTERS[2])
    assert list(run.unions.values()) == ["联合工会"]
    apply(office.desk, run, usual_decisions(run))
    with office.ledger.reading() as session:
        found = session.exec(select(Membership)).all()
        assert len(found) == 40
        person = session.exec(select(Person).where(Person.name == "石子")).one()
        assert [one.from_on for one in found if one.person_id == person.id] == [date(2024, 1, 12)]
    check(dry_run(office.desk, WORKBOOKS / ROSTERS[2]), expected(ROSTERS[2]), State.SAME)


def test_without_a_union_the_clerk_is_told(office: Application) -> None:
    run = dry_run(office.desk, WORKBOOKS / ROSTERS[2])
    assert any("工会" in notice for notice in run.notices)


def test_unknown_community_is_said(office: Application) -> None:
    run = dry_run(office.desk, sheet(["社区：无名社区"], HEAD, ["张三", "13812345678", "骑手", "美团"]))
    assert any("无名社区" in notice for notice in run.notices)
    assert run.area_id == top_area(office)


HEAD: list[Cell] = ["姓名", "手机号", "工种", "公司", "身份证号", "出生日期", "性别", "备注"]
ZHANG: list[Cell] = ["张三", "13812345678", "骑手", "美团", "330106199001010018", None, None, None]


def sheet(*rows: list[Cell], name: str = "人员.xlsx", hidden: frozenset[int] = frozenset()) -> Workbook:
    return Workbook(name, "xlsx", (Sheet("表", False, list(rows), hidden_rows=hidden),))


def top_area(office: Application) -> int:
    with office.ledger.reading() as session:
        found = session.exec(select(Area).where(Area.name == "北山街道")).one()
        return int(found.id or 0)


def take_all(office: Application, book: Workbook, **decided: Any) -> DryRun:
    run = dry_run(office.desk, book)
    apply(office.desk, run, replace(usual_decisions(run, updates=True), **decided))
    return run


def test_a_changed_row_shows_each_difference_and_empty_cells_change_nothing(office: Application) -> None:
    take_all(office, sheet(HEAD, ZHANG))
    changed: list[Cell] = ["张三", "13900000000", "快递员", "顺丰", "330106199001010018", None, None, "新来"]
    run = dry_run(office.desk, sheet(HEAD, changed))
    (row,) = run.rows
    assert row.state is State.UPDATE
    assert {one.field for one in row.differences} == {"phones", "category", "platform_id", "note"}
    assert apply(office.desk, run, usual_decisions(run)).updated == 0
    assert apply(office.desk, run, usual_decisions(run, updates=True)).updated == 1
    with office.ledger.reading() as session:
        person = session.exec(select(Person)).one()
    assert person.phones == "13900000000 13812345678"
    assert (person.category, person.note) == ("courier", "新来")
    bare: list[Cell] = ["张三", "13900000000", None, "顺丰", "330106199001010018"]
    assert [one.state for one in dry_run(office.desk, sheet(HEAD, bare)).rows] == [State.SAME]


def test_people_are_found_by_id_then_name_and_mobile_then_workplace(office: Application) -> None:
    take_all(office, sheet(HEAD, ZHANG, ["李四", "13700000000", "骑手", "美团", None, "1990-05-06"]))
    by_phone: list[Cell] = ["张三", "13812345678", "骑手", "美团", None]
    by_place: list[Cell] = ["李四", "13600000000", "骑手", "美团", None, "1990.5"]
    other: list[Cell] = ["张三", "13800000000", "骑手", "美团", "330106199506150024"]
    states = [row.state for row in dry_run(office.desk, sheet(HEAD, by_phone, by_place, other)).rows]
    assert states == [State.SAME, State.UPDATE, State.NEW]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["李四", "13812345678", "骑手", "美团", "330106199001010018"], "NAME_CONFLICT"),
        (["王五", None, "骑手", "美团", None], "NO_CONTACT"),
        ([None, "13812345678", "骑手", "美团", None], "NAME_EMPTY"),
        (["王五", "13812345678", "花匠", "美团", None], "WORD_UNKNOWN"),
        (["王五", "13812345678", None, "某某快运", None], "REQUIRED"),
        (["王五", "1381234567", "骑手", "美团", None], "PHONE_FORMAT"),
        (["王五", "13812345678", "骑手", "美团", 3.3010619900101e17], "ID_PRECISION_LOST"),
        (["王五", "13812345678", "骑手", "美团", None, "1990年2月30日"], "BAD_DATE"),
        (["王五", "13812345678", "骑手", "美团", None, None, None, "长" * 2001], "TOO_LONG"),
    ],
)
def test_problem_rows_are_never_taken(office: Application, cells: list[Cell], code: str) -> None:
    take_all(office, sheet(HEAD, ZHANG))
    run = dry_run(office.desk, sheet(HEAD, cells))
    (row,) = run.rows
    assert [one.code for one in row.problems if one.blocking] == [code]
    assert not Decisions(rows={row.row: True}, updates=True).takes(row)


def test_warnings_do_not_hold_a_row_up(office: Application) -> None:
    cells: list[Cell] = ["张三", "13812345678", None, "美团", "330106199001010018", "1990-01-02", "女"]
    (row,) = dry_run(office.desk, sheet(HEAD, cells)).rows
    assert row.state is State.NEW
    assert {one.code for one in row.problems} == {"CATEGORY_GUESSED", "BIRTH_DIFFERS", "GENDER_DIFFERS"}


def test_platforms_are_created_only_when_decided(office: Application) -> None:
    book = sheet(HEAD, ["王五", "13812345678", "快递员", "某某快运", None])
    run = dry_run(office.desk, book)
    assert (run.new_platforms, run.usual_platforms) == (["某某快运"], [])
    with pytest.raises(UserError, match="某某快运"):
        apply(office.desk, run, usual_decisions(run))
    take_all(office, book, platforms={"某某快运": "某某快运"})
    assert [row.state for row in dry_run(office.desk, book).rows] == [State.SAME]


def test_a_word_is_decided_once_per_template(office: Application) -> None:
    book = sheet(HEAD, ["王五", "13812345678", "花匠", "美团", None])
    run = dry_run(office.desk, book, words={"category": {"花匠": "其他新就业"}})
    assert [row.state for row in run.rows] == [State.NEW]
    apply(office.desk, run, usual_decisions(run))
    again = dry_run(office.desk, sheet(HEAD, ["赵六", "13912345678", "花匠", "美团", None]))
    assert [row.state for row in again.rows] == [State.NEW]
    assert again.rows[0].values["category"] == "other"


def test_single_rows_can_be_left(office: Application) -> None:
    run = dry_run(office.desk, sheet(HEAD, ZHANG, ["李四", "13700000000", "骑手", "美团", None]))
    applied = apply(office.desk, run, replace(usual_decisions(run), rows={2: False}))
    assert (applied.created, applied.left) == (1, 1)


def test_hidden_rows_wait_for_a_word(office: Application) -> None:
    book = sheet(HEAD, ZHANG, hidden=frozenset({2}))
    (row,) = dry_run(office.desk, book).rows
    assert [one.code for one in row.problems] == ["ROW_HIDDEN"]
    (row,) = dry_run(office.desk, book, include_hidden=True).rows
    assert row.state is State.NEW


def test_a_second_press_imports_nothing_twice(office: Application) -> None:
    run = dry_run(office.desk, sheet(HEAD, ZHANG))
    first = apply(office.desk, run, usual_decisions(run), request_id="once")
    second = apply(office.desk, run, usual_decisions(run), request_id="once")
    assert first.changes.operation_id == second.changes.operation_id
    with office.ledger.reading() as session:
        assert len(session.exec(select(Person)).all()) == 1


def test_a_stale_dry_run_is_refused(office: Application) -> None:
    run = dry_run(office.desk, sheet(HEAD, ZHANG))
    take_all(office, sheet(HEAD, ZHANG))
    with pytest.raises(UserError, match="核对"):
        apply(office.desk, run, usual_decisions(run))


def test_a_clerk_sees_and_fills_only_the_own_area(office: Application) -> None:
    take_all(office, sheet(["社区：金祝社区"], HEAD, ZHANG))
    with office.ledger.reading() as session:
        area = session.exec(select(Area).where(Area.name == "宝石社区")).one()
    office.sit_down(Actor(None, "王某", area.id))
    (row, *_) = dry_run(office.desk, sheet(HEAD, ZHANG)).rows
    assert [one.code for one in row.problems] == ["ELSEWHERE"]
    run = dry_run(office.desk, sheet(HEAD, ["李四", "13700000000", "骑手", "美团", None]))
    assert run.area_id == area.id


def test_a_damaged_id_is_offered_the_person_it_can_only_mean(office: Application) -> None:
    take_all(office, sheet(HEAD, ZHANG))
    damaged: list[Cell] = ["张三", "13900000000", "骑手", "美团", 330106199001010018.0]
    run = dry_run(office.desk, sheet(HEAD, damaged))
    (row,) = run.rows
    assert row.state is State.PROBLEM
    assert [one.code for one in row.problems] == ["ID_PRECISION_LOST", "ID_OFFERED"]
    assert apply(office.desk, run, usual_decisions(run, updates=True)).updated == 0
    assert apply(office.desk, run, Decisions(rows={row.row: True})).updated == 1
    with office.ledger.reading() as session:
        person = session.exec(select(Person)).one()
    assert (person.id_no, person.phones) == ("330106199001010018", "13900000000 13812345678")


def test_repeats_are_seen_with_and_without_an_id(office: Application) -> None:
    again: list[Cell] = ["张三", "13812345678/13900000000", "骑手", "美团", None]
    namesake: list[Cell] = ["张三", "13812345678", "骑手", "美团", "330106199506150024"]
    run = dry_run(office.desk, sheet(HEAD, ZHANG, again, namesake, again))
    assert [row.state for row in run.rows] == [State.NEW, State.PROBLEM, State.NEW, State.PROBLEM]
    assert [one.code for one in run.rows[1].problems] == ["DUPLICATE_IN_FILE"]
