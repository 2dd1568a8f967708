"""Rules of tags: a tag is one word, a person's tags are such words once each, and a tag in use stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from app.errors import Problem
from db.models import Person
from db.queries.words import PARTED_BY, holds_word

_PARTS = re.compile(r"[、，,;；/\s]+")
LONGEST = 30


def words_of(text: str) -> list[str]:
    """The words of a text, once each, in their order."""
    return list(dict.fromkeys(part for part in _PARTS.split(text) if part))


def clean_tags(person: Any, _: Session) -> None:
    """Bring a person's tags into the stored form."""
    person.tags = PARTED_BY.join(words_of(person.tags or ""))


def tags_fit(person: Any, _: Session) -> Sequence[Problem]:
    """Each tag is a short word."""
    long = [word for word in words_of(person.tags or "") if len(word) > LONGEST]
    message = f"标签最多{LONGEST}个字，请缩短“{long[0][:10]}…”。" if long else ""
    return (Problem("TAG_LONG", "tags", message),) if long else ()


def one_word(tag: Any, _: Session) -> Sequence[Problem]:
    """A tag is one word without marks that part words."""
    if words_of(tag.name or "") == [tag.name]:
        return ()
    return (Problem("TAG_WORD", "name", "标签是一个词，不能有空格、顿号、逗号和斜线。"),)


def tag_unused(tag: Any, session: Session) -> Sequence[Problem]:
    """A tag that people bear is taken off them first."""
    query = select(func.count()).select_from(Person).where(holds_word(col(Person.tags), [tag.name]))
    many = session.exec(query).one()
    if not many:
        return ()
    return (Problem("TAG_USED", "", f"还有{many}人带这个标签，请先用“批量修改”去掉。"),)
