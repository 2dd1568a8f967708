"""Texts that hold several words parted by 、: which rows hold a word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

PARTED_BY = "、"


def holds_word(column: Any, words: Iterable[str]) -> sa.ColumnElement[bool]:
    """Whether the text holds one of the words whole: 骨干 is not in 骨干骑手."""
    framed = sa.literal(PARTED_BY) + column + sa.literal(PARTED_BY)
    return sa.or_(
        sa.false(),
        *(framed.contains(f"{PARTED_BY}{word}{PARTED_BY}", autoescape=True) for word in words),
    )
