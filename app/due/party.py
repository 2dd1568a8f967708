"""What is due in Party work: development, mobile members, relations on their way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from app.due.row import IN_CHUNKS, Due, Look
from app.rules.duties import Done, Duty, duties
from app.rules.organizations import in_force
from app.rules.party import STAGE_LABELS, course_of, stage_at
from app.rules.partywork import letter_ends
from app.rules.waiting import months_after
from db.models import (
    MobileDirection,
    MobileMember,
    PartyContact,
    PartyContactRole,
    PartyIndex,
    PartyReview,
    PartyStage,
    PartyStep,
    PartyStepDate,
    Person,
    RelationTransfer,
    TransferState,
)

_SETTLED = (
    PartyStage.FULL,
    PartyStage.WITHDRAWN,
    PartyStage.CANCELLED,
    PartyStage.LEFT,
    PartyStage.TRANSFERRED_OUT,
)
# The verb of the development card that does what is due.
_VERBS = {
    "TALK": "talk",
    "MENTOR": "name_mentor",
    "REVIEW": "review",
    "CANDIDATE": "advance",
    "APPROVAL": "approve",
    "CONFIRM": "advance",
    "STEP": "take_step",
}
_PRESETS: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "MENTOR": (("role", PartyContactRole.MENTOR.value),),
    "REVIEW": (("result", "continue"),),
}


def development(look: Look) -> Iterable[Due]:
    """Talks, reviews, approvals, ends of probation and the template's steps of everybody on the way into the Party."""
    labels = dict(STAGE_LABELS)
    on_the_way = [stage for stage in PartyStage if stage not in _SETTLED]
    query = (
        select(PartyIndex, Person.name, Person.area_id)
        .join(Person, col(Person.id) == col(PartyIndex.person_id))
        .where(*look.people())
        .where(sa.or_(col(PartyIndex.stage).in_(on_the_way), col(PartyIndex.stage_on) > look.on))
    )
    found = look.session.exec(query).all()
    steps = _steps(look)
    done = _done(look, [card for card, _, _ in found], steps)
    ids = {step.name: step.id for step in steps}
    for card, name, area in found:
        begun = stage_at(card, look.on)
        stage = labels[begun[0]] if begun else ""
        for duty in duties(card, done[card.id or 0], look.on, look.times):
            preset = (("step_id", ids[duty.text]),) if duty.code == "STEP" else _PRESETS.get(duty.code, ())
            yield look.row(
                duty,
                "party_index",
                card.id,
                (card.person_id, name, area),
                stage,
                action=_VERBS[duty.code],
                preset=preset,
            )


def _steps(look: Look) -> Sequence[PartyStep]:
    query = select(PartyStep).where(col(PartyStep.active), col(PartyStep.due_months).is_not(None))
    return look.session.exec(query).all()


def _done(look: Look, cards: Sequence[PartyIndex], steps: Sequence[PartyStep]) -> dict[int, Done]:
    """What was done for each card by the day, read together; of an earlier development nothing counts."""
    ids = [card.id or 0 for card in cards]
    reviews, mentors, taken = _reviews(look, ids), _mentors(look, ids), _taken(look, ids)
    found = {}
    for card in cards:
        course, key = course_of(card), card.id or 0
        first = course[0][1] if course else date.max
        missing = tuple(
            (PartyStage(step.stage), step.name, step.due_months or 0)
            for step in steps
            if taken.get((key, step.id or 0), date.min) < first
        )
        found[key] = Done(reviews[key], mentors[key], missing)
    return found


def _reviews(look: Look, ids: Sequence[int]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    for some in _chunks(ids):
        query = select(PartyReview.index_id, col(PartyReview.reviewed_on)).where(
            col(PartyReview.index_id).in_(some)
        )
        for index_id, day in look.session.exec(query).all():
            found[index_id].append(day)
    return found


def _mentors(look: Look, ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for some in _chunks(ids):
        query = select(PartyContact.index_id).where(
            col(PartyContact.index_id).in_(some),
            PartyContact.role == PartyContactRole.MENTOR,
            *in_force(PartyContact, look.on),
        )
        for index_id in look.session.exec(query).all():
            found[index_id] += 1
    return found


def _taken(look: Look, ids: Sequence[int]) -> dict[tuple[int, int], date]:
    """The last day by which each step was done for each card."""
    found: dict[tuple[int, int], date] = {}
    for some in _chunks(ids):
        query = select(PartyStepDate.index_id, PartyStepDate.step_id, col(PartyStepDate.done_on)).where(
            col(PartyStepDate.index_id).in_(some), PartyStepDate.done_on <= look.on
        )
        for index_id, step_id, day in look.session.exec(query).all():
            found[index_id, step_id] = max(day, found.get((index_id, step_id), day))
    return found


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + IN_CHUNKS] for start in range(0, len(ids), IN_CHUNKS))


def mobile_members(look: Look) -> Iterable[Due]:
    """Who came from elsewhere and has not reported to the organization."""
    query = (
        select(MobileMember, Person.name, Person.area_id)
        .join(Person, col(Person.id) == col(MobileMember.person_id))
        .where(
            *look.people(),
            *in_force(MobileMember, look.on),
            MobileMember.direction == MobileDirection.IN,
            sa.or_(col(MobileMember.reported_on).is_(None), col(MobileMember.reported_on) > look.on),
        )
    )
    for member, name, area in look.session.exec(query).all():
        duty = Duty("REPORT", "流动党员向组织报到", months_after(member.from_on, look.times.mobile_months))
        who = (member.person_id, name, area)
        yield look.row(duty, "mobile_members", member.id, who, "流入党员", action="report_in")


def transfers(look: Look) -> Iterable[Due]:
    """Letters that run out before the transfer was received."""
    query = (
        select(RelationTransfer, Person.name, Person.area_id)
        .join(Person, col(Person.id) == col(RelationTransfer.person_id))
        .where(*look.people(), RelationTransfer.state == TransferState.IN_TRANSIT)
        .where(col(RelationTransfer.issued_on) <= look.on)
    )
    for transfer, name, area in look.session.exec(query).all():
        ends = letter_ends(transfer, look.times)
        if ends is not None:
            duty = Duty("LETTER", "组织关系介绍信到期前完成接收", ends)
            who = (transfer.person_id, name, area)
            yield look.row(duty, "relation_transfers", transfer.id, who, "在途", action="receive")
