"""Rules of stars, clues and served elders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.requests import not_a_request
from db.models import Clue, ClueState, StarAward, StarState
from db.models.recognition import LEVELS

_SETTLED = (ClueState.CLOSED, ClueState.DROPPED)


def rising_hours(scheme: Any, _: Session) -> Sequence[Problem]:
    """Every star needs more hours than the one below it."""
    hours = [getattr(scheme, f"hours_{level}") for level in range(1, LEVELS + 1)]
    for level, (less, more) in enumerate(zip([0, *hours], hours, strict=False), start=1):
        if more <= less:
            message = f"{level}星的小时数应大于{less}，请核对。"
            return (Problem("HOURS_RISE", f"hours_{level}", message),)
    return ()


def star_told(award: Any, session: Session) -> Sequence[Problem]:
    """What a state needs is filled in; a star follows the one below it, or the clerk is told."""
    if not 1 <= award.level <= LEVELS:
        return (Problem("LEVEL", "level", f"星级应在1至{LEVELS}之间。"),)
    if award.state == StarState.AWARDED and (award.awarded_on is None or not award.approved_by):
        name = "awarded_on" if award.awarded_on is None else "approved_by"
        return (Problem("AWARDED_HOW", name, "已授予的要填授予日期和批准人。"),)
    if award.level > 1:
        below = select(StarAward.id).where(
            StarAward.person_id == award.person_id,
            StarAward.level == award.level - 1,
            StarAward.state != StarState.REFUSED,
        )
        if session.exec(below).first() is None:
            message = f"还没有{award.level - 1}星的记录，确认越级授予可以继续。"
            return (Problem("STAR_SKIPPED", "level", message, blocking=False),)
    return ()


def clue_told(clue: Any, _: Session) -> Sequence[Problem]:
    """A clue that is closed or not taken up says when, and what came of it."""
    if (clue.state in _SETTLED) != (clue.closed_on is not None):
        message = (
            "已办结或不采纳的，要填办结日期。" if clue.state in _SETTLED else "还没有办结的，不填办结日期。"
        )
        return (Problem("CLOSED_WHEN", "closed_on", message),)
    if clue.closed_on is not None and clue.closed_on < clue.reported_on:
        return (Problem("DATE_ORDER", "closed_on", "办结日期早于上报日期，请核对。"),)
    return ()


def counted_once(clue: Any, session: Session) -> Sequence[Problem]:
    """A clue has one number in its outside system: the same number again is the same clue and never counts twice."""
    others = select(Clue).where(col(Clue.id) != (clue.id or 0))
    if clue.outside_no:
        known = not_a_request(clue, session)
        if known:
            return known
        same = others.where(Clue.channel == clue.channel, Clue.outside_no == clue.outside_no)
        other = session.exec(same).first()
        if other is not None:
            message = f"这个外部编号已登记为{other.number}，请打开那一条，不要重复登记。"
            return (Problem("CLUE_KNOWN", "outside_no", message),)
    same = others.where(Clue.content == clue.content, Clue.place == clue.place)
    other = session.exec(same.where(Clue.reported_on == clue.reported_on)).first()
    if other is not None:
        message = f"同一天、同一地点、同样内容的线索已有{other.number}，请确认不是同一条。"
        return (Problem("CLUE_ALIKE", "content", message, blocking=False),)
    return ()


def birth_year_fits(elder: Any, _: Session) -> Sequence[Problem]:
    """A year of birth, not an age."""
    if elder.birth_year is None or 1900 <= elder.birth_year <= date.today().year:
        return ()
    return (Problem("BIRTH_YEAR", "birth_year", "请填出生年份，如1942。"),)
