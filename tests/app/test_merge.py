"""合并: values as decided, one operation, undone in one step, nothing merged that changed meanwhile."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from app.actions import duplicates
from app.actions.merge import Decisions, look, merge
from app.actions.undo import undo
from app.desk import Actor, Desk
from app.errors import NotFound, UserError, ValidationFailed
from app.exchange.peoplefinder import PeopleFinder
from app.merging.knots import Side
from app.registers import find_register, lists, records
from app.registers.lists import Query
from db.models import (
    Person,
    PersonStatus,
    ServiceLog,
)
from tests import factories
from tests.conftest import Office
from tests.content import content
from tests.merging import BOTH, DAY, LEFT, RIGHT, all_of, attended, card, join, twins


def test_the_other_card_goes_and_its_number_still_finds_the_person(office: Office) -> None:
    left, right = twins(office)
    before = card(office.desk, right)
    changes = join(office, (left, right))
    assert changes.record_id == left
    kept = card(office.desk, left)
    assert kept.former_numbers == before.number
    found = lists.page(office.desk, find_register("people"), Query(search=before.number), ["name"])
    assert [row.id for row in found] == [left]
    with pytest.raises(NotFound):
        records.load(office.desk, find_register("people"), right)
    assert duplicates.search(office.desk).people == 1


def test_a_sheet_with_the_old_number_means_the_kept_card(office: Office) -> None:
    left, right = twins(office)
    number = card(office.desk, right).number
    join(office, (left, right))
    row = SimpleNamespace(values={"number": number, "id_no": "", "name": "张三"})
    with office.desk.reading() as session:
        found, problem = PeopleFinder(session, [row]).find(row, {})
    assert found is not None
    assert (found["id"], problem) == (left, None)


def test_numbers_of_cards_merged_before_stay(office: Office) -> None:
    one, two, three = (office.person() for _ in range(3))
    numbers = [card(office.desk, person).number for person in (one, two, three)]
    join(office, (two, three), keep=RIGHT)
    join(office, (one, three))
    assert card(office.desk, one).former_numbers == f"{numbers[2]} {numbers[1]}"


def test_values_are_taken_as_decided(office: Office) -> None:
    pair = twins(
        office,
        {"name": "王小峰", "residence": "曙光路1号", "note": "爱跑步", "gender": "male"},
        {"name": "王晓峰", "residence": "体育路2号", "note": "会修车", "phones": "13800000001 13900000009"},
    )
    seen = look(office.desk, *pair)
    proposed = {choice.key: choice.proposal for choice in seen.choices}
    assert proposed == {
        "name": seen.keep, "gender": LEFT, "phones": RIGHT, "residence": seen.keep, "note": BOTH,
    }  # fmt: skip
    join(office, pair, fields={"name": RIGHT, "residence": LEFT})
    kept = card(office.desk, pair[0])
    assert (kept.name, kept.residence, kept.gender) == ("王晓峰", "曙光路1号", "male")
    assert kept.phones == "13800000001 13900000009"
    assert kept.note == "爱跑步；会修车"
    assert next(choice for choice in seen.choices if choice.key == "note").said(BOTH) == "爱跑步；会修车"
    assert kept.name_pinyin == "wangxiaofeng"


def test_fields_that_belong_together_are_taken_together(office: Office) -> None:
    number = "330106199506150024"
    pair = twins(
        office,
        {"birth_date": date(1995, 6, 1), "birth_precision": "month"},
        {"id_no": number, "notice_version": "2024-1", "notified_on": DAY, "photo_consent": True},
    )
    seen = look(office.desk, *pair)
    by_key = {choice.key: choice for choice in seen.choices}
    assert by_key["birth_date"].proposal is RIGHT
    assert by_key["id_kind"].values(RIGHT) == {"id_kind": "resident", "id_no": number}
    assert by_key["notice_version"].proposal is RIGHT
    assert by_key["id_kind"].both is None
    assert (by_key["id_kind"].label, by_key["id_kind"].said(RIGHT)) == (
        "证件",
        f"居民身份证，证件号码：{number}",
    )
    assert by_key["id_kind"].said(LEFT) == ""
    assert by_key["birth_date"].said(LEFT) == "1995-06-01，出生日期精确到：年月"
    assert by_key["notice_version"].said(RIGHT) == "告知书版本：2024-1，告知日期：2024-03-01，同意拍照：是"
    with pytest.raises(ValueError, match="one side"):
        by_key["id_kind"].values(BOTH)
    join(office, pair)
    kept = card(office.desk, pair[0])
    assert (kept.id_no, kept.birth_date, kept.birth_precision) == (number, date(1995, 6, 15), "day")
    assert kept.photo_consent


def test_what_agrees_is_told_and_not_asked(office: Office) -> None:
    seen = look(office.desk, *twins(office))
    assert seen.choices == ()
    assert {"姓名", "联系电话"} <= {field.label for field in seen.agreeing}


def test_either_card_may_stay(office: Office) -> None:
    left, right = twins(office, {"note": "左"}, {"note": "右"})
    changes = join(office, (left, right), keep=RIGHT, fields={"note": LEFT})
    assert changes.record_id == right
    assert card(office.desk, right).note == "左"


def test_what_would_break_a_rule_is_said_and_may_be_accepted(office: Office) -> None:
    pair = twins(office)
    team = factories.team(office)
    office.make("team_members", team_id=team, person_id=pair[0], from_on=DAY)
    for person in pair:
        office.make(
            "service_logs", team_id=team, person_id=person, area_id=office.community, served_on=DAY,
            starts_at="09:00", ends_at="11:00", minutes=90,
        )  # fmt: skip
    with pytest.raises(ValidationFailed) as caught:
        join(office, pair)
    assert {problem.blocking for problem in caught.value.problems} == {False}
    assert "服务记录：这个人2024-03-01的09:00—11:00已有服务记录，时间重叠" in caught.value.sentence
    assert card(office.desk, pair[1]).name == "张三"  # nothing was done
    join(office, pair, accept_warnings=True)
    assert len(all_of(office.desk, ServiceLog, pair[0])) == 2


def test_who_would_introduce_himself_is_said(office: Office) -> None:
    pair = twins(office)
    office.make("league_index", person_id=pair[0], applied_on=DAY, introducer_id=pair[1])
    with pytest.raises(ValidationFailed, match="介绍人不能是本人"):
        join(office, pair)


def test_values_that_may_not_stand_block(office: Office) -> None:
    pair = twins(office, {"phones": "", "other_contact": "站长转告"}, {})
    with pytest.raises(ValidationFailed) as caught:
        join(office, pair, fields={"phones": LEFT, "other_contact": RIGHT}, accept_warnings=True)
    assert [(one.code, one.blocking) for one in caught.value.problems] == [("NO_CONTACT", True)]


def test_linked_rows_are_counted_by_kind(office: Office) -> None:
    pair = twins(office)
    attended(office, pair, "late", "late")
    office.make("league_index", person_id=office.person("李四"), applied_on=DAY, introducer_id=pair[1])
    other = office.person("王五")
    duplicates.mark_distinct(office.desk, pair[0], other)
    duplicates.mark_distinct(office.desk, other, pair[1])
    moving = {one.label: (one.left, one.right, one.unit) for one in look(office.desk, *pair).moving}
    assert moving["考勤"] == (1, 1, "人次")
    assert moving["在册记录"] == (1, 1, "条")
    assert moving["团员发展（入团介绍人）"] == (0, 1, "人")
    assert moving["“不是同一人”的判断"] == (1, 1, "对")
    assert "证书" not in moving


def test_judged_pairs_name_the_kept_card(office: Office) -> None:
    one, two, three, four = (office.person() for _ in range(4))
    for pair in ((one, two), (two, three), (one, three), (three, four)):
        duplicates.mark_distinct(office.desk, *pair)
    done = join(office, (one, three), keep=RIGHT)
    assert {judged.left for judged in duplicates.judged(office.desk)}
    with office.desk.reading() as session:
        pairs = set(session.execute(sa.text("SELECT left_id, right_id FROM distinct_pairs")).all())
    assert {tuple(pair) for pair in pairs} == {(two, three), (three, four)}
    assert done.operation_id is not None
    undo(office.desk, done.operation_id)
    with office.desk.reading() as session:
        pairs = set(session.execute(sa.text("SELECT left_id, right_id FROM distinct_pairs")).all())
    assert len(pairs) == 4


@pytest.mark.parametrize("keep", [LEFT, RIGHT])
@pytest.mark.parametrize("winner", [LEFT, RIGHT])
def test_a_merge_is_undone_in_one_step(office: Office, keep: Side, winner: Side) -> None:
    pair = twins(
        office, {"note": "左"}, {"area_id": office.other_community, "category": "courier", "note": "右"}
    )
    attended(office, pair, "absent", "present")
    union = factories.organization(office)
    other = office.make(
        "organizations", name="外卖工会", line="union", kind="joint", area_id=office.community
    )
    office.make("memberships", organization_id=union, person_id=pair[0], from_on=date(2024, 4, 1))
    office.make("memberships", organization_id=other, person_id=pair[1], from_on=DAY, to_on=date(2024, 9, 1),
                status="exited")  # fmt: skip
    before = content(office.desk)
    done = join(office, pair, keep=keep, clash=winner)
    assert content(office.desk) != before
    assert done.operation_id is not None
    undone = undo(office.desk, done.operation_id)
    assert undone.kept == ()
    assert content(office.desk) == before


def test_a_merge_may_be_undone_later_and_keeps_what_was_changed_since(office: Office) -> None:
    left, right = twins(office)
    done = join(office, (left, right))
    people = find_register("people")
    loaded = records.load(office.desk, people, left)
    records.save(office.desk, people, {"note": "后来写的"}, record_id=left, version=loaded.version)
    assert done.operation_id is not None
    undone = undo(office.desk, done.operation_id)
    assert [kept.table_name for kept in undone.kept] == ["people"]
    assert card(office.desk, left).note == "后来写的"
    assert card(office.desk, right).name == "张三"


def test_nothing_is_merged_that_changed_in_between(office: Office) -> None:
    pair = twins(office)
    seen = look(office.desk, *pair)
    people = find_register("people")
    loaded = records.load(office.desk, people, pair[1])
    values = {"note": "新"}
    records.save(office.desk, people, values, record_id=pair[1], version=loaded.version, accept_warnings=True)
    with pytest.raises(UserError, match="刚被修改过"):
        merge(office.desk, seen, Decisions(LEFT))
    seen = look(office.desk, *pair)
    attended(office, pair, "absent", "present")
    with pytest.raises(UserError, match="刚被修改过"):
        merge(office.desk, seen, Decisions(LEFT))


def test_what_cannot_be_merged_is_said(office: Office) -> None:
    one, other = twins(office)
    with pytest.raises(UserError, match="同一张卡片"):
        look(office.desk, one, one)
    clerk = Desk(office.desk.ledger, Actor(None, "社区专员", office.other_community))
    with pytest.raises(NotFound):
        look(clerk, one, other)
    with office.desk.operation("edit", "封存") as session:
        session.get_one(Person, other).status = PersonStatus.RESTRICTED
    with pytest.raises(UserError, match="已经封存"):
        look(office.desk, one, other)


def test_too_many_former_numbers_are_refused(office: Office) -> None:
    left, right = twins(office)
    with office.desk.operation("edit", "并入") as session:
        session.get_one(Person, left).former_numbers = " ".join(f"RY-{n:06d}" for n in range(500, 530))
    with pytest.raises(UserError, match="记不下了"):
        join(office, (left, right))


def test_the_journal_names_nobody_by_id_number(office: Office) -> None:
    pair = twins(office, {"id_no": "330106199506150024"}, {})
    done = join(office, pair)
    with office.desk.reading() as session:
        title = session.execute(
            sa.text("SELECT title FROM operations WHERE id = :id"), {"id": done.operation_id}
        ).scalar_one()
    assert "3301" not in title
    assert title.startswith("合并人员：张三（RY-")
