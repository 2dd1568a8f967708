"""Stars: who has reached a level by booked hours, proposed, published, awarded or refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.actions.rows import changed, chosen, names_of, refuse, touch
from app.desk import Changes, Desk
from app.rules.publicity import STARS, check_over, check_period
from db.base import table_of
from db.models import (
    Grade,
    LogState,
    Person,
    PersonStatus,
    ServiceEvaluation,
    ServiceLog,
    StarAward,
    StarScheme,
    StarState,
)
from db.models.recognition import LEVELS

_MINUTES = 60
_LOGS, _PEOPLE, _AWARDS = table_of(ServiceLog), table_of(Person), table_of(StarAward)
_JUDGED = table_of(ServiceEvaluation)


def scheme_on(session: Session, day: date) -> StarScheme | None:
    """The scheme that holds on a day."""
    query = select(StarScheme).where(StarScheme.valid_from <= day).order_by(col(StarScheme.valid_from).desc())
    return session.exec(query.limit(1)).first()


def level_of(scheme: StarScheme, minutes: int) -> int:
    """The star that so many booked minutes make: whole hours count (向下取整); 0 below the first."""
    hours = minutes // _MINUTES
    return sum(hours >= getattr(scheme, f"hours_{level}") for level in range(1, LEVELS + 1))


@dataclass(frozen=True)
class Reached:
    """Somebody whose booked hours make a level that has not been proposed yet.

    known: the highest level there is, 0 without one. refused: the next level was refused before.
    """

    person_id: int
    name: str
    minutes: int
    level: int
    known: int = 0
    refused: bool = False


def just_reached(desk: Desk, on: date, people: Collection[int] | None = None) -> list[Reached]:
    """Who would be proposed on a day, by name; nobody while no scheme holds. people: only these are looked at."""
    with desk.reading() as session:
        scheme = scheme_on(session, on)
        if scheme is None:
            return []
        query = _reached(desk, scheme, on)
        rows = session.execute(query if people is None else query.where(_PEOPLE.c.id.in_(people))).all()
        found = [
            (person, minutes, level_of(scheme, minutes), known or 0, bool(refused and refused > (known or 0)))
            for person, minutes, known, refused in rows
            if level_of(scheme, minutes) > (known or 0)
        ]
        names = names_of(session, [person for person, *_ in found])
    return sorted((Reached(one, names[one], *rest) for one, *rest in found), key=lambda row: row.name)


def propose(desk: Desk, _: Sequence[int], values: dict[str, Any]) -> Changes:
    """Propose those who have reached a level and have no star of it yet (``values``: on, the day that counts; people).

    people: ids of those who are meant; everybody without it, but those who were refused before. Only booked service up
    to that day counts. Raises ``ValidationFailed`` without a scheme, or when nobody is new.
    """
    on: date = values["on"]
    wanted = values.get("people")
    with desk.operation("propose_stars", f"登记星级达标人员：截至{on}") as session:
        scheme = scheme_on(session, on)
        if scheme is None:
            raise refuse("NO_SCHEME", "on", f"{on}还没有星级标准，请先在“星级标准”里登记。")
        found = 0
        for person, minutes, known, refused in session.execute(_reached(desk, scheme, on)).all():
            if refused and refused > (known or 0) if wanted is None else person not in wanted:
                continue
            for level in range((known or 0) + 1, level_of(scheme, minutes) + 1):
                award = _award(session, person, level)
                award.scheme_id, award.minutes, award.proposed_on = scheme.id or 0, minutes, on
                touch(session, award)
                found += 1
        if not found:
            raise refuse("NOBODY", "on", f"截至{on}，没有新达到星级的志愿者。")
        return changed(session, StarAward)


def _award(session: Session, person_id: int, level: int) -> StarAward:
    """The row of a level: a new one, or the one that was refused before, proposed again."""
    query = select(StarAward).where(StarAward.person_id == person_id, StarAward.level == level)
    award = session.exec(query).first()
    if award is None:
        return StarAward(person_id=person_id, level=level, scheme_id=0, proposed_on=date.today())
    award.note = f"{award.proposed_on}达标，未通过：{award.note}"[:500] if award.note else ""
    award.state, award.published_from, award.published_to = StarState.PROPOSED, None, None
    return award


def _reached(desk: Desk, scheme: StarScheme, on: date) -> sa.Select[tuple[int, int, int | None, int | None]]:
    """Everybody in sight who has at least the hours of the first star: minutes, highest level known, highest refused."""
    total = sa.func.sum(_LOGS.c.minutes)
    highest = sa.select(sa.func.max(_AWARDS.c.level)).where(_AWARDS.c.person_id == _PEOPLE.c.id)
    known = highest.where(_AWARDS.c.state != StarState.REFUSED).scalar_subquery()
    refused = highest.where(_AWARDS.c.state == StarState.REFUSED).scalar_subquery()
    query = (
        sa.select(_PEOPLE.c.id, total, known, refused)
        .join(_LOGS, _LOGS.c.person_id == _PEOPLE.c.id)
        .where(_LOGS.c.state == LogState.BOOKED, _LOGS.c.served_on <= on)
        .where(_PEOPLE.c.status != PersonStatus.RESTRICTED)
        .group_by(_PEOPLE.c.id)
        .having(total >= scheme.hours_1 * _MINUTES)
        .order_by(_PEOPLE.c.id)
    )
    if scheme.needs_quality:
        query = query.where(_PEOPLE.c.id.not_in(_ill_judged(on)))
    areas = desk.visible_areas()
    return query if areas is None else query.where(_PEOPLE.c.area_id.in_(areas))


def _ill_judged(on: date) -> sa.Select[tuple[int]]:
    """Those who were judged to have failed, or rightly complained about, in a service that counts."""
    wrong = sa.or_(_JUDGED.c.grade == Grade.FAILED, _JUDGED.c.complaint)
    query = sa.select(_LOGS.c.person_id).join(_JUDGED, _JUDGED.c.log_id == _LOGS.c.id)
    return query.where(wrong, _LOGS.c.state == LogState.BOOKED, _LOGS.c.served_on <= on)


def publish(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """公示 from a day to a day (``values``: on, to). Raises ``ValidationFailed`` for too short a time."""
    on, to = values["on"], values["to"]
    with desk.operation("publish_stars", f"星级公示：{len(ids)}人") as session:
        check_period(session, STARS, on, to)
        for award in _awards(session, desk, ids, (StarState.PROPOSED,), "公示"):
            award.state, award.published_from, award.published_to = StarState.PUBLISHED, on, to
            touch(session, award)
        return changed(session, StarAward)


def award_stars(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """授予 (``values``: on, by, letter_no). Raises ``ValidationFailed`` before the publicity is over, or began at all."""
    on, by = values["on"], values["by"]
    with desk.operation("award_stars", f"授予星级：{len(ids)}人") as session:
        for award in _awards(session, desk, ids, (StarState.PROPOSED, StarState.PUBLISHED), "授予"):
            check_over(session, STARS, award.published_to, on, "授予", "选中的星级里有的")
            award.state, award.awarded_on, award.approved_by = StarState.AWARDED, on, by
            award.letter_no = values.get("letter_no") or award.letter_no
            touch(session, award)
        return changed(session, StarAward)


def refuse_stars(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """未通过 with the reason (``values``: reason)."""
    with desk.operation("refuse_stars", f"星级未通过：{len(ids)}人") as session:
        for award in _awards(session, desk, ids, (StarState.PROPOSED, StarState.PUBLISHED), "改为未通过"):
            award.state, award.note = StarState.REFUSED, values["reason"]
            touch(session, award)
        return changed(session, StarAward)


def _awards(
    session: Session, desk: Desk, ids: Sequence[int], states: Sequence[StarState], verb: str
) -> list[StarAward]:
    awards = chosen(session, desk, StarAward, ids, "星级")
    if any(award.state not in states for award in awards):
        raise refuse("STAR_STEP", "", f"选中的记录里有不能{verb}的，请先核对状态。")
    return awards
