"""A street map in a frame on paper: areas, roads with their names, numbered marks moved apart where they would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from app.documents.blocks import Align, Block, FixedText, Role
from app.documents.faces import text_width
from app.documents.shapes import FixedDisc, FixedGround, FixedShape, Ink, ink_of, rectangle
from app.documents.spreading import spread
from app.documents.units import MM

Point = tuple[float, float]
_EDGE = 3.0
_ROADS: dict[str, tuple[float, Ink]] = {
    "main": (2.6, ink_of("#c9ccd1")),
    "side": (1.5, ink_of("#d8dade")),
    "lane": (0.7, ink_of("#dfe1e4")),
}
_OUTLINE, _FRAME, _WHITE = ink_of("#9aa3ae"), ink_of("#6b7480"), (1.0, 1.0, 1.0)
_ROAD_NAME, _AREA_NAME, _LEADER = ink_of("#4a525c"), ink_of("#7d8791"), ink_of("#6b7480")
_SHARES = (
    0.5,
    0.42,
    0.58,
    0.34,
    0.66,
    0.26,
    0.74,
    0.18,
    0.82,
    0.1,
    0.9,
)  # of a road, where its name may stand
_FREE_MM = 12.0  # from other names and marks
_NAMED_FROM_MM = 18.0  # a road shorter than that on paper bears no name


@dataclass(frozen=True)
class DrawnRoad:
    """A road: its lines in metres, x to the east, y to the south; grade ``main``, ``side`` or ``lane``."""

    name: str
    grade: str
    lines: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True)
class DrawnPlace:
    """A numbered mark at a point in metres; colour as ``#rrggbb``; name for messages."""

    number: int
    at: Point
    colour: str
    name: str


@dataclass(frozen=True)
class DrawnGround:
    """The picture below the map: a JPEG of so many pixels, how its pixels lie in metres, and its fading from 0 to 1."""

    jpeg: bytes
    size: tuple[int, int]
    matrix: tuple[float, float, float, float, float, float]
    fade: float


@dataclass(frozen=True)
class DrawnMap:
    """What a map shows: its corners in metres (left, top, right, bottom) and what lies in them."""

    corners: tuple[float, float, float, float]
    roads: tuple[DrawnRoad, ...]
    outlines: tuple[tuple[str, tuple[tuple[Point, ...], ...]], ...]
    places: tuple[DrawnPlace, ...]
    ground: DrawnGround | None = None


@dataclass(frozen=True)
class Frame:
    """Where on the page a map stands, in mm."""

    x: float
    y: float
    width: float
    height: float


def draw_map(drawn: DrawnMap, frame: Frame, mark_mm: float = 2.1) -> list[Block]:
    """The map as large as the frame allows, centred, with a scale. mark_mm: radius of the marks."""
    left, top, right, bottom = drawn.corners
    across, down = max(right - left, 1.0), max(bottom - top, 1.0)
    unit = min((frame.width - 2 * _EDGE) / across, (frame.height - 2 * _EDGE) / down)
    x0 = frame.x + (frame.width - across * unit) / 2
    y0 = frame.y + (frame.height - down * unit) / 2

    def on_paper(point: Point) -> Point:
        return x0 + (point[0] - left) * unit, y0 + (point[1] - top) * unit

    blocks: list[Block] = []
    if drawn.ground is not None:
        blocks.append(_ground(drawn.ground, frame, unit, on_paper((0.0, 0.0))))
    points = [on_paper(place.at) for place in drawn.places]
    taken = list(points)
    for name, rings in drawn.outlines:
        lines = tuple(tuple(on_paper(point) for point in ring) for ring in rings)
        blocks.append(FixedShape(lines, 0.5, _OUTLINE, None, closed=True))
        named = _area_name(name, lines)
        taken += [(one.x_mm, one.y_mm) for one in named]
        blocks += named
    for grade in ("lane", "side", "main"):
        weight, ink = _ROADS[grade]
        for road in drawn.roads:
            if road.grade == grade and road.lines:
                lines = tuple(tuple(on_paper(point) for point in line) for line in road.lines)
                blocks.append(FixedShape(lines, weight, ink))
    for road in drawn.roads:
        if road.grade != "lane":
            blocks += _road_name(road, [[on_paper(point) for point in line] for line in road.lines], taken)
    blocks += _marks(drawn.places, points, mark_mm)
    blocks.append(
        FixedShape((rectangle(frame.x, frame.y, frame.width, frame.height),), 0.8, _FRAME, None, closed=True)
    )
    return blocks + _scale(frame, unit)


def _ground(ground: DrawnGround, frame: Frame, unit: float, origin: Point) -> FixedGround:
    a, b, c, d, e, f = (one * unit for one in ground.matrix)
    matrix = (a, b, c, d, e + origin[0], f + origin[1])
    room = (frame.x, frame.y, frame.width, frame.height)
    return FixedGround(ground.jpeg, ground.size, matrix, room, ground.fade)


