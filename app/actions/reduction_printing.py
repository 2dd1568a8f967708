"""学费减免申请审批表: filled as far as the ledger knows, with the opinions given so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from app import settings
from app.actions.disclosure import Shown, born_text, shown_on
from app.actions.printing import Printed, print_ready
from app.actions.rows import chosen
from app.desk import Desk
from app.documents.reduction import Opinion, ReductionForm, reduction_document
from app.documents.words import chinese_date
from app.errors import UserError
from app.registers.people import CATEGORIES, GENDERS
from app.registers.studies import LEVELS
from app.rules.organizations import in_force
from app.rules.tuition import GRANTED, school_year
from app.values.codes import ETHNICITY, POLITICS
from app.values.money import capitals, yuan
from db.models import (
    ClassRun,
    DegreeStudy,
    Enrolment,
    FeeOpinion,
    FeePolicy,
    FeeReduction,
    Membership,
    Organization,
    OrganizationLine,
    Person,
    Platform,
    Station,
    Tuition,
)

MOST = 200  # forms in one print


def print_reductions(
    desk: Desk, reduction_ids: Sequence[int], *, purpose: str = "", today: date | None = None
) -> Printed:
    """The forms of applications, one on a page, in the order given.

    purpose: why ID and phone numbers are printed in full (the form goes into the paper file); it is written into the
    journal. Without one they are masked. Raises UserError for too many, ``NotFound``, ``MissingGlyphs``.
    """
    if not 0 < len(reduction_ids) <= MOST:
        raise UserError(f"一次打印1到{MOST}份申请表。", "请分批打印。")
    shown = shown_on(desk, "reduction", purpose)
    office = settings.read(desk, "office_name")
    with desk.reading() as session:
        rows = chosen(session, desk, FeeReduction, reduction_ids, "减免申请")
        forms = [_form(session, row, office, shown) for row in rows]
    what = f"学费减免申请审批表{len(forms)}份"
    return print_ready(
        desk, "reduction", reduction_document(forms), what, day=today, marked=False, shown=shown
    )


def _form(session: Session, row: FeeReduction, office: str, shown: Shown) -> ReductionForm:
    person = session.get_one(Person, row.person_id)
    tuition = session.get_one(Tuition, row.tuition_id)
    policy = session.get_one(FeePolicy, row.policy_id)
    study = session.get(DegreeStudy, tuition.study_id) if tuition.study_id else None
    member = _membership(session, person.id or 0, row.applied_on)
    granted = row.state in GRANTED
    return ReductionForm(
        number=row.number,
        office=office,
        name=person.name,
        gender=_known(GENDERS, person.gender),
        birth=born_text(person, shown),
        birth_label=shown.born_label,
        ethnicity=dict(ETHNICITY).get(person.ethnicity, ""),
        politics=dict(POLITICS).get(person.politics, ""),
        id_number=shown.number(person.id_no),
        phone=shown.phones(next(iter(person.phones.split()), "")),
        category=_known(CATEGORIES, person.category),
        workplace=_workplace(session, person),
        member_no=member.member_no if member else "",
        joined_on=chinese_date(member.from_on) if member else "",
        school=study.school if study else _class_name(session, tuition),
        major=study.major if study else "",
        level=dict(LEVELS)[study.level] if study else "",
        years=f"{study.years}年" if study and study.years else "",
        school_year=school_year(tuition.school_year),
        fee=f"{yuan(tuition.due)}元/学年" if study else f"{yuan(tuition.due)}元",
        amount=yuan(row.requested),
        capitals=capitals(row.requested),
        share=f"{row.requested * 100 // tuition.due}%" if tuition.due else "",
        basis=policy.name + (f"（{policy.document_no}）" if policy.document_no else ""),
        grounds=row.grounds,
        applied_on=chinese_date(row.applied_on),
        granted=f"（大写）{capitals(row.approved)}　（小写）￥{yuan(row.approved)}" if granted else "",
        opinions=_opinions(session, row.id or 0),
    )


def _opinions(session: Session, reduction_id: int) -> dict[str, Opinion]:
    """The last opinion of each step."""
    query = select(FeeOpinion).where(FeeOpinion.reduction_id == reduction_id).order_by(col(FeeOpinion.id))
    return {
        str(one.step): Opinion(
            one.opinion or ("同意" if one.agreed else "不同意"),
            f"签字：{one.signed_by or '　　　　'}　　{chinese_date(one.signed_on)}",
        )
        for one in session.exec(query).all()
    }


def _membership(session: Session, person_id: int, on: date) -> Membership | None:
    query = (
        select(Membership)
        .join(Organization, col(Organization.id) == col(Membership.organization_id))
        .where(Membership.person_id == person_id, Organization.line == OrganizationLine.UNION)
        .where(*in_force(Membership, on))
    )
    return session.exec(query).first()


def _known(choices: Sequence[tuple[str, str]], value: str) -> str:
    return "" if value == "unknown" else dict(choices).get(str(value), "")


def _workplace(session: Session, person: Person) -> str:
    platform = session.get(Platform, person.platform_id) if person.platform_id else None
    station = session.get(Station, person.station_id) if person.station_id else None
    names = [one.name for one in (platform, station) if one is not None]
    if len(names) == 2 and names[1].startswith(names[0]):
        names = names[1:]
    return "/".join(names)


def _class_name(session: Session, tuition: Tuition) -> str:
    place = session.get(Enrolment, tuition.enrolment_id) if tuition.enrolment_id else None
    return session.get_one(ClassRun, place.class_run_id).name if place is not None else ""
