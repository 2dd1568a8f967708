"""站点转交: the station and its people go over on a day, the past stays with the old operator, undone as one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.actions.people import leave
from app.actions.restriction import restrict
from app.actions.stations import transfer_station
from app.actions.undo import undo
from app.cards.card import read_card
from app.desk import Actor, Desk
from app.errors import NotFound, ValidationFailed
from app.measures.figures import figure
from app.measures.period import Month
from app.registers import find_register, lists, records
from app.registers.lists import Filter, Op, Query
from tests.conftest import Office

PEOPLE, STATIONS, WORK = (find_register(key) for key in ("people", "stations", "employments"))
TODAY = date.today()
START, DAY = TODAY - timedelta(days=300), TODAY - timedelta(days=20)


@pytest.fixture
def other(office: Office) -> int:
    return office.make("platforms", name="圆通", kind="express", aliases="")


@pytest.fixture
def crew(office: Office) -> list[int]:
    """Two who work at the station, one who came after the day, one who has left, one elsewhere."""
    at = {
        "platform_id": office.platform,
        "station_id": office.station,
        "category": "courier",
        "engagement": "direct",
    }
    people = [
        office.person("张三", phones="13800000001", registered_on=START, **at),
        office.person("李四", phones="13800000002", registered_on=START, **at),
        office.person("王五", phones="13800000003", registered_on=DAY + timedelta(days=5), **at),
        office.person("赵六", phones="13800000004", registered_on=START, **at),
        office.person("钱七", phones="13800000005", registered_on=START, platform_id=office.platform),
    ]
    leave(office.desk, [people[3]], {"on": DAY - timedelta(days=30)})
    return people


def work_of(office: Office, person: int) -> list[tuple[str, ...]]:
    query = Query(filters=(Filter("person_id", Op.IS, (person,)),), sort="from_on")
    rows = lists.page(
        office.desk, WORK, query, ["from_on", "to_on", "platform_id", "station_id", "end_reason"]
    )
    return [row.cells for row in rows]


def test_people_go_over_on_the_day(office: Office, other: int, crew: list[int]) -> None:
    done = transfer_station(
        office.desk, [office.station], {"platform_id": other, "on": DAY, "name": "圆通曙光站"}
    )
    station = records.load(office.desk, STATIONS, office.station).values
    assert (station["name"], station["platform_id"]) == ("圆通曙光站", other)
    assert work_of(office, crew[0]) == [
        (START.isoformat(), DAY.isoformat(), "顺丰", "圆通曙光站", "站点转交"),
        (DAY.isoformat(), "", "圆通", "圆通曙光站", ""),
    ]
    later = (DAY + timedelta(days=5)).isoformat()
    assert work_of(office, crew[2]) == [(later, "", "圆通", "圆通曙光站", "")]
    assert [cells[2] for cells in work_of(office, crew[3])] == ["顺丰"]
    assert [records.load(office.desk, PEOPLE, one).values["platform_id"] for one in crew] == [
        other, other, other, office.platform, office.platform,
    ]  # fmt: skip
    assert done.tables == {"stations", "employments", "people"}
    story = read_card(office.desk, PEOPLE, crew[0]).story
    assert (story[-1].on, story[-1].text) == (DAY, "换到圆通曙光站快递员（直营），原因：站点转交")


def test_it_is_undone_whole(office: Office, other: int, crew: list[int]) -> None:
    before = [work_of(office, one) for one in crew]
    done = transfer_station(office.desk, [office.station], {"platform_id": other, "on": DAY})
    assert undo(office.desk, done.operation_id or 0).kept == ()
    assert [work_of(office, one) for one in crew] == before
    assert records.load(office.desk, STATIONS, office.station).values["platform_id"] == office.platform


def test_past_figures_stay(office: Office, other: int, crew: list[int]) -> None:
    month = Month(DAY.year, DAY.month).previous().previous()
    before = [figure(office.desk, code, month).value for code in ("P01", "P02", "P13")]
    transfer_station(office.desk, [office.station], {"platform_id": other, "on": DAY})
    assert [figure(office.desk, code, month).value for code in ("P01", "P02", "P13")] == before


def test_who_is_put_away_stays_as_it_was(office: Office, other: int, crew: list[int]) -> None:
    restrict(office.desk, [crew[0]], {"reason": "x"})
    transfer_station(office.desk, [office.station], {"platform_id": other, "on": DAY})
    assert [cells[2] for cells in work_of(office, crew[0])] == ["顺丰"]


def test_what_cannot_be_is_refused(office: Office, other: int, crew: list[int]) -> None:
    with pytest.raises(ValidationFailed, match="已经属于顺丰"):
        transfer_station(office.desk, [office.station], {"platform_id": office.platform, "on": DAY})
    with pytest.raises(ValidationFailed, match="还没有到"):
        transfer_station(
            office.desk, [office.station], {"platform_id": other, "on": TODAY + timedelta(days=1)}
        )
    office.make("stations", name="圆通二站", area_id=office.community)
    with pytest.raises(ValidationFailed, match="已有叫“圆通二站”的站点"):
        transfer_station(office.desk, [office.station], {"platform_id": other, "on": DAY, "name": "圆通二站"})
    neighbour = Desk(office.desk.ledger, Actor(None, "邻居", office.other_community))
    with pytest.raises(NotFound):
        transfer_station(neighbour, [office.station], {"platform_id": other, "on": DAY})
    assert records.load(office.desk, STATIONS, office.station).values["name"] == "顺丰曙光站"
