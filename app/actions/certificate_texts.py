"""What a certificate says, made from the records when it is issued, and kept as the snapshot that reprints it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from app.documents.certificate import CertificateText
from app.errors import UserError
from app.workshop.elements import Design, ElementKind
from db.models import ClassRun, Gender, IdKind, Person, PersonPhoto
from db.queries.learners import Learner

GENDERS = {Gender.MALE: "男", Gender.FEMALE: "女"}
_DAYS = ("started_on", "ended_on", "issued_on")


@dataclass(frozen=True)
class Award:
    """What the certificates of one batch share."""

    class_name: str
    issuer: str
    started_on: date
    ended_on: date
    issued_on: date
    hours: int


def award_of(run: ClassRun, issuer: str, last_session: date | None, issued_on: date) -> Award:
    """The shared text of a class run's certificates. Raises UserError when nobody is named to award them.

    issuer: whose seal is stamped when the run names nobody. A run without credit hours leaves the learner's own.
    """
    named = run.issuer.strip() or issuer.strip()
    if not named:
        raise UserError("没有颁证单位，证书不能打印。", "请在班次中填写颁证单位，或在“设置”中填写单位名称。")
    ended = run.to_on or last_session or run.from_on
    return Award(run.name, named, run.from_on, ended, issued_on, run.credit_hours)


def text_for(award: Award, learner: Learner, number: str, attended_hours: int) -> CertificateText:
    """What one learner's certificate says."""
    person = learner.person
    return CertificateText(
        number=number,
        name=person.name,
        class_name=award.class_name,
        organizer=award.issuer,
        started_on=award.started_on,
        ended_on=award.ended_on,
        hours=str(award.hours or attended_hours),
        issuer=award.issuer,
        issued_on=award.issued_on,
        id_number=masked_id(person),
        gender=GENDERS.get(Gender(person.gender), ""),
    )


def masked_id(person: Person) -> str:
    """A resident's number with four characters at each end, as certificates print it; nothing for other documents.

    No birth date stands on the paper, so the hidden ten cannot be filled in from it.
    """
    if person.id_kind != IdKind.RESIDENT or len(person.id_no) != 18:
        return ""
    return f"{person.id_no[:4]}{'*' * 10}{person.id_no[-4:]}"


def again(text: CertificateText, number: str, issued_on: date, remark: str) -> CertificateText:
    """The same text under a new number, for a lost certificate."""
    return replace(text, number=number, issued_on=issued_on, remark=remark)


def to_snapshot(text: CertificateText) -> str:
    """The text as JSON; days as ISO dates."""
    values = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(text).items()
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def from_snapshot(snapshot: str) -> CertificateText:
    """The text that a snapshot keeps."""
    values = json.loads(snapshot)
    values |= {name: date.fromisoformat(values[name]) for name in _DAYS}
    values["more"] = tuple((name, said) for name, said in values.get("more", ()))
    return CertificateText(**values)


def with_photos(
    session: Session, person_ids: Sequence[int], texts: Sequence[CertificateText], design: Design
) -> list[CertificateText]:
    """The texts with the portraits of their holders, where the design has a place for one."""
    if not any(one.kind is ElementKind.PHOTO for one in design.elements):
        return list(texts)
    query = select(PersonPhoto).where(col(PersonPhoto.person_id).in_(list(person_ids)))
    photos = {row.person_id: row.picture for row in session.exec(query).all()}
    return [
        replace(text, photo=photos.get(person, "")) for person, text in zip(person_ids, texts, strict=True)
    ]
