"""Reading lists: counts, pages of ready strings by keyset or offset. Tuples by Core, never objects."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.desk import Desk, areas_below
from app.registers.cells import Texts, cell_of, veil_of
from app.registers.scope import not_naming_put_away, not_put_away, not_told_by_veiled, put_away, seen_by
from app.registers.spec import Register
from db.queries.words import holds_word
from db.search import matching

PAGE_SIZE = 200
FREE_SORT_LIMIT = 50_000  # below this any column sorts in a blink; above, only an indexed one does
SEARCH_LIMIT = 5_001  # a search lists this many hits at most; one more than is said: "5000+"


class Op(enum.StrEnum):
    """How a filter compares."""

    IS = "is"
    HAS = "has"
    FROM = "from"
    TO = "to"
    EMPTY = "empty"
    HOLDS = "holds"


@dataclass(frozen=True)
class Filter:
    """One condition. value: a tuple of stored values for IS, a text for HAS, a bound (included) for FROM and TO,
    True or False for EMPTY, a tuple of words for HOLDS (any of them, whole). The field ``area_id`` with IS means the areas and all below them."""

    name: str
    op: Op
    value: Any


@dataclass(frozen=True)
class Query:
    """What a list shows. within: a select of ids, for example the rows behind a figure; label: what to call that."""

    search: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    descending: bool = False
    within: sa.Select[tuple[int]] | None = None
    label: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a list: id, the value it is sorted by, and its cells as text."""

    id: int
    key: Any
    cells: tuple[str, ...]


def count(desk: Desk, register: Register, query: Query) -> int:
    """How many records the query shows to this clerk."""
    with desk.reading() as session:
        return _count(session, desk, register, query)


def _count(session: Session, desk: Desk, register: Register, query: Query) -> int:
    # The few that are put away are counted apart: all rows are counted on an index, whatever their number.
    away = 0 if _shows_sealed(desk, register, query) else _put_away(session, desk, register, query)
    return _total(session, register, _asked(session, desk, register, query)) - away


def count_put_away(desk: Desk, register: Register, query: Query) -> int:
    """How many records of a query are 封存: counted in figures, not listed."""
    with desk.reading() as session:
        return _put_away(session, desk, register, query)


def list_counted(desk: Desk, register: Register, ids: sa.Select[tuple[int]], label: str) -> Query:
    """The list of the records counted in a figure; its label says how many of them are 封存 and so not listed."""
    away = count_put_away(desk, register, Query(within=ids))
    return Query(within=ids, label=f"{label}（另有{away}{register.unit}已封存，不列名）" if away else label)


def _put_away(session: Session, desk: Desk, register: Register, query: Query) -> int:
    if register.sealed is None:
        return 0
    away = put_away(register, register.table)
    return _total(session, register, [*_asked(session, desk, register, query), away])


def _total(session: Session, register: Register, conditions: Sequence[sa.ColumnElement[bool]]) -> int:
    counted = sa.select(sa.func.count()).select_from(register.table).where(*conditions)
    total: int = session.execute(counted).scalar_one()
    return total


def can_sort(register: Register, name: str, rows: int) -> bool:
    """Whether a list of that many rows may be sorted by the field without keeping the clerk waiting."""
    return rows <= FREE_SORT_LIMIT or register.sorts_fast(name)


def page(
    desk: Desk,
    register: Register,
    query: Query,
    columns: Sequence[str],
    *,
    offset: int = 0,
    after: Row | None = None,
    before: Row | None = None,
    total: int | None = None,
    size: int = PAGE_SIZE,
    masked: bool = True,
) -> list[Row]:
    """Up to ``size`` rows in the query's order, cells in the order of ``columns``.

    after / before: the row next to which the page lies (keyset: the cost is that of one page wherever it is). Without
    one the page starts at ``offset``; with ``total`` given, pages in the second half are read from the end.
    """
    with desk.reading() as session:
        many = total is not None and total > FREE_SORT_LIMIT
        conditions = conditions_of(session, desk, register, query, many=many)
        plan = _Order(register, query)
        if after is not None or before is not None:
            backwards = after is None
            mark = after or before
            assert mark is not None
            ids = plan.ids(backwards).where(*conditions, plan.beyond(mark, backwards)).limit(size)
        else:
            backwards = total is not None and offset > total // 2
            start = max(0, total - offset - size) if backwards and total is not None else offset
            take = min(size, total - offset) if backwards and total is not None else size
            ids = plan.ids(backwards).where(*conditions).limit(take).offset(start)
        return _rows(session, register, plan, ids, columns, masked=masked)


