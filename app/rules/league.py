"""The Youth League: its stages as a table, the dates of a card, ages, and when somebody is over age."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.dates import age_on, years_after
from app.rules.lifecycles import Lifecycle
from app.rules.organizations import in_force
from app.rules.waiting import waiting
from db.models import LeagueIndex, LeagueStage, Organization, OrganizationLine, Person, Post

LEAGUE_AGE, LEAGUE_LEAVE_AGE = 14, 28  # 团章 art. 1
STAGE_LABELS = (
    (LeagueStage.APPLICANT, "入团申请人"),
    (LeagueStage.ACTIVIST, "入团积极分子"),
    (LeagueStage.MEMBER, "共青团员"),
    (LeagueStage.WITHDRAWN, "撤回申请"),
    (LeagueStage.TRANSFERRED, "转出"),
    (LeagueStage.LEFT_OVER_AGE, "超龄离团"),
    (LeagueStage.SELF_LEFT, "自行脱团"),
    (LeagueStage.EXPELLED, "开除团籍"),
)
STAGE_DATES = {
    LeagueStage.APPLICANT: "applied_on",
    LeagueStage.ACTIVIST: "activist_on",
    LeagueStage.MEMBER: "joined_on",
}
DATE_LABELS = {"applied_on": "申请日期", "activist_on": "确定积极分子日期", "joined_on": "入团日期"}
OF_APPLICANTS = (LeagueStage.WITHDRAWN,)
OF_MEMBERS = (
    LeagueStage.TRANSFERRED,
    LeagueStage.LEFT_OVER_AGE,
    LeagueStage.SELF_LEFT,
    LeagueStage.EXPELLED,
)
ENDS = (*OF_APPLICANTS, *OF_MEMBERS)
LEAGUE = Lifecycle(
    {
        LeagueStage.APPLICANT: (LeagueStage.ACTIVIST, *OF_APPLICANTS),
        LeagueStage.ACTIVIST: (LeagueStage.MEMBER, *OF_APPLICANTS),
        LeagueStage.MEMBER: OF_MEMBERS,
        **dict.fromkeys(ENDS, ()),
    },
    tuple(LeagueStage),
)


def overage_on(birth: date) -> date:
    """The day somebody turns 28; born on 29 February, in a year without one it is the 28th."""
    return years_after(birth, LEAGUE_LEAVE_AGE)


def steps_of(card: Any) -> list[tuple[LeagueStage, date]]:
    """The stages whose dates the card has, in order, each with the day it began; an end comes last."""
    dates = ((stage, getattr(card, name)) for stage, name in STAGE_DATES.items())
    steps = [(stage, day) for stage, day in dates if day is not None]
    if card.end_kind and card.ended_on:
        steps.append((LeagueStage(card.end_kind), card.ended_on))
    return steps


def stage_at(card: Any, day: date) -> LeagueStage | None:
    """The stage the card's dates give for a day; None before the first."""
    begun = [stage for stage, on in steps_of(card) if on <= day]
    return begun[-1] if begun else None


def fill_stage(card: Any, _: Session) -> None:
    """Fill ``stage`` and ``stage_on`` from the dates of the card."""
    steps = steps_of(card)
    if steps:
        card.stage, card.stage_on = steps[-1]


def dates_whole(card: Any, _: Session) -> Sequence[Problem]:
    """The dates leave no stage out, each lies after the one before, none is to come, and an end is told whole."""
    if bool(card.end_kind) != (card.ended_on is not None):
        name, label = ("ended_on", "终止日期") if card.end_kind else ("end_kind", "终止情形")
        return (Problem("END_WHOLE", name, f"请同时填写{label}。"),)
    given = [(name, getattr(card, name)) for name in STAGE_DATES.values()]
    filled = [place for place, (_name, day) in enumerate(given) if day is not None]
    if not filled:
        return (Problem("NO_STAGE", "applied_on", "请填写申请日期，或者现阶段开始的日期。"),)
    steps = given[filled[0] : filled[-1] + 1]
    missing = [name for name, day in steps if day is None]
    if missing:
        message = f"发展阶段不能跳过，请填写{DATE_LABELS[missing[0]]}。"
        return (Problem("STAGE_SKIPPED", missing[0], message),)
    return _ordered([(name, DATE_LABELS[name], day) for name, day in steps] + _end(card))


