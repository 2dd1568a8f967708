"""志愿服务记录证明 on its way: accepted, verified from the records, approved, issued under a number, published, archived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app import settings
from app.actions.certificate_templates import keep_design, template_of
from app.actions.recordcertificate_texts import contents_of, proof_text, snapshot_of
from app.actions.rows import changed, chosen, refuse, touch
from app.actions.volunteering import several_clerks
from app.desk import Changes, Desk
from app.documents.faces import check_role_glyphs
from app.documents.texts import texts
from app.errors import Problem, ValidationFailed
from app.rules.certificates import check_unit_code, number_of
from app.rules.lifecycles import PROOF
from app.rules.servicepapers import certifiable, unbooked, why_not_issuer, why_nothing
from app.values.numbers import next_number, take
from app.workshop.proofs import designed_proofs
from db.models import (
    Issuer,
    Person,
    ProofState,
    RecordCertificate,
    RecordCertificateLine,
    ServiceLog,
    TemplateKind,
)

PREFIX = "ZM"


def accept(desk: Desk, ids: Sequence[int], _: dict[str, Any]) -> Changes:
    """受理."""
    with desk.operation("accept_proof", f"受理记录证明申请{len(ids)}份") as session:
        for proof in _step(session, desk, ids, ProofState.ACCEPTED, "受理"):
            proof.accepted_by = desk.actor.name
        return changed(session, RecordCertificate)


def reject(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """不予受理 with the reason (``values``: reason)."""
    with desk.operation("reject_proof", f"不予受理记录证明申请{len(ids)}份") as session:
        for proof in _step(session, desk, ids, ProofState.REJECTED, "不予受理"):
            proof.reason = values["reason"]
        return changed(session, RecordCertificate)


def verify_proofs(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """核实: gather the booked records that the body organised, with their sums (``values``: booked_only).

    Raises ``ValidationFailed`` with the reason when the body may not certify or organised none of them, when the person's
    identity document is not known, and as a warning when records of the period are not booked yet.
    """
    with desk.operation("verify_proof", f"核实记录证明{len(ids)}份") as session:
        for proof in _step(session, desk, ids, ProofState.VERIFIED, "核实"):
            issuer, logs = _gathered(session, proof)
            waiting = unbooked(session, proof, issuer)
            if waiting and not values.get("booked_only"):
                message = f"{proof.number}的期间内还有{waiting}条没有入账的记录，不会计入；确认只证明已入账的，请勾选。"
                raise ValidationFailed([Problem("UNBOOKED", "booked_only", message, blocking=False)])
            session.execute(
                sa.delete(RecordCertificateLine).where(col(RecordCertificateLine.certificate_id) == proof.id)
            )
            for log in logs:
                session.add(RecordCertificateLine(certificate_id=proof.id or 0, log_id=log.id or 0))
            proof.minutes, proof.times = sum(log.minutes for log in logs), len(logs)
            proof.contents = contents_of(logs)
            proof.verified_by, proof.approved_by = desk.actor.name, ""
        return changed(session, RecordCertificate, RecordCertificateLine)


def approve(desk: Desk, ids: Sequence[int], _: dict[str, Any]) -> Changes:
    """审批. Raises ``ValidationFailed`` when the clerk verified it or wrote one of its records, and there are others."""
    with desk.operation("approve_proof", f"审批记录证明{len(ids)}份") as session:
        two = several_clerks(session)
        for proof in _step(session, desk, ids, ProofState.APPROVED, "审批"):
            logs = _unchanged(session, proof)[1]
            if two and desk.actor.name in {proof.verified_by, *(log.recorder for log in logs)}:
                message = (
                    f"{proof.number}由您核实或其中有您录入的记录，应由另一位经办人审批（记录人不能审批）。"
                )
                raise refuse("SAME_CLERK", "", message)
            proof.approved_by = desk.actor.name
        return changed(session, RecordCertificate)


def issue_proofs(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """出具: give the number and keep the snapshot (``values``: on, copies, sealed_by, remark). Cannot be undone.

    Raises ``ValidationFailed`` when the records were changed since they were verified, ``MissingGlyphs``; then no number
    is used.
    """
    on: date = values["on"]
    code = settings.read(desk, "unit_code")
    with desk.operation("issue_proof", f"出具志愿服务记录证明{len(ids)}份", undoable=False) as session:
        for proof in _step(session, desk, ids, ProofState.ISSUED, "出具"):
            issuer, logs = _unchanged(session, proof)
            if on < proof.until or on > date.today():
                message = f"出具日期应在{proof.until}（证明截止日期）至今天之间，请核对。"
                raise refuse("ISSUED_WHEN", "on", message)
            proof.remark = values.get("remark") or proof.remark
            proof.issued_on, proof.copies = on, values.get("copies") or 1
            proof.sealed_by = (values.get("sealed_by") or "")[:100]
            text = proof_text(session, proof, issuer, logs, on)
            design = template_of(session, TemplateKind.PROOF).design
            check_role_glyphs(texts(designed_proofs([(text, design)])))
            proof.design_id = keep_design(session, design)
            series = f"{check_unit_code(issuer.code or code)}-ZYZM-{on.year}"
            proof.certificate_no = number_of(series, take(session, series))
            proof.snapshot = snapshot_of(text, proof.certificate_no)
        return changed(session, RecordCertificate)


def publicize(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """公示 from a day to a day (``values``: on, to), at least as long as the office's setting says (149号: 7 days)."""
    on, to = values["on"], values["to"]
    least = settings.read(desk, "proof_public_days")
    if (to - on).days + 1 < least:
        raise refuse(
            "TOO_SHORT", "to", f"公示不少于{least}天，应到{on + timedelta(days=least - 1)}或以后，请核对。"
        )
    with desk.operation("publicize_proof", f"公示记录证明{len(ids)}份") as session:
        for proof in _step(session, desk, ids, ProofState.PUBLICIZED, "公示"):
            if proof.issued_on is not None and on < proof.issued_on:
                raise refuse("DATE_ORDER", "on", f"公示开始日期早于出具日期{proof.issued_on}，请核对。")
            proof.published_from, proof.published_to = on, to
        return changed(session, RecordCertificate)


