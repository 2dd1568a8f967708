"""聘书, 荣誉证书 and 纪念证: papers of the certificate register that belong to no class, each kind in a series of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app import settings
from app.actions.certificate_templates import keep_design, template_of
from app.actions.certificate_texts import GENDERS, masked_id, to_snapshot, with_photos
from app.actions.certificates import Issued
from app.actions.rows import chosen, touch
from app.actions.seals import Sealing, use_seal
from app.desk import Changes, Desk
from app.documents.certificate import CertificateText
from app.documents.faces import check_role_glyphs
from app.documents.texts import texts
from app.documents.words import chinese_date
from app.errors import Problem, UserError, ValidationFailed
from app.rules.certificates import check_unit_code, letter_series, number_of
from app.values.numbers import take
from app.workshop.paper import certificate_document
from db.models import (
    Certificate,
    CertificateKind,
    CertificateState,
    CivicRole,
    Gender,
    Membership,
    Organization,
    Person,
    Post,
    TemplateKind,
)

TITLES = {
    CertificateKind.APPOINTMENT: "聘书",
    CertificateKind.HONOUR: "荣誉证书",
    CertificateKind.KEEPSAKE: "纪念证",
    CertificateKind.THANKS: "感谢信",
    CertificateKind.MEMBERSHIP: "会员卡",
}
_ROLES = {"monitor": "安全隐患监督员", "promoter": "文明建设宣传员", "advocate": "志愿服务倡导员"}


@dataclass(frozen=True)
class Letter:
    """What one paper says. about: a word for the stub list; said: the paragraphs after the salutation; a card has none.

    more: further placeholders of its kind and their texts.
    """

    person_id: int
    about: str
    said: str
    civic_role_id: int | None = None
    more: tuple[tuple[str, str], ...] = ()


def issue_letters(
    desk: Desk,
    kind: CertificateKind,
    letters: Sequence[Letter],
    issued_on: date,
    *,
    issuer: str = "",
    sealed_by: str = "",
    template: str = "",
    request_id: str | None = None,
    then: Callable[[Session, Sequence[str]], None] | None = None,
) -> Issued:
    """Issue papers of one kind as one operation, numbered consecutively, with their snapshots stored.

    issuer: whose seal is stamped, the office when empty. sealed_by: who approved the use of the seal. template: key of
    the template, the office's first choice without one. then: writes the numbers where they belong, in the same operation.
    Cannot be undone: void them instead. Raises ``ValidationFailed`` for a forbidden word, an empty text or one that does
    not fit, ``MissingGlyphs``, UserError; then no number is used.
    """
    named = issuer.strip() or settings.read(desk, "office_name")
    if not named:
        raise UserError("没有颁发单位，不能颁发。", "请填写颁发单位，或在“设置”中填写单位名称。")
    if kind is not CertificateKind.MEMBERSHIP and any(not letter.said.strip() for letter in letters):
        raise ValidationFailed([Problem("REQUIRED", "said", "请填写正文。")])
    title = f"颁发{TITLES[kind]}{len(letters)}本"
    with desk.operation("issue", title, request_id=request_id, undoable=False) as session:
        unit = check_unit_code(settings.read(desk, "unit_code"))
        people = {
            one.id: one
            for one in chosen(session, desk, Person, [letter.person_id for letter in letters], "人员")
        }
        drafts = [_text(kind, people[letter.person_id], letter, named, issued_on) for letter in letters]
        design = template_of(session, TemplateKind(kind), template).design
        drafts = with_photos(session, [letter.person_id for letter in letters], drafts, design)
        check_role_glyphs(texts(certificate_document(drafts, design)))
        agreed = use_seal(session, desk, Sealing(sealed_by), len(letters))
        shared = {"sealed_by": agreed, "design_id": keep_design(session, design)}
        series = letter_series(unit, issued_on.year, kind)
        first = take(session, series, len(letters))
        made = []
        for serial, (letter, draft) in enumerate(zip(letters, drafts, strict=True), start=first):
            made.append(
                _entered(session, kind, people[letter.person_id], letter, series, serial, draft, shared)
            )
        session.flush()
        if then is not None:
            then(session, [one.number for one in made])
        changes = Changes(frozenset({"certificates", "civic_roles", "posts"}), session.info["operation"])
        return Issued(changes, tuple(one.id or 0 for one in made), tuple(one.number for one in made))


def _text(
    kind: CertificateKind, person: Person, letter: Letter, issuer: str, issued_on: date
) -> CertificateText:
    return CertificateText(
        number="预览，未编号",
        name=person.name,
        class_name=letter.about,
        organizer=issuer,
        started_on=issued_on,
        ended_on=issued_on,
        hours="",
        issuer=issuer,
        issued_on=issued_on,
        id_number=masked_id(person),
        gender=GENDERS.get(Gender(person.gender), ""),
        title=TITLES[kind],
        body=letter.said,
        more=letter.more,
    )


def _entered(
    session: Session,
    kind: CertificateKind,
    person: Person,
    letter: Letter,
    series: str,
    serial: int,
    draft: CertificateText,
    shared: dict[str, Any],
) -> Certificate:
    number = number_of(series, serial)
    row = Certificate(
        number=number,
        series=series,
        kind=kind,
        area_id=person.area_id,
        person_id=letter.person_id,
        person_name=person.name,
        civic_role_id=letter.civic_role_id,
        issued_on=draft.issued_on,
        snapshot=to_snapshot(replace(draft, number=number)),
        **shared,
    )
    session.add(row)
    return row


def appoint(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Letters of appointment for civic roles (``values``: on, issuer, sealed_by); each role keeps the letter's number."""
    with desk.reading() as session:
        roles = chosen(session, desk, CivicRole, ids, "社会职务")
        _refuse_twice(session, [role.id or 0 for role in roles])
    letters = [
        Letter(role.person_id, _ROLES[str(role.kind)], _appointed(_ROLES[str(role.kind)], role), role.id)
        for role in roles
    ]
    issuer = values.get("issuer") or next((role.appointed_by for role in roles if role.appointed_by), "")

    def note(session: Session, numbers: Sequence[str]) -> None:
        for role, number in zip(chosen(session, desk, CivicRole, ids, "社会职务"), numbers, strict=True):
            role.letter_no = number
            touch(session, role)

    return issue_asked(desk, CertificateKind.APPOINTMENT, letters, values, issuer, note).changes


