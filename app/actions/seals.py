"""用印审批: applied for by one clerk, decided by another, used by the batch it was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from app.rules.workshop import check_request, check_sealed_by, several_accounts
from app.values.numbers import next_number
from db.models import ClassRun, SealRequest, SealState

PREFIX = "YY"


@dataclass(frozen=True)
class Approval:
    """An application that was agreed to and not used yet. agreed: who agreed."""

    id: int
    number: str
    subject: str
    copies: int
    agreed: str
    on: date | None


@dataclass(frozen=True)
class Sealing:
    """Who agreed to the use of the seal for a batch, and the application for it if there is one."""

    sealed_by: str = ""
    request_id: int | None = None


def apply_for_class(desk: Desk, class_run_id: int, copies: int, on: date | None = None) -> Changes:
    """Apply for the seal on a class's certificates. Raises ``ValidationFailed`` for no copies."""
    if copies < 1:
        raise refuse("COPIES", "copies", "还没有选中学员，不用申请用印。")
    with desk.operation("seal_apply", f"申请用印{copies}份") as session:
        (run,) = chosen(session, desk, ClassRun, [class_run_id], "班次")
        row = SealRequest(
            number=next_number(session, PREFIX),
            subject=f"{run.name[:90]}结业证书",
            reason=f"给{run.name[:100]}学员颁发结业证书",
            copies=copies,
            class_run_id=run.id,
            area_id=run.area_id,
            applied_by=desk.actor.name,
            applied_on=on or date.today(),
        )
        session.add(row)
        session.flush()
        return changed(session, SealRequest, record_id=row.id)


def approve(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """批准 (``values``: on, leader). With several clerks the one who applied may not; with one, who agreed is named."""
    with desk.operation("seal_approve", f"批准用印申请{len(ids)}件") as session:
        several = several_accounts(session)
        for one in _waiting(session, desk, ids):
            leader = (values.get("leader") or "").strip()[:100]
            if several and one.applied_by == desk.actor.name:
                message = f"{one.number}由您申请，应由另一位经办人批准。"
                raise refuse("SAME_CLERK", "", message)
            if not several and leader in ("", one.applied_by):
                message = "请填写批准用印的领导（申请人本人不能批准）。"
                raise refuse("REQUIRED", "leader", message)
            if values["on"] < one.applied_on:
                raise refuse(
                    "DATE_ORDER", "on", f"批准日期早于{one.number}的申请日期{one.applied_on}，请核对。"
                )
            _decide(one, SealState.APPROVED, desk.actor.name, values["on"])
            one.leader = leader
            touch(session, one)
        return changed(session, SealRequest)


def refuse_seal(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """不同意 with the reason (``values``: reason)."""
    with desk.operation("seal_refuse", f"不同意用印申请{len(ids)}件") as session:
        for one in _waiting(session, desk, ids):
            _decide(one, SealState.REFUSED, desk.actor.name, date.today())
            one.opinion = values["reason"][:200]
            touch(session, one)
        return changed(session, SealRequest)


def approvals(desk: Desk, class_run_id: int) -> list[Approval]:
    """Applications for a class that were agreed to and are not used yet, the newest first."""
    with desk.reading() as session:
        query = (
            select(SealRequest)
            .where(SealRequest.class_run_id == class_run_id, SealRequest.state == SealState.APPROVED)
            .order_by(col(SealRequest.id).desc())
        )
        return [
            Approval(
                one.id or 0, one.number, one.subject, one.copies, one.leader or one.decided_by, one.decided_on
            )
            for one in session.exec(query).all()
        ]


def use_seal(session: Session, desk: Desk, sealing: Sealing, copies: int) -> str:
    """Who agreed to the seal on so many papers; an application is used up by it. Raises ``ValidationFailed``."""
    if sealing.request_id is None:
        check_sealed_by(session, desk.actor.name, sealing.sealed_by)
        return sealing.sealed_by.strip()[:100]
    (request,) = chosen(session, desk, SealRequest, [sealing.request_id], "用印申请")
    check_request(request, copies)
    request.state = SealState.USED
    touch(session, request)
    return request.leader or request.decided_by


def _waiting(session: Session, desk: Desk, ids: Sequence[int]) -> list[SealRequest]:
    requests = chosen(session, desk, SealRequest, ids, "用印申请")
    decided = next((one for one in requests if one.state != SealState.APPLIED), None)
    if decided is not None:
        raise refuse("DECIDED", "", f"{decided.number}已经批复，不用再批。")
    return requests


def _decide(request: SealRequest, state: SealState, clerk: str, on: date) -> None:
    request.state, request.decided_by, request.decided_on = state, clerk, on
