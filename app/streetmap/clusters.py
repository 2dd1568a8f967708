"""Markers that would cover each other become one: a grid whose cells are as large as a marker at the zoom of the view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import floor
from typing import NamedTuple

from app.streetmap.coordinates import Point
from app.streetmap.plane import distance
from app.streetmap.reading import Place

_MOST_NAMED = 8
_AROUND = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y]
_COVERING = 0.8  # of a marker's size: nearer ones cover each other


class Cluster(NamedTuple):
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
    return [_cluster(members) for members in _joined(cells, (cell * _COVERING) ** 2)]


def _joined(cells: dict[tuple[int, int], list[Place]], least: float) -> list[list[Place]]:
    """Neighbouring cells whose markers would still cover each other become one, the larger taking the smaller.

    least: the square of the distance from which they do not.
    """
    middles = {spot: _middle(members) for spot, members in cells.items()}
    for spot in sorted(cells, key=lambda one: (len(cells[one]), one)):
        (column, row), (x, y) = spot, middles[spot]
        for across, down in _AROUND:
            other = column + across, row + down
            if other in middles:
                ox, oy = middles[other]
                if (x - ox) ** 2 + (y - oy) ** 2 < least:
                    cells[other] += cells.pop(spot)
                    middles[other] = _middle(cells[other])
                    del middles[spot]
                    break
    return list(cells.values())


def _middle(members: Sequence[Place]) -> Point:
    if len(members) == 1 and members[0].at is not None:
        return members[0].at
    points = [place.at for place in members if place.at is not None]
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _cluster(members: Sequence[Place]) -> Cluster:
    kind = members[0].kind
    shared = len(members) == 1 or all(place.kind == kind for place in members)
    return Cluster(_middle(members), tuple(members), kind if shared else "")


def nearest(places: Iterable[Place], point: Point, most: int = 5) -> list[tuple[float, Place]]:
    """The places nearest to a point with their distances in metres, nearest first."""
    found = [(distance(place.at, point), place) for place in places if place.at is not None]
    found.sort(key=lambda one: (one[0], one[1].id))
    return found[:most]
