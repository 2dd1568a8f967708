"""批量修改: one field of many records as one operation, checked one by one, taken back as one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.actions.undo import undo
from app.desk import Actor, Desk
from app.errors import NotFound, ValidationFailed
from app.history.journal import Wanted, operations
from app.registers import all_registers, find_register, lists, records
from app.registers.bulk import How, bulk_fields, edit_many
from app.registers.lists import Query
from app.registers.spec import Register
from tests.conftest import Office
from tests.factories import values_of

PEOPLE = find_register("people")
WITH_BULK = [register for register in all_registers() if register.bulk]


def crew(office: Office, many: int = 3) -> list[int]:
    start = date.today() - timedelta(days=100)
    return [office.person(f"赵{n}", phones=f"1380000{n:04d}", registered_on=start) for n in range(many)]


def stored(office: Office, name: str) -> list[str]:
    return [row.cells[0] for row in lists.page(office.desk, PEOPLE, Query(sort="number"), [name])]


@pytest.mark.parametrize("register", WITH_BULK, ids=lambda one: one.key)
def test_every_field_offered_takes_a_value(register: Register, office: Office) -> None:
    values = values_of(register.key, office)
    made = office.make(register.key, **values)
    for field in bulk_fields(register):
        value = records.load(office.desk, register, made).values[field.name]
        edit_many(office.desk, register, [made], field.name, value, accept_warnings=True)
        assert records.load(office.desk, register, made).values[field.name] == value


def test_one_operation_that_is_undone_whole(office: Office) -> None:
    ids = crew(office)
    seen: list[tuple[int, int]] = []
    done = edit_many(office.desk, PEOPLE, ids, "source", "站点走访", step=lambda *at: seen.append(at))
    assert stored(office, "source") == ["站点走访"] * 3
    assert operations(office.desk, Wanted())[0].title == "批量修改人员3人：信息来源"
    assert done.tables == {"people"}
    assert seen == [(0, 3), (1, 3), (2, 3)]
    assert undo(office.desk, done.operation_id or 0).kept == ()
    assert stored(office, "source") == [""] * 3


def test_effects_follow_for_each_record(office: Office) -> None:
    ids = crew(office)
    done = edit_many(office.desk, PEOPLE, ids, "station_id", office.station)
    work = find_register("employments")
    rows = lists.page(office.desk, work, Query(), ["from_on", "to_on", "station_id"])
    today = date.today().isoformat()
    assert sorted(row.cells for row in rows if row.cells[2]) == [(today, "", "顺丰曙光站")] * 3
    assert sum(row.cells[1] == today for row in rows) == 3
    assert "employments" in done.tables


def test_words_are_added_and_taken_away(office: Office) -> None:
    ids = crew(office)
    edit_many(office.desk, PEOPLE, ids[:2], "tags", "骨干")
    edit_many(office.desk, PEOPLE, ids, "tags", "新入职、骨干", How.ADD)
    assert stored(office, "tags") == ["骨干、新入职", "骨干、新入职", "新入职、骨干"]
    edit_many(office.desk, PEOPLE, ids, "tags", "骨干", How.DROP)
    assert stored(office, "tags") == ["新入职"] * 3


def test_those_it_cannot_be_done_to_are_named_and_nothing_is_changed(office: Office) -> None:
    ids = crew(office, 12)
    neighbour = Desk(office.desk.ledger, Actor(None, "邻居", office.community))
    with pytest.raises(ValidationFailed) as caught:
        edit_many(neighbour, PEOPLE, ids, "area_id", office.other_community)
    assert next(one.message for one in caught.value.problems) == (
        "赵0：只能登记本人负责区域内的记录，请重新选择区域。"
    )
    assert [one.message for one in caught.value.problems][-1] == "另有4人也是这样。"
    assert set(stored(office, "area_id")) == {"宝石社区"}
    with pytest.raises(NotFound):
        edit_many(neighbour, PEOPLE, [*ids, 99_999], "source", "x")
    with pytest.raises(ValidationFailed, match="中没有“飞行员”这一项"):
        edit_many(office.desk, PEOPLE, ids, "category", "飞行员")
    with pytest.raises(ValueError, match="not for many"):
        edit_many(office.desk, PEOPLE, ids, "name", "张三")


def test_only_warnings_about_the_field_are_asked(office: Office) -> None:
    shared = [office.person("张三"), office.person("李四")]  # one phone for both is a warning of its own
    edit_many(office.desk, PEOPLE, shared, "source", "社区报送")
    assert stored(office, "source") == ["社区报送"] * 2


def test_a_warning_is_accepted_by_the_clerk(office: Office) -> None:
    register = find_register("organizations")
    body = office.make(
        "organizations",
        name="联合工会",
        line="union",
        kind="joint",
        area_id=office.community,
        term_from=date(2024, 1, 1),
    )
    with pytest.raises(ValidationFailed) as caught:
        edit_many(office.desk, register, [body], "term_years", 4)
    assert [one.blocking for one in caught.value.problems] == [False]
    assert caught.value.problems[0].message.startswith("联合工会：")
    edit_many(office.desk, register, [body], "term_years", 4, accept_warnings=True)
    assert records.load(office.desk, register, body).values["term_years"] == 4
