"""The service map with many facilities: a frame as the clerk drags it, and the markers of a new zoom level."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.example.streets import map_file
from app.streetmap.clusters import clustered
from app.streetmap.coverage import MAIN
from app.streetmap.geojson import read_geojson
from app.streetmap.plane import Plane, bounds_of
from app.streetmap.reach import reached
from app.streetmap.reading import Place, Shape, StreetMap
from tests.bench.measuring import Bench, Comparison

_MANY, _FEW = 10_000, 100
_CELL = 20.0  # metres a marker takes in the middle of the zoom levels
_KINDS = ("rest_stop", "water_point", "partner_merchant", "parking_bay")
_FRAME = "markers join, so a frame draws what fits on the screen, not what the ledger holds"
_LEVEL = "each place is put in a cell once; then neighbours are looked at"
_REACH = "each road looks only at places in its own rectangle"


def comparisons(bench: Bench) -> Iterator[Comparison]:
    """Frames and clusters of many facilities beside few or the bare work."""
    many = _city(min(_MANY, bench.people))
    few = _city(min(_FEW, bench.people))
    told = f"{len(many.places):,} facilities"
    ours, bare = _frame(many, bench.folder), _frame(few, bench.folder)
    yield Comparison(f"map: a frame, {told}", ours, f"the same with {len(few.places)}", bare, 4, _FRAME, 15)
    points = [place.at for place in many.places if place.at is not None]
    yield Comparison(
        f"map: markers of a zoom level, {told}",
        lambda: clustered(many.places, _CELL),
        "sorting the points",
        lambda: sorted(points),
        40,
        _LEVEL,
        15,
    )
    roads = [road for road in many.roads if road.grade == MAIN]
    yield Comparison(
        f"map: coverage of main roads, {told}",
        lambda: [reached(road.lines, points, 300.0) for road in roads],
        "one distance to each place for each road",
        lambda: [[abs(x - y) for x, y in points] for _ in roads],
        60,
        _REACH,
    )


def _city(count: int) -> StreetMap:
    """The shipped streets with that many facilities strewn over them."""
    chance = random.Random(7)
    read = read_geojson(map_file())
    plane = Plane(*read.roads[0].lines[0][0])
    roads = tuple(
        Shape(n, road.name, lines, road.grade, bounds_of(point for line in lines for point in line))
        for n, road in enumerate(read.roads)
        for lines in [tuple(plane.line(line) for line in road.lines)]
    )
    whole = bounds_of(point for road in roads for line in road.lines for point in line)
    assert whole is not None
    places = tuple(
        Place(n, f"YZ-{n:06d}", f"点位{n}", chance.choice(_KINDS), "open", "", "", "", "", "other", "",
              (chance.uniform(whole.left, whole.right), chance.uniform(whole.top, whole.bottom)))
        for n in range(count)
    )  # fmt: skip
    return StreetMap(plane, roads, (), places, ())


def _frame(shown: StreetMap, folder: Path) -> Callable[[], Any]:
    """Painting the whole map once, after a move of the ground."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication

    from ui.maps.view import MapView
    from ui.shell.state import State
    from ui.widgets.theme import Theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    view = MapView(Theme(app, State(folder / "map.ini")))
    view.resize(1100, 700)
    view.show_map(shown)
    view.fit()
    picture = QPixmap(view.size())

    def paint() -> None:
        view.zoom(0, QPointF(10, 10))
        view.render(picture)

    return paint