def _end(card: Any) -> list[tuple[str, str, date]]:
    return [("ended_on", "终止日期", card.ended_on)] if card.ended_on else []


def _ordered(steps: Sequence[tuple[str, str, date]]) -> list[Problem]:
    found = []
    for (_, before, begun), (name, label, day) in pairwise(steps):
        if day <= begun:
            found.append(Problem("DATE_ORDER", name, f"{label}（{day}）应晚于{before}（{begun}），请核对。"))
    for name, label, day in steps:
        if day > date.today():
            found.append(Problem("DATE_FUTURE", name, f"{label}{day}还没有到，请核对。"))
    return found


def one_at_a_time(card: Any, session: Session) -> Sequence[Problem]:
    """Who joins again has the earlier card ended first."""
    query = select(LeagueIndex.number).where(
        LeagueIndex.person_id == card.person_id,
        LeagueIndex.end_kind == "",
        col(LeagueIndex.id) != (card.id or 0),
    )
    known = session.exec(query).first() if not card.end_kind else None
    if known is None:
        return ()
    return (Problem("CARD_TWICE", "person_id", f"这个人已有未终止的团员档案{known}，请打开那一份。"),)


def person_fits(card: Any, session: Session) -> Sequence[Problem]:
    """From 14 on; a member beyond 28 without a post in the League should leave it. Introducers are others, and two."""
    person = session.get_one(Person, card.person_id)
    found = list(_introducers(card))
    first = steps_of(card)[0][1] if steps_of(card) else None
    if person.birth_date is None or first is None:
        return found
    if age_on(person.birth_date, first) < LEAGUE_AGE:
        message = f"{person.name}当时未满{LEAGUE_AGE}周岁，请核对。"
        found.append(Problem("LEAGUE_YOUNG", "applied_on", message, blocking=False))
    over = overage_on(person.birth_date)
    if (
        card.stage == LeagueStage.MEMBER
        and over <= date.today()
        and not holds_post(session, person.id or 0, date.today())
    ):
        message = f"{person.name}已于{over}满{LEAGUE_LEAVE_AGE}周岁，没有担任团内职务，请核对是否应超龄离团。"
        found.append(Problem("LEAGUE_OVERAGE", "person_id", message, blocking=False))
    if card.end_kind == LeagueStage.LEFT_OVER_AGE and card.ended_on is not None and card.ended_on < over:
        message = f"{person.name}到{over}才满{LEAGUE_LEAVE_AGE}周岁，不能在这之前登记超龄离团。"
        found.append(Problem("NOT_OVERAGE", "ended_on", message))
    return found


def _introducers(card: Any) -> Sequence[Problem]:
    both = [one for one in (card.introducer_id, card.second_introducer_id) if one is not None]
    if card.person_id in both:
        return (Problem("OWN_CONTACT", "introducer_id", "入团介绍人不能是本人，请重新选择。"),)
    if len(both) != len(set(both)):
        return (Problem("SAME_CONTACT", "second_introducer_id", "两位入团介绍人不能是同一个人。"),)
    return ()


def course_heard(card: Any, session: Session) -> Sequence[Problem]:
    """A member has heard the League's course, usually 8 hours."""
    hours = waiting(session).league_course_hours
    if card.joined_on is None or card.applied_on is None or (card.course_hours or 0) >= hours:
        return ()
    message = f"入团前团课学习一般不少于{hours}学时，请核对。"
    return (Problem("COURSE_SHORT", "course_hours", message, blocking=False),)


def holds_post(session: Session, person_id: int, day: date) -> bool:
    """Whether somebody holds a post in the League on a day; such a member stays beyond 28."""
    query = (
        select(Post.id)
        .join(Organization, col(Organization.id) == col(Post.organization_id))
        .where(Post.person_id == person_id, Organization.line == OrganizationLine.LEAGUE)
        .where(*in_force(Post, day))
    )
    return session.exec(query).first() is not None
