"""Figures about organizations and what they cover, each on the days around its change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.actions.organizations import join
from app.actions.party import advance
from app.desk import Actor, Desk
from app.measures.figures import figures, rows_behind
from app.measures.period import Month
from app.registers import find_register
from app.registers.lists import Query, count, page
from db.models import Employment, Enrolment, Person
from tests.factories import class_run, organization, party_body, party_card

MARCH, APRIL, MAY = Month(2024, 3), Month(2024, 4), Month(2024, 5)
IN_APRIL = date(2024, 4, 15)


def told(office: Any, *codes: str, desk: Desk | None = None) -> list[list[Any]]:
    """The figures of March, April and May, a list for each code."""
    months = [figures(desk or office.desk, codes, month) for month in (MARCH, APRIL, MAY)]
    return [[month[code].value for month in months] for code in codes]


def listed(office: Any, code: str, month: Month) -> int:
    register, ids = rows_behind(office.desk, code, month)
    return count(office.desk, find_register(register), Query(within=ids))


def test_stations_are_complete_when_everybody_there_is_in_the_union(office):
    union, since = organization(office), date(2024, 3, 1)
    here = [
        office.person(name, phones=f"1380000007{at}", station_id=office.station, registered_on=since)
        for at, name in enumerate("甲乙")
    ]
    office.make("stations", name="空站", area_id=office.community)
    other = office.make("stations", name="邻站", area_id=office.other_community)
    alone = office.person(
        "丙", phones="13800000079", station_id=other, registered_on=since, area_id=office.other_community
    )
    join(office.desk, union, [here[0]], since)
    join(office.desk, union, [here[1], alone], IN_APRIL)
    assert told(office, "O13", "O14") == [[0, 2, 2], [Decimal("0.0"), Decimal("100.0"), Decimal("100.0")]]
    assert listed(office, "O13", APRIL) == listed(office, "O14", APRIL) == 2
    clerk = Desk(office.desk.ledger, Actor(None, "另一社区", office.other_community))
    assert told(office, "O13", desk=clerk) == [[0, 1, 1]]


def test_communities_with_a_part_time_member(office):
    body, person = party_body(office), office.person(politics="01")
    known = {"organization_id": body, "person_id": person, "title": "兼职委员", "part_time": True}
    office.make("posts", **known, from_on=IN_APRIL, to_on=date(2024, 5, 31))
    assert told(office, "O12") == [[Decimal("0.0"), Decimal("50.0"), Decimal("0.0")]]
    office.make("posts", **known, from_on=date(2024, 5, 31))
    assert told(office, "O10", "O12") == [[0, 1, 1], [Decimal("0.0"), Decimal("50.0"), Decimal("50.0")]]
    assert listed(office, "O12", MAY) == 1


@pytest.mark.parametrize(("line", "code"), [("women", "O16"), ("league", "O17"), ("volunteer", "O19")])
def test_members_of_a_line_are_people_and_count_once(office, line, code):
    bodies = [
        office.make("organizations", name=f"{at}号小组", line=line, kind="group", area_id=office.community)
        for at in range(2)
    ]
    person = office.person(gender="female", birth_date=date(2003, 1, 1))
    for body in bodies:
        join(office.desk, body, [person], IN_APRIL)
    assert told(office, code) == [[0, 1, 1]]
    assert listed(office, code, APRIL) == 1


def test_bodies_by_kind_and_founded_in_a_month(office):
    def make(name: str, line: str, kind: str, **values: Any) -> None:
        office.make("organizations", name=name, line=line, kind=kind, area_id=office.community, **values)

    make("学院团支部", "league", "functional", established_on=IN_APRIL)
    make("团小组", "league", "group", established_on=date(2024, 3, 31))
    make("烟火马腾街事会", "deliberation", "group", established_on=IN_APRIL, dissolved_on=date(2024, 5, 2),
         status="dissolved")  # fmt: skip
    make("筹建中的支部", "party", "formal", established_on=IN_APRIL, status="preparing")
    make("批复的支部", "party", "formal", approved_on=date(2024, 5, 31))
    codes = ("O09", "O09a", "O18", "O15", "O01")
    assert told(office, *codes) == [[1, 2, 2], [0, 1, 1], [0, 1, 0], [1, 2, 1], [0, 0, 1]]
    assert listed(office, "O15", APRIL) == 2


def test_admitted_in_the_month_and_learners_among_them(office):
    cards = []
    for at, name in enumerate("甲乙"):
        person = office.person(name, phones=f"1380000008{at}", politics="13")
        cards.append(
            party_card(
                office,
                person_id=person,
                applied_on=date(2021, 1, 4),
                activist_on=date(2022, 1, 4),
                candidate_on=date(2023, 2, 1),
                course_hours=24,
            )
        )
        if at == 0:
            run = class_run(office)
            office.make("enrolments", class_run_id=run, person_id=person, status="enrolled")
    advance(office.desk, cards, {"on": IN_APRIL, "accept_warnings": True})
    assert told(office, "O20", "O20a", "O02d") == [[0, 2, 0], [0, 1, 0], [0, 2, 2]]
    assert listed(office, "O20a", APRIL) == 1


def test_a_new_post_after_a_class(office):
    """Only a title the person never had, after the class, and not the first job."""
    run = class_run(office)
    first, again = date(2023, 1, 3), date(2024, 4, 30)
    tales: list[tuple[str, date | None, list[tuple[date, str]]]] = [
        ("学后升任", date(2024, 3, 29), [(first, "骑手"), (IN_APRIL, "门店主管")]),
        ("没有学过", None, [(first, "骑手"), (IN_APRIL, "门店主管")]),
        ("学在其后", date(2024, 4, 16), [(first, "骑手"), (IN_APRIL, "站长")]),
        ("职务没变", date(2024, 3, 29), [(first, "站长"), (IN_APRIL, "站长")]),
        ("没写职务", date(2024, 3, 29), [(first, "骑手"), (IN_APRIL, "")]),
        ("首份工作", date(2024, 3, 29), [(IN_APRIL, "站长")]),
        ("先降再升", date(2024, 3, 29), [(first, "站长"), (date(2024, 2, 1), "骑手"), (again, "站长")]),
    ]
    with office.desk.operation("save", "准备") as session:
        for at, (name, completed, jobs) in enumerate(tales):
            person = Person(number=f"RY-{at}", name=name, category="rider", area_id=office.community)
            session.add(person)
            session.flush()
            ends = [on for on, _ in jobs[1:]]
            for (on, title), to_on in zip(jobs, [*ends, None], strict=True):
                known = {"category": "rider", "from_on": on, "to_on": to_on, "job_title": title}
                session.add(Employment(person_id=person.id, **known))
            if completed is not None:
                done = {"status": "completed", "outcome": "passed", "completed_on": completed}
                session.add(Enrolment(class_run_id=run, person_id=person.id, **done))
    assert told(office, "T10") == [[0, 1, 0]]
    register, ids = rows_behind(office.desk, "T10", APRIL)
    (row,) = page(office.desk, find_register(register), Query(within=ids), ["name"])
    assert row.cells == ("学后升任",)
