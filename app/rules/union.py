"""Union membership: its states as a table, the status a membership has by its dates, and applications."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import Lifecycle
from app.rules.organizations import in_force
from db.models import (
    ApplicationState,
    Membership,
    MembershipStatus,
    Organization,
    OrganizationLine,
    UnionApplication,
)

NONE, APPLIED, DECLINED = "none", "applied", "declined"
MEMBER, RETAINED = MembershipStatus.APPROVED, MembershipStatus.RETAINED
ENDED = (
    MembershipStatus.TRANSFERRED_OUT,
    MembershipStatus.EXITED,
    MembershipStatus.AUTO_EXITED,
    MembershipStatus.EXPELLED,
)
STATUS_LABELS = (
    (MembershipStatus.APPROVED, "在会"),
    (MembershipStatus.RETAINED, "保留会籍"),
    (MembershipStatus.TRANSFERRED_OUT, "转出"),
    (MembershipStatus.EXITED, "退出"),
    (MembershipStatus.AUTO_EXITED, "自动退会"),
    (MembershipStatus.EXPELLED, "开除会籍"),
)
PERSON_LABELS = ((NONE, "未入会"), (APPLIED, "已申请"), (DECLINED, "未批准"), *STATUS_LABELS)
APPLICATION_STATES = (
    (ApplicationState.APPLIED, "已申请"),
    (ApplicationState.APPROVED, "已批准"),
    (ApplicationState.DECLINED, "未批准"),
)
# What a person may be to the unions (工会会员会籍管理办法): who left may apply again, who moved is approved elsewhere.
UNION = Lifecycle(
    {
        NONE: (APPLIED,),
        APPLIED: (MEMBER, DECLINED),
        DECLINED: (APPLIED,),
        MEMBER: (RETAINED, *ENDED),
        RETAINED: (MEMBER, *ENDED),
        MembershipStatus.TRANSFERRED_OUT: (MEMBER, APPLIED),
        MembershipStatus.EXITED: (APPLIED,),
        MembershipStatus.AUTO_EXITED: (APPLIED,),
        MembershipStatus.EXPELLED: (APPLIED,),
    },
    (NONE,),
)
APPLICATION = Lifecycle(
    {
        ApplicationState.APPLIED: (ApplicationState.APPROVED, ApplicationState.DECLINED),
        ApplicationState.APPROVED: (),
        ApplicationState.DECLINED: (),
    },
    (ApplicationState.APPLIED,),
)


def fill_status(membership: Any, _: Session | None = None) -> None:
    """Fill ``status`` from the dates: an open membership is 在会 or 保留会籍, an ended one keeps the way it ended."""
    if membership.to_on is None:
        kept = membership.retained_on is not None and membership.retained_to is None
        membership.status = RETAINED if kept else MEMBER
    elif membership.status not in ENDED:
        membership.status = MembershipStatus.EXITED


def status_at(membership: Any, day: date) -> str:
    """What a membership was on a day; ``none`` before it began."""
    if day < membership.from_on:
        return NONE
    if membership.to_on is not None and membership.to_on <= day:
        return str(membership.status if membership.status in ENDED else MembershipStatus.EXITED)
    kept = membership.retained_on is not None and membership.retained_on <= day
    return RETAINED if kept and (membership.retained_to is None or membership.retained_to > day) else MEMBER


def union_status(session: Session, person_ids: Iterable[int], day: date) -> dict[int, str]:
    """What people were to the unions on a day, by person id: a key of ``UNION``.

    A membership in force counts first, then an application not decided by then, then whatever happened last.
    """
    ids = list(person_ids)
    said: dict[int, tuple[date, str]] = {}
    for row in _memberships(session, ids, day):
        ended = row.to_on is not None and row.to_on <= day
        _later(said, row.person_id, row.to_on if ended and row.to_on else date.max, status_at(row, day))
    applied = select(UnionApplication).where(
        col(UnionApplication.person_id).in_(ids), UnionApplication.applied_on <= day
    )
    for one in session.exec(applied).all():
        if one.decided_on is None or one.decided_on > day:
            _later(said, one.person_id, date.max, APPLIED)
        elif one.state == ApplicationState.DECLINED:
            _later(said, one.person_id, one.decided_on, DECLINED)
    return {person: said[person][1] if person in said else NONE for person in ids}


def _later(said: dict[int, tuple[date, str]], person: int, on: date, status: str) -> None:
    if person not in said or on > said[person][0]:
        said[person] = (on, status)


def _memberships(session: Session, ids: Sequence[int], day: date) -> Sequence[Membership]:
    query = (
        select(Membership)
        .join(Organization, col(Organization.id) == col(Membership.organization_id))
        .where(Organization.line == OrganizationLine.UNION, col(Membership.person_id).in_(ids))
        .where(Membership.from_on <= day)
        .order_by(col(Membership.from_on))
    )
    return session.exec(query).all()


def retention_told(membership: Any, session: Session) -> Sequence[Problem]:
    """保留会籍 is known in unions only, and lies within the membership."""
    kept_on, kept_to = membership.retained_on, membership.retained_to
    if kept_on is None:
        if kept_to is None:
            return ()
        return (Problem("RETAINED_WHOLE", "retained_on", "填了恢复会籍日期，请把保留会籍日期也填上。"),)
    body = session.get_one(Organization, membership.organization_id)
    if body.line != OrganizationLine.UNION:
        return (Problem("NO_UNION", "retained_on", "只有工会会员可以保留会籍，请删去保留会籍日期。"),)
    found = []
    if kept_on < membership.from_on or (membership.to_on is not None and kept_on >= membership.to_on):
        message = "保留会籍日期不在会员期间内，请核对。"
        found.append(Problem("DATE_ORDER", "retained_on", message))
    if kept_to is not None and (
        kept_to <= kept_on or (membership.to_on is not None and kept_to > membership.to_on)
    ):
        message = "恢复会籍日期应晚于保留会籍日期，并且在会员期间内，请核对。"
        found.append(Problem("DATE_ORDER", "retained_to", message))
    return found


def for_a_union(application: Any, session: Session) -> Sequence[Problem]:
    """One applies to a union, that is neither dissolved by then nor one's own already."""
    body = session.get_one(Organization, application.organization_id)
    if body.line != OrganizationLine.UNION:
        return (Problem("NO_UNION", "organization_id", f"“{body.name}”不是工会，请重新选择。"),)
    if body.dissolved_on is not None and application.applied_on >= body.dissolved_on:
        message = f"“{body.name}”已于{body.dissolved_on}撤销，请重新选择。"
        return (Problem("BODY_DISSOLVED", "organization_id", message),)
    if application.state != ApplicationState.APPLIED:
        return ()
    if union_member(session, application.person_id, application.applied_on) is not None:
        message = "这个人当天已是工会会员，不用再申请；换单位的请办理转会。"
        return (Problem("ALREADY_MEMBER", "person_id", message),)
    return ()


