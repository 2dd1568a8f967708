"""Figures the office makes for itself: counted in table, overview and return like all others, readable, and opened."""

from __future__ import annotations

from datetime import date

import pytest

from app import settings
from app.actions.ownmeasures import drop, in_words, make, making, of_register
from app.actions.returns import standing, submit
from app.actions.sealing import approve
from app.actions.summary import draft
from app.desk import Actor, Desk
from app.errors import UserError, ValidationFailed
from app.measures.figures import figure, history, rows_behind, table
from app.measures.period import Month
from app.registers import find_register
from app.registers.lists import Filter, Op, Query, count
from app.surveys.overview import Behind, list_behind, overview
from tests.conftest import Office

NOVEMBER = Month(2024, 11)
PEOPLE = find_register("people")
RIDERS = Query(filters=(Filter("category", Op.IS, ("rider",)),))


@pytest.fixture
def three(office: Office) -> Desk:
    settings.save(office.desk, {"office_name": "北山街道"})
    for n, (on, work) in enumerate(
        [(date(2024, 10, 5), "rider"), (date(2024, 11, 5), "rider"), (date(2024, 11, 6), "courier")]
    ):
        office.person(f"人{n}", phones=f"1380000000{n}", registered_on=on, category=work)
    make(office.desk, PEOPLE, RIDERS, {"name": "新来骑手", "unit": "人", "date_field": "registered_on"})
    return office.desk


def test_it_counts_like_the_others(three: Desk, office: Office) -> None:
    ((code, name),) = of_register(three, PEOPLE)
    assert (code, name) == ("Z01", "新来骑手")
    assert figure(three, code, NOVEMBER).value == 1
    assert history(three, code, NOVEMBER, 2) == [1, 1]
    assert figure(three, code, NOVEMBER, office.other_community).value == 0
    narrow = Desk(three.ledger, Actor(None, "社区王某", office.other_community))
    assert figure(narrow, code, NOVEMBER).value == 0
    row = next(row for row in table(three, NOVEMBER) if row.measure.code == code)
    assert (row.this_month, row.last_month, row.year_total) == (1, 1, 2)
    assert row.measure.definition == "登记日期在期内的人员记录数，筛选条件：从业类型为外卖骑手。"
    register, ids = rows_behind(three, code, NOVEMBER)
    assert count(three, find_register(register), Query(within=ids)) == 1
    assert list_behind(three, Behind(code, NOVEMBER))[1].label == "2024年11月新来骑手"


def test_it_is_on_the_overview_and_sealed_with_the_return(three: Desk) -> None:
    part = overview(three, NOVEMBER).parts[-1]
    assert (part.label, [tile.label for tile in part.tiles]) == ("自定义指标", ["新来骑手"])
    submit(three, draft(three, NOVEMBER))
    approve(three, NOVEMBER)
    drop(three, "Z01")
    sealed = standing(three, NOVEMBER).draft
    assert sealed.figures["Z01"].this_month == 1
    assert sealed.statistics.groups[-1].rows[-1].name == "新来骑手"
    assert all(part.label != "自定义指标" for part in overview(three, NOVEMBER).parts)


def test_what_holds_at_the_end(office: Office) -> None:
    person = office.person("张三")
    office.make(
        "civic_roles", person_id=person, kind="monitor", from_on=date(2024, 10, 1), to_on=date(2024, 11, 20)
    )
    make(
        office.desk, find_register("civic_roles"), Query(), {"name": "在任", "unit": "人", "date_field": "-"}
    )
    assert history(office.desk, "Z01", NOVEMBER, 2) == [1, 0]


def test_what_cannot_be_counted_is_said(three: Desk) -> None:
    with pytest.raises(UserError, match="搜索词"):
        making(PEOPLE, Query(search="张"))
    with pytest.raises(UserError, match="没有日期"):
        making(find_register("platforms"), Query())
    with pytest.raises(ValidationFailed, match="已有叫"):
        make(three, PEOPLE, RIDERS, {"name": "新来骑手", "unit": "人", "date_field": "registered_on"})
    with pytest.raises(ValidationFailed):
        make(three, PEOPLE, RIDERS, {"name": "", "unit": "人", "date_field": "nothing"})
    assert [field.name for field in making(PEOPLE, RIDERS).asks] == [
        "name",
        "unit",
        "date_field",
        "definition",
    ]
    assert in_words(three, PEOPLE, Query(), "registered_on") == "登记日期在期内的人员记录数。"
