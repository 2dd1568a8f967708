"""结业证书: who may have one, and issuing a batch under consecutive numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app import settings
from app.actions.certificate_templates import Offered, keep_design, offered, template_of
from app.actions.certificate_texts import (
    Award,
    again,
    award_of,
    text_for,
    to_snapshot,
    with_photos,
)
from app.actions.seals import Sealing, use_seal
from app.desk import Changes, Desk
from app.documents.certificate import CertificateText
from app.documents.faces import check_role_glyphs
from app.documents.pdf import render
from app.documents.texts import texts
from app.errors import NotFound, Problem, UserError, ValidationFailed
from app.rules.certificates import check_day, number_of, series_of
from app.rules.completion import Demand, obstacles, progress
from app.values.numbers import take
from app.workshop.elements import Design
from app.workshop.paper import certificate_document
from db.models import (
    Certificate,
    ClassRun,
    ClassRunStatus,
    ClassSession,
    Course,
    Programme,
    TemplateKind,
)
from db.queries.learners import Learner, learners_of

PREVIEW_NUMBER = "预览，未编号"


@dataclass(frozen=True)
class Eligibility:
    """Whether a learner may have a certificate; reasons say why not, and are empty when nothing stands against it."""

    enrolment_id: int
    person_id: int
    name: str
    attended: int
    sessions: int
    hours: int
    reasons: tuple[str, ...]

    @property
    def eligible(self) -> bool:
        """True when a certificate may be issued."""
        return not self.reasons


@dataclass(frozen=True)
class Issued:
    """A batch of issued certificates: ids and numbers in the order of the batch."""

    changes: Changes
    ids: tuple[int, ...]
    numbers: tuple[str, ...]


def class_name(desk: Desk, class_run_id: int) -> str:
    """The name of a class run. Raises ``NotFound`` when it is gone or outside the clerk's area."""
    with desk.reading() as session:
        return class_run_of(session, desk, class_run_id).name


def eligibility(desk: Desk, class_run_id: int) -> list[Eligibility]:
    """Everybody taken into a class, by name: who may have a certificate, and of the others why not."""
    with desk.reading() as session:
        run = class_run_of(session, desk, class_run_id)
        return [_eligible(run, learner) for learner in learners_of(session, class_run_id)]


def preview(
    desk: Desk, class_run_id: int, enrolment_ids: Sequence[int], issued_on: date, template: str = ""
) -> list[CertificateText]:
    """What the certificates would say, without taking numbers. Raises what ``issue`` raises."""
    with desk.reading() as session:
        run = class_run_of(session, desk, class_run_id)
        design = template_of(session, TemplateKind.COMPLETION, template).design
        return _checked(session, desk, run, enrolment_ids, issued_on, design)[1]


def preview_paper(
    desk: Desk, class_run_id: int, enrolment_ids: Sequence[int], issued_on: date, template: str = ""
) -> bytes:
    """The certificates as they would be as PDF, in a template (the office's first choice without one)."""
    with desk.reading() as session:
        design = template_of(session, TemplateKind.COMPLETION, template).design
    paper = BytesIO()
    render(
        certificate_document(preview(desk, class_run_id, enrolment_ids, issued_on, template), design), paper
    )
    return paper.getvalue()


def class_templates(desk: Desk) -> list[Offered]:
    """The templates a class's certificates may be issued with."""
    return offered(desk, TemplateKind.COMPLETION)


def issue(
    desk: Desk,
    class_run_id: int,
    enrolment_ids: Sequence[int],
    issued_on: date,
    *,
    sealed_by: str = "",
    seal_request_id: int | None = None,
    template: str = "",
    request_id: str | None = None,
) -> Issued:
    """Issue certificates as one operation, numbered consecutively in the order of names, with their snapshots stored.

    sealed_by: who approved the use of the seal (用印审批) on paper; seal_request_id: the application that was approved
    instead. template: key of the template, the office's first choice without one; its design is kept with them.
    Cannot be undone: a number that was on paper stays in the register; void the certificate instead. Raises
    ``ValidationFailed`` naming everybody who may not have one, a forbidden word or a wrong day, ``MissingGlyphs`` for a
    name that cannot be printed; then no number is used.
    """
    title = f"颁发结业证书{len(enrolment_ids)}本"
    with desk.operation("issue", title, request_id=request_id, undoable=False) as session:
        # Two clerks on one ledger wait here for each other, so that nobody gets two certificates.
        run = class_run_of(session, desk, class_run_id, lock=True)
        design = template_of(session, TemplateKind.COMPLETION, template).design
        learners, drafts = _checked(session, desk, run, enrolment_ids, issued_on, design)
        agreed = use_seal(session, desk, Sealing(sealed_by, seal_request_id), len(learners))
        shared = {
            "sealed_by": agreed,
            "seal_request_id": seal_request_id,
            "design_id": keep_design(session, design),
        }
        series = _series(session, desk, run, issued_on.year)
        first = take(session, series, len(learners))
        made = [
            _entered(session, run, learner, series, _numbered(text, number_of(series, serial)), shared)
            for serial, (learner, text) in enumerate(zip(learners, drafts, strict=True), start=first)
        ]
        session.flush()
        ids = tuple(one.id or 0 for one in made)
        return Issued(_changed(session), ids, tuple(one.number for one in made))


