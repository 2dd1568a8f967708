"""The roads as a network: how far it is along them from a point to places, where they connect the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import floor

from app.streetmap.clusters import nearest
from app.streetmap.coordinates import Point
from app.streetmap.plane import Line, distance
from app.streetmap.reading import Place

_CELL = 100.0  # metres of a cell in which pieces of road are looked up
_SNAP = 100.0  # metres from the nearest road within which a point is on the network
_JOIN = 15.0  # metres from another road within which the end of a road meets it
_LOOKED_AT = 40  # places nearest as the crow flies, of which the nearest by road are taken
_FARTHEST = 10_000.0  # metres


@dataclass(frozen=True)
class Foot:
    """Where a point comes onto the network: a piece of road, where on it, metres to it, and from there to its two ends."""

    piece: int
    at: Point
    off: float
    ends: tuple[tuple[int, float], tuple[int, float]]


@dataclass(frozen=True)
class Near:
    """A place near a point. by_road: metres along the roads; else as the crow flies, no road connects them."""

    metres: float
    place: Place
    by_road: bool

    @property
    def told(self) -> str:
        """``沿路430米``, ``直线1.2千米``."""
        size = f"{self.metres:.0f}米" if self.metres < 1000 else f"{self.metres / 1000:.1f}千米"
        return f"{'沿路' if self.by_road else '直线'}{size}"


class Network:
    """Pieces of road between points where one may turn; ends that touch another road are joined to it."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._nodes: dict[tuple[int, int], int] = {}
        self._ways: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._pieces: list[tuple[int, Point, int, Point]] = []
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        drawn = [line for line in lines if len(line) > 1]
        for line in drawn:
            for start, end in pairwise(line):
                self._add(start, end)
        for line in drawn:
            for end in (line[0], line[-1]):
                self._join(end)

    def distances(self, start: Point, goals: Sequence[Point]) -> list[float | None]:
        """Metres along the roads from a point to others; None for those that no road connects with it."""
        begun = self.foot(start)
        if begun is None:
            return [None] * len(goals)
        reached = self._walk(begun)
        return [self._to(begun, reached, self.foot(goal)) for goal in goals]

    def foot(self, at: Point, leave_out: int | None = None) -> Foot | None:
        """Where a point comes onto the network, if a road is near. leave_out: a node whose pieces do not count."""
        best: Foot | None = None
        for number in self._around(at):
            first, start, second, end = self._pieces[number]
            if leave_out in (first, second):
                continue
            share = _share(at, start, end)
            foot = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            off = distance(at, foot)
            if off <= _SNAP and (best is None or off < best.off):
                best = Foot(
                    number, foot, off, ((first, distance(foot, start)), (second, distance(foot, end)))
                )
        return best

    def _add(self, start: Point, end: Point) -> None:
        first, second = self._node(start), self._node(end)
        if first == second:
            return
        number, size = len(self._pieces), distance(start, end)
        self._pieces.append((first, start, second, end))
        self._ways[first].append((second, size))
        self._ways[second].append((first, size))
        left, right = sorted((floor(start[0] / _CELL), floor(end[0] / _CELL)))
        top, bottom = sorted((floor(start[1] / _CELL), floor(end[1] / _CELL)))
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                self._cells[column, row].append(number)

    def _join(self, end: Point) -> None:
        """A road that ends at another one, between its points, leads onto it."""
        node = self._node(end)
        if len({other for other, _ in self._ways[node]}) > 1:
            return
        foot = self.foot(end, leave_out=node)
        if foot is not None and foot.off <= _JOIN:
            middle = self._part(foot)
            self._ways[node].append((middle, foot.off))
            self._ways[middle].append((node, foot.off))

    def _part(self, foot: Foot) -> int:
        """Make a piece of road two, and return the node between them."""
        first, start, second, end = self._pieces[foot.piece]
        middle = self._node(foot.at)
        if middle not in (first, second):
            self._pieces[foot.piece] = first, start, middle, foot.at
            size = foot.ends[0][1]
            self._ways[first].append((middle, size))
            self._ways[middle].append((first, size))
            self._add(foot.at, end)
        return middle

    def _walk(self, begun: Foot) -> dict[int, float]:
        """Metres to each node that can be reached (Dijkstra)."""
        reached: dict[int, float] = {}
        waiting = [(begun.off + size, node) for node, size in begun.ends]
        waiting.sort()
        while waiting:
            metres, node = heappop(waiting)
            if node in reached or metres > _FARTHEST:
                continue
            reached[node] = metres
            for other, size in self._ways[node]:
                if other not in reached:
                    heappush(waiting, (metres + size, other))
        return reached

    def _to(self, begun: Foot, reached: dict[int, float], ended: Foot | None) -> float | None:
        if ended is None:
            return None
        found = [reached[node] + size + ended.off for node, size in ended.ends if node in reached]
        if ended.piece == begun.piece:
            found.append(begun.off + abs(begun.ends[0][1] - ended.ends[0][1]) + ended.off)
        return min(found, default=None)

    def _node(self, at: Point) -> int:
        return self._nodes.setdefault((round(at[0] * 2), round(at[1] * 2)), len(self._nodes))

    def _around(self, at: Point) -> set[int]:
        column, row = floor(at[0] / _CELL), floor(at[1] / _CELL)
        cells = ((column + across, row + down) for across in (-1, 0, 1) for down in (-1, 0, 1))
        return {number for cell in cells for number in self._cells.get(cell, ())}


def nearest_by_road(network: Network, places: Iterable[Place], point: Point, most: int = 5) -> list[Near]:
    """The places nearest to a point, nearest first: along the roads where they connect the two, else as the crow flies."""
    looked_at = nearest(places, point, _LOOKED_AT)
    along = network.distances(point, [place.at for _, place in looked_at if place.at is not None])
    found = [
        Near(straight if metres is None else metres, place, metres is not None)
        for (straight, place), metres in zip(looked_at, along, strict=True)
    ]
    return sorted(found, key=lambda one: (one.metres, one.place.id))[:most]


def _share(at: Point, start: Point, end: Point) -> float:
    """How far along a piece its point nearest to another lies, from 0 to 1."""
    along, down = end[0] - start[0], end[1] - start[1]
    square = along * along + down * down
    share = ((at[0] - start[0]) * along + (at[1] - start[1]) * down) / square if square else 0.0
    return min(1.0, max(0.0, share))
