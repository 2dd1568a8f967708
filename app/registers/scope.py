"""Which records a clerk sees: those of the clerk's areas, and what belongs to such a record without an area of its own."""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa

from app.desk import Desk
from app.registers import all_registers
from app.registers.spec import Register


def seen_by(desk: Desk, register: Register) -> sa.ColumnElement[bool] | None:
    """The condition on a register's table that keeps to what the clerk sees; None when that is everything.

    An enrolment is seen by whoever sees the learner or the class. Records that belong to none (platforms, courses) are
    everybody's.
    """
    areas = desk.visible_areas()
    return None if areas is None else _within(register, areas)


def _within(register: Register, areas: sa.Select[tuple[int]]) -> sa.ColumnElement[bool] | None:
    if register.scoped:
        return register.table.c.area_id.in_(areas)
    if register.key == "areas":
        return register.table.c.id.in_(areas)
    ways = []
    for owner, via in _owners(register.key):
        inside = _within(owner, areas)
        if inside is None:
            return None
        ways.append(register.table.c[via].in_(sa.select(owner.table.c.id).where(inside)))
    return sa.or_(*ways) if ways else None


@cache
def _owners(key: str) -> tuple[tuple[Register, str], ...]:
    """The registers whose records own those of this one, and by which link; links that may be empty do not tell."""
    return tuple(
        (register, child.via)
        for register in all_registers()
        for child in register.children
        if child.register.key == key and not child.register.table.c[child.via].nullable
    )
