"""A learner's way in and out of a class: applied, reviewed, admitted or waiting; left, and then the next in line moves up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, chosen, names_of, refuse, touch
from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.rules.clashes import busy_in
from app.rules.eligibility import unmet
from app.rules.lifecycles import ENROLMENT
from app.rules.training import SEATED, seats_taken
from db.models import ClassRun, ClassRunStatus, Enrolment, EnrolmentStatus, Person

Run = Callable[[Desk, Sequence[int], dict[str, Any]], Changes]
_OVER = (ClassRunStatus.CANCELLED, ClassRunStatus.FINISHED)


@dataclass(frozen=True)
class Enrolled:
    """What enrolling did, by person id.

    admitted: have a seat. waiting: found none. applied: wait for the review. known: were on the list already. refused: do
    not meet what the course asks for, with the reason. busy: have a seat although another class meets its lessons.
    """

    changes: Changes
    admitted: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    applied: tuple[int, ...] = ()
    known: tuple[int, ...] = ()
    refused: dict[int, str] = field(default_factory=dict)
    busy: dict[int, str] = field(default_factory=dict)


def enrol(
    desk: Desk,
    class_run_id: int,
    person_ids: Sequence[int],
    *,
    on: date | None = None,
    source: str = "",
    review: bool = False,
    request_id: str | None = None,
) -> Enrolled:
    """Put people on a class's list in the order given: with a seat, or waiting when there is none within its capacity.

    on: the day of application, today by default. review: they are entered as 报名 and decided on later. Who is on the
    list already stays as they are; who does not meet what the course asks for on that day is left out and named.
    Raises ``ValidationFailed`` for a cancelled class run.
    """
    day = on or date.today()
    title = f"学员报名：{len(set(person_ids))}人"
    with desk.operation("enrol", title, request_id=request_id) as session:
        run = chosen(session, desk, ClassRun, [class_run_id], "班次")[0]
        if run.status == ClassRunStatus.CANCELLED:
            raise refuse("RUN_CANCELLED", "class_run_id", f"“{run.name}”已取消，不能再录取学员。")
        people = {person.id or 0: person for person in chosen(session, desk, Person, person_ids, "人员")}
        listed = select(Enrolment.person_id).where(Enrolment.class_run_id == class_run_id)
        known = set(session.exec(listed).all())
        refused = unmet(session, run, [person for person in people if person not in known], day)
        new = [person for person in people if person not in known and person not in refused]
        free = len(new) if run.capacity is None else max(0, run.capacity - seats_taken(session, class_run_id))
        for place, person in enumerate(new):
            status = (
                EnrolmentStatus.APPLIED if review else _seat(run) if place < free else EnrolmentStatus.WAITING
            )
            row = Enrolment(class_run_id=class_run_id, person_id=person, status=status, source=source)
            row.applied_on, row.education = day, people[person].education
            session.add(row)
        stayed = tuple(person for person in people if person in known)
        busy = {} if review else busy_in(session, class_run_id, new[:free])
        changes = changed(session, Enrolment)
        if review:
            return Enrolled(changes, applied=tuple(new), known=stayed, refused=refused)
        return Enrolled(changes, tuple(new[:free]), tuple(new[free:]), (), stayed, refused, busy)


def enrol_one(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """``enrol`` as asked from a class run's card (``values``: person_id, source, review)."""
    done = enrol(
        desk,
        ids[0],
        [values["person_id"]],
        source=values.get("source") or "",
        review=bool(values.get("review")),
    )
    return _all_taken(desk, done)


