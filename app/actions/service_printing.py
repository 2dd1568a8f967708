"""Papers about volunteering: record certificates from their snapshots, and the internal sheet of a person's service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app import settings
from app.actions.certificate_templates import designs_of
from app.actions.disclosure import Shown, born_text, shown_on
from app.actions.printing import Printed, print_ready
from app.actions.recordcertificate_texts import from_snapshot
from app.actions.rows import chosen, refuse
from app.actions.service_lines import judged, service_lines
from app.desk import Desk
from app.documents.recordcertificate import SHEET, SheetText, sheet_document
from app.documents.words import chinese_date
from app.errors import UserError
from app.registers.people import GENDERS
from app.rules.servicepapers import STANDING
from app.workshop.proofs import designed_proofs
from db.models import (
    Certificate,
    CertificateKind,
    CertificateState,
    ClassRun,
    Enrolment,
    EnrolmentStatus,
    LogState,
    Person,
    RecordCertificate,
    ServiceLog,
    StarAward,
    StarState,
    Team,
    TeamMember,
    VolunteerRegistration,
)

MOST = 100  # in one print


def print_proofs(desk: Desk, ids: Sequence[int], purpose: str = "", *, today: date | None = None) -> Printed:
    """Issued record certificates as they were issued; printed again they say the same for ever.

    purpose: why identity numbers are printed in full; it is written into the journal. Without one they are masked.
    Raises UserError for one that was not issued, is void or was issued anew.
    """
    _some(ids)
    shown = shown_on(desk, "proof", purpose)
    with desk.reading() as session:
        proofs = chosen(session, desk, RecordCertificate, ids, "记录证明")
        wrong = next((one for one in proofs if one.state not in STANDING), None)
        if wrong is not None:
            name = wrong.certificate_no or wrong.number
            raise UserError(
                f"{name}还没有出具，或者已经作废、重开，不能打印。", "请先办理出具，或打印重开后的证明。"
            )
        known = designs_of(session, {one.design_id for one in proofs if one.design_id is not None})
        drafts = [from_snapshot(one.snapshot) for one in proofs]
    designs = [known.get(one.design_id or 0) for one in proofs]
    texts = [replace(one, id_number=shown.number(one.id_number)) for one in drafts]
    document = designed_proofs(list(zip(texts, designs, strict=True)))
    what = f"志愿服务记录证明{len(drafts)}份"
    return print_ready(desk, "proof", document, what, day=today, marked=False, shown=shown)


def print_sheets(
    desk: Desk,
    ids: Sequence[int],
    purpose: str = "",
    values: dict[str, Any] | None = None,
    *,
    today: date | None = None,
) -> Printed:
    """志愿服务情况登记表（内部资料） of people for a period (``values``: since, until; this year without them).

    Numbers are in full with a purpose, which is written into the journal, else masked.
    """
    _some(ids)
    day = today or date.today()
    shown = shown_on(desk, "service_sheet", purpose)
    asked = values or {}
    since, until = asked.get("since") or date(day.year, 1, 1), asked.get("until") or day
    if until < since:
        raise refuse("DATE_ORDER", "until", f"截止日期{until}早于起始日期{since}，请核对。")
    office = settings.read(desk, "office_name") or "本单位"
    with desk.reading() as session:
        people = chosen(session, desk, Person, ids, "人员")
        sheets = [_sheet(session, one, office, since, until, day, shown) for one in people]
    what = f"{SHEET}{len(sheets)}份"
    return print_ready(desk, "service_sheet", sheet_document(sheets), what, day=day, shown=shown)


def _some(ids: Sequence[int]) -> None:
    if not 0 < len(ids) <= MOST:
        raise UserError(f"一次打印1到{MOST}份，选中了{len(ids)}份。", "请分批打印。")


def _sheet(
    session: Session, person: Person, office: str, since: date, until: date, day: date, shown: Shown
) -> SheetText:
    logs = session.exec(
        select(ServiceLog)
        .where(ServiceLog.person_id == person.id, ServiceLog.state != LogState.REVERSED)
        .where(col(ServiceLog.served_on).between(since, until))
        .order_by(col(ServiceLog.served_on), col(ServiceLog.id))
    ).all()
    booked = [log for log in logs if log.state == LogState.BOOKED]
    return SheetText(
        name=person.name,
        office=office,
        since=since,
        until=until,
        made_on=day,
        who=_who(session, person, shown),
        minutes=sum(log.minutes for log in booked),
        services=service_lines(session, booked),
        told=(
            ("培训情况", ("班次", "结业日期", "学时"), _training(session, person, since, until)),
            ("表彰奖励情况", ("名称", "日期", "文号或证书编号"), _honours(session, person, since, until)),
            (
                "评价情况",
                ("评价日期", "活动名称", "评价主体", "等次", "评语"),
                judged(session, person.id or 0, since, until),
            ),
        ),
        left_out=len(logs) - len(booked),
    )


def _who(session: Session, person: Person, shown: Shown) -> tuple[tuple[str, str], ...]:
    numbers = session.exec(
        select(VolunteerRegistration.volunteer_no).where(VolunteerRegistration.person_id == person.id)
    ).all()
    teams = session.exec(
        select(Team.name)
        .join(TeamMember, col(TeamMember.team_id) == col(Team.id))
        .where(TeamMember.person_id == person.id, col(TeamMember.to_on).is_(None))
    ).all()
    phone = next(iter(person.phones.split()), "")
    return (
        ("姓名", person.name),
        ("性别", dict(GENDERS).get(str(person.gender), "") if person.gender != "unknown" else ""),
        (shown.born_label, born_text(person, shown)),
        ("证件号码", shown.number(person.id_no)),
        ("联系电话", shown.phones(phone)),
        ("志愿者编号", "、".join(numbers)),
        ("所在队伍", "、".join(dict.fromkeys(teams))),
    )


def _training(session: Session, person: Person, since: date, until: date) -> tuple[tuple[str, ...], ...]:
    query = (
        select(ClassRun.name, col(Enrolment.completed_on), ClassRun.credit_hours)
        .join(Enrolment, col(Enrolment.class_run_id) == col(ClassRun.id))
        .where(Enrolment.person_id == person.id, Enrolment.status == EnrolmentStatus.COMPLETED)
        .where(col(Enrolment.completed_on).between(since, until))
        .order_by(col(Enrolment.completed_on))
    )
    return tuple(
        (name, chinese_date(on) if on else "", f"{hours}学时" if hours else "")
        for name, on, hours in session.exec(query).all()
    )


def _honours(session: Session, person: Person, since: date, until: date) -> tuple[tuple[str, ...], ...]:
    stars = session.exec(
        select(StarAward)
        .where(StarAward.person_id == person.id, StarAward.state == StarState.AWARDED)
        .where(col(StarAward.awarded_on).between(since, until))
    ).all()
    papers = session.exec(
        select(Certificate)
        .where(Certificate.person_id == person.id, Certificate.kind == CertificateKind.HONOUR)
        .where(Certificate.state == CertificateState.VALID, col(Certificate.issued_on).between(since, until))
    ).all()
    found = [
        (star.awarded_on or until, f"{'一二三四五'[star.level - 1]}星级志愿者", star.letter_no)
        for star in stars
    ]
    found += [(paper.issued_on, "荣誉证书", paper.number) for paper in papers]
    return tuple((name, chinese_date(on), number) for on, name, number in sorted(found))
