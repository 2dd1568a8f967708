"""Rules of roads: one row for each name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from db.models import Road


def one_road(road: Any, session: Session) -> Sequence[Problem]:
    """A road stands in the register once: the next import of a map finds it by its name."""
    other = session.exec(
        select(Road.id).where(Road.name == road.name, col(Road.id) != (road.id or 0))
    ).first()
    if other is None:
        return ()
    return (Problem("ROAD_TWICE", "name", f"道路“{road.name}”已经登记过，请直接修改原来的那一条。"),)
