"""Reading a GeoJSON file (RFC 7946) as extracts of OpenStreetMap come: named lines are roads, named polygons areas.

Nothing is guessed: a file that is broken, empty, in metres instead of degrees, or far too large is refused with a sentence,
and the map in the ledger stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from app.errors import UnreadableFile, UserError
from app.reasons import reason_of
from app.streetmap.coordinates import WGS84, Point, to_wgs84

MOST_BYTES = 32 * 1024 * 1024
MOST_POINTS = 300_000
MOST_DEGREES = 1.5  # some 150 km: more than any office
NAMELESS = "无名道路"
MAIN, SIDE, LANE = "main", "side", "lane"
_GRADES = {MAIN: "主干道", SIDE: "支路", LANE: "小路"}
_MAIN = frozenset({"motorway", "trunk", "primary", "secondary"})
_LANES = frozenset({"service", "footway", "path", "cycleway", "pedestrian", "steps", "track", "corridor", "bridleway"})  # fmt: skip
_NO_ROADS = frozenset({"railway", "waterway", "power", "boundary", "barrier", "aeroway", "natural", "route"})
_NO_AREAS = frozenset({"building", "building:part", "highway", "indoor"})
_LONGITUDES, _LATITUDES = (73.0, 136.0), (3.0, 54.0)  # of China, in degrees
_ADVICE = "原来的地图没有改动，请换一个文件后重试。"
Lines = tuple[tuple[Point, ...], ...]


@dataclass(frozen=True)
class ReadRoad:
    """All ways of one name; grade as stored (``main``, ``side``, ``lane``); lines in WGS-84."""

    name: str
    grade: str
    lines: Lines


@dataclass(frozen=True)
class ReadOutline:
    """An area and its rings in WGS-84."""

    name: str
    rings: Lines


@dataclass(frozen=True)
class MapFile:
    """What a file holds; skipped: features that are neither (points, buildings, railways …)."""

    roads: tuple[ReadRoad, ...]
    outlines: tuple[ReadOutline, ...]
    skipped: int


def read_geojson(path: Path, system: str = WGS84) -> MapFile:
    """Read a map file. system: of its coordinates. Raises ``UnreadableFile`` when it is not what is wanted."""
    features = _features(_parsed(path))
    if not features:
        raise _refusal(f"文件“{path.name}”里没有任何要素，是一张空地图。")
    reading = _Reading(system)
    for number, feature in enumerate(features, start=1):
        reading.take(number, feature)
    found = reading.result()
    if not (found.roads or found.outlines):
        raise _refusal(
            f"文件“{path.name}”里没有道路（线）和区域（面），共跳过{len(features)}个要素。请导出带 highway 或 name 的图层。"
        )
    reading.check_extent(path.name)
    return found


def _parsed(path: Path) -> Any:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _refusal(
                f"文件“{path.name}”有{size // 1024 // 1024}MB，超过了{MOST_BYTES // 1024 // 1024}MB。"
                "请只裁剪本辖区的道路和区域再导出。"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"文件“{path.name}”打不开（{reason_of(error.errno)}）。", _ADVICE) from error
    if not data.strip():
        raise _refusal(f"文件“{path.name}”是空的。")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _refusal(f"文件“{path.name}”不是UTF-8编码的GeoJSON文件。") from error
    except json.JSONDecodeError as error:
        raise _refusal(
            f"文件“{path.name}”第{error.lineno}行不是正确的GeoJSON，文件可能不完整或已损坏。"
        ) from error
    except (RecursionError, ValueError) as error:
        raise _refusal(f"文件“{path.name}”不是正确的GeoJSON，文件可能已损坏。") from error


def _features(tree: Any) -> list[Any]:
    kind = tree.get("type") if isinstance(tree, dict) else None
    if kind is None:
        raise _refusal("这不是GeoJSON地图文件（没有 type）。请在地图软件里导出为GeoJSON。")
    if isinstance(crs := tree.get("crs"), dict):
        _check_projection(json.dumps(crs, default=str))
    if kind == "FeatureCollection":
        features = tree.get("features")
        if not isinstance(features, list):
            raise _refusal("这个GeoJSON文件没有要素列表（features），文件可能不完整。")
        return features
    return [tree if kind == "Feature" else {"type": "Feature", "properties": {}, "geometry": tree}]


def _check_projection(named: str) -> None:
    if not any(word in named.upper() for word in ("CRS84", "4326", "4490", "OGC:1.3")):
        raise _refusal("文件用的是投影坐标，不是经纬度。请在导出时选择坐标系 WGS 84（EPSG:4326）。")


class _Reading:
    """Collects roads by name and areas, in the order of the file."""

    def __init__(self, system: str) -> None:
        self._system = system
        self.roads: dict[str, list[tuple[Point, ...]]] = {}
        self.grades: dict[str, str] = {}
        self.outlines: dict[str, list[tuple[Point, ...]]] = {}
        self.skipped = self._points = self._number = 0

    def take(self, number: int, feature: Any) -> None:
        """Read a feature. Raises ``UnreadableFile`` naming it when its coordinates are none."""
        self._number = number
        properties = feature.get("properties") if isinstance(feature, dict) else None
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        tags = properties if isinstance(properties, dict) else {}
        if not isinstance(geometry, dict):
            self.skipped += 1
            return
        kind, parts = geometry.get("type"), geometry.get("coordinates")
        if kind in ("LineString", "MultiLineString") and _is_road(tags):
            self._take_road(tags, [parts] if kind == "LineString" else parts)
        elif kind in ("Polygon", "MultiPolygon") and (name := _name(tags)) and not _NO_AREAS & set(tags):
            for rings in [parts] if kind == "Polygon" else self._list(parts):
                self.outlines.setdefault(name, []).extend(self._lines(rings, 4))
        else:
            self.skipped += 1

    def check_extent(self, file: str) -> None:
        """Raise ``UnreadableFile`` for a map that lies elsewhere or spans half a province."""
        lines = [*self.roads.values(), *self.outlines.values()]
        points = [point for group in lines for line in group for point in line]
        for at in (0, 1):
            values = [point[at] for point in points]
            if max(values) - min(values) > MOST_DEGREES:
                raise _refusal(f"文件“{file}”的范围太大，超过150公里。请只裁剪本辖区的道路和区域再导出。")

    def result(self) -> MapFile:
        """What was read."""
        roads = tuple(
            ReadRoad(name, self.grades[name], tuple(lines)) for name, lines in self.roads.items() if lines
        )
        outlines = tuple(ReadOutline(name, tuple(rings)) for name, rings in self.outlines.items() if rings)
        return MapFile(roads, outlines, self.skipped)

    def _take_road(self, tags: Mapping[str, Any], parts: Any) -> None:
        grade = _grade(str(tags.get("highway", "")))
        name = _name(tags) or f"{NAMELESS}（{_GRADES[grade]}）"
        self.roads.setdefault(name, []).extend(self._lines(parts, 2))
        self.grades[name] = min(grade, self.grades.get(name, grade), key=list(_GRADES).index)

    def _lines(self, parts: Any, least: int) -> Iterator[tuple[Point, ...]]:
        for part in self._list(parts):
            line = tuple(self._point(one) for one in self._list(part))
            if len(line) >= least:
                yield line

    def _list(self, value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self._broken("没有坐标，文件可能不完整")
        return value

    def _point(self, value: Any) -> Point:
        self._points += 1
        if self._points > MOST_POINTS:
            raise _refusal(f"地图的点超过{MOST_POINTS // 10_000}万个。请只裁剪本辖区的道路和区域再导出。")
        pair = value[:2] if isinstance(value, list) and len(value) >= 2 else None
        if pair is None or not all(_number(one) for one in pair):
            raise self._broken("的坐标不是数字")
        longitude, latitude = float(pair[0]), float(pair[1])
        if abs(longitude) > 180 or abs(latitude) > 180:
            raise self._broken(
                "的坐标不是经纬度，像是以米为单位的投影坐标（如EPSG:3857）。请在导出时选择坐标系 WGS 84（EPSG:4326）"
            )
        if not (_within(longitude, _LONGITUDES) and _within(latitude, _LATITUDES)):
            swapped = _within(latitude, _LONGITUDES) and _within(longitude, _LATITUDES)
            raise self._broken("的经度和纬度写反了" if swapped else "不在中国范围内，请核对坐标")
        longitude, latitude = to_wgs84((longitude, latitude), self._system)
        return round(longitude, 6), round(latitude, 6)

    def _broken(self, what: str) -> UserError:
        return _refusal(f"第{self._number}个要素{what}。")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _is_road(tags: Mapping[str, Any]) -> bool:
    return bool(tags.get("highway")) or (bool(_name(tags)) and not _NO_ROADS & set(tags))


def _name(tags: Mapping[str, Any]) -> str:
    said = (tags.get(key) for key in ("name", "name:zh", "名称"))
    return next((text for one in said if isinstance(one, str) and (text := one.strip()[:100])), "")


def _grade(highway: str) -> str:
    plain = highway.removesuffix("_link")
    return MAIN if plain in _MAIN else LANE if plain in _LANES else SIDE


def _refusal(sentence: str) -> UnreadableFile:
    return UnreadableFile(sentence, _ADVICE)
