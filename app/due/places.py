"""What is due at places and with partners: faults, rounds, recognitions, filings, agreements, contacts, joint projects."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from app.due.row import PLACES, Due, Look
from app.rules.duties import Duty
from db.models import (
    Facility,
    FacilityStatus,
    Fault,
    FaultState,
    FriendlyUnit,
    Inspection,
    InspectionRound,
    JointProject,
    Partner,
    PartnerContact,
    Person,
    ProjectState,
    UnitFiling,
)
from db.models.units import RECOGNISED

_SERVING = (FacilityStatus.TRIAL, FacilityStatus.OPEN, FacilityStatus.SUSPENDED)
_GOING_ON = (ProjectState.PLANNED, ProjectState.RUNNING)


def places(look: Look) -> Iterable[Due]:
    """Everything of places and partners."""
    for find in (faults, rounds, recognitions, filings, agreements, contacts, projects):
        yield from find(look)


def faults(look: Look) -> Iterable[Due]:
    """Faults that wait to be mended, and those that may be struck off."""
    query = (
        select(Fault, Facility.name, Facility.area_id)
        .join(Facility, col(Facility.id) == Fault.facility_id)
        .where(*look.within(col(Facility.area_id)), Fault.found_on <= look.on)
        .where(sa.or_(col(Fault.closed_on).is_(None), col(Fault.closed_on) > look.on))
    )
    for fault, name, area in look.session.exec(query).all():
        if fault.mended_on is not None and fault.mended_on <= look.on:
            duty, stage = Duty("CLOSE", f"复核销号：{fault.content}", fault.mended_on, may=True), "已整改"
        else:
            duty, stage = Duty("MEND", f"整改：{fault.content}", fault.due_on), "待整改"
        action = {FaultState.OPEN: "mend", FaultState.MENDED: "close"}.get(fault.state, "")
        yield look.row(duty, "faults", fault.id, (None, name, area), stage, line=PLACES, action=action)


def rounds(look: Look) -> Iterable[Due]:
    """Rounds with places nobody was at."""
    waiting = sa.func.count()
    query = (
        select(InspectionRound, waiting)
        .join(Inspection, col(Inspection.round_id) == InspectionRound.id)
        .where(*look.within(col(InspectionRound.area_id)), InspectionRound.planned_on <= look.on)
        .where(sa.or_(col(Inspection.inspected_on).is_(None), col(Inspection.inspected_on) > look.on))
        .group_by(col(InspectionRound.id))
    )
    for round_, left in look.session.exec(query).all():
        duty = Duty("ROUND", f"还有{left}处没有巡查", round_.due_on)
        who = (None, round_.name, round_.area_id)
        yield look.row(duty, "inspection_rounds", round_.id, who, "巡查中", line=PLACES)


def recognitions(look: Look) -> Iterable[Due]:
    """Friendly units whose recognition runs out: they are checked again (复查) by its last day."""
    query = select(FriendlyUnit).where(
        *look.within(col(FriendlyUnit.area_id)),
        col(FriendlyUnit.stage).in_(RECOGNISED),
        col(FriendlyUnit.valid_until).is_not(None),
    )
    for unit in look.session.exec(query).all():
        if unit.valid_until is not None:
            duty, who = Duty("CHECK_AGAIN", "复查友好单元", unit.valid_until), (None, unit.name, unit.area_id)
            yield look.row(duty, "friendly_units", unit.id, who, "授牌", line=PLACES, action="check_again")


def filings(look: Look) -> Iterable[Due]:
    """Station staff whose filing at a unit lapses, while nobody filed them there anew. Nobody who is 封存 is named."""
    later = aliased(UnitFiling)
    anew = sa.exists().where(
        col(later.unit_id) == UnitFiling.unit_id,
        col(later.person_id) == UnitFiling.person_id,
        col(later.from_on) >= col(UnitFiling.to_on),
    )
    query = (
        select(UnitFiling, Person.name, FriendlyUnit.name, FriendlyUnit.area_id)
        .join(Person, col(Person.id) == UnitFiling.person_id)
        .join(FriendlyUnit, col(FriendlyUnit.id) == UnitFiling.unit_id)
        .where(*look.people(), col(UnitFiling.to_on).is_not(None), UnitFiling.from_on <= look.on, ~anew)
    )
    for filing, name, unit, area in look.session.exec(query).all():
        if filing.to_on is not None:
            duty = Duty("FILING", f"{unit}的站点备案失效，续期或取消", filing.to_on)
            who = (filing.person_id, name, area)
            yield look.row(duty, "unit_filings", filing.id, who, "备案", line=PLACES, action="renew")


def agreements(look: Look) -> Iterable[Due]:
    """Agreements with providers of places and with partners that run out."""
    by_place = select(Facility).where(
        *look.within(col(Facility.area_id)),
        col(Facility.status).in_(_SERVING),
        col(Facility.agreement_to).is_not(None),
    )
    for place in look.session.exec(by_place).all():
        if place.agreement_to is not None:
            duty, who = (
                Duty("AGREEMENT", "续签阵地协议", place.agreement_to),
                (None, place.name, place.area_id),
            )
            yield look.row(duty, "facilities", place.id, who, "协议", line=PLACES)
    by_partner = select(Partner).where(
        *look.within(col(Partner.area_id)),
        col(Partner.agreement_to).is_not(None),
        sa.or_(col(Partner.left_on).is_(None), col(Partner.left_on) > look.on),
    )
    for partner in look.session.exec(by_partner).all():
        if partner.agreement_to is not None:
            duty = Duty("AGREEMENT", "续签共建协议", partner.agreement_to)
            who = (None, partner.name, partner.area_id)
            yield look.row(duty, "partners", partner.id, who, "协议", line=PLACES)


def contacts(look: Look) -> Iterable[Due]:
    """Partners somebody meant to contact again, and nobody has since."""
    later = aliased(PartnerContact)
    since = sa.exists().where(
        col(later.partner_id) == PartnerContact.partner_id,
        col(later.contacted_on) > col(PartnerContact.contacted_on),
    )
    query = (
        select(PartnerContact, Partner.name, Partner.area_id)
        .join(Partner, col(Partner.id) == PartnerContact.partner_id)
        .where(*look.within(col(Partner.area_id)), col(PartnerContact.next_on).is_not(None), ~since)
        .where(sa.or_(col(Partner.left_on).is_(None), col(Partner.left_on) > look.on))
    )
    for contact, name, area in look.session.exec(query).all():
        if contact.next_on is not None:
            duty, who = Duty("CONTACT", "再次联系", contact.next_on), (None, name, area)
            yield look.row(duty, "partners", contact.partner_id, who, "共建", line=PLACES)


def projects(look: Look) -> Iterable[Due]:
    """Joint projects that are to be finished."""
    query = select(JointProject).where(
        *look.within(col(JointProject.area_id)),
        col(JointProject.state).in_(_GOING_ON),
        col(JointProject.due_on).is_not(None),
        JointProject.listed_on <= look.on,
    )
    for project in look.session.exec(query).all():
        if project.due_on is not None:
            running = project.state == ProjectState.RUNNING
            duty, who = Duty("PROJECT", "完成联建项目", project.due_on), (None, project.name, project.area_id)
            stage, action = ("推进中", "finish") if running else ("未启动", "start")
            yield look.row(duty, "joint_projects", project.id, who, stage, line=PLACES, action=action)
