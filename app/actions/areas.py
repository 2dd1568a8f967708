"""What follows from saving an area: the paths of everything below it."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from db.models import Area


def keep_paths(area: Any, before: dict[str, Any], session: Session) -> None:
    """Write the path of an area, and when it moved those of all areas below it."""
    parent = session.get(Area, area.parent_id) if area.parent_id else None
    path = f"{parent.path if parent else '/'}{area.id}/"
    if area.path == path:
        return
    old = area.path
    area.path = path
    session.add(area)
    session.flush()
    if not old:
        return
    below = session.exec(select(Area).where(col(Area.path).startswith(old), Area.id != area.id)).all()
    for one in below:
        one.path = path + one.path.removeprefix(old)
        session.add(one)
    session.flush()
