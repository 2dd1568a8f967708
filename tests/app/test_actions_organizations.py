"""Joining, leaving, ending posts, dissolving."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from app.actions.organizations import dissolve, end_posts, join, join_one, leave
from app.actions.undo import last_undoable, undo
from app.desk import Actor, Desk
from app.errors import NotFound, ValidationFailed
from app.registers import find_register, records
from db.models import Membership, Post
from tests.factories import DAY, organization

LATER = date(2024, 9, 1)


def people(office, *names):
    return [office.person(name, phones=f"139000000{at:02d}") for at, name in enumerate(names)]


def rows(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def test_many_join_at_once_and_members_stay_as_they_are(office):
    union = organization(office)
    first, second, third = people(office, "甲某", "乙某", "丙某")
    join(office.desk, union, [second], date(2024, 1, 1))
    joined = join(office.desk, union, [first, second, third, first], DAY, channel="scan", applied_on=DAY)
    assert (joined.joined, joined.known) == ((first, third), (second,))
    assert [(row.person_id, row.from_on, row.channel) for row in rows(office, Membership)] == [
        (second, date(2024, 1, 1), ""),
        (first, DAY, "scan"),
        (third, DAY, "scan"),
    ]
    assert undo(office.desk, joined.changes.operation_id).kept == ()
    assert [row.person_id for row in rows(office, Membership)] == [second]


def test_everybody_who_cannot_join_is_named_and_nobody_joins(office):
    union = organization(office)
    child = office.person("小某", birth_date=date(2012, 1, 1), phones="13900000001")
    other = office.make("organizations", name="快递业工会", line="union", kind="joint", area_id=office.street)
    taken = office.person("已某", phones="13900000002")
    join(office.desk, other, [taken], DAY)
    good = office.person("可某", phones="13900000003")
    with pytest.raises(ValidationFailed) as caught:
        join(office.desk, union, [good, child, taken], DAY)
    assert {one.code for one in caught.value.problems} == {"UNION_AGE", "UNION_TWICE"}
    assert "小某" in str(caught.value)
    assert "已某" in str(caught.value)
    assert [row.organization_id for row in rows(office, Membership)] == [other]


def test_warnings_stop_only_when_they_are_not_accepted(office):
    group = office.make("organizations", name="妇联小组", line="women", kind="group", area_id=office.street)
    man = office.person(gender="male")
    with pytest.raises(ValidationFailed, match="张三：张三登记为男性"):
        join(office.desk, group, [man], DAY, accept_warnings=False)
    assert join(office.desk, group, [man], DAY).joined == (man,)


def test_joining_from_the_card_says_when_it_was_done_before(office):
    union, person = organization(office), office.person()
    values = {"person_id": person, "on": DAY, "channel": "paper"}
    assert "memberships" in join_one(office.desk, [union], values).tables
    with pytest.raises(ValidationFailed, match="已是该组织的成员"):
        join_one(office.desk, [union], values)


def test_leaving_ends_the_membership_and_the_person_may_come_again(office):
    union, person = organization(office), office.person()
    join(office.desk, union, [person], DAY)
    (row,) = rows(office, Membership)
    leave(office.desk, [row.id], {"on": LATER, "reason": "转出"})
    (row,) = rows(office, Membership)
    assert (row.to_on, row.end_reason) == (LATER, "转出")
    with pytest.raises(ValidationFailed, match="张三这一段已于2024-09-01结束"):
        leave(office.desk, [row.id], {"on": date(2024, 10, 1)})
    assert join(office.desk, union, [person], LATER).joined == (person,)


@pytest.mark.parametrize("on", [DAY, date(2024, 2, 1)])
def test_nobody_leaves_before_joining(office, on):
    join(office.desk, organization(office), [office.person()], DAY)
    (row,) = rows(office, Membership)
    with pytest.raises(ValidationFailed, match="结束日期必须晚于这一天"):
        leave(office.desk, [row.id], {"on": on})


def test_a_member_of_another_area_is_out_of_reach(office):
    join(office.desk, organization(office), [office.person()], DAY)
    (row,) = rows(office, Membership)
    elsewhere = Desk(office.desk.ledger, Actor(None, "邻社区", office.other_community))
    with pytest.raises(NotFound):
        leave(elsewhere, [row.id], {"on": LATER})


def test_posts_end(office):
    union, person = organization(office), office.person()
    post = office.make("posts", organization_id=union, person_id=person, title="委员", from_on=DAY)
    end_posts(office.desk, [post], {"on": LATER, "reason": "换届"})
    (row,) = rows(office, Post)
    assert (row.to_on, row.end_reason) == (LATER, "换届")


def test_dissolving_ends_what_is_open_and_can_be_undone(office):
    union = organization(office)
    first, second = people(office, "甲某", "乙某")
    join(office.desk, union, [first, second], DAY)
    office.make("posts", organization_id=union, person_id=first, title="主席", from_on=DAY)
    earlier = rows(office, Membership)[1]
    leave(office.desk, [earlier.id], {"on": date(2024, 4, 1), "reason": "转出"})
    dissolve(office.desk, [union], {"on": LATER, "reason": ""})
    assert [(row.to_on, row.end_reason) for row in rows(office, Membership)] == [
        (LATER, "组织撤销"),
        (date(2024, 4, 1), "转出"),
    ]
    assert [row.to_on for row in rows(office, Post)] == [LATER]
    values = records.load(office.desk, find_register("organizations"), union).values
    assert (values["status"], values["dissolved_on"]) == ("dissolved", LATER)
    with pytest.raises(ValidationFailed, match="已经撤销"):
        dissolve(office.desk, [union], {"on": LATER})
    undo(office.desk, last_undoable(office.desk).id)
    assert [row.to_on for row in rows(office, Membership)] == [None, date(2024, 4, 1)]


def test_a_body_is_not_dissolved_before_somebody_joined(office):
    union = organization(office)
    join(office.desk, union, [office.person()], DAY)
    with pytest.raises(ValidationFailed, match="张三"):
        dissolve(office.desk, [union], {"on": DAY})
