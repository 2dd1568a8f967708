"""常用筛选: kept for the office, read by everybody, replaced only on request, undone like everything else."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.actions.undo import undo
from app.desk import Actor, Desk
from app.errors import NotFound, UserError, ValidationFailed
from app.history.journal import changes_of
from app.registers import find_register
from app.registers.lists import Filter, Op, Query
from app.savedfilters import drop_filter, keep_filter, saved_filters
from tests.conftest import Office

PEOPLE = find_register("people")
QUERY = Query(
    search="张",
    filters=(
        Filter("station_id", Op.IS, (3, 4)),
        Filter("category", Op.IS, ("rider",)),
        Filter("registered_on", Op.FROM, date(2024, 1, 1)),
        Filter("last_verified_on", Op.EMPTY, True),
        Filter("politics", Op.IS, ("01",)),
    ),
    sort="registered_on",
    descending=True,
)


def test_what_is_kept_comes_back_for_another_clerk(office: Office) -> None:
    keep_filter(office.desk, "people", " 顺丰骑手 ", QUERY)
    colleague = Desk(office.desk.ledger, Actor(None, "李某", office.community))
    (saved,) = saved_filters(colleague, "people", PEOPLE)
    assert (saved.name, saved.made_by, saved.query) == ("顺丰骑手", "经办人王某", QUERY)
    assert saved_filters(colleague, "stations", find_register("stations")) == []


@given(
    search=st.text(max_size=20),
    days=st.dates(),
    ids=st.lists(st.integers(1, 2**40), min_size=1, max_size=5).map(tuple),
    text=st.text(min_size=1, max_size=20),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_kind_of_condition_survives(
    desk: Desk, search: str, days: date, ids: tuple[int, ...], text: str
) -> None:
    query = Query(
        search=search,
        filters=(
            Filter("area_id", Op.IS, ids),
            Filter("birth_date", Op.TO, days),
            Filter("note", Op.HAS, text),
            Filter("photo_consent", Op.IS, (True, False)),
        ),
    )
    keep_filter(desk, "people", "试", query, replace=True)
    assert [one.query for one in saved_filters(desk, "people", PEOPLE)] == [query]


def test_a_name_is_replaced_only_on_request(office: Office) -> None:
    keep_filter(office.desk, "people", "骑手", QUERY)
    with pytest.raises(ValidationFailed, match="已有叫“骑手”的常用筛选"):
        keep_filter(office.desk, "people", "骑手", Query())
    keep_filter(office.desk, "people", "骑手", Query(search="李"), replace=True)
    keep_filter(office.desk, "stations", "骑手", Query())
    assert [one.query for one in saved_filters(office.desk, "people", PEOPLE)] == [Query(search="李")]


@pytest.mark.parametrize("name", ["", "  ", "长" * 41])
def test_a_name_is_needed(desk: Desk, name: str) -> None:
    with pytest.raises(ValidationFailed, match="请填写名称"):
        keep_filter(desk, "people", name, QUERY)


def test_rows_behind_a_figure_are_not_kept(desk: Desk) -> None:
    with pytest.raises(UserError, match="不能存为常用筛选"):
        keep_filter(desk, "people", "数字", Query(within=sa.select(PEOPLE.table.c.id)))


def test_it_is_deleted_and_comes_back_by_undo(office: Office) -> None:
    keep_filter(office.desk, "people", "骑手", QUERY)
    (saved,) = saved_filters(office.desk, "people", PEOPLE)
    gone = drop_filter(office.desk, saved.id)
    assert saved_filters(office.desk, "people", PEOPLE) == []
    with pytest.raises(NotFound):
        drop_filter(office.desk, saved.id)
    (told,) = changes_of(office.desk, gone.operation_id or 0)
    assert (told.what, told.kind, told.name) == ("删除", "常用筛选", "骑手")
    undo(office.desk, gone.operation_id or 0)
    assert [one.name for one in saved_filters(office.desk, "people", PEOPLE)] == ["骑手"]


def test_fields_that_are_gone_are_left_out(office: Office) -> None:
    old = Query(filters=(Filter("shoe_size", Op.IS, (42,)), *QUERY.filters), sort="shoe_size")
    keep_filter(office.desk, "people", "旧", old)
    (saved,) = saved_filters(office.desk, "people", PEOPLE)
    assert (saved.query.filters, saved.query.sort) == (QUERY.filters, "")
