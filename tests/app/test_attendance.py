"""The attendance sheet page by page, its totals against the rows, filling a session, walk-ins, and who is in danger."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.actions.attendance import add_walk_in, mark_attendance
from app.actions.completion import completion
from app.actions.enrolling import enrol, settle
from app.actions.outlook_printing import print_outlook
from app.desk import Actor, Desk
from app.errors import NotFound, UserError, ValidationFailed
from app.rules.completion import Demand, Progress, shortfalls
from app.sheets.attendance import find_line, place_of, read_learners, read_sheet, read_totals
from app.surveys.outlook import Danger, _spare, outlook
from db.models import Attendance, Enrolment, EnrolmentStatus, Headcount, Mark
from tests.factories import class_run


@pytest.fixture
def run(office):
    return class_run(office, status="running", pass_percent=80, credit_hours=0)


def lessons(office, run, count, hours=2):
    return [
        office.make("class_sessions", class_run_id=run, held_on=date(2024, 3, 1 + at), credit_hours=hours)
        for at in range(count)
    ]


def people(office, *names):
    return [office.person(name, phones=f"1390000000{at}") for at, name in enumerate(names)]


def rows(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def statements(office, run):
    """How many statements opening the sheet takes."""
    seen = []

    def note(*about):
        seen.append(about[2])

    engine = office.desk.ledger.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    read_sheet(office.desk, run)
    read_learners(office.desk, run)
    read_totals(office.desk, run)
    sa.event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_lines_come_by_name_in_pages_with_their_marks(office, run):
    (one, two) = lessons(office, run, 2)
    zhang, li, wang = people(office, "张三", "李四", "王五")
    enrol(office.desk, run, [zhang, li, wang])
    mark_attendance(office.desk, run, {(one, li): Mark.LATE, (two, li): Mark.LEAVE})
    sheet = read_sheet(office.desk, run)
    assert ([one.head for one in sheet.lessons], sheet.learners) == (["03-01", "03-02"], 3)
    assert [one.name for one in read_learners(office.desk, run, 0, 2)] == ["李四", "王五"]
    assert [one.name for one in read_learners(office.desk, run, 2, 2)] == ["张三"]
    assert read_learners(office.desk, run, 0, 1)[0].marks == {one: "late", two: "leave"}
    assert [place_of(office.desk, run, person) for person in (li, wang, zhang, 99)] == [0, 1, 2, None]
    assert find_line(office.desk, run, "w", 0) == 1
    assert find_line(office.desk, run, "ZhangS", 0) == 2
    assert find_line(office.desk, run, "四", 2) == 0  # the search goes round
    assert find_line(office.desk, run, "赵", 0) is None


def test_the_rest_of_a_session_was_present(office, run):
    (one, two) = lessons(office, run, 2)
    zhang, li, wang = people(office, "张三", "李四", "王五")
    enrol(office.desk, run, [zhang, li, wang])
    by_person = {row.person_id: row.id for row in rows(office, Enrolment)}
    settle(EnrolmentStatus.WITHDRAWN, "退班")(office.desk, [by_person[wang]], {"reason": "离杭"})
    mark_attendance(office.desk, run, {(one, li): Mark.ABSENT})
    assert read_totals(office.desk, run).unmarked == {one: 1, two: 2}
    mark_attendance(office.desk, run, {(two, li): None}, fill=[one, two])
    found = {(row.session_id, row.person_id): str(row.mark) for row in rows(office, Attendance)}
    assert found == {(one, li): "absent", (one, zhang): "present", (two, zhang): "present"}
    totals = read_totals(office.desk, run)
    assert (totals.attended, totals.held) == ({one: 1, two: 1}, {one, two})
    assert [one.seated for one in read_learners(office.desk, run)] == [True, False, True]


def test_unnamed_people_of_several_kinds(office, run):
    (one,) = lessons(office, run, 1)
    mark_attendance(office.desk, run, {}, {(one, ""): 5, (one, "旁听骑手"): 3})
    mark_attendance(office.desk, run, {}, {(one, ""): 0, (one, "旁听骑手"): 4})
    assert [(row.description, row.count) for row in rows(office, Headcount)] == [("旁听骑手", 4)]
    assert read_sheet(office.desk, run).headcounts == {(one, "旁听骑手"): 4}


def test_walk_ins_stand_on_the_sheet_whatever_the_capacity(office):
    run = class_run(office, status="running", capacity=1)
    first, waiting, guest = people(office, "张三", "李四", "王五")
    enrol(office.desk, run, [first, waiting])
    for person in (waiting, guest):
        add_walk_in(office.desk, run, person)
    assert {row.person_id: str(row.status) for row in rows(office, Enrolment)} == dict.fromkeys(
        (first, waiting, guest), "active"
    )
    with pytest.raises(ValidationFailed, match="王五已在签到表上"):
        add_walk_in(office.desk, run, guest)
    refused = office.person("赵六", phones="13900000077")
    office.make("enrolments", class_run_id=run, person_id=refused, status="applied")
    settle(EnrolmentStatus.REJECTED, "不通过")(
        office.desk, [rows(office, Enrolment)[-1].id], {"reason": "外区"}
    )
    with pytest.raises(ValidationFailed, match="报名未通过"):
        add_walk_in(office.desk, run, refused)


def test_another_area_sees_nothing_of_it(office, run):
    elsewhere = Desk(office.desk.ledger, Actor(None, "李某", office.other_community))
    for read in (read_sheet, read_learners, read_totals, outlook):
        with pytest.raises(NotFound):
            read(elsewhere, run)


def test_the_number_of_statements_does_not_grow_with_the_sheet(office, run):
    held = lessons(office, run, 3)
    enrol(office.desk, run, people(office, "张三", "李四"))
    few = statements(office, run)
    enrol(office.desk, run, [office.person(f"人{at}", phones=f"137{at:08d}") for at in range(20)])
    mark_attendance(office.desk, run, {}, fill=held)
    assert statements(office, run) == few


def test_the_most_endangered_come_first_then_by_name(office, run):
    held = lessons(office, run, 10)
    enrol(office.desk, run, people(office, "安一", "边二", "陈三"))
    learners = [one.person_id for one in read_learners(office.desk, run)]
    missed = dict(zip(learners, (1, 3, 0), strict=True))
    marks = {
        (lesson, person): Mark.ABSENT if at < missed[person] else Mark.PRESENT
        for person in learners
        for at, lesson in enumerate(held[:5])
    }
    mark_attendance(office.desk, run, marks)
    assert [(one.name, one.word) for one in outlook(office.desk, run)] == [
        ("边二", "已不能结业"),
        ("安一", "正常"),
        ("陈三", "正常"),
    ]


@pytest.mark.parametrize(
    ("attended", "held", "danger", "spare"),
    [
        (0, 0, Danger.SAFE, 2),
        (5, 5, Danger.SAFE, 2),
        (4, 5, Danger.SAFE, 1),
        (3, 5, Danger.BELOW, 0),
        (2, 5, Danger.LOST, -1),
        (6, 8, Danger.BELOW, 0),
        (8, 10, Danger.LAST, 0),
    ],
)
def test_how_one_learner_stands(office, run, attended, held, danger, spare):
    ids = lessons(office, run, 10)
    (person,) = people(office, "张三")
    enrol(office.desk, run, [person])
    marks = {
        (lesson, person): Mark.PRESENT if at < attended else Mark.ABSENT
        for at, lesson in enumerate(ids[:held])
    }
    mark_attendance(office.desk, run, marks)
    (one,) = outlook(office.desk, run)
    assert (one.danger, one.spare, one.attended, one.held) == (danger, spare, attended, held)


@given(
    percent=st.integers(0, 100),
    demanded=st.integers(0, 40),
    worth=st.lists(st.integers(0, 8), min_size=1, max_size=12),
    data=st.data(),
)
def test_spare_lessons_are_those_after_which_the_class_is_still_completed(percent, demanded, worth, data):
    held = data.draw(st.integers(0, len(worth)))
    came = [data.draw(st.booleans()) for _ in range(held)]
    attended, earned = sum(came), sum(hours for hours, there in zip(worth, came, strict=False) if there)
    demand = Demand(percent, demanded)
    spare = _spare(demand, dict(enumerate(worth)), range(held), attended, earned)
    coming = sorted(worth[held:], reverse=True)

    def completes(missed: int) -> bool:
        stays = coming[missed:]
        return not shortfalls(Progress(len(worth), attended + len(stays), earned + sum(stays)), demand)

    assert all(completes(missed) for missed in range(spare + 1))
    assert spare == len(coming) or not completes(spare + 1)


def test_the_warning_agrees_with_the_end(office, run):
    held = lessons(office, run, 5)
    enrol(office.desk, run, people(office, "张三", "李四", "王五"))
    learners = [one.person_id for one in read_learners(office.desk, run)]
    marks = {
        (lesson, person): Mark.PRESENT if at >= place else Mark.ABSENT
        for place, person in enumerate(learners)
        for at, lesson in enumerate(held)
    }
    mark_attendance(office.desk, run, marks)
    eligible = {one.person_id: one.eligible for one in completion(office.desk, run)}
    assert {one.person_id: one.spare >= 0 for one in outlook(office.desk, run)} == eligible


def test_the_list_to_call_is_printed(office, run):
    held = lessons(office, run, 5)
    enrol(office.desk, run, people(office, "张三"))
    with pytest.raises(UserError, match="没有出勤预警"):
        print_outlook(office.desk, run)
    mark_attendance(office.desk, run, {(lesson, 1): Mark.ABSENT for lesson in held[:2]})
    assert print_outlook(office.desk, run).title == "第1期手机摄影班出勤预警名单"
