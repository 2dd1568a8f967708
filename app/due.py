"""谁该办什么了: everything of the Party and the unions that is due on a day, as rows to open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.desk import Desk
from app.rules.duties import Done, Duty, duties
from app.rules.organizations import in_force
from app.rules.party import STAGE_LABELS, stage_at
from app.rules.partywork import letter_ends
from app.rules.waiting import Waiting, months_after, waiting
from db.models import (
    ApplicationState,
    MobileDirection,
    MobileMember,
    Organization,
    OrganizationStatus,
    PartyContact,
    PartyContactRole,
    PartyIndex,
    PartyReview,
    PartyStage,
    PartyStep,
    PartyStepDate,
    Person,
    PersonStatus,
    RelationTransfer,
    TransferState,
    UnionApplication,
)

_IN_CHUNKS = 500


@dataclass(frozen=True)
class Due:
    """One thing somebody has to do.

    register_key and record_id: the record to open. who: the person or body; person_id is None for a body. stage: what the
    record is now, as a word. may: it may be done from ``due_on`` on, nobody is late. overdue_days: 0 until it was due.
    """

    register_key: str
    record_id: int
    person_id: int | None
    who: str
    stage: str
    what: str
    due_on: date
    overdue_days: int
    may: bool = False


def due_list(desk: Desk, on: date, ahead_days: int | None = None) -> list[Due]:
    """Everything that is due on a day or within the days ahead (setting 提前提醒), the longest overdue first.

    Of people who are 封存 nothing is listed; a clerk of an area gets that area's people.
    """
    with desk.reading() as session:
        times = waiting(session)
        last = on + timedelta(days=times.party_ahead_days if ahead_days is None else ahead_days)
        found = [
            *_party(session, desk, on, times),
            *_mobile(session, desk, on, times),
            *_transfers(session, desk, on, times),
            *_applications(session, desk, on, times),
        ]
    return _sorted(row for row in found if row.due_on <= last)


def _sorted(rows: Iterable[Due]) -> list[Due]:
    return sorted(rows, key=lambda row: (row.due_on, row.who, row.what, row.record_id))


def _late(due_on: date, on: date) -> int:
    return max(0, (on - due_on).days)


def people_shown(desk: Desk) -> tuple[sa.ColumnElement[bool], ...]:
    """The people a clerk may see by name."""
    areas = desk.visible_areas()
    shown = col(Person.status) != PersonStatus.RESTRICTED
    return (shown,) if areas is None else (shown, col(Person.area_id).in_(areas))


def _party(session: Session, desk: Desk, on: date, times: Waiting) -> Iterable[Due]:
    labels = dict(STAGE_LABELS)
    on_the_way = [stage for stage in PartyStage if stage not in _SETTLED]
    query = (
        select(PartyIndex, Person.name)
        .join(Person, col(Person.id) == col(PartyIndex.person_id))
        .where(
            *people_shown(desk), sa.or_(col(PartyIndex.stage).in_(on_the_way), col(PartyIndex.stage_on) > on)
        )
    )
    cards = session.exec(query).all()
    done = _done(session, [card.id or 0 for card, _ in cards], on)
    for card, name in cards:
        begun = stage_at(card, on)
        for duty in duties(card, done[card.id or 0], on, times):
            stage = labels[begun[0]] if begun else ""
            yield _row("party_index", card.id, card.person_id, name, stage, duty, on)


_SETTLED = (
    PartyStage.FULL,
    PartyStage.WITHDRAWN,
    PartyStage.CANCELLED,
    PartyStage.LEFT,
    PartyStage.TRANSFERRED_OUT,
)


def _row(key: str, record: int | None, person: int, name: str, stage: str, duty: Duty, on: date) -> Due:
    late = duty.overdue_days(on)
    return Due(key, record or 0, person, name, stage, duty.text, duty.due_on, late, duty.may)


def _done(session: Session, card_ids: Sequence[int], on: date) -> dict[int, Done]:
    """What was done for each card by a day, read together."""
    steps = session.exec(
        select(PartyStep).where(col(PartyStep.active), col(PartyStep.due_months).is_not(None))
    ).all()
    reviews: dict[int, list[date]] = defaultdict(list)
    mentors: dict[int, int] = defaultdict(int)
    taken: set[tuple[int, int]] = set()
    for start in range(0, len(card_ids), _IN_CHUNKS):
        some = card_ids[start : start + _IN_CHUNKS]
        for index_id, day in session.exec(
            select(PartyReview.index_id, col(PartyReview.reviewed_on)).where(
                col(PartyReview.index_id).in_(some)
            )
        ).all():
            reviews[index_id].append(day)
        for index_id in session.exec(
            select(PartyContact.index_id).where(
                col(PartyContact.index_id).in_(some),
                PartyContact.role == PartyContactRole.MENTOR,
                *in_force(PartyContact, on),
            )
        ).all():
            mentors[index_id] += 1
        taken |= {
            (index_id, step_id)
            for index_id, step_id in session.exec(
                select(PartyStepDate.index_id, PartyStepDate.step_id).where(
                    col(PartyStepDate.index_id).in_(some), PartyStepDate.done_on <= on
                )
            ).all()
        }
    return {
        card: Done(
            reviews[card],
            mentors[card],
            tuple(
                (PartyStage(step.stage), step.name, step.due_months or 0)
                for step in steps
                if (card, step.id) not in taken
            ),
        )
        for card in card_ids
    }


def _mobile(session: Session, desk: Desk, on: date, times: Waiting) -> Iterable[Due]:
    """Who came from elsewhere and has not reported to the organization."""
    query = (
        select(MobileMember, Person.name)
        .join(Person, col(Person.id) == col(MobileMember.person_id))
        .where(*people_shown(desk), *in_force(MobileMember, on), MobileMember.direction == MobileDirection.IN)
        .where(sa.or_(col(MobileMember.reported_on).is_(None), col(MobileMember.reported_on) > on))
    )
    for member, name in session.exec(query).all():
        duty = Duty("REPORT", "流动党员向组织报到", months_after(member.from_on, times.mobile_months))
        yield _row("mobile_members", member.id, member.person_id, name, "流入党员", duty, on)


def _transfers(session: Session, desk: Desk, on: date, times: Waiting) -> Iterable[Due]:
    """Letters that run out before the transfer was received."""
    query = (
        select(RelationTransfer, Person.name)
        .join(Person, col(Person.id) == col(RelationTransfer.person_id))
        .where(*people_shown(desk), RelationTransfer.state == TransferState.IN_TRANSIT)
        .where(col(RelationTransfer.issued_on) <= on)
    )
    for transfer, name in session.exec(query).all():
        ends = letter_ends(transfer, times)
        if ends is not None:
            duty = Duty("LETTER", "组织关系介绍信到期前完成接收", ends)
            yield _row("relation_transfers", transfer.id, transfer.person_id, name, "在途", duty, on)


def _applications(session: Session, desk: Desk, on: date, times: Waiting) -> Iterable[Due]:
    """Applications to unions that wait for a decision."""
    query = (
        select(UnionApplication, Person.name)
        .join(Person, col(Person.id) == col(UnionApplication.person_id))
        .where(*people_shown(desk), UnionApplication.state == ApplicationState.APPLIED)
        .where(UnionApplication.applied_on <= on)
    )
    for application, name in session.exec(query).all():
        due_on = application.applied_on + timedelta(days=times.union_application_days)
        duty = Duty("APPROVE", "审批入会申请", due_on)
        yield _row("union_applications", application.id, application.person_id, name, "已申请", duty, on)


def elections_due(desk: Desk, on: date) -> list[Due]:
    """Bodies of every line whose term ends within the months of the setting 换届提醒, or has ended."""
    with desk.reading() as session:
        last = months_after(on, waiting(session).election_reminder_months)
        query = select(Organization).where(
            col(Organization.next_election_on) <= last,
            sa.or_(col(Organization.dissolved_on).is_(None), col(Organization.dissolved_on) > on),
            col(Organization.status).not_in([OrganizationStatus.DISSOLVED, OrganizationStatus.PREPARING]),
        )
        areas = desk.visible_areas()
        if areas is not None:
            query = query.where(col(Organization.area_id).in_(areas))
        bodies = session.exec(query).all()
    return _sorted(
        Due("organizations", body.id or 0, None, body.name, "届满", "换届", day, _late(day, on))
        for body in bodies
        if (day := body.next_election_on) is not None
    )
