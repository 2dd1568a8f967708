"""Visits and deeds: figures as counted by hand, needs that must have a kind, what the example holds."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import ValidationFailed
from app.measures.figures import figure, figures, rows_behind
from app.measures.period import Month, month_holding
from app.registers import records
from app.registers.visits import VISITED_PEOPLE
from tests.conftest import Office

MARCH: Month = month_holding(date(2024, 3, 1))
ON = date(2024, 3, 6)


def visit(office: Office, **values: object) -> int:
    known = {
        "visited_on": ON, "station_id": office.station, "visitors": "王某", "area_id": office.community,
    }  # fmt: skip
    return office.make("visits", **known | values)


def meet(office: Office, visit_id: int, person: int, **values: object) -> int:
    return office.make("visited_people", visit_id=visit_id, person_id=person, **values)


def test_stations_people_and_meetings_are_counted_apart(office: Office) -> None:
    other = office.make("stations", name="顺丰天目站", platform_id=office.platform, area_id=office.community)
    one, two = office.person("张三"), office.person("李四", phones="13800000002")
    first = visit(office, unnamed=3)
    again = visit(office, visited_on=date(2024, 3, 20))
    visit(office, station_id=other)
    visit(office, visited_on=date(2024, 4, 1), unnamed=9)
    meet(office, first, one)
    meet(office, first, two)
    meet(office, again, one)
    found = figures(office.desk, ["A01", "A02", "A03"], MARCH)
    assert {code: one.value for code, one in found.items()} == {"A01": 2, "A02": 6, "A03": 2}


def test_needs_by_kind_and_how_many_are_settled(office: Office) -> None:
    at = visit(office)
    people = [office.person(name, phones=f"1380000001{n}") for n, name in enumerate(("张三", "李四", "王五"))]
    meet(office, at, people[0], need_kind="health", need="体检", settled_on=date(2024, 3, 8))
    meet(office, at, people[1], need_kind="parking", need="停车", settled_on=date(2024, 4, 2))
    meet(office, at, people[2])
    assert figure(office.desk, "A04", MARCH).value == 2
    assert [figure(office.desk, code, MARCH).value for code in ("A04a", "A04e", "A04i")] == [1, 1, 0]
    assert figure(office.desk, "A05", MARCH).parts == (1, 2)
    assert figure(office.desk, "A05", month_holding(date(2024, 4, 1))).value is None
    key, ids = rows_behind(office.desk, "A04", MARCH)
    with office.desk.reading() as session:
        assert (key, len(session.execute(ids).all())) == ("visited_people", 2)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"need": "想停车"}, "need_kind"),
        ({"settled_on": ON}, "need_kind"),
        ({"need_kind": "parking", "settled_on": date(2024, 3, 5)}, "settled_on"),
    ],
)
def test_a_need_has_a_kind_and_is_settled_after_the_visit(
    office: Office, values: dict[str, object], field: str
) -> None:
    record = {"visit_id": visit(office), "person_id": office.person(), **values}
    with pytest.raises(ValidationFailed) as refused:
        records.save(office.desk, VISITED_PEOPLE, record)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_deeds_happen_in_a_month(office: Office) -> None:
    person = office.person()
    for day in (ON, date(2024, 4, 1)):
        office.make("deeds", happened_on=day, person_id=person, title="救助老人", area_id=office.community)
    assert figure(office.desk, "A06", MARCH).value == 1
