"""Rules of record certificates (志愿服务记录证明), of who may issue them, and of corrections of booked service records.

谁组织谁记录、谁记录谁证明 (民政部令第67号 and its press conference of 2021-01-25; 民发〔2015〕149号).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import value_before
from db.base import table_of
from db.models import (
    CorrectionState,
    Issuer,
    IssuerKind,
    LogCorrection,
    LogState,
    Person,
    ProofState,
    RecordCertificate,
    RecordCertificateLine,
    ServiceLog,
)

OPEN_STATES = (ProofState.REQUESTED, ProofState.ACCEPTED)
STANDING = (ProofState.ISSUED, ProofState.PUBLICIZED, ProofState.ARCHIVED)
_FACTS = ("person_id", "issuer_id", "since", "until")
_CHANGES = (
    "new_served_on",
    "new_starts_at",
    "new_ends_at",
    "new_minutes",
    "new_activity",
    "new_organizer_id",
)


def why_not_issuer(issuer: Issuer) -> str:
    """Why a body may not issue record certificates at all; empty when it may."""
    if issuer.kind == IssuerKind.TEAM:
        return (
            f"“{issuer.name}”是志愿服务队，不是依法成立的单位，不能出具志愿服务记录证明；"
            "请改选组织服务的居委会或志愿服务组织，或打印《志愿服务情况登记表（内部资料）》。"
        )
    if issuer.kind == IssuerKind.OTHER:
        return (
            f"“{issuer.name}”不属于志愿服务组织、慈善组织、居委会、公益活动举办单位或公共服务机构，"
            "不能出具志愿服务记录证明。"
        )
    if not issuer.may_certify:
        return f"“{issuer.name}”没有登记为可以出具志愿服务记录证明的单位，请先在“组织单位”里核实并勾选。"
    return ""


def issuer_told(issuer: Any, _: Session) -> Sequence[Problem]:
    """Only bodies that the rules name may certify, and a certificate names who answers for it (149号)."""
    if not issuer.may_certify:
        return ()
    why = why_not_issuer(issuer)
    if why:
        return (Problem("MAY_NOT_CERTIFY", "may_certify", why),)
    for name, label in (("responsible", "负责人"), ("phone", "联系电话")):
        if not getattr(issuer, name):
            return (Problem("REQUIRED", name, f"证明上要写明{label}，请填写。"),)
    if issuer.id is not None and issuer.succeeds_id == issuer.id:
        return (Problem("SUCCEEDS_ITSELF", "succeeds_id", "承接的单位不能是本单位自己。"),)
    return ()


def fill_area_of_person(row: Any, session: Session) -> None:
    """A certificate belongs to the area of the person it is about."""
    if row.person_id is not None:
        with session.no_autoflush:  # the rules compare with what was loaded
            row.area_id = session.get_one(Person, row.person_id).area_id


def proof_asked(proof: Any, session: Session) -> Sequence[Problem]:
    """A period that is over, and a body that may issue certificates."""
    if proof.until < proof.since:
        return (Problem("DATE_ORDER", "until", f"截止日期早于起始日期{proof.since}，请核对。"),)
    if proof.until > date.today():
        return (Problem("DATE_FUTURE", "until", f"{proof.until}还没有到，只能证明已经完成的服务。"),)
    why = why_not_issuer(session.get_one(Issuer, proof.issuer_id))
    return (Problem("MAY_NOT_CERTIFY", "issuer_id", why),) if why else ()


def proof_settled(proof: Any, _: Session) -> Sequence[Problem]:
    """What was verified is not changed under the certificate."""
    before = value_before(proof, "state")
    if before is None or before in OPEN_STATES:
        return ()
    if all(value_before(proof, name) == getattr(proof, name) for name in _FACTS):
        return ()
    return (Problem("PROOF_SETTLED", "", "已经核实或办结的申请，不能改动人员、单位和起止日期；请另行申请。"),)


def proof_stays(proof: Any, _: Session) -> Sequence[Problem]:
    """A number that was given out stays in the register for ever."""
    if proof.certificate_no is None:
        return ()
    return (Problem("NUMBER_STAYS", "", "证明编号登记后要一直保留，发错的请用“作废”。"),)


def certifiable(session: Session, proof: RecordCertificate, issuer: Issuer) -> list[ServiceLog]:
    """The booked records of the person in the period that the body, or the one it took over, organised."""
    organizers = [one for one in (issuer.id, issuer.succeeds_id) if one is not None]
    query = _in_period(proof).where(
        ServiceLog.state == LogState.BOOKED, col(ServiceLog.organizer_id).in_(organizers)
    )
    return list(session.exec(query.order_by(col(ServiceLog.served_on), col(ServiceLog.id))).all())


def why_nothing(session: Session, proof: RecordCertificate, issuer: Issuer) -> str:
    """Why no record can be certified: who organised those there are, as a sentence for the clerk."""
    logs = table_of(ServiceLog)
    bodies = table_of(Issuer)
    booked = (
        sa.select(bodies.c.name, sa.func.count())
        .select_from(logs.outerjoin(bodies, bodies.c.id == logs.c.organizer_id))
        .where(
            logs.c.person_id == proof.person_id,
            logs.c.served_on.between(proof.since, proof.until),
            logs.c.state == LogState.BOOKED,
        )
        .group_by(bodies.c.name)
        .order_by(sa.func.count().desc())
    )
    found = session.execute(booked).all()
    span = f"{proof.since}至{proof.until}"
    named = "、".join(f"“{name}”（{count}条）" for name, count in found if name)
    if named:
        return (
            f"{span}已入账的服务记录由{named}组织，不是“{issuer.name}”组织的，不能由它出具证明"
            "（谁组织谁记录、谁记录谁证明）；请改选组织单位。"
        )
    if found:
        return f"{span}已入账的{found[0][1]}条服务记录没有登记组织单位，请先在“服务记录”里补登组织单位。"
    return f"{span}没有已入账的服务记录，不能出具证明；未核实、未入账的记录不作数。"


def unbooked(session: Session, proof: RecordCertificate, issuer: Issuer) -> int:
    """How many records of the period and the body are not booked yet."""
    waiting = (LogState.ENTERED, LogState.VERIFIED)
    query = _in_period(proof).where(col(ServiceLog.state).in_(waiting), ServiceLog.organizer_id == issuer.id)
    return len(session.exec(query).all())


def _in_period(proof: RecordCertificate) -> Any:
    return select(ServiceLog).where(
        ServiceLog.person_id == proof.person_id,
        col(ServiceLog.served_on).between(proof.since, proof.until),
    )


def counting(session: Session, log_ids: Sequence[int]) -> list[RecordCertificate]:
    """The certificates that count one of the records and were issued or are on their way, by number."""
    lines = select(RecordCertificateLine.certificate_id).where(
        col(RecordCertificateLine.log_id).in_(list(log_ids))
    )
    alive = (*STANDING, ProofState.VERIFIED, ProofState.APPROVED)
    query = select(RecordCertificate).where(
        col(RecordCertificate.id).in_(lines), col(RecordCertificate.state).in_(alive)
    )
    return list(session.exec(query.order_by(col(RecordCertificate.number))).all())


def name_of_proof(proof: RecordCertificate) -> str:
    """The number on the paper, or that of the application before there is one."""
    return proof.certificate_no or proof.number


def fill_correction(correction: Any, session: Session) -> None:
    """The record as it stands, its area, and the certificates that count it."""
    if correction.log_id is not None:
        with session.no_autoflush:  # the rules compare with what was loaded
            _fill(correction, session)


def _fill(correction: Any, session: Session) -> None:
    log = session.get_one(ServiceLog, correction.log_id)
    correction.area_id = log.area_id
    if correction.state == CorrectionState.OPEN:
        person = session.get_one(Person, log.person_id)
        clock = f" {log.starts_at}—{log.ends_at}" if log.starts_at else ""
        correction.before = f"{person.name} {log.served_on}{clock} {log.minutes}分钟 {log.activity}".strip()
        numbers = "、".join(name_of_proof(one) for one in counting(session, [log.id or 0]))
        correction.touched = numbers[:500]


def correction_told(correction: Any, session: Session) -> Sequence[Problem]:
    """A booked record, something that is to be different, and one open request at a time."""
    if value_before(correction, "state") not in (None, CorrectionState.OPEN):
        if sa.inspect(correction).attrs.log_id.history.has_changes():
            return (Problem("DECIDED", "log_id", "已经处理的更正申请不能改动。"),)
        return ()
    log = session.get_one(ServiceLog, correction.log_id)
    if log.state != LogState.BOOKED and correction.state == CorrectionState.OPEN:
        message = "这条服务记录没有入账或已经冲销，不用申请更正；未入账的可以直接修改或冲销。"
        return (Problem("NOT_BOOKED", "log_id", message),)
    changes = [name for name in _CHANGES if getattr(correction, name) not in (None, "")]
    if correction.cancels and changes:
        return (Problem("CANCELS", "cancels", "整条冲销的，不填更正后的内容。"),)
    if not correction.cancels and not changes:
        return (Problem("NOTHING_NEW", "new_minutes", "请填写要更正的内容，或勾选“整条冲销”。"),)
    if correction.new_minutes is not None and correction.new_minutes <= 0:
        return (
            Problem("NO_TIME", "new_minutes", "更正后的时长必须大于0；服务没有发生的，请勾选“整条冲销”。"),
        )
    others = select(LogCorrection).where(
        LogCorrection.log_id == correction.log_id,
        LogCorrection.state == CorrectionState.OPEN,
        col(LogCorrection.id) != (correction.id or 0),
    )
    other = session.exec(others).first()
    if other is not None:
        return (Problem("ASKED_ALREADY", "log_id", f"这条记录已有待处理的更正申请{other.number}。"),)
    return ()


def decided_stays(correction: Any, _: Session) -> Sequence[Problem]:
    """A request that was decided is part of the record's history."""
    if correction.state == CorrectionState.OPEN:
        return ()
    return (Problem("DECIDED", "", "已经处理的更正申请要一直保留。"),)
