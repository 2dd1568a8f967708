"""What becomes of issued certificates: voided, replaced by another under a new number, fetched by their holders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as replace_fields
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.actions.certificate_templates import designs_of
from app.actions.certificate_texts import again, from_snapshot, masked_id, text_for, to_snapshot
from app.actions.certificates import PREVIEW_NUMBER, Issued, award_for, check_paper, class_run_of
from app.actions.rows import changed, chosen, touch
from app.desk import Changes, Desk
from app.documents.certificate import CertificateText
from app.errors import NotFound
from app.rules.certificates import check_day, check_in_force, check_reason, number_of
from app.rules.completion import progress
from app.values.numbers import take
from app.workshop.elements import Design
from app.workshop.paper import standard_for
from db.base import utc_now
from db.models import Certificate, CertificateState, Person
from db.queries.learners import learners_of


def void(desk: Desk, certificate_id: int, reason: str) -> Changes:
    """Void a certificate (作废): its number stays in the register and is never used again."""
    why = check_reason(reason)
    with desk.operation("void", "作废证书", undoable=False) as session:
        certificate = find(session, desk, certificate_id, lock=True)
        check_in_force(certificate)
        _end(session, certificate, CertificateState.VOID, why)
        return _changed(session)


def replace(desk: Desk, certificate_id: int, reason: str, issued_on: date, *, lost: bool = False) -> Issued:
    """Issue another certificate under a new number that names the old one, which stays in the register.

    lost: 补发, the same words as before; else 换发, with the words as the records now have them (a corrected name).
    """
    why = check_reason(reason)
    word = "补发" if lost else "换发"
    with desk.operation("reissue", f"{word}证书", undoable=False) as session:
        old = find(session, desk, certificate_id, lock=True)
        check_in_force(old)
        check_day(issued_on, old.issued_on)
        text = _words_again(session, desk, old, issued_on, lost=lost)
        number = number_of(old.series, take(session, old.series))
        text = again(text, number, issued_on, f"{word}，原证书编号：{old.number}")
        check_paper([text], design_for(session, old, text))
        _end(session, old, CertificateState.REPLACED, why)
        new = _successor(old, text)
        session.add(new)
        session.flush()
        return Issued(_changed(session), (new.id or 0,), (number,))


def collect(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note that certificates were fetched by their holders on a day (``values``: on)."""
    with desk.operation("collect", f"登记领取证书{len(ids)}本") as session:
        for certificate in chosen(session, desk, Certificate, ids, "证书"):
            check_in_force(certificate)
            certificate.collected_on = values["on"]
            touch(session, certificate)
        return changed(session, Certificate)


def find(session: Session, desk: Desk, certificate_id: int, *, lock: bool = False) -> Certificate:
    """A certificate the clerk may see. Raises NotFound."""
    query = select(Certificate).where(Certificate.id == certificate_id)
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(Certificate.area_id).in_(areas))
    found = session.exec(query.with_for_update() if lock else query).first()
    if found is None:
        raise NotFound("找不到这本证书，或不在您负责的区域内。", "请刷新列表后重试。")
    return found


def _words_again(
    session: Session, desk: Desk, old: Certificate, issued_on: date, *, lost: bool
) -> CertificateText:
    """The words as they were for a lost one, else as the records now have them; a letter's text stays, its name does not."""
    before = from_snapshot(old.snapshot)
    if lost:
        return before
    if old.class_run_id is None:
        person = session.get_one(Person, old.person_id)
        return replace_fields(before, name=person.name, id_number=masked_id(person))
    run = class_run_of(session, desk, old.class_run_id, lock=True)
    learner = next(one for one in learners_of(session, run.id or 0) if one.enrolment.id == old.enrolment_id)
    award = award_for(session, desk, run, issued_on)
    text = text_for(award, learner, PREVIEW_NUMBER, progress(learner.sessions).hours)
    return replace_fields(text, photo=before.photo)


def _successor(old: Certificate, text: CertificateText) -> Certificate:
    """The certificate that takes the place of another."""
    return Certificate(
        number=text.number,
        series=old.series,
        kind=old.kind,
        area_id=old.area_id,
        person_id=old.person_id,
        person_name=text.name,
        class_run_id=old.class_run_id,
        enrolment_id=old.enrolment_id,
        civic_role_id=old.civic_role_id,
        issued_on=text.issued_on,
        sealed_by=old.sealed_by,
        design_id=old.design_id,
        snapshot=to_snapshot(text),
        replaces_id=old.id,
    )


def design_for(session: Session, certificate: Certificate, text: CertificateText) -> Design:
    """The design a certificate was issued with; its successor keeps it."""
    if certificate.design_id is None:
        return standard_for(text)
    return designs_of(session, {certificate.design_id})[certificate.design_id]


def _end(session: Session, certificate: Certificate, state: CertificateState, reason: str) -> None:
    certificate.state, certificate.reason, certificate.updated_at = state, reason, utc_now()
    session.add(certificate)
    session.flush()


def _changed(session: Session) -> Changes:
    return Changes(frozenset({"certificates"}), session.info["operation"])
