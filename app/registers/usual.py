"""The words offered where a field takes several: those of its register, or those its description names."""

from __future__ import annotations

from app.desk import Desk
from app.registers.lists import choices
from app.registers.spec import Field

MOST_WORDS = 200


def usual_words(desk: Desk, field: Field) -> list[str]:
    """The usual words of a field of words, in the order in which they are offered."""
    if not field.link:
        return [label for _, label in field.choices]
    return [label for _, label in choices(desk, field.link, "", limit=MOST_WORDS)]
