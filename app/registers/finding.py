"""Global search: what was typed, looked for in every register at once."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app.desk import Desk
from app.registers import REGISTERS, lists
from app.registers.scope import not_naming_put_away, not_told_by_veiled
from app.registers.spec import Register
from db.search import matching

MOST_OF_EACH = 8  # more of one kind are looked at in its list
_CELLS = 4


@dataclass(frozen=True)
class Found:
    """A record that was found: where it is, its name, and a second line that tells it from others (masked)."""

    register_key: str
    id: int
    title: str
    second: str


@dataclass(frozen=True)
class Group:
    """The records found in one register; ``more`` says that there are further ones."""

    register: Register
    found: tuple[Found, ...]
    more: bool


def find_everywhere(desk: Desk, words: str) -> list[Group]:
    """Records of all registers whose text holds every word: by name, pinyin, initials, phone, number.

    Registers come in the order of the window, at most ``MOST_OF_EACH`` records of each; empty ones are left out.
    """
    if not words.strip():
        return []
    with desk.reading() as session:
        dialect = session.get_bind().dialect.name
        entries = sa.table("search_entries", sa.column("id"), sa.column("row_id"))
        hits = {}
        for register in REGISTERS:
            found = matching(dialect, words, register.table.name).limit(MOST_OF_EACH * 4)
            rows = session.execute(sa.select(entries.c.row_id).where(entries.c.id.in_(found))).scalars()
            hits[register.key] = list(rows)
    groups = (
        _group(desk, register, hits[register.key], words) for register in REGISTERS if hits[register.key]
    )
    return [group for group in groups if group.found]


def _group(desk: Desk, register: Register, ids: list[int], words: str) -> Group:
    """The found rows as far as this clerk may see them."""
    names = [field.name for field in register.fields if field.table and field.name != register.title][:_CELLS]
    found_ids = sa.select(register.table.c.id).where(register.table.c.id.in_(ids))
    openly = (*not_naming_put_away(register), *not_told_by_veiled(register, words))
    query = lists.Query(within=found_ids.where(*openly))
    rows = lists.page(desk, register, query, [register.title, *names], size=MOST_OF_EACH + 1)
    found = tuple(
        Found(register.key, row.id, row.cells[0], " · ".join(cell for cell in row.cells[1:] if cell))
        for row in rows[:MOST_OF_EACH]
    )
    return Group(register, found, len(rows) > MOST_OF_EACH)
