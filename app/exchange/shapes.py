"""The shapes of sheets by kind: a new one is a ``Shape`` of its own and a line here."""

from __future__ import annotations

from app.exchange.decisions import usual_for_records
from app.exchange.recordapply import apply_records
from app.exchange.recordjson import plain_records
from app.exchange.recordlook import look_at_records
from app.exchange.shape import Shape

RECORDS = Shape(look_at_records, apply_records, plain_records, usual_for_records)
_OTHERS: dict[str, Shape] = {}


def shape_of(kind: str) -> Shape:
    """The shape of sheets of a kind (``app.exchange.heads``): one record in a row unless it has another."""
    return _OTHERS.get(kind, RECORDS)
