"""Agreements: the card of a place or partner repeats the latest one, and what is typed on a place's card reaches it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import touch
from db.models import Facility, FacilityAgreement, Partner, PartnerAgreement


def keep_owner(agreement: Any, _: dict[str, Any], session: Session) -> None:
    """After an agreement was written or deleted, its owner's card says how long the latest one holds."""
    if isinstance(agreement, FacilityAgreement):
        place = session.get_one(Facility, agreement.facility_id)
        known = latest(session, place.id or 0)
        dates = (None, None) if known is None else (known.valid_from, known.valid_until)
        if (place.agreement_from, place.agreement_to) != dates:
            place.agreement_from, place.agreement_to = dates
            touch(session, place)
    else:
        partner = session.get_one(Partner, agreement.partner_id)
        query = select(PartnerAgreement).where(PartnerAgreement.partner_id == partner.id)
        rows = session.exec(query.order_by(col(PartnerAgreement.valid_from).desc())).first()
        until = None if rows is None else rows.valid_until
        if partner.agreement_to != until:
            partner.agreement_to = until
            touch(session, partner)
    session.flush()


def keep_agreement(facility: Any, before: dict[str, Any], session: Session) -> None:
    """Dates of an agreement typed on a place's card, or brought by an import, become its agreement.

    One that begins later is another agreement; else the latest one is corrected.
    """
    dates = (facility.agreement_from, facility.agreement_to)
    if before and (before["agreement_from"], before["agreement_to"]) == dates:
        return
    known = latest(session, facility.id)
    if known is not None and (known.valid_from, known.valid_until) == dates:
        return
    if dates == (None, None):
        if known is not None:
            session.delete(known)
    else:
        begins = facility.agreement_from or _begin(facility)
        renewed = known is not None and known.valid_until is not None and begins > known.valid_until
        if known is None or renewed:
            known = FacilityAgreement(facility_id=facility.id, valid_from=begins)
        known.valid_from, known.valid_until = begins, facility.agreement_to
        touch(session, known)
    session.flush()


def latest(session: Session, facility_id: int) -> FacilityAgreement | None:
    """The agreement of a place that begins last."""
    query = select(FacilityAgreement).where(FacilityAgreement.facility_id == facility_id)
    return session.exec(query.order_by(col(FacilityAgreement.valid_from).desc())).first()


def _begin(facility: Any) -> date:
    """Since when an agreement holds of which only the end is known: since the place opened, at the latest since its end."""
    begins = facility.opened_on or date.today()
    return begins if facility.agreement_to is None else min(begins, facility.agreement_to)
