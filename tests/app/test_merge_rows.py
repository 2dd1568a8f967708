"""Linked rows of merged cards: one timeline, one row where two cannot be, nothing left behind."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from app.actions import certificates
from app.actions.merge import look
from app.merging.knots import Side
from app.registers import find_register
from db.models import (
    Attendance,
    Certificate,
    CheckIn,
    Employment,
    Enrolment,
    LeagueIndex,
    Membership,
    PartyIndex,
    PartyReview,
    PartyStagePeriod,
    PersonPhoto,
    PersonStatus,
    Post,
    Registration,
    ServiceLog,
    TeamMember,
    UnionApplication,
)
from tests import factories
from tests.conftest import Office
from tests.merging import DAY, LEFT, RIGHT, all_of, attended, card, join, plant, questions, twins


def test_one_registration_per_place_and_the_card_says_what_the_rows_say(office: Office) -> None:
    left, right = twins(office, {"registered_on": date(2024, 5, 6)}, {"registered_on": date(2024, 2, 1)})
    assert look(office.desk, left, right).clashes == ()
    join(office, (left, right))
    (row,) = all_of(office.desk, Registration, left)
    assert (row.from_on, row.to_on) == (date(2024, 2, 1), None)
    assert card(office.desk, left).registered_on == date(2024, 2, 1)
    (work,) = all_of(office.desk, Employment, left)
    assert work.from_on == date(2024, 2, 1)


@pytest.mark.parametrize("winner", [LEFT, RIGHT])
def test_registered_in_two_places_the_clerk_says_which_holds(office: Office, winner: Side) -> None:
    pair = twins(office, {}, {"area_id": office.other_community, "registered_on": date(2024, 6, 3)})
    seen = look(office.desk, *pair)
    assert questions(seen) == [("在册记录", RIGHT)]
    assert "宝石社区" in seen.clashes[0].left[0]
    join(office, pair, clash=winner)
    rows = [
        (row.area_id, row.from_on, row.to_on, row.moved) for row in all_of(office.desk, Registration, pair[0])
    ]
    if winner is LEFT:
        assert rows == [(office.community, DAY, None, False)]
    else:
        assert rows == [
            (office.community, DAY, date(2024, 6, 3), True),
            (office.other_community, date(2024, 6, 3), None, False),
        ]
    assert card(office.desk, pair[0]).area_id == rows[-1][0]


def test_who_left_on_one_card_and_came_again_on_the_other(office: Office) -> None:
    left, right = twins(office, {}, {"registered_on": date(2024, 8, 1), "category": "courier"})
    people = find_register("people")
    leave = next(action for action in people.actions if action.key == "leave")
    leave.run(office.desk, [left], {"on": date(2024, 7, 1), "left_to": "返乡"})
    assert look(office.desk, left, right).clashes == ()
    join(office, (left, right))
    rows = all_of(office.desk, Registration, left)
    assert [(row.from_on, row.to_on, row.left_to) for row in rows] == [
        (DAY, date(2024, 7, 1), "返乡"),
        (date(2024, 8, 1), None, ""),
    ]
    kept = card(office.desk, left)
    assert (kept.status, kept.category, kept.registered_on) == (PersonStatus.ACTIVE, "courier", DAY)


@pytest.mark.parametrize(("winner", "expected"), [
    (LEFT, [("rider", DAY, None)]),
    (RIGHT, [("rider", DAY, date(2024, 4, 1)), ("courier", date(2024, 4, 1), None)]),
])  # fmt: skip
def test_overlapping_work(
    office: Office, winner: Side, expected: list[tuple[str, date, date | None]]
) -> None:
    pair = twins(
        office, {}, {"category": "courier", "station_id": office.station, "registered_on": date(2024, 4, 1)}
    )
    seen = look(office.desk, *pair)
    assert questions(seen) == [("从业经历", RIGHT)]
    join(office, pair, clash=winner)
    rows = all_of(office.desk, Employment, pair[0])
    assert [(str(row.category), row.from_on, row.to_on) for row in rows] == expected
    assert card(office.desk, pair[0]).category == expected[-1][0]


@pytest.mark.parametrize("winner", [LEFT, RIGHT])
def test_two_unions_at_a_time(office: Office, winner: Side) -> None:
    pair = twins(office)
    unions = [
        office.make("organizations", name=name, line="union", kind="joint", area_id=office.community)
        for name in ("快递联合工会", "外卖联合工会")
    ]
    begun = (date(2024, 3, 10), date(2024, 5, 1))
    for person, union, on in zip(pair, unions, begun, strict=True):
        office.make("memberships", organization_id=union, person_id=person, from_on=on)
    seen = look(office.desk, *pair)
    assert [label for label, _ in questions(seen)] == ["组织成员"]
    assert "快递联合工会" in seen.clashes[0].left[0]
    assert "重叠" in seen.clashes[0].question
    join(office, pair, clash=winner)
    rows = all_of(office.desk, Membership, pair[0])
    told = [(row.organization_id, row.from_on, row.to_on, str(row.status)) for row in rows]
    if winner is LEFT:
        assert told == [(unions[0], begun[0], None, "approved")]
    else:
        assert told == [
            (unions[0], begun[0], begun[1], "transferred_out"),
            (unions[1], begun[1], None, "approved"),
        ]


def test_the_same_union_on_both_cards_is_one_membership(office: Office) -> None:
    pair = twins(office)
    union = factories.organization(office)
    first = office.make("memberships", organization_id=union, person_id=pair[0], from_on=date(2024, 4, 1))
    second = office.make(
        "memberships", organization_id=union, person_id=pair[1], from_on=DAY, member_no="0017", channel="scan"
    )
    application = plant(
        office, UnionApplication, organization_id=union, person_id=pair[0], applied_on=DAY, state="approved",
        decided_on=date(2024, 4, 1), membership_id=first,
    )  # fmt: skip
    assert look(office.desk, *pair).clashes == ()
    join(office, pair)
    (row,) = all_of(office.desk, Membership, pair[0])
    assert (row.id, row.from_on, row.to_on, row.member_no) == (second, DAY, None, "0017")
    (kept,) = all_of(office.desk, UnionApplication, pair[0])
    assert (kept.id, kept.membership_id) == (application, second)


def test_two_member_numbers_are_asked(office: Office) -> None:
    pair = twins(office)
    union = factories.organization(office)
    for person, number in zip(pair, ("0016", "0017"), strict=True):
        office.make("memberships", organization_id=union, person_id=person, from_on=DAY, member_no=number)
    assert [label for label, _ in questions(look(office.desk, *pair))] == ["组织成员"]
    join(office, pair, clash=RIGHT)
    (row,) = all_of(office.desk, Membership, pair[0])
    assert row.member_no == "0017"


@pytest.mark.parametrize("winner", [LEFT, RIGHT])
def test_both_attended_the_same_session(office: Office, winner: Side) -> None:
    pair = twins(office)
    attended(office, pair, "absent", "present")
    seen = look(office.desk, *pair)
    assert questions(seen) == [("考勤", RIGHT)]
    join(office, pair, clash=winner)
    (mark,) = all_of(office.desk, Attendance, pair[0])
    assert mark.mark == {LEFT: "absent", RIGHT: "present"}[winner]
    assert len(all_of(office.desk, Enrolment, pair[0])) == 1


def test_the_same_mark_needs_no_question(office: Office) -> None:
    pair = twins(office)
    attended(office, pair, "late", "late")
    assert look(office.desk, *pair).clashes == ()
    join(office, pair)
    assert len(all_of(office.desk, Attendance, pair[0])) == 1


def test_certificates_go_along_with_their_snapshot(office: Office) -> None:
    pair = twins(office, {"name": "王小峰"}, {"name": "王晓峰"})
    run = factories.class_run(office, status="finished")
    places = [
        plant(office, Enrolment, class_run_id=run, person_id=person, status="completed", completed_on=on)
        for person, on in zip(pair, (date(2024, 6, 30), date(2024, 6, 29)), strict=True)
    ]
    snapshot = '{"name": "王晓峰"}'
    issued = plant(
        office, Certificate, number="XFXY-2024-01-0001", series="XFXY-2024-01", person_id=pair[1],
        person_name="王晓峰", class_run_id=run, enrolment_id=places[1], issued_on=date(2024, 7, 1),
        snapshot=snapshot, area_id=office.community,
    )  # fmt: skip
    assert [label for label, _ in questions(look(office.desk, *pair))] == ["学员"]
    join(office, pair, clash=LEFT, fields={"name": LEFT})
    (kept,) = all_of(office.desk, Certificate, pair[0])
    assert (kept.id, kept.enrolment_id, kept.person_name, kept.snapshot) == (
        issued,
        places[0],
        "王晓峰",
        snapshot,
    )
    assert certificates.class_name(office.desk, run)


def test_one_party_card_stays_with_what_hangs_on_the_other(office: Office) -> None:
    pair = twins(office, {"politics": "13"}, {"politics": "13"})
    cards = [
        office.make("party_index", person_id=person, applied_on=on, activist_on=DAY)
        for person, on in zip(pair, (date(2023, 11, 1), date(2023, 9, 1)), strict=True)
    ]
    office.make("party_reviews", index_id=cards[1], reviewed_on=date(2024, 6, 1), reviewer="李书记")
    seen = look(office.desk, *pair)
    assert [label for label, _ in questions(seen)] == ["党员发展"]
    join(office, pair, clash=LEFT)
    (kept,) = all_of(office.desk, PartyIndex, pair[0])
    assert (kept.id, kept.applied_on) == (cards[0], date(2023, 11, 1))
    with office.desk.reading() as session:
        assert session.exec(select(PartyReview.index_id)).all() == [cards[0]]
        stages = session.exec(select(PartyStagePeriod).order_by(PartyStagePeriod.from_on)).all()  # type: ignore[arg-type]
    assert [(str(one.stage), one.from_on, one.to_on) for one in stages] == [
        ("applicant", date(2023, 9, 1), date(2023, 11, 1)),
        ("applicant", date(2023, 11, 1), DAY),
        ("activist", DAY, None),
    ]


def test_two_open_league_cards_and_a_closed_one(office: Office) -> None:
    pair = twins(office)
    known = {"applied_on": date(2023, 5, 1), "activist_on": date(2023, 9, 1)}
    ended = known | {"end_kind": "withdrawn", "ended_on": date(2023, 12, 1)}
    first = office.make("league_index", person_id=pair[0], **ended)
    second = office.make("league_index", person_id=pair[0], applied_on=DAY)
    third = office.make("league_index", person_id=pair[1], applied_on=date(2024, 4, 1))
    assert [label for label, _ in questions(look(office.desk, *pair))] == ["团员发展"]
    join(office, pair, clash=RIGHT)
    assert {row.id for row in all_of(office.desk, LeagueIndex, pair[0])} == {first, third}
    assert second not in {row.id for row in all_of(office.desk, LeagueIndex, pair[0])}


def test_posts_teams_and_visits_of_one_day(office: Office) -> None:
    pair = twins(office)
    union, team = factories.organization(office), factories.team(office)
    for person, on in zip(pair, (DAY, date(2024, 5, 1)), strict=True):
        office.make("memberships", organization_id=union, person_id=person, from_on=on)
        office.make("posts", organization_id=union, person_id=person, title="委员", from_on=on)
        office.make("team_members", team_id=team, person_id=person, from_on=on)
        office.make("check_ins", person_id=person, area_id=office.community, checked_on=DAY)
        office.make(
            "service_logs", team_id=team, person_id=person, area_id=office.community, served_on=date(2024, 6, 1),
            minutes=60,
        )  # fmt: skip
    assert look(office.desk, *pair).clashes == ()
    join(office, pair)
    for model in (Membership, Post, TeamMember):
        (row,) = all_of(office.desk, model, pair[0])
        assert (row.from_on, row.to_on) == (DAY, None)
    assert len(all_of(office.desk, CheckIn, pair[0])) == 1
    assert len(all_of(office.desk, ServiceLog, pair[0])) == 2


def test_one_photo_stays(office: Office) -> None:
    pair = twins(office)
    for person, picture in zip(pair, ("AAAA", "BBBB"), strict=True):
        plant(office, PersonPhoto, person_id=person, picture=picture, width=295, height=413)
    (clash,) = look(office.desk, *pair).clashes
    assert (clash.label, clash.left[0][-2:]) == ("照片", "登记")
    join(office, pair, clash=RIGHT)
    (photo,) = all_of(office.desk, PersonPhoto, pair[0])
    assert photo.picture == "BBBB"
