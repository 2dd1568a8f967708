"""Two records of a register side by side: every field that one of them fills in, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app.desk import Desk
from app.errors import NotFound
from app.registers import find_register, lists
from app.registers.lists import Query


@dataclass(frozen=True)
class Line:
    """A field of both records as text (masked); same: the stored values agree."""

    label: str
    left: str
    right: str
    same: bool


def side_by_side(desk: Desk, register_key: str, left_id: int, right_id: int) -> list[Line]:
    """The fields of two records. Raises ``NotFound`` when one is gone or outside the clerk's area."""
    register = find_register(register_key)
    names = [field.name for field in register.fields]
    both = Query(within=sa.select(register.table.c.id).where(register.table.c.id.in_((left_id, right_id))))
    shown, whole = (
        {row.id: row.cells for row in lists.page(desk, register, both, names, masked=masked)}
        for masked in (True, False)
    )
    if not {left_id, right_id} <= set(shown):
        raise NotFound(f"有一条{register.label}已被删除，或不在您负责的区域内。", "请刷新列表。")
    cells = zip(
        register.fields, shown[left_id], shown[right_id], whole[left_id], whole[right_id], strict=True
    )
    return [
        Line(field.label, left, right, one == other)
        for field, left, right, one, other in cells
        if left or right
    ]
