"""The map as a plane in metres: x to the east, y to the south, around a centre; lengths, nearest points, cut lines.

For an area of a few kilometres the plane is exact to a few centimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians

from app.streetmap.coordinates import Point

_METRES_PER_DEGREE = 111_195.0  # of a great circle of the mean earth, 6371 km
Line = tuple[Point, ...]


@dataclass(frozen=True)
class Plane:
    """Degrees in WGS-84 to metres and back, around a centre in degrees."""

    longitude: float
    latitude: float

    @property
    def _east(self) -> float:
        return _METRES_PER_DEGREE * cos(radians(self.latitude))

    def metres(self, point: Point) -> Point:
        """A point in degrees as metres from the centre."""
        return (point[0] - self.longitude) * self._east, (self.latitude - point[1]) * _METRES_PER_DEGREE

    def degrees(self, point: Point) -> Point:
        """A point in metres as degrees, to the sixth place (0.1 m)."""
        longitude = self.longitude + point[0] / self._east
        return round(longitude, 6), round(self.latitude - point[1] / _METRES_PER_DEGREE, 6)

    def line(self, points: Iterable[Point]) -> Line:
        """A line in degrees as metres."""
        return tuple(self.metres(point) for point in points)


@dataclass(frozen=True)
class Bounds:
    """A rectangle in metres."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Bounds:
        """The same with an edge around it."""
        return Bounds(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def touches(self, other: Bounds) -> bool:
        """Whether the two have a point in common."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom


def bounds_of(points: Iterable[Point]) -> Bounds | None:
    """The smallest rectangle around points; None without any."""
    found = list(points)
    if not found:
        return None
    across, down = [x for x, _ in found], [y for _, y in found]
    return Bounds(min(across), min(down), max(across), max(down))


def distance(one: Point, other: Point) -> float:
    """Metres between two points."""
    return hypot(one[0] - other[0], one[1] - other[1])


def length(line: Sequence[Point]) -> float:
    """Metres along a line."""
    return sum(distance(*pair) for pair in pairwise(line))


def distance_to_line(point: Point, line: Sequence[Point]) -> float:
    """Metres from a point to the nearest point of a line; infinite for an empty one."""
    if len(line) == 1:
        return distance(point, line[0])
    pieces = pairwise(line)
    return min((_distance_to_piece(point, start, end) for start, end in pieces), default=float("inf"))


def _distance_to_piece(point: Point, start: Point, end: Point) -> float:
    along, down = end[0] - start[0], end[1] - start[1]
    square = along * along + down * down
    if square == 0.0:
        return distance(point, start)
    share = ((point[0] - start[0]) * along + (point[1] - start[1]) * down) / square
    share = min(1.0, max(0.0, share))
    return distance(point, (start[0] + share * along, start[1] + share * down))
