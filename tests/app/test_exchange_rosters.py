"""Rosters against the ledger: who is known although the sheet says less, what is compared, grids, comments, repeats."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlmodel import select

from app.bootstrap import Application
from app.exchange.applying import apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import DryRun, dry_run
from app.exchange.readrow import SheetRow, State
from app.exchange.workbook import Cell, Merged, Sheet, Workbook
from app.registers import find_register
from app.registers.records import save
from db.models import Area, Membership, Organization, Person

SQLITE_ALONE = True  # sheets are read into rows; taking them over is tried on both elsewhere

HEAD: list[Cell] = ["姓名", "手机号", "工种", "公司", "身份证号", "出生日期", "年龄", "网格", "备注"]
ZHANG: list[Cell] = ["张三", "13812345678", "骑手", "美团", "330106199001010018"]


@pytest.fixture
def office(application: Application) -> Application:
    areas = find_register("areas")
    street = save(application.desk, areas, {"name": "北山街道", "kind": "subdistrict"}).record_id
    for name in ("金祝社区", "宝石社区"):
        community = save(
            application.desk, areas, {"name": name, "kind": "community", "parent_id": street}
        ).record_id
        for grid in ("第一网格", "第二网格"):
            save(application.desk, areas, {"name": grid, "kind": "grid", "parent_id": community})
    return application


def workbook(*rows: list[Cell], **facts: object) -> Workbook:
    return Workbook("人员.xlsx", "xlsx", (Sheet("表", False, list(rows), **facts),))  # type: ignore[arg-type]


def look(office: Application, *rows: list[Cell], **facts: object) -> DryRun:
    return dry_run(office.desk, workbook(*rows, **facts), today=date(2024, 12, 1))


def take(office: Application, *rows: list[Cell], updates: bool = True) -> None:
    run = look(office, *rows)
    apply(office.desk, run, usual_decisions(run, updates=updates))


def codes(row: SheetRow) -> list[str]:
    return [one.code for one in row.problems]


def the_person(office: Application) -> Person:
    with office.ledger.reading() as session:
        return session.exec(select(Person)).one()


def test_a_known_person_needs_neither_phone_nor_category(office: Application) -> None:
    take(office, HEAD, ["张三", "13812345678", "货车司机", "顺丰", "330106199001010018"])
    head: list[Cell] = ["姓名", "身份证号", "公司", "备注"]
    run = look(office, head, ["张三", "330106199001010018", "顺丰", "新来"])
    (row,) = run.rows
    assert (row.state, codes(row)) == (State.UPDATE, [])
    assert [one.field for one in row.differences] == ["note"]
    (row,) = look(office, head, ["李四", "330106199506150024", "顺丰", None]).rows
    assert (row.state, codes(row)) == (State.PROBLEM, ["CATEGORY_GUESSED", "NO_CONTACT"])


def test_a_masked_number_finds_its_person_and_is_never_stored(office: Application) -> None:
    take(office, HEAD, ZHANG)
    (row,) = look(office, HEAD, ["张三", "13900000000", "骑手", "美团", "330106********0018"]).rows
    assert row.state is State.UPDATE
    assert {one.field for one in row.differences} == {"phones"}
    (row,) = look(office, HEAD, ["张三", "13900000000", "骑手", "美团", "330106********0026"]).rows
    assert row.state is State.NEW
    take(office, HEAD, ["李四", "13700000000", "骑手", "美团", "330106********0026"])
    with office.ledger.reading() as session:
        person = session.exec(select(Person).where(Person.name == "李四")).one()
    assert (person.id_no, person.id_kind) == ("", "none")
    (row,) = look(office, HEAD, ["李四", "13700000000", "骑手", "美团", "330106********0026"]).rows
    assert row.state is State.SAME


def test_the_same_masked_person_twice_in_a_sheet_is_a_repeat(office: Application) -> None:
    one: list[Cell] = ["张三", "13812345678", "骑手", "美团", "330106********0018"]
    two: list[Cell] = ["张三", "13900000000", "骑手", "美团", "330106********0018"]
    assert [row.state for row in look(office, HEAD, one, two).rows] == [State.NEW, State.PROBLEM]


@pytest.mark.parametrize(
    ("birth", "age", "said"),
    [
        ("1990.1", None, []),
        ("1990.01.01", 34.0, []),
        ("1991.1", None, ["BIRTH_DIFFERS"]),
        ("1991", None, ["BIRTH_DIFFERS"]),
        (None, "35岁", []),
        (None, 33.0, []),
        (None, 40.0, ["AGE_DIFFERS"]),
        (None, "不详", []),
    ],
)
def test_birth_and_age_are_compared_with_the_number(
    office: Application, birth: Cell, age: Cell, said: list[str]
) -> None:
    (row,) = look(office, ["2024年花名册"], HEAD, [*ZHANG, birth, age]).rows
    assert (row.state, codes(row)) == (State.NEW, said)
    (row,) = look(office, ["花名册"], HEAD, [*ZHANG, birth, age]).rows
    assert "AGE_DIFFERS" not in codes(row)
    assert row.values["birth_date"] == date(1990, 1, 1)
    assert "age" not in row.values


def test_an_age_alone_gives_no_birth_date_and_is_said_once(office: Application) -> None:
    bare: list[Cell] = ["李四", "13900000000", "骑手", "美团", None, None, 34.0]
    run = look(office, HEAD, bare, ["王五", "13700000000", "骑手", "美团", None, None, 40.0])
    assert [row.state for row in run.rows] == [State.NEW, State.NEW]
    assert all("birth_date" not in row.values for row in run.rows)
    assert sum("年龄" in notice for notice in run.notices) == 1


def test_members_without_a_day_are_counted(office: Application) -> None:
    head: list[Cell] = ["姓名", "电话", "工种", "是否入会"]
    run = look(office, head, ["张三", "13812345678", "骑手", "√"], ["李四", "13900000000", "骑手", "否"])
    assert [row.values["union_member"] for row in run.rows] == [True, False]
    assert any("有1人写着已入会" in notice for notice in run.notices)
    run = look(office, [*head, "入会时间"], ["张三", "13812345678", "骑手", "√", "2024.5.6"])
    assert not any("写着已入会" in notice for notice in run.notices)


def test_members_without_a_day_join_from_the_day_that_is_given(office: Application) -> None:
    with office.ledger.reading() as session:
        street = session.exec(select(Area).where(Area.kind == "subdistrict")).one()
    with office.desk.operation("create", "新增工会") as session:
        union = Organization(number="ZZ-1", name="联合工会", line="union", kind="joint", area_id=street.id)
        session.add(union)
    head: list[Cell] = ["姓名", "电话", "工种", "是否入会"]
    rows: list[list[Cell]] = [["张三", "13812345678", "骑手", "√"], ["李四", "13900000000", "骑手", "否"]]
    take(office, head, *rows)
    run = look(office, head, *rows)
    assert (run.undated, [row.state for row in run.rows]) == (1, [State.SAME, State.SAME])
    run = dry_run(office.desk, workbook(head, *rows), joined_on=date(2024, 11, 1))
    assert [row.state for row in run.rows] == [State.UPDATE, State.SAME]
    assert not any("写着已入会" in notice for notice in run.notices)
    apply(office.desk, run, usual_decisions(run, updates=True))
    with office.ledger.reading() as session:
        assert [one.from_on for one in session.exec(select(Membership)).all()] == [date(2024, 11, 1)]
    run = dry_run(office.desk, workbook(head, *rows), joined_on=date(2024, 12, 1))
    assert (run.undated, [row.state for row in run.rows]) == (0, [State.SAME, State.SAME])


def test_who_is_a_member_stays_one_from_the_day_in_the_ledger(office: Application) -> None:
    with office.ledger.reading() as session:
        street = session.exec(select(Area).where(Area.kind == "subdistrict")).one()
    with office.desk.operation("create", "新增工会") as session:
        union = Organization(number="ZZ-1", name="联合工会", line="union", kind="joint", area_id=street.id)
        session.add(union)
    head: list[Cell] = ["姓名", "电话", "工种", "入会时间", "会员证号", "备注"]
    take(office, head, ["张三", "13812345678", "骑手", "2024.5.6", "HY01"])
    with office.ledger.reading() as session:
        assert session.exec(select(Membership)).one().member_no == "HY01"
    (row,) = look(office, head, ["张三", "13812345678", "骑手", "2024.5.6", "HY01", "新来"]).rows
    assert [one.field for one in row.differences] == ["note"]
    other: list[Cell] = ["张三", "13812345678", "骑手", "2024.7.1", "HY01", "新来"]
    (row,) = look(office, head, other).rows
    assert ([one.field for one in row.differences], codes(row)) == (["note"], ["UNION_DAY_DIFFERS"])
    take(office, head, other)
    with office.ledger.reading() as session:
        assert [one.from_on for one in session.exec(select(Membership)).all()] == [date(2024, 5, 6)]
    with office.desk.operation("leave_union", "退会") as session:
        session.exec(select(Membership)).one().to_on = date(2024, 6, 30)
    take(office, head, other)
    with office.ledger.reading() as session:
        found = session.exec(select(Membership.from_on).order_by(Membership.from_on)).all()
    assert found == [date(2024, 5, 6), date(2024, 7, 1)]
    assert [one.state for one in look(office, head, other).rows] == [State.SAME]


@pytest.mark.parametrize(
    ("title", "grid", "area", "said"),
    [
        ("社区：金祝社区", "第二网格", "金祝社区/第二网格", []),
        ("社区：宝石社区", "2", "宝石社区/第二网格", []),
        ("社区：宝石社区", "网格1", "宝石社区/第一网格", []),
        ("社区：宝石社区", "宝石第一网格", "宝石社区", ["GRID_UNKNOWN"]),
        ("社区：宝石社区", "第九网格", "宝石社区", ["GRID_UNKNOWN"]),
        ("花名册", "第一网格", "北山街道", ["GRID_UNKNOWN"]),
    ],
)
def test_a_grid_belongs_to_the_community_of_the_sheet(
    office: Application, title: str, grid: str, area: str, said: list[str]
) -> None:
    rows: list[list[Cell]] = [[title], HEAD, [*ZHANG, None, None, grid]]
    (row,) = look(office, *rows).rows
    assert codes(row) == said
    take(office, *rows)
    with office.ledger.reading() as session:
        stored = session.get_one(Area, the_person(office).area_id)
        above = session.get(Area, stored.parent_id) if stored.kind == "grid" else None
    assert area == (f"{above.name}/{stored.name}" if above else stored.name)
    assert [one.state for one in look(office, *rows).rows] == [State.SAME]


def test_comments_of_cells_go_into_the_remark(office: Application) -> None:
    facts = {"comments": {"A2": "站长", "E2": "证件已过期", "A1": "表头"}}
    rows: list[list[Cell]] = [HEAD, [*ZHANG, None, None, None, "夜班"]]
    run = look(office, *rows, **facts)
    assert run.rows[0].values["note"] == "夜班；批注：站长；证件已过期"
    apply(office.desk, run, usual_decisions(run))
    assert the_person(office).note == "夜班；批注：站长；证件已过期"
    assert [row.state for row in look(office, *rows, **facts).rows] == [State.SAME]


@pytest.mark.parametrize("value", ["#N/A", "#REF!", " #value! "])
def test_an_error_value_is_said_whatever_the_format_of_the_file(office: Application, value: str) -> None:
    (row,) = look(office, HEAD, ["张三", value, "骑手", "美团", None]).rows
    assert (row.state, codes(row)) == (State.PROBLEM, ["CELL_ERROR"])
    assert row.problems[0].field == "phones"


def test_what_repeats_the_line_above_is_filled_in_every_column(office: Application) -> None:
    above: list[Cell] = ["张三", "13812345678", "骑手", "美团", None, "1990.5", None, None, "夜班"]
    rows: list[list[Cell]] = [HEAD, above, ["李四", "同上", "〃", "″", None, '"', None, None, "同上"]]
    _, row = look(office, *rows).rows
    assert (row.values["phones"], row.values["note"], row.values["category"]) == (
        "13812345678",
        "夜班",
        "rider",
    )
    assert row.values["birth_date"] == date(1990, 5, 1)
    merged = (Merged(2, 3, 3, 3), Merged(2, 2, 3, 2))
    _, row = look(office, HEAD, above, ["李四", "13900000000"], merged=merged).rows
    assert (row.values["platform"], row.values["category"]) == ("美团", "rider")


def test_crossed_out_cells_are_empty(office: Application) -> None:
    head: list[Cell] = [
        "姓名",
        "电话",
        "工种",
        "公司",
        "学历",
        "政治面貌",
        "民族",
        "现住址",
        "同意拍照",
        "身份证号",
    ]
    row: list[Cell] = ["张三", "13812345678", "骑手", "/", "/", "—", "-", "／", "/", "/"]
    (found,) = look(office, head, row).rows
    assert (found.state, codes(found)) == (State.NEW, [])
    assert not found.values.get("platform")


def test_hidden_rows_are_taken_when_asked_for(office: Application) -> None:
    book = workbook(HEAD, ZHANG, hidden_rows=frozenset({2}))
    run = dry_run(office.desk, book)
    assert [row.state for row in run.rows] == [State.PROBLEM]
    assert any("隐藏" in notice for notice in run.notices)
    assert [row.state for row in dry_run(office.desk, book, include_hidden=True).rows] == [State.NEW]


def test_nothing_is_written_by_looking(office: Application) -> None:
    look(office, HEAD, ZHANG)
    with office.ledger.reading() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(Person)).scalar() == 0
