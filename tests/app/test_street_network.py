"""The roads as a network: distances along them, ends that touch another road, and what no road connects."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.streetmap.network import Network, nearest_by_road
from tests.app.test_streetmap import place

SQLITE_ALONE = True
# A square of 400 m with a lane that ends at its upper side (between two points), and a road far away.
SQUARE = ((0.0, 0.0), (400.0, 0.0), (400.0, 400.0), (0.0, 400.0), (0.0, 0.0))
LANE = ((200.0, -300.0), (200.0, -4.0))
ALONE = ((3000.0, 0.0), (3400.0, 0.0))
ROADS = Network([SQUARE, LANE, ALONE])


def test_the_way_goes_along_the_roads():
    assert ROADS.distances((0.0, 100.0), [(100.0, 0.0), (400.0, 300.0), (0.0, 130.0)]) == [
        pytest.approx(200),
        pytest.approx(800),
        pytest.approx(30),
    ]


def test_points_beside_a_road_come_onto_it():
    assert ROADS.distances((-20.0, 100.0), [(0.0, 300.0)]) == [pytest.approx(220)]


def test_a_lane_that_ends_at_a_road_leads_onto_it():
    assert ROADS.distances((200.0, -104.0), [(300.0, 0.0)]) == [pytest.approx(204)]


def test_what_no_road_connects_has_no_way():
    assert ROADS.distances((0.0, 100.0), [(3100.0, 0.0), (200.0, 200.0)]) == [None, None]
    assert ROADS.distances((200.0, 200.0), [(0.0, 0.0)]) == [None]
    assert Network([]).distances((0.0, 0.0), [(1.0, 1.0)]) == [None]


def test_the_nearest_say_how_far_and_by_which_way():
    across, round_the_corner, inside = (
        place(1, (430.0, 200.0)),
        place(2, (0.0, 330.0)),
        place(3, (200.0, 150.0)),
    )
    found = nearest_by_road(ROADS, [across, round_the_corner, inside, place(4, None)], (0.0, 100.0))
    assert [(one.place.id, one.told) for one in found] == [
        (3, "直线206米"),
        (2, "沿路230米"),
        (1, "沿路730米"),
    ]
    far = nearest_by_road(ROADS, [place(1, (0.0, 1500.0))], (0.0, 0.0))
    assert far[0].told == "直线1.5千米"


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 1600), st.integers(0, 1600))
def test_on_a_closed_road_the_shorter_way_round_is_taken(one, other):
    def spot(metres):
        side, along = divmod(metres % 1600, 400)
        return ((along, 0.0), (400.0, along), (400.0 - along, 400.0), (0.0, 400.0 - along))[side]

    round_ = Network([SQUARE])
    (found,) = round_.distances(spot(one), [spot(other)])
    apart = abs(one - other) % 1600
    assert found == pytest.approx(min(apart, 1600 - apart), abs=0.01)
    assert found >= hypot(spot(one)[0] - spot(other)[0], spot(one)[1] - spot(other)[1]) - 0.01
