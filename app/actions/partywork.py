"""Reporting in, transfers of the Party relation on their way, and instructors called back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.actions.rows import changed, checked, chosen, end_row, names_of, touch
from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.rules.dates import at_least, in_order, not_future
from app.rules.lifecycles import follows
from app.rules.organizations import in_force
from app.rules.party import party_body
from app.rules.partywork import (
    TRANSFER,
    TRANSFER_STATES,
    in_community,
    mobile_told,
    party_member,
    sides_told,
    state_dated,
)
from app.rules.periods import period_in_order, periods_apart
from db.models import (
    Area,
    CheckIn,
    InstructorStation,
    Membership,
    MobileMember,
    Organization,
    OrganizationKind,
    OrganizationLine,
    PartyIndex,
    PartyInstructor,
    Person,
    RelationTransfer,
    TransferState,
)

MOBILE_RULES = (
    period_in_order,
    periods_apart("person_id"),
    not_future("reported_on", "报到日期"),
    mobile_told,
    party_member,
)
TRANSFER_RULES = (
    follows(TRANSFER, "state", TRANSFER_STATES),
    sides_told,
    state_dated,
    at_least(1, valid_days="有效期（天）"),
    in_order("started_on", "发起日期", "issued_on", "开出日期"),
    in_order("issued_on", "开出日期", "received_on", "接收日期"),
    in_order("started_on", "发起日期", "received_on", "接收日期"),
    in_order("issued_on", "开出日期", "returned_on", "退回日期"),
    in_order("started_on", "发起日期", "returned_on", "退回日期"),
    not_future("received_on", "接收日期"),
    party_body("from_org_id", functional=False),
    party_body("to_org_id", functional=False),
    party_member,
)


@dataclass(frozen=True)
class CheckedIn:
    """What reporting in did. new: people whose day was written down; known: those who had it already."""

    changes: Changes
    new: tuple[int, ...]
    known: tuple[int, ...]


def check_in(desk: Desk, person_ids: Sequence[int], area_id: int, on: date, task: str = "") -> CheckedIn:
    """Write down that people reported to a community on a day; who has that day already stays as it is.

    Raises ``ValidationFailed`` for a day to come and for an area that is no community.
    """
    with desk.operation("check_in", f"登记报到：{len(set(person_ids))}人次") as session:
        chosen(session, desk, Area, [area_id], "社区")
        people = chosen(session, desk, Person, person_ids, "人员")
        known = set(
            session.exec(
                select(CheckIn.person_id).where(CheckIn.area_id == area_id, CheckIn.checked_on == on)
            ).all()
        )
        new = [person.id or 0 for person in people if person.id not in known]
        for person_id in new:
            row = CheckIn(person_id=person_id, area_id=area_id, checked_on=on, task=task)
            checked(session, row, (not_future("checked_on", "报到日期"), in_community))
            session.add(row)
        stayed = tuple(person.id or 0 for person in people if person.id in known)
        return CheckedIn(changed(session, CheckIn), tuple(new), stayed)


def check_in_people(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """``check_in`` as asked from the list of people (``values``: area_id, on, task)."""
    return check_in(desk, ids, values["area_id"], values["on"], values.get("task") or "").changes


def report_in(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note that mobile members reported to the organization on a day (``values``: on)."""

    def step(member: MobileMember) -> None:
        member.reported_on = values["on"]

    return _each(desk, ids, values, MobileMember, MOBILE_RULES, f"流动党员报到：{len(set(ids))}人", step)


