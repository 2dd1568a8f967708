"""Coordinates in three systems: published points, there and back, and nothing shifted outside China."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.streetmap.coordinates import BD09, GCJ02, WGS84, from_wgs84, in_china, to_wgs84

# The public test vectors of eviltransform: (longitude, latitude) in WGS-84 and in GCJ-02.
_SHIFTED = (
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
)
# The examples of coordtransform, and one of Baidu's own service: the same point in GCJ-02 and in BD-09.
_BAIDU = (
    ((116.404, 39.915), (116.41036949371029, 39.92133699351021)),
    ((116.39762729119315, 39.90865673957631), (116.404, 39.915)),
    ((116.42703, 39.90245), (116.43351, 39.90851)),
)
_METRE = 1e-5  # of a degree, roughly
on_a_busy_machine = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
inland = st.tuples(st.floats(74.0, 135.0), st.floats(4.0, 53.5))


@pytest.mark.parametrize(("wgs84", "gcj02"), _SHIFTED)
def test_published_points(wgs84, gcj02):
    assert from_wgs84(wgs84, GCJ02) == pytest.approx(gcj02, abs=1e-6)
    assert to_wgs84(gcj02, GCJ02) == pytest.approx(wgs84, abs=1e-6)


@pytest.mark.parametrize(("gcj02", "bd09"), _BAIDU)
def test_published_points_of_baidu(gcj02, bd09):
    middle = to_wgs84(gcj02, GCJ02)
    assert from_wgs84(middle, BD09) == pytest.approx(bd09, abs=_METRE)
    assert to_wgs84(bd09, BD09) == pytest.approx(middle, abs=_METRE)


@on_a_busy_machine
@given(inland, st.sampled_from([WGS84, GCJ02, BD09, ""]))
def test_there_and_back_is_the_same_place(point, system):
    there = from_wgs84(point, system)
    assert to_wgs84(there, system) == pytest.approx(point, abs=_METRE)


@on_a_busy_machine
@given(inland)
def test_the_shift_is_some_hundred_metres(point):
    moved = from_wgs84(point, GCJ02)
    assert abs(moved[0] - point[0]) < 0.03
    assert abs(moved[1] - point[1]) < 0.03


@pytest.mark.parametrize("point", [(2.35, 48.85), (153.0251, -27.4698), (-104.9903, 39.7392)])
def test_nothing_is_shifted_outside_china(point):
    assert not in_china(point)
    assert from_wgs84(point, GCJ02) == point
    assert to_wgs84(point, GCJ02) == point