class _Order:
    """The order of a list: its sort column, then the id."""

    def __init__(self, register: Register, query: Query) -> None:
        chosen = query.sort or register.sort or register.title
        self.descending = query.descending if query.sort else chosen.startswith("-")
        self.column = register.sort_column(chosen.lstrip("-"))
        self.id = register.table.c.id

    def terms(self, backwards: bool) -> list[sa.ColumnElement[Any]]:
        down = self.descending != backwards
        key = self.column.desc() if down else self.column.asc()
        if self.column.nullable:
            key = key.nulls_last() if down else key.nulls_first()
        return [key, self.id.desc() if down else self.id.asc()]

    def ids(self, backwards: bool) -> sa.Select[tuple[int]]:
        return sa.select(self.id).order_by(*self.terms(backwards))

    def beyond(self, mark: Row, backwards: bool) -> sa.ColumnElement[bool]:
        """Rows behind the mark in reading direction; empty values come first in ascending order."""
        down = self.descending != backwards
        later_id = self.id < mark.id if down else self.id > mark.id
        if mark.key is None:
            tied = sa.and_(self.column.is_(None), later_id)
            return tied if down else sa.or_(tied, self.column.is_not(None))
        if not self.column.nullable:
            # A row value lets the index find the place in one step.
            pair, here = (
                sa.tuple_(self.column, self.id),
                sa.tuple_(sa.literal(mark.key, self.column.type), mark.id),
            )
            return pair < here if down else pair > here
        past = self.column < mark.key if down else self.column > mark.key
        tied = sa.and_(self.column == mark.key, later_id)
        empty = (self.column.is_(None),) if down else ()
        return sa.or_(past, tied, *empty)


def _rows(
    session: Session,
    register: Register,
    plan: _Order,
    ids: sa.Select[tuple[int]],
    columns: Sequence[str],
    *,
    masked: bool,
) -> list[Row]:
    """The rows of the chosen ids in list order: the page is found on the index alone, then joined for its cells."""
    chosen = ids.subquery("chosen")
    source: sa.FromClause = register.table.join(chosen, chosen.c.id == register.table.c.id)
    selected: list[sa.ColumnElement[Any]] = [plan.id, plan.column]
    fields = [register.field(name) for name in columns]
    for field in fields:
        column, source = cell_of(register, field, source)
        selected.append(column)
    veil = veil_of(register, source, columns) if masked else None
    if veil is not None:
        selected, source = [*selected, veil.drawn], veil.source
    rows = session.execute(sa.select(*selected).select_from(source).order_by(*plan.terms(False))).all()
    cells = [Texts(field, masked) for field in fields]
    found = [
        Row(row[0], row[1], tuple([texts[value] for texts, value in zip(cells, row[2:], strict=False)]))
        for row in rows
    ]
    if veil is None:
        return found
    drawn = [row[-1] for row in rows]
    return [
        replace(one, cells=veil.over(one.cells)) if on else one for one, on in zip(found, drawn, strict=True)
    ]


def conditions_of(
    session: Session, desk: Desk, register: Register, query: Query, *, many: bool = False
) -> list[sa.ColumnElement[bool]]:
    """The WHERE of a query. many: so many rows fit that the order's index serves better than a filter's."""
    conditions = _asked(session, desk, register, query, many=many)
    if query.search.strip():
        conditions += not_naming_put_away(register) + not_told_by_veiled(register, query.search)
    return conditions if _shows_sealed(desk, register, query) else [*conditions, not_put_away(register)]


def _shows_sealed(desk: Desk, register: Register, query: Query) -> bool:
    """Records that are 封存 are seen by an administrator alone, who asks for them."""
    asked = [value for one in query.filters if one.op is Op.IS for value in one.value]
    return register.sealed is None or (desk.actor.administrator and register.sealed[1] in asked)


def _asked(
    session: Session, desk: Desk, register: Register, query: Query, *, many: bool = False
) -> list[sa.ColumnElement[bool]]:
    """The conditions of a query and the clerk's areas."""
    table = register.table
    conditions: list[sa.ColumnElement[bool]] = []
    seen = seen_by(desk, register)
    if seen is not None:
        conditions.append(seen)
    if query.search.strip():
        found = matching(session.get_bind().dialect.name, query.search, table.name).limit(SEARCH_LIMIT)
        entries = sa.table("search_entries", sa.column("id"), sa.column("row_id"))
        conditions.append(table.c.id.in_(sa.select(entries.c.row_id).where(entries.c.id.in_(found))))
    if query.within is not None:
        conditions.append(table.c.id.in_(query.within))
    conditions += [condition_of(table, one, indexed=not many) for one in query.filters]
    return conditions


def condition_of(table: sa.Table, one: Filter, *, indexed: bool = True) -> sa.ColumnElement[bool]:
    """A filter as SQL. indexed: whether an index on its column may serve."""
    column: sa.ColumnElement[Any] = table.c[one.name]
    if not indexed and one.op is Op.IS:
        # The same value as an expression: no index is used for it.
        column = column + 0 if isinstance(column.type, sa.Integer) else sa.cast(column, sa.String).concat("")
    if one.op is Op.IS and one.name == "area_id":
        return sa.or_(*(column.in_(areas_below(area)) for area in one.value))
    if one.op is Op.IS:
        return column.in_(one.value)
    if one.op is Op.HOLDS:
        return holds_word(column, one.value)
    if one.op is Op.HAS:
        return column.contains(one.value, autoescape=True)
    if one.op is Op.EMPTY:
        empty = column.is_(None) if not isinstance(column.type, sa.String) else column == ""
        return empty if one.value else sa.not_(empty)
    bound: sa.ColumnElement[bool] = column >= one.value if one.op is Op.FROM else column <= one.value
    return bound
