"""Rules of certificate templates and of applications for the seal: they look and tell, or fill in what follows."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem, ValidationFailed
from app.workshop.checking import check_design
from app.workshop.reading import read, write
from app.workshop.shipped import first_of
from db.models import (
    CertificateTemplate,
    Clerk,
    Operation,
    SealRequest,
    SealState,
    TemplateKind,
)

_ASKED = ("subject", "reason", "copies", "class_run_id", "applied_on", "area_id")


def begin_with_shipped(template: CertificateTemplate, _: Session) -> None:
    """A new template without a design begins as the first shipped one of its kind."""
    if not template.content:
        template.content = write(first_of(TemplateKind(template.kind)).design)


def template_sound(template: CertificateTemplate, _: Session) -> Sequence[Problem]:
    """A design that cannot be read or used is named by its element."""
    try:
        found = check_design(TemplateKind(template.kind), read(template.content))
    except ValidationFailed as error:
        found = list(error.problems)
    return [Problem(one.code, "name", one.message, one.blocking) for one in found if one.blocking]


def fill_applicant(request: SealRequest, session: Session) -> None:
    """Who applies is who enters it."""
    if not request.applied_by:
        request.applied_by = session.get_one(Operation, session.info["operation"]).clerk_name


def some_copies(request: SealRequest, _: Session) -> Sequence[Problem]:
    """At least one copy is sealed."""
    if request.copies < 1:
        return (Problem("COPIES", "copies", "用印份数至少为1份，请改正。"),)
    return ()


def decided_stays(request: SealRequest, session: Session) -> Sequence[Problem]:
    """What was decided is changed no more: the paper bears that seal."""
    asked = [col(getattr(SealRequest, name)) for name in _ASKED]
    with session.no_autoflush:
        stored = session.execute(
            sa.select(col(SealRequest.state), *asked).where(col(SealRequest.id) == request.id)
        ).first()
    if stored is None or stored[0] == SealState.APPLIED:
        return ()
    if tuple(stored[1:]) == tuple(getattr(request, name) for name in _ASKED):
        return ()
    return (Problem("DECIDED", "", f"{request.number}已经批复，不能修改；需要变更的，请另行申请。"),)


def request_stays(request: SealRequest, _: Session) -> Sequence[Problem]:
    """Only an application that nobody has decided may be taken back."""
    if request.state != SealState.APPLIED:
        return (Problem("DECIDED", "", f"{request.number}已经批复，要一直保留。"),)
    return ()


def several_accounts(session: Session) -> bool:
    """Whether the office has more than one clerk, so that somebody else can agree."""
    return len(session.exec(select(Clerk.id).where(col(Clerk.active)).limit(2)).all()) > 1


def check_sealed_by(session: Session, clerk: str, sealed_by: str) -> None:
    """Raise ValidationFailed when a clerk of several names themselves as who agreed to the seal."""
    if sealed_by.strip() and sealed_by.strip() == clerk and several_accounts(session):
        message = "经办人不能批准自己的用印，请填写批准用印的领导，或提交用印申请由另一位经办人批准。"
        raise ValidationFailed([Problem("SAME_CLERK", "sealed_by", message)])


def check_request(request: SealRequest, copies: int) -> None:
    """Raise ValidationFailed when an application does not cover so many papers now."""
    if request.state != SealState.APPROVED:
        words = {SealState.APPLIED: "还没有批准", SealState.REFUSED: "没有同意", SealState.USED: "已经用过"}
        message = f"用印申请{request.number}{words[SealState(request.state)]}，请另选或重新申请。"
        raise ValidationFailed([Problem("NOT_APPROVED", "seal_request", message)])
    if copies > request.copies:
        message = f"用印申请{request.number}批准{request.copies}份，这一批有{copies}份，请另行申请。"
        raise ValidationFailed([Problem("TOO_MANY", "seal_request", message)])
