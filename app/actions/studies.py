"""The verbs of a degree study: admitted, begun, resting, resumed, over; and the fees of a school year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from app.actions.rows import changed, checked, chosen, names_of, refuse, touch
from app.desk import Changes, Desk
from app.rules.studies import STUDY, STUDY_STATUSES, open_pause
from app.rules.tuition import amounts_fit, tuition_for, year_fits
from db.models import ClassRun, DegreePause, DegreeStudy, Enrolment, StudyStatus, Tuition

_LABELS = dict(STUDY_STATUSES)


def admit_study(desk: Desk, ids: Sequence[int], _: dict[str, Any]) -> Changes:
    """Note that the university took them (录取)."""
    with desk.operation("study_status", f"录取：学历提升{len(ids)}人") as session:
        for study in chosen(session, desk, DegreeStudy, ids, "学历提升记录"):
            _step(session, study, StudyStatus.ADMITTED)
        return changed(session, DegreeStudy)


def reject_study(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note that the university did not take them (``values``: reason)."""
    with desk.operation("study_status", f"未录取：学历提升{len(ids)}人") as session:
        for study in chosen(session, desk, DegreeStudy, ids, "学历提升记录"):
            _step(session, study, StudyStatus.REJECTED, values.get("reason") or "")
        return changed(session, DegreeStudy)


def begin_study(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Let studies begin on a day (``values``: on)."""
    with desk.operation("study_status", f"入学：学历提升{len(ids)}人") as session:
        for study in chosen(session, desk, DegreeStudy, ids, "学历提升记录"):
            study.from_on = values["on"]
            _step(session, study, StudyStatus.ACTIVE)
        return changed(session, DegreeStudy)


def suspend(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Let studies rest from a day on (``values``: on, reason)."""
    with desk.operation("study_status", f"休学：学历提升{len(ids)}人") as session:
        for study in chosen(session, desk, DegreeStudy, ids, "学历提升记录"):
            _not_before(session, study, values["on"])
            _step(session, study, StudyStatus.SUSPENDED, values["reason"])
            pause = DegreePause(study_id=study.id or 0, from_on=values["on"], reason=values["reason"])
            session.add(pause)
        return changed(session, DegreeStudy, DegreePause)


def resume(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Take studies up again on a day (``values``: on)."""
    with desk.operation("study_status", f"复学：学历提升{len(ids)}人") as session:
        for study in chosen(session, desk, DegreeStudy, ids, "学历提升记录"):
            if study.status != StudyStatus.SUSPENDED:
                raise refuse("STATUS_STEP", "", f"{_name(session, study)}不在休学中。")
            _end_pause(session, study, values["on"])
            _step(session, study, StudyStatus.ACTIVE)
        return changed(session, DegreeStudy, DegreePause)


def graduate(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note that the university graduated them on a day (``values``: on). The diploma is the university's own."""
    return _end(desk, ids, StudyStatus.GRADUATED, values["on"], "")


def leave_school(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note that studies ended without a degree (``values``: kind, on, reason)."""
    return _end(desk, ids, StudyStatus(values["kind"]), values["on"], values["reason"])


def _end(desk: Desk, ids: Sequence[int], to: StudyStatus, on: date, reason: str) -> Changes:
    with desk.operation("study_status", f"{_LABELS[to]}：学历提升{len(ids)}人") as session:
        for study in chosen(session, desk, DegreeStudy, ids, "学历提升记录"):
            if study.from_on is not None:
                _not_before(session, study, on)
                study.to_on = on
            if study.status == StudyStatus.SUSPENDED:
                _end_pause(session, study, on)
            _step(session, study, to, reason)
        return changed(session, DegreeStudy, DegreePause)


def _end_pause(session: Session, study: DegreeStudy, on: date) -> None:
    pause = session.exec(open_pause(study.id or 0)).one()
    if on <= pause.from_on:
        raise refuse(
            "DATE_ORDER", "on", f"{_name(session, study)}从{pause.from_on}起休学，日期必须晚于这一天。"
        )
    pause.to_on = on
    touch(session, pause)
    session.flush()


def _step(session: Session, study: DegreeStudy, to: StudyStatus, reason: str = "") -> None:
    if study.status == to or not STUDY.allows(study.status, to):
        now = _LABELS[StudyStatus(study.status)]
        raise refuse("STATUS_STEP", "", f"{_name(session, study)}的状态是“{now}”，不能改为“{_LABELS[to]}”。")
    study.status, study.reason = to, reason or study.reason
    touch(session, study)


def _not_before(session: Session, study: DegreeStudy, on: date) -> None:
    if study.from_on is None or on <= study.from_on:
        since = f"{study.from_on}入学" if study.from_on else "还没有入学"
        raise refuse("DATE_ORDER", "on", f"{_name(session, study)}{since}，日期必须晚于入学日期。")


def _name(session: Session, study: DegreeStudy) -> str:
    return names_of(session, [study.person_id])[study.person_id]


def owe_for_studies(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Enter the fee of a school year for several studies (``values``: school_year, due)."""
    with desk.operation("tuition", f"登记学费：{len(ids)}人") as session:
        for study in chosen(session, desk, DegreeStudy, ids, "学历提升记录"):
            row = Tuition(
                person_id=study.person_id, area_id=study.area_id, study_id=study.id,
                school_year=values["school_year"], due=values["due"],
            )  # fmt: skip
            checked(session, row, (year_fits, tuition_for, amounts_fit), _name(session, study))
            session.add(row)
            session.flush()
        return changed(session, Tuition)


def owe_for_class(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Enter the fee of a class for several of its learners (``values``: due); the school year is the class's first day's."""
    with desk.operation("tuition", f"登记学费：{len(ids)}人") as session:
        for place in chosen(session, desk, Enrolment, ids, "学员记录"):
            run = session.get_one(ClassRun, place.class_run_id)
            row = Tuition(
                person_id=place.person_id, area_id=run.area_id, enrolment_id=place.id,
                school_year=run.from_on.year - (run.from_on.month < 8), due=values["due"],
            )  # fmt: skip
            name = names_of(session, [place.person_id])[place.person_id]
            checked(session, row, (year_fits, tuition_for, amounts_fit), name)
            session.add(row)
            session.flush()
        return changed(session, Tuition)
