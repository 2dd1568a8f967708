"""谁该办什么了: every line together, and every row knows the verb that does it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from app.actions.organizations import join, renew
from app.actions.party import end, restart
from app.actions.partysteps import approve_admission, name_mentor, review, take_step, talk
from app.actions.undo import last_undoable, undo
from app.desk import Actor, Desk
from app.due import everything_due
from app.errors import ValidationFailed
from app.registers import find_register, records
from db.models import PartyContact, PartyReview, PartyStepDate
from tests.factories import organization, party_body, party_card

TODAY = date(2024, 9, 1)


def problems_of(call: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationFailed) as caught:
        call()
    return [(one.code, one.field) for one in caught.value.problems]


def do(office: Any, row: Any, on: date = TODAY, **values: Any) -> None:
    """What the window does with a row: the verb it names, with the answers it knows."""
    (verb,) = [one for one in find_register(row.register_key).actions if one.key == row.action]
    asked = {field.name for field in verb.asks}
    assert {name for name, _ in row.preset} <= asked
    answers = {"on": on, "accept_warnings": True} | dict(row.preset) | values
    verb.run(office.desk, [row.record_id], answers)


def texts(office: Any, on: date = TODAY, **values: Any) -> list[str]:
    return [row.what for row in everything_due(office.desk, on, **values)]


def test_every_party_row_is_done_by_its_verb(office):
    applicant = office.person("甲", phones="13800000031")
    party_card(office, person_id=applicant, applied_on=date(2024, 7, 1), activist_on=None)
    office.make("party_steps", name="推优", stage="applicant", due_months=1)
    party_card(office)
    probationer = office.person("丙", phones="13800000032", politics="02")
    party_card(
        office, person_id=probationer, applied_on=date(2021, 1, 4), activist_on=date(2021, 8, 2),
        candidate_on=date(2022, 9, 1), admitted_on=date(2023, 8, 31),
    )  # fmt: skip
    wanted = ["派人谈话", "推优", "确定培养联系人", "半年考察", "上级党组织审批", "预备期满，讨论转正"]
    assert {text.split("（")[0] for text in texts(office)} == set(wanted)
    for text in wanted:
        row = next(one for one in everything_due(office.desk, TODAY) if one.what.startswith(text))
        assert (row.line, row.area) == ("party", "宝石社区")
        more = {"name": "赵师傅", "on": date(2024, 5, 6)} if row.action == "name_mentor" else {}
        do(office, row, **more)
        left = [one for one in everything_due(office.desk, TODAY) if one.who == row.who]
        assert text not in [one.what.split("（")[0] for one in left], text
    assert texts(office) == []


def test_what_may_be_done_comes_with_its_verb_too(office):
    party_card(office, applied_on=date(2023, 1, 4), activist_on=date(2023, 9, 1))
    (row,) = [one for one in everything_due(office.desk, TODAY) if one.may]
    assert (row.action, row.due_on, row.overdue_days) == ("advance", TODAY, 0)
    card = office.make(
        "league_index", person_id=office.person("乙", phones="13800000033", birth_date=date(2003, 1, 1)),
        applied_on=date(2024, 5, 6), activist_on=date(2024, 5, 31), course_hours=8,
    )  # fmt: skip
    (league,) = everything_due(office.desk, TODAY, line="league")
    assert (league.record_id, league.due_on, league.may) == (card, date(2024, 8, 31), True)
    do(office, league)
    assert everything_due(office.desk, TODAY, line="league") == []


def test_mobile_members_letters_and_applications(office):
    person = office.person(politics="01")
    office.make("mobile_members", person_id=person, home_org_name="衢州某村党支部", from_on=date(2024, 1, 2))
    office.make(
        "relation_transfers", person_id=person, state="in_transit", from_name="衢州某村党支部",
        to_org_id=party_body(office), started_on=date(2024, 6, 3), issued_on=date(2024, 6, 3),
    )  # fmt: skip
    union = organization(office)
    office.make("union_applications", organization_id=union, person_id=person, applied_on=date(2024, 7, 1))
    found = everything_due(office.desk, TODAY)
    assert [(row.line, row.action) for row in found] == [
        ("party", "report_in"),
        ("union", "approve"),
        ("party", "receive"),
    ]
    for row in found:
        do(office, row)
    assert everything_due(office.desk, TODAY) == []


def test_a_new_term_begins_and_the_old_posts_end(office):
    union = office.make("organizations", name="联合工会", line="union", kind="joint", area_id=office.community,
                        term_years=3, term_from=date(2021, 9, 1), status="electing")  # fmt: skip
    person, other = office.person(), office.person("李四", phones="13800000034")
    join(office.desk, union, [person, other], date(2021, 9, 1))
    post = office.make(
        "posts", organization_id=union, person_id=person, title="主席", from_on=date(2021, 9, 1)
    )
    (row,) = everything_due(office.desk, TODAY)
    assert (row.who, row.what, row.line, row.person_id) == ("联合工会", "换届", "union", None)
    do(office, row, end_posts=True)
    body = records.load(office.desk, find_register("organizations"), union).values
    assert [body[name] for name in ("term_from", "term_years", "next_election_on", "status")] == [
        TODAY, 3, date(2027, 9, 1), "active",
    ]  # fmt: skip
    ended = records.load(office.desk, find_register("posts"), post).values
    assert (ended["to_on"], ended["end_reason"]) == (TODAY, "换届")
    assert everything_due(office.desk, TODAY) == []
    assert problems_of(lambda: renew(office.desk, [union], {"on": TODAY})) == [("DATE_ORDER", "on")]
    operation = last_undoable(office.desk)
    assert operation is not None
    undo(office.desk, operation.id)
    assert [one.what for one in everything_due(office.desk, TODAY)] == ["换届"]


def test_a_term_of_unknown_length_is_asked(office):
    body = office.make("organizations", name="妇联小组", line="women", kind="group", area_id=office.community)
    assert problems_of(lambda: renew(office.desk, [body], {"on": TODAY})) == [("TERM_LENGTH", "term_years")]
    assert problems_of(lambda: renew(office.desk, [body], {"on": date(2999, 1, 1), "term_years": 3})) == [
        ("DATE_FUTURE", "on")
    ]
    renew(office.desk, [body], {"on": date(2024, 2, 29), "term_years": 3})
    (row,) = everything_due(office.desk, date(2027, 1, 1))
    assert (row.due_on, row.line) == (date(2027, 2, 28), "women")
    office.make("organizations", name="筹建中", line="women", kind="group", area_id=office.community,
                status="preparing", term_years=3, term_from=date(2020, 1, 1))  # fmt: skip
    assert [one.who for one in everything_due(office.desk, date(2027, 1, 1))] == ["妇联小组"]


def test_members_over_28_are_named_and_a_post_excuses(office):
    body = office.make("organizations", name="团小组", line="league", kind="group", area_id=office.community)
    old = office.person("甲", birth_date=date(1995, 1, 31), phones="13800000035")
    soon = office.person("乙", birth_date=date(1996, 10, 31), phones="13800000036")
    head = office.person("丙", birth_date=date(1996, 8, 1), phones="13800000037")
    office.person("丁", birth_date=date(1990, 1, 1), phones="13800000038")
    join(office.desk, body, [old, soon, head], date(2023, 1, 3))
    office.make("posts", organization_id=body, person_id=head, title="组长", from_on=date(2023, 1, 3))
    found = everything_due(office.desk, TODAY, line="league")
    assert [(row.who, row.due_on, row.may, row.overdue_days) for row in found] == [
        ("甲", date(2023, 1, 31), False, 579),
        ("丙", date(2024, 8, 1), True, 0),
        ("乙", date(2024, 10, 31), False, 0),
    ]
    assert [row.who for row in everything_due(office.desk, TODAY, 0, line="league")] == ["甲", "丙"]
    do(office, found[0])
    assert [row.who for row in everything_due(office.desk, TODAY, 0, line="league")] == ["丙"]
    # As it stood before somebody left.
    assert "甲" in [row.who for row in everything_due(office.desk, date(2024, 8, 31), 0, line="league")]


def test_of_an_area_and_of_a_line(office):
    union = organization(office)
    for name, area, phone in (("甲", office.community, "1"), ("乙", office.other_community, "2")):
        person = office.person(name, area_id=area, phones=f"1380000004{phone}")
        office.make(
            "union_applications", organization_id=union, person_id=person, applied_on=date(2024, 6, 3)
        )
    here = everything_due(office.desk, TODAY, area_id=office.other_community)
    assert [(row.who, row.area) for row in here] == [("乙", "金祝社区")]
    assert len(everything_due(office.desk, TODAY, area_id=office.street)) == 2
    assert everything_due(office.desk, TODAY, line="party") == []
    clerk = Desk(office.desk.ledger, Actor(None, "宝石社区", office.community))
    assert [row.who for row in everything_due(clerk, TODAY)] == ["甲"]
    assert everything_due(clerk, TODAY, area_id=office.other_community) == []


# The steps within a stage


def rows_of(office: Any, model: Any) -> list[Any]:
    with office.desk.reading() as session:
        return list(session.exec(select(model)).all())


def test_steps_are_refused_where_they_do_not_belong(office):
    card = party_card(office)
    step = office.make("party_steps", name="推优", stage="activist", due_months=1)
    wrong: list[tuple[Any, dict[str, Any], tuple[str, str]]] = [
        (talk, {"on": date(2023, 10, 31)}, ("DATE_ORDER", "talk_on")),
        (talk, {"on": date(2999, 1, 1)}, ("DATE_FUTURE", "talk_on")),
        (approve_admission, {"on": TODAY}, ("STATUS_STEP", "")),
        (review, {"on": date(2023, 10, 1)}, ("DATE_ORDER", "reviewed_on")),
        (name_mentor, {"on": TODAY}, ("NOBODY", "name")),
        (take_step, {"on": date(2999, 1, 1), "step_id": step}, ("DATE_FUTURE", "done_on")),
    ]
    for verb, values, problem in wrong:
        assert problem in problems_of(lambda verb=verb, values=values: verb(office.desk, [card], values))
    assert (
        rows_of(office, PartyReview) == rows_of(office, PartyContact) == rows_of(office, PartyStepDate) == []
    )


def test_everybody_takes_the_step_or_nobody(office):
    cards = [
        party_card(office, person_id=office.person(name, phones=f"1380000005{at}"))
        for at, name in enumerate("甲乙")
    ]
    applicant = party_card(
        office,
        person_id=office.person("丙", phones="13800000059"),
        applied_on=date(2024, 8, 1),
        activist_on=None,
    )
    assert problems_of(lambda: review(office.desk, [*cards, applicant], {"on": date(2024, 7, 1)})) == [
        ("DATE_ORDER", "reviewed_on")
    ]
    assert rows_of(office, PartyReview) == []
    review(office.desk, cards, {"on": date(2024, 7, 1), "reviewer": "王书记", "result": "mature"})
    assert [(row.index_id, row.result) for row in rows_of(office, PartyReview)] == [
        (one, "mature") for one in cards
    ]
    mentor = office.person("丁", phones="13800000058", politics="13")
    values = {"on": TODAY, "person_id": mentor}
    assert (
        problems_of(lambda: name_mentor(office.desk, cards, values))
        == [("NOT_PARTY_MEMBER", "person_id")] * 2
    )
    name_mentor(office.desk, cards, values | {"accept_warnings": True})
    assert {row.name for row in rows_of(office, PartyContact)} == {"丁"}


def test_who_begins_anew_does_the_steps_anew(office):
    card = party_card(office)
    step = office.make("party_steps", name="推优", stage="applicant", due_months=1)
    take_step(office.desk, [card], {"step_id": step, "on": date(2023, 12, 1)})
    assert problems_of(lambda: take_step(office.desk, [card], {"step_id": step, "on": date(2024, 1, 2)})) == [
        ("STEP_TWICE", "step_id")
    ]
    name_mentor(office.desk, [card], {"name": "赵师傅", "on": date(2024, 3, 4)})
    end(office.desk, [card], {"kind": "withdrawn", "on": date(2024, 4, 1)})
    (contact,) = rows_of(office, PartyContact)
    assert contact.to_on == date(2024, 4, 1)
    restart(office.desk, [card], {"on": date(2024, 6, 3)})
    assert {"派人谈话", "推优"} <= set(texts(office))
    take_step(office.desk, [card], {"step_id": step, "on": date(2024, 7, 1)})
    assert texts(office) == ["派人谈话"]
