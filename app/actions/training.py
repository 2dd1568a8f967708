"""A class's way: enrolment opens, sessions are planned by the week, the class begins or is cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from app.rules.lifecycles import CLASS_RUN, ENROLMENT
from db.models import ClassRun, ClassRunStatus, ClassSession, Enrolment, EnrolmentStatus

_COPIED = ("starts_at", "ends_at", "topic", "teacher", "place", "credit_hours")


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
                if row.status != EnrolmentStatus.WITHDRAWN and ENROLMENT.allows(
                    row.status, EnrolmentStatus.WITHDRAWN
                ):
                    row.status, row.reason, row.left_on = EnrolmentStatus.WITHDRAWN, reason, date.today()
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
