"""Tuition paid and given back, and an application for its reduction on its way through the opinions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import changed, checked, chosen, names_of, refuse, touch
from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.rules.tuition import (
    REDUCTION,
    REDUCTION_STATES,
    amounts_fit,
    grant_problems,
    member_on_the_day,
    once_a_year,
    request_fits,
)
from app.values.numbers import next_number
from db.models import (
    DegreeStudy,
    FeeOpinion,
    FeePolicy,
    FeeReduction,
    OpinionStep,
    ReductionState,
    StudyStatus,
    Tuition,
)

Run = Callable[[Desk, Sequence[int], dict[str, Any]], Changes]
REDUCTION_RULES = (request_fits, member_on_the_day, once_a_year)
PREFIX = "JM"
_LABELS = dict(REDUCTION_STATES)
_NOT_STUDYING = (StudyStatus.REJECTED, StudyStatus.WITHDRAWN, StudyStatus.REMOVED)


def fill_study(tuition: Any, session: Session) -> None:
    """Tuition entered by hand belongs to the person's newest study."""
    if tuition.study_id is not None or tuition.enrolment_id is not None or not tuition.person_id:
        return
    query = (
        select(DegreeStudy.id)
        .where(DegreeStudy.person_id == tuition.person_id, col(DegreeStudy.status).not_in(_NOT_STUDYING))
        .order_by(col(DegreeStudy.applied_on).desc(), col(DegreeStudy.id).desc())
    )
    with session.no_autoflush:
        tuition.study_id = session.exec(query).first()


def fill_tuition(reduction: Any, session: Session) -> None:
    """An application entered by hand is for the person's newest tuition that has none in force."""
    if reduction.tuition_id is not None or not reduction.person_id:
        return
    taken = select(FeeReduction.tuition_id).where(FeeReduction.state != ReductionState.REJECTED)
    query = (
        select(Tuition.id)
        .where(Tuition.person_id == reduction.person_id, col(Tuition.id).not_in(taken))
        .order_by(col(Tuition.school_year).desc(), col(Tuition.id).desc())
    )
    with session.no_autoflush:
        reduction.tuition_id = session.exec(query).first()


