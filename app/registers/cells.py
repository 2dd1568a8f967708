"""The cells of a list: the column behind each field, with the names behind links, and its values as ready texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.registers import find_register
from app.registers.scope import SEALED_NAME, name_copies, put_away, title_of
from app.registers.spec import VEILED, Field, Kind, Register, shown, text_of


class Texts(dict[Any, str]):
    """The texts of a field's values on one page; most columns hold the same few values again and again."""

    def __init__(self, field: Field, masked: bool) -> None:
        super().__init__()
        self._field, self._render = field, shown if masked else text_of

    def __missing__(self, value: Any) -> str:
        text = self[value] = self._render(self._field, value)
        return text


def cell_of(
    register: Register, field: Field, source: sa.FromClause
) -> tuple[sa.ColumnElement[Any], sa.FromClause]:
    """The column to select for a field, and the source with the join that a link needs."""
    column: sa.ColumnElement[Any] = register.table.c[field.name]
    if field.name in name_copies(register):
        link, target = name_copies(register)[field.name]
        owner = _alias(target.key, field.name)
        named = sa.case((put_away(target, owner), SEALED_NAME), else_=column)
        return named, source.outerjoin(owner, owner.c.id == register.table.c[link])
    if field.kind is not Kind.LINK:
        return column, source
    other, title = _linked(field.link, field.name)
    return title, source.outerjoin(other, other.c.id == column)


@dataclass(frozen=True)
class Veil:
    """What hides some cells of some rows: whether it is drawn over a row, the source that tells, and which cells it hides."""

    drawn: sa.ColumnElement[Any]
    source: sa.FromClause
    hides: tuple[bool, ...]

    def over(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """The cells under the veil; an empty one stays empty."""
        return tuple(VEILED if hide and text else text for hide, text in zip(self.hides, cells, strict=True))


def veil_of(register: Register, source: sa.FromClause, columns: Sequence[str]) -> Veil | None:
    """The veil over cells of a register's records; None where it has none."""
    if register.veil is None:
        return None
    path, names = register.veil
    via, _, flag = path.rpartition(".")
    hides = tuple(name in names for name in columns)
    if not via:
        return Veil(register.table.c[flag], source, hides)
    owner = find_register(register.field(via).link).table.alias(f"veil_{via}")
    return Veil(owner.c[flag], source.outerjoin(owner, owner.c.id == register.table.c[via]), hides)


@cache
def _linked(key: str, name: str) -> tuple[sa.FromClause, sa.ColumnElement[Any]]:
    """The table that a link field leads to, and its title there; made once, because an alias copies every column."""
    other = _alias(key, name)
    return other, title_of(find_register(key), other).label(name)


@cache
def _alias(key: str, name: str) -> sa.FromClause:
    return find_register(key).table.alias(f"link_{name}")
