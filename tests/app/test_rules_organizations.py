"""Organizations, members and posts: what is refused, what is asked, and what passes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from app.errors import ValidationFailed
from app.registers import find_register, records
from app.rules.dates import years_after
from tests.factories import DAY

SQLITE_ALONE = True  # rules look at rows; their SQL is tried on both elsewhere

ORGANIZATIONS = find_register("organizations")


def problems(office: Any, key: str, **values: Any) -> dict[str, bool]:
    """Codes of the problems a new record has, and whether each blocks; an empty dict when it saves."""
    try:
        records.save(office.desk, find_register(key), values, accept_warnings=False)
    except ValidationFailed as failed:
        return {one.code: one.blocking for one in failed.problems}
    return {}


def body(office: Any, **values: Any) -> int:
    known = {"name": "新业态联合工会", "line": "union", "kind": "joint", "area_id": office.street}
    return office.make("organizations", **known | values)


def test_a_body_is_never_above_itself(office):
    top = body(office, name="党委", line="party", kind="formal")
    middle = body(office, name="总支", line="party", kind="formal", parent_id=top)
    low = body(office, name="支部", line="party", kind="formal", parent_id=middle)
    for above in (top, middle, low):
        with pytest.raises(ValidationFailed) as caught:
            records.save(office.desk, ORGANIZATIONS, {"parent_id": above}, record_id=top)
        assert [one.code for one in caught.value.problems] == ["PARENT_LOOP"]
    records.save(office.desk, ORGANIZATIONS, {"parent_id": top}, record_id=low)


def test_the_next_election_follows_from_the_term(office):
    made = body(office, term_from=date(2024, 2, 29), term_years=3)
    assert records.load(office.desk, ORGANIZATIONS, made).values["next_election_on"] == date(2027, 2, 28)
    given = body(
        office, name="妇联", line="women", kind="group", term_from=DAY, next_election_on=date(2026, 1, 1)
    )
    assert records.load(office.desk, ORGANIZATIONS, given).values["next_election_on"] == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"term_years": 3}, {}),
        ({"term_years": 5}, {}),
        ({"term_years": 4}, {"TERM_UNUSUAL": False}),
        ({"term_years": 0}, {"TERM_LENGTH": True}),
        ({"term_from": DAY, "next_election_on": DAY}, {"ELECTION_ORDER": True}),
        ({"status": "dissolved"}, {"DISSOLVED_DATE": True}),
        ({"dissolved_on": DAY}, {"DISSOLVED_STATUS": True}),
        (
            {"status": "dissolved", "dissolved_on": DAY, "established_on": date(2024, 6, 1)},
            {"DATE_ORDER": True},
        ),
        ({"kind": "functional"}, {"KIND_UNUSUAL": False}),
        ({"line": "women", "kind": "functional"}, {"KIND_UNUSUAL": False}),
        ({"line": "party", "kind": "functional"}, {}),
        ({"phone": "12"}, {"PHONE_FORMAT": True}),
    ],
)
def test_what_an_organization_may_say(office, values, wanted):
    known = {"name": "新业态联合工会", "line": "union", "kind": "joint", "area_id": office.street}
    assert problems(office, "organizations", **known | values) == wanted


def test_a_phone_is_brought_into_form(office):
    made = body(office, phone="138 0000 0014/0571-85550102")
    assert records.load(office.desk, ORGANIZATIONS, made).values["phone"] == "13800000014 0571-85550102"


def test_from_25_members_a_union_needs_a_committee(office):
    union = body(office)
    for number in range(25):
        person = office.person(f"会员{number}", phones=f"139000000{number:02d}")
        if number == 24:
            records.save(office.desk, ORGANIZATIONS, {"note": "24人"}, record_id=union)
        office.make("memberships", organization_id=union, person_id=person, from_on=DAY)
    with pytest.raises(ValidationFailed) as caught:
        records.save(office.desk, ORGANIZATIONS, {"note": "25人"}, record_id=union)
    assert [(one.code, one.blocking) for one in caught.value.problems] == [("COMMITTEE_NEEDED", False)]
    assert "25人" in caught.value.problems[0].message
    office.make("posts", organization_id=union, person_id=person, title="主席", from_on=DAY)
    records.save(office.desk, ORGANIZATIONS, {"note": "有主席"}, record_id=union)


def test_nobody_is_in_two_unions_at_a_time(office):
    person, first, second = office.person(), body(office), body(office, name="快递业工会")
    office.make("memberships", organization_id=first, person_id=person, from_on=DAY)
    known = {"organization_id": second, "person_id": person}
    assert problems(office, "memberships", from_on=date(2024, 6, 1), **known) == {"UNION_TWICE": True}
    earlier = {"from_on": date(2023, 1, 1), "to_on": DAY}
    assert problems(office, "memberships", **earlier, **known) == {}
    women = body(office, name="妇联小组", line="women", kind="group")
    known = {
        "organization_id": women,
        "person_id": office.person("李四", gender="female", phones="13800000003"),
    }
    assert problems(office, "memberships", from_on=DAY, **known) == {}


def test_the_same_membership_is_not_doubled_but_may_come_again(office):
    person, union = office.person(), body(office)
    known = {"organization_id": union, "person_id": person}
    office.make("memberships", from_on=DAY, to_on=date(2024, 6, 1), **known)
    assert problems(office, "memberships", from_on=date(2024, 5, 1), **known) == {"PERIOD_OVERLAP": True}
    assert problems(office, "memberships", from_on=date(2024, 6, 1), **known) == {}


@pytest.mark.parametrize(
    ("birth", "note", "wanted"),
    [
        (date(2008, 3, 2), "", {"UNION_AGE": True}),
        (date(2008, 3, 1), "", {"UNION_MINOR": False}),
        (date(2008, 3, 1), "监护人同意", {}),
        (date(2006, 3, 1), "", {}),
        (None, "", {}),
    ],
)
def test_ages_of_the_union(office, birth, note, wanted):
    person = office.person(birth_date=birth)
    known = {"organization_id": body(office), "person_id": person, "from_on": DAY, "note": note}
    assert problems(office, "memberships", **known) == wanted


@pytest.mark.parametrize(
    ("gender", "wanted"), [("female", {}), ("male", {"NOT_WOMAN": False}), ("unknown", {"NOT_WOMAN": False})]
)
def test_a_womens_group_asks_about_others(office, gender, wanted):
    group = body(office, name="妇联小组", line="women", kind="group")
    known = {"organization_id": group, "person_id": office.person(gender=gender), "from_on": DAY}
    assert problems(office, "memberships", **known) == wanted


def test_the_league_ends_at_28_without_a_post(office):
    league = body(office, name="团小组", line="league", kind="group")
    today = date.today()
    turning = office.person("将满", birth_date=years_after(today, -28) + timedelta(days=2))
    overage = office.person(
        "已满", birth_date=years_after(today, -28) - timedelta(days=2), phones="13800000003"
    )
    child = office.person("年少", birth_date=date(2012, 1, 1), phones="13800000004")
    known = {"organization_id": league, "from_on": DAY}
    assert problems(office, "memberships", person_id=turning, **known) == {}
    assert problems(office, "memberships", person_id=overage, **known) == {"LEAGUE_OVERAGE": False}
    assert problems(office, "memberships", person_id=child, **known) == {"LEAGUE_YOUNG": False}
    office.make("posts", organization_id=league, person_id=overage, title="组长", from_on=DAY)
    assert problems(office, "memberships", person_id=overage, **known) == {}


@pytest.mark.parametrize(
    ("from_on", "to_on", "wanted"),
    [
        (date(2024, 5, 1), None, {"BODY_DISSOLVED": True}),
        (date(2024, 6, 1), date(2024, 7, 1), {"BODY_DISSOLVED": True}),
        (date(2024, 5, 1), date(2024, 6, 1), {}),
        (date(2023, 12, 31), date(2024, 6, 1), {"BEFORE_BODY": False}),
    ],
)
def test_a_membership_lies_within_the_life_of_its_body(office, from_on, to_on, wanted):
    gone = {"status": "dissolved", "established_on": date(2024, 1, 1), "dissolved_on": date(2024, 6, 1)}
    known = {"organization_id": body(office, **gone), "person_id": office.person()}
    assert problems(office, "memberships", from_on=from_on, to_on=to_on, **known) == wanted


def test_application_comes_before_joining(office):
    known = {"organization_id": body(office), "person_id": office.person(), "from_on": DAY}
    assert problems(office, "memberships", applied_on=DAY + timedelta(days=1), **known) == {
        "DATE_ORDER": True
    }
    assert problems(office, "memberships", applied_on=DAY, **known) == {}


def test_posts_ask_about_members_terms_and_party_membership(office):
    party = body(office, name="党支部", line="party", kind="formal", next_election_on=date(2024, 1, 1))
    person = office.person(politics="03")
    known = {"organization_id": party, "person_id": person, "title": "委员"}
    asked = {"NOT_PARTY_MEMBER": False, "NOT_MEMBER": False, "TERM_OVER": False}
    assert problems(office, "posts", from_on=date(2023, 1, 1), **known) == asked
    full = office.person("赵六", politics="01", phones="13800000003")
    office.make("memberships", organization_id=party, person_id=full, from_on=date(2023, 1, 1))
    known |= {"person_id": full}
    closed = {"from_on": date(2023, 1, 1), "to_on": date(2024, 1, 1)}
    assert problems(office, "posts", **closed, **known) == {}
    assert problems(office, "posts", **closed, **known) == {"PERIOD_OVERLAP": True}
    assert problems(office, "posts", **closed, **known | {"title": "副书记"}) == {}


@pytest.mark.parametrize(
    ("line", "kinds", "wanted"),
    [
        ("party", ("formal", "formal"), {"BRANCH_TWICE": False}),
        ("league", ("formal", "formal"), {"BRANCH_TWICE": False}),
        ("party", ("formal", "functional"), {}),
        ("party", ("functional", "functional"), {}),
        ("league", ("formal", "group"), {}),
        ("women", ("formal", "formal"), {}),
    ],
)
def test_one_formal_branch_holds_the_relation(office, line, kinds, wanted):
    person = office.person(gender="female", birth_date=date(2002, 5, 1))
    first, second = (body(office, name=f"{at}号支部", line=line, kind=kind) for at, kind in enumerate(kinds))
    office.make("memberships", organization_id=first, person_id=person, from_on=DAY)
    known = {"organization_id": second, "person_id": person}
    assert problems(office, "memberships", from_on=date(2024, 6, 1), **known) == wanted
    earlier = {"from_on": date(2022, 1, 1), "to_on": DAY}
    assert problems(office, "memberships", **earlier, **known) == {}


def test_a_body_has_one_head_and_a_person_may_head_several(office):
    union, women = body(office), body(office, name="妇联小组", line="women", kind="group")
    first, second = (
        office.person(name, gender="female", phones=f"1380000000{n}") for n, name in enumerate("甲乙")
    )
    for one in (first, second):
        for where in (union, women):
            office.make("memberships", organization_id=where, person_id=one, from_on=DAY)
    office.make("posts", organization_id=union, person_id=first, title="主席", from_on=DAY)
    known = {"organization_id": union, "person_id": second, "title": "主席"}
    assert problems(office, "posts", from_on=date(2024, 6, 1), **known) == {"HEAD_TWICE": False}
    assert problems(office, "posts", from_on=date(2024, 6, 1), **known | {"title": "委员"}) == {}
    joint = {"organization_id": women, "person_id": first, "title": "组长"}
    assert problems(office, "posts", from_on=date(2024, 6, 1), **joint) == {}
    (row,) = [one for one in records_of(office, "posts") if one.title == "主席"]
    records.save(
        office.desk,
        find_register("posts"),
        {"to_on": date(2024, 6, 1)},
        record_id=row.id,
        accept_warnings=True,
    )
    assert problems(office, "posts", from_on=date(2024, 6, 1), **known) == {}


def records_of(office, key):
    with office.desk.reading() as session:
        return session.exec(select(find_register(key).model)).all()
