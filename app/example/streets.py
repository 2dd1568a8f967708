"""The example's streets: an invented network, drawn for it, and where along a road a house number stands."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import sqlalchemy as sa

from app.actions.streetmap import put_on_map
from app.desk import Desk
from app.example.book import Book
from app.example.office import FOUNDED
from app.paths import resources_dir
from app.streetmap.coordinates import GCJ02, WGS84, Point, from_wgs84
from app.streetmap.geojson import MapFile, read_geojson
from app.streetmap.plane import Plane, distance
from app.streetmap.stored import metres, written
from db.base import table_of
from db.models import Facility, MapControlPoint, MapOutline, MapPicture, Road, RoadGrade

_TOPIC = "建账"
MAP = "北山街道示意地图.geojson"
GROUND = "北山街道手绘底图.jpg"
_GROUND_SIZE = (1600, 1332)
# Crossings on the picture: pixels, degrees in WGS-84, what crosses there.
_CROSSINGS = (
    (340.7, 123.1, 120.118119, 30.281601, "文三路玉古路口"),
    (1228.6, 127.5, 120.139153, 30.281511, "文三路保俶路口"),
    (347.3, 1085.7, 120.118275, 30.261906, "湖滨路玉古路口"),
    (1151.6, 1085.7, 120.13733, 30.261906, "湖滨路保俶路口"),
)
_LAST_NUMBER = 640
_ASIDE = 16.0  # metres from the middle of the road to a door
_LEFT_OUT = 11  # every eleventh place waits to be put on the map by hand
_ADDRESS = re.compile(r"(.+?[路弄里巷])(\d+)号")


def map_file() -> Path:
    """Where the shipped map lies."""
    return resources_dir() / "example" / MAP


@lru_cache(maxsize=1)
def _streets() -> MapFile:
    return read_geojson(map_file())


def spot(address: str) -> Point | None:
    """Where an address stands in WGS-84: the further along its road the higher the number, odd ones on one side."""
    found = _ADDRESS.match(address)
    road = next((one for one in _streets().roads if found and one.name == found[1]), None)
    if found is None or road is None:
        return None
    number = int(found[2])
    plane = Plane(*road.lines[0][0])
    points = [point for line in road.lines for point in plane.line(line)]
    left = sum(distance(one, other) for one, other in pairwise(points))
    left *= (number % _LAST_NUMBER) / _LAST_NUMBER
    for start, end in pairwise(points):
        size = distance(start, end)
        if size and left <= size:
            along = (end[0] - start[0]) / size, (end[1] - start[1]) / size
            side = _ASIDE if number % 2 else -_ASIDE
            at = start[0] + along[0] * left - along[1] * side, start[1] + along[1] * left + along[0] * side
            return plane.degrees(at)
        left -= size
    return None


def coordinates(address: str, serial: int) -> dict[str, float | str]:
    """The coordinates of the example's n-th place as its record holds them; for some places none are known yet."""
    point = spot(address)
    if point is None or serial % _LEFT_OUT == _LEFT_OUT - 1:
        return {}
    system = WGS84 if serial % 3 == 0 else GCJ02
    longitude, latitude = from_wgs84(point, system)
    return {"longitude": round(longitude, 6), "latitude": round(latitude, 6), "coordinate_system": system}


def draw_streets(book: Book) -> None:
    """Enter the shipped map as the office would have imported it, and the picture below it."""
    read = _streets()
    for road in read.roads:
        book.add(FOUNDED, _TOPIC, Road, name=road.name, grade=RoadGrade(road.grade), geometry=written(road.lines),
                 length_m=metres(road.lines))  # fmt: skip
    for outline in read.outlines:
        book.add(FOUNDED, _TOPIC, MapOutline, name=outline.name, geometry=written(outline.rings))
    _lay_ground(book)


def _lay_ground(book: Book) -> None:
    """The picture below the map, drawn for the example, tied at four crossings."""
    picture = base64.b64encode((resources_dir() / "example" / GROUND).read_bytes()).decode()
    width, height = _GROUND_SIZE
    ground = book.add(
        FOUNDED, _TOPIC, MapPicture, name=GROUND, picture=picture, width=width, height=height, fade=0
    )
    for x, y, longitude, latitude, name in _CROSSINGS:
        book.add(FOUNDED, _TOPIC, MapControlPoint, picture_id=ground, x=x, y=y, longitude=longitude,
                 latitude=latitude, name=name)  # fmt: skip


def stand_on_map(desk: Desk) -> None:
    """Put the places that came by import on the map, all but a few."""
    facilities = table_of(Facility)
    query = sa.select(facilities.c.id, facilities.c.address).where(facilities.c.longitude.is_(None))
    with desk.reading() as session:
        found = session.execute(query.order_by(facilities.c.id)).all()
    spots = {row.id: spot(row.address) for at, row in enumerate(found) if at % _LEFT_OUT != _LEFT_OUT - 1}
    placed = {one: point for one, point in spots.items() if point is not None}
    if placed:
        put_on_map(desk, placed)
