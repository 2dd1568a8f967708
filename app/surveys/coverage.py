"""Coverage on a day: communities with a 兼职委员, stations with Party work, stations whose riders are in the union."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.desk import Desk
from app.measures.arithmetic import percent_text, ratio
from db.queries import coverage as rows

_FULL_MEMBER = "01"
_UNITS = re.compile(r"[、,，;；\s]+")


@dataclass(frozen=True)
class Appointee:
    """A 兼职委员: the post, the person (name empty when 封存), whether a full member, station, since when, letter, duties."""

    post_id: int
    person_id: int
    name: str
    full_member: bool
    station: str
    since: date
    letter_no: str
    duties: str = ""


@dataclass(frozen=True)
class Community:
    """A community and its 兼职委员 on the day; none: it is missing."""

    area_id: int
    name: str
    appointees: tuple[Appointee, ...]


@dataclass(frozen=True)
class Communities:
    """All communities the clerk sees, in the order of the tree."""

    on: date
    rows: tuple[Community, ...]

    @property
    def covered(self) -> int:
        """How many have somebody."""
        return sum(1 for row in self.rows if row.appointees)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of those that have nobody."""
        return tuple(row.name for row in self.rows if not row.appointees)

    @property
    def sentence(self) -> str:
        """``12/12个社区有兼职委员``, with the missing ones named."""
        told = f"{self.covered}/{len(self.rows)}个社区有兼职委员"
        return f"{told}；尚缺：{'、'.join(self.missing)}。" if self.missing else f"{told}。"


def communities(desk: Desk, on: date) -> list[tuple[int, str]]:
    """The communities the clerk sees on a day: id and name, in the order of the tree."""
    with desk.reading() as session:
        return [(row[0], row[1]) for row in session.execute(rows.communities_on(on, desk.visible_areas()))]


def coverage(desk: Desk, on: date) -> Communities:
    """Who is 兼职委员 of which community's Party body on a day (posts marked 兼职 in Party bodies of that community)."""
    with desk.reading() as session:
        found = session.execute(rows.communities_on(on, desk.visible_areas())).all()
        held: dict[int, list[Appointee]] = defaultdict(list)
        for area_id, post, person, name, politics, since, letter, duties, station in session.execute(
            rows.part_time_on(on)
        ):
            full = politics == _FULL_MEMBER
            held[area_id].append(Appointee(post, person, name, full, station, since, letter, duties))
    return Communities(on, tuple(Community(area, name, tuple(held[area])) for area, name in found))


@dataclass(frozen=True)
class StationRate:
    """A station's riders on the day, how many are in the union, and the rate in percent (None without riders)."""

    station_id: int
    name: str
    area: str
    riders: int
    members: int
    rate: Decimal | None

    @property
    def complete(self) -> bool:
        """True when there are riders and all are members."""
        return 0 < self.riders == self.members


@dataclass(frozen=True)
class JoinRates:
    """Every station the clerk sees, by area and name."""

    on: date
    rows: tuple[StationRate, ...]

    @property
    def with_riders(self) -> int:
        """How many stations have riders."""
        return sum(1 for row in self.rows if row.riders)

    @property
    def complete(self) -> int:
        """How many stations are at 100 %."""
        return sum(1 for row in self.rows if row.complete)

    @property
    def riders(self) -> int:
        """Riders of all stations."""
        return sum(row.riders for row in self.rows)

    @property
    def members(self) -> int:
        """Union members among them."""
        return sum(row.members for row in self.rows)

    @property
    def rate(self) -> Decimal | None:
        """The rate of all stations together, in percent."""
        return ratio(self.members, self.riders)

    @property
    def sentence(self) -> str:
        """``12/15个有人员的站点全员入会``, with the people and the rate."""
        whole = f"{self.complete}/{self.with_riders}个有人员的站点全员入会"
        people = f"在册{self.riders}人，会员{self.members}人，入会率{percent_text(self.rate)}"
        return f"{whole}；{people}。"


def join_rates(desk: Desk, on: date) -> JoinRates:
    """The union's members among each station's riders on a day: who is on the books and works there on that day."""
    with desk.reading() as session:
        stations = session.execute(rows.stations_on(on, desk.visible_areas())).all()
        counted = {row[0]: (row[1], row[2]) for row in session.execute(rows.riders_by_station(on))}
    found = []
    for station_id, name, _area_id, area in stations:
        riders, members = counted.get(station_id, (0, 0))
        found.append(StationRate(station_id, name, area, riders, members, ratio(members, riders)))
    return JoinRates(on, tuple(found))


def missing_members(
    desk: Desk, on: date, station_ids: Sequence[int]
) -> dict[int, tuple[tuple[int, str], ...]]:
    """Who of each station's riders is in no union on a day: (person id, name) by station, those 封存 left out.

    Stations outside the clerk's area have an empty entry.
    """
    with desk.reading() as session:
        seen = {row[0] for row in session.execute(rows.stations_on(on, desk.visible_areas()))}
        asked = [one for one in station_ids if one in seen]
        found: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for start in range(0, len(asked), 500):
            for station_id, person_id, name in session.execute(
                rows.not_in_union(on, asked[start : start + 500])
            ):
                found[station_id].append((person_id, name))
    return {one: tuple(found[one]) for one in station_ids}


@dataclass(frozen=True)
class StationCover:
    """A station and what covers it on the day: names of instructors and of Party bodies; none: it is not covered."""

    station_id: int
    name: str
    area: str
    instructors: tuple[str, ...]
    bodies: tuple[str, ...]

    @property
    def covered(self) -> bool:
        """True with an instructor or a body."""
        return bool(self.instructors or self.bodies)


def station_coverage(desk: Desk, on: date) -> tuple[StationCover, ...]:
    """Stations with a Party body or a 党建指导员 on a day (全覆盖).

    A body covers a station that its 依托单位 or 覆盖单位 names in full.
    """
    with desk.reading() as session:
        stations = session.execute(rows.stations_on(on, desk.visible_areas())).all()
        instructors: dict[int, list[str]] = defaultdict(list)
        for station_id, name in session.execute(rows.instructed_on(on)):
            instructors[station_id].append(name)
        bodies: dict[str, list[str]] = defaultdict(list)
        for name, host, covered in session.execute(rows.bodies_of_stations(on)):
            for unit in dict.fromkeys(_UNITS.split(f"{host}、{covered}")):
                bodies[unit].append(name)
    return tuple(
        StationCover(one, name, area, tuple(instructors[one]), tuple(bodies.get(name, ())))
        for one, name, _area_id, area in stations
    )


def cover_sentence(found: Sequence[StationCover]) -> str:
    """``13/15个站点有党组织或党建指导员``, with the missing ones named."""
    told = f"{sum(one.covered for one in found)}/{len(found)}个站点有党组织或党建指导员"
    missing = "、".join(one.name for one in found if not one.covered)
    return f"{told}；尚缺：{missing}。" if missing else f"{told}。"
