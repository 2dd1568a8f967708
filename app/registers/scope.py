"""Which records a clerk sees: those of the clerk's areas, what belongs to such a record, and nothing that is put away."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from app.desk import Desk
from app.errors import NotFound, Problem, ValidationFailed
from app.registers import all_registers
from app.registers.spec import Register

SEALED_NAME = "（已封存）"


def seen_by(desk: Desk, register: Register) -> sa.ColumnElement[bool] | None:
    """The condition on a register's table that keeps to what the clerk sees; None when that is everything.

    An enrolment is seen by whoever sees the learner or the class. Records that belong to none (platforms, courses) are
    everybody's.
    """
    areas = desk.visible_areas()
    return None if areas is None else within_areas(register, areas)


def within_areas(register: Register, areas: sa.Select[tuple[int]]) -> sa.ColumnElement[bool] | None:
    """The condition that keeps a register's rows to some areas; None for what belongs to none."""
    if register.scoped:
        return register.table.c.area_id.in_(areas)
    if register.key == "areas":
        return register.table.c.id.in_(areas)
    ways = []
    for owner, via in _owners(register.key):
        inside = within_areas(owner, areas)
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


def put_away(register: Register, table: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a row of the register's table (or an alias of it) is 封存."""
    if register.sealed is None:
        return sa.false()
    name, value = register.sealed
    return table.c[name] == value


def not_put_away(register: Register) -> sa.ColumnElement[bool]:
    """The condition that leaves out what is 封存, by its few ids: any index of a list's order still serves."""
    name, value = register.sealed or ("", "")
    others = register.table.alias("put_away")
    return register.table.c.id.not_in(sa.select(others.c.id).where(others.c[name] == value))


@cache
def name_copies(register: Register) -> dict[str, tuple[str, Register]]:
    """Fields that repeat the name of a record that may be 封存 (``person_name`` beside ``person_id``), with link and target."""
    by_key = {one.key: one for one in all_registers()}
    found = {}
    for field in register.fields:
        link = register.by_name.get(f"{field.name.removesuffix('_name')}_id")
        target = by_key.get(link.link) if link is not None and field.name.endswith("_name") else None
        if link is not None and target is not None and target.sealed is not None:
            found[field.name] = link.name, target
    return found


def not_naming_put_away(register: Register) -> list[sa.ColumnElement[bool]]:
    """Conditions that leave out rows found by a name they repeat of somebody who is 封存."""
    conditions = []
    for link, target in name_copies(register).values():
        away = sa.select(target.table.c.id).where(put_away(target, target.table))
        column = register.table.c[link]
        conditions.append(sa.or_(column.is_(None), column.not_in(away)))
    return conditions


def not_told_by_veiled(register: Register, words: str) -> list[sa.ColumnElement[bool]]:
    """Conditions that leave out confidential rows found by what their veil hides: they are found by the rest, their number."""
    if register.veil is None or "." in register.veil[0]:
        return []  # rows below a confidential record have no texts to be found by
    flag, hidden = register.veil
    columns = register.table.c
    told = [name for name in register.model.search_columns if name not in hidden]
    parts = [
        sa.or_(*(columns[name].icontains(word, autoescape=True) for name in told)) for word in words.split()
    ]
    return [sa.or_(sa.not_(columns[flag]), sa.and_(*parts))]


def title_of(register: Register, table: sa.FromClause) -> sa.ColumnElement[Any]:
    """The title by which other records name one of the register: not that of one who is 封存."""
    title = table.c[register.title]
    return (
        title if register.sealed is None else sa.case((put_away(register, table), SEALED_NAME), else_=title)
    )


def refuse_sealed(register: Register, record: Any, desk: Desk, *, change: bool) -> None:
    """What is 封存 is kept and nothing else: only an administrator looks at it, and nobody changes it.

    Raises ``NotFound`` for everybody else, ``ValidationFailed`` for a change.
    """
    if register.sealed is None or str(getattr(record, register.sealed[0])) != register.sealed[1]:
        return
    if not desk.actor.administrator:
        raise NotFound(f"这条{register.label}已经封存。", "需要查看的，请管理员办理。")
    if change:
        message = f"这条{register.label}已经封存，不能修改；需要修改的，请先解除封存。"
        raise ValidationFailed([Problem("SEALED", "", message)])
