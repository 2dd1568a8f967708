"""Saving, conflicts, deleting and undo of single records."""

from datetime import date

import pytest

from app.actions.undo import last_undoable, undo
from app.errors import Conflict, InUse, UserError, ValidationFailed
from app.registers import find_register, lists, records
from app.registers.lists import Query
from db.models import Certificate

PEOPLE = find_register("people")


def test_new_person_has_number_pinyin_registration_and_employment(office):
    person = office.person("买买提.阿不都热依木", registered_on=date(2024, 1, 1))
    loaded = records.load(office.desk, PEOPLE, person)
    assert loaded.values["name"] == "买买提·阿不都热依木"
    assert loaded.values["number"] == "RY-000001"
    for key in ("registrations", "employments"):
        rows = lists.page(office.desk, find_register(key), Query(), ["from_on"])
        assert [row.cells for row in rows] == [("2024-01-01",)]


def test_pressing_save_twice_makes_one_record(office):
    values = {"name": "李四", "category": "rider", "area_id": office.community, "phones": "13800000002"}
    first = records.save(office.desk, PEOPLE, values, request_id="same-press")
    second = records.save(office.desk, PEOPLE, values, request_id="same-press")
    assert first.record_id == second.record_id
    assert lists.count(office.desk, PEOPLE, Query()) == 1


def test_save_from_an_old_form_is_a_conflict_and_shows_theirs(office):
    person = office.person()
    old = records.load(office.desk, PEOPLE, person)
    records.save(office.desk, PEOPLE, {"note": "他们"}, record_id=person, version=old.version)
    with pytest.raises(Conflict) as caught:
        records.save(office.desk, PEOPLE, {"note": "我们"}, record_id=person, version=old.version)
    assert caught.value.theirs["note"] == "他们"
    assert records.load(office.desk, PEOPLE, person).values["note"] == "他们"


def test_same_id_number_blocks_and_names_the_card(office):
    office.person("张三", id_no="330106199506150024")
    with pytest.raises(ValidationFailed) as caught:
        office.person("张叁", id_no="330106199506150024", phones="13800000009")
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("ID_TAKEN", "id_no")
    assert "RY-000001" in problem.message


def test_nothing_is_half_saved_when_a_rule_objects(office):
    with pytest.raises(ValidationFailed):
        office.person("张三", id_no="330106199001010010")
    assert lists.count(office.desk, PEOPLE, Query()) == 0


def test_what_is_referred_to_cannot_be_deleted(office):
    office.person()
    with pytest.raises(InUse, match="人员"):
        records.delete(office.desk, find_register("areas"), [office.community])


def test_undo_of_create_edit_and_delete(office):
    desk = office.desk
    person = office.person()
    records.save(desk, PEOPLE, {"note": "改过"}, record_id=person)
    undo(desk, last_undoable(desk).id)
    assert records.load(desk, PEOPLE, person).values["note"] == ""
    records.delete(desk, PEOPLE, [person])
    assert undo(desk, last_undoable(desk).id).kept == ()
    assert records.load(desk, PEOPLE, person).values["name"] == "张三"
    assert lists.count(desk, find_register("employments"), Query()) == 1


def test_undo_keeps_and_names_what_was_changed_since(office):
    desk = office.desk
    person = office.person()
    made = last_undoable(desk)
    records.save(desk, PEOPLE, {"note": "后来"}, record_id=person)
    result = undo(desk, made.id)
    assert any("修改" in kept.reason and "张三" in kept.name for kept in result.kept)
    assert records.load(desk, PEOPLE, person).values["note"] == "后来"
    assert lists.count(desk, find_register("registrations"), Query()) == 1
    assert lists.count(desk, find_register("employments"), Query()) == 1


def test_undoing_twice_is_refused(office):
    made = last_undoable(office.desk)
    undo(office.desk, made.id)
    with pytest.raises(UserError, match="已经撤销"):
        undo(office.desk, made.id)


def test_deleting_a_corrected_row_brings_the_card_back_in_line(office):
    desk, employments = office.desk, find_register("employments")
    person = office.person(registered_on=date(2024, 1, 1))
    (row,) = lists.page(desk, employments, Query(), [])
    records.save(desk, employments, {"to_on": date(2024, 6, 1)}, record_id=row.id)
    values = {"person_id": person, "from_on": date(2024, 6, 1), "category": "courier"}
    later = records.save(desk, employments, values).record_id
    assert records.load(desk, PEOPLE, person).values["category"] == "courier"
    records.delete(desk, employments, [later])
    assert records.load(desk, PEOPLE, person).values["category"] == "rider"


def test_a_certificate_is_never_deleted(office):
    person = office.person()
    with office.desk.operation("issue", "试") as session:
        certificate = Certificate(
            number="XFXY-2024-01-0001",
            series="XFXY-2024-01",
            person_id=person,
            person_name="张三",
            issued_on=date(2024, 12, 3),
            snapshot="{}",
            area_id=office.community,
        )
        session.add(certificate)
    with pytest.raises(InUse, match="作废"):
        records.delete(office.desk, find_register("certificates"), [certificate.id])


@pytest.mark.parametrize("name", ["乐" * 100, "重" * 99 + "庆", "王" * 60])
def test_long_names_are_kept_whole_and_found(office, name):
    """A person's name may have 100 characters; its pinyin is cut to what its column holds."""
    person = office.person(name)
    station = office.make("stations", name=name, area_id=office.community)
    for key, record in (("people", person), ("stations", station)):
        register = find_register(key)
        assert records.load(office.desk, register, record).values["name"] == name
        found = lists.page(office.desk, register, Query(search=name[:3]), ["name"])
        assert [row.id for row in found] == [record]
