"""Sharing the rows of a table out over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Rows that stay together with a closing row: the total, or the line of signatures under the table.
COMPANIONS = 2


@dataclass(frozen=True)
class Room:
    """Heights in points that rows may fill on the first page and on the others; what the last line takes."""

    first: float
    other: float
    closing: float


def share_out(
    heights: Sequence[float],
    room: Room,
    totals: frozenset[int] = frozenset(),
    groups: frozenset[int] = frozenset(),
) -> list[range]:
    """Row ranges, one for each page; the closing line fits under the last, never alone on a page.

    totals: indexes of total rows, each kept with the rows before it. groups: indexes of group rows, each kept
    with the row after it; a group that would be broken goes on the next page whole when at least half of this one is
    filled before it. The first row is taken to fit.
    """
    pages: list[range] = []
    start, used = 0, 0.0
    for index, height in enumerate(heights):
        full = room.other if pages else room.first
        if index > start and used + height > full:
            stop = _keep_company(index, start, totals, groups)
            begun = max((one for one in groups if start < one < stop), default=start)
            whole = sum(heights[begun : _end_of_group(begun, groups, len(heights))])
            if begun > start and whole <= room.other and sum(heights[start:begun]) >= full / 2:
                stop = begun
            pages.append(range(start, stop))
            start, used = stop, sum(heights[stop:index])
        used += height
    if used + room.closing > (room.other if pages else room.first):
        stop = max(len(heights) - COMPANIONS, start + 1)
        if stop < len(heights):
            pages.append(range(start, stop))
            start = stop
    pages.append(range(start, len(heights)))
    return pages


def _end_of_group(begun: int, groups: frozenset[int], count: int) -> int:
    return min((one for one in groups if one > begun), default=count)


def _keep_company(index: int, start: int, totals: frozenset[int], groups: frozenset[int]) -> int:
    """Move rows on with a total that would open the page, and a group row that would end this one.

    Nothing moves when that would leave this page empty.
    """
    stop = index - COMPANIONS if index in totals else index
    while stop - 1 in groups:
        stop -= 1
    return stop if stop > start else index
