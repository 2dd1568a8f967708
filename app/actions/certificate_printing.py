"""Printing issued certificates and their stub list, always from the stored snapshots, never from today's records."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sqlmodel import Session, col, select

from app import settings
from app.actions.certificate_templates import designs_of, key_of
from app.actions.certificate_texts import from_snapshot
from app.actions.printing import Printed, enter
from app.desk import Desk
from app.documents.blocks import Document
from app.documents.certificate import CertificateText, stub_document
from app.documents.pdf import render
from app.errors import NotFound, UserError
from app.files import safe_write
from app.workshop.drawing import Overprint
from app.workshop.elements import Design
from app.workshop.overprinting import calibration_document
from app.workshop.paper import certificate_document, standard_for
from db.models import Certificate, CertificateState

_VOID, _REPLACED = "作废", "已换发或补发"


def print_certificates(
    desk: Desk,
    certificate_ids: Sequence[int],
    target: Path | BinaryIO | None = None,
    *,
    overprint: Overprint | None = None,
    today: date | None = None,
) -> Printed:
    """Print certificates in the order of their numbers, as they were issued; printed again they are the same to the byte.

    overprint: 套打, only what differs from holder to holder, for forms that are printed already.
    Raises UserError for a void or replaced one, NotFound for one that is not visible, MissingGlyphs before anything is
    written.
    """
    certificates = _certificates(desk, certificate_ids)
    ended = next((one for one in certificates if one.state != CertificateState.VALID), None)
    if ended is not None:
        raise UserError(f"证书{ended.number}已经作废或换发，不能打印。", "请从选中的证书里去掉它。")
    document = _document(desk, certificates, overprint)
    title = f"{'套打' if overprint else '打印'}证书{len(certificates)}本"
    with desk.operation("print", title, undoable=False) as session:
        return _print(session, desk, "certificate", document, target, today)


def print_stubs(
    desk: Desk,
    certificate_ids: Sequence[int],
    target: Path | BinaryIO | None = None,
    *,
    today: date | None = None,
) -> Printed:
    """Print the stub list (存根登记表) of certificates by number; void and replaced ones are on it and say so."""
    certificates = _certificates(desk, certificate_ids)
    stubs = [_stub(one) for one in certificates]
    office = settings.read(desk, "office_name") or stubs[0].issuer
    collected = {one.number: one.collected_on for one in certificates if one.collected_on is not None}
    document = stub_document(stubs, office, today or date.today(), collected=collected)
    title = f"打印证书存根{len(stubs)}份"
    with desk.operation("print", title, undoable=False) as session:
        return _print(session, desk, "stubs", document, target, today, marked=True)


def _document(desk: Desk, certificates: Sequence[Certificate], overprint: Overprint | None) -> Document:
    with desk.reading() as session:
        known = designs_of(session, {one.design_id for one in certificates if one.design_id is not None})
    texts = [from_snapshot(one.snapshot) for one in certificates]
    designs = [
        known[one.design_id] if one.design_id is not None else standard_for(text)
        for one, text in zip(certificates, texts, strict=True)
    ]
    return certificate_document(texts, designs, overprint)


def _stub(certificate: Certificate) -> CertificateText:
    text = from_snapshot(certificate.snapshot)
    notes = {CertificateState.VOID: _VOID, CertificateState.REPLACED: _REPLACED}
    note = notes.get(CertificateState(certificate.state), "")
    return replace(text, remark="；".join(filter(None, (text.remark, note))))


def _certificates(desk: Desk, ids: Sequence[int]) -> list[Certificate]:
    query = select(Certificate).where(col(Certificate.id).in_(ids)).order_by(col(Certificate.number))
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(Certificate.area_id).in_(areas))
    with desk.reading() as session:
        found = list(session.exec(query).all())
    if not found or len(found) != len(set(ids)):
        raise NotFound("有证书已不存在，或不在您负责的区域内。", "请刷新列表后重试。")
    return found


def _print(
    session: Session,
    desk: Desk,
    kind: str,
    document: Document,
    target: Path | BinaryIO | None,
    today: date | None,
    *,
    marked: bool = False,
) -> Printed:
    day = today or date.today()
    printed = enter(session, desk, kind, document.title, document, day, marked=marked)
    if isinstance(target, Path):
        with safe_write(target) as stream:
            stream.write(printed.data)
    elif target is not None:
        target.write(printed.data)
    return printed


@dataclass(frozen=True)
class Form:
    """The design that chosen certificates share, for printing onto forms. key: the same for the same design."""

    kind: str
    key: str
    design: Design


def form_of(desk: Desk, certificate_ids: Sequence[int]) -> Form:
    """The design of certificates for 套打. Raises UserError when they have several."""
    certificates = _certificates(desk, certificate_ids)
    if len({(one.design_id, one.kind) for one in certificates}) > 1:
        raise UserError("选中的证书不是用同一个模板颁发的，不能一起套打。", "请按模板分批选择。")
    first = certificates[0]
    with desk.reading() as session:
        known = designs_of(session, {first.design_id} if first.design_id else set())
    design = known.get(first.design_id or 0) or standard_for(from_snapshot(first.snapshot))
    return Form(str(first.kind), key_of(design), design)


def print_calibration(design: Design, overprint: Overprint | None = None) -> bytes:
    """The sheet with the ruler cross as PDF; it is no paper of the office and bears no number."""
    paper = io.BytesIO()
    render(calibration_document(design, overprint), paper)
    return paper.getvalue()
