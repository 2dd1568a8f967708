"""Importing a sign-in sheet: the class and its lessons where they are missing, whoever came, and the marks; one operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from app.actions.attendance import take_over
from app.actions.enrolling import admit_attending
from app.actions.rows import chosen
from app.desk import Changes, Desk
from app.errors import UserError
from app.exchange.lookups import Lookups
from app.exchange.newrows import StagedPeople, stage
from app.exchange.readrow import State
from app.exchange.recordapply import LinkIds, remember_words
from app.exchange.run import Applied
from app.exchange.signin import STRANGER, SignInDecisions, SignInRow, SignInRun
from app.registers import find_register
from app.registers.records import store
from db.errors import AlreadyDone
from db.models import ClassRun, Course, Mark, Programme

_COUNTED = "签到表未登记人员"
_TABLES = frozenset(
    {"attendances", "headcounts", "enrolments", "class_runs", "class_sessions", "courses", "people"}
    | {"registrations", "employments", "import_templates"}
)


def apply_sign_in(desk: Desk, run: SignInRun, decisions: SignInDecisions, request_id: str | None) -> Applied:
    """Import the lines that the decisions take, all or none.

    Raises UserError when it is not decided which class the sheet is of, ``ValidationFailed`` as the rules of sessions and
    attendance do.
    """
    if run.class_run_id is None and not decisions.create_run:
        raise UserError("还没有选班次。", "请选择这张签到表是哪个班次的，或新建班次。")
    taken = [row for row in run.people if decisions.takes(row)]
    if not taken:
        raise UserError("签到表里没有可以导入的人。", "请核对表格，或先处理有问题的行。")
    title = f"导入签到表：{run.class_title or run.class_name}，{len(run.lessons)}场、{len(taken)}人"
    try:
        with desk.operation("import", title, request_id=request_id) as session:
            class_run = _class_run(session, desk, run)
            sessions = _sessions(session, desk, run, class_run)
            named = [row for row in taken if not decisions.counts(row)]
            people = _people(session, desk, run, class_run, named)
            marks = {
                (sessions[lesson], people[row.row]): Mark(mark)
                for row in named
                for lesson, mark in row.write.items()
            }
            heads = _heads(run, [row for row in taken if decisions.counts(row)], sessions)
            take_over(session, class_run, marks, heads)
            remember_words(session, run)
            operation_id = session.info["operation"]
    except AlreadyDone as done:
        operation_id = done.operation_id
    updated = sum(row.state is State.UPDATE for row in taken)
    return Applied(Changes(_TABLES, operation_id), len(taken) - updated, updated, len(run.rows) - len(taken))


def _class_run(session: Session, desk: Desk, run: SignInRun) -> ClassRun:
    if run.class_run_id is not None:
        return chosen(session, desk, ClassRun, [run.class_run_id], "班次")[0]
    if run.area_id is None:
        raise UserError("不知道这个班次归到哪个区域。", "请先登记街道和社区，再导入。")
    days = [lesson.held_on for lesson in run.lessons if lesson.held_on is not None]
    values = {
        "name": run.class_name[:100],
        "course_id": _course(session, desk, run),
        "status": "running",
        "area_id": run.area_id,
        "from_on": min(days),
        "to_on": max(days),
        "teacher": run.teacher[:100],
        "place": run.place[:200],
        "credit_hours": run.hours * len(run.lessons),
    }
    made = store(session, desk, find_register("class_runs"), values)
    assert isinstance(made, ClassRun)
    return made


def _course(session: Session, desk: Desk, run: SignInRun) -> int:
    name = (run.course or run.class_name)[:100]
    known = session.exec(select(Course.id).where(Course.name == name).order_by(col(Course.id))).first()
    if known is not None:
        return known
    programme = session.exec(select(Programme.id).where(Programme.name == run.programme)).first()
    values = {"name": name, "programme_id": programme}
    return int(store(session, desk, find_register("courses"), values).id or 0)


def _sessions(session: Session, desk: Desk, run: SignInRun, class_run: ClassRun) -> dict[str, int]:
    """The session of each lesson; those the class does not have are made."""
    found = {}
    for lesson in run.lessons:
        if lesson.session_id is None:
            values = {
                "class_run_id": class_run.id,
                "held_on": lesson.held_on,
                "starts_at": lesson.starts_at,
                "ends_at": lesson.ends_at,
                "teacher": run.teacher[:100],
                "place": run.place[:200],
                "credit_hours": run.hours,
            }
            made = store(session, desk, find_register("class_sessions"), values)
            found[lesson.name] = int(made.id or 0)
        else:
            found[lesson.name] = lesson.session_id
    return found


def _people(
    session: Session, desk: Desk, run: SignInRun, class_run: ClassRun, named: Sequence[SignInRow]
) -> dict[int, int]:
    """The person of each line, after registering strangers and putting all on the class's list."""
    new = [row for row in named if row.standing == STRANGER]
    links = Lookups(session, desk)
    staged = stage(find_register("people"), new, run.area_id, source=f"签到表：{class_run.name}"[:200])
    ids = StagedPeople(staged).insert(session, LinkIds(links.platform_ids, links.station_ids))
    people = {row.row: row.record_id for row in named if row.record_id is not None}
    people |= dict(zip((row.row for row in new), ids, strict=True))
    on = min((lesson.held_on for lesson in run.lessons if lesson.held_on), default=date.today())
    admit_attending(session, class_run, list(people.values()), on, "签到表")
    return people


def _heads(
    run: SignInRun, counted: Sequence[SignInRow], sessions: dict[str, int]
) -> dict[tuple[int, str], int]:
    """How many of those who go in without a name came to each lesson."""
    came = Counter(
        lesson.name
        for row in counted
        for lesson in run.lessons
        if row.values.get(lesson.name) in ("present", "late")
    )
    return {(sessions[name], _COUNTED): count for name, count in came.items()}
