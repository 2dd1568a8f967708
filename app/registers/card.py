"""How a record is looked at as a whole: the part of a register's description that its card needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from app.desk import Changes, Desk
from app.facts import Fact, Milestone


@dataclass(frozen=True)
class Portrait:
    """The picture of a record: how it is read, kept (a JPEG with its width and height in pixels) and taken off."""

    read: Callable[[Desk, int], bytes]
    keep: Callable[[Desk, int, bytes, int, int], Changes]
    drop: Callable[[Desk, int], Changes]


@dataclass(frozen=True)
class Card:
    """Registers that have one open as a page with everything about the record.

    facts: short figures of one record, as it stands on a day. story: its life, the oldest day first. hidden: fields that
    stand on the card only together with whole numbers (a birth date beside half an identity number gives it away).
    portrait: its picture, where it may have one.
    """

    facts: Callable[[Any, Session, date], Sequence[Fact]]
    story: Callable[[Any, Session], Sequence[Milestone]]
    story_label: str
    hidden: tuple[str, ...] = ()
    portrait: Portrait | None = None
