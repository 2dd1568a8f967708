"""Markers that would cover each other become one: a grid whose cells are as large as a marker at the zoom of the view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from app.streetmap.coordinates import Point
from app.streetmap.plane import distance
from app.streetmap.reading import Place

_MOST_NAMED = 8
_COVERING = 0.8  # of a marker's size: nearer ones cover each other


@dataclass(frozen=True)
class Cluster:
    """Places that stand as one marker at their middle; kind: the one they share, else empty."""

    at: Point
    places: tuple[Place, ...]
    kind: str = ""

    @property
    def can_part(self) -> bool:
        """Whether zooming in can part the places: not all of them stand on one spot."""
        return len({(round(one.at[0]), round(one.at[1])) for one in self.places if one.at is not None}) > 1

    @property
    def told(self) -> str:
        """The names, one in a line; of many the first."""
        names = [place.name for place in self.places[:_MOST_NAMED]]
        more = len(self.places) > len(names)
        return "\n".join([*names, f"等{len(self.places)}处"] if more else names)


def clustered(places: Iterable[Place], cell: float) -> list[Cluster]:
    """The markers of places (those without a position left out). cell: metres that a marker takes at this zoom."""
    cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        if place.at is not None:
            cells[floor(place.at[0] / cell), floor(place.at[1] / cell)].append(place)
    return _joined({place: _cluster(members) for place, members in cells.items()}, cell)


def _joined(cells: dict[tuple[int, int], Cluster], cell: float) -> list[Cluster]:
    """Markers of neighbouring cells that would still cover each other become one, the larger taking the smaller."""
    for place in sorted(cells, key=lambda one: (len(cells[one].places), one)):
        column, row = place
        for other in ((column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y):
            if other in cells and distance(cells[place].at, cells[other].at) < cell * _COVERING:
                cells[other] = _cluster((*cells[other].places, *cells.pop(place).places))
                break
    return list(cells.values())


def _cluster(members: Sequence[Place]) -> Cluster:
    points = [place.at for place in members if place.at is not None]
    middle = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    kinds = {place.kind for place in members}
    return Cluster(middle, tuple(members), kinds.pop() if len(kinds) == 1 else "")


def nearest(places: Iterable[Place], point: Point, most: int = 5) -> list[tuple[float, Place]]:
    """The places nearest to a point with their distances in metres, nearest first."""
    found = [(distance(place.at, point), place) for place in places if place.at is not None]
    found.sort(key=lambda one: (one[0], one[1].id))
    return found[:most]
