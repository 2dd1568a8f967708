"""Rules of activities: what is planned, held, postponed and cancelled, and who takes part once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import Lifecycle
from db.models import Activity, ActivityPartner, ActivityPerson, ActivityState

# What is postponed is held, postponed again (no step) or cancelled; plans never count as results.
ACTIVITY = Lifecycle(
    {
        ActivityState.PLANNED: (ActivityState.HELD, ActivityState.POSTPONED, ActivityState.CANCELLED),
        ActivityState.POSTPONED: (ActivityState.HELD, ActivityState.CANCELLED),
        ActivityState.HELD: (),
        ActivityState.CANCELLED: (),
    },
    (ActivityState.PLANNED, ActivityState.HELD, ActivityState.POSTPONED),
)
_STOPPED = {ActivityState.POSTPONED: "延期", ActivityState.CANCELLED: "取消"}


def held_in_time(activity: Any, _: Session) -> Sequence[Problem]:
    """What was held was not held in the future."""
    if activity.state == ActivityState.HELD and activity.held_on and activity.held_on > date.today():
        message = f"{activity.held_on}还没有到，不能登记为已开展；计划中的请选“计划”。"
        return (Problem("DATE_FUTURE", "held_on", message),)
    return ()


def reason_told(activity: Any, _: Session) -> Sequence[Problem]:
    """Whoever postpones or cancels says why."""
    word = _STOPPED.get(activity.state)
    if word and not activity.reason:
        return (Problem("REASON", "reason", f"活动{word}的，请填写原因。"),)
    return ()


def funds_told(activity: Any, _: Session) -> Sequence[Problem]:
    """Money has a source: it is audited by it."""
    if activity.cost and activity.funds is None:
        return (Problem("FUNDS", "funds", "填了经费，请选择经费来源。"),)
    return ()


def took_part_once(row: Any, session: Session) -> Sequence[Problem]:
    """Somebody stands once on an activity's list, and nobody on that of a cancelled one."""
    activity = session.get(Activity, row.activity_id) if row.activity_id else None
    if activity is None or row.person_id is None:
        return ()
    if activity.state == ActivityState.CANCELLED:
        message = f"“{activity.title}”已取消，不能再登记参加人。"
        return (Problem("CANCELLED", "activity_id", message),)
    same = select(ActivityPerson.id).where(
        ActivityPerson.activity_id == row.activity_id,
        ActivityPerson.person_id == row.person_id,
        col(ActivityPerson.id) != (row.id or 0),
    )
    if session.exec(same).first() is None:
        return ()
    return (Problem("LISTED", "person_id", f"这个人已在“{activity.title}”的参加名单里，不用再登记。"),)


def partner_once(row: Any, session: Session) -> Sequence[Problem]:
    """A partner is named once for an activity."""
    same = select(ActivityPartner.id).where(
        ActivityPartner.activity_id == row.activity_id,
        ActivityPartner.partner_id == row.partner_id,
        col(ActivityPartner.id) != (row.id or 0),
    )
    if session.exec(same).first() is None:
        return ()
    return (Problem("LISTED", "partner_id", "这家单位已登记在这次活动里，请直接修改那一条。"),)
