"""查重: who is found and why, who is not, what is remembered; and cards like the one being typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.actions import duplicates
from app.actions.undo import undo
from app.cards.similar import Weight, similar
from app.desk import Actor, Desk
from app.errors import NotFound
from app.registers import find_register, records
from app.rules.duplicates import EVIDENCE, LEAST, compare
from db.models import DuplicateSearch, Person, PersonStatus
from tests.conftest import Office

PEOPLE = find_register("people")
BORN = date(1990, 5, 17)


def pairs(desk: Desk) -> dict[tuple[int, int], duplicates.Pair]:
    """What a clerk sees after a search."""
    duplicates.search(desk)
    return {(pair.left.id, pair.right.id): pair for pair in duplicates.page(desk)}


def change(office: Office, person: int, **values: Any) -> None:
    loaded = records.load(office.desk, PEOPLE, person)
    records.save(office.desk, PEOPLE, values, record_id=person, version=loaded.version, accept_warnings=True)


def clerk_of(office: Office, area: int) -> Desk:
    return Desk(office.desk.ledger, Actor(None, "社区专员", area))


SAME: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "same name and phone": ({}, {"area": "other_community"}),
    "second number": ({}, {"phones": "13900000009 13800000001"}),
    "new number, same day of birth": (
        {"birth_date": BORN},
        {"birth_date": BORN, "phones": "13900000009"},
    ),
    "another character, same sound": ({"name": "王小峰"}, {"name": "王小锋"}),
    "one wrong digit at the same station": (
        {"station": True},
        {"station": True, "phones": "13800000002"},
    ),
    "only the month is known": (
        {"birth_date": BORN},
        {"birth_date": BORN.replace(day=1), "birth_precision": "month", "phones": "13900000009"},
    ),
    "the same number plate": (
        {"vehicle_plate": "浙A12345"},
        {"vehicle_plate": "浙A12345", "phones": "13900000009"},
    ),
}
APART: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "the same name only": ({}, {"phones": "13900000009"}),
    "a family's phone": ({"name": "王小峰"}, {"name": "李大兰"}),
    "same name at the same station, another day of birth": (
        {"station": True, "birth_date": BORN},
        {"station": True, "birth_date": date(1971, 1, 9), "phones": "13900000009"},
    ),
    "father and son": (
        {"birth_date": BORN, "gender": "male", "phones": "13800000001"},
        {"birth_date": date(1965, 2, 3), "gender": "male", "name": "张大三"},
    ),
}


def both(office: Office, one: dict[str, Any], other: dict[str, Any]) -> tuple[int, int]:
    made = []
    for given_values in (one, other):
        values = dict(given_values)
        if values.pop("station", False):
            values["station_id"] = office.station
        if area := values.pop("area", ""):
            values["area_id"] = getattr(office, area)
        made.append(office.person(**values))
    return made[0], made[1]


@pytest.mark.parametrize("case", SAME)
def test_who_was_entered_twice_is_found(office: Office, case: str) -> None:
    pair = both(office, *SAME[case])
    found = pairs(office.desk)
    assert set(found) == {pair}
    assert found[pair].likeness.score >= LEAST
    assert found[pair].likeness.reasons
    assert found[pair].likeness.level


@pytest.mark.parametrize("case", APART)
def test_who_is_somebody_else_is_not(office: Office, case: str) -> None:
    both(office, *APART[case])
    assert pairs(office.desk) == {}


def test_reasons_and_doubts_are_given_in_words(office: Office) -> None:
    pair = both(office, {"gender": "male"}, {"gender": "female"})
    found = pairs(office.desk)[pair].likeness
    assert found.words == "姓名相同、电话相同、同一区域；但性别不同"
    assert found.level == "可能"


def test_the_same_number_under_two_names_is_shown_first(office: Office) -> None:
    number = "330106199506150024"
    first = office.person("李小红", id_no=number, phones="13800000011")
    second = office.person("李小虹", phones="13800000012")
    with office.desk.operation("edit", "改证件号码") as session:
        session.get_one(Person, second).id_no = number
        session.get_one(Person, second).id_kind = session.get_one(Person, first).id_kind
    both(office, {}, {})
    duplicates.search(office.desk)
    page = duplicates.page(office.desk)
    assert (page[0].left.id, page[0].right.id) == (first, second)
    assert page[0].likeness.level == "几乎可以肯定"


def test_pages_go_on_where_the_one_before_ended(office: Office) -> None:
    for place in range(7):
        both(office, {"phones": f"1380000100{place}"}, {"phones": f"1380000100{place}"})
    duplicates.search(office.desk)
    whole = duplicates.page(office.desk)
    assert len(whole) == 7
    assert duplicates.count(office.desk) == 7
    first = duplicates.page(office.desk, size=3)
    second = duplicates.page(office.desk, after=first[-1].mark, size=3)
    third = duplicates.page(office.desk, after=second[-1].mark, size=3)
    assert [*first, *second, *third] == whole


def test_a_judgement_is_remembered_with_who_and_can_be_taken_back(office: Office) -> None:
    pair = both(office, {}, {})
    assert set(pairs(office.desk)) == {pair}
    done = duplicates.mark_distinct(office.desk, *reversed(pair))
    duplicates.mark_distinct(office.desk, *pair)
    assert duplicates.page(office.desk) == []
    assert pairs(office.desk) == {}
    assert duplicates.count(office.desk) == 0
    (judged,) = duplicates.judged(office.desk)
    assert judged.decided_by == "经办人王某"
    assert judged.decided_on == date.today()
    assert str(judged.left).startswith("张三（RY-")
    duplicates.take_back(office.desk, [judged.id])
    assert set(pairs(office.desk)) == {pair}
    with pytest.raises(NotFound):
        duplicates.take_back(office.desk, [judged.id])
    assert done.operation_id is not None
    assert done.tables == {"distinct_pairs"}


def test_a_judgement_undone_shows_the_pair_again(office: Office) -> None:
    pair = both(office, {}, {})
    pairs(office.desk)
    done = duplicates.mark_distinct(office.desk, *pair)
    assert done.operation_id is not None
    undo(office.desk, done.operation_id)
    assert [(one.left.id, one.right.id) for one in duplicates.page(office.desk)] == [pair]


def test_a_card_that_was_corrected_is_no_longer_shown(office: Office) -> None:
    pair = both(office, {}, {})
    pairs(office.desk)
    change(office, pair[1], name="钱七", phones="13900000009")
    assert duplicates.page(office.desk) == []


def test_the_next_search_forgets_what_it_did_not_see(office: Office) -> None:
    pair = both(office, {}, {})
    assert set(pairs(office.desk)) == {pair}
    change(office, pair[1], name="钱七", phones="13900000009")
    assert duplicates.search(office.desk).pairs == 0


def test_a_clerk_sees_the_pairs_of_the_own_area(office: Office) -> None:
    across = both(office, {}, {"area": "other_community"})
    inside = both(
        office, {"name": "钱七", "phones": "13900000001"}, {"name": "钱七", "phones": "13900000001"}
    )
    assert set(pairs(office.desk)) == {across, inside}
    clerk = clerk_of(office, office.community)
    assert {(one.left.id, one.right.id) for one in duplicates.page(clerk)} == {inside}
    assert duplicates.count(clerk) == 1
    with pytest.raises(NotFound):
        duplicates.mark_distinct(clerk, *across)
    duplicates.mark_distinct(office.desk, *across)
    assert duplicates.judged(clerk) == []
    (judged,) = duplicates.judged(office.desk)
    with pytest.raises(NotFound):
        duplicates.take_back(clerk, [judged.id])


def test_restricted_cards_are_left_out(office: Office) -> None:
    pair = both(office, {}, {})
    pairs(office.desk)
    with office.desk.operation("edit", "封存") as session:
        session.get_one(Person, pair[0]).status = PersonStatus.RESTRICTED
    assert duplicates.page(office.desk) == []
    assert duplicates.search(office.desk).people == 1
    assert duplicates.count(office.desk) == 0


def test_a_phone_that_a_whole_station_gave_compares_nobody_with_everybody(office: Office) -> None:
    surnames = "赵钱孙李周吴郑王冯陈褚卫"
    for surname in surnames + "蒋":
        office.person(f"{surname}某甲", phones="13800000077")
    done = duplicates.search(office.desk)
    assert (done.people, done.pairs, done.left_out) == (13, 0, 1)
    office.person("赵某甲", phones="13800000077")
    assert len(pairs(office.desk)) == 1  # name and phone together still are few


def test_a_search_says_who_looked_and_how_far_it_came(office: Office) -> None:
    pair = both(office, {}, {})
    parts = duplicates.searching(office.desk)
    assert [next(parts) for _ in range(4)][-1] == (1, 8)
    parts.close()
    begun = duplicates.last_search(office.desk)
    assert begun is not None
    assert begun.finished_at is None
    assert [(one.left.id, one.right.id) for one in duplicates.page(office.desk)] == [pair]
    done = duplicates.search(office.desk)
    assert isinstance(done, DuplicateSearch)
    last = duplicates.last_search(office.desk)
    assert last is not None
    assert last.id == done.id
    assert last.finished_at is not None
    assert (last.people, last.pairs, last.clerk_name) == (2, 1, "经办人王某")


def test_before_the_first_search_there_is_none(office: Office) -> None:
    assert duplicates.last_search(office.desk) is None


CARDS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(("张三", "张珊", "李四", "阿卜杜拉·买买提", "王")),
        "name_pinyin": st.sampled_from(("zhangsan", "lisi", "")),
        "gender": st.sampled_from(("male", "female", "unknown")),
        "birth_date": st.sampled_from((None, BORN, BORN.replace(day=1), date(1971, 1, 9))),
        "birth_precision": st.sampled_from(("day", "month", "year")),
        "id_kind": st.sampled_from(("none", "resident", "passport")),
        "id_no": st.sampled_from(("", "330106199506150024", "330106********0024", "E1234567")),
        "phones": st.sampled_from(("", "13800000001", "13800000002 13800000001", "0571-85550101")),
        "platform_id": st.sampled_from((None, 1, 2)),
        "station_id": st.sampled_from((None, 1, 2)),
        "area_id": st.sampled_from((1, 2)),
        "residence": st.sampled_from(("", "曙光路一号", "路")),
        "vehicle_plate": st.sampled_from(("", "浙A12345")),
    }
)


@given(CARDS, CARDS)
def test_the_order_of_the_cards_does_not_matter(one: dict[str, Any], other: dict[str, Any]) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there == back
    assert 0 <= there.score <= 100
    assert bool(there.level) == (there.score >= LEAST)


@given(CARDS, CARDS)
def test_a_name_that_nothing_supports_is_never_shown(one: dict[str, Any], other: dict[str, Any]) -> None:
    bare = dict.fromkeys(("id_no", "phones", "residence", "vehicle_plate"), "")
    nothing = bare | {"birth_date": None, "station_id": None, "platform_id": None, "area_id": 1}
    assert compare(one | nothing, other | nothing).score < LEAST


def test_each_observation_can_be_told_from_the_others() -> None:
    words = [evidence.words for evidence in EVIDENCE]
    assert len(words) == len(set(words))
    assert all(evidence.points for evidence in EVIDENCE)


def weights(desk: Desk, but: int | None = None, **typed: Any) -> list[tuple[int, str]]:
    return [(one.record_id, one.weight) for one in similar(desk, typed, but)]


def test_typing_a_known_number_blocks_and_offers_the_card(office: Office) -> None:
    number = "330106199506150024"
    known = office.person("李小红", id_no=number)
    (found,) = similar(office.desk, {"name": "", "id_no": "33010619950615 0024", "phones": ""}, None)
    assert (found.record_id, found.weight, found.visible) == (known, Weight.BLOCK, True)
    assert "李小红（RY-" in found.sentence
    assert number not in found.sentence
    assert weights(office.desk, known, id_no=number, name="李小红", phones="13800000001") == []


def test_the_weightiest_comes_first(office: Office) -> None:
    twin = office.person("张三", phones="13800000001")
    namesake = office.person("张三", phones="13900000009")
    family = office.person("张大三", phones="13700000001 13800000002")
    found = similar(office.desk, {"name": " 张 三 ", "phones": "13800000001、13700000001"}, None)
    assert [(one.record_id, one.weight) for one in found] == [
        (twin, Weight.WARN),
        (namesake, Weight.SHOW),
        (family, Weight.SHOW),
    ]
    assert "138****" not in found[0].sentence
    assert "137****0001" in found[2].sentence


def test_cards_of_other_areas_are_told_without_a_name(office: Office) -> None:
    office.person("张三", phones="13800000001", area_id=office.other_community)
    clerk = clerk_of(office, office.community)
    (found,) = similar(clerk, {"name": "张三", "phones": "13800000001"}, None)
    assert (found.weight, found.visible) == (Weight.WARN, False)
    assert "其他区域的一张卡片" in found.sentence
    assert "RY-" not in found.sentence


def test_many_namesakes_are_cut_short(office: Office) -> None:
    for place in range(12):
        office.person("张三", phones=f"1380000010{place:02d}"[:11])
    assert len(similar(office.desk, {"name": "张三"}, None)) == 8
    assert similar(office.desk, {"name": "", "id_no": "", "phones": ""}, None) == []


def test_a_restricted_card_is_told_for_its_number_alone(office: Office) -> None:
    number = "330106199506150024"
    known = office.person("李小红", id_no=number)
    with office.desk.operation("edit", "封存") as session:
        session.get_one(Person, known).status = PersonStatus.RESTRICTED
    assert similar(office.desk, {"name": "李小红", "phones": "13800000001"}, None) == []
    (found,) = similar(office.desk, {"name": "李小红", "id_no": number}, None)
    assert (found.weight, found.visible) == (Weight.BLOCK, False)
    assert "封存" in found.sentence
    assert "李小红" not in found.sentence


def test_half_a_number_and_nonsense_are_no_reason(office: Office) -> None:
    office.person("张三", phones="13800000001")
    assert similar(office.desk, {"name": "李四", "phones": "1380000", "id_no": None}, None) == []