def class_run_of(session: Session, desk: Desk, class_run_id: int, *, lock: bool = False) -> ClassRun:
    """A class run the clerk may see. Raises NotFound."""
    query = select(ClassRun).where(ClassRun.id == class_run_id)
    areas = desk.visible_areas()
    if areas is not None:
        query = query.where(col(ClassRun.area_id).in_(areas))
    run = session.exec(query.with_for_update() if lock else query).first()
    if run is None:
        raise NotFound("找不到这个班次，或不在您负责的区域内。", "请刷新列表后重试。")
    return run


def _eligible(run: ClassRun, learner: Learner) -> Eligibility:
    done = progress(learner.sessions)
    issued = learner.certificate.number if learner.certificate else None
    enrolment = learner.enrolment
    demand = Demand(run.pass_percent, run.credit_hours)
    reasons = obstacles(enrolment.status, enrolment.outcome, done, demand, issued)
    if run.status == ClassRunStatus.CANCELLED:
        reasons.insert(0, "班次已取消")
    return Eligibility(
        enrolment.id or 0,
        enrolment.person_id,
        learner.person.name,
        done.attended,
        done.sessions,
        done.hours,
        tuple(reasons),
    )


def _checked(
    session: Session, desk: Desk, run: ClassRun, enrolment_ids: Sequence[int], issued_on: date, design: Design
) -> tuple[list[Learner], list[CertificateText]]:
    """The chosen learners by name and what their certificates say, after every check; numbers are still open."""
    wanted = set(enrolment_ids)
    learners = [one for one in learners_of(session, run.id or 0) if one.enrolment.id in wanted]
    if not learners or len(learners) != len(wanted):
        raise UserError("没有选中学员，或有学员不在这个班次里。", "请刷新学员名单后重新选择。")
    refused = [one for one in (_eligible(run, learner) for learner in learners) if not one.eligible]
    if refused:
        raise ValidationFailed(
            [Problem("NOT_ELIGIBLE", "", f"{one.name}：{'，'.join(one.reasons)}") for one in refused]
        )
    award = award_for(session, desk, run, issued_on)
    check_day(issued_on, award.ended_on)
    drafts = [
        text_for(award, learner, PREVIEW_NUMBER, progress(learner.sessions).hours) for learner in learners
    ]
    drafts = with_photos(session, [one.enrolment.person_id for one in learners], drafts, design)
    check_paper(drafts, design)
    return learners, drafts


def award_for(session: Session, desk: Desk, run: ClassRun, issued_on: date) -> Award:
    """What the certificates of a class run share."""
    last = session.execute(
        sa.select(sa.func.max(col(ClassSession.held_on))).where(col(ClassSession.class_run_id) == run.id)
    ).scalar()
    issuer = _programme_issuer(session, run) or settings.read(desk, "office_name")
    return award_of(run, issuer, last, issued_on)


def _programme_issuer(session: Session, run: ClassRun) -> str:
    course = session.get_one(Course, run.course_id)
    programme = session.get(Programme, course.programme_id) if course.programme_id else None
    return programme.issuer if programme is not None else ""


def check_paper(drafts: Sequence[CertificateText], design: Design) -> None:
    """Forbidden words, texts that do not fit and missing glyphs are found before a number is used."""
    check_role_glyphs(texts(certificate_document(drafts, design)))


def _series(session: Session, desk: Desk, run: ClassRun, year: int) -> str:
    """The series of a class run: that of its first certificate for ever, else the next of the year."""
    known = select(Certificate.series).where(Certificate.class_run_id == run.id).order_by(col(Certificate.id))
    series = session.exec(known.limit(1)).first()
    if series is not None:
        return str(series)
    unit = settings.read(desk, "unit_code")
    series_of(unit, year, 1)
    return series_of(unit, year, take(session, f"{unit}-{year}"))


def _numbered(text: CertificateText, number: str) -> CertificateText:
    return again(text, number, text.issued_on, text.remark)


def _entered(
    session: Session,
    run: ClassRun,
    learner: Learner,
    series: str,
    text: CertificateText,
    shared: dict[str, Any],
) -> Certificate:
    certificate = Certificate(
        number=text.number,
        series=series,
        area_id=run.area_id,
        person_id=learner.enrolment.person_id,
        person_name=text.name,
        class_run_id=run.id,
        enrolment_id=learner.enrolment.id,
        issued_on=text.issued_on,
        snapshot=to_snapshot(text),
        **shared,
    )
    session.add(certificate)
    return certificate


def _changed(session: Session) -> Changes:
    return Changes(frozenset({"certificates"}), session.info["operation"])
