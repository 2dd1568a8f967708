"""A class's way: enrolment opens, learners come in, sessions are planned by the week, the class begins or is cancelled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from app.rules.lifecycles import CLASS_RUN, ENROLMENT
from app.rules.training import seats_taken
from db.models import ClassRun, ClassRunStatus, ClassSession, Enrolment, EnrolmentStatus, Person

Run = Callable[[Desk, Sequence[int], dict[str, Any]], Changes]
_COPIED = ("starts_at", "ends_at", "topic", "teacher", "place", "credit_hours")


@dataclass(frozen=True)
class Enrolled:
    """What enrolling did: people admitted, people put on the waiting list, people who were on the list already."""

    changes: Changes
    admitted: tuple[int, ...]
    waiting: tuple[int, ...]
    known: tuple[int, ...]


def enrol(
    desk: Desk,
    class_run_id: int,
    person_ids: Sequence[int],
    *,
    on: date | None = None,
    source: str = "",
) -> Enrolled:
    """Admit people to a class run in the order given; who finds no seat within its capacity waits.

    on: the day of application, today by default. Who is on the class's list already stays as they are.
    Raises ``ValidationFailed`` for a cancelled class run.
    """
    with desk.operation("enrol", f"学员报名：{len(set(person_ids))}人") as session:
        run = chosen(session, desk, ClassRun, [class_run_id], "班次")[0]
        if run.status == ClassRunStatus.CANCELLED:
            raise refuse("RUN_CANCELLED", "class_run_id", f"“{run.name}”已取消，不能再录取学员。")
        people = [person.id or 0 for person in chosen(session, desk, Person, person_ids, "人员")]
        listed = select(Enrolment.person_id).where(Enrolment.class_run_id == class_run_id)
        known = set(session.exec(listed).all())
        new = [person for person in people if person not in known]
        free = len(new) if run.capacity is None else max(0, run.capacity - seats_taken(session, class_run_id))
        begun = run.status in (ClassRunStatus.RUNNING, ClassRunStatus.FINISHED)
        seated = EnrolmentStatus.ACTIVE if begun else EnrolmentStatus.ENROLLED
        for place, person in enumerate(new):
            status = seated if place < free else EnrolmentStatus.WAITING
            row = Enrolment(class_run_id=class_run_id, person_id=person, status=status, source=source)
            row.applied_on = on or date.today()
            session.add(row)
        stayed = tuple(person for person in people if person in known)
        return Enrolled(changed(session, Enrolment), tuple(new[:free]), tuple(new[free:]), stayed)


def admit_attending(
    session: Session, run: ClassRun, person_ids: Sequence[int], on: date, source: str
) -> None:
    """Put people who sat in a lesson on the class's list, whatever its capacity; who had applied or waits is admitted."""
    begun = run.status in (ClassRunStatus.RUNNING, ClassRunStatus.FINISHED)
    query = select(Enrolment).where(
        Enrolment.class_run_id == run.id, col(Enrolment.person_id).in_(list(person_ids))
    )
    known = {row.person_id: row for row in session.exec(query).all()}
    for row in known.values():
        if row.status in (EnrolmentStatus.APPLIED, EnrolmentStatus.WAITING):
            row.status = EnrolmentStatus.ENROLLED
            touch(session, row)
    session.flush()
    for row in known.values():
        if begun and row.status == EnrolmentStatus.ENROLLED:
            row.status = EnrolmentStatus.ACTIVE
            touch(session, row)
    seated = EnrolmentStatus.ACTIVE if begun else EnrolmentStatus.ENROLLED
    for person in dict.fromkeys(person_ids):
        if person not in known:
            row = Enrolment(class_run_id=run.id or 0, person_id=person, status=seated, source=source)
            row.applied_on = on
            session.add(row)
    session.flush()


