"""What is due of activities: planned or postponed ones, from the day for which they were planned."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import col, select

from app.due.row import CARE, Due, Look
from app.rules.duties import Duty
from app.values.activities import ACTIVITY_STATES
from db.models import Activity, ActivityState

_WAITING = (ActivityState.PLANNED, ActivityState.POSTPONED)
_STATES = dict(ACTIVITY_STATES)


def activities(look: Look) -> Iterable[Due]:
    """Activities that somebody planned and nobody has registered as held, postponed again or cancelled."""
    query = select(Activity).where(*look.within(col(Activity.area_id)), col(Activity.state).in_(_WAITING))
    for one in look.session.exec(query).all():
        duty = Duty("ACTIVITY", "开展活动并登记", one.held_on)
        who = (None, one.title, one.area_id)
        yield look.row(duty, "activities", one.id, who, _STATES[one.state], line=CARE, action="hold")
