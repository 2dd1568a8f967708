"""Sharing the rows of a table out over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Rows that stay together with a closing row: the total, or the line of signatures under the table.
COMPANIONS = 2
# A 其中 row so many rows below the one it belongs to takes it along to the next page.
NEAR = 4


@dataclass(frozen=True)
class Room:
    """Heights in points that rows may fill on the first page and on the others; what the last line takes."""

    first: float
    other: float
    closing: float


@dataclass(frozen=True)
class Kinds:
    """Indexes of rows that do not stand alone. totals: each kept with the rows before it. groups: heads of groups, each
    kept with the row after it. parts: 其中 rows, kept with the row they belong to when that is near."""

    totals: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    parts: frozenset[int] = frozenset()


def share_out(heights: Sequence[float], room: Room, kinds: Kinds = Kinds()) -> list[range]:
    """Row ranges, one for each page; the closing line fits under the last, never alone on a page.

    A group that would be broken goes on the next page whole when at least half of this one is filled before it. The first
    row is taken to fit.
    """
    pages: list[range] = []
    start, count = 0, len(heights)
    for index, height in enumerate([*heights, room.closing]):
        while index > start and sum(heights[start:index]) + height > (room.other if pages else room.first):
            stop = _break(heights, index, start, room.other if pages else room.first, room, kinds)
            if stop == count:
                break
            pages.append(range(start, stop))
            start = stop
    pages.append(range(start, count))
    return pages


def _break(heights: Sequence[float], index: int, start: int, full: float, room: Room, kinds: Kinds) -> int:
    """Where a page that began at ``start`` ends, when the row ``index`` (or the closing line) has no room on it."""
    count = len(heights)
    stop = _keep_company(_before_closing(heights, start, room) if index == count else index, start, kinds)
    begun = max((one for one in kinds.groups if start < one < stop), default=start)
    end = min((one for one in kinds.groups if one > begun), default=count)
    whole = sum(heights[begun:end]) + (room.closing if end == count else 0.0)
    if begun > start and whole <= room.other and sum(heights[start:begun]) >= full / 2:
        return begun
    return stop


def _before_closing(heights: Sequence[float], start: int, room: Room) -> int:
    """Where the last page begins when only the closing line has no room: it takes rows along, as many as fit with it."""
    stop = max(len(heights) - COMPANIONS, start + 1)
    while stop < len(heights) - 1 and sum(heights[stop:]) + room.closing > room.other:
        stop += 1
    return stop


def _keep_company(index: int, start: int, kinds: Kinds) -> int:
    """Move rows on with a total or a part that would open the page, and a group row that would end this one.

    Nothing moves when that would leave this page empty.
    """
    stop = index - COMPANIONS if index in kinds.totals else index
    owner = stop
    while owner in kinds.parts:
        owner -= 1
    if stop - owner <= NEAR:
        stop = owner
    while stop - 1 in kinds.groups:
        stop -= 1
    return stop if stop > start else index