def archive(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """归档 (``values``: on, archive_no), after the publicity."""
    on = values["on"]
    least = settings.read(desk, "proof_public_days")
    with desk.operation("archive_proof", f"归档记录证明{len(ids)}份") as session:
        for proof in _step(session, desk, ids, ProofState.ARCHIVED, "归档"):
            if proof.published_to is None and least:
                raise refuse("NOT_PUBLIC", "", f"{proof.certificate_no}还没有公示，请先登记公示。")
            if proof.published_to is not None and on <= proof.published_to:
                message = f"{proof.certificate_no}公示到{proof.published_to}，请在公示结束后归档。"
                raise refuse("STILL_PUBLIC", "on", message)
            proof.archived_on, proof.archive_no = on, values.get("archive_no") or ""
        return changed(session, RecordCertificate)


def void_proofs(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """作废 with the reason (``values``: reason); the number stays in the register."""
    with desk.operation("void_proof", f"作废记录证明{len(ids)}份", undoable=False) as session:
        for proof in _step(session, desk, ids, ProofState.VOIDED, "作废"):
            proof.reason, proof.touched_on = values["reason"], None
        return changed(session, RecordCertificate)


def reissue(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """更正重开: the old one ends (``values``: reason) and an application in its place waits to be verified anew."""
    with desk.operation("reissue_proof", f"更正重开记录证明{len(ids)}份", undoable=False) as session:
        for old in _step(session, desk, ids, ProofState.REISSUED, "更正重开"):
            old.reason, old.touched_on = values["reason"], None
            session.add(
                RecordCertificate(
                    number=next_number(session, PREFIX),
                    person_id=old.person_id,
                    issuer_id=old.issuer_id,
                    area_id=old.area_id,
                    since=old.since,
                    until=old.until,
                    purpose=old.purpose,
                    requested_on=date.today(),
                    remark=f"更正重开，原证明编号{old.certificate_no}作废",
                    state=ProofState.ACCEPTED,
                    accepted_by=desk.actor.name,
                    replaces_id=old.id,
                )
            )
        return changed(session, RecordCertificate)


def _step(
    session: Session, desk: Desk, ids: Sequence[int], to: ProofState, verb: str
) -> list[RecordCertificate]:
    proofs = chosen(session, desk, RecordCertificate, ids, "记录证明")
    for proof in proofs:
        if to not in PROOF.steps[proof.state]:
            name = proof.certificate_no or proof.number
            raise refuse("PROOF_STEP", "", f"{name}现在的状态不能{verb}，请按状态筛选后再选。")
        proof.state = to
        touch(session, proof)
    chosen(session, desk, Person, [proof.person_id for proof in proofs], "人员")  # nobody who is put away
    return proofs


def _gathered(session: Session, proof: RecordCertificate) -> tuple[Issuer, list[ServiceLog]]:
    issuer = session.get_one(Issuer, proof.issuer_id)
    why = why_not_issuer(issuer)
    if why:
        raise refuse("MAY_NOT_CERTIFY", "", why)
    logs = certifiable(session, proof, issuer)
    if not logs:
        raise refuse("NOT_ORGANISED", "", why_nothing(session, proof, issuer))
    person = session.get_one(Person, proof.person_id)
    if not person.id_no:
        message = f"{person.name}（{person.number}）没有登记证件号码，证明上要写明证件类型和号码，请先补登。"
        raise refuse("NO_ID", "", message)
    return issuer, logs


def _unchanged(session: Session, proof: RecordCertificate) -> tuple[Issuer, list[ServiceLog]]:
    """The records as they were verified. Raises ``ValidationFailed`` when they are others by now."""
    issuer, logs = _gathered(session, proof)
    known = session.exec(
        select(RecordCertificateLine.log_id).where(RecordCertificateLine.certificate_id == proof.id)
    ).all()
    if sorted(known) != sorted(log.id or 0 for log in logs):
        message = f"{proof.number}核实之后服务记录有变化，请重新核实。"
        raise refuse("RECORDS_CHANGED", "", message)
    return issuer, logs