def send(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Send transfers on their way with a letter (``values``: on, letter_no)."""

    def step(transfer: RelationTransfer) -> None:
        transfer.state, transfer.issued_on = TransferState.IN_TRANSIT, values["on"]
        transfer.letter_no = values.get("letter_no") or transfer.letter_no

    return _each(
        desk, ids, values, RelationTransfer, TRANSFER_RULES, f"开出组织关系：{len(set(ids))}人", step
    )


def receive(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note transfers as received (``values``: on); membership and card follow, see ``keep_relation``."""

    def step(transfer: RelationTransfer) -> None:
        transfer.state, transfer.received_on = TransferState.RECEIVED, values["on"]

    return _each(
        desk, ids, values, RelationTransfer, TRANSFER_RULES, f"接收组织关系：{len(set(ids))}人", step
    )


def send_back(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note transfers as returned (``values``: on, reason)."""

    def step(transfer: RelationTransfer) -> None:
        transfer.state, transfer.returned_on = TransferState.RETURNED, values["on"]
        transfer.reason = values.get("reason") or ""

    return _each(
        desk, ids, values, RelationTransfer, TRANSFER_RULES, f"退回组织关系：{len(set(ids))}人", step
    )


def _each(
    desk: Desk,
    ids: Sequence[int],
    values: dict[str, Any],
    model: Any,
    rules: Any,
    title: str,
    step: Callable[[Any], None],
) -> Changes:
    """One step for several records in one operation; problems carry the names, warnings ask to be accepted."""
    with desk.operation("party_work", title) as session:
        records = chosen(session, desk, model, ids, "记录")
        names = names_of(session, {record.person_id for record in records})
        problems: list[Problem] = []
        for record in records:
            before = {"state": getattr(record, "state", None)}
            step(record)
            try:
                problems += checked(session, record, rules, names.get(record.person_id, ""))
            except ValidationFailed as failed:
                problems += failed.problems
                continue
            touch(session, record)
            if isinstance(record, RelationTransfer):
                keep_relation(record, before, session)
        if any(one.blocking for one in problems) or (problems and not values.get("accept_warnings")):
            raise ValidationFailed(problems)
        return changed(session, model, Membership, PartyIndex)


def keep_relation(transfer: Any, before: dict[str, Any], session: Session) -> None:
    """When a transfer is received, the memberships of formal Party bodies and the card's body follow on that day."""
    if transfer.state != TransferState.RECEIVED or before.get("state") == TransferState.RECEIVED:
        return
    on, here = transfer.received_on, False
    for row in _relations(session, transfer.person_id, on):
        if row.organization_id == transfer.to_org_id:
            here = True
        elif row.from_on < on:
            row.to_on, row.end_reason = on, "组织关系转出"
            touch(session, row)
    session.flush()
    if transfer.to_org_id is not None and not here:
        session.add(Membership(organization_id=transfer.to_org_id, person_id=transfer.person_id, from_on=on))
    card = session.exec(select(PartyIndex).where(PartyIndex.person_id == transfer.person_id)).first()
    if card is not None and not card.end_kind and card.formal_org_id != transfer.to_org_id:
        card.formal_org_id = transfer.to_org_id
        touch(session, card)
    session.flush()


def _relations(session: Session, person_id: int, on: date) -> Sequence[Membership]:
    query = (
        select(Membership)
        .join(Organization, col(Organization.id) == col(Membership.organization_id))
        .where(Membership.person_id == person_id, Organization.line == OrganizationLine.PARTY)
        .where(Organization.kind != OrganizationKind.FUNCTIONAL, *in_force(Membership, on))
    )
    return session.exec(query).all()


def call_back(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """End the posting of instructors on a day, with the stations they look after (``values``: on, reason)."""
    on, reason = values["on"], values.get("reason") or ""
    with desk.operation("call_back", f"结束派驻：{len(set(ids))}人") as session:
        for instructor in chosen(session, desk, PartyInstructor, ids, "党建指导员"):
            end_row(session, instructor, on, instructor.name)
            instructor.end_reason = reason
            open_rows = select(InstructorStation).where(
                InstructorStation.instructor_id == instructor.id,
                sa.or_(col(InstructorStation.to_on).is_(None), col(InstructorStation.to_on) > on),
            )
            for row in session.exec(open_rows).all():
                end_row(session, row, on, instructor.name)
        return changed(session, PartyInstructor, InstructorStation)
