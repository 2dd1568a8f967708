"""自定义指标: figures the office made for itself from a register and a filter, counted like all others."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, select

from app.measures.measure import Measure, MeasureKind, Section
from app.registers import find_register
from app.registers.lists import Query, condition_of
from app.registers.scope import within_areas
from app.registers.spec import Register
from app.savedfilters import read_query
from db.models import OwnMeasure
from db.queries.counting import Condition, Counted, Days, Scope, Source, happened, holds


def own_measures(session: Session) -> tuple[Measure, ...]:
    """The office's own figures, in the order in which they were made. Those whose register is gone are left out."""
    found = session.exec(select(OwnMeasure).order_by(sa.asc("id")))
    return tuple(measure for one in found if (measure := measure_of(one)) is not None)


def measure_of(own: OwnMeasure) -> Measure | None:
    """A figure as the catalogue has it."""
    try:
        register = find_register(own.register_key)
    except KeyError:
        return None
    if own.date_field and own.date_field not in register.table.c:
        return None
    kind = MeasureKind.FLOW if own.date_field else MeasureKind.STOCK
    query = read_query(own.query, register)
    counted = _counted(register, query, own.date_field)
    return Measure(own.code, own.name, own.unit, kind, Section.OWN, own.definition, register.key, (counted,))


def is_dated(register: Register) -> bool:
    """Whether records of a register hold from one day to another, so that they can be counted as of a day."""
    return {"from_on", "to_on"} <= set(register.table.c.keys())


def _counted(register: Register, query: Query, date_field: str) -> Counted:
    table = register.table
    filters = [condition_of(table, one) for one in query.filters]

    def conditions(days: Days, scope: Scope) -> Sequence[Condition]:
        when = happened(table.c[date_field], days) if date_field else holds(table, days.last)
        places = [within_areas(register, areas) for areas in scope]
        return [when, *filters, *(place for place in places if place is not None)]

    return Counted(Source(lambda _: table, conditions), table.c.id)