def enrol_one(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """``enrol`` as asked from a class run's card (``values``: person_id, source)."""
    done = enrol(desk, ids[0], [values["person_id"]], source=values.get("source") or "")
    if done.known:
        raise refuse("ENROLLED_TWICE", "person_id", "这个人已在本班次的学员名单里。")
    return done.changes


def settle(to: EnrolmentStatus, verb: str) -> Run:
    """The action that brings enrolments to a status (``values``: reason). Raises ``ValidationFailed`` for a wrong step."""

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        with desk.operation("enrolment_status", f"{verb}：学员{len(ids)}人") as session:
            for row in chosen(session, desk, Enrolment, ids, "学员记录"):
                if row.status == to or not ENROLMENT.allows(row.status, to):
                    person = session.get_one(Person, row.person_id)
                    raise refuse("STATUS_STEP", "", f"{person.name}现在的状态不能{verb}，请核对。")
                row.status = to
                row.reason = values.get("reason") or row.reason
                touch(session, row)
            return changed(session, Enrolment)

    return run


def open_enrolment(desk: Desk, ids: Sequence[int], _: dict[str, Any]) -> Changes:
    """Let enrolment for planned class runs begin."""
    with desk.operation("open_enrolment", f"开始报名：班次{len(ids)}个") as session:
        for run in chosen(session, desk, ClassRun, ids, "班次"):
            _step(session, run, ClassRunStatus.ENROLLING, "开始报名")
        return changed(session, ClassRun)


def start_class(desk: Desk, ids: Sequence[int], _: dict[str, Any]) -> Changes:
    """Begin class runs: they are running and whoever was admitted is 在读."""
    with desk.operation("start_class", f"开班：班次{len(ids)}个") as session:
        for run in chosen(session, desk, ClassRun, ids, "班次"):
            if run.status not in (ClassRunStatus.PLANNED, ClassRunStatus.ENROLLING):
                raise refuse("STATUS_STEP", "", f"“{run.name}”现在的状态不能开班，请核对。")
            begin(session, run)
        return changed(session, ClassRun, Enrolment)


def begin(session: Session, run: ClassRun) -> None:
    """Bring a class run that has not begun to 进行中, by way of 报名中, and its admitted learners to 在读."""
    if run.status == ClassRunStatus.PLANNED:
        _step(session, run, ClassRunStatus.ENROLLING, "开始报名")
    if run.status == ClassRunStatus.ENROLLING:
        _step(session, run, ClassRunStatus.RUNNING, "开班")
    admitted = select(Enrolment).where(
        Enrolment.class_run_id == run.id, Enrolment.status == EnrolmentStatus.ENROLLED
    )
    for row in session.exec(admitted).all():
        row.status = EnrolmentStatus.ACTIVE
        touch(session, row)
    session.flush()


def cancel(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Cancel class runs (``values``: reason, kept in the note) and withdraw whoever has a place in them."""
    reason = values.get("reason") or "班次取消"
    with desk.operation("cancel_class", f"取消班次{len(ids)}个") as session:
        for run in chosen(session, desk, ClassRun, ids, "班次"):
            _step(session, run, ClassRunStatus.CANCELLED, "取消")
            run.note = "；".join(part for part in (run.note, f"取消原因：{reason}") if part)
            for row in session.exec(select(Enrolment).where(Enrolment.class_run_id == run.id)).all():
                if ENROLMENT.allows(row.status, EnrolmentStatus.WITHDRAWN):
                    row.status, row.reason = EnrolmentStatus.WITHDRAWN, reason
                    touch(session, row)
        return changed(session, ClassRun, Enrolment)


def _step(session: Session, run: ClassRun, to: ClassRunStatus, verb: str) -> None:
    if run.status == to or not CLASS_RUN.allows(run.status, to):
        raise refuse("STATUS_STEP", "", f"“{run.name}”现在的状态不能{verb}，请核对。")
    run.status = to
    touch(session, run)


def copy_sessions(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Repeat the sessions of a class run's first week for further weeks (``values``: weeks).

    Sessions after the run's last day and those that are planned already are left out.
    Raises ``ValidationFailed`` when there is nothing to repeat or nothing was left to add.
    """
    weeks = values["weeks"]
    with desk.operation("copy_sessions", f"按周排课：{weeks}周") as session:
        for run in chosen(session, desk, ClassRun, ids, "班次"):
            _repeat(session, run, weeks)
        return changed(session, ClassSession)


def _repeat(session: Session, run: ClassRun, weeks: int) -> None:
    planned = session.exec(
        select(ClassSession)
        .where(ClassSession.class_run_id == run.id)
        .order_by(col(ClassSession.held_on), col(ClassSession.starts_at))
    ).all()
    if not planned:
        raise refuse("NO_SESSIONS", "", f"“{run.name}”还没有课次，请先登记第一周的课次。")
    known = {(one.held_on, one.starts_at) for one in planned}
    first_week = [one for one in planned if one.held_on < planned[0].held_on + timedelta(days=7)]
    added = 0
    for week in range(1, weeks + 1):
        for one in first_week:
            day = one.held_on + timedelta(weeks=week)
            if (run.to_on is not None and day > run.to_on) or (day, one.starts_at) in known:
                continue
            copied = {name: getattr(one, name) for name in _COPIED}
            session.add(ClassSession(class_run_id=run.id or 0, held_on=day, **copied))
            added += 1
    if not added:
        message = f"“{run.name}”没有可以增加的课次：都已排好，或晚于结束日期。"
        raise refuse("NOTHING_TO_ADD", "weeks", message)
