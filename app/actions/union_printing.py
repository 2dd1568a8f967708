"""Union papers: the application form with the registration form, filled as far as the ledger knows, and membership cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.actions.disclosure import Shown, born_text, shown_on
from app.actions.printing import Printed, print_ready
from app.actions.rows import chosen
from app.desk import Desk
from app.documents.unionform import ApplicantText, CardText, application_document, card_document
from app.documents.words import chinese_date
from app.errors import UserError
from app.registers.people import CATEGORIES, ENGAGEMENTS, GENDERS
from app.registers.union import CHANNELS
from app.values.codes import EDUCATION, ETHNICITY, POLITICS
from db.models import (
    ApplicationState,
    Employment,
    Membership,
    Organization,
    OrganizationLine,
    Person,
    PersonStatus,
    Platform,
    Station,
    UnionApplication,
)

MOST = 200  # forms or cards in one print
_UNKNOWN = ("unknown", "none", "")


@dataclass(frozen=True)
class _Applicant:
    """What a form is about: who applied to which union, when, how, and what became of it."""

    person_id: int
    union_id: int
    applied_on: date | None
    channel: str
    approved_on: date | None = None
    member_no: str = ""


def print_applications(
    desk: Desk, application_ids: Sequence[int], *, purpose: str = "", today: date | None = None
) -> Printed:
    """Application forms of union applications, one on a page.

    purpose: why the numbers are printed in full (the form goes into the paper file); it is written into the journal. Without
    one, ID and phone numbers are masked. Raises ``UserError``, ``NotFound`` and ``MissingGlyphs``.
    """
    shown = shown_on(desk, "application", purpose)
    with desk.reading() as session:
        rows = chosen(session, desk, UnionApplication, _enough(application_ids), "入会申请")
        wanted = [
            _Applicant(
                row.person_id,
                row.organization_id,
                row.applied_on,
                row.channel,
                row.decided_on if row.state == ApplicationState.APPROVED else None,
            )
            for row in rows
        ]
        texts = _applicants(session, wanted, shown)
    return _print(desk, texts, shown, today)


def print_forms_of_members(
    desk: Desk, membership_ids: Sequence[int], *, purpose: str = "", today: date | None = None
) -> Printed:
    """The same form for members of unions, for example those who joined from a list and still have to sign."""
    shown = shown_on(desk, "application", purpose)
    with desk.reading() as session:
        rows = _memberships(session, desk, membership_ids)
        wanted = [
            _Applicant(
                row.person_id, row.organization_id, row.applied_on, row.channel, row.from_on, row.member_no
            )
            for row in rows
        ]
        texts = _applicants(session, wanted, shown)
    return _print(desk, texts, shown, today)


def print_cards(desk: Desk, membership_ids: Sequence[int], *, today: date | None = None) -> Printed:
    """Membership cards of members in force, ten on a sheet. They show no ID number; the union's seal makes them valid."""
    with desk.reading() as session:
        rows = _memberships(session, desk, membership_ids)
        ended = next((row for row in rows if row.to_on is not None), None)
        if ended is not None:
            who = session.get_one(Person, ended.person_id).name
            raise UserError(
                f"{who}的会籍已于{ended.to_on}结束，不能打印会员证。", "请从选中的记录里去掉这一条。"
            )
        people = _people(session, [row.person_id for row in rows])
        unions, work = _unions(session), _work(session, list(people), date.today())
        texts = [
            CardText(
                unions[row.organization_id],
                people[row.person_id].name,
                _label(GENDERS, people[row.person_id].gender),
                row.member_no,
                chinese_date(row.from_on),
                work.get(row.person_id, ("", None))[0],
            )
            for row in rows
        ]
    document = card_document(texts)
    return print_ready(desk, "card", document, f"会员证{len(texts)}张", day=today, marked=False)


def _enough(ids: Sequence[int]) -> Sequence[int]:
    if not ids:
        raise UserError("没有选中要打印的人。", "请先在表中选择。")
    if len(ids) > MOST:
        raise UserError(f"一次最多打印{MOST}份，选中了{len(ids)}份。", "请分批打印。")
    return ids


