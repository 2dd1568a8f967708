"""The card of a person: every register that links to people, its own fields masked, its life in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.actions.people import come_back, leave
from app.cards.card import read_card
from app.desk import Actor, Desk
from app.errors import NotFound
from app.registers import all_registers, find_register, lists, records
from tests.conftest import Office
from tests.factories import values_of

PEOPLE = find_register("people")


def test_every_register_that_links_to_people_has_a_block(office: Office) -> None:
    card = read_card(office.desk, PEOPLE, office.person())
    linking = {
        (register.key, field.name)
        for register in all_registers()
        for field in register.fields
        if field.link == "people"
    }
    assert linking == {(block.register.key, block.via) for block in card.blocks}
    first = [block.register.key for block in card.blocks][: len(PEOPLE.children)]
    assert first == [child.register.key for child in PEOPLE.children]
    assert len({block.label for block in card.blocks}) == len(card.blocks)


@pytest.mark.parametrize("key", ["memberships", "service_logs", "party_index", "certificates", "enrolments"])
def test_a_block_shows_the_rows_of_this_person_alone(key: str, office: Office) -> None:
    values = values_of(key, office)
    made = office.make(key, **values)
    other = office.person("李四", phones="13800000002")
    (block,) = [
        one for one in read_card(office.desk, PEOPLE, values["person_id"]).blocks if one.register.key == key
    ]
    assert [row.id for row in block.rows] == [made]
    assert block.total == 1
    register = find_register(key)
    (listed,) = lists.page(office.desk, register, block.query(values["person_id"], "张三"), block.columns)
    assert listed.cells == block.rows[0].cells
    (empty,) = [one for one in read_card(office.desk, PEOPLE, other).blocks if one.register.key == key]
    assert (empty.rows, empty.total) == ((), 0)


def test_a_long_block_shows_the_newest_and_how_many_there_are(office: Office) -> None:
    person = office.person()
    team = office.make(
        "teams", name="平安骑士队", kind="patrol", area_id=office.community, founded_on=date(2024, 1, 1)
    )
    office.make("team_members", team_id=team, person_id=person, from_on=date(2024, 1, 1))
    for day in range(1, 10):
        office.make(
            "service_logs", person_id=person, team_id=team, area_id=office.community,
            served_on=date(2024, 3, day), minutes=90, activity="巡逻",
        )  # fmt: skip
    card = read_card(office.desk, PEOPLE, person, on=date(2024, 12, 1))
    (block,) = [one for one in card.blocks if one.register.key == "service_logs"]
    assert block.total == 9
    place = block.columns.index("served_on")
    assert [row.cells[place] for row in block.rows] == [f"2024-03-0{day}" for day in (9, 8, 7, 6, 5)]
    assert ("志愿服务", "13.5小时（今年13.5小时）") in card.facts
    assert ("志愿服务", "13.5小时（今年0小时）") in read_card(
        office.desk, PEOPLE, person, on=date(2025, 1, 1)
    ).facts


def test_numbers_are_masked_and_the_birth_date_is_not_beside_them(office: Office) -> None:
    person = office.person(id_kind="resident", id_no="330106199506150024")
    said = {text for part in read_card(office.desk, PEOPLE, person).parts for _, text in part.fields}
    assert "330106************" in said
    assert not {"330106199506150024", "13800000001", "1995-06-15"} & said
    facts = dict(read_card(office.desk, PEOPLE, person, on=date(2024, 6, 14)).facts)
    assert facts["年龄"] == "28岁"
    told = {
        text for part in read_card(office.desk, PEOPLE, person, whole=True).parts for _, text in part.fields
    }
    assert {"330106199506150024", "13800000001", "1995-06-15"} <= told


def test_what_is_empty_is_named_once(office: Office) -> None:
    card = read_card(office.desk, PEOPLE, office.person())
    filled = {label for part in card.parts for label, _ in part.fields}
    assert "籍贯" in card.missing
    assert not filled & set(card.missing)
    assert "同意拍照" not in filled


def test_a_life_is_told_from_coming_to_coming_back(office: Office) -> None:
    start = date.today() - timedelta(days=400)
    person = office.person(
        registered_on=start, platform_id=office.platform, station_id=office.station, engagement="direct"
    )
    left, back = start + timedelta(days=100), start + timedelta(days=200)
    leave(office.desk, [person], {"on": left, "left_to": "滨江区"})
    come_back(office.desk, [person], {"on": back})
    loaded = records.load(office.desk, PEOPLE, person)
    records.save(
        office.desk, PEOPLE, {"area_id": office.other_community, "station_id": None, "category": "courier"},
        record_id=person, version=loaded.version, accept_warnings=True,
    )  # fmt: skip
    story = read_card(office.desk, PEOPLE, person).story
    assert [(one.on, one.text, one.detail) for one in story] == [
        (start, "登记在册：宝石社区", "顺丰曙光站外卖骑手（直营）"),
        (left, "流出，去向：滨江区", ""),
        (back, "回到本辖区：宝石社区", "顺丰曙光站外卖骑手（直营）"),
        (date.today(), "转到金祝社区", "换到顺丰快递员（直营）"),
    ]


def test_an_unknown_day_of_birth_makes_the_age_about(office: Office) -> None:
    person = office.person(
        birth_date=date(1990, 1, 1), birth_precision="year", last_verified_on=date(2024, 5, 1)
    )
    facts = dict(read_card(office.desk, PEOPLE, person, on=date(2024, 5, 31)).facts)
    assert facts == {"年龄": "约34岁", "最近核实": "30天前"}


def test_a_clerk_of_another_community_sees_no_card(office: Office) -> None:
    person = office.person()
    neighbour = Desk(office.desk.ledger, Actor(None, "邻居", office.other_community))
    with pytest.raises(NotFound):
        read_card(neighbour, PEOPLE, person)
