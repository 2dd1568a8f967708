"""Registers whose records lie below one another (areas, organizations), read as a tree."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app.desk import Desk
from app.registers.spec import Register

MOST_BRANCHES = 2_000


@dataclass(frozen=True)
class Branch:
    """A record and the one it lies below (None at the top)."""

    id: int
    parent_id: int | None
    label: str


def parent_field(register: Register) -> str:
    """The name of the field by which records lie below others of the same register; empty when they do not."""
    return next((field.name for field in register.fields if field.link == register.key), "")


def branches(desk: Desk, register: Register) -> list[Branch]:
    """The first ``MOST_BRANCHES`` records the clerk sees, in the register's order; parents may be out of sight."""
    parent = register.table.c[parent_field(register)]
    title, order = register.table.c[register.title], register.sort_column(register.sort or register.title)
    query = sa.select(register.table.c.id, parent, title).order_by(order).limit(MOST_BRANCHES)
    areas = desk.visible_areas()
    if areas is not None:
        own = register.table.c.area_id if register.scoped else register.table.c.id
        query = query.where(own.in_(areas))
    with desk.reading() as session:
        return [Branch(row[0], row[1], str(row[2])) for row in session.execute(query)]
