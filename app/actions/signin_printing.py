"""Printing the sign-in sheets of a class's lessons, with room for walk-ins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app import settings
from app.actions.printing import Printed, print_ready
from app.actions.rows import chosen
from app.desk import Desk
from app.documents.signin import SignIn, sign_in_document
from app.documents.words import chinese_date
from app.errors import UserError
from app.rules.clock import span
from app.rules.training import SEATED
from app.values.masking import mask_phones
from db.base import table_of
from db.models import ClassRun, ClassSession, Course, Enrolment, Person, PersonStatus, Programme, Station

MOST = 60  # lessons in one print
WHOLE_DAY = 5 * 60  # minutes from which a lesson is signed for in the morning and in the afternoon


def print_sign_in(
    desk: Desk, class_run_id: int, session_ids: Sequence[int] = (), *, today: date | None = None
) -> Printed:
    """The sign-in sheets of a class's lessons; without ids of those that are still to come, else of all.

    Whoever has a seat is listed by name. Phones are masked, or left out where the office wants that (设置).
    Raises UserError when the class has no lesson, NotFound, MissingGlyphs.
    """
    phones = settings.read(desk, "sign_in_phones") == "masked"
    day = today or date.today()
    with desk.reading() as session:
        run = chosen(session, desk, ClassRun, [class_run_id], "班次")[0]
        lessons = _lessons(session, run, session_ids, day)
        course = session.get_one(Course, run.course_id)
        people = _people(session, run)
        title = sheet_title(session, run, course)
        sheets = [_sheet(run, course, lesson, title, people, phones=phones) for lesson in lessons]
    what = f"签到表：{run.name}{len(sheets)}场"
    return print_ready(desk, "sign_in", sign_in_document(sheets), what, day=day, marked=False)


def sheet_title(session: Session, run: ClassRun, course: Course) -> str:
    """``“三新”学堂第2期短视频制作班签到表``: the programme goes before the class's name unless that has it."""
    programme = session.get(Programme, course.programme_id) if course.programme_id else None
    before = programme.name if programme is not None and programme.name not in run.name else ""
    return f"{before}{run.name}签到表"


def _lessons(session: Session, run: ClassRun, ids: Sequence[int], day: date) -> list[ClassSession]:
    query = (
        select(ClassSession)
        .where(ClassSession.class_run_id == run.id)
        .order_by(col(ClassSession.held_on), col(ClassSession.starts_at), col(ClassSession.id))
    )
    planned = list(session.exec(query).all())
    wanted = (
        [one for one in planned if one.id in ids] if ids else [one for one in planned if one.held_on >= day]
    )
    found = wanted or ([] if ids else planned)
    if not found:
        raise UserError(f"“{run.name}”还没有课次，没有可以打印的签到表。", "请先登记课次。")
    if len(found) > MOST:
        raise UserError(f"一次最多打印{MOST}场的签到表。", "请选择要打印的课次。")
    return found


def _people(session: Session, run: ClassRun) -> list[tuple[str, str, str]]:
    people, places, stations = table_of(Person), table_of(Enrolment), table_of(Station)
    query = (
        sa.select(people.c.name, stations.c.name, people.c.phones)
        .join(places, places.c.person_id == people.c.id)
        .outerjoin(stations, stations.c.id == people.c.station_id)
        .where(
            places.c.class_run_id == run.id,
            places.c.status.in_(SEATED),
            people.c.status != PersonStatus.RESTRICTED,
        )
        .order_by(people.c.name_pinyin, people.c.id)
    )
    found = session.execute(query).all()
    return [
        (name, station or "", mask_phones(next(iter(phones.split()), ""))) for name, station, phones in found
    ]


def _sheet(
    run: ClassRun,
    course: Course,
    lesson: ClassSession,
    title: str,
    people: Sequence[tuple[str, str, str]],
    *,
    phones: bool,
) -> SignIn:
    times = (
        f"{lesson.starts_at}—{lesson.ends_at}" if lesson.starts_at and lesson.ends_at else lesson.starts_at
    )
    at = span(lesson.held_on, lesson.starts_at, lesson.ends_at)
    return SignIn(
        title=title,
        course=course.name + (f"（{lesson.topic}）" if lesson.topic else ""),
        teacher=lesson.teacher or run.teacher,
        time=chinese_date(lesson.held_on) + times,
        place=lesson.place or run.place,
        hours=str(lesson.credit_hours) if lesson.credit_hours else "",
        people=tuple(people),
        phones=phones,
        whole_day=at is not None and at[1] - at[0] >= WHOLE_DAY,
    )
