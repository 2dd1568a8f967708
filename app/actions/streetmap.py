"""The street map changes: a map file takes the old map's place, and facilities are put on the map or moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from app.actions.rows import changed, checked, chosen, touch
from app.desk import Changes, Desk
from app.rules.facilities import position_fits
from app.streetmap.coordinates import WGS84, Point, from_wgs84
from app.streetmap.geojson import MapFile, ReadRoad
from app.streetmap.stored import metres, written
from app.values.text import pinyin
from db.models import Facility, MapOutline, Road, RoadGrade


@dataclass(frozen=True)
class ImportedMap:
    """What an import of a map did. kept: main roads of the old map that the file does not have; their lines are gone."""

    changes: Changes
    roads: int
    outlines: int
    kept: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """``地图已更新：道路9条、区域7块。``"""
        told = f"地图已更新：道路{self.roads}条、区域{self.outlines}块。"
        if self.kept:
            told += f"新地图里没有主干道{'、'.join(self.kept)}，名称已保留，没有图形。"
        return told


def import_map(desk: Desk, read: MapFile) -> ImportedMap:
    """Put a map file's roads and outlines in the place of the old ones, in one operation that can be undone.

    A road already in the register keeps its grade and note; one that the file does not have goes, but a main road stays
    without lines.
    """
    title = f"导入地图：道路{len(read.roads)}条、区域{len(read.outlines)}块"
    with desk.operation("map", title) as session:
        kept = _put_roads(session, read.roads)
        for old in session.exec(select(MapOutline)).all():
            session.delete(old)
        session.flush()
        for outline in read.outlines:
            session.add(MapOutline(name=outline.name, geometry=written(outline.rings)))
        changes = changed(session, Road, MapOutline)
    return ImportedMap(changes, len(read.roads), len(read.outlines), kept)


def _put_roads(session: Session, read: tuple[ReadRoad, ...]) -> tuple[str, ...]:
    known = {road.name: road for road in session.exec(select(Road)).all()}
    for found in read:
        road = known.pop(found.name, None) or Road(name=found.name, grade=RoadGrade(found.grade))
        road.geometry, road.length_m = written(found.lines), metres(found.lines)
        full, initials = pinyin(road.name)
        road.name_pinyin, road.name_initials = full[:300], initials[:100]
        touch(session, road)
    kept = []
    for road in known.values():
        if road.grade != RoadGrade.MAIN:
            session.delete(road)
            continue
        kept.append(road.name)
        if road.geometry:
            road.geometry, road.length_m = "", None
            touch(session, road)
    return tuple(kept)


def put_on_map(desk: Desk, places: Mapping[int, Point]) -> Changes:
    """Give facilities their places in one operation. places: degrees in WGS-84 by id of the facility.

    A facility keeps the system its coordinates are in; one without any gets WGS-84. Raises ``NotFound``, and
    ``ValidationFailed`` for a place outside China.
    """
    with desk.reading() as session:
        found = chosen(session, desk, Facility, places, "阵地")
        told = found[0].name if len(found) == 1 else f"{len(found)}处"
        verb = "移动" if any(one.longitude is not None for one in found) else "标注"
    with desk.operation("map", f"{verb}地图位置：{told}") as session:
        for facility in chosen(session, desk, Facility, places, "阵地"):
            _put(session, facility, places[facility.id or 0])
        return changed(session, Facility)


def _put(session: Session, facility: Facility, degrees: Point) -> None:
    system = facility.coordinate_system or WGS84
    longitude, latitude = from_wgs84(degrees, system)
    facility.longitude, facility.latitude = round(longitude, 6), round(latitude, 6)
    facility.coordinate_system = system
    checked(session, facility, (position_fits,))
    touch(session, facility)
