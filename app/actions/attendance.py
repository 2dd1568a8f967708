"""Attendance of a whole class taken over from its paper sheet at once: marks and unnamed headcounts in one operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.actions.enrolling import admit_attending
from app.actions.rows import changed, chosen, names_of, refuse
from app.actions.training import begin
from app.desk import Changes, Desk
from app.rules.training import MARKED, SEATED
from db.base import new_uid, table_of, utc_now
from db.models import (
    Attendance,
    ClassRun,
    ClassRunStatus,
    ClassSession,
    Enrolment,
    EnrolmentStatus,
    Headcount,
    Mark,
    Person,
)

Cell = tuple[int, int]
Line = tuple[int, str]
_ATTENDANCE, _HEADCOUNT = table_of(Attendance), table_of(Headcount)
_AT_ONCE = 1000  # ids in one statement


def mark_attendance(
    desk: Desk,
    class_run_id: int,
    marks: Mapping[Cell, Mark | None],
    headcounts: Mapping[Line, int] | None = None,
    *,
    fill: Collection[int] = (),
    request_id: str | None = None,
) -> Changes:
    """Write the marks of (session id, person id) and the number of unnamed people per (session id, description).

    None takes a mark back, 0 a headcount; cells that are not given stay as they are. fill: sessions in which whoever has a
    seat and no mark, and is not among ``marks``, was present. A class that has not begun begins. The number of statements
    does not grow with the number of cells.
    Raises ``ValidationFailed`` for a session of another class, somebody who is not on the list, a number below 0.
    """
    title = f"登记考勤：{len(marks)}人次" + (f"，{len(fill)}场其余出勤" if fill else "")
    with desk.operation("attendance", title, request_id=request_id) as session:
        run = chosen(session, desk, ClassRun, [class_run_id], "班次")[0]
        take_over(session, run, marks, headcounts or {}, fill=fill)
        return changed(session, Attendance, Headcount, ClassRun, Enrolment)


def take_over(
    session: Session,
    run: ClassRun,
    marks: Mapping[Cell, Mark | None],
    headcounts: Mapping[Line, int],
    *,
    fill: Collection[int] = (),
) -> None:
    """The inside of ``mark_attendance``, for imports."""
    _check(session, run, marks, headcounts, fill)
    if (fill or any(marks.values())) and run.status in (ClassRunStatus.PLANNED, ClassRunStatus.ENROLLING):
        begin(session, run)
    if fill:
        marks = {**_fillings(session, run.id or 0, fill), **marks}
    _write_marks(session, run.id or 0, marks)
    _write_headcounts(session, headcounts)


def add_walk_in(desk: Desk, class_run_id: int, person_id: int) -> Changes:
    """Put somebody who came without being enrolled on the class's list, so that there is a line to mark."""
    with desk.operation("walk_in", "现场补录学员1人") as session:
        run = chosen(session, desk, ClassRun, [class_run_id], "班次")[0]
        person = chosen(session, desk, Person, [person_id], "人员")[0]
        if run.status == ClassRunStatus.CANCELLED:
            raise refuse("RUN_CANCELLED", "", f"“{run.name}”已取消，不能补录学员。")
        listed = select(Enrolment).where(
            Enrolment.class_run_id == class_run_id, Enrolment.person_id == person_id
        )
        known = session.exec(listed).first()
        if known is not None and known.status in MARKED:
            raise refuse("ENROLLED_TWICE", "person_id", f"{person.name}已在签到表上。")
        if known is not None and known.status == EnrolmentStatus.REJECTED:
            raise refuse("REJECTED", "person_id", f"{person.name}报名未通过，不能补录。")
        admit_attending(session, run, [person_id], date.today(), "现场")
        return changed(session, Enrolment)


def _check(
    session: Session,
    run: ClassRun,
    marks: Mapping[Cell, Any],
    headcounts: Mapping[Line, int],
    fill: Collection[int],
) -> None:
    lessons = set(session.exec(select(ClassSession.id).where(ClassSession.class_run_id == run.id)).all())
    if not {lesson for lesson, _ in (*marks, *headcounts)} | set(fill) <= lessons:
        raise refuse("OTHER_CLASS", "session_id", "有的课次不属于这个班次，或已被删除，请刷新后重试。")
    if run.status == ClassRunStatus.CANCELLED:
        raise refuse("RUN_CANCELLED", "", f"“{run.name}”已取消，不能登记考勤。")
    if any(count < 0 for count in headcounts.values()):
        raise refuse("TOO_SMALL", "count", "未实名人次不能小于0，请核对。")
    listed = select(Enrolment.person_id).where(
        Enrolment.class_run_id == run.id, col(Enrolment.status).in_(MARKED)
    )
    strangers = {person for (_, person), mark in marks.items() if mark} - set(session.exec(listed).all())
    if strangers:
        names = "、".join(sorted(names_of(session, strangers).values()))
        message = f"{names}不在本班次的学员名单里，请先录取，或记为未实名人次。"
        raise refuse("NOT_ENROLLED", "person_id", message)


