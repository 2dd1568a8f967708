"""How much of a line lies within reach of points, exactly: each point covers the part of each piece inside its circle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from app.streetmap.coordinates import Point
from app.streetmap.plane import Line, bounds_of, distance, length

_SHORTEST_GAP = 1.0  # metres; less is rounding


@dataclass(frozen=True)
class Reached:
    """Of some lines: their length, how many metres are within reach, and the stretches that are not."""

    length: float
    covered: float
    gaps: tuple[Line, ...]


def reached(lines: Sequence[Line], points: Sequence[Point], reach: float) -> Reached:
    """What part of the lines lies within ``reach`` metres (as the crow flies) of some point."""
    gaps: list[Line] = []
    for line in lines:
        bounds = bounds_of(line)
        if bounds is None:
            continue
        around = bounds.grown(reach)
        near = [
            (x, y) for x, y in points if around.left <= x <= around.right and around.top <= y <= around.bottom
        ]
        gaps += _gaps(line, near, reach)
    whole = sum(length(line) for line in lines)
    return Reached(whole, max(0.0, whole - sum(length(gap) for gap in gaps)), tuple(gaps))


def _gaps(line: Line, points: Sequence[Point], reach: float) -> list[Line]:
    """The stretches of a line out of reach, joined over its corners."""
    found: list[list[Point]] = []
    for start, end in pairwise(line):
        for begun, ended in _open_parts(start, end, points, reach):
            first, last = _between(start, end, begun), _between(start, end, ended)
            if found and begun == 0.0 and found[-1][-1] == start:
                found[-1].append(last)
            else:
                found.append([first, last])
    return [tuple(gap) for gap in found if length(gap) >= _SHORTEST_GAP]


def _open_parts(start: Point, end: Point, points: Sequence[Point], reach: float) -> list[tuple[float, float]]:
    """The parts of a piece out of reach, as shares of it (0 at the start, 1 at the end)."""
    left, right = min(start[0], end[0]) - reach, max(start[0], end[0]) + reach
    top, bottom = min(start[1], end[1]) - reach, max(start[1], end[1]) + reach
    near = [(x, y) for x, y in points if left <= x <= right and top <= y <= bottom]
    covered = sorted(part for point in near if (part := _inside(start, end, point, reach)))
    free, at = [], 0.0
    for begun, ended in covered:
        if begun > at:
            free.append((at, begun))
        at = max(at, ended)
    if at < 1.0:
        free.append((at, 1.0))
    return free


def _inside(start: Point, end: Point, centre: Point, reach: float) -> tuple[float, float] | None:
    """The part of a piece inside a circle, as shares of it; None when it misses the circle."""
    size = distance(start, end)
    if size == 0.0:
        return None
    along = (end[0] - start[0]) / size, (end[1] - start[1]) / size
    offset = centre[0] - start[0], centre[1] - start[1]
    foot = offset[0] * along[0] + offset[1] * along[1]
    aside = abs(offset[0] * along[1] - offset[1] * along[0])
    if aside >= reach:
        return None
    half = sqrt(reach * reach - aside * aside)
    begun, ended = max(0.0, (foot - half) / size), min(1.0, (foot + half) / size)
    return (begun, ended) if begun < ended else None


def _between(start: Point, end: Point, share: float) -> Point:
    if share == 0.0 or share == 1.0:
        return end if share else start
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
