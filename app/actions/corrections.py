"""Deciding on requests to correct booked service records: by counter-entry and a record booked in its place, or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from app.actions.rows import changed, checked, chosen, refuse, touch
from app.actions.touched import touch_certificates
from app.actions.volunteering import LOG_RULES, reverse, several_clerks
from app.desk import Changes, Desk
from app.errors import ValidationFailed
from app.rules.servicepapers import correction_told, fill_correction
from app.values.numbers import next_number
from db.models import (
    CorrectionState,
    LogCorrection,
    LogState,
    Person,
    RecordCertificate,
    ServiceLog,
    ServiceQuantity,
)

PREFIX = "GZ"


def request_correction(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Write down a request about one booked record.

    values: requested_by, grounds, evidence, cancels, new_…; requested_on is today without one.
    """
    with desk.operation("request_correction", "登记更正申请") as session:
        log = chosen(session, desk, ServiceLog, ids[:1], "服务记录")[0]
        known = {name: value for name, value in values.items() if value not in (None, "")}
        request = LogCorrection(
            log_id=log.id or 0,
            area_id=log.area_id,
            recorder=desk.actor.name,
            number="",
            **{"requested_on": date.today()} | known,
        )
        fill_correction(request, session)
        checked(session, request, (correction_told,))
        request.number = next_number(session, PREFIX)
        session.add(request)
        session.flush()
        return changed(session, LogCorrection, record_id=request.id)


def correct(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """更正 (``values``: decision, on): reverse the record, book another with what is to be different, mark certificates.

    Raises ``ValidationFailed`` when the clerk wrote the request down and there are other clerks, when the record is no
    longer booked, or when the corrected record breaks a rule (overlap, more than 24 hours, a day to come).
    """
    on = values.get("on") or date.today()
    with desk.operation("correct_log", f"更正服务记录{len(ids)}条") as session:
        for request in _open(session, desk, ids):
            log = session.get_one(ServiceLog, request.log_id)
            if log.state != LogState.BOOKED:
                raise refuse("NOT_BOOKED", "", f"{request.number}的服务记录已经冲销，不能再更正。")
            reverse(session, log, f"更正申请{request.number}")
            session.flush()  # the new record is compared with what is left
            if not request.cancels:
                request.result_id = _book(session, desk, log, request)
            why = f"{request.number}更正服务记录"
            numbers = touch_certificates(session, [log.id or 0], why, on)
            request.touched = "、".join(numbers)[:500]
            _decide(session, desk, request, CorrectionState.ACCEPTED, values.get("decision") or "", on)
        return changed(session, LogCorrection, ServiceLog, ServiceQuantity, RecordCertificate)


def leave_as_is(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """不予更正 with the reason (``values``: decision, on)."""
    on = values.get("on") or date.today()
    with desk.operation("refuse_correction", f"不予更正服务记录{len(ids)}条") as session:
        for request in _open(session, desk, ids):
            _decide(session, desk, request, CorrectionState.REFUSED, values["decision"], on)
        return changed(session, LogCorrection)


def _open(session: Session, desk: Desk, ids: Sequence[int]) -> list[LogCorrection]:
    requests = chosen(session, desk, LogCorrection, ids, "更正申请")
    two = several_clerks(session)
    for request in requests:
        if request.state != CorrectionState.OPEN:
            raise refuse("DECIDED", "", f"{request.number}已经处理，不能再改。")
        if two and request.recorder == desk.actor.name:
            message = f"{request.number}是您登记的，应由另一位经办人决定（登记人不能自己审批）。"
            raise refuse("SAME_CLERK", "", message)
    return requests


def _book(session: Session, desk: Desk, old: ServiceLog, request: LogCorrection) -> int:
    """The record in the old one's place, with its quantities; returns its id."""
    new = ServiceLog(
        team_id=old.team_id,
        area_id=old.area_id,
        person_id=old.person_id,
        served_on=request.new_served_on or old.served_on,
        starts_at=request.new_starts_at or old.starts_at,
        ends_at=request.new_ends_at or old.ends_at,
        minutes=request.new_minutes if request.new_minutes is not None else old.minutes,
        activity=request.new_activity or old.activity,
        place=old.place,
        content=old.content,
        kind=old.kind,
        state=LogState.BOOKED,
        recorder=request.recorder,
        verified_by=desk.actor.name,
        organizer_id=request.new_organizer_id or old.organizer_id,
        outside_no=old.outside_no,
        source=old.source,
        note=f"按更正申请{request.number}更正，原记录{old.served_on}、{old.minutes}分钟已冲销",
    )
    name = session.get_one(Person, old.person_id).name
    try:
        checked(session, new, LOG_RULES, name)
    except ValidationFailed as failed:
        said = "；".join(one.message for one in failed.problems if one.blocking)
        raise refuse("CORRECTION_UNFIT", "", f"{request.number}不能照此更正：{said}") from failed
    session.add(new)
    session.flush()
    lines = session.exec(select(ServiceQuantity).where(ServiceQuantity.log_id == old.id)).all()
    for line in lines:
        copied = ServiceQuantity(
            log_id=new.id or 0,
            output=line.output,
            quantity=line.quantity,
            unit=line.unit,
            description=line.description,
        )
        session.add(copied)
    return new.id or 0


def _decide(
    session: Session, desk: Desk, request: LogCorrection, state: CorrectionState, why: str, on: date
) -> None:
    request.state, request.decision = state, why[:200]
    request.decided_by, request.decided_on = desk.actor.name, on
    touch(session, request)
