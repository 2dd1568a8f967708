"""Marks that would cover each other on paper, moved apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import cos, floor, hypot, sin

Point = tuple[float, float]
_TURNS = 80


def spread(points: Sequence[Point], least: float) -> list[Point]:
    """The points moved apart until hardly any two are nearer than ``least``, each held back near where it was."""
    at = list(points)
    for turn in range(_TURNS):
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, (x, y) in enumerate(at):
            cells[floor(x / least), floor(y / least)].append(number)
        touched = False
        for number in range(len(at)):
            for other in _beside(cells, at[number], least):
                if other > number and _push(at, number, other, least):
                    touched = True
        if not touched:
            break
        if turn < _TURNS * 0.7:
            at = [
                (x + (ox - x) * 0.04, y + (oy - y) * 0.04)
                for (x, y), (ox, oy) in zip(at, points, strict=True)
            ]
    return at


def _beside(cells: dict[tuple[int, int], list[int]], point: Point, size: float) -> Iterable[int]:
    column, row = floor(point[0] / size), floor(point[1] / size)
    for across in (-1, 0, 1):
        for down in (-1, 0, 1):
            yield from cells.get((column + across, row + down), ())


def _push(at: list[Point], one: int, other: int, least: float) -> bool:
    (x1, y1), (x2, y2) = at[one], at[other]
    dx, dy = x2 - x1, y2 - y1
    away = hypot(dx, dy)
    if away >= least:
        return False
    if away < 1e-6:
        dx, dy, away = cos(one * 2.4 + other), sin(one * 2.4 + other), 1.0
        move = least / 2
    else:
        move = (least - away) / 2
    at[one] = x1 - dx / away * move, y1 - dy / away * move
    at[other] = x2 + dx / away * move, y2 + dy / away * move
    return True