def appoint_to_posts(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Letters of appointment for posts, as for 兼职委员 (``values``: on, issuer, sealed_by)."""
    with desk.reading() as session:
        posts = chosen(session, desk, Post, ids, "任职")
        bodies = {
            one.id: one.name
            for one in session.exec(
                select(Organization).where(col(Organization.id).in_([post.organization_id for post in posts]))
            ).all()
        }
    letters = []
    for post in posts:
        role = f"{bodies[post.organization_id]}{'兼职' if post.part_time else ''}{post.title}"
        letters.append(Letter(post.person_id, role, _appointed(role, post)))

    def note(session: Session, numbers: Sequence[str]) -> None:
        for post, number in zip(chosen(session, desk, Post, ids, "任职"), numbers, strict=True):
            post.letter_no = number
            touch(session, post)

    return issue_asked(
        desk, CertificateKind.APPOINTMENT, letters, values, values.get("issuer") or "", note
    ).changes


def honour(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Certificates of honour for people (``values``: said, honour, on, issuer, sealed_by)."""
    inside = values["honour"].replace("“", "‘").replace("”", "’")
    said = f"{values['said'].strip().rstrip('。')}，被评为“{inside}”。\n特颁此证，以资鼓励。"
    letters = [Letter(person, values["honour"], said) for person in dict.fromkeys(ids)]
    return issue_asked(desk, CertificateKind.HONOUR, letters, values, values.get("issuer") or "").changes


def keepsake(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Keepsakes of joining a union (入会纪念证) for memberships (``values``: on, issuer, sealed_by)."""
    with desk.reading() as session:
        rows = chosen(session, desk, Membership, ids, "会员记录")
        names = {
            one.id: one.name
            for one in session.exec(
                select(Organization).where(col(Organization.id).in_([row.organization_id for row in rows]))
            ).all()
        }
    letters = [
        Letter(
            row.person_id,
            "入会纪念",
            f"您于{chinese_date(row.from_on)}加入{names[row.organization_id]}，成为一名光荣的会员。\n特发此证，以资纪念。",
        )
        for row in rows
    ]
    issuer = values.get("issuer") or next(iter(names.values()), "")
    return issue_asked(desk, CertificateKind.KEEPSAKE, letters, values, issuer).changes


def issue_asked(
    desk: Desk,
    kind: CertificateKind,
    letters: Sequence[Letter],
    values: dict[str, Any],
    issuer: str,
    then: Callable[[Session, Sequence[str]], None] | None = None,
) -> Issued:
    """Issue papers with what was asked (``values``: on, sealed_by, template_id)."""
    chosen_one = values.get("template_id")
    template = f"own:{chosen_one}" if chosen_one else ""
    sealed_by = values.get("sealed_by") or ""
    return issue_letters(
        desk, kind, letters, values["on"], issuer=issuer, sealed_by=sealed_by, template=template, then=then
    )


def _appointed(role: str, row: CivicRole | Post) -> str:
    until = f"至{chinese_date(row.to_on)}" if row.to_on else "起"
    return f"兹聘请您担任{role}，聘期自{chinese_date(row.from_on)}{until}。\n此聘。"


def _refuse_twice(session: Session, role_ids: Sequence[int]) -> None:
    query = select(Certificate).where(
        col(Certificate.civic_role_id).in_(list(role_ids)), Certificate.state == CertificateState.VALID
    )
    known = session.exec(query).first()
    if known is not None:
        message = f"{known.person_name}的这个职务已发聘书{known.number}，需要重发的请到“证书”里换发。"
        raise ValidationFailed([Problem("ISSUED", "", message)])
