"""组织建设情况: organizations by line, year and employer, stages and cohorts, as they stood on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.actions.organizations import dissolve, join
from app.actions.party import advance
from app.desk import Actor, Desk
from app.registers import find_register
from app.registers.lists import count
from app.surveys.orgsheet import organization_sheet
from tests.factories import party_card

MARCH, JUNE = date(2024, 3, 1), date(2024, 6, 3)


def tables(desk: Desk, on: date) -> dict[str, list[tuple[str, ...]]]:
    return {
        block.title: [line.cells for line in block.lines] for block in organization_sheet(desk, on).blocks
    }


@pytest.fixture
def bodies(office):
    def make(name: str, line: str, kind: str, on: date, **values: Any) -> int:
        known = {"area_id": office.street, "established_on": on}
        return office.make("organizations", name=name, line=line, kind=kind, **known | values)

    return {
        "party": make("功能型党委", "party", "functional", date(2023, 12, 15)),
        "branch": make("学院支部", "party", "formal", date(2022, 5, 4)),
        "women": make("妇联小组", "women", "group", MARCH, host_unit="顺丰曙光站"),
        "soon": make("筹建工会", "union", "joint", MARCH, status="preparing"),
        "league": make("团小组", "league", "group", JUNE, area_id=office.community),
    }


def test_bodies_by_line_and_year(office, bodies):
    person = office.person(gender="female", registered_on=MARCH, platform_id=office.platform)
    join(office.desk, bodies["women"], [person], MARCH)
    office.make("posts", organization_id=bodies["women"], person_id=person, title="组长", from_on=MARCH)
    march = tables(office.desk, MARCH)
    assert march["按条线和类型"] == [
        ("党组织", "1", "1", "", "", "2", "0", "0"),
        ("妇联", "", "", "", "1", "1", "1", "1"),
    ]
    assert march["按成立年份"] == [
        ("2022年", "党组织", "1", "学院支部"),
        ("2023年", "党组织", "1", "功能型党委"),
        ("2024年", "妇联", "1", "妇联小组"),
    ]
    assert march["妇联、共青团和志愿组织成员"] == [("妇联", "妇联小组", "顺丰曙光站", "1", "顺丰1人")]
    dissolve(office.desk, [bodies["women"]], {"on": JUNE, "reason": ""})
    june = tables(office.desk, JUNE)
    assert [row[0] for row in june["按条线和类型"]] == ["党组织", "共青团"]
    assert tables(office.desk, MARCH) == march


def test_the_main_figures_are_those_of_the_day(office, bodies):
    person = office.person(gender="female", registered_on=MARCH)
    join(office.desk, bodies["women"], [person], JUNE)
    before, after = (
        {row[0]: row[1] for row in tables(office.desk, day)["主要指标"]} for day in (date(2024, 6, 2), JUNE)
    )
    assert before == {"党组织": "2", "其中：功能型党组织": "1", "妇联组织（小组）": "1"}
    more = {"团组织（团小组）": "1", "妇联组织（小组）成员": "1"}
    assert after == before | more


def test_the_counts_open_their_lists(office, bodies):
    sheet = organization_sheet(office.desk, JUNE)
    for block in sheet.blocks:
        place = next(
            at
            for at, head in enumerate(block.heads)
            if head[0] in ("数值", "合计", "个数", "人数", "学员（人）")
        )
        for line in block.lines:
            assert line.opens is not None
            register, query = line.opens
            if "%" not in line.cells:
                assert count(office.desk, find_register(register), query) == int(line.cells[place])
        if block.title == "按成立年份":
            break
    clerk = Desk(office.desk.ledger, Actor(None, "宝石社区", office.community))
    assert [row[0] for row in tables(clerk, JUNE)["按条线和类型"]] == ["共青团"]


def test_stages_with_those_who_studied_and_cohorts(office):
    school = office.make("programmes", name="“小哥学院”", area_id=office.street)
    terms = [office.make("terms", programme_id=school, name=f"第{at}期", from_on=MARCH) for at in (1, 2)]
    course = office.make("courses", name="手机摄影", programme_id=school)
    run = office.make("class_runs", name="摄影班", course_id=course, area_id=office.community, from_on=MARCH,
                      term_id=terms[0], status="running")  # fmt: skip
    off = office.make("class_runs", name="取消的班", course_id=course, area_id=office.community, from_on=MARCH,
                      term_id=terms[1])  # fmt: skip
    first, second = (office.person(name, phones=f"1380000009{at}") for at, name in enumerate("甲乙"))
    for person in (first, second):
        office.make("enrolments", class_run_id=run, person_id=person, status="enrolled")
    office.make("enrolments", class_run_id=off, person_id=first, status="applied")
    union = office.make("organizations", name="联合工会", line="union", kind="joint", area_id=office.street)
    join(office.desk, union, [first], MARCH)
    card = party_card(office, person_id=first, applied_on=date(2021, 1, 4), activist_on=date(2022, 1, 4),
                      candidate_on=date(2023, 2, 1), course_hours=24)  # fmt: skip
    party_card(office, person_id=office.person("丙", phones="13800000099"))
    advance(office.desk, [card], {"on": JUNE, "accept_warnings": True})
    before, after = tables(office.desk, date(2024, 6, 2)), tables(office.desk, JUNE)
    assert before["党员发展阶段"] == [("入党积极分子", "1", "0"), ("发展对象", "1", "1")]
    assert after["党员发展阶段"] == [("入党积极分子", "1", "0"), ("预备党员", "1", "1")]
    assert before["各届学员"] == [("“小哥学院”", "第1期", "2", "1", "0")]
    assert after["各届学员"] == [("“小哥学院”", "第1期", "2", "1", "1")]
    assert "各届学员" not in tables(office.desk, date(2024, 2, 29))
    sheet = organization_sheet(office.desk, JUNE)
    for block in sheet.blocks[-2:]:
        for line in block.lines:
            assert line.opens is not None
            register, query = line.opens
            assert count(office.desk, find_register(register), query) == int(line.cells[block.heads.index(
                next(head for head in block.heads if head[2]))])  # fmt: skip
