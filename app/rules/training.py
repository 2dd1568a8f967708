"""Rules of class runs, sessions, enrolments and attendance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.clock import meet, span
from app.rules.lifecycles import value_before
from db.models import (
    Attendance,
    ClassRun,
    ClassRunStatus,
    ClassSession,
    Course,
    Enrolment,
    EnrolmentStatus,
    Outcome,
    Term,
)

# Who sits in a class or has: the seats that count against its capacity.
SEATED = (
    EnrolmentStatus.ENROLLED,
    EnrolmentStatus.ACTIVE,
    EnrolmentStatus.COMPLETED,
    EnrolmentStatus.PARTIAL,
)
# Who may have a mark: also those who came before they left.
MARKED = (*SEATED, EnrolmentStatus.WITHDRAWN, EnrolmentStatus.REMOVED)


def percent_fits(run: Any, _: Session) -> Sequence[Problem]:
    """The demanded attendance is a percentage."""
    if 0 <= run.pass_percent <= 100:
        return ()
    return (Problem("PERCENT", "pass_percent", "出勤率要求应在0到100之间，请改正。"),)


def as_the_course(run: Any, session: Session) -> None:
    """Fill what a new class run leaves to its course: hours, percentage."""
    if run.id is not None or not run.course_id:
        return
    with session.no_autoflush:
        course = session.get(Course, run.course_id)
    if course is not None:
        run.credit_hours = run.credit_hours or course.credit_hours
        run.pass_percent = run.pass_percent or course.pass_percent


def term_fits(run: Any, session: Session) -> Sequence[Problem]:
    """A class run's term is one of the programme its course belongs to."""
    term = session.get(Term, run.term_id) if run.term_id else None
    course = session.get(Course, run.course_id) if run.course_id else None
    if term is None or course is None or course.programme_id in (None, term.programme_id):
        return ()
    return (Problem("TERM_ELSEWHERE", "term_id", "这个期次属于别的学院，请另选，或核对课程的所属学院。"),)


def term_once(term: Any, session: Session) -> Sequence[Problem]:
    """A programme has each term once."""
    other = select(Term.id).where(
        Term.programme_id == term.programme_id, Term.name == term.name, col(Term.id) != (term.id or 0)
    )
    if session.exec(other).first() is None:
        return ()
    return (Problem("TERM_TWICE", "name", "这所学院已有同名的期次，请改名。"),)


def not_its_own_condition(course: Any, _: Session) -> Sequence[Problem]:
    """A course is not asked for before itself."""
    if course.id is None or course.needs_course_id != course.id:
        return ()
    return (Problem("OWN_CONDITION", "needs_course_id", "先修课程不能是它自己，请另选。"),)


def sessions_inside(run: Any, session: Session) -> Sequence[Problem]:
    """A class run's dates still hold all its sessions after they were changed."""
    if run.id is None:
        return ()
    first, last = session.execute(
        sa.select(sa.func.min(col(ClassSession.held_on)), sa.func.max(col(ClassSession.held_on))).where(
            col(ClassSession.class_run_id) == run.id
        )
    ).one()
    if first is not None and first < run.from_on:
        message = f"已有{first}的课次，开班日期不能晚于它。"
        return (Problem("SESSION_OUTSIDE", "from_on", message),)
    if last is not None and run.to_on is not None and last > run.to_on:
        return (Problem("SESSION_OUTSIDE", "to_on", f"已有{last}的课次，结束日期不能早于它。"),)
    return ()


def inside_run(lesson: Any, session: Session) -> Sequence[Problem]:
    """A session lies between the first and the last day of its class run."""
    run = session.get_one(ClassRun, lesson.class_run_id)
    if lesson.held_on < run.from_on or (run.to_on is not None and lesson.held_on > run.to_on):
        until = f"至{run.to_on}" if run.to_on else "起"
        message = f"班次从{run.from_on}{until}，请核对上课日期，或先修改班次的日期。"
        return (Problem("SESSION_OUTSIDE", "held_on", message),)
    return ()


