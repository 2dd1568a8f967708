"""Map files: what is read, and the sentence for each that cannot be."""

from __future__ import annotations

import json

import pytest

from app.errors import UnreadableFile
from app.example.streets import map_file
from app.streetmap import geojson
from app.streetmap.geojson import read_geojson


def road(points, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "LineString", "coordinates": points},
    }


def area(ring, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


LINE = [[120.1, 30.2], [120.11, 30.2]]
RING = [[120.1, 30.2], [120.11, 30.2], [120.11, 30.21], [120.1, 30.2]]


@pytest.fixture
def read(tmp_path):
    def work(content, **options):
        path = tmp_path / "地图.geojson"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(json.dumps(content), encoding="utf-8")
        return read_geojson(path, **options)

    return work


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


def test_ways_of_one_name_are_one_road_of_their_highest_grade(read):
    found = read(
        collection(
            road(LINE, name="曙光路", highway="residential"),
            road(LINE, name="曙光路", highway="primary_link"),
            road(LINE, highway="footway"),
            road(LINE, name="沪杭线", railway="rail"),
            area(RING, name="宝石社区"),
            area(RING, name="宝石大厦", building="yes"),
            {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": LINE[0]}},
            {"type": "Feature", "properties": None, "geometry": None},
        )
    )
    assert [(one.name, one.grade, len(one.lines)) for one in found.roads] == [
        ("曙光路", "main", 2),
        ("无名道路（小路）", "lane", 1),
    ]
    assert [one.name for one in found.outlines] == ["宝石社区"]
    assert found.skipped == 4


def test_coordinates_of_other_systems_become_wgs84(read):
    point = (
        read(collection(road([[116.384047, 39.913345], [116.39, 39.92]], name="长安街")), system="gcj02")
        .roads[0]
        .lines[0][0]
    )
    assert point == pytest.approx((116.377817, 39.911954), abs=2e-6)


def test_the_shipped_map_can_be_read():
    found = read_geojson(map_file())
    assert len([one for one in found.roads if one.grade == "main"]) == 11
    assert "曙光社区" in [one.name for one in found.outlines]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "是空的"),
        (b'{"type": "FeatureCollection", "features": [', "第1行不是正确的GeoJSON"),
        (b"[" * 100_000, "不是正确的GeoJSON"),
        ("曙光路".encode("gbk"), "不是UTF-8"),
        (b"[1, 2]", "不是GeoJSON地图文件"),
        (collection(), "一张空地图"),
        ({"type": "FeatureCollection"}, "没有要素列表"),
        (collection({"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}), "没有道路"),
        (collection(road([[13_369_000.0, 3_530_000.0], [13_370_000.0, 3_530_000.0]], name="曙光路")), "EPSG:3857"),
        (collection(road(LINE, name="曙光路"), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}), "投影坐标"),
        (collection(road([[30.2, 120.1], [30.2, 120.2]], name="曙光路")), "写反了"),
        (collection(road([[2.35, 48.8], [2.36, 48.8]], name="Rue")), "不在中国"),
        (collection(road([["a", "b"], [1, 2]], name="曙光路")), "第1个要素的坐标不是数字"),
        (collection(road(LINE, name="好路"), road([[120.1, None], [1, 2]], name="曙光路")), "第2个要素"),
        (b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"x"},"geometry":'
         b'{"type":"LineString","coordinates":[[NaN,30],[120,30]]}}]}', "不是数字"),
        (collection(road([[110.0, 30.0], [120.0, 30.0]], name="高速")), "范围太大"),
        (collection({"type": "Feature", "properties": {"name": "曙光路"}, "geometry": {"type": "LineString"}}), "没有坐标"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(read, content, said):
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    assert said in refused.value.sentence
    assert "没有改动" in refused.value.advice


def test_a_huge_file_is_not_even_opened(tmp_path):
    path = tmp_path / "全省.geojson"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    with pytest.raises(UnreadableFile, match="100MB"):
        read_geojson(path)
    with pytest.raises(UnreadableFile, match="打不开"):
        read_geojson(tmp_path / "没有.geojson")


def test_too_many_points_are_refused(read, monkeypatch):
    monkeypatch.setattr(geojson, "MOST_POINTS", 3)
    with pytest.raises(UnreadableFile, match="点超过"):
        read(collection(road(LINE, name="一路"), road(LINE, name="二路")))