def _road_name(road: DrawnRoad, lines: Sequence[Sequence[Point]], taken: list[Point]) -> list[Block]:
    """The name along the longest line: upright roads have it from above to below, others from left to right."""
    longest = max(lines, key=_length, default=())
    if len(longest) < 2 or _length(longest) < _NAMED_FROM_MM:
        return []
    pt = 8.0 if road.grade == "main" else 6.5
    step = pt / MM * 1.25
    upright = abs(longest[-1][1] - longest[0][1]) > abs(longest[-1][0] - longest[0][0])
    middle = _free_spot(longest, taken)
    blocks: list[Block] = []
    for at, character in enumerate(road.name):
        shift = (at - (len(road.name) - 1) / 2) * step
        x = middle[0] if upright else middle[0] + shift
        y = middle[1] + shift if upright else _height_at(longest, x, middle[1])
        blocks.append(
            FixedShape((rectangle(x - step / 2, y - step / 2, step, step),), 0.0, None, _WHITE, closed=True)
        )
        text = FixedText(
            x,
            y - pt / MM / 2,
            character,
            Role.HEI,
            pt,
            Align.CENTER,
            where=f"道路“{road.name}”",
            ink=_ROAD_NAME,
        )
        blocks.append(text)
    return blocks


def _free_spot(line: Sequence[Point], taken: list[Point]) -> Point:
    """The point of a line that is farthest from marks and from names already set; the middle where it is free enough."""
    spots = [_along(line, share) for share in _SHARES]
    free = {spot: min((hypot(spot[0] - x, spot[1] - y) for x, y in taken), default=99.0) for spot in spots}
    best = next((spot for spot in spots if free[spot] >= _FREE_MM), max(spots, key=free.__getitem__))
    taken.append(best)
    return best


def _height_at(line: Sequence[Point], x: float, else_y: float) -> float:
    """Where a line that runs across passes x."""
    for (x1, y1), (x2, y2) in pairwise(line):
        if min(x1, x2) <= x <= max(x1, x2) and x1 != x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return else_y


def _area_name(name: str, rings: Sequence[Sequence[Point]]) -> list[FixedText]:
    ring = max(rings, key=_length, default=())
    if not ring:
        return []
    x, y = _centroid(ring)
    width = max(px for px, _ in ring) - min(px for px, _ in ring)
    pt = 9.0
    if text_width(Role.KAI, name) * pt > width * MM:
        return []
    return [FixedText(x, y, name, Role.KAI, pt, Align.CENTER, where=f"区域“{name}”", ink=_AREA_NAME)]


def _marks(places: Sequence[DrawnPlace], points: Sequence[Point], radius: float) -> list[Block]:
    """Numbered discs; one that had to move has a line to where it belongs."""
    moved = spread(points, 2 * radius + 0.2)
    blocks: list[Block] = []
    for (x, y), (mx, my) in zip(points, moved, strict=True):
        if hypot(mx - x, my - y) > radius * 0.6:
            blocks.append(FixedShape((((x, y), (mx, my)),), 0.4, _LEADER))
            blocks.append(FixedDisc(x, y, 0.35, _LEADER))
    for place, (x, y) in zip(places, moved, strict=True):
        pt = radius * 2.0 * (1.5 if place.number < 10 else 1.35 if place.number < 100 else 1.12)
        blocks.append(FixedDisc(x, y, radius, ink_of(place.colour), _WHITE, 0.4))
        blocks.append(
            FixedText(
                x,
                y - pt / MM * 0.52,
                str(place.number),
                Role.HEI,
                pt,
                Align.CENTER,
                where=place.name,
                ink=_WHITE,
            )
        )
    return blocks


def _scale(frame: Frame, unit: float) -> list[Block]:
    """A bar of a round number of metres at the lower left corner, and the arrow to the north at the upper right one."""
    metres = next(
        size for size in (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 1) if size * unit <= 45 or size == 1
    )
    x, y, width = frame.x + 5, frame.y + frame.height - 5, metres * unit
    label = f"{metres // 1000}千米" if metres >= 1000 else f"{metres}米"
    north = frame.x + frame.width - 7, frame.y + 5
    arrow = (
        north,
        (north[0] + 2.2, north[1] + 7),
        (north[0], north[1] + 5.4),
        (north[0] - 2.2, north[1] + 7),
    )
    box = rectangle(x - 2, y - 6.4, width + 4, 8.4)
    return [
        FixedShape((box,), 0.0, None, _WHITE, closed=True),
        FixedShape((((x, y - 1.4), (x, y), (x + width, y), (x + width, y - 1.4)),), 0.9, _ROAD_NAME),
        FixedText(x + width / 2, y - 5.0, label, Role.HEI, 7.5, Align.CENTER, ink=_ROAD_NAME),
        FixedShape((arrow,), 0.3, None, _ROAD_NAME, closed=True),
        FixedText(north[0], north[1] + 7.4, "北", Role.HEI, 7.5, Align.CENTER, ink=_ROAD_NAME),
    ]


def _length(line: Sequence[Point]) -> float:
    return sum(hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(line))


def _along(line: Sequence[Point], share: float) -> Point:
    left = _length(line) * share
    for (x1, y1), (x2, y2) in pairwise(line):
        size = hypot(x2 - x1, y2 - y1)
        if size and left <= size:
            return x1 + (x2 - x1) * left / size, y1 + (y2 - y1) * left / size
        left -= size
    return line[-1]


def _centroid(ring: Sequence[Point]) -> Point:
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if abs(area) < 1e-9:
        return ring[0]
    return x / (3 * area), y / (3 * area)
