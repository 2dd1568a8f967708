"""Rules of phrases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from app.values.officialwording import lint
from db.models import Phrase


def said_once(phrase: Any, session: Session) -> Sequence[Problem]:
    """The same words stand once in a place."""
    same = select(Phrase.id).where(Phrase.place == phrase.place, Phrase.text == phrase.text)
    if session.exec(same.where(col(Phrase.id) != (phrase.id or 0))).first() is None:
        return ()
    return (Problem("PHRASE_TAKEN", "text", "这条常用语已经有了。"),)


def worded_well(phrase: Any, _: Session) -> Sequence[Problem]:
    """Wording that official paper does not allow is pointed out."""
    return [Problem("WORDING", "text", found, blocking=False) for found in lint(phrase.text)]
