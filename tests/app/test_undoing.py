"""Undo keeps a record that others need, together with everything that belongs to it, and takes back the rest."""

from datetime import date, timedelta

import sqlalchemy as sa

from app.actions.enrolling import enrol
from app.actions.undo import is_expected, last_undoable, undo
from app.desk import Desk
from app.registers import find_register, records
from db.base import utc_now
from tests.conftest import Office

PEOPLE = find_register("people")


def rows_of(desk: Desk, key: str, person: int) -> int:
    table = find_register(key).table
    with desk.reading() as session:
        return session.execute(sa.select(sa.func.count()).where(table.c.person_id == person)).scalar_one()


def added(office: Office, name: str, phone: str) -> tuple[int, int]:
    """A person, and the operation that added it."""
    person = office.person(name, phones=phone, platform_id=office.platform, station_id=office.station)
    operation = last_undoable(office.desk)
    assert operation is not None
    assert operation.id is not None
    return person, operation.id


def a_class(office: Office) -> int:
    course = office.make("courses", name="短视频制作")
    run = {"name": "一班", "course_id": course, "area_id": office.community, "from_on": date(2024, 11, 5)}
    return office.make("class_runs", **run)


def test_a_learner_keeps_the_rows_of_working_life(office: Office) -> None:
    person, operation = added(office, "张三", "13800000001")
    enrol(office.desk, a_class(office), [person])
    undone = undo(office.desk, operation)
    assert undone.kept[0].name == "人员 张三"
    assert undone.kept[0].reason == "已有其他记录引用它"
    assert undone.restored == 0
    assert rows_of(office.desk, "registrations", person) == 1
    assert rows_of(office.desk, "employments", person) == 1


def test_nobody_needs_it_so_all_of_it_goes(office: Office) -> None:
    person, operation = added(office, "张三", "13800000001")
    undone = undo(office.desk, operation)
    assert undone.kept == ()
    assert undone.restored >= 3
    assert rows_of(office.desk, "registrations", person) == rows_of(office.desk, "employments", person) == 0


def test_a_record_changed_since_keeps_what_belongs_to_it(office: Office) -> None:
    person, operation = added(office, "张三", "13800000001")
    records.save(office.desk, PEOPLE, {"note": "已核实"}, record_id=person)
    undone = undo(office.desk, operation)
    reasons = {kept.table_name: kept.reason for kept in undone.kept}
    assert reasons["people"] == "之后又被修改过"
    assert reasons["registrations"] == reasons["employments"] == "所属的记录已保留"
    assert undone.title.startswith("撤销：")


def test_what_was_taken_back_can_be_restored_and_taken_back_again(office: Office) -> None:
    person, operation = added(office, "张三", "13800000001")
    first = undo(office.desk, operation)
    second = undo(office.desk, first.changes.operation_id or 0)
    assert second.title == first.title.replace("撤销", "恢复")
    assert rows_of(office.desk, "employments", person) == 1
    third = undo(office.desk, second.changes.operation_id or 0)
    assert third.title == first.title
    assert rows_of(office.desk, "employments", person) == 0


def test_what_a_clerk_cannot_mean_is_asked_about_first(office: Office, monkeypatch) -> None:
    added(office, "张三", "13800000001")
    first = last_undoable(office.desk)
    assert first is not None
    assert is_expected(office.desk, first)
    with monkeypatch.context() as later:
        later.setattr("app.actions.undo.utc_now", lambda: utc_now() + timedelta(hours=1))
        assert not is_expected(office.desk, first)
    with office.desk.operation("print", "打印花名册", undoable=False):
        pass
    assert last_undoable(office.desk).id == first.id
    assert not is_expected(office.desk, first)
    with office.desk.operation("import", "导入人员：新增62人"):
        pass
    assert not is_expected(office.desk, last_undoable(office.desk))
