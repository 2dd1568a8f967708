"""Activities are held, postponed, cancelled; people are put on their lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import select

from app.actions.rows import changed, checked, chosen, refuse, touch
from app.desk import Changes, Desk
from app.rules.activities import ACTIVITY, funds_told, took_part_once
from app.rules.dates import at_least
from app.rules.texts import no_longer
from db.models import Activity, ActivityPerson, ActivityState, Person

_COUNTS = ("riders", "staff", "guests", "cost")
_HELD_RULES = (
    funds_told,
    at_least(0, riders="未列名小哥人数", staff="工作人员人数", guests="共建单位人数", cost="经费"),
    no_longer(summary="活动小结"),
)
_REASON = (no_longer(reason="原因"),)


def hold(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """开展 on a day (``values``: on; riders, staff, guests, cost, funds, summary where they are known).

    Raises ``ValidationFailed`` naming the activity that is not planned any more, for a day to come, for money without
    source.
    """
    on: date = values["on"]
    if on > date.today():
        raise refuse("DATE_FUTURE", "on", f"{on}还没有到，请到时再登记。")
    with desk.operation("hold_activity", f"登记开展活动：{len(ids)}场") as session:
        for activity in chosen(session, desk, Activity, ids, "活动"):
            _step(activity, ActivityState.HELD, "登记开展")
            activity.held_on = on
            if activity.until is not None and activity.until < on:
                activity.until = None
            for name in _COUNTS:
                if values.get(name) is not None:
                    setattr(activity, name, values[name])
            activity.funds = values.get("funds") or activity.funds
            activity.summary = values.get("summary") or activity.summary
            checked(session, activity, _HELD_RULES, activity.title)
            touch(session, activity)
        return changed(session, Activity)


def postpone(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """延期 with the reason, to another day where it is known (``values``: reason, on)."""
    on: date | None = values.get("on")
    with desk.operation("postpone_activity", f"活动延期：{len(ids)}场") as session:
        for activity in chosen(session, desk, Activity, ids, "活动"):
            if activity.state != ActivityState.POSTPONED:
                _step(activity, ActivityState.POSTPONED, "延期")
            if on is not None and on <= activity.held_on:
                message = f"“{activity.title}”原定{activity.held_on}，延期后的日期要晚于这一天。"
                raise refuse("DATE_ORDER", "on", message)
            if on is not None:
                activity.held_on, activity.until = on, None
            activity.reason = values["reason"]
            checked(session, activity, _REASON, activity.title)
            touch(session, activity)
        return changed(session, Activity)


def cancel(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """取消 with the reason (``values``: reason)."""
    with desk.operation("cancel_activity", f"取消活动：{len(ids)}场") as session:
        for activity in chosen(session, desk, Activity, ids, "活动"):
            _step(activity, ActivityState.CANCELLED, "取消")
            activity.reason = values["reason"]
            checked(session, activity, _REASON, activity.title)
            touch(session, activity)
        return changed(session, Activity)


def _step(activity: Activity, to: ActivityState, verb: str) -> None:
    if activity.state == to or not ACTIVITY.allows(activity.state, to):
        word = {ActivityState.HELD: "已开展", ActivityState.CANCELLED: "已取消"}.get(activity.state, "")
        raise refuse("STATE_STEP", "", f"“{activity.title}”{word}，不能再{verb}；误登记的请用撤销。")
    activity.state = to


def join(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Put chosen people on an activity's list (``values``: activity_id, part); who stands on it already is left as is.

    Raises ``ValidationFailed`` for a cancelled activity, or when all of them are listed already.
    """
    with desk.operation("join_activity", f"登记参加活动：{len(ids)}人") as session:
        (activity,) = chosen(session, desk, Activity, [values["activity_id"]], "活动")
        listed = select(ActivityPerson.person_id).where(ActivityPerson.activity_id == activity.id)
        known = set(session.exec(listed).all())
        people = [one for one in chosen(session, desk, Person, ids, "人员") if one.id not in known]
        if not people:
            raise refuse("LISTED", "activity_id", f"选中的人都已在“{activity.title}”的参加名单里。")
        for person in people:
            row = ActivityPerson(
                activity_id=activity.id or 0, person_id=person.id or 0, part=values.get("part") or ""
            )
            checked(session, row, (took_part_once, no_longer(part="参加情况")), person.name)
            session.add(row)
        return changed(session, ActivityPerson, Activity)