def pay(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note what was paid in all until a day (``values``: paid, on, accept_warnings)."""
    return _enter(desk, ids, values, "paid", "登记缴费")


def reimburse(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note what was given back in all until a day (``values``: reimbursed, on, accept_warnings)."""
    return _enter(desk, ids, values, "reimbursed", "登记报销")


def _enter(desk: Desk, ids: Sequence[int], values: dict[str, Any], name: str, verb: str) -> Changes:
    with desk.operation("tuition", f"{verb}：{len(ids)}人") as session:
        for row in chosen(session, desk, Tuition, ids, "学费"):
            setattr(row, name, values[name])
            setattr(row, f"{name}_on", values["on"])
            found = checked(session, row, (amounts_fit,), _name(session, row))
            warnings = [problem for problem in found if problem.field == name]
            if warnings and not values.get("accept_warnings"):
                raise ValidationFailed(warnings)
            touch(session, row)
        return changed(session, Tuition)


def apply_for_reduction(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Draft applications for several fees (``values``: policy_id, percent or requested, on, grounds).

    percent: of each fee; requested: 分 for each. Raises ``ValidationFailed`` with everybody's problems; then none is made.
    """
    if (values.get("percent") is None) == (values.get("requested") is None):
        raise refuse("HOW_MUCH", "requested", "申请金额和申请比例请填一项。")
    with desk.operation("reduction", f"申请学费减免：{len(ids)}人") as session:
        problems: list[Problem] = []
        for tuition in chosen(session, desk, Tuition, ids, "学费"):
            asked = values.get("requested") or tuition.due * (values.get("percent") or 0) // 100
            row = FeeReduction(
                number=next_number(session, PREFIX), person_id=tuition.person_id, area_id=tuition.area_id,
                tuition_id=tuition.id or 0, policy_id=values["policy_id"], applied_on=values["on"], requested=asked,
                grounds=values.get("grounds") or "",
            )  # fmt: skip
            try:
                checked(session, row, REDUCTION_RULES, _name(session, tuition))
            except ValidationFailed as failed:
                problems += failed.problems
                continue
            session.add(row)
            session.flush()
        if problems:
            raise ValidationFailed(problems)
        return changed(session, FeeReduction)


def opinion(step: OpinionStep, to: ReductionState | None, verb: str) -> Run:
    """The verb that writes down an opinion (``values``: on, signed_by, opinion) and, where it has one, takes the step."""

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        with desk.operation("reduction", f"{verb}：学费减免{len(ids)}份") as session:
            for row in chosen(session, desk, FeeReduction, ids, "减免申请"):
                if to is not None:
                    checked(session, row, REDUCTION_RULES, _name(session, row))
                    _step(session, row, to)
                elif row.state not in (ReductionState.STATION_OK, ReductionState.UNION_OK):
                    raise refuse("STATUS_STEP", "", f"{row.number}还没有到{verb}这一步。")
                signed = values.get("signed_by") or (
                    _name(session, row) if step == OpinionStep.APPLICANT else ""
                )
                _write(session, row, step, values["on"], signed, values.get("opinion") or "")
            return changed(session, FeeReduction, FeeOpinion)

    return run


def approve_reduction(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Grant reductions (``values``: approved in 分, else what each asked for; on, signed_by, opinion).

    Raises ``ValidationFailed`` above the fee, the policy's limits or what is left of its budget; then none is granted.
    """
    with desk.operation("reduction", f"批准学费减免{len(ids)}份") as session:
        rows = chosen(session, desk, FeeReduction, ids, "减免申请")
        # Two clerks on one ledger wait here for each other, so that the budget is not granted twice.
        budgets = select(FeePolicy).where(col(FeePolicy.id).in_([row.policy_id for row in rows]))
        session.exec(budgets.order_by(col(FeePolicy.id)).with_for_update()).all()
        for row in rows:
            amount = values.get("approved") or row.requested
            problems = grant_problems(row, amount, session)
            if problems:
                raise ValidationFailed(problems)
            _step(session, row, ReductionState.APPROVED)
            row.approved, row.approved_on = amount, values["on"]
            step = OpinionStep.DISTRICT_UNION
            _write(
                session,
                row,
                step,
                values["on"],
                values.get("signed_by") or "",
                values.get("opinion") or "同意",
            )
            session.flush()
        return changed(session, FeeReduction, FeeOpinion)


def credit(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note that reductions were taken off the fees (``values``: on)."""
    with desk.operation("reduction", f"学费抵扣{len(ids)}份") as session:
        for row in chosen(session, desk, FeeReduction, ids, "减免申请"):
            _step(session, row, ReductionState.CREDITED)
            row.credited_on = values["on"]
        return changed(session, FeeReduction)


def refuse_reduction(to: ReductionState, verb: str) -> Run:
    """The verb that sends an application back or turns it down (``values``: on, reason, signed_by)."""

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        with desk.operation("reduction", f"{verb}：学费减免{len(ids)}份") as session:
            for row in chosen(session, desk, FeeReduction, ids, "减免申请"):
                at = _next_step(row)
                _step(session, row, to)
                row.reason = values["reason"]
                signed = values.get("signed_by") or ""
                _write(session, row, at, values["on"], signed, values["reason"], agreed=False)
            return changed(session, FeeReduction, FeeOpinion)

    return run


def _next_step(row: FeeReduction) -> OpinionStep:
    """Whose turn it is."""
    return {
        ReductionState.SUBMITTED: OpinionStep.STATION,
        ReductionState.STATION_OK: OpinionStep.STREET_UNION,
    }.get(ReductionState(row.state), OpinionStep.DISTRICT_UNION)


def _step(session: Session, row: FeeReduction, to: ReductionState) -> None:
    if row.state == to or not REDUCTION.allows(row.state, to):
        now = _LABELS[ReductionState(row.state)]
        raise refuse("STATUS_STEP", "", f"{row.number}的状态是“{now}”，不能改为“{_LABELS[to]}”。")
    row.state = to
    touch(session, row)


def _write(
    session: Session,
    row: FeeReduction,
    step: OpinionStep,
    on: date,
    signed_by: str,
    said: str,
    *,
    agreed: bool = True,
) -> None:
    written = FeeOpinion(
        reduction_id=row.id or 0, step=step, agreed=agreed, signed_by=signed_by, signed_on=on
    )
    written.opinion = said
    session.add(written)


def _name(session: Session, row: Tuition | FeeReduction) -> str:
    return names_of(session, [row.person_id])[row.person_id]
