"""Tuition and its reduction: never above the fee, once a school year, within policy and budget, for union members."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import Lifecycle
from app.rules.union import MEMBER, RETAINED, union_status
from app.values.money import yuan
from db.models import DegreeStudy, Enrolment, FeePolicy, FeeReduction, Tuition
from db.models import ReductionState as Reduction

REDUCTION_STATES = (
    (Reduction.DRAFT, "草拟"),
    (Reduction.SUBMITTED, "已提交"),
    (Reduction.RETURNED, "退回"),
    (Reduction.STATION_OK, "站点社区同意"),
    (Reduction.UNION_OK, "工会同意"),
    (Reduction.APPROVED, "已批准"),
    (Reduction.CREDITED, "已抵扣"),
    (Reduction.REJECTED, "不予减免"),
)
REDUCTION = Lifecycle(
    {
        Reduction.DRAFT: (Reduction.SUBMITTED,),
        Reduction.SUBMITTED: (Reduction.STATION_OK, Reduction.RETURNED, Reduction.REJECTED),
        Reduction.RETURNED: (Reduction.SUBMITTED, Reduction.REJECTED),
        Reduction.STATION_OK: (Reduction.UNION_OK, Reduction.RETURNED, Reduction.REJECTED),
        Reduction.UNION_OK: (Reduction.APPROVED, Reduction.RETURNED, Reduction.REJECTED),
        Reduction.APPROVED: (Reduction.CREDITED,),
        Reduction.CREDITED: (),
        Reduction.REJECTED: (),
    },
    (Reduction.DRAFT,),
)
GRANTED = (Reduction.APPROVED, Reduction.CREDITED)


def school_year(year: int) -> str:
    """``2024`` as the school year it begins: 2024—2025学年."""
    return f"{year}—{year + 1}学年"


def year_fits(tuition: Any, _: Session) -> Sequence[Problem]:
    """A school year is given by the year in which it begins."""
    if 2000 <= tuition.school_year <= 2100:
        return ()
    return (Problem("SCHOOL_YEAR", "school_year", "学年填写开始的年份，如2024表示2024—2025学年。"),)


def tuition_for(tuition: Any, session: Session) -> Sequence[Problem]:
    """Tuition is for a study or a class of that person, once a school year."""
    if tuition.study_id is None and tuition.enrolment_id is None:
        message = "没有这个人的学历提升记录，请先登记，再登记学费；班次的学费从学员名单登记。"
        return (Problem("TUITION_FOR", "person_id", message),)
    owner = (
        session.get(DegreeStudy, tuition.study_id)
        if tuition.study_id is not None
        else session.get(Enrolment, tuition.enrolment_id)
    )
    if owner is None or owner.person_id != tuition.person_id:
        return (Problem("TUITION_FOR", "person_id", "学费和学习记录不是同一个人，请核对。"),)
    same = (
        Tuition.study_id == tuition.study_id
        if tuition.study_id
        else Tuition.enrolment_id == tuition.enrolment_id
    )
    other = select(Tuition.id).where(
        same, Tuition.school_year == tuition.school_year, col(Tuition.id) != (tuition.id or 0)
    )
    if session.exec(other).first() is None:
        return ()
    return (Problem("TUITION_TWICE", "school_year", "这一学年的学费已登记，请修改那一条。"),)


def amounts_fit(tuition: Any, session: Session) -> Sequence[Problem]:
    """Nothing is below nought or given back beyond what was paid; paying more than is owed is worth a question."""
    found = [
        Problem("TOO_SMALL", name, f"{word}不能小于0。")
        for name, word in (("due", "应缴"), ("paid", "实缴"), ("reimbursed", "报销"))
        if getattr(tuition, name) < 0
    ]
    if found:
        return found
    if tuition.reimbursed > tuition.paid:
        message = f"报销{yuan(tuition.reimbursed)}元，超过实缴{yuan(tuition.paid)}元，请核对。"
        found.append(Problem("REIMBURSED", "reimbursed", message))
    reduced = reduced_by(session, tuition.id) if tuition.id else 0
    if reduced > tuition.due:
        message = f"已批准减免{yuan(reduced)}元，应缴不能少于它。"
        found.append(Problem("BELOW_REDUCTION", "due", message))
    elif tuition.paid > tuition.due - reduced:
        message = f"减免后应缴{yuan(tuition.due - reduced)}元，实缴{yuan(tuition.paid)}元，请核对。"
        found.append(Problem("OVERPAID", "paid", message, blocking=False))
    return found


def paid_dated(tuition: Any, _: Session) -> Sequence[Problem]:
    """What was paid or given back has its day."""
    return [
        Problem("DATE_MISSING", day, f"填了{word}，请填写{word}日期。", blocking=False)
        for name, day, word in (("paid", "paid_on", "实缴"), ("reimbursed", "reimbursed_on", "报销"))
        if getattr(tuition, name) and getattr(tuition, day) is None
    ]


def reduced_by(session: Session, tuition_id: int) -> int:
    """分 by which a fee was reduced."""
    total = sa.select(sa.func.coalesce(sa.func.sum(col(FeeReduction.approved)), 0)).where(
        col(FeeReduction.tuition_id) == tuition_id, col(FeeReduction.state).in_(GRANTED)
    )
    return int(session.execute(total).scalar_one())


def spent(session: Session, policy_id: int, besides: int = 0) -> int:
    """分 granted under a policy, one application left out."""
    total = sa.select(sa.func.coalesce(sa.func.sum(col(FeeReduction.approved)), 0)).where(
        col(FeeReduction.policy_id) == policy_id,
        col(FeeReduction.state).in_(GRANTED),
        col(FeeReduction.id) != besides,
    )
    return int(session.execute(total).scalar_one())


def request_fits(reduction: Any, session: Session) -> Sequence[Problem]:
    """An application asks for some money, not more than the fee, under a policy in force on its day."""
    tuition = session.get(Tuition, reduction.tuition_id) if reduction.tuition_id else None
    policy = session.get(FeePolicy, reduction.policy_id) if reduction.policy_id else None
    if tuition is None or policy is None:
        message = "没有这个人待减免的学费，请先登记学费。"
        return (Problem("NO_TUITION", "person_id", message),) if policy is not None else ()
    found = []
    if not 0 < reduction.requested <= tuition.due:
        message = f"申请减免应在0到应缴{yuan(tuition.due)}元之间。"
        found.append(Problem("ABOVE_FEE", "requested", message))
    day = reduction.applied_on
    if day < policy.from_on or (policy.to_on is not None and day > policy.to_on):
        until = f"至{policy.to_on}" if policy.to_on else "起"
        message = f"“{policy.name}”从{policy.from_on}{until}有效，申请日期不在其中。"
        found.append(Problem("POLICY_OVER", "policy_id", message))
    return found


def member_on_the_day(reduction: Any, session: Session) -> Sequence[Problem]:
    """Who applies under a policy for union members is one on the day of the application."""
    policy = session.get(FeePolicy, reduction.policy_id) if reduction.policy_id else None
    if policy is None or not policy.needs_union or not reduction.person_id:
        return ()
    status = union_status(session, [reduction.person_id], reduction.applied_on)
    if status.get(reduction.person_id) in (MEMBER, RETAINED):
        return ()
    message = f"{reduction.applied_on}还不是工会会员，不符合“{policy.name}”，请先入会。"
    return (Problem("NOT_MEMBER", "person_id", message),)


def once_a_year(reduction: Any, session: Session) -> Sequence[Problem]:
    """One reduction for a person and school year, those refused left aside."""
    tuition = session.get(Tuition, reduction.tuition_id) if reduction.tuition_id else None
    if tuition is None or reduction.state == Reduction.REJECTED:
        return ()
    other = (
        select(FeeReduction.number)
        .join(Tuition, col(Tuition.id) == col(FeeReduction.tuition_id))
        .where(
            FeeReduction.person_id == reduction.person_id,
            Tuition.school_year == tuition.school_year,
            FeeReduction.state != Reduction.REJECTED,
            col(FeeReduction.id) != (reduction.id or 0),
        )
    )
    known = session.exec(other).first()
    if known is None:
        return ()
    message = f"{school_year(tuition.school_year)}已有减免申请{known}，每学年只能减免一次。"
    return (Problem("REDUCED_TWICE", "person_id", message),)


def grant_problems(reduction: FeeReduction, amount: int, session: Session) -> list[Problem]:
    """What stands against granting an amount: the fee, the policy's limits, its budget."""
    tuition = session.get_one(Tuition, reduction.tuition_id)
    policy = session.get_one(FeePolicy, reduction.policy_id)
    if amount <= 0:
        return [Problem("TOO_SMALL", "approved", "批准的金额应大于0；不同意的请用“不予减免”。")]
    found = []
    if amount > tuition.due:
        found.append(Problem("ABOVE_FEE", "approved", f"批准的金额超过应缴{yuan(tuition.due)}元。"))
    if policy.percent is not None and amount * 100 > tuition.due * policy.percent:
        most = tuition.due * policy.percent // 100
        message = f"“{policy.name}”最多减免{policy.percent}%，即{yuan(most)}元。"
        found.append(Problem("ABOVE_PERCENT", "approved", message))
    if policy.most is not None and amount > policy.most:
        found.append(
            Problem("ABOVE_MOST", "approved", f"“{policy.name}”每人每学年最多减免{yuan(policy.most)}元。")
        )
    left = (
        None if policy.budget is None else policy.budget - spent(session, policy.id or 0, reduction.id or 0)
    )
    if left is not None and amount > left:
        found.append(Problem("ABOVE_BUDGET", "approved", f"“{policy.name}”预算只剩{yuan(max(left, 0))}元。"))
    return found


def budget_holds(policy: Any, session: Session) -> Sequence[Problem]:
    """A policy's limits are sensible, and its budget holds what was granted under it."""
    found = []
    if policy.percent is not None and not 0 < policy.percent <= 100:
        found.append(Problem("PERCENT", "percent", "最高减免比例应在1到100之间。"))
    granted = spent(session, policy.id) if policy.id else 0
    if policy.budget is not None and policy.budget < granted:
        message = f"已批准减免{yuan(granted)}元，预算不能少于它。"
        found.append(Problem("BELOW_GRANTED", "budget", message))
    return found