def enrol_people(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """``enrol`` as asked from the list of people (``values``: class_run_id, source, review).

    Raises ``ValidationFailed`` naming those who were on the list or may not enrol, unless the clerk accepts that the
    others go in (``values``: accept_warnings).
    """
    accepted = bool(values.get("accept_warnings"))
    run, source, review = values["class_run_id"], values.get("source") or "", bool(values.get("review"))
    if not accepted:
        _ask_first(desk, run, ids)
    return enrol(desk, run, ids, source=source, review=review).changes


def _ask_first(desk: Desk, class_run_id: int, ids: Sequence[int]) -> None:
    with desk.reading() as session:
        run = chosen(session, desk, ClassRun, [class_run_id], "班次")[0]
        listed = select(Enrolment.person_id).where(
            Enrolment.class_run_id == class_run_id, col(Enrolment.person_id).in_(list(ids))
        )
        known = set(session.exec(listed).all())
        said = dict.fromkeys(known, "已在名单里") | unmet(session, run, set(ids) - known, date.today())
        names = names_of(session, said)
    problems = [
        Problem("LEFT_OUT", "", f"{names[person]}{reason}，不会报名。", blocking=False)
        for person, reason in said.items()
    ]
    if problems:
        raise ValidationFailed(problems)


def _all_taken(desk: Desk, done: Enrolled) -> Changes:
    """The changes of enrolling one person; what kept them out becomes the error."""
    if done.known:
        raise refuse("ENROLLED_TWICE", "person_id", "这个人已在本班次的学员名单里。")
    for reason in done.refused.values():
        raise refuse("NOT_ELIGIBLE", "person_id", f"不符合报名条件：{reason}。")
    return done.changes


def admit_attending(
    session: Session, run: ClassRun, person_ids: Sequence[int], on: date, source: str
) -> None:
    """Put people who sat in a lesson on the class's list, whatever its capacity; who had applied or waits is admitted."""
    query = select(Enrolment).where(
        Enrolment.class_run_id == run.id, col(Enrolment.person_id).in_(list(person_ids))
    )
    known = {row.person_id: row for row in session.exec(query).all()}
    for row in known.values():
        if row.status in (EnrolmentStatus.APPLIED, EnrolmentStatus.WAITING):
            _give_seat(session, run, row)
    for person in dict.fromkeys(person_ids):
        if person not in known:
            row = Enrolment(class_run_id=run.id or 0, person_id=person, status=_seat(run), source=source)
            row.applied_on = on
            session.add(row)
    session.flush()


def admit(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Admit those who applied or wait, in the order of application; without a free seat they wait (候补).

    ``values``: beyond: admit them although there is no seat (加座). Raises ``ValidationFailed`` for somebody who is
    neither, or does not meet what the course asks for.
    """
    beyond = bool(values.get("beyond"))
    with desk.operation("admit", f"录取：学员{len(ids)}人") as session:
        rows = chosen(session, desk, Enrolment, ids, "学员记录")
        rows.sort(key=lambda row: (row.applied_on or date.min, row.id or 0))
        for row in rows:
            run = session.get_one(ClassRun, row.class_run_id)
            if row.status not in (EnrolmentStatus.APPLIED, EnrolmentStatus.WAITING):
                raise _wrong_step(session, row, "录取")
            _check_may_enter(session, run, row)
            if beyond or _free(session, run):
                _give_seat(session, run, row)
            elif row.status != EnrolmentStatus.WAITING:
                row.status, row.reviewed_on = EnrolmentStatus.WAITING, date.today()
                touch(session, row)
            session.flush()
        return changed(session, Enrolment)


def settle(to: EnrolmentStatus, verb: str) -> Run:
    """The action that brings enrolments to a status (``values``: reason, on).

    Who leaves frees a seat: the first of those waiting moves up. Raises ``ValidationFailed`` for a wrong step.
    """

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        day = values.get("on") or date.today()
        with desk.operation("enrolment_status", f"{verb}：学员{len(ids)}人") as session:
            touched: dict[int, None] = {}
            for row in chosen(session, desk, Enrolment, ids, "学员记录"):
                if row.status == to or not ENROLMENT.allows(row.status, to):
                    raise _wrong_step(session, row, verb)
                if row.status in SEATED:
                    row.left_on = day
                else:
                    row.reviewed_on = day
                row.status, row.reason = to, values.get("reason") or row.reason
                touch(session, row)
                touched[row.class_run_id] = None
            session.flush()
            for class_run in touched:
                move_up(session, session.get_one(ClassRun, class_run))
            return changed(session, Enrolment)

    return run


def move_up(session: Session, run: ClassRun) -> list[int]:
    """Give the free seats of a class run to those who wait longest; returns the ids of their enrolments."""
    if run.status in _OVER or run.capacity is None:
        return []
    free = run.capacity - seats_taken(session, run.id or 0)
    if free <= 0:
        return []
    waiting = session.exec(
        select(Enrolment)
        .where(Enrolment.class_run_id == run.id, Enrolment.status == EnrolmentStatus.WAITING)
        .order_by(col(Enrolment.applied_on).nulls_last(), col(Enrolment.id))
        .limit(free)
    ).all()
    for row in waiting:
        _give_seat(session, run, row)
    session.flush()
    return [row.id or 0 for row in waiting]


def seat_freed(enrolment: Any, before: dict[str, Any], session: Session) -> None:
    """The effect of a saved enrolment: when its holder gave up the seat, the next in line moves up."""
    if before.get("status") in SEATED and enrolment.status not in SEATED:
        move_up(session, session.get_one(ClassRun, enrolment.class_run_id))


def seats_added(run: Any, before: dict[str, Any], session: Session) -> None:
    """The effect of a saved class run: more seats go to those who wait."""
    was, now = before.get("capacity"), run.capacity
    if was is not None and now is not None and now > was:
        move_up(session, run)


def _seat(run: ClassRun) -> EnrolmentStatus:
    begun = run.status in (ClassRunStatus.RUNNING, ClassRunStatus.FINISHED)
    return EnrolmentStatus.ACTIVE if begun else EnrolmentStatus.ENROLLED


def _give_seat(session: Session, run: ClassRun, row: Enrolment) -> None:
    """录取, and 在读 when the class has begun."""
    row.status, row.reviewed_on = EnrolmentStatus.ENROLLED, row.reviewed_on or date.today()
    touch(session, row)
    session.flush()
    if _seat(run) == EnrolmentStatus.ACTIVE:
        row.status = EnrolmentStatus.ACTIVE
        touch(session, row)


def _free(session: Session, run: ClassRun) -> bool:
    return run.capacity is None or seats_taken(session, run.id or 0) < run.capacity


def _check_may_enter(session: Session, run: ClassRun, row: Enrolment) -> None:
    if run.status == ClassRunStatus.CANCELLED:
        raise refuse("RUN_CANCELLED", "class_run_id", f"“{run.name}”已取消，不能再录取学员。")
    reasons = unmet(session, run, [row.person_id], row.applied_on or date.today())
    if reasons:
        name = names_of(session, [row.person_id])[row.person_id]
        raise refuse("NOT_ELIGIBLE", "", f"{name}不符合报名条件：{reasons[row.person_id]}。")


def _wrong_step(session: Session, row: Enrolment, verb: str) -> ValidationFailed:
    person = session.get_one(Person, row.person_id)
    return refuse("STATUS_STEP", "", f"{person.name}现在的状态不能{verb}，请核对。")
