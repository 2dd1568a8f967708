"""What a link may point to, by name, and the words offered where a field takes several."""

from __future__ import annotations

import sqlalchemy as sa

from app.desk import Desk
from app.registers import find_register
from app.registers.lists import Query, conditions_of
from app.registers.scope import seen_by, title_of
from app.registers.spec import Field

MOST_WORDS = 200


def choices(desk: Desk, key: str, typed: str, limit: int = 30) -> list[tuple[int, str]]:
    """Records a link may point to, as (id, label), whose label or search text holds what was typed."""
    register = find_register(key)
    with desk.reading() as session:
        query = Query(search=typed)
        conditions = conditions_of(session, desk, register, query)
        title = register.table.c[register.title]
        chosen = sa.select(register.table.c.id, title).where(*conditions)
        order = register.sort_column(register.title)
        return [(row[0], str(row[1])) for row in session.execute(chosen.order_by(order).limit(limit))]


def label_of(desk: Desk, key: str, record_id: int) -> str:
    """The name of one record, for a link; empty when it is gone or not visible."""
    register = find_register(key)
    seen = seen_by(desk, register)
    with desk.reading() as session:
        conditions = [] if seen is None else [seen]
        title = title_of(register, register.table)
        found = session.execute(
            sa.select(title).where(register.table.c.id == record_id, *conditions)
        ).scalar()
    return "" if found is None else str(found)


def usual_words(desk: Desk, field: Field) -> list[str]:
    """The usual words of a field of words, in the order in which they are offered."""
    if not field.link:
        return [label for _, label in field.choices]
    return [label for _, label in choices(desk, field.link, "", limit=MOST_WORDS)]