def _fillings(session: Session, class_run_id: int, lessons: Collection[int]) -> dict[Cell, Mark | None]:
    """Whoever has a seat and no mark, as present in these sessions."""
    seated = session.exec(
        select(Enrolment.person_id).where(
            Enrolment.class_run_id == class_run_id, col(Enrolment.status).in_(SEATED)
        )
    ).all()
    marked = session.execute(
        sa.select(_ATTENDANCE.c.session_id, _ATTENDANCE.c.person_id).where(
            _ATTENDANCE.c.session_id.in_(list(lessons))
        )
    )
    known = {(lesson, person) for lesson, person in marked}
    return {
        (lesson, person): Mark.PRESENT
        for lesson in lessons
        for person in seated
        if (lesson, person) not in known
    }


def _write_marks(session: Session, class_run_id: int, marks: Mapping[Cell, Mark | None]) -> None:
    """One read, one insert, one update per kind of mark, one delete."""
    query = (
        sa.select(_ATTENDANCE.c.id, _ATTENDANCE.c.session_id, _ATTENDANCE.c.person_id, _ATTENDANCE.c.mark)
        .join(table_of(ClassSession), col(ClassSession.id) == _ATTENDANCE.c.session_id)
        .where(col(ClassSession.class_run_id) == class_run_id)
    )
    known = {(row.session_id, row.person_id): (row.id, row.mark) for row in session.execute(query)}
    new: list[dict[str, Any]] = []
    other: dict[Mark, list[int]] = defaultdict(list)
    gone: list[int] = []
    for cell, mark in marks.items():
        row_id, before = known.get(cell, (None, None))
        if row_id is None and mark is not None:
            new.append({"session_id": cell[0], "person_id": cell[1], "mark": mark, "remark": ""} | _born())
        elif row_id is not None and mark is None:
            gone.append(row_id)
        elif row_id is not None and mark is not None and before != mark:
            other[mark].append(row_id)
    if new:
        session.execute(sa.insert(_ATTENDANCE), new)
    for mark, ids in other.items():
        _update(session, _ATTENDANCE, ids, mark=mark)
    _delete(session, _ATTENDANCE, gone)


def _write_headcounts(session: Session, headcounts: Mapping[Line, int]) -> None:
    """One line for each session and description; a line counted twice by hand becomes one."""
    if not headcounts:
        return
    query = sa.select(
        _HEADCOUNT.c.id, _HEADCOUNT.c.session_id, _HEADCOUNT.c.description, _HEADCOUNT.c["count"]
    ).where(_HEADCOUNT.c.session_id.in_([lesson for lesson, _ in headcounts]))
    known: dict[Line, list[tuple[int, int]]] = defaultdict(list)
    for row in session.execute(query):
        known[row.session_id, row.description].append((row.id, row[3]))
    new: list[dict[str, Any]] = []
    gone: list[int] = []
    for line, count in headcounts.items():
        rows = known[line]
        gone += [row_id for row_id, _ in (rows[1:] if count else rows)]
        if count and not rows:
            new.append({"session_id": line[0], "description": line[1], "count": count} | _born())
        elif count and rows[0][1] != count:
            _update(session, _HEADCOUNT, [rows[0][0]], count=count)
    if new:
        session.execute(sa.insert(_HEADCOUNT), new)
    _delete(session, _HEADCOUNT, gone)


def _born() -> dict[str, Any]:
    now = utc_now()
    return {"uid": new_uid(), "version": 1, "created_at": now, "updated_at": now}


def _update(session: Session, table: sa.Table, ids: list[int], **values: Any) -> None:
    values |= {"version": table.c.version + 1, "updated_at": utc_now()}
    for some in _chunks(ids):
        session.execute(sa.update(table).where(table.c.id.in_(some)).values(**values))


def _delete(session: Session, table: sa.Table, ids: list[int]) -> None:
    for some in _chunks(ids):
        session.execute(sa.delete(table).where(table.c.id.in_(some)))


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
