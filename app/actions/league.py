"""The League: forward by one stage, and the ways membership ends; over age never by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.actions.rows import changed, checked, chosen, end_row, names_of, refuse, touch
from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.rules.league import (
    LEAGUE,
    STAGE_DATES,
    STAGE_LABELS,
    course_heard,
    dates_whole,
    fill_stage,
    holds_post,
    one_at_a_time,
    person_fits,
)
from app.rules.lifecycles import follows
from app.rules.party import party_body
from db.models import LeagueIndex, LeagueStage, Membership, Organization, OrganizationLine

LEAGUE_RULES = (
    dates_whole,
    follows(LEAGUE, "stage", STAGE_LABELS),
    one_at_a_time,
    person_fits,
    course_heard,
    party_body("formal_org_id", functional=False, line=OrganizationLine.LEAGUE),
    party_body("functional_org_id", functional=True, line=OrganizationLine.LEAGUE),
)


def advance(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Take people to the next stage on a day (``values``: on, accept_warnings); at most once each.

    Raises ``ValidationFailed`` with everybody's problems; warnings alone raise it too unless they are accepted.
    """
    order = list(STAGE_DATES)

    def move(_: Session, card: LeagueIndex, name: str) -> None:
        if card.stage not in order[:-1]:
            label = dict(STAGE_LABELS)[LeagueStage(card.stage)]
            raise refuse("STATUS_STEP", "", f"{name}现为“{label}”，没有下一阶段。")
        then = order[order.index(LeagueStage(card.stage)) + 1]
        setattr(card, STAGE_DATES[then], values["on"])

    return _move(desk, ids, values, "advance_league", f"推进入团阶段：{len(set(ids))}人", move)


def end(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """End cards (``values``: kind, on, accept_warnings); a member's memberships of League bodies end on that day.

    超龄离团 is refused for who holds a post in the League on that day, and before 28. Raises ``ValidationFailed``.
    """
    kind, on = LeagueStage(values["kind"]), values["on"]

    def move(session: Session, card: LeagueIndex, name: str) -> None:
        if kind == LeagueStage.LEFT_OVER_AGE and holds_post(session, card.person_id, on):
            raise refuse("HOLDS_POST", "kind", f"{name}担任团内职务，满28周岁不办理离团；卸任后再登记。")
        if card.end_kind:
            raise refuse("STATUS_STEP", "", f"{name}的档案已于{card.ended_on}终止。")
        card.end_kind, card.ended_on = kind, on
        if kind in (LeagueStage.LEFT_OVER_AGE, LeagueStage.SELF_LEFT, LeagueStage.EXPELLED):
            _leave_bodies(session, card, name, on, dict(STAGE_LABELS)[kind])

    return _move(desk, ids, values, "end_league", f"终止团员档案：{len(set(ids))}人", move)


def _leave_bodies(session: Session, card: LeagueIndex, name: str, on: Any, reason: str) -> None:
    rows = session.exec(
        select(Membership)
        .join(Organization, col(Organization.id) == col(Membership.organization_id))
        .where(Membership.person_id == card.person_id, Organization.line == OrganizationLine.LEAGUE)
        .where(sa.or_(col(Membership.to_on).is_(None), col(Membership.to_on) > on))
    ).all()
    for row in rows:
        end_row(session, row, on, name)
        row.end_reason = reason


def _move(
    desk: Desk,
    ids: Sequence[int],
    values: dict[str, Any],
    kind: str,
    title: str,
    move: Callable[[Session, LeagueIndex, str], None],
) -> Changes:
    """Do the same to several cards in one operation, and tell everybody's problems at once."""
    with desk.operation(kind, title) as session:
        cards = chosen(session, desk, LeagueIndex, ids, "团员档案")
        names = names_of(session, {card.person_id for card in cards})
        problems: list[Problem] = []
        for card in cards:
            name = names.get(card.person_id, "")
            try:
                with session.no_autoflush:
                    move(session, card, name)
                    fill_stage(card, session)
                    problems += checked(session, card, LEAGUE_RULES, name)
            except ValidationFailed as failed:
                problems += failed.problems
            touch(session, card)
        if any(one.blocking for one in problems) or (problems and not values.get("accept_warnings")):
            raise ValidationFailed(problems)
        return changed(session, LeagueIndex, Membership)
