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


def block_of_communities(member: Any, session: Session) -> Sequence[Problem]:
    """Only a street block has member communities, and only communities are members."""
    block = session.get(Area, member.block_id)
    if block is None or block.kind != AreaKind.BLOCK:
        return (Problem("NOT_A_BLOCK", "block_id", "只有“街区”才有成员社区，请在街区的卡片中登记。"),)
    community = session.get(Area, member.community_id)
    if community is None or community.kind != AreaKind.COMMUNITY:
        return (Problem("NOT_A_COMMUNITY", "community_id", "街区的成员应是社区，请重新选择。"),)
    return ()
