"""Counting rows: sources of rows by day and area, what is counted over them, and many counts in one statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from sqlmodel import Session

# Each select holds area ids; a row counts when its area is in all of them. Empty: the whole ledger.
Scope = tuple[sa.Select[tuple[int]], ...]
Condition = sa.ColumnElement[bool]
Day = date | sa.ColumnElement[date]


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for a leap day without counterpart."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


class Days(Protocol):
    """The days a figure is of: both ends are included, a stock looks at the last day only."""

    @property
    def first(self) -> Day:
        """The day it begins."""

    @property
    def last(self) -> Day:
        """The day it ends."""

    def years_earlier(self, years: int) -> Day:
        """The same day as the last, so many years earlier."""


@dataclass(frozen=True)
class Window:
    """A period of whole days."""

    first: date
    last: date

    def years_earlier(self, years: int) -> date:
        """The same day as the last, so many years earlier; 28 February for the 29th where there is none."""
        return years_before(self.last, years)


class AnyWindow:
    """The days of a statement that is made once and executed for many windows, with ``of`` a window each time."""

    def __init__(self) -> None:
        self.first = sa.bindparam("first_day", type_=sa.Date())
        self.last = sa.bindparam("last_day", type_=sa.Date())
        self._years: set[int] = set()

    def years_earlier(self, years: int) -> sa.ColumnElement[date]:
        """The same day as the last, so many years earlier."""
        self._years.add(years)
        return sa.bindparam(f"last_day_{years}", type_=sa.Date())

    def of(self, window: Window) -> Mapping[str, date]:
        """What to execute the statement with."""
        earlier = {f"last_day_{years}": window.years_earlier(years) for years in self._years}
        return {"first_day": window.first, "last_day": window.last, **earlier}


@dataclass(frozen=True, eq=False)
class Source:
    """Where rows come from in a window and a scope: the joined tables and the conditions on them.

    area: the area in which a row lies, where figures are told by area. by: of rows by the million, what tells the groups
    apart in which they are summed up first; whatever different values are counted then has one value in each group.
    """

    tables: Callable[[Days], sa.FromClause]
    conditions: Callable[[Days, Scope], Sequence[Condition]]
    area: sa.ColumnElement[Any] | None = None
    by: tuple[sa.ColumnElement[Any], ...] = ()


@dataclass(frozen=True, eq=False)
class Counted:
    """What is counted over a source: rows, or different values, or the sum of an amount.

    record: id of the record that a list of the rows shows. only: which rows of the source count, in a window.
    """

    source: Source
    record: sa.ColumnElement[Any]
    only: Callable[[Days], Condition] | None = None
    distinct: sa.ColumnElement[Any] | None = None
    amount: sa.ColumnElement[Any] | None = None

    def total(self, window: Days) -> sa.ColumnElement[Any]:
        """The figure as an aggregate over the source's rows."""
        if self.amount is not None:
            return sa.func.coalesce(sa.func.sum(self._kept(window, self.amount)), 0)
        if self.distinct is not None:
            return sa.func.count(sa.distinct(self._kept(window, self.distinct)))
        return sa.func.count(self._kept(window, self.record))

    def of_group(self, window: Days) -> sa.ColumnElement[Any]:
        """What one group of the source's rows adds to the figure."""
        if self.distinct is not None:
            return (
                sa.func.min(1) if self.only is None else sa.func.max(sa.case((self.only(window), 1), else_=0))
            )
        return self.total(window)

    def _kept(self, window: Days, value: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        return value if self.only is None else sa.case((self.only(window), value))


def holds(table: sa.FromClause, day: Day) -> Condition:
    """Whether a dated row holds on a day: half-open periods, so the day it ends no longer counts."""
    return sa.and_(table.c.from_on <= day, sa.or_(table.c.to_on.is_(None), table.c.to_on > day))


def exists_between(begun: sa.ColumnElement[Any], ended: sa.ColumnElement[Any], day: Day) -> Condition:
    """Whether something with optional dates exists on a day; without a beginning it was there all along."""
    return sa.and_(sa.or_(begun.is_(None), begun <= day), sa.or_(ended.is_(None), ended > day))


def happened(column: sa.ColumnElement[Any], window: Days) -> Condition:
    """Whether a date lies in the window."""
    return column.between(window.first, window.last)


def inside(column: sa.ColumnElement[Any], scope: Scope) -> list[Condition]:
    """Conditions that keep a row to the areas of the scope."""
    return [column.in_(areas) for areas in scope]


def tally(
    session: Session, counted: Sequence[Counted], windows: Sequence[Window], scope: Scope
) -> dict[tuple[Counted, Window], int]:
    """Every figure in every window: one statement for each source, executed for each window."""
    figures: dict[tuple[Counted, Window], int] = {}
    different = list(dict.fromkeys(windows))
    for source in dict.fromkeys(one.source for one in counted):
        group = list(dict.fromkeys(one for one in counted if one.source == source))
        days = AnyWindow()
        statement = _totals(group, days, scope)
        for window in different:
            totals = session.execute(statement, days.of(window)).one()
            figures |= {(one, window): int(total) for one, total in zip(group, totals, strict=True)}
    return figures


def tally_areas(
    session: Session, counted: Sequence[Counted], window: Window, scope: Scope
) -> dict[tuple[Counted, int], int]:
    """Every figure of a window by the area its rows lie in, without those below: one statement for each source.

    What is counted must not lie in several areas. Raises ValueError for a source whose rows lie in none.
    """
    figures: dict[tuple[Counted, int], int] = {}
    for source in dict.fromkeys(one.source for one in counted):
        group = list(dict.fromkeys(one for one in counted if one.source == source))
        if source.area is None:
            raise ValueError("rows of this source lie in no area")
        columns = [one.total(window).label(f"figure_{n}") for n, one in enumerate(group)]
        rows = sa.select(source.area, *columns).select_from(source.tables(window))
        rows = rows.where(*source.conditions(window, scope)).group_by(source.area)
        for area_id, *totals in session.execute(rows):
            figures |= {(one, area_id): int(total) for one, total in zip(group, totals, strict=True)}
    return figures


def _totals(group: Sequence[Counted], days: Days, scope: Scope) -> sa.Select[Any]:
    source = group[0].source
    if not source.by:
        columns = [one.total(days).label(f"figure_{n}") for n, one in enumerate(group)]
        return sa.select(*columns).select_from(source.tables(days)).where(*source.conditions(days, scope))
    parts = [one.of_group(days).label(f"figure_{n}") for n, one in enumerate(group)]
    groups = sa.select(*parts).select_from(source.tables(days)).where(*source.conditions(days, scope))
    inside_groups = groups.group_by(*source.by).subquery("groups")
    return sa.select(*(sa.func.coalesce(sa.func.sum(part), 0) for part in inside_groups.c))


def rows_of(counted: Counted, window: Window, scope: Scope) -> sa.Select[tuple[int, int]]:
    """One line for each thing counted: the record's id, and what it adds to the figure (1, or its amount).

    Of different values the record that stands for each is given once.
    """
    source = counted.source
    amount: sa.ColumnElement[Any] = sa.literal(1) if counted.amount is None else counted.amount
    record = counted.record
    if counted.distinct is not None:
        record = sa.func.min(counted.record)
    chosen = sa.select(record.label("id"), amount.label("amount")).select_from(source.tables(window))
    chosen = chosen.where(*source.conditions(window, scope), counted.record.is_not(None))
    if counted.only is not None:
        chosen = chosen.where(counted.only(window))
    return chosen if counted.distinct is None else chosen.group_by(counted.distinct)


def records_of(counted: Sequence[Counted], window: Window, scope: Scope) -> sa.Select[tuple[int]]:
    """The ids of the records behind a figure, one line for each thing counted."""
    lines = [rows_of(one, window, scope) for one in counted]
    behind = lines[0].subquery("behind") if len(lines) == 1 else sa.union_all(*lines).subquery("behind")
    return sa.select(behind.c.id)
