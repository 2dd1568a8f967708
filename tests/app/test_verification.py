"""核实: the sheet of people to be met, the verdicts as one operation, and the period the office sets for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app import settings
from app.actions.undo import undo
from app.actions.verification import Verdict, verify_all
from app.desk import Actor, Desk
from app.errors import NotFound, UserError, ValidationFailed
from app.measures.figures import figure, rows_behind
from app.measures.period import Month
from app.registers import find_register, lists, records
from app.registers.lists import Filter, Op, Query
from app.sheets.verification import lines_of
from tests.conftest import Office

PEOPLE = find_register("people")
TODAY = date.today()


@pytest.fixture
def crew(office: Office) -> list[int]:
    """Three people, two of them at a station, registered a year ago."""
    start = TODAY - timedelta(days=365)
    at_station = {"platform_id": office.platform, "station_id": office.station}
    return [
        office.person("张三", phones="13800000001", registered_on=start, **at_station),
        office.person("李四", phones="13800000002", registered_on=start, last_verified_on=date(2024, 5, 1), **at_station),
        office.person("王五", phones="13800000003", registered_on=start),
    ]  # fmt: skip


def test_the_sheet_lists_who_is_on_the_books_by_station(office: Office, crew: list[int]) -> None:
    verify_all(office.desk, [Verdict(crew[2], False)], TODAY)
    lines = lines_of(office.desk, Query())
    assert [(one.name, one.work, one.phone, one.met) for one in lines] == [
        ("李四", "顺丰曙光站", "138****0002", True),
        ("张三", "顺丰曙光站", "138****0001", False),
    ]
    assert [one.last_on for one in lines] == [date(2024, 5, 1), TODAY - timedelta(days=365)]
    only = Query(filters=(Filter("id", Op.IS, (crew[0],)),))
    assert [one.person_id for one in lines_of(office.desk, only)] == [crew[0]]


def test_nobody_to_verify_is_said(office: Office, crew: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="没有在册的"):
        lines_of(office.desk, Query(search="查无此人"))
    monkeypatch.setattr("app.sheets.verification.MOST", 2)
    with pytest.raises(UserError, match="列表中有3名在册人员，一次最多核实2人"):
        lines_of(office.desk, Query())


def test_verdicts_are_one_operation_that_can_be_undone(office: Office, crew: list[int]) -> None:
    on = TODAY - timedelta(days=2)
    done = verify_all(
        office.desk,
        [Verdict(crew[0], True), Verdict(crew[1], True), Verdict(crew[2], False, "滨江区")],
        on,
    )
    values = [records.load(office.desk, PEOPLE, one).values for one in crew]
    assert [(one["status"], one["last_verified_on"]) for one in values] == [
        ("active", on),
        ("active", on),
        ("left", None),
    ]
    registered = lists.page(
        office.desk, find_register("registrations"), Query(filters=(Filter("person_id", Op.IS, (crew[2],)),)),
        ["to_on", "left_to"],
    )  # fmt: skip
    assert [row.cells for row in registered] == [(on.isoformat(), "滨江区")]
    assert undo(office.desk, done.operation_id or 0).kept == ()
    assert [records.load(office.desk, PEOPLE, one).values["status"] for one in crew] == ["active"] * 3


def test_a_later_verification_is_not_overwritten(office: Office, crew: list[int]) -> None:
    verify_all(office.desk, [Verdict(crew[0], True)], TODAY)
    verify_all(office.desk, [Verdict(crew[0], True)], TODAY - timedelta(days=10))
    assert records.load(office.desk, PEOPLE, crew[0]).values["last_verified_on"] == TODAY


def test_what_cannot_be_is_refused_whole(office: Office, crew: list[int]) -> None:
    with pytest.raises(ValidationFailed, match="还没有到"):
        verify_all(office.desk, [Verdict(crew[0], True)], TODAY + timedelta(days=1))
    early = TODAY - timedelta(days=365)
    with pytest.raises(ValidationFailed, match="李四的流出日期必须晚于登记日期"):
        verify_all(office.desk, [Verdict(crew[0], True), Verdict(crew[1], False)], early)
    assert records.load(office.desk, PEOPLE, crew[0]).values["last_verified_on"] is None
    neighbour = Desk(office.desk.ledger, Actor(None, "邻居", office.other_community))
    with pytest.raises(NotFound):
        verify_all(neighbour, [Verdict(crew[0], True)], TODAY)


def test_the_period_of_verification_is_set_by_the_office(office: Office) -> None:
    month = Month(2024, 11)
    for days, name in ((89, "张三"), (91, "李四"), (40, "王五")):
        seen = month.last - timedelta(days=days)
        office.person(
            name, phones=f"1380000{days:04d}", registered_on=date(2023, 1, 1), last_verified_on=seen
        )
    assert figure(office.desk, "W01", month).value == 1
    settings.save(office.desk, {"unverified_days": 39})
    assert figure(office.desk, "W01", month).value == 3
    settings.save(office.desk, {"unverified_days": 90})
    key, ids = rows_behind(office.desk, "W01", month)
    assert [
        row.cells for row in lists.page(office.desk, find_register(key), Query(within=ids), ["name"])
    ] == [("李四",)]
