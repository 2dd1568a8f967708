"""The journal in words: pages of operations, differences with labels, masked; the history of one record."""

import pytest

from app import settings
from app.actions.undo import undo
from app.desk import Actor, Desk
from app.errors import NotFound
from app.history import journal
from app.history.journal import Wanted
from app.registers import find_register, records

ID_NO = "110101199003070011"  # a made-up number with a valid check digit
PEOPLE = find_register("people")


def latest(desk):
    return journal.operations(desk, journal.Wanted())[0]


def change_name(desk, person, **values):
    loaded = records.load(desk, PEOPLE, person)
    records.save(desk, PEOPLE, values, record_id=person, version=loaded.version, accept_warnings=True)


def test_a_change_is_told_field_by_field_with_labels(desk, office):
    person = office.person("张三", category="rider")
    change_name(desk, person, name="张山", politics="13")
    (changed,) = journal.changes_of(desk, latest(desk).id)
    assert (changed.what, changed.kind, changed.name) == ("修改", "人员", "张山")
    assert {(one.label, one.before, one.after) for one in changed.fields} == {
        ("姓名", "张三", "张山"),
        ("政治面貌", "", "群众"),
    }


def test_numbers_are_masked_and_links_are_named(desk, office):
    person = office.person("张三", phones="13800000001", id_no=ID_NO)
    changes = journal.changes_of(desk, latest(desk).id)
    told = [text for one in changes for field in one.fields for text in (field.before, field.after)]
    assert "138****0001" in told
    assert not any("13800000001" in text or "19900307" in text for text in told)
    assert "宝石社区" in told
    owned = next(one for one in changes if one.kind == "从业经历")
    assert owned.name == "张三 · 外卖骑手"
    assert person


def test_operations_come_in_pages_latest_first(desk, office):
    people = [office.person(f"赵{n}", phones=f"1380000{n:04d}") for n in range(5)]
    first = journal.operations(desk, Wanted(kinds=("create",), text="新增人员"), size=3)
    rest = journal.operations(desk, Wanted(kinds=("create",), text="新增人员"), before=first[-1].id, size=3)
    assert [one.title for one in first + rest] == [f"新增人员：赵{n}" for n in (4, 3, 2, 1, 0)]
    assert len(people) == 5


def test_changes_of_a_large_operation_come_in_pages(desk, office):
    people = [office.person(f"赵{n}", phones=f"1380000{n:04d}") for n in range(3)]
    records.delete(desk, PEOPLE, people)
    operation = latest(desk)
    total = journal.row_count(desk, operation.id)
    first = journal.changes_of(desk, operation.id, size=2)
    rest = journal.changes_of(desk, operation.id, after=first[-1].place)
    assert len(first) == 2
    assert len(first) + len(rest) == total == 9
    assert {one.what for one in first + rest} == {"删除"}


def test_filters_by_clerk_and_day(desk, office):
    other = Desk(desk.ledger, Actor(None, "经办人李某"))
    settings.save(other, {"office_name": "北山街道"})
    (done,) = journal.operations(desk, Wanted(clerk="经办人李某"))
    day = done.at.date()
    assert journal.operations(desk, Wanted(clerk="经办人李某", first=day, last=day)) == [done]
    assert journal.operations(desk, Wanted(clerk="经办人李某", last=day.replace(year=day.year - 1))) == []
    clerks, kinds = journal.choices(desk)
    assert clerks == ["经办人李某", "经办人王某"]
    assert kinds["新增"] == ("create",)
    assert kinds["设置"] == ("settings",)
    (changed,) = journal.changes_of(desk, done.id)
    assert (changed.kind, changed.name, changed.fields[0].after) == ("设置", "单位名称", "北山街道")


def test_an_undone_operation_says_so_and_cannot_be_undone_again(desk, office):
    office.person("张三")
    operation = latest(desk)
    assert operation.can_undo
    undo(desk, operation.id)
    undone = next(one for one in journal.operations(desk, Wanted()) if one.id == operation.id)
    assert undone.undone
    assert not undone.can_undo


def test_a_clerk_of_a_community_sees_only_its_operations(desk, office):
    office.person("张三")
    operation = latest(desk)
    clerk = Desk(desk.ledger, Actor(None, "社区经办人", office.community))
    assert journal.operations(clerk, Wanted()) == []
    with pytest.raises(NotFound):
        journal.changes_of(clerk, operation.id)
    office_of_clerk = records.save(
        clerk,
        PEOPLE,
        {"name": "李四", "category": "rider", "area_id": office.community, "phones": "13800000009"},
    )
    assert [one.id for one in journal.operations(clerk, Wanted())] == [office_of_clerk.operation_id]


def test_the_history_of_a_record_holds_its_own_rows_only(desk, office):
    person = office.person("张三")
    office.person("李四", phones="13800000002")
    change_name(desk, person, category="courier")
    chapters = journal.history(desk, PEOPLE, person)
    assert [one.operation.kind for one in chapters] == ["修改", "新增"]
    names = {change.name for chapter in chapters for change in chapter.changes}
    assert all(name.startswith("张三") for name in names)
    with pytest.raises(NotFound):
        journal.history(desk, PEOPLE, person + 1000)


def test_records_that_are_gone_are_still_called_by_name(desk, office):
    person = office.person("张三")
    records.delete(desk, PEOPLE, [person])
    names = {one.kind: one.name for one in journal.changes_of(desk, latest(desk).id)}
    assert names["人员"] == "张三"
    assert names["从业经历"] == "张三（已删除） · 外卖骑手"