def _memberships(session: Session, desk: Desk, ids: Sequence[int]) -> Sequence[Membership]:
    rows = chosen(session, desk, Membership, _enough(ids), "成员记录")
    unions = _unions(session)
    other = next((row for row in rows if row.organization_id not in unions), None)
    if other is not None:
        body = session.get_one(Organization, other.organization_id).name
        raise UserError(f"“{body}”不是工会，没有会员证和入会申请书。", "请只选择工会的成员。")
    return rows


def _applicants(session: Session, wanted: Sequence[_Applicant], shown: Shown) -> list[ApplicantText]:
    people = _people(session, [one.person_id for one in wanted])
    unions, work = _unions(session), _work(session, list(people), date.today())
    return [_text(one, people[one.person_id], unions, work, shown) for one in wanted]


def _text(
    one: _Applicant,
    person: Person,
    unions: Mapping[int, str],
    work: Mapping[int, tuple[str, date | None]],
    shown: Shown,
) -> ApplicantText:
    workplace, since = work.get(one.person_id, ("", None))
    return ApplicantText(
        union=unions[one.union_id],
        name=person.name,
        gender=_label(GENDERS, person.gender),
        birth=born_text(person, shown),
        birth_label=shown.born_label,
        ethnicity=_label(ETHNICITY, person.ethnicity),
        politics=_label(POLITICS, person.politics),
        education=_label(EDUCATION, person.education),
        id_number=shown.number(person.id_no),
        phone=shown.phones(person.phones),
        native_place=person.native_place,
        residence=person.residence,
        workplace=workplace,
        category=_label(CATEGORIES, person.category),
        engagement=_label(ENGAGEMENTS, person.engagement),
        working_since=chinese_date(since) if since else "",
        applied_on=chinese_date(one.applied_on) if one.applied_on else "",
        channel=_label(CHANNELS, one.channel),
        approved=f"同意入会（盖章）　{chinese_date(one.approved_on)}" if one.approved_on else "",
        member_no=one.member_no,
        number=person.number,
    )


def _print(desk: Desk, texts: Sequence[ApplicantText], shown: Shown, today: date | None) -> Printed:
    document = application_document(texts)
    return print_ready(desk, "application", document, f"入会申请书{len(texts)}份", day=today, shown=shown)


def _people(session: Session, ids: Sequence[int]) -> dict[int, Person]:
    found = {
        person.id or 0: person for person in session.exec(select(Person).where(col(Person.id).in_(ids))).all()
    }
    hidden = next((one for one in found.values() if one.status == PersonStatus.RESTRICTED), None)
    if hidden is not None:
        raise UserError(f"人员{hidden.number}已封存，不能打印姓名。", "请从选中的记录里去掉这一条。")
    return found


def _unions(session: Session) -> dict[int, str]:
    query = select(Organization.id, Organization.name).where(Organization.line == OrganizationLine.UNION)
    return {one: name for one, name in session.exec(query).all() if one is not None}


def _work(session: Session, people: Sequence[int], on: date) -> dict[int, tuple[str, date | None]]:
    """Where people work, as words, and since when."""
    query = (
        select(col(Employment.person_id), col(Platform.name), col(Station.name), col(Employment.from_on))
        .outerjoin(Platform, col(Platform.id) == col(Employment.platform_id))
        .outerjoin(Station, col(Station.id) == col(Employment.station_id))
        .where(col(Employment.person_id).in_(people), col(Employment.from_on) <= on)
        .order_by(col(Employment.from_on))
    )
    found: dict[int, tuple[str, date | None]] = {}
    for person, platform, station, since in session.exec(query).all():
        found[person] = (station or platform or "", since)
    return found


def _label(choices: Sequence[tuple[str, str]], value: str) -> str:
    return "" if value in _UNKNOWN else dict(choices).get(value, "")
