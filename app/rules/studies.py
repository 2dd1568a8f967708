"""Degree studies: the way through one, and what its dates must say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import Lifecycle
from db.models import DegreePause, DegreeStudy, Person
from db.models import StudyStatus as Study

STUDY_STATUSES = (
    (Study.APPLIED, "报名"),
    (Study.REJECTED, "未录取"),
    (Study.ADMITTED, "录取"),
    (Study.ACTIVE, "在读"),
    (Study.SUSPENDED, "休学"),
    (Study.GRADUATED, "毕业"),
    (Study.PARTIAL, "肄业"),
    (Study.WITHDRAWN, "退学"),
    (Study.REMOVED, "开除"),
)
STUDY = Lifecycle(
    {
        Study.APPLIED: (Study.ADMITTED, Study.REJECTED, Study.WITHDRAWN),
        Study.REJECTED: (),
        Study.ADMITTED: (Study.ACTIVE, Study.WITHDRAWN),
        Study.ACTIVE: (Study.SUSPENDED, Study.GRADUATED, Study.PARTIAL, Study.WITHDRAWN, Study.REMOVED),
        Study.SUSPENDED: (Study.ACTIVE, Study.WITHDRAWN, Study.REMOVED),
        Study.GRADUATED: (),
        Study.PARTIAL: (),
        Study.WITHDRAWN: (),
        Study.REMOVED: (),
    },
    tuple(status for status in Study if status != Study.SUSPENDED),
)
_AT_SCHOOL = (Study.ACTIVE, Study.SUSPENDED, Study.GRADUATED, Study.PARTIAL, Study.REMOVED)
_OVER = (Study.GRADUATED, Study.PARTIAL, Study.REMOVED)


def fill_area(record: Any, session: Session) -> None:
    """A record about a person belongs to the person's area unless it has one of its own."""
    if record.area_id is None and record.person_id:
        with session.no_autoflush:
            person = session.get(Person, record.person_id)
        record.area_id = person.area_id if person is not None else None


def study_dates(study: Any, _: Session) -> Sequence[Problem]:
    """Who is or was at school began on a day, and whose study is over ended on one."""
    found = []
    if study.status in _AT_SCHOOL and study.from_on is None:
        found.append(Problem("BEGUN_DATE", "from_on", "请填写入学日期。"))
    if study.status in _OVER and study.to_on is None:
        found.append(Problem("ENDED_DATE", "to_on", "请填写毕业或离校日期。"))
    if study.to_on is not None and study.status in (Study.ACTIVE, Study.SUSPENDED, Study.ADMITTED):
        found.append(Problem("ENDED_DATE", "to_on", "还在读的不填离校日期；已离校的请改状态。"))
    return found


def pause_matches(study: Any, session: Session) -> Sequence[Problem]:
    """A study rests exactly while a pause is open: pauses are begun and ended by their verbs."""
    if study.id is None:
        return ()
    resting = session.exec(open_pause(study.id)).first() is not None
    if resting == (study.status == Study.SUSPENDED):
        return ()
    return (Problem("PAUSE", "status", "休学和复学请用“办理休学”“办理复学”登记。"),)


def open_pause(study_id: int) -> Any:
    """A select of the pause of a study that has not ended."""
    return select(DegreePause).where(DegreePause.study_id == study_id, col(DegreePause.to_on).is_(None))


def studies_once(study: Any, session: Session) -> Sequence[Problem]:
    """Nobody studies the same at the same school twice at a time."""
    over = (Study.REJECTED, Study.WITHDRAWN, *_OVER)
    if study.status in over:
        return ()
    other = select(DegreeStudy.id).where(
        DegreeStudy.person_id == study.person_id,
        DegreeStudy.school == study.school,
        DegreeStudy.level == study.level,
        col(DegreeStudy.status).not_in(over),
        col(DegreeStudy.id) != (study.id or 0),
    )
    if session.exec(other).first() is None:
        return ()
    return (Problem("STUDY_TWICE", "person_id", "这个人在同一院校、同一层次已有在读或报名记录，请核对。"),)