def applied_once(application: Any, session: Session) -> Sequence[Problem]:
    """One application waits at a time."""
    if application.state != ApplicationState.APPLIED:
        return ()
    query = select(UnionApplication).where(
        UnionApplication.person_id == application.person_id,
        UnionApplication.state == ApplicationState.APPLIED,
        col(UnionApplication.id) != (application.id or 0),
    )
    waiting = session.exec(query).first()
    if waiting is None:
        return ()
    return (Problem("APPLIED_TWICE", "person_id", f"这个人已有{waiting.applied_on}的入会申请尚未审批。"),)


def decision_told(application: Any, _: Session) -> Sequence[Problem]:
    """A decided application has the day of the decision, one that waits has none."""
    decided = application.state != ApplicationState.APPLIED
    if decided == (application.decided_on is not None):
        return ()
    message = "已审批的请填写审批日期。" if decided else "尚未审批的不填审批日期。"
    return (Problem("DECISION_DATE", "decided_on", message),)


def union_member(session: Session, person_id: int, day: date) -> Membership | None:
    """The union membership in force on a day."""
    query = (
        select(Membership)
        .join(Organization, col(Organization.id) == col(Membership.organization_id))
        .where(Membership.person_id == person_id, Organization.line == OrganizationLine.UNION)
        .where(sa.and_(*in_force(Membership, day)))
    )
    return session.exec(query).first()
