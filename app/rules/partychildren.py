"""Rules of what hangs on a development card: earlier stages, reviews, contacts and steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import value_before
from app.rules.organizations import in_force
from app.rules.party import STAGE_DATES, course_of, periods_of
from db.models import (
    PartyContact,
    PartyContactRole,
    PartyIndex,
    PartyStage,
    PartyStagePeriod,
    PartyStep,
    PartyStepDate,
    Person,
)

MOST_CONTACTS = 2
_FULL_MEMBER = "01"


def earlier_only(period: Any, session: Session) -> Sequence[Problem]:
    """By hand only stages of an earlier development are entered; those of the present one follow the card's dates."""
    card = session.get_one(PartyIndex, period.index_id)
    course = course_of(card)
    if not course or (period.to_on is not None and period.to_on <= course[0][1]):
        return ()
    if (PartyStage(period.stage), period.from_on, period.to_on) in periods_of(course):
        return ()
    message = (
        f"{course[0][1]}起的阶段由发展档案中的日期推出，请在档案中修改日期；这里只补记在这之前结束的经历。"
    )
    return (Problem("STAGE_DERIVED", "to_on", message),)


def after_earlier(card: Any, session: Session) -> Sequence[Problem]:
    """The first date of a development lies after what an earlier one left behind."""
    course = course_of(card)
    first = min((day for name in STAGE_DATES.values() if (day := value_before(card, name))), default=None)
    if not course or first is None:
        return ()
    query = select(PartyStagePeriod).where(
        PartyStagePeriod.index_id == card.id, PartyStagePeriod.from_on < first
    )
    for row in session.exec(query).all():
        closing = (
            row.to_on is None or row.to_on == first
        )  # the end of the earlier one, open until this one began
        if course[0][1] <= row.from_on or not (closing or course[0][1] >= (row.to_on or first)):
            message = f"第一个日期（{course[0][1]}）与以前的经历（{row.from_on}起）重叠，请核对。"
            return (Problem("PERIOD_OVERLAP", "applied_on", message),)
    return ()


def within_course(name: str, label: str) -> Any:
    """The rule that a date of a child row does not lie before the card's first date or in the future."""

    def rule(record: Any, session: Session) -> Sequence[Problem]:
        day = getattr(record, name)
        if day > date.today():
            return (Problem("DATE_FUTURE", name, f"{label}{day}还没有到，请核对。"),)
        course = course_of(session.get_one(PartyIndex, record.index_id))
        if course and day < course[0][1]:
            message = f"{label}{day}早于发展档案的第一个日期{course[0][1]}，请核对。"
            return (Problem("DATE_ORDER", name, message),)
        return ()

    return rule


def fill_name(record: Any, session: Session) -> None:
    """Fill the name of somebody who is in the ledger, so that lists show it in one column."""
    if record.person_id is not None:
        person = session.get(Person, record.person_id)
        record.name = person.name if person else record.name


def somebody(record: Any, _: Session) -> Sequence[Problem]:
    """A person of the ledger, or a name."""
    if record.person_id is None and not record.name.strip():
        return (Problem("NOBODY", "name", "请选择人员，或者填写姓名。"),)
    return ()


def contact_fits(contact: Any, session: Session) -> Sequence[Problem]:
    """At most two mentors and two sponsors at a time, never the person himself, and formal members of the Party."""
    card = session.get_one(PartyIndex, contact.index_id)
    if contact.person_id is not None and contact.person_id == card.person_id:
        return (Problem("OWN_CONTACT", "person_id", "联系人和介绍人不能是本人，请重新选择。"),)
    label = "培养联系人" if contact.role == PartyContactRole.MENTOR else "入党介绍人"
    others = select(sa.func.count()).where(
        PartyContact.index_id == contact.index_id,
        PartyContact.role == contact.role,
        col(PartyContact.id) != (contact.id or 0),
        sa.or_(col(PartyContact.to_on).is_(None), col(PartyContact.to_on) > contact.from_on),
    )
    if contact.to_on is not None:
        others = others.where(PartyContact.from_on < contact.to_on)
    if session.exec(others).one() >= MOST_CONTACTS:
        message = f"{label}同一时间最多{MOST_CONTACTS}人，请先结束其中一位。"
        return (Problem("CONTACTS_FULL", "role", message),)
    person = session.get(Person, contact.person_id) if contact.person_id else None
    if person is not None and person.politics != _FULL_MEMBER:
        message = f"{person.name}没有登记为中共党员，{label}一般由正式党员担任，请核对。"
        return (Problem("NOT_PARTY_MEMBER", "person_id", message, blocking=False),)
    return ()


def stage_ready(card: Any, session: Session) -> Sequence[Problem]:
    """Who moves on has done the steps the office requires of the stage; an admission needs two sponsors."""
    before = value_before(card, "stage")
    if card.id is None or before is None or before == card.stage or card.stage not in STAGE_DATES:
        return ()
    done = select(PartyStepDate.step_id).where(
        PartyStepDate.index_id == card.id, PartyStepDate.done_on >= course_of(card)[0][1]
    )
    missing = session.exec(
        select(PartyStep.name)
        .where(PartyStep.stage == before, col(PartyStep.required), col(PartyStep.active))
        .where(col(PartyStep.id).not_in(done))
        .order_by(col(PartyStep.position))
    ).all()
    found = []
    if missing:
        message = f"还没有登记{'、'.join(f'“{name}”' for name in missing)}，请先在“步骤办理”中补登日期。"
        found.append(Problem("STEPS_MISSING", "stage", message))
    if (
        card.stage == PartyStage.PROBATIONARY
        and sponsors_at(session, card.id, card.admitted_on) < MOST_CONTACTS
    ):
        message = f"入党介绍人不足{MOST_CONTACTS}人，请在“联系人和介绍人”中登记。"
        found.append(Problem("SPONSORS", "admitted_on", message, blocking=False))
    return found


def once_each(record: Any, session: Session) -> Sequence[Problem]:
    """A step of the template is done once in a development; who began anew does it anew."""
    query = select(PartyStepDate.id).where(
        PartyStepDate.index_id == record.index_id,
        PartyStepDate.step_id == record.step_id,
        col(PartyStepDate.id) != (record.id or 0),
    )
    course = course_of(session.get_one(PartyIndex, record.index_id))
    if course:
        query = query.where(PartyStepDate.done_on >= course[0][1])
    if session.exec(query).first() is None:
        return ()
    return (Problem("STEP_TWICE", "step_id", "这一步已经登记过，请直接修改那一条的日期。"),)


def sponsors_at(session: Session, index_id: int, day: date) -> int:
    """How many sponsors somebody has on a day."""
    return _contacts(session, index_id, PartyContactRole.SPONSOR, day)


def mentors_at(session: Session, index_id: int, day: date) -> int:
    """How many mentors somebody has on a day."""
    return _contacts(session, index_id, PartyContactRole.MENTOR, day)


def _contacts(session: Session, index_id: int, role: PartyContactRole, day: date) -> int:
    query = select(sa.func.count()).where(
        PartyContact.index_id == index_id, PartyContact.role == role, *in_force(PartyContact, day)
    )
    return session.exec(query).one()
