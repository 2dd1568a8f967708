"""What is filled in before the rules look: pinyin of names, so that lists sort and search by it."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from app.text import pinyin


def fill_pinyin(record: Any, _: Session) -> None:
    """Full pinyin and initials of ``record.name``; a person's own reading (``pinyin_override``) goes first."""
    own = getattr(record, "pinyin_override", "")
    if own.split():
        syllables = own.lower().split()
        record.name_pinyin, record.name_initials = "".join(syllables), "".join(word[0] for word in syllables)
        return
    record.name_pinyin, record.name_initials = pinyin(record.name)
