"""First start: areas, clerk and settings in one operation."""

import pytest

from app import settings
from app.actions import setup
from app.actions.setup import NewOffice
from app.errors import ValidationFailed
from app.history.journal import Wanted, changes_of, operations
from app.registers import find_register
from app.registers.lists import Query, page

OFFICE = NewOffice("北山街道", ("宝石社区", "金祝社区"), "王某", "社工办")


def test_the_first_start_creates_areas_clerk_and_settings_in_one_operation(application, desk):
    assert setup.needs_set_up(desk)
    settled = setup.set_up(desk, OFFICE)
    assert not setup.needs_set_up(desk)
    rows = page(desk, find_register("areas"), Query(), ["name", "kind", "parent_id"])
    assert [row.cells for row in rows] == [
        ("北山街道", "街道", ""),
        ("宝石社区", "社区", "北山街道"),
        ("金祝社区", "社区", "北山街道"),
    ]
    assert settings.read(desk, "office_name") == "北山街道"
    (done,) = operations(desk, Wanted())
    assert (done.clerk, done.title) == ("王某", "开始使用：北山街道")
    assert {one.kind for one in changes_of(desk, done.id)} == {"区域", "经办人", "设置"}
    assert application.clerks() == [settled.actor]
    assert settled.actor.area_id is not None


def test_a_clerk_may_look_after_one_community(application, desk):
    setup.set_up(desk, NewOffice("北山街道", ("宝石社区",), "李某", scope="宝石社区"))
    application.sit_down(application.clerks()[0])
    rows = page(application.desk, find_register("areas"), Query(), ["name"])
    assert [row.cells[0] for row in rows] == ["宝石社区"]


def test_areas_already_there_are_used(desk, office):
    setup.set_up(desk, OFFICE)
    rows = page(desk, find_register("areas"), Query(), ["name"])
    assert sorted(row.cells[0] for row in rows) == ["北山街道", "宝石社区", "金祝社区"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (NewOffice(" ", (), "王某"), "name"),
        (NewOffice("北山街道", (), ""), "clerk"),
        (NewOffice("北山街道", ("宝石社区",), "王某", scope="别处社区"), "scope"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_saved(desk, given, field):
    with pytest.raises(ValidationFailed) as caught:
        setup.set_up(desk, given)
    assert [problem.field for problem in caught.value.problems] == [field]
    assert setup.needs_set_up(desk)


def test_a_typed_list_of_communities():
    assert setup.read_communities("宝石社区\n金祝社区、 曙光社区，宝石社区\n\n") == (
        "宝石社区",
        "金祝社区",
        "曙光社区",
    )
    assert setup.read_communities(" ") == ()
