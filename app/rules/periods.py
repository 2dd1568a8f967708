"""Rules of dated rows: a period ends after it begins, and rows of one owner do not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from app.errors import Problem
from db.base import table_of


def period_in_order(record: Any, _: Session) -> Sequence[Problem]:
    """The end lies after the beginning (an end on the first day would be a period of no day)."""
    if record.to_on is not None and record.from_on is not None and record.to_on <= record.from_on:
        return (Problem("PERIOD_ORDER", "to_on", "结束日期必须晚于开始日期，请核对。"),)
    return ()


class periods_apart:  # noqa: N801 - used like a function: a rule made for given owner columns
    """The rule that rows with the same owner columns do not overlap in time."""

    def __init__(self, *owners: str) -> None:
        self.owners = owners

    def __call__(self, record: Any, session: Session) -> Sequence[Problem]:
        """Look for another row of the same owners whose period shares a day with this one."""
        model = type(record)
        table = table_of(model)
        query = select(model).where(*(table.c[name] == getattr(record, name) for name in self.owners))
        query = query.where(sa.or_(table.c.to_on.is_(None), table.c.to_on > record.from_on))
        if record.id is not None:
            query = query.where(table.c.id != record.id)
        if record.to_on is not None:
            query = query.where(table.c.from_on < record.to_on)
        other = session.exec(query).first()
        if other is None:
            return ()
        until = f"{other.to_on}" if other.to_on else "至今"
        return (
            Problem(
                "PERIOD_OVERLAP",
                "from_on",
                f"与已有的一段（{other.from_on} 起，{until}）重叠，请先结束那一段或修改日期。",
            ),
        )
