"""Mobile members, transfers of the relation, reporting in, instructors, and coverage on a day."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from app.actions.partywork import call_back, check_in, check_in_people, receive, report_in, send, send_back
from app.desk import Actor, Desk
from app.due import due_list
from app.errors import NotFound, ValidationFailed
from app.registers import find_register, records
from app.rules.partywork import TRANSFER
from app.surveys.coverage import coverage, station_coverage
from db.models import Membership, TransferState
from tests.factories import instructor, party_body, party_card

STARTED = date(2024, 3, 1)


def problems_of(call):
    with pytest.raises(ValidationFailed) as caught:
        call()
    return [(one.code, one.field) for one in caught.value.problems]


def load(office, key, row):
    return records.load(office.desk, find_register(key), row).values


def memberships(office, person):
    with office.desk.reading() as session:
        rows = session.exec(select(Membership).where(Membership.person_id == person)).all()
    return sorted((row.organization_id, row.from_on, row.to_on) for row in rows)


# Transfers


def transfer_in(office, **values):
    person = office.person(politics="01")
    known = {"person_id": person, "from_name": "衢州某村党支部", "started_on": STARTED}
    return person, office.make("relation_transfers", **known | {"to_org_id": party_body(office)} | values)


def test_a_letter_is_never_received_before_it_was_sent():
    for path in TRANSFER.paths():
        if path[0] == TransferState.STARTED and TransferState.RECEIVED in path:
            assert path == (TransferState.STARTED, TransferState.IN_TRANSIT, TransferState.RECEIVED)


def test_the_relation_arrives_with_membership_and_card(office):
    desk = office.desk
    person, transfer = transfer_in(office)
    target = load(office, "relation_transfers", transfer)["to_org_id"]
    card = party_card(office, person_id=person)
    assert problems_of(lambda: receive(desk, [transfer], {"on": date(2024, 3, 20)})) == [
        ("STATUS_STEP", "state")
    ]
    send(desk, [transfer], {"on": date(2024, 3, 5), "letter_no": "ZJ-7"})
    receive(desk, [transfer], {"on": date(2024, 3, 20)})
    known = load(office, "relation_transfers", transfer)
    assert (known["state"], known["letter_no"]) == ("received", "ZJ-7")
    assert memberships(office, person) == [(target, date(2024, 3, 20), None)]
    assert load(office, "party_index", card)["formal_org_id"] == target
    assert problems_of(lambda: send_back(desk, [transfer], {"on": date(2024, 4, 1)}))[0] == (
        "STATUS_STEP",
        "state",
    )


def test_the_relation_leaves_for_another_branch_here(office):
    desk, old = office.desk, office.make(
        "organizations", name="旧支部", line="party", kind="formal", area_id=office.community
    )  # fmt: skip
    functional = party_body(office, "functional")
    person, transfer = transfer_in(
        office, from_name="", from_org_id=old, state="in_transit", issued_on=STARTED
    )
    for body in (old, functional):
        office.make("memberships", organization_id=body, person_id=person, from_on=date(2023, 1, 1))
    target = load(office, "relation_transfers", transfer)["to_org_id"]
    receive(desk, [transfer], {"on": date(2024, 4, 1)})
    assert memberships(office, person) == sorted(
        [
            (old, date(2023, 1, 1), date(2024, 4, 1)),
            (functional, date(2023, 1, 1), None),
            (target, date(2024, 4, 1), None),
        ],
        key=lambda row: row[0],
    )


def test_both_sides_are_told_once_and_never_functional(office):
    functional = party_body(office, "functional")
    for values, wanted in (
        ({"to_org_id": functional}, ("FUNCTIONAL_BODY", "to_org_id")),
        ({"to_org_id": None}, ("SIDE_MISSING", "to_org_id")),
        ({"to_org_id": None, "to_name": "衢州某村党支部"}, ("SAME_SIDE", "to_org_id")),
        ({"to_name": "又填一个"}, ("SIDE_TWICE", "to_name")),
        ({"received_on": date(2024, 4, 1)}, ("STATE_DIFFERS", "state")),
        ({"state": "in_transit"}, ("STATE_DATE", "issued_on")),
        ({"valid_days": 0}, ("TOO_SMALL", "valid_days")),
    ):
        assert wanted in problems_of(lambda values=values: transfer_in(office, **values))


def test_a_letter_that_ran_out_is_due_and_asked_about(office):
    _, transfer = transfer_in(office, state="in_transit", issued_on=date(2024, 3, 1))
    (row,) = due_list(office.desk, date(2024, 6, 2))
    assert (row.register_key, row.due_on, row.overdue_days) == ("relation_transfers", date(2024, 5, 30), 3)
    late = {"on": date(2024, 6, 1)}
    assert problems_of(lambda: receive(office.desk, [transfer], late)) == [("LETTER_EXPIRED", "received_on")]
    receive(office.desk, [transfer], late | {"accept_warnings": True})
    assert due_list(office.desk, date(2024, 6, 2)) == []


# Mobile members and reporting in


def test_a_mobile_member_who_did_not_report_is_due(office):
    person = office.person(politics="01")
    known = {"person_id": person, "home_org_name": "衢州某村党支部", "from_on": date(2023, 8, 31)}
    row = office.make("mobile_members", **known)
    (due,) = due_list(office.desk, date(2024, 3, 2))
    assert (due.record_id, due.due_on, due.overdue_days) == (row, date(2024, 2, 29), 2)
    assert problems_of(lambda: report_in(office.desk, [row], {"on": date(2023, 8, 30)})) == [
        ("DATE_ORDER", "reported_on")
    ]
    report_in(office.desk, [row], {"on": date(2024, 3, 1)})
    assert due_list(office.desk, date(2024, 3, 2)) == []


def test_reporting_in_is_once_a_day_and_in_a_community(office):
    desk = office.desk
    people = [office.person(f"甲{n}", phones=f"1380000005{n}") for n in range(3)]
    check_in(desk, people[:1], office.community, STARTED)
    again = check_in(desk, people, office.community, STARTED, "夜间巡查")
    assert (again.new, again.known) == (tuple(people[1:]), (people[0],))
    check_in_people(desk, people, {"area_id": office.other_community, "on": STARTED})
    assert problems_of(lambda: check_in(desk, people, office.street, STARTED)) == [
        ("NOT_COMMUNITY", "area_id")
    ]
    tomorrow = date.today() + timedelta(days=1)
    assert problems_of(lambda: check_in(desk, people, office.community, tomorrow)) == [
        ("DATE_FUTURE", "checked_on")
    ]
    once = {"person_id": people[0], "area_id": office.community, "checked_on": STARTED}
    assert problems_of(lambda: office.make("check_ins", **once)) == [("CHECKED_IN", "checked_on")]
    other = Desk(desk.ledger, Actor(None, "另一社区", office.other_community))
    with pytest.raises(NotFound):
        check_in(other, people, office.community, date(2024, 3, 2))


# Instructors and coverage


def test_calling_an_instructor_back_ends_the_stations(office):
    who = instructor(office)
    row = office.make("instructor_stations", instructor_id=who, station_id=office.station, from_on=STARTED)
    early = {"instructor_id": who, "station_id": office.station, "from_on": date(2024, 2, 1)}
    assert ("BEFORE_INSTRUCTOR", "from_on") in problems_of(
        lambda: office.make("instructor_stations", **early)
    )
    assert [one.instructors for one in station_coverage(office.desk, STARTED)] == [("赵指导员",)]
    call_back(office.desk, [who], {"on": date(2024, 9, 1), "reason": "轮换"})
    assert load(office, "instructor_stations", row)["to_on"] == date(2024, 9, 1)
    told = [station_coverage(office.desk, on)[0].covered for on in (date(2024, 8, 31), date(2024, 9, 1))]
    assert told == [True, False]


def test_a_branch_covers_the_stations_it_names(office):
    other = office.make("stations", name="菜鸟驿站", area_id=office.community)
    office.make("organizations", name="站点联合支部", line="party", kind="formal", area_id=office.community,
                established_on=STARTED, covered_units="顺丰曙光站、圆通站")  # fmt: skip
    office.make("organizations", name="功能型支部", line="party", kind="functional", area_id=office.community,
                covered_units="菜鸟驿站")  # fmt: skip
    found = {one.station_id: one.bodies for one in station_coverage(office.desk, STARTED)}
    assert found == {office.station: ("站点联合支部",), other: ()}
    before = station_coverage(office.desk, date(2024, 2, 29))
    assert not any(one.covered for one in before)


def test_each_community_has_its_part_time_member_or_is_missing(office):
    desk, body = office.desk, party_body(office)
    person = office.person(politics="01", station_id=office.station, registered_on=STARTED)
    post = {"organization_id": body, "person_id": person, "title": "兼职委员", "letter_no": "P-1"}
    office.make("posts", **post, part_time=True, from_on=STARTED, to_on=date(2024, 9, 1))
    office.make("posts", organization_id=body, person_id=person, title="书记", from_on=STARTED)
    march = coverage(desk, STARTED)
    assert (march.covered, len(march.rows), march.missing) == (1, 2, ("金祝社区",))
    assert march.sentence == "1/2个社区有兼职委员；尚缺：金祝社区。"
    (appointee,) = march.rows[0].appointees
    assert (appointee.name, appointee.full_member, appointee.station, appointee.letter_no) == (
        "张三", True, "顺丰曙光站", "P-1")  # fmt: skip
    for on in (date(2024, 2, 29), date(2024, 9, 1)):
        assert coverage(desk, on).missing == ("宝石社区", "金祝社区")
    here = Desk(desk.ledger, Actor(None, "本社区", office.community))
    assert coverage(here, STARTED).sentence == "1/1个社区有兼职委员。"
