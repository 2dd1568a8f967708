"""Rules of the area tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from db.models import Area, AreaKind

_LEVELS = (AreaKind.DISTRICT, AreaKind.SUBDISTRICT, AreaKind.COMMUNITY, AreaKind.GRID)


def area_fits_tree(area: Any, session: Session) -> Sequence[Problem]:
    """An area lies below one of a higher level (a block below a street office), never below itself."""
    if area.parent_id is None:
        return ()
    parent = session.get(Area, area.parent_id)
    if parent is None:
        return (Problem("NO_PARENT", "parent_id", "上级区域不存在，请重新选择。"),)
    if area.id is not None and f"/{area.id}/" in parent.path:
        return (Problem("PARENT_LOOP", "parent_id", "上级区域不能是它自己或它的下级，请重新选择。"),)
    level = _LEVELS.index(AreaKind.COMMUNITY if area.kind == AreaKind.BLOCK else AreaKind(area.kind))
    if parent.kind == AreaKind.BLOCK or _LEVELS.index(AreaKind(parent.kind)) >= level:
        return (
            Problem(
                "PARENT_LEVEL", "parent_id", "上级区域的级别必须更高（区、街道、社区、网格），请重新选择。"
            ),
        )
    return ()
