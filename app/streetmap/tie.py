"""How a picture is tied to the ground: two control points give size, turn and place; three and more also skew.

Two points give a similarity transform, three and more the affine transform with the least squared misses. Pixels run to the
right and down, metres on the plane to the east and south, so that a proper tie never mirrors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, sqrt

from app.streetmap.coordinates import Point
from app.streetmap.plane import Bounds, Line, Plane, bounds_of, distance

# x = a·px + c·py + e, y = b·px + d·py + f, in the order a, b, c, d, e, f (as Qt and PDF write it).
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class ControlPoint:
    """A point of the picture in pixels, and where it lies in degrees (WGS-84); name: what stands there."""

    x: float
    y: float
    degrees: Point
    name: str = ""


@dataclass(frozen=True)
class Tie:
    """From pixels to metres on a plane. misses: metres by which each control point misses its place."""

    matrix: Matrix
    misses: tuple[float, ...]

    def metres(self, x: float, y: float) -> Point:
        """Where a pixel lies."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def corners(self, width: int, height: int) -> Line:
        """The corners of a picture in metres, clockwise from its upper left one."""
        return tuple(self.metres(x, y) for x, y in ((0, 0), (width, 0), (width, height), (0, height)))

    def bounds(self, width: int, height: int) -> Bounds:
        """The rectangle that holds the picture."""
        found = bounds_of(self.corners(width, height))
        assert found is not None
        return found

    @property
    def miss(self) -> float:
        """The root of the mean square of the misses in metres."""
        return sqrt(sum(one * one for one in self.misses) / len(self.misses))

    @property
    def scale(self) -> float:
        """Metres for a pixel."""
        a, b, c, d, _, _ = self.matrix
        return sqrt(abs(a * d - b * c))

    @property
    def turned(self) -> float:
        """Degrees by which the top of the picture is turned from the north, clockwise."""
        return degrees(atan2(self.matrix[1], self.matrix[0]))

    @property
    def skew(self) -> float:
        """How much longer a pixel is in the direction in which it is longest; 1 for none."""
        a, b, c, d, _, _ = self.matrix
        middle, part = (a * a + b * b + c * c + d * d) / 2, a * d - b * c
        root = sqrt(max(0.0, middle * middle - part * part))
        return sqrt((middle + root) / max(middle - root, 1e-12))


def fitted(points: Sequence[ControlPoint], plane: Plane) -> Tie:
    """The tie of two and more points, good or bad. Raises ZeroDivisionError when they do not tell any."""
    places = [plane.metres(one.degrees) for one in points]
    middle = mean_of([(one.x, one.y) for one in points])
    centre = mean_of(places)
    pixels = [(one.x - middle[0], one.y - middle[1]) for one in points]
    metres = [(x - centre[0], y - centre[1]) for x, y in places]
    a, b, c, d = _similar(pixels, metres) if len(points) == 2 else _affine(pixels, metres)
    matrix = (
        a,
        b,
        c,
        d,
        centre[0] - a * middle[0] - c * middle[1],
        centre[1] - b * middle[0] - d * middle[1],
    )
    tie = Tie(matrix, ())
    misses = [distance(tie.metres(one.x, one.y), at) for one, at in zip(points, places, strict=True)]
    return Tie(matrix, tuple(misses))


def _similar(pixels: Sequence[Point], metres: Sequence[Point]) -> tuple[float, float, float, float]:
    (px, py), (mx, my) = pixels[0], metres[0]
    square = px * px + py * py
    a, b = (px * mx + py * my) / square, (px * my - py * mx) / square
    return a, b, -b, a


def _affine(pixels: Sequence[Point], metres: Sequence[Point]) -> tuple[float, float, float, float]:
    xx = sum(x * x for x, _ in pixels)
    yy = sum(y * y for _, y in pixels)
    xy = sum(x * y for x, y in pixels)
    whole = xx * yy - xy * xy
    rows = []
    for axis in (0, 1):
        mx = sum(pixel[0] * at[axis] for pixel, at in zip(pixels, metres, strict=True))
        my = sum(pixel[1] * at[axis] for pixel, at in zip(pixels, metres, strict=True))
        rows.append(((mx * yy - my * xy) / whole, (my * xx - mx * xy) / whole))
    (a, c), (b, d) = rows
    return a, b, c, d


def mean_of(points: Sequence[Point]) -> Point:
    """The point in the middle of points."""
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
