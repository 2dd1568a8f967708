"""What is filled in before the rules look: pinyin of names, so that lists sort and search by it."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from app.values.text import pinyin
from db.base import table_of


def fill_pinyin(record: Any, _: Session) -> None:
    """Full pinyin and initials of ``record.name``; a person's own reading (``pinyin_override``) goes first.

    A name so long that its reading does not fit is found by the beginning of it.
    """
    own = getattr(record, "pinyin_override", "").lower().split()
    full, initials = ("".join(own), "".join(word[0] for word in own)) if own else pinyin(record.name)
    record.name_pinyin = full[: _room(record, "name_pinyin")]
    record.name_initials = initials[: _room(record, "name_initials")]


def _room(record: Any, column: str) -> int | None:
    return getattr(table_of(type(record)).c[column].type, "length", None)


def fill_month(record: Any, _: Session) -> None:
    """A month is kept as its first day."""
    if record.month is not None:
        record.month = record.month.replace(day=1)
