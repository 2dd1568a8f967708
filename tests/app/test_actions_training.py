"""From enrolment to completion: seats, weekly sessions, a whole attendance sheet at once, who has done enough."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlmodel import select

from app.actions.attendance import mark_attendance
from app.actions.completion import complete, complete_run, completion
from app.actions.enrolling import enrol, enrol_one, settle
from app.actions.training import cancel, copy_sessions, open_enrolment, start_class
from app.actions.undo import last_undoable, undo
from app.desk import Actor, Desk
from app.errors import NotFound, ValidationFailed
from app.registers import find_register, records
from db.errors import AlreadyDone
from db.models import Attendance, ClassSession, Enrolment, EnrolmentStatus, Headcount, Mark
from tests.factories import DAY, class_run

RUNS = find_register("class_runs")


def people(office, count):
    return [office.person(f"学员{at:02d}", phones=f"139000000{at:02d}") for at in range(count)]


def rows(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def status(office, run):
    return records.load(office.desk, RUNS, run).values["status"]


def lessons(office, run, count, hours=2):
    return [
        office.make("class_sessions", class_run_id=run, held_on=date(2024, 3, 1 + at), credit_hours=hours)
        for at in range(count)
    ]


def test_seats_are_given_in_order_and_the_rest_waits(office):
    run = class_run(office, capacity=3)
    first, second, third, fourth, fifth = people(office, 5)
    done = enrol(office.desk, run, [second])
    assert (done.admitted, done.waiting, done.known) == ((second,), (), ())
    done = enrol(office.desk, run, [fifth, second, first, third, fourth], on=DAY, source="工会")
    assert (done.admitted, done.waiting, done.known) == ((fifth, first), (third, fourth), (second,))
    last = rows(office, Enrolment)[-1]
    assert (last.person_id, last.status, last.applied_on, last.source) == (fourth, "waiting", DAY, "工会")


def test_a_running_class_takes_learners_as_reading(office):
    run = class_run(office, status="running")
    enrol(office.desk, run, people(office, 1))
    assert [row.status for row in rows(office, Enrolment)] == ["active"]


def test_enrolling_one_from_the_card(office):
    run, person = class_run(office), office.person()
    enrol_one(office.desk, [run], {"person_id": person, "source": "本人"})
    with pytest.raises(ValidationFailed, match="已在本班次"):
        enrol_one(office.desk, [run], {"person_id": person})


def test_a_class_opens_starts_and_its_learners_with_it(office):
    run = class_run(office, capacity=1)
    enrol(office.desk, run, people(office, 2))
    open_enrolment(office.desk, [run], {})
    assert status(office, run) == "enrolling"
    with pytest.raises(ValidationFailed, match="不能开始报名"):
        open_enrolment(office.desk, [run], {})
    start_class(office.desk, [run], {})
    assert status(office, run) == "running"
    assert [row.status for row in rows(office, Enrolment)] == ["active", "waiting"]
    with pytest.raises(ValidationFailed, match="不能开班"):
        start_class(office.desk, [run], {})


def test_withdrawing_keeps_to_the_life_cycle(office):
    run = class_run(office)
    enrol(office.desk, run, people(office, 1))
    (seated,) = (row.id for row in rows(office, Enrolment))
    settle(EnrolmentStatus.WITHDRAWN, "退班")(office.desk, [seated], {"reason": "离杭"})
    assert [(row.status, row.reason) for row in rows(office, Enrolment)] == [("withdrawn", "离杭")]
    with pytest.raises(ValidationFailed, match="学员00现在的状态不能转候补"):
        settle(EnrolmentStatus.WAITING, "转候补")(office.desk, [seated], {})


def test_cancelling_withdraws_everybody_and_is_the_end(office):
    run = class_run(office)
    enrol(office.desk, run, people(office, 2))
    cancel(office.desk, [run], {"reason": "场地停用"})
    assert status(office, run) == "cancelled"
    assert [(row.status, row.reason) for row in rows(office, Enrolment)] == [("withdrawn", "场地停用")] * 2
    assert "场地停用" in records.load(office.desk, RUNS, run).values["note"]
    with pytest.raises(ValidationFailed, match="不能再录取"):
        enrol(office.desk, run, people(office, 1))
    with pytest.raises(ValidationFailed, match="不能取消"):
        cancel(office.desk, [run], {})
    with pytest.raises(ValidationFailed, match="已取消，不能登记考勤"):
        mark_attendance(office.desk, run, {}, {})


def test_the_first_week_is_repeated_until_the_class_ends(office):
    run = class_run(office, to_on=date(2024, 3, 16))
    first = {"starts_at": "14:00", "ends_at": "16:00", "topic": "取景", "credit_hours": 2}
    office.make("class_sessions", class_run_id=run, held_on=DAY, **first)
    office.make("class_sessions", class_run_id=run, held_on=date(2024, 3, 3), starts_at="09:00")
    copy_sessions(office.desk, [run], {"weeks": 3})
    planned = sorted(
        (row.held_on, row.starts_at, row.topic, row.credit_hours) for row in rows(office, ClassSession)
    )
    assert planned == [
        (DAY, "14:00", "取景", 2),
        (date(2024, 3, 3), "09:00", "", 0),
        (date(2024, 3, 8), "14:00", "取景", 2),
        (date(2024, 3, 10), "09:00", "", 0),
        (date(2024, 3, 15), "14:00", "取景", 2),
    ]
    with pytest.raises(ValidationFailed, match="没有可以增加的课次"):
        copy_sessions(office.desk, [run], {"weeks": 3})


def test_there_is_nothing_to_repeat_without_sessions(office):
    with pytest.raises(ValidationFailed, match="还没有课次"):
        copy_sessions(office.desk, [class_run(office)], {"weeks": 1})


def test_a_sheet_is_one_operation_and_starts_the_class(office):
    run, learners = class_run(office), people(office, 3)
    enrol(office.desk, run, learners)
    one, two = lessons(office, run, 2)
    marks = {(one, person): Mark.PRESENT for person in learners} | {(two, learners[0]): Mark.LATE}
    changes = mark_attendance(office.desk, run, marks, {(one, ""): 5})
    assert status(office, run) == "running"
    assert {row.status for row in rows(office, Enrolment)} == {"active"}
    assert len(rows(office, Attendance)) == 4
    correction = {(one, learners[0]): Mark.ABSENT, (one, learners[1]): None, (two, learners[1]): Mark.PROXY}
    mark_attendance(office.desk, run, correction, {(one, ""): 0, (two, ""): 7})
    found = {(row.session_id, row.person_id): (row.mark, row.version) for row in rows(office, Attendance)}
    assert found == {
        (one, learners[0]): ("absent", 2),
        (one, learners[2]): ("present", 1),
        (two, learners[0]): ("late", 1),
        (two, learners[1]): ("proxy", 1),
    }
    assert [(row.session_id, row.count) for row in rows(office, Headcount)] == [(two, 7)]
    undo(office.desk, last_undoable(office.desk).id)
    assert undo(office.desk, changes.operation_id).kept == ()
    assert rows(office, Attendance) == []
    assert rows(office, Headcount) == []
    assert status(office, run) == "planned"


def test_a_described_headcount_is_left_alone(office):
    run = class_run(office)
    (lesson,) = lessons(office, run, 1)
    office.make("headcounts", session_id=lesson, count=3, description="社区工作者")
    mark_attendance(office.desk, run, {}, {(lesson, ""): 4})
    mark_attendance(office.desk, run, {}, {(lesson, ""): 6})
    assert sorted((row.description, row.count) for row in rows(office, Headcount)) == [
        ("", 6),
        ("社区工作者", 3),
    ]
    assert status(office, run) == "planned"


def test_pressing_save_twice_marks_once(office):
    run, learners = class_run(office), people(office, 1)
    enrol(office.desk, run, learners)
    (lesson,) = lessons(office, run, 1)
    cell = {(lesson, learners[0]): Mark.PRESENT}
    mark_attendance(office.desk, run, cell, {}, request_id="same-press")
    with pytest.raises(AlreadyDone):
        mark_attendance(office.desk, run, cell, {}, request_id="same-press")
    assert len(rows(office, Attendance)) == 1


def test_strangers_and_other_classes_are_refused_by_name(office):
    run, other = class_run(office), class_run(office, name="第2期")
    learner, waiting = people(office, 2)
    enrol(office.desk, run, [learner])
    (lesson,), (elsewhere,) = lessons(office, run, 1), lessons(office, other, 1)
    with pytest.raises(ValidationFailed, match="学员01不在本班次"):
        mark_attendance(office.desk, run, {(lesson, waiting): Mark.PRESENT}, {})
    with pytest.raises(ValidationFailed, match="不属于这个班次"):
        mark_attendance(office.desk, run, {(elsewhere, learner): Mark.PRESENT}, {})
    with pytest.raises(ValidationFailed, match="不属于这个班次"):
        mark_attendance(office.desk, run, {}, {(elsewhere, ""): 3})
    with pytest.raises(ValidationFailed, match="不能小于0"):
        mark_attendance(office.desk, run, {}, {(lesson, ""): -1})
    assert rows(office, Attendance) == []


def test_the_number_of_statements_does_not_grow_with_the_sheet(office):
    def statements(learners, days):
        run = class_run(office, name=f"{learners}人{days}次")
        ids = [
            office.person(f"{learners}—{at}", phones=f"1370000{learners:02d}{at:02d}")
            for at in range(learners)
        ]
        enrol(office.desk, run, ids)
        start_class(office.desk, [run], {})
        held = lessons(office, run, days)
        marks = {(lesson, person): Mark.PRESENT for lesson in held for person in ids}
        seen = []
        sa.event.listen(
            office.desk.ledger.engine, "before_cursor_execute", lambda *about: seen.append(about[2])
        )
        mark_attendance(office.desk, run, marks, {(one, ""): 2 for one in held})
        return len(seen)

    small = statements(2, 2)
    # The second listener counts alone: the first one appends to a list nobody looks at any more.
    assert statements(12, 6) == small
    assert 5 < small < 25


def test_who_has_done_enough_and_why_not(office):
    run = class_run(office, pass_percent=80, credit_hours=8)
    diligent, missing, failed, gone = people(office, 4)
    enrol(office.desk, run, [diligent, missing, failed, gone])
    held = lessons(office, run, 5)
    attends = {diligent: "present late present present absent", missing: "present leave proxy present absent"}
    attends[failed] = "present present present present present"
    marks = {
        (lesson, person): Mark(mark)
        for person, text in attends.items()
        for lesson, mark in zip(held, text.split(), strict=True)
    }
    mark_attendance(office.desk, run, marks, {})
    by_person = {row.person_id: row.id for row in rows(office, Enrolment)}
    settle(EnrolmentStatus.WITHDRAWN, "退班")(office.desk, [by_person[gone]], {})
    enrolments = find_register("enrolments")
    records.save(office.desk, enrolments, {"outcome": "failed"}, record_id=by_person[failed])
    standings = {one.person_id: one for one in completion(office.desk, run)}
    assert set(standings) == {diligent, missing, failed}
    good, bad = standings[diligent], standings[missing]
    assert (good.attended, good.sessions, good.required, good.hours, good.eligible) == (4, 5, 4, 8, True)
    assert good.reason == ""
    assert (bad.attended, bad.hours, bad.eligible) == (2, 4, False)
    assert "40.0%" in bad.reason
    assert "8学时" in bad.reason
    assert standings[failed].reason == "成绩不合格"

    done = complete(office.desk, run)
    assert [one.person_id for one in done.completed] == [diligent]
    assert {one.person_id for one in done.partial} == {missing, failed}
    after = {row.person_id: row for row in rows(office, Enrolment)}
    assert (after[diligent].status, after[diligent].outcome) == ("completed", "passed")
    assert after[diligent].completed_on == date(2024, 6, 30)
    assert (after[missing].status, after[missing].completed_on) == ("partial", None)
    assert after[failed].outcome == "failed"
    assert after[gone].status == "withdrawn"
    assert status(office, run) == "finished"
    with pytest.raises(ValidationFailed, match="没有在读的学员"):
        complete(office.desk, run)
    assert undo(office.desk, done.changes.operation_id).kept == ()
    assert status(office, run) == "running"


def test_a_class_that_has_not_begun_is_not_completed(office):
    run = class_run(office)
    enrol(office.desk, run, people(office, 1))
    with pytest.raises(ValidationFailed, match="不在进行中"):
        complete_run(office.desk, [run], {})


def test_a_class_of_another_area_is_out_of_reach(office):
    run = class_run(office)
    elsewhere = Desk(office.desk.ledger, Actor(None, "邻社区", office.other_community))
    for act in (completion, complete):
        with pytest.raises(NotFound):
            act(elsewhere, run)
    with pytest.raises(NotFound):
        mark_attendance(elsewhere, run, {}, {})
