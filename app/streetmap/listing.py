"""From the map to a list: facilities that stand on one spot."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.registers.lists import Query
from db.base import table_of
from db.models import Facility


def list_of(ids: Sequence[int]) -> Query:
    """The list of these facilities."""
    facilities = table_of(Facility)
    rows = sa.select(facilities.c.id).where(facilities.c.id.in_(list(ids)))
    return Query(within=rows, label="地图上同一处的阵地")
