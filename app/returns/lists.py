"""The list behind a sealed figure: the records it counted then, as far as they are still there."""

from __future__ import annotations

import sqlalchemy as sa

from app.desk import Desk
from app.errors import UserError
from app.measures.period import Reported
from app.registers import find_register
from app.registers.lists import Query, list_counted
from app.returns.sealed import sealed_of


def list_sealed(desk: Desk, period: Reported, code: str) -> tuple[str, Query]:
    """The register and the query that show what a sealed figure counted; its label says how many are gone since.

    Raises UserError when the return is no longer sealed.
    """
    sealed = sealed_of(desk, period)
    if sealed is None:
        raise UserError(f"{period.label}的报表已经解封。", "请刷新后再看。")
    row = next(one for one in sealed.rows if one.measure.code == code)
    parts = [side for side in sealed.sides.get(code, ()) if not side.base]
    side = next((one for one in parts if one.amounts), None)
    key = row.measure.register if side is None else side.register
    register = find_register(key)
    kept: sa.BindParameter[int] = sa.bindparam(
        None, sorted(side.amounts) if side else [], expanding=True, literal_execute=True
    )
    ids = sa.select(register.table.c.id).where(register.table.c.id.in_(kept))
    with desk.reading() as session:
        left = session.execute(sa.select(sa.func.count()).select_from(ids.subquery())).scalar_one()
    gone = (len(side.amounts) if side else 0) - left
    said = f"，其中{gone}{register.unit}已删除" if gone else ""
    return key, list_counted(desk, register, ids, f"{period.label}{row.measure.name}（封存名单{said}）")
