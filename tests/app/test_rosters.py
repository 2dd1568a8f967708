"""花名册: who belonged to a body on a day, masked, with posts here and elsewhere; some are only counted."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from app.actions.organizations import join, leave
from app.actions.union import resume, retain
from app.desk import Actor, Desk
from app.errors import NotFound
from app.registers import find_register, records
from app.sheets.rosters import roster
from db.models import Employment

MARCH, JUNE = date(2024, 3, 1), date(2024, 6, 3)


@pytest.fixture
def union(office):
    return office.make("organizations", name="联合工会", line="union", kind="joint", area_id=office.street,
                       established_on=date(2022, 1, 4))  # fmt: skip


def person(office, name, phone, **values):
    known = {"registered_on": date(2023, 1, 3), "platform_id": office.platform, "station_id": office.station}
    return office.person(name, phones=phone, **known | values)


def change_work(office, who, platform, station):
    with office.desk.reading() as session:
        job = session.exec(select(Employment).where(Employment.person_id == who)).one()
    records.save(office.desk, find_register("employments"), {"to_on": JUNE}, record_id=job.id)
    work = {"category": "rider", "platform_id": platform, "station_id": station}
    office.make("employments", person_id=who, from_on=JUNE, **work)


def test_members_of_the_day_with_the_work_of_that_day(office, union):
    other = office.make("platforms", name="美团", kind="delivery")
    elsewhere = office.make("stations", name="美团黄龙站", platform_id=other, area_id=office.community)
    first, second = person(office, "王五", "13800000001"), person(office, "李四", "13800000002")
    join(office.desk, union, [first, second], MARCH)
    (membership,) = [
        one.membership_id for one in roster(office.desk, union, MARCH).members if one.name == "王五"
    ]
    leave(office.desk, [membership], {"on": JUNE, "reason": "退会"})
    change_work(office, second, other, elsewhere)
    before = roster(office.desk, union, date(2024, 6, 2))
    assert [(one.name, one.phones, one.platform, one.station) for one in before.members] == [
        ("李四", "138****0002", "顺丰", "顺丰曙光站"),
        ("王五", "138****0001", "顺丰", "顺丰曙光站"),
    ]
    assert before.sentence == "成员2人：顺丰2人。"
    after = roster(office.desk, union, JUNE)
    assert [(one.name, one.platform, one.station) for one in after.members] == [
        ("李四", "美团", "美团黄龙站")
    ]
    assert after.by_platform == (("美团", 1),)
    assert roster(office.desk, union, date(2024, 2, 29)).sentence == "成员0人。"


def test_posts_here_and_elsewhere_and_heads_first(office, union):
    first, head = person(office, "安一", "13800000001"), person(office, "周九", "13800000002", politics="01")
    join(office.desk, union, [first, head], MARCH)
    branch = office.make("organizations", name="快递业党支部", short_name="快递支部", line="party", kind="formal",
                         area_id=office.street)  # fmt: skip
    office.make("posts", organization_id=union, person_id=head, title="主席", from_on=MARCH)
    office.make("posts", organization_id=union, person_id=first, title="委员", from_on=MARCH, to_on=JUNE)
    office.make("posts", organization_id=branch, person_id=head, title="书记", from_on=MARCH)
    part = person(office, "郑十", "13800000003", politics="01")
    office.make(
        "posts", organization_id=union, person_id=part, title="特邀委员", part_time=True, from_on=MARCH
    )
    found = roster(office.desk, union, MARCH)
    assert [(one.name, one.posts, one.elsewhere) for one in found.members] == [
        ("周九", "主席", "快递支部书记"),
        ("安一", "委员", ""),
    ]
    assert [(one.name, one.title, one.part_time) for one in found.officers] == [("郑十", "特邀委员", True)]
    assert [one.posts for one in roster(office.desk, union, JUNE).members] == ["主席", ""]


def test_kept_memberships_of_a_day(office, union):
    someone = person(office, "王五", "13800000001")
    join(office.desk, union, [someone], MARCH)
    (member,) = roster(office.desk, union, MARCH).members
    retain(office.desk, [member.membership_id], {"on": date(2024, 4, 1), "reason": "返乡"})
    resume(office.desk, [member.membership_id], {"on": JUNE})
    days = (date(2024, 3, 31), date(2024, 4, 1), date(2024, 6, 2), JUNE)
    states = [roster(office.desk, union, day).members[0].state for day in days]
    assert states == ["在会", "保留会籍", "保留会籍", "在会"]


def test_who_may_not_be_named_is_counted(office, union):
    people = [
        person(office, "王五", "13800000001"),
        person(office, "李四", "13800000002", area_id=office.other_community),
        person(office, "赵六", "13800000003"),
    ]
    join(office.desk, union, people, MARCH)
    records.save(office.desk, find_register("people"), {"status": "restricted"}, record_id=people[2],
                 accept_warnings=True)  # fmt: skip
    whole = roster(office.desk, union, MARCH)
    assert ([one.name for one in whole.members], whole.total, whole.unnamed) == (["李四", "王五"], 3, 1)
    assert "1人已封存" in whole.sentence
    body = office.make(
        "organizations", name="社区工会小组", line="union", kind="group", area_id=office.community
    )
    clerk = Desk(office.desk.ledger, Actor(None, "宝石社区", office.community))
    with pytest.raises(NotFound, match="不在您负责的区域"):
        roster(clerk, union, MARCH)
    assert roster(clerk, body, MARCH).members == ()


def test_with_the_bodies_below(office, union):
    group = office.make("organizations", name="顺丰工会小组", line="union", kind="group", area_id=office.community,
                        parent_id=union, established_on=JUNE)  # fmt: skip
    first, second = person(office, "王五", "13800000001"), person(office, "李四", "13800000002")
    join(office.desk, union, [first], MARCH)
    join(office.desk, group, [second], JUNE)
    assert [one.name for one in roster(office.desk, union, JUNE).members] == ["王五"]
    both = roster(office.desk, union, JUNE, below=True)
    assert [(one.name, one.body) for one in both.members] == [("王五", "联合工会"), ("李四", "顺丰工会小组")]
    assert both.total == 2
    with pytest.raises(NotFound, match="没有成立"):
        roster(office.desk, group, MARCH)
    with pytest.raises(NotFound, match="已被删除"):
        roster(office.desk, 9999, MARCH)
