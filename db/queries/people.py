"""The rows behind the figures about people, stations and platforms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from db.base import table_of
from db.models import Category, Employment, Gender, Person, PersonStatus, Registration, Station
from db.queries.counting import (
    Condition,
    Counted,
    Day,
    Days,
    Scope,
    Source,
    exists_between,
    happened,
    holds,
    inside,
)
from db.queries.times import days_before, set_number

_registrations = table_of(Registration)
_people = table_of(Person)
_employments = table_of(Employment)
_stations = table_of(Station)
_OFFICIAL = (Category.COURIER, Category.RIDER, Category.RIDE_HAILING_DRIVER, Category.TRUCK_DRIVER)


def _on_the_books(window: Days, scope: Scope) -> Sequence[Condition]:
    return holds(_registrations, window.last), *inside(_registrations.c.area_id, scope)


def _with_people(_: Days) -> sa.FromClause:
    return _registrations.join(_people, _people.c.id == _registrations.c.person_id)


def _with_work(window: Days) -> sa.FromClause:
    same = _employments.c.person_id == _registrations.c.person_id
    return _registrations.outerjoin(_employments, sa.and_(same, holds(_employments, window.last)))


def _arrived(window: Days, scope: Scope) -> Sequence[Condition]:
    """Somebody who moved here from another area of the scope did not arrive."""
    before = _registrations.alias("before")
    moved = sa.exists().where(
        before.c.person_id == _registrations.c.person_id,
        # Follows from the next line; leads the database to the person's own rows instead of everybody's of that day.
        before.c.from_on < _registrations.c.from_on,
        before.c.to_on == _registrations.c.from_on,
        before.c.moved,
        *inside(before.c.area_id, scope),
    )
    happened_here = happened(_registrations.c.from_on, window)
    return happened_here, sa.not_(moved), *inside(_registrations.c.area_id, scope)


def _departed(window: Days, scope: Scope) -> Sequence[Condition]:
    """Somebody who moved on to another area of the scope did not leave."""
    after = _registrations.alias("after")
    moved = sa.exists().where(
        _registrations.c.moved,
        after.c.person_id == _registrations.c.person_id,
        after.c.from_on == _registrations.c.to_on,
        *inside(after.c.area_id, scope),
    )
    happened_here = happened(_registrations.c.to_on, window)
    return happened_here, sa.not_(moved), *inside(_registrations.c.area_id, scope)


_registered = Source(lambda _: _registrations, _on_the_books, _registrations.c.area_id)
_card = Source(_with_people, _on_the_books)
_work = Source(_with_work, _on_the_books)
_cards = Source(lambda _: _people, lambda _, scope: inside(_people.c.area_id, scope))


def _on_card(only: Callable[[Days], Condition]) -> Counted:
    return Counted(_card, _registrations.c.person_id, only)


def _working_as(category: Category) -> Counted:
    return Counted(_work, _registrations.c.person_id, lambda _: _employments.c.category == category)


REGISTERED = Counted(_registered, _registrations.c.person_id)
BY_CATEGORY = {category: _working_as(category) for category in _OFFICIAL}
OTHER_WORK = Counted(
    _work,
    _registrations.c.person_id,
    lambda _: sa.or_(_employments.c.category.is_(None), _employments.c.category.not_in(_OFFICIAL)),
)
WOMEN = _on_card(lambda _: _people.c.gender == Gender.FEMALE)
YOUNG = _on_card(lambda window: _people.c.birth_date > window.years_earlier(36))
PARTY_MEMBERS = _on_card(lambda _: _people.c.politics.in_(("01", "02")))
LEAGUE_MEMBERS = _on_card(lambda _: _people.c.politics == "03")
ARRIVED = Counted(Source(lambda _: _registrations, _arrived), _registrations.c.person_id)
DEPARTED = Counted(Source(lambda _: _registrations, _departed), _registrations.c.person_id)
PLATFORMS = Counted(_work, _employments.c.platform_id, distinct=_employments.c.platform_id)
STATIONS = Counted(
    Source(
        lambda _: _stations,
        lambda window, scope: (
            exists_between(_stations.c.opened_on, _stations.c.closed_on, window.last),
            *inside(_stations.c.area_id, scope),
        ),
    ),
    _stations.c.id,
)


def not_verified(default: int) -> Counted:
    """People on the books whom nobody verified for longer than the days set, or ever since they were registered.

    default: the days while nobody has set any.
    """

    def stale(window: Days) -> Condition:
        last_seen = sa.func.coalesce(_people.c.last_verified_on, _registrations.c.from_on)
        overdue = days_before(window.last, last_seen) > set_number("unverified_days", default)
        return sa.and_(overdue, _people.c.status != PersonStatus.RESTRICTED)

    return _on_card(stale)


def _months_over(day: Day, since: sa.ColumnElement[Any], key: str, default: int) -> Condition:
    """Whether more months than the office has set lie between a date and a day; a month is 365/12 days."""
    return days_before(day, since) * 12 > set_number(key, default) * 365


def kept_too_long(default: int) -> Counted:
    """People who left longer ago than their cards are kept, and are not put away yet. default: months when none are set."""
    left = _registrations.alias("left")
    last_day = sa.select(sa.func.max(left.c.to_on)).where(left.c.person_id == _people.c.id).scalar_subquery()

    def over(window: Days) -> Condition:
        gone = _people.c.status == PersonStatus.LEFT
        return sa.and_(gone, _months_over(window.last, last_day, "retention_months", default))

    return Counted(_cards, _people.c.id, over)


def put_away_too_long(default: int) -> Counted:
    """People whose cards were put away longer ago than they are kept after that. default: months when none are set."""

    def over(window: Days) -> Condition:
        away = _people.c.status == PersonStatus.RESTRICTED
        return sa.and_(away, _months_over(window.last, _people.c.restricted_on, "disposal_months", default))

    return Counted(_cards, _people.c.id, over)
