"""Trying a design with real people: what was issued last of its kind, else people of the ledger with sample words."""

from __future__ import annotations

import io
from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.actions.certificate_texts import from_snapshot
from app.actions.recordcertificate_texts import from_snapshot as proof_of
from app.desk import Desk
from app.documents.pdf import render
from app.workshop.drawing import Holder, Overprint, document_of
from app.workshop.elements import Design
from app.workshop.placeholders import samples
from app.workshop.values import holder_of, proof_holder
from db.models import (
    Certificate,
    CertificateKind,
    Person,
    PersonStatus,
    RecordCertificate,
    TemplateKind,
)

MOST = 12
SAMPLE = "样例"


def people_to_try(desk: Desk, kind: TemplateKind) -> list[tuple[str, Holder]]:
    """Names and what their papers would say: the sample, who got one last, and the longest names there are."""
    with desk.reading() as session:
        if kind is TemplateKind.PROOF:
            found = _proofs(session, desk)
        else:
            found = _certificates(session, desk, CertificateKind(kind))
        found += _people(session, desk, kind, MOST - len(found))
    known: dict[str, Holder] = {SAMPLE: Holder(samples(kind), where=SAMPLE)}
    for name, holder in found:
        known.setdefault(name, holder)
    return list(known.items())


def try_design(design: Design, title: str, holder: Holder, overprint: Overprint | None = None) -> bytes:
    """The paper of one person as PDF. Raises ValidationFailed when a text does not fit, MissingGlyphs."""
    paper = io.BytesIO()
    render(document_of(title, [(design, holder)], overprint), paper)
    return paper.getvalue()


def _certificates(session: Session, desk: Desk, kind: CertificateKind) -> list[tuple[str, Holder]]:
    query = select(Certificate).where(Certificate.kind == kind).order_by(col(Certificate.id).desc())
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(Certificate.area_id).in_(areas))
    rows = session.exec(query.limit(MOST // 2)).all()
    return [(row.person_name, holder_of(from_snapshot(row.snapshot))) for row in rows if row.snapshot != "{}"]


def _proofs(session: Session, desk: Desk) -> list[tuple[str, Holder]]:
    query = (
        select(RecordCertificate)
        .where(RecordCertificate.snapshot != "")
        .order_by(col(RecordCertificate.id).desc())
    )
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(RecordCertificate.area_id).in_(areas))
    texts = [proof_of(row.snapshot) for row in session.exec(query.limit(MOST // 2)).all()]
    masked = samples(TemplateKind.PROOF)["证件号码"]
    return [
        (one.name, Holder({**proof_holder(one).values, "证件号码": masked}, where=one.name)) for one in texts
    ]


def _people(session: Session, desk: Desk, kind: TemplateKind, most: int) -> Sequence[tuple[str, Holder]]:
    """The longest names: where those fit, all do."""
    query = (
        select(Person.name)
        .where(col(Person.status) != PersonStatus.RESTRICTED)
        .order_by(sa.func.length(Person.name).desc(), col(Person.id))
    )
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(Person.area_id).in_(areas))
    names = session.exec(query.limit(max(0, most))).all()
    return [(name, Holder(samples(kind) | {"姓名": name}, where=name)) for name in names]
