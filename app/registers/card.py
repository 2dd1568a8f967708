"""How a record is looked at as a whole: the part of a register's description that its card needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from app.cards.facts import Fact, Milestone
from app.desk import Changes, Desk

# Label, width and height in pixels: millimetres at 300 dots per inch; both have the same shape.
IDENTITY_SIZES = (("1寸（25×35毫米）", 295, 413), ("2寸（35×49毫米）", 413, 579))
SCENE_SIZES = (("横幅（4:3）", 640, 480),)


@dataclass(frozen=True)
class Portrait:
    """A picture of a record: how it is read, kept (a JPEG with its width and height in pixels) and taken off.

    sizes: what it is cut to, all of one shape. largest: bytes it may take. says: what the clerk is told when choosing it.
    label: what it is called where a record has several. few: reads those of some records at once, by id.
    """

    read: Callable[[Desk, int], bytes]
    keep: Callable[[Desk, int, bytes, int, int], Changes]
    drop: Callable[[Desk, int], Changes]
    sizes: tuple[tuple[str, int, int], ...] = IDENTITY_SIZES
    largest: int = 50_000
    says: str = "拖动照片、滚轮缩放，让面部在框内。只保存框内的小图，不保存原文件；请勿使用身份证照片。"
    label: str = "照片"
    few: Callable[[Desk, Sequence[int]], Mapping[int, bytes]] | None = None

    @property
    def shape(self) -> float:
        """Width by height."""
        return self.sizes[0][1] / self.sizes[0][2]


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
