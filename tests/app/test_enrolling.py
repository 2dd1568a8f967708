"""Ways into a class and out of it: review, seats, waiting, conditions of the course, clashes, lists of people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app.actions.enrolling import admit, enrol, enrol_people, settle
from app.actions.planning import copy_term
from app.actions.undo import last_undoable, undo
from app.errors import NotFound, ValidationFailed
from app.registers import find_register, records
from db.models import ClassRun, ClassSession, Enrolment, EnrolmentStatus, Term
from tests.factories import DAY, class_run, organization

ENROLMENTS = find_register("enrolments")
WITHDRAW = settle(EnrolmentStatus.WITHDRAWN, "退班")


def people(office, count, **values):
    return [office.person(f"学员{at:02d}", phones=f"139000000{at:02d}", **values) for at in range(count)]


def rows(office, model=Enrolment):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def statuses(office):
    return [str(row.status) for row in rows(office)]


def test_applications_wait_for_the_review(office):
    run = class_run(office, capacity=1)
    done = enrol(office.desk, run, people(office, 3), review=True, on=DAY)
    assert len(done.applied) == 3
    first, second, third = (row.id for row in rows(office))
    admit(office.desk, [second, first], {})
    assert statuses(office) == ["enrolled", "waiting", "applied"]  # in the order of application
    settle(EnrolmentStatus.REJECTED, "审核不通过")(office.desk, [third], {"reason": "不在本街道", "on": DAY})
    last = rows(office)[-1]
    assert (last.status, last.reason, last.reviewed_on) == ("rejected", "不在本街道", DAY)
    admit(office.desk, [second], {"beyond": True})
    assert statuses(office) == ["enrolled", "enrolled", "rejected"]
    with pytest.raises(ValidationFailed, match="学员02现在的状态不能录取"):
        admit(office.desk, [third], {})


def test_who_leaves_makes_room_for_the_next_in_line(office):
    run = class_run(office, capacity=1, status="running")
    enrol(office.desk, run, people(office, 3))
    assert statuses(office) == ["active", "waiting", "waiting"]
    WITHDRAW(office.desk, [rows(office)[0].id], {"reason": "离杭", "on": date(2024, 4, 1)})
    assert statuses(office) == ["withdrawn", "active", "waiting"]
    assert rows(office)[0].left_on == date(2024, 4, 1)
    undo(office.desk, last_undoable(office.desk).id)
    assert statuses(office) == ["active", "waiting", "waiting"]


def test_a_form_that_frees_a_seat_or_adds_one_does_the_same(office):
    run = class_run(office, capacity=1)
    enrol(office.desk, run, people(office, 3))
    first = rows(office)[0]
    records.save(office.desk, ENROLMENTS, {"status": "withdrawn"}, record_id=first.id)
    assert statuses(office) == ["withdrawn", "enrolled", "waiting"]
    records.save(office.desk, find_register("class_runs"), {"capacity": 2}, record_id=run)
    assert statuses(office) == ["withdrawn", "enrolled", "enrolled"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_seats_are_never_given_twice_nor_left_empty(office, data):
    capacity = data.draw(st.integers(1, 3))
    run = class_run(office, capacity=capacity)
    newcomers = [
        office.person(f"学员{run}号{at}", phones=f"137{run:04d}{at:04d}")
        for at in range(data.draw(st.integers(1, 5)))
    ]
    enrol(office.desk, run, newcomers)

    def listed():
        return [row for row in rows(office) if row.class_run_id == run]

    for _ in range(data.draw(st.integers(0, 4))):
        seated = [row.id for row in listed() if row.status == "enrolled"]
        if not seated:
            break
        WITHDRAW(office.desk, [data.draw(st.sampled_from(seated))], {"reason": "离杭"})
        now = [str(row.status) for row in listed()]
        assert now.count("enrolled") <= capacity
        assert "waiting" not in now or now.count("enrolled") == capacity


def test_only_members_of_a_union_on_the_day_where_the_course_asks_for_it(office):
    course = office.make("courses", name="学历提升", needs_union=True)
    run = class_run(office, course_id=course)
    member, late, stranger = people(office, 3)
    union = organization(office)
    office.make("memberships", organization_id=union, person_id=member, from_on=date(2024, 1, 1))
    office.make("memberships", organization_id=union, person_id=late, from_on=date(2024, 3, 2))
    done = enrol(office.desk, run, [member, late, stranger], on=DAY)
    assert done.admitted == (member,)
    assert done.refused == {late: "2024-03-01不是工会会员", stranger: "2024-03-01不是工会会员"}
    with pytest.raises(ValidationFailed, match="不是工会会员"):
        office.make("enrolments", class_run_id=run, person_id=stranger, applied_on=DAY)
    assert enrol(office.desk, run, [late], on=date(2024, 3, 2)).admitted == (late,)


def test_an_earlier_course_may_be_asked_for(office):
    first = office.make("courses", name="摄影入门")
    second = office.make("courses", name="摄影提高", needs_course_id=first)
    earlier = class_run(office, course_id=first, status="running")
    later = class_run(office, course_id=second)
    done, not_done = people(office, 2)
    office.make("enrolments", class_run_id=earlier, person_id=done, status="active", applied_on=DAY)
    records.save(
        office.desk,
        ENROLMENTS,
        {"status": "completed", "completed_on": date(2024, 3, 20), "outcome": "passed"},
        record_id=rows(office)[0].id,
    )
    found = enrol(office.desk, later, [done, not_done], on=date(2024, 3, 25))
    assert found.admitted == (done,)
    assert "没有结业先修课程“摄影入门”" in found.refused[not_done]
    with pytest.raises(ValidationFailed, match="不能是它自己"):
        records.save(office.desk, find_register("courses"), {"needs_course_id": second}, record_id=second)


def test_chosen_people_are_enrolled_after_a_question_about_those_left_out(office):
    run = class_run(office)
    first, second = people(office, 2)
    enrol(office.desk, run, [first])
    with pytest.raises(ValidationFailed, match="学员00已在名单里") as caught:
        enrol_people(office.desk, [first, second], {"class_run_id": run})
    assert not any(problem.blocking for problem in caught.value.problems)
    enrol_people(office.desk, [first, second], {"class_run_id": run, "accept_warnings": True, "review": True})
    assert statuses(office) == ["enrolled", "applied"]


def lesson(office, run, day, starts="14:00", ends="16:00", **values):
    return office.make(
        "class_sessions", class_run_id=run, held_on=day, starts_at=starts, ends_at=ends, **values
    )


def warned(office, run, day, starts="14:00", ends="16:00", **values):
    """The codes of the warnings that saving a lesson gives."""
    with pytest.raises(ValidationFailed) as caught:
        records.save(
            office.desk,
            find_register("class_sessions"),
            {"class_run_id": run, "held_on": day, "starts_at": starts, "ends_at": ends, **values},
        )
    assert not any(problem.blocking for problem in caught.value.problems)
    return {problem.code for problem in caught.value.problems}


def test_lessons_clash_in_room_teacher_and_learners(office):
    one = class_run(office, name="甲班", place="二楼", teacher="刘老师")
    other = class_run(office, name="乙班", place="二楼", teacher="金老师")
    lesson(office, one, DAY)
    assert warned(office, other, DAY, "15:00", "17:00") == {"ROOM_TAKEN"}
    assert warned(office, other, DAY, "15:00", "17:00", place="三楼", teacher="刘老师") == {"TEACHER_TAKEN"}
    shared = people(office, 1)
    enrol(office.desk, one, shared)
    enrol(office.desk, other, shared)
    assert warned(office, other, DAY, "15:00", "17:00", place="三楼") == {"LEARNERS_TAKEN"}
    lesson(office, other, DAY, "16:00", "17:00")  # one ends as the other begins
    lesson(office, other, DAY + timedelta(days=1))


def test_a_learner_with_another_class_at_the_time_is_named(office):
    one, other = class_run(office, name="甲班"), class_run(office, name="乙班")
    lesson(office, one, DAY, place="一楼")
    lesson(office, other, DAY, "15:00", "17:00", place="二楼")
    (person,) = people(office, 1)
    enrol(office.desk, one, [person])
    assert enrol(office.desk, other, [person]).busy == {person: "甲班"}


@pytest.fixture
def spring(office):
    """A term with two classes, one of them cancelled, and lessons on Friday and Monday."""
    school = office.make("programmes", name="“三新”学堂", area_id=office.street)
    term = office.make("terms", programme_id=school, name="第1期", from_on=DAY)
    course = office.make("courses", name="手机摄影", programme_id=school)
    run = class_run(
        office, course_id=course, term_id=term, name="第1期手机摄影班", capacity=20, teacher="刘老师"
    )
    class_run(office, course_id=course, term_id=term, name="第1期取消的班", status="planned")
    for day in (date(2024, 3, 1), date(2024, 3, 4)):
        lesson(office, run, day, topic="取景")
    with office.desk.operation("edit", "取消") as session:
        row = session.exec(select(ClassRun).where(ClassRun.name == "第1期取消的班")).one()
        row.status = "cancelled"
        session.add(row)
    enrol(office.desk, run, people(office, 2))
    return term


def test_the_plan_of_last_term_on_the_same_weekdays(office, spring):
    copy_term(office.desk, [spring], {"name": "第2期", "from_on": date(2024, 9, 6)})
    new = rows(office, Term)[-1]
    assert (new.name, new.from_on) == ("第2期", date(2024, 9, 6))
    made = rows(office, ClassRun)[-1]
    assert (made.name, made.status, made.capacity, made.teacher) == (
        "第2期手机摄影班",
        "planned",
        20,
        "刘老师",
    )
    assert (made.from_on, made.term_id) == (date(2024, 9, 6), new.id)
    assert made.number not in {run.number for run in rows(office, ClassRun)[:-1]}
    held = [one.held_on for one in rows(office, ClassSession) if one.class_run_id == made.id]
    assert held == [date(2024, 9, 6), date(2024, 9, 9)]
    assert [row.class_run_id for row in rows(office)].count(made.id) == 0
    undo(office.desk, last_undoable(office.desk).id)
    assert len(rows(office, Term)) == 1


def test_a_term_is_not_planned_twice_nor_from_nothing(office, spring):
    with pytest.raises(ValidationFailed, match="已有“第1期”"):
        copy_term(office.desk, [spring], {"name": "第1期", "from_on": date(2024, 9, 2)})
    empty = office.make("terms", programme_id=rows(office, Term)[0].programme_id, name="空", from_on=DAY)
    with pytest.raises(ValidationFailed, match="没有班次"):
        copy_term(office.desk, [empty], {"name": "第2期", "from_on": date(2024, 9, 2)})
    with pytest.raises(NotFound):
        copy_term(office.desk, [999], {"name": "第2期", "from_on": date(2024, 9, 2)})


def test_a_class_takes_hours_and_percentage_from_its_course_and_keeps_to_its_programme(office):
    school = office.make("programmes", name="小哥学院", area_id=office.street)
    other = office.make("programmes", name="“三新”学堂", area_id=office.street)
    course = office.make("courses", name="急救", programme_id=school, credit_hours=6, pass_percent=90)
    run = records.load(office.desk, find_register("class_runs"), class_run(office, course_id=course)).values
    assert (run["credit_hours"], run["pass_percent"]) == (6, 90)
    term = office.make("terms", programme_id=other, name="第1期", from_on=DAY)
    with pytest.raises(ValidationFailed, match="属于别的学院"):
        class_run(office, course_id=course, term_id=term)
    with pytest.raises(ValidationFailed, match="已有同名的期次"):
        office.make("terms", programme_id=other, name="第1期", from_on=DAY)
