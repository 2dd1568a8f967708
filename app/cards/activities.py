"""What an activity's card tells beside its fields: who came, what was offered and given out, and how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.cards.facts import Fact, Milestone
from app.values.activities import ACTIVITY_STATES, SERVICE_KINDS
from app.values.money import yuan
from db.models import ActivityPerson, ActivityService, ActivityState, GiftIssue

_SERVICES, _STATES = dict(SERVICE_KINDS), dict(ACTIVITY_STATES)


def activity_facts(activity: Any, session: Session, _: date) -> Sequence[Fact]:
    """Riders who came, services with the people they reached, pieces and money given out."""
    facts: list[Fact] = []
    listed = _sum(session, sa.func.count(), ActivityPerson, activity)
    if listed or activity.riders:
        facts.append(("参加小哥", f"{listed + activity.riders}人次（列名{listed}人）"))
    query = select(ActivityService).where(ActivityService.activity_id == activity.id)
    services = session.exec(query.order_by(col(ActivityService.id))).all()
    if services:
        told = (f"{_SERVICES[one.kind]}{one.served}人次" for one in services)
        facts.append(("服务", "、".join(told)))
    given = _sum(session, sa.func.sum(GiftIssue.quantity), GiftIssue, activity)
    if given:
        worth = _sum(session, sa.func.sum(GiftIssue.quantity * GiftIssue.price), GiftIssue, activity)
        facts.append(("发放物资", f"{given}份（件），合{yuan(worth)}元"))
    return facts


def activity_story(activity: Any, _: Session) -> Sequence[Milestone]:
    """The day it was held, or is planned for, or what came in between."""
    word = _STATES[activity.state]
    if activity.state == ActivityState.HELD:
        return (Milestone(activity.held_on, word, activity.summary),)
    return (Milestone(activity.held_on, word, activity.reason),)


def _sum(session: Session, what: Any, model: Any, activity: Any) -> int:
    query = sa.select(what).select_from(model).where(model.activity_id == activity.id)
    return int(session.execute(query).scalar_one() or 0)
