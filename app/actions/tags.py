"""What follows from tags: a new one becomes known to all, a renamed one is renamed on every card."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from app.actions.rows import touch
from app.rules.tags import words_of
from db.models import Person, Tag
from db.queries.words import PARTED_BY, holds_word


def know_tags(person: Any, before: dict[str, Any], session: Session) -> None:
    """Tags that were typed on a card and are not known yet are entered in the register of tags."""
    if before.get("tags", "") == person.tags:
        return
    words = words_of(person.tags)
    known = set(session.exec(select(Tag.name).where(col(Tag.name).in_(words))).all())
    for word in words:
        if word not in known:
            session.add(Tag(name=word))
    session.flush()


def rename_tag(tag: Any, before: dict[str, Any], session: Session) -> None:
    """Whoever bears the tag bears it under its new name."""
    old = before.get("name", tag.name)
    if old == tag.name:
        return
    for person in session.exec(select(Person).where(holds_word(col(Person.tags), [old]))).all():
        renamed = [tag.name if word == old else word for word in words_of(person.tags)]
        person.tags = PARTED_BY.join(dict.fromkeys(renamed))
        touch(session, person)
    session.flush()
