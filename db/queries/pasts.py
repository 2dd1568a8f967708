"""What a card said on a day: the row of its past that holds then, else the card itself."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from db.queries.counting import Condition, Day


def on_the_day(past: sa.Table, via: str, card: sa.Table, day: Day) -> Condition:
    """The condition on which a past row is joined (outer) to its card for a day."""
    begun = sa.or_(past.c.from_on.is_(None), past.c.from_on <= day)
    return sa.and_(past.c[via] == card.c.id, begun, past.c.to_on > day)


def was(past: sa.Table, card: sa.Table, name: str) -> sa.ColumnElement[Any]:
    """What a column of the card held on the day for which the past is joined."""
    return sa.case((past.c.id.is_not(None), past.c[name]), else_=card.c[name])
