"""A clerk of one community sees that community's records and what belongs to them, nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from app.desk import Actor, Desk
from app.errors import NotFound, ValidationFailed
from app.registers import find_register, lists, records
from app.registers.lists import Query

DAY = date(2024, 3, 1)


@pytest.fixture
def neighbour(office) -> Desk:
    """The desk of a clerk who looks after the other community."""
    return Desk(office.desk.ledger, Actor(None, "邻社区", office.other_community))


def ids(desk, key):
    return {row.id for row in lists.page(desk, find_register(key), Query(), [])}


def faults(office):
    made = []
    for area in (office.community, office.other_community):
        spot = office.make("facilities", name=f"点位{area}", kind="water_point", area_id=area, opened_on=DAY)
        made.append(office.make("faults", facility_id=spot, content="漏水", found_on=DAY, due_on=DAY))
    return made


def test_records_without_an_area_are_seen_with_their_owner(office, neighbour):
    mine, theirs = faults(office)
    assert ids(office.desk, "faults") == {mine, theirs}
    assert ids(neighbour, "faults") == {theirs}
    register = find_register("faults")
    assert records.load(neighbour, register, theirs).values["content"] == "漏水"
    with pytest.raises(NotFound):
        records.load(neighbour, register, mine)
    with pytest.raises(NotFound):
        records.delete(neighbour, register, [mine])


def test_nothing_is_written_below_an_owner_of_another_community(office, neighbour):
    mine, theirs = faults(office)
    register = find_register("faults")
    values = records.load(office.desk, register, mine).values
    with pytest.raises(ValidationFailed, match="本人负责区域"):
        records.save(neighbour, register, values | {"content": "漏电"}, accept_warnings=True)
    with pytest.raises(ValidationFailed, match="本人负责区域"):
        records.save(neighbour, register, {"facility_id": values["facility_id"]}, record_id=theirs)
    assert ids(office.desk, "faults") == {mine, theirs}


def test_an_enrolment_is_seen_by_whoever_sees_the_learner_or_the_class(office, neighbour):
    course = office.make("courses", name="手机摄影")
    learner = office.person("李四", area_id=office.other_community)
    stranger = office.person("王五", phones="13800000009")
    run = office.make("class_runs", name="一班", course_id=course, area_id=office.community, from_on=DAY)
    seen = office.make("enrolments", class_run_id=run, person_id=learner)
    office.make("enrolments", class_run_id=run, person_id=stranger)
    assert ids(neighbour, "enrolments") == {seen}


def test_a_clerk_of_a_street_may_add_an_area_below_it(office):
    street = Desk(office.desk.ledger, Actor(None, "街道", office.street))
    values = {"name": "友谊社区", "kind": "community", "parent_id": office.street}
    made = records.save(street, find_register("areas"), values, accept_warnings=True).record_id
    assert made in ids(street, "areas")


def test_what_belongs_to_nobody_is_everybodys(office, neighbour):
    assert ids(neighbour, "platforms") == {office.platform}
