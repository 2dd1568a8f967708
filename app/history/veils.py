"""Which fields of changed rows stay hidden: those under the veil of a record that is confidential, or was."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.registers import all_registers, find_register
from app.registers.spec import Register

Image = Mapping[str, Any] | None
Changed = tuple[str, Image, Image]


def hidden_fields(session: Session, rows: Sequence[Changed]) -> list[Container[str]]:
    """For each changed row (table, before, after) the names of its hidden fields; owners are asked for all rows together."""
    veiled = {one.table.name: one for one in all_registers() if one.veil is not None}
    owners = {name: _owners(session, veiled[name], rows) for name in {row[0] for row in rows} & veiled.keys()}
    return [_hidden(veiled.get(row[0]), row, owners.get(row[0], frozenset())) for row in rows]


def _owners(session: Session, register: Register, rows: Sequence[Changed]) -> frozenset[int]:
    """The confidential records to which changed rows of a register belong; none where a row says itself whether it is."""
    assert register.veil is not None
    via, _, column = register.veil[0].rpartition(".")
    if not via:
        return frozenset()
    owner = find_register(register.field(via).link).table
    ids = {image[via] for name, *images in rows if name == register.table.name for image in images if image}
    query = sa.select(owner.c.id).where(owner.c.id.in_(ids), owner.c[column])
    return frozenset(session.execute(query).scalars())


def _hidden(register: Register | None, row: Changed, owners: Container[int]) -> Container[str]:
    if register is None or register.veil is None:
        return ()
    path, names = register.veil
    via, _, column = path.rpartition(".")
    images = [image for image in row[1:] if isinstance(image, Mapping)]
    on = any(image[via] in owners if via else image[column] for image in images)
    return names if on else ()
