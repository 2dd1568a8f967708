"""Rules of what covers a team's service: insurance where it may hurt people, an agreement where it goes on, minors kept safe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from app.rules.dates import years_after
from db.models import Person, Team

ADULT = 18


def insured_on(team: Any, day: date) -> bool:
    """Whether a team is insured on a day, as far as the ledger knows."""
    return bool(team.insured and (team.insured_until is None or day <= team.insured_until))


def cover_told(team: Any, _: Session) -> Sequence[Problem]:
    """A policy's last day belongs to a policy; a team whose service is risky is insured first (志愿服务条例 art. 17)."""
    if team.insured_until is not None and not team.insured:
        return (Problem("NOT_INSURED", "insured", "填了保险到期日，请勾选“已投保”，或删去日期。"),)
    if team.agreement_until is not None and not team.agreement_on_file:
        return (
            Problem("NO_AGREEMENT", "agreement_on_file", "填了协议到期日，请勾选“协议在档”，或删去日期。"),
        )
    if team.risky and not team.insured:
        message = "有人身危险的志愿服务应先投保人身意外伤害保险（《志愿服务条例》第十七条），请确认。"
        return (Problem("RISK_UNINSURED", "insured", message, blocking=False),)
    return ()


def covered(log: Any, session: Session) -> Sequence[Problem]:
    """Service with a risky team on a day on which nobody there was insured is pointed out."""
    team = session.get_one(Team, log.team_id) if log.team_id is not None else None
    if team is None or not team.risky or insured_on(team, log.served_on):
        return ()
    message = f"“{team.name}”的服务有人身危险，{log.served_on}没有在保的保险，请核对。"
    return (Problem("NOT_COVERED", "team_id", message, blocking=False),)


def minors_safe(member: Any, session: Session) -> Sequence[Problem]:
    """Nobody under 18 takes part in what is dangerous; elsewhere a guardian agrees (浙江省志愿服务条例 art. 9)."""
    born = session.get_one(Person, member.person_id).birth_date
    if born is None or years_after(born, ADULT) <= member.from_on:
        return ()
    team = session.get_one(Team, member.team_id)
    if team.risky:
        message = f"加入时未满{ADULT}周岁，不能参加有人身危险的志愿服务。"
        return (Problem("MINOR_AT_RISK", "person_id", message),)
    message = f"加入时未满{ADULT}周岁，要有监护人同意或陪同，请确认。"
    return (Problem("MINOR", "person_id", message, blocking=False),)
