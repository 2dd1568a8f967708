"""What is due in volunteering: insurance and agreements of teams, stars and certificates whose publicity is over, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import col, select

from app.due.row import Due, Look
from app.rules.duties import Duty
from app.rules.waiting import months_after
from db.models import (
    CorrectionState,
    LogCorrection,
    Person,
    ProofState,
    RecordCertificate,
    StarAward,
    StarState,
    Team,
    TeamStatus,
)

SERVICE = "service"  # the line of this work, beside those of organizations
_STARS = "一二三四五"


def volunteering(look: Look) -> Iterable[Due]:
    """Everything of volunteers and their teams."""
    for find in (cover, stars, certificates, corrections):
        yield from find(look)


def cover(look: Look) -> Iterable[Due]:
    """Teams that are to be insured, or to sign an agreement (浙江省志愿服务条例 art. 21: after a month), again or at last."""
    query = select(Team).where(
        *look.within(col(Team.area_id)), Team.status == TeamStatus.ACTIVE, Team.founded_on <= look.on
    )
    for team in look.session.exec(query).all():
        for duty in _cover(team):
            who = (None, team.name, team.area_id)
            yield look.row(duty, "teams", team.id, who, "正常", line=SERVICE)


def _cover(team: Team) -> Iterable[Duty]:
    if team.insured and team.insured_until is not None:
        yield Duty("INSURANCE", "保险到期前续保", team.insured_until)
    if team.risky and not team.insured:
        yield Duty("INSURANCE", "有人身危险的服务，先投保人身意外伤害保险", team.founded_on)
    if team.agreement_on_file and team.agreement_until is not None:
        yield Duty("AGREEMENT", "志愿服务协议到期前续签", team.agreement_until)
    if not team.agreement_on_file:
        yield Duty("AGREEMENT", "服务超过一个月，签订书面协议", months_after(team.founded_on, 1))


def stars(look: Look) -> Iterable[Due]:
    """Stars that may be published, or awarded because their publicity is over."""
    query = (
        select(StarAward, Person.name, Person.area_id)
        .join(Person, col(Person.id) == col(StarAward.person_id))
        .where(*look.people(), StarAward.proposed_on <= look.on)
        .where(col(StarAward.state).in_((StarState.PROPOSED, StarState.PUBLISHED)))
    )
    for award, name, area in look.session.exec(query).all():
        star, who = f"{_STARS[award.level - 1]}星级志愿者", (award.person_id, name, area)
        if award.state == StarState.PROPOSED:
            duty, stage, action = (
                Duty("STAR", f"达标{star}，可以公示", award.proposed_on, may=True),
                "达标待评",
                "publish",
            )
        else:
            duty = Duty("STAR", f"公示期满，授予{star}", _after(award.published_to, look.on))
            stage, action = "公示中", "award"
        yield look.row(duty, "star_awards", award.id, who, stage, line=SERVICE, action=action)


def certificates(look: Look) -> Iterable[Due]:
    """Record certificates that were asked for, whose publicity is over, or in which a record was corrected."""
    query = (
        select(RecordCertificate, Person.name, Person.area_id)
        .join(Person, col(Person.id) == col(RecordCertificate.person_id))
        .where(*look.people(), RecordCertificate.requested_on <= look.on)
    )
    waiting = (ProofState.REQUESTED, ProofState.PUBLICIZED)
    query = query.where(
        col(RecordCertificate.state).in_(waiting) | col(RecordCertificate.touched_on).is_not(None)
    )
    for proof, name, area in look.session.exec(query).all():
        who = (proof.person_id, name, area)
        if proof.touched_on is not None:
            duty = Duty("PROOF", f"{proof.certificate_no}涉及更正，作废或重开", proof.touched_on)
            stage, action = "待更正", "reissue"
        elif proof.state == ProofState.REQUESTED:
            duty, stage, action = Duty("PROOF", "受理记录证明申请", proof.requested_on), "申请", "accept"
        else:
            duty = Duty("PROOF", "记录证明公示期满，归档", _after(proof.published_to, look.on))
            stage, action = "公示", "archive"
        yield look.row(duty, "record_certificates", proof.id, who, stage, line=SERVICE, action=action)


def corrections(look: Look) -> Iterable[Due]:
    """Requests to correct a record: they are checked promptly (民政部令第67号)."""
    query = select(LogCorrection).where(
        *look.within(col(LogCorrection.area_id)),
        LogCorrection.state == CorrectionState.OPEN,
        LogCorrection.requested_on <= look.on,
    )
    for request in look.session.exec(query).all():
        duty = Duty("CORRECTION", "核对服务记录更正申请", request.requested_on)
        who = (None, request.requested_by, request.area_id)
        yield look.row(duty, "log_corrections", request.id, who, "待处理", line=SERVICE, action="correct")


def _after(last: date | None, on: date) -> date:
    """The day after the last one of a publicity."""
    return on if last is None else last + timedelta(days=1)