def lesson_times(lesson: Any, session: Session) -> Sequence[Problem]:
    """A session ends after it begins, on the same day; two sessions of a run at a time are worth a question."""
    own = span(lesson.held_on, lesson.starts_at, lesson.ends_at)
    if own is None:
        return ()
    if lesson.ends_at <= lesson.starts_at:
        return (Problem("TIME_ORDER", "ends_at", "结束时间应晚于开始时间，请核对。"),)
    others = select(ClassSession).where(
        ClassSession.class_run_id == lesson.class_run_id,
        ClassSession.held_on == lesson.held_on,
        col(ClassSession.id) != (lesson.id or 0),
    )
    for other in session.exec(others).all():
        theirs = span(other.held_on, other.starts_at, other.ends_at)
        if theirs is not None and meet(own, theirs):
            message = f"同一天{other.starts_at}—{other.ends_at}已有一个课次，请核对。"
            return (Problem("SESSION_OVERLAP", "starts_at", message, blocking=False),)
    return ()


def enrolled_once(enrolment: Any, session: Session) -> Sequence[Problem]:
    """A person has one place in a class run."""
    other = select(Enrolment.id).where(
        Enrolment.class_run_id == enrolment.class_run_id,
        Enrolment.person_id == enrolment.person_id,
        col(Enrolment.id) != (enrolment.id or 0),
    )
    if session.exec(other).first() is None:
        return ()
    message = "这个人已在本班次的学员名单里，请修改那一条，不要重复登记。"
    return (Problem("ENROLLED_TWICE", "person_id", message),)


def run_takes(enrolment: Any, session: Session) -> Sequence[Problem]:
    """Nobody new enters a cancelled class; into one that is over only after a question; over capacity is shown."""
    taken = value_before(enrolment, "status") in SEATED
    if taken or enrolment.status not in SEATED:
        return ()
    run = session.get_one(ClassRun, enrolment.class_run_id)
    if run.status == ClassRunStatus.CANCELLED:
        return (Problem("RUN_CANCELLED", "class_run_id", "这个班次已取消，不能再录取学员。"),)
    found = []
    if run.status == ClassRunStatus.FINISHED:
        message = "这个班次已结束，请确认是补录学员。"
        found.append(Problem("RUN_FINISHED", "class_run_id", message, blocking=False))
    if run.capacity is not None and (seated := seats_taken(session, run.id or 0)) >= run.capacity:
        message = f"名额{run.capacity}人，已录取{seated}人，请改为候补，或确认加座。"
        found.append(Problem("RUN_FULL", "status", message, blocking=False))
    return found


def seats_taken(session: Session, class_run_id: int) -> int:
    """How many seats of a class run are taken."""
    seats: int = session.execute(
        sa.select(sa.func.count())
        .select_from(Enrolment)
        .where(col(Enrolment.class_run_id) == class_run_id, col(Enrolment.status).in_(SEATED))
    ).scalar_one()
    return seats


def result_told(enrolment: Any, _: Session) -> Sequence[Problem]:
    """Who completed the class has the day of it and has not failed."""
    if enrolment.status != EnrolmentStatus.COMPLETED:
        return ()
    found = []
    if enrolment.completed_on is None:
        found.append(Problem("COMPLETED_DATE", "completed_on", "状态是“结业”，请填写结业日期。"))
    if enrolment.outcome == Outcome.FAILED:
        found.append(Problem("COMPLETED_FAILED", "outcome", "结果不合格的不能结业，请核对结果或状态。"))
    return found


def marked_once(attendance: Any, session: Session) -> Sequence[Problem]:
    """A person has one mark in a session."""
    other = select(Attendance.id).where(
        Attendance.session_id == attendance.session_id,
        Attendance.person_id == attendance.person_id,
        col(Attendance.id) != (attendance.id or 0),
    )
    if session.exec(other).first() is None:
        return ()
    return (Problem("MARKED_TWICE", "person_id", "这个人在本课次已有考勤，请修改那一条。"),)


def marked_is_enrolled(attendance: Any, session: Session) -> Sequence[Problem]:
    """Marks are for those on the class's list; others come in as an unnamed headcount."""
    place = (
        select(Enrolment.id)
        .join(ClassSession, col(ClassSession.class_run_id) == col(Enrolment.class_run_id))
        .where(
            ClassSession.id == attendance.session_id,
            Enrolment.person_id == attendance.person_id,
            col(Enrolment.status).in_(MARKED),
        )
    )
    if session.exec(place).first() is not None:
        return ()
    message = "这个人不在本班次的学员名单里，请先录取，或记为未实名人次。"
    return (Problem("NOT_ENROLLED", "person_id", message),)
