"""The street map: imported, undone, places put on it, clusters, nearest, and what of a road is within reach."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import hypot

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.actions.streetmap import import_map, put_on_map
from app.actions.undo import undo
from app.desk import Actor, Desk
from app.errors import NotFound, UserError, ValidationFailed
from app.registers import find_register, records
from app.registers.lists import count
from app.streetmap.clusters import clustered, nearest
from app.streetmap.coordinates import GCJ02, from_wgs84
from app.streetmap.coverage import road_coverage
from app.streetmap.geojson import MapFile, ReadOutline, ReadRoad
from app.streetmap.listing import list_of
from app.streetmap.plane import Plane, distance_to_line, length
from app.streetmap.reach import reached
from app.streetmap.reading import Place, street_map
from tests.factories import DAY

WEST, EAST = (120.10, 30.20), (120.12, 30.20)
MAP = MapFile(
    (
        ReadRoad("曙光路", "main", ((WEST, EAST),)),
        ReadRoad("体育路", "main", (((120.10, 30.21), (120.12, 30.21)),)),
        ReadRoad("青芝弄", "side", ((WEST, (120.10, 30.21)),)),
    ),
    (ReadOutline("宝石社区", ((WEST, EAST, (120.12, 30.21), WEST),)),),
    0,
)
OTHER = MapFile((ReadRoad("曙光路", "side", ((WEST, EAST),)),), (), 0)


def water(office, name="曙光路饮水点", **values):
    known = {"kind": "water_point", "area_id": office.community, "opened_on": DAY}
    return office.make("facilities", name=name, **known | values)


def at(point):
    return {"longitude": point[0], "latitude": point[1], "coordinate_system": "wgs84"}


def test_a_map_takes_the_place_of_the_old_one_and_can_be_undone(office):
    first = import_map(office.desk, MAP)
    assert first.sentence == "地图已更新：道路3条、区域1块。"
    second = import_map(office.desk, OTHER)
    assert second.kept == ("体育路",)
    shown = street_map(office.desk)
    assert [(road.name, road.grade, bool(road.lines)) for road in shown.roads] == [
        ("曙光路", "main", True),  # the grade the office knows stays
        ("体育路", "main", False),
    ]
    assert shown.outlines == ()
    undo(office.desk, second.changes.operation_id)
    back = street_map(office.desk)
    assert {road.name for road in back.roads if road.lines} == {"曙光路", "体育路", "青芝弄"}
    assert [one.name for one in back.outlines] == ["宝石社区"]


def test_a_road_is_registered_once(office):
    office.make("roads", name="曙光路", grade="main")
    with pytest.raises(ValidationFailed, match="已经登记过"):
        office.make("roads", name="曙光路", grade="side")


def test_a_facility_is_put_on_the_map_moved_and_put_back(office):
    import_map(office.desk, MAP)
    place = water(office)
    assert [one.id for one in street_map(office.desk).unplaced] == [place]
    put_on_map(office.desk, {place: WEST})
    shown = street_map(office.desk)
    assert shown.places[0].degrees == WEST
    assert not shown.unplaced
    moved = put_on_map(office.desk, {place: EAST})
    assert street_map(office.desk).places[0].degrees == EAST
    undo(office.desk, moved.operation_id)
    assert street_map(office.desk).places[0].degrees == WEST


def test_a_facility_keeps_the_system_of_its_coordinates(office):
    shifted = from_wgs84(WEST, GCJ02)
    place = water(
        office, longitude=round(shifted[0], 6), latitude=round(shifted[1], 6), coordinate_system="gcj02"
    )
    assert street_map(office.desk).places[0].degrees == pytest.approx(WEST, abs=2e-6)
    put_on_map(office.desk, {place: EAST})
    loaded = records.load(office.desk, find_register("facilities"), place)
    assert loaded.values["coordinate_system"] == "gcj02"
    assert loaded.values["longitude"] == pytest.approx(from_wgs84(EAST, GCJ02)[0], abs=2e-6)


def test_nobody_moves_what_lies_in_another_area(office):
    place = water(office)
    elsewhere = Desk(office.desk.ledger, Actor(None, "金祝", office.other_community))
    with pytest.raises(NotFound):
        put_on_map(elsewhere, {place: WEST})
    assert street_map(elsewhere).unplaced == ()
    with pytest.raises(UserError, match="经度"):
        put_on_map(office.desk, {place: (2.35, 48.8)})


def test_main_roads_with_and_without_a_water_point(office):
    import_map(office.desk, MAP)
    water(office, **at((120.105, 30.2001)))
    water(office, "暂停的", status="suspended", **at((120.105, 30.21)))
    water(office, "只写了道路的", road="体育路")
    rows = {row.name: row for row in road_coverage(office.desk, date.today(), 300).rows}
    assert [place.name for place in rows["体育路"].places] == ["只写了道路的"]
    assert rows["体育路"].share == 0
    road = rows["曙光路"]
    assert road.served
    assert sum(gap.length_m for gap in road.gaps) == pytest.approx(road.length_m - 600, abs=3)
    assert len(road.gaps) == 2
    assert road_coverage(office.desk, DAY.replace(year=2023), 300).served == 0
    said = road_coverage(office.desk, date.today(), 300).sentence("饮水点")
    assert said.startswith("2条主干道中2条有饮水点。")
    assert "另有1处没有坐标" in said


def test_roads_without_lines_are_still_listed(office):
    office.make("roads", name="曙光路", grade="main")
    water(office, road="曙光路")
    found = road_coverage(office.desk, date.today(), 300)
    assert [(row.served, row.share) for row in found.rows] == [(True, None)]
    assert "没有图形" in found.sentence("饮水点")


def test_facilities_on_one_spot_become_a_list(office):
    places = [water(office, f"饮水点{n}", **at(WEST)) for n in range(3)]
    assert count(office.desk, find_register("facilities"), list_of(places[:2])) == 2


def place(number, point, kind="water_point"):
    return Place(number, f"YZ-{number}", f"点{number}", kind, "open", "", "", "", "", "other", "", point)


points = st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000))
on_a_busy_machine = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@on_a_busy_machine
@given(st.lists(points, max_size=15), st.sampled_from([5.0, 80.0, 1000.0]))
def test_every_place_stands_in_exactly_one_marker(found, cell):
    markers = clustered([place(n, point) for n, point in enumerate(found)], cell)
    assert sorted(one.id for marker in markers for one in marker.places) == list(range(len(found)))


def test_markers_know_their_kind_and_whether_they_can_part():
    same, mixed = clustered(
        [place(1, (0, 0)), place(2, (1, 1)), place(3, (500, 0)), place(4, (500, 0), "other")], 50
    )
    assert (same.kind, same.can_part) == ("water_point", True)
    assert (mixed.kind, mixed.can_part) == ("", False)
    assert mixed.told == "点3\n点4"


def test_the_nearest_places_come_first():
    found = nearest([place(1, (0, 100)), place(2, (0, 10)), place(3, None)], (0, 0))
    assert [(round(metres), one.id) for metres, one in found] == [(10, 2), (100, 1)]


@on_a_busy_machine
@given(
    st.lists(points, min_size=2, max_size=5),
    st.lists(points, max_size=5),
    st.sampled_from([50.0, 300.0, 2000.0]),
)
def test_reach_agrees_with_small_steps(line, wells, reach):
    found = reached([tuple(line)], wells, reach)
    open_metres, step = 0.0, 5.0
    for (x1, y1), (x2, y2) in pairwise(line):
        size = hypot(x2 - x1, y2 - y1)
        steps = max(1, int(size / step))
        for n in range(steps):
            share = (n + 0.5) / steps
            spot = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
            if all(hypot(spot[0] - x, spot[1] - y) >= reach for x, y in wells):
                open_metres += size / steps
    crossings = 2 * (len(line) - 1) * max(1, len(wells))
    assert sum(map(length, found.gaps)) == pytest.approx(open_metres, abs=step * crossings + 1)
    assert found.covered + sum(map(length, found.gaps)) == pytest.approx(found.length, abs=1.0 + crossings)


def test_the_plane_measures_as_the_earth_does():
    plane = Plane(120.0, 30.0)
    assert plane.degrees(plane.metres((120.01, 30.01))) == (120.01, 30.01)
    assert length(plane.line([(120.0, 30.0), (120.0, 30.01)])) == pytest.approx(1111.95, abs=0.1)
    assert length(plane.line([(120.0, 30.0), (120.01, 30.0)])) == pytest.approx(962.97, abs=0.5)
    assert distance_to_line((5, 3), ((0, 0), (10, 0))) == 3
    assert distance_to_line((-4, 3), ((0, 0), (10, 0))) == 5
