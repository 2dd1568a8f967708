"""Rules of what a card said before: it ended by today, and no two rows of a card tell of the same day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from app.errors import Problem
from db.base import table_of


def pasts_apart(via: str) -> Callable[[Any, Session], Sequence[Problem]]:
    """The rule that rows of one card (``via``) share no day. A row without a beginning holds since the card was made."""

    def look(record: Any, session: Session) -> Sequence[Problem]:
        model = type(record)
        table = table_of(model)
        query = select(model).where(table.c[via] == getattr(record, via))
        if record.id is not None:
            query = query.where(table.c.id != record.id)
        if record.from_on is not None:
            query = query.where(table.c.to_on > record.from_on)
        query = query.where(sa.or_(table.c.from_on.is_(None), table.c.from_on < record.to_on))
        other = session.exec(query).first()
        if other is None:
            return ()
        begun = f"{other.from_on}" if other.from_on is not None else "登记时"
        message = f"与已有的一段（{begun}起，到{other.to_on}）重叠，请先修改那一段的日期。"
        return (Problem("PERIOD_OVERLAP", "from_on", message),)

    return look
