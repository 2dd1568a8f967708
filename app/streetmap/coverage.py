"""Coverage of roads by facilities on a day (R12): which have one, how much of them is within walking distance, the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.desk import Desk
from app.measures.arithmetic import percent_text, ratio
from app.streetmap.coordinates import Point
from app.streetmap.plane import Line, distance_to_line, length
from app.streetmap.reach import reached
from app.streetmap.reading import Place, Shape, StreetMap, street_map

WATER_POINT, MAIN, LANE = "water_point", "main", "lane"
_ON_THE_ROAD = 50.0  # metres from a road's line within which a place stands at it
_CROSSING = 80.0  # metres within which another road tells where a gap is


@dataclass(frozen=True)
class Gap:
    """A stretch out of reach, in metres on the plane; where: the roads it lies between, empty when there are none."""

    line: Line
    length_m: int
    where: str


@dataclass(frozen=True)
class RoadCover:
    """A road on the day. places: the facilities at it; share: percent within reach, None for a road without lines."""

    road_id: int
    name: str
    places: tuple[Place, ...]
    length_m: int | None = None
    share: Decimal | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def served(self) -> bool:
        """Whether a facility stands at it."""
        return bool(self.places)

    @property
    def gaps_told(self) -> str:
        """The gaps in words: ``体育路至黄龙路之间120米；曙光路附近60米``."""
        return "；".join(f"{gap.where}{gap.length_m}米" for gap in self.gaps)


@dataclass(frozen=True)
class Coverage:
    """The main roads on a day, for facilities of some kinds and a walking distance in metres."""

    on: date
    reach: int
    rows: tuple[RoadCover, ...]
    plane_map: StreetMap

    @property
    def served(self) -> int:
        """How many roads have a facility."""
        return sum(row.served for row in self.rows)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of those that have none."""
        return tuple(row.name for row in self.rows if not row.served)

    def sentence(self, what: str) -> str:
        """``8条主干道中6条有饮水点；尚缺：…。步行300米内覆盖82.4%。`` what: the facilities in words."""
        told = f"{len(self.rows)}条主干道中{self.served}条有{what}"
        told += f"；尚缺：{'、'.join(self.missing)}。" if self.missing else "。"
        drawn = [row for row in self.rows if row.share is not None and row.length_m]
        if not drawn:
            return told + "道路还没有图形，未计算步行距离内的覆盖比例。"
        whole = sum(row.length_m or 0 for row in drawn)
        open_metres = sum(gap.length_m for row in drawn for gap in row.gaps)
        share = percent_text(ratio(max(0, whole - open_metres), whole))
        unplaced = len(self.plane_map.unplaced)
        left = f"另有{unplaced}处没有坐标，未计入。" if unplaced else ""
        return f"{told}道路全长{whole}米，距{what}{self.reach}米内（按直线距离）占{share}。{left}"


def road_coverage(desk: Desk, on: date, reach: int, kinds: Sequence[str] = (WATER_POINT,)) -> Coverage:
    """The main roads on a day with the facilities of those kinds that were open, and the gaps between them."""
    shown = street_map(desk, on)
    wanted = [place for place in shown.places if place.kind in kinds]
    nowhere = [place for place in shown.unplaced if place.kind in kinds]
    shown = replace(shown, places=tuple(wanted), unplaced=tuple(nowhere))
    crossing = [road for road in shown.roads if road.grade != LANE and road.lines]
    covers = [_cover(road, wanted, nowhere, reach, crossing) for road in shown.roads if road.grade == MAIN]
    return Coverage(on, reach, tuple(covers), shown)


def _cover(
    road: Shape, placed: Sequence[Place], nowhere: Sequence[Place], reach: int, crossing: Sequence[Shape]
) -> RoadCover:
    at_it = [place for place in placed if place.road == road.name or _stands_at(place, road)]
    at_it += [place for place in nowhere if place.road == road.name]
    if not road.lines:
        return RoadCover(road.id, road.name, tuple(at_it))
    points = [place.at for place in placed if place.at is not None]
    found = reached(road.lines, points, float(reach))
    others = [other for other in crossing if other.name != road.name]
    gaps = [Gap(gap, round(length(gap)), _where(gap, others) or _part(gap, road)) for gap in found.gaps]
    share = ratio(round(found.covered), round(found.length))
    return RoadCover(road.id, road.name, tuple(at_it), round(found.length), share, tuple(gaps))


def _stands_at(place: Place, road: Shape) -> bool:
    if place.at is None or road.bounds is None:
        return False
    around, (x, y) = road.bounds.grown(_ON_THE_ROAD), place.at
    if not (around.left <= x <= around.right and around.top <= y <= around.bottom):
        return False
    return any(distance_to_line(place.at, line) <= _ON_THE_ROAD for line in road.lines)


def _where(gap: Line, others: Iterable[Shape]) -> str:
    """Between which roads a gap lies, by the roads that pass its ends."""
    ends = [name for name in (_nearest_road(gap[0], others), _nearest_road(gap[-1], others)) if name]
    if len(set(ends)) == 2:
        return f"{ends[0]}至{ends[1]}之间"
    return f"{ends[0]}附近" if ends else ""


def _part(gap: Line, road: Shape) -> str:
    """Which part of its road a gap is, where no other road tells: ``西段``."""
    if road.bounds is None:
        return ""
    middle = road.bounds.centre
    across, down = (gap[0][0] + gap[-1][0]) / 2 - middle[0], (gap[0][1] + gap[-1][1]) / 2 - middle[1]
    if road.bounds.width >= road.bounds.height:
        return "东段" if across > 0 else "西段"
    return "南段" if down > 0 else "北段"


def _nearest_road(point: Point, others: Iterable[Shape]) -> str:
    best, found = _CROSSING, ""
    for road in others:
        for line in road.lines:
            if (away := distance_to_line(point, line)) < best:
                best, found = away, road.name
    return found
