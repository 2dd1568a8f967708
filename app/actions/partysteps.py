"""What is done within a stage of Party development: the talk, reviews, mentors, steps of the template, the approval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from app.actions.party import move
from app.actions.rows import changed, checked, chosen, names_of, refuse
from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.rules.partychildren import contact_fits, fill_name, once_each, somebody, within_course
from app.rules.periods import period_in_order
from db.base import Record
from db.models import (
    PartyContact,
    PartyContactRole,
    PartyIndex,
    PartyReview,
    PartyStage,
    PartyStep,
    PartyStepDate,
    ReviewResult,
)

REVIEW_RULES = (within_course("reviewed_on", "考察日期"),)
CONTACT_RULES = (somebody, period_in_order, contact_fits)
STEP_RULES = (once_each, within_course("done_on", "办理日期"))
_PROBATION = (PartyStage.PROBATIONARY, PartyStage.EXTENDED)


def talk(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note the talk with applicants (``values``: on, accept_warnings). Raises ``ValidationFailed`` as ``advance`` does."""

    def step(_: Session, card: PartyIndex, name: str) -> None:
        if card.applied_on is None or card.end_kind:
            raise refuse("NO_APPLICANT", "", f"{name}没有申请日期，或者档案已经终止，不能登记谈话。")
        card.talk_on = values["on"]

    return move(desk, ids, values, "party_step", f"登记入党谈话：{len(set(ids))}人", step)


def approve_admission(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note the superior body's approval of probationary members (``values``: on, accept_warnings)."""

    def step(_: Session, card: PartyIndex, name: str) -> None:
        if card.stage not in _PROBATION:
            raise refuse("STATUS_STEP", "", f"{name}现在不是预备党员，不能登记审批。")
        card.approved_on = values["on"]

    return move(desk, ids, values, "party_step", f"登记预备党员审批：{len(set(ids))}人", step)


def review(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Write down a half-yearly review of activists (``values``: on, reviewer, result)."""

    def row(card: PartyIndex) -> PartyReview:
        return PartyReview(
            index_id=card.id or 0,
            reviewed_on=values["on"],
            reviewer=values.get("reviewer") or "",
            result=ReviewResult(values.get("result") or ReviewResult.CONTINUE),
        )

    return _add(desk, ids, values, f"登记半年考察：{len(set(ids))}人", row, REVIEW_RULES)


def name_mentor(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Give people a mentor or sponsor (``values``: role, person_id or name, on, accept_warnings)."""

    def row(card: PartyIndex) -> PartyContact:
        return PartyContact(
            index_id=card.id or 0,
            role=PartyContactRole(values.get("role") or PartyContactRole.MENTOR),
            person_id=values.get("person_id"),
            name=values.get("name") or "",
            from_on=values["on"],
        )

    return _add(desk, ids, values, f"确定联系人或介绍人：{len(set(ids))}人", row, CONTACT_RULES)


def take_step(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note a step of the template as done (``values``: step_id, on)."""

    def row(card: PartyIndex) -> PartyStepDate:
        return PartyStepDate(index_id=card.id or 0, step_id=values["step_id"], done_on=values["on"])

    with desk.reading() as session:
        step = session.get(PartyStep, values["step_id"])
        name = step.name if step is not None else ""
    return _add(desk, ids, values, f"登记“{name}”：{len(set(ids))}人", row, STEP_RULES)


def _add(
    desk: Desk,
    ids: Sequence[int],
    values: dict[str, Any],
    title: str,
    make: Callable[[PartyIndex], Any],
    rules: Sequence[Any],
) -> Changes:
    """A row below each card in one operation; everybody's problems at once, warnings ask to be accepted."""
    with desk.operation("party_step", title) as session:
        cards = chosen(session, desk, PartyIndex, ids, "发展档案")
        names = names_of(session, {card.person_id for card in cards})
        problems: list[Problem] = []
        for card in cards:
            row = make(card)
            if isinstance(row, PartyContact):
                fill_name(row, session)
            try:
                problems += checked(session, row, rules, names.get(card.person_id, ""))
            except ValidationFailed as failed:
                problems += failed.problems
            session.add(row)
        if any(one.blocking for one in problems) or (problems and not values.get("accept_warnings")):
            raise ValidationFailed(problems)
        return changed(session, *_TABLES)


_TABLES: tuple[type[Record], ...] = (PartyReview, PartyContact, PartyStepDate, PartyIndex)
