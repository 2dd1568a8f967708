"""The service map as it is in the ledger: picture, roads, outlines and facilities in metres around the middle of the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.desk import Desk
from app.streetmap.coordinates import Point, to_wgs84
from app.streetmap.plane import Bounds, Line, Plane, bounds_of
from app.streetmap.stored import lines_of
from app.streetmap.tie import ControlPoint, Matrix, fitted
from db.queries import streetmap as rows

_MIDDLE_OF_CHINA = Plane(104.0, 35.0)


@dataclass(frozen=True)
class Place:
    """A facility on the map. kind, status and provider_kind as stored; at: in metres on the plane, None when it has no
    coordinates; degrees: the same in WGS-84; reading: its name in pinyin, whole and as initials."""

    id: int
    number: str
    name: str
    kind: str
    status: str
    address: str
    road: str
    open_hours: str
    services: str
    provider_kind: str
    area: str
    at: Point | None = None
    degrees: Point | None = None
    reading: str = ""

    def fits(self, words: Sequence[str]) -> bool:
        """Whether it has each of these words in its name (also as pinyin or initials), address, number or services."""
        said = f"{self.name} {self.address} {self.number} {self.services} {self.reading}".casefold()
        return all(word.casefold() in said for word in words)


@dataclass(frozen=True)
class Shape:
    """A road or an outline: its lines in metres. grade: of a road, ``main``, ``side`` or ``lane``."""

    id: int
    name: str
    lines: tuple[Line, ...]
    grade: str = ""
    bounds: Bounds | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Ground:
    """The picture under the map. stamp: changes with it; fade: percent; matrix: from its pixels to metres on the plane."""

    stamp: tuple[int, int]
    name: str
    width: int
    height: int
    fade: int
    points: tuple[ControlPoint, ...]
    matrix: Matrix
    bounds: Bounds


@dataclass(frozen=True)
class StreetMap:
    """Everything to be drawn; places are those with coordinates, unplaced those without."""

    plane: Plane
    roads: tuple[Shape, ...]
    outlines: tuple[Shape, ...]
    places: tuple[Place, ...]
    unplaced: tuple[Place, ...]
    ground: Ground | None = None

    @property
    def drawn(self) -> bool:
        """Whether there is a picture, or roads or outlines with lines."""
        return self.ground is not None or any(shape.lines for shape in (*self.roads, *self.outlines))

    @property
    def bounds(self) -> Bounds | None:
        """What a view of the whole map shows: picture, roads and outlines, or without them the places."""
        shapes = [corner for one in (*self.roads, *self.outlines) for corner in _corners(one.bounds)]
        shapes += _corners(self.ground.bounds if self.ground else None)
        return bounds_of(shapes or [one.at for one in self.places if one.at is not None])


def street_map(desk: Desk, on: date | None = None) -> StreetMap:
    """The map with the facilities the clerk sees: those not closed now, or those open on a day."""
    with desk.reading() as session:
        roads = session.execute(rows.roads()).all()
        outlines = session.execute(rows.outlines()).all()
        found = session.execute(rows.places(desk.visible_areas(), on)).all()
        picture = session.execute(rows.picture()).first()
        points = session.execute(rows.control_points()).all() if picture is not None else []
    road_lines = [lines_of(row.geometry) for row in roads]
    outline_lines = [lines_of(row.geometry) for row in outlines]
    degrees = [_degrees(row) for row in found]
    drawn = [point for lines in (*road_lines, *outline_lines) for line in lines for point in line]
    drawn = drawn or [(point.longitude, point.latitude) for point in points]
    plane = _plane_of(drawn or [point for point in degrees if point is not None])
    places = [_place(row, point, plane) for row, point in zip(found, degrees, strict=True)]
    return StreetMap(
        plane,
        tuple(
            _shape(row, lines, plane, str(row.grade)) for row, lines in zip(roads, road_lines, strict=True)
        ),
        tuple(_shape(row, lines, plane) for row, lines in zip(outlines, outline_lines, strict=True)),
        tuple(place for place in places if place.at is not None),
        tuple(place for place in places if place.at is None),
        _ground(picture, points, plane),
    )


def _ground(picture: Any, rows_of_points: Sequence[Any], plane: Plane) -> Ground | None:
    if picture is None or len(rows_of_points) < 2:
        return None
    points = tuple(
        ControlPoint(one.x, one.y, (one.longitude, one.latitude), one.name) for one in rows_of_points
    )
    tie = fitted(points, plane)
    return Ground(
        (picture.id, picture.version), picture.name, picture.width, picture.height, picture.fade, points,
        tie.matrix, tie.bounds(picture.width, picture.height),
    )  # fmt: skip


def _degrees(row: Any) -> Point | None:
    if row.longitude is None or row.latitude is None:
        return None
    return to_wgs84((row.longitude, row.latitude), row.coordinate_system)


def _plane_of(points: Iterable[Point]) -> Plane:
    bounds = bounds_of(points)
    return Plane(*bounds.centre) if bounds else _MIDDLE_OF_CHINA


def _place(row: Any, degrees: Point | None, plane: Plane) -> Place:
    return Place(
        row.id, row.number, row.name, str(row.kind), str(row.status), row.address, row.road, row.open_hours,
        row.services, str(row.provider_kind), row.area, plane.metres(degrees) if degrees else None, degrees,
        f"{row.name_pinyin} {row.name_initials}",
    )  # fmt: skip


def _shape(row: Any, lines: Sequence[Sequence[Point]], plane: Plane, grade: str = "") -> Shape:
    drawn = tuple(plane.line(line) for line in lines)
    return Shape(row.id, row.name, drawn, grade, bounds_of(point for line in drawn for point in line))


def _corners(bounds: Bounds | None) -> tuple[Point, ...]:
    return ((bounds.left, bounds.top), (bounds.right, bounds.bottom)) if bounds else ()
