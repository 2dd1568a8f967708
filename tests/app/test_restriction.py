"""封存: out of lists, search, links and figures by name, still counted; opened by an administrator alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from app import settings
from app.actions.people import leave, verify
from app.actions.restriction import release, restrict
from app.actions.undo import undo
from app.actions.verification import Verdict, verify_all
from app.cards.card import read_card
from app.desk import Desk
from app.errors import NotFound, UserError, ValidationFailed
from app.exchange.dryrun import dry_run
from app.measures.figures import figure
from app.measures.period import Month
from app.registers import find_register, linking, lists, records
from app.registers.finding import find_everywhere
from app.registers.lists import Filter, Op, Query
from app.sheets.verification import lines_of
from app.surveys.overview import Behind, list_behind
from tests.conftest import Office
from tests.factories import values_of

PEOPLE = find_register("people")
SEALED = Query(filters=(Filter("status", Op.IS, ("restricted",)),))
THIS_MONTH = Month(date.today().year, date.today().month)


@pytest.fixture
def admin(office: Office) -> Desk:
    return replace(office.desk, actor=replace(office.desk.actor, administrator=True))


@pytest.fixture
def two(office: Office) -> tuple[int, int]:
    """张三 is put away, 李四 is not."""
    start = date.today() - timedelta(days=50)
    first = office.person(
        "张三", phones="13800000001", registered_on=start, id_kind="resident", id_no="330106199506150024"
    )
    second = office.person("李四", phones="13800000002", registered_on=start)
    restrict(office.desk, [first], {"reason": "本人要求删除"})
    return first, second


def names(desk: Desk, query: Query | None = None) -> list[str]:
    return [row.cells[0] for row in lists.page(desk, PEOPLE, query or Query(), ["name"])]


def test_it_leaves_lists_search_and_links(office: Office, two: tuple[int, int]) -> None:
    assert (names(office.desk), lists.count(office.desk, PEOPLE, Query())) == (["李四"], 1)
    assert names(office.desk, SEALED) == []
    assert find_everywhere(office.desk, "张三") == []
    assert find_everywhere(office.desk, "13800000001") == []
    assert linking.choices(office.desk, "people", "张") == []
    assert linking.label_of(office.desk, "people", two[0]) == "（已封存）"
    with pytest.raises(NotFound, match="已经封存"):
        read_card(office.desk, PEOPLE, two[0])
    with pytest.raises(NotFound):
        records.load(office.desk, PEOPLE, two[0])


@pytest.mark.parametrize("size", [1, 2, 3, 200])
def test_pages_leave_it_out_wherever_they_lie(office: Office, two: tuple[int, int], size: int) -> None:
    for n in range(7):
        office.person(f"王{n}", phones=f"1390000000{n}")
    total = lists.count(office.desk, PEOPLE, Query())
    seen = []
    for offset in range(0, total, size):
        seen += [
            row.id
            for row in lists.page(
                office.desk, PEOPLE, Query(), ["name"], offset=offset, size=size, total=total
            )
        ]
    assert (total, len(seen), len(set(seen)), two[0] in seen) == (8, 8, 8, False)


@pytest.mark.parametrize("key", ["service_logs", "memberships", "enrolments", "civic_roles"])
def test_rows_of_other_registers_stay_without_the_name(key: str, office: Office) -> None:
    values = values_of(key, office)
    made = office.make(key, **values)
    restrict(office.desk, [values["person_id"]], {"reason": "x"})
    rows = lists.page(office.desk, find_register(key), Query(), ["person_id"])
    assert [(row.id, row.cells) for row in rows] == [(made, ("（已封存）",))]


def test_a_name_that_a_certificate_repeats_is_neither_shown_nor_found(office: Office) -> None:
    register = find_register("certificates")
    values = values_of("certificates", office)
    office.make("certificates", **values)
    found = Query(search="张三")
    assert lists.count(office.desk, register, found) == 1
    restrict(office.desk, [values["person_id"]], {"reason": "x"})
    rows = lists.page(office.desk, register, Query(), ["person_name", "person_id", "number"])
    assert [row.cells for row in rows] == [("（已封存）", "（已封存）", values["number"])]
    assert lists.page(office.desk, register, found, ["number"]) == []
    # The holder of the other paper in the sample bears the name too and is not put away.
    assert "certificates" not in [group.register.key for group in find_everywhere(office.desk, "张三")]


def test_it_is_still_counted_and_the_list_behind_says_so(office: Office, two: tuple[int, int]) -> None:
    assert figure(office.desk, "P01", THIS_MONTH).value == 2
    key, query = list_behind(office.desk, Behind("P01", THIS_MONTH))
    assert names(office.desk, query) == ["李四"]
    assert (key, query.label.endswith("（另有1人已封存，不列名）")) == ("people", True)


def test_an_administrator_looks_by_an_explicit_filter(
    office: Office, admin: Desk, two: tuple[int, int]
) -> None:
    assert names(admin) == ["李四"]
    assert (names(admin, SEALED), lists.count(admin, PEOPLE, SEALED)) == (["张三"], 1)
    card = read_card(admin, PEOPLE, two[0])
    told = {text for part in card.parts for _, text in part.fields}
    assert (card.name, card.status) == ("张三", "封存")
    assert {"本人要求删除", date.today().isoformat()} <= told


def test_nothing_is_done_with_it(office: Office, admin: Desk, two: tuple[int, int]) -> None:
    with pytest.raises(ValidationFailed, match="不能修改"):
        records.save(admin, PEOPLE, {"note": "x"}, record_id=two[0])
    with pytest.raises(NotFound):
        records.save(office.desk, PEOPLE, {"note": "x"}, record_id=two[0])
    for verb in (verify, leave):
        with pytest.raises(ValidationFailed, match="已经封存的，不能办理"):
            verb(admin, list(two), {"on": date.today()})
    with pytest.raises(ValidationFailed, match="已经封存"):
        verify_all(admin, [Verdict(two[0], True)], date.today())
    assert [line.name for line in lines_of(office.desk, Query())] == ["李四"]


def test_the_same_number_again_is_refused_without_the_name(office: Office, two: tuple[int, int]) -> None:
    with pytest.raises(ValidationFailed) as caught:
        office.person("张小三", phones="13800000009", id_kind="resident", id_no="330106199506150024")
    assert "一张已封存的卡片（RY-000001）" in caught.value.sentence
    assert "张三" not in caught.value.sentence


def test_only_an_administrator_opens_it_again(office: Office, admin: Desk, two: tuple[int, int]) -> None:
    with pytest.raises(UserError, match="只有管理员能解除封存"):
        release(office.desk, [two[0]], {})
    release(admin, [two[0]], {})
    values = records.load(office.desk, PEOPLE, two[0]).values
    assert (values["status"], values["restricted_on"], values["restricted_reason"]) == ("active", None, "")
    leave(office.desk, [two[0]], {"on": date.today()})
    restrict(office.desk, [two[0]], {"reason": "y"})
    release(admin, [two[0]], {})
    assert records.load(office.desk, PEOPLE, two[0]).values["status"] == "left"


def test_putting_away_is_undone(office: Office, two: tuple[int, int]) -> None:
    done = restrict(office.desk, [two[1]], {"reason": "z"})
    assert names(office.desk) == []
    assert undo(office.desk, done.operation_id or 0).kept == ()
    assert names(office.desk) == ["李四"]


def test_whose_time_is_over_is_listed(office: Office, admin: Desk) -> None:
    month = Month(2024, 11)
    left = {"钱一": date(2021, 11, 1), "孙二": date(2022, 6, 1)}
    people = {
        name: office.person(name, registered_on=date(2020, 1, 1), phones=f"1380000010{n}")
        for n, name in enumerate(left)
    }
    for name, day in left.items():
        leave(office.desk, [people[name]], {"on": day})
    assert figure(office.desk, "W21", month).value == 1
    key, query = list_behind(office.desk, Behind("W21", month))
    assert (key, names(office.desk, query)) == ("people", ["钱一"])
    settings.save(office.desk, {"retention_months": 24})
    assert figure(office.desk, "W21", month).value == 2
    restrict(office.desk, [people["钱一"]], {"reason": "保留期满"})
    assert figure(office.desk, "W21", month).value == 1
    later = Month(date.today().year + 3, 1)
    assert figure(office.desk, "W22", month).value == 0
    assert figure(office.desk, "W22", later).value == 1
    _, away = list_behind(admin, Behind("W22", later))
    assert (names(office.desk, away), names(admin, away)) == ([], ["钱一"])


def test_who_is_put_away_need_not_be_verified(office: Office) -> None:
    person = office.person(registered_on=date(2020, 1, 1))
    assert figure(office.desk, "W01", THIS_MONTH).value == 1
    restrict(office.desk, [person], {"reason": "x"})
    assert figure(office.desk, "W01", THIS_MONTH).value == 0


def test_a_sheet_that_names_it_is_not_imported(office: Office, two: tuple[int, int], tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ("姓名", "身份证号", "联系电话", "从业类型", "所属社区"),
        ("张三", "330106199506150024", "13800000001", "外卖骑手", "宝石社区"),
        ("李四", "", "13800000002", "外卖骑手", "宝石社区"),
    ):
        sheet.append(row)
    workbook.save(tmp_path / "名单.xlsx")
    run = dry_run(office.desk, tmp_path / "名单.xlsx", register="people")
    told = {row.values["name"]: [one.code for one in row.problems if one.blocking] for row in run.rows}
    assert told == {"张三": ["SEALED"], "李四": []}
