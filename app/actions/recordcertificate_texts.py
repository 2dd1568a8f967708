"""What a record certificate says, made from the records when it is issued, and kept as the snapshot that reprints it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlmodel import Session, col, select

from app.actions.service_lines import service_lines
from app.documents.recordcertificate import ProofText, Service
from db.models import IdKind, Issuer, Person, RecordCertificate, ServiceLog, VolunteerRegistration

_ID_KINDS = {
    IdKind.RESIDENT: "居民身份证",
    IdKind.HK_MACAO_RESIDENT: "港澳居民居住证",
    IdKind.TAIWAN_RESIDENT: "台湾居民居住证",
    IdKind.FOREIGN_PERMANENT: "外国人永久居留身份证",
    IdKind.PASSPORT: "护照",
}
_MOST_CONTENTS = 6


def snapshot_of(text: ProofText, number: str) -> str:
    """The text under its number as JSON; days as ISO dates."""
    return json.dumps(asdict(text) | {"number": number}, ensure_ascii=False, sort_keys=True, default=str)


def from_snapshot(snapshot: str) -> ProofText:
    """The text that a snapshot keeps."""
    values = json.loads(snapshot)
    days = {name: date.fromisoformat(values[name]) for name in ("since", "until", "issued_on")}
    services = tuple(Service(**(one | {"on": date.fromisoformat(one["on"])})) for one in values["services"])
    return ProofText(**(values | days | {"services": services}))


def contents_of(logs: Sequence[ServiceLog]) -> str:
    """What was done, the most frequent first."""
    counts: dict[str, int] = {}
    for log in logs:
        counts[log.activity or log.content] = counts.get(log.activity or log.content, 0) + 1
    names = [name for name, _ in sorted(counts.items(), key=lambda one: -one[1]) if name]
    more = "等" if len(names) > _MOST_CONTENTS else ""
    return ("、".join(names[:_MOST_CONTENTS]) + more or "志愿服务")[:200]


def proof_text(
    session: Session, proof: RecordCertificate, issuer: Issuer, logs: Sequence[ServiceLog], on: date
) -> ProofText:
    """The certificate without its number. The clerk who verified is named where the body names no handler."""
    person = session.get_one(Person, proof.person_id)
    numbers = session.exec(
        select(VolunteerRegistration)
        .where(VolunteerRegistration.person_id == person.id)
        .order_by(col(VolunteerRegistration.id))
    ).all()
    return ProofText(
        number="",
        name=person.name,
        id_kind=_ID_KINDS.get(IdKind(person.id_kind), "证件"),
        id_number=person.id_no,
        numbers="、".join(f"{one.volunteer_no}（{one.platform}）" for one in numbers),
        since=proof.since,
        until=proof.until,
        minutes=proof.minutes,
        times=proof.times,
        contents=proof.contents,
        remark=proof.remark,
        issuer=issuer.name,
        responsible=issuer.responsible,
        handler=issuer.handler or proof.verified_by,
        phone=issuer.phone,
        issued_on=on,
        services=service_lines(session, logs),
    )
