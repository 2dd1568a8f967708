"""Who comes, leaves, returns and changes station or community in the example, month by month."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.example.book import Book, Row, month_end, month_starts, office_day
from app.example.office import CLOSED_ON, CLOSED_STATION, Office, Place
from app.example.persons import Persons
from db.models import Category, Employment, Engagement, Person, PersonStatus, PlatformKind, Registration

FIRST_MONTH, MONTHS = date(2023, 10, 1), 14
_AT_FIRST, _LEFT_BEFORE = 640, 90
_KEPT_SINCE = date(2021, 6, 1)  # the day of the oldest entry in the sheets from which the ledger was begun
# Newcomers and leavers of each month: the trade fills up after Spring Festival and before 双11.
_COMING = (44, 52, 26, 20, 14, 66, 48, 40, 36, 30, 34, 42, 58, 50)
_LEAVING = (18, 16, 22, 38, 20, 14, 16, 18, 20, 22, 24, 20, 18, 21)
_MOVING, _RETURNING = 9, 2
_TOPIC = "人员"
_DRIVERS = (
    (Category.RIDE_HAILING_DRIVER, ("滴滴", "曹操出行"), 0.11),
    (Category.TRUCK_DRIVER, ("货拉拉",), 0.07),
)
_OTHERS = 0.03
_LEFT_TO = ("返乡", "滨江区", "余杭区", "转行", "", "", "上城区", "外省")
NAMED = (
    "谭霞涵",
    "邵燕",
    "梁静俊",
    "朱敏豪",
    "蒋佳",
    "卢芳涛",
    "董刚平",
    "邵欣乐",
)  # of the sample service log


@dataclass(eq=False)
class Life:
    """One person's path: the record and the rows that are open now."""

    person: Row
    community: str
    registration: Row
    employment: Row
    station: Place | None
    since: date
    left_on: date | None = None
    spans: list[tuple[date, date | None]] = field(default_factory=list)

    def here(self, first: date, last: date) -> bool:
        """Whether the person is on the books from the first day through the last."""
        return any(begun <= first and (end is None or end > last) for begun, end in self.spans)


@dataclass
class People:
    """Everybody the example knows."""

    lives: list[Life]

    def here(self, first: date, last: date) -> list[Life]:
        """Those on the books from the first day through the last, in the order they came."""
        return [life for life in self.lives if life.here(first, last)]


class Story:
    """Tells the fourteen months into the book."""

    def __init__(self, book: Book, office: Office, persons: Persons) -> None:
        """book: where the entries go; office: the stations and communities people come to."""
        self._book = book
        self._office = office
        self._chance: random.Random = book.chance
        self._persons = persons
        self._lives: list[Life] = []

    def tell(self) -> People:
        """Enter all people with their registrations and employments."""
        for at in range(_AT_FIRST):
            name = NAMED[at - 100] if 100 <= at < 100 + len(NAMED) else ""
            self._come(self._day_before(), name)
        long_here = [
            life for life in self._lives if life.since.year < 2023 and life.person.now["name"] not in NAMED
        ]
        for life in self._chance.sample(long_here, _LEFT_BEFORE):
            self._leave(life, office_day(self._chance, date(2023, self._chance.randint(1, 8), 1)))
        months = list(month_starts(FIRST_MONTH, MONTHS))
        for month, coming, leaving in zip(months, _COMING, _LEAVING, strict=True):
            self._month(month, coming, leaving)
        return People(self._lives)

    def _day_before(self) -> date:
        """The day on which somebody was registered before the ledger was begun: three in ten in its last year."""
        if self._chance.random() < 0.3:
            return office_day(self._chance, date(2023, self._chance.randint(1, 8), 1))
        months = list(month_starts(_KEPT_SINCE, 19))
        return office_day(self._chance, self._chance.choice(months))

    def _month(self, month: date, coming: int, leaving: int) -> None:
        settled = [life for life in self._lives if life.left_on is None]
        gone = [life for life in self._lives if life.left_on is not None]
        movable = [life for life in settled if life.person.now["name"] not in NAMED]
        chosen = self._chance.sample(movable, leaving + _MOVING)
        for life in chosen[:leaving]:
            self._leave(life, office_day(self._chance, month))
        for at, life in enumerate(chosen[leaving:]):
            on = office_day(self._chance, month)
            if at % 3:
                self._change_work(life, on)
            else:
                self._change_community(life, on)
        for life in self._chance.sample(gone, min(_RETURNING, len(gone))):
            self._come_back(life, office_day(self._chance, month))
        for _ in range(coming):
            self._come(office_day(self._chance, month), "")
        self._close_station(month)
        self._verify(month)

    def _close_station(self, month: date) -> None:
        """Whoever works at the station that closes goes to another one on that day."""
        if month != CLOSED_ON.replace(day=1):
            return
        closed = self._office.stations[CLOSED_STATION]
        for life in self._lives:
            if life.station is closed and life.left_on is None:
                self._change_work(life, CLOSED_ON)

    def _come(self, on: date, name: str) -> None:
        work, station, community = self._work(on)
        values = self._persons.make(on) | work
        if name:
            values["name"] = name
        grids = self._office.grids[community]
        area = (
            self._chance.choice(grids) if self._chance.random() < 0.4 else self._office.communities[community]
        )
        person = self._book.add(on, _TOPIC, Person, area_id=area, registered_on=on, **values)
        registration = self._book.add(on, _TOPIC, Registration, person_id=person, area_id=area, from_on=on)
        employment = self._book.add(on, _TOPIC, Employment, person_id=person, from_on=on, **work)
        life = Life(person, community, registration, employment, station, on, spans=[(on, None)])
        self._lives.append(life)

    def _work(self, on: date) -> tuple[dict[str, Any], Place | None, str]:
        """What somebody who comes on that day does, at which station, in which community."""
        dice = self._chance.random()
        for category, platforms, share in _DRIVERS:
            if dice < share:
                platform = self._office.platforms[self._chance.choice(platforms)]
                engagement = self._chance.choice((Engagement.SELF_EMPLOYED, Engagement.UNKNOWN))
                return _work(category, platform, None, engagement), None, self._anywhere()
            dice -= share
        if dice < _OTHERS:
            return _work(Category.OTHER, None, None, Engagement.SELF_EMPLOYED), None, self._anywhere()
        place = self._station(on)
        return self._station_work(place), place, place.community

    def _anywhere(self) -> str:
        return self._chance.choice(tuple(self._office.communities))

    def _station(self, on: date, other_than: Place | None = None, kind: PlatformKind | None = None) -> Place:
        places = [
            place
            for place in self._office.open_stations(on)
            if place is not other_than and kind in (None, place.kind)
        ]
        return self._chance.choices(places, [place.weight for place in places])[0]

    def _station_work(self, place: Place) -> dict[str, Any]:
        if place.kind == PlatformKind.EXPRESS:
            modes = (Engagement.DIRECT, Engagement.FRANCHISE, Engagement.DISPATCHED)
            return _work(Category.COURIER, place.platform, place.row, self._chance.choice(modes))
        mode = Engagement.DEDICATED if self._chance.random() < 0.7 else Engagement.CROWDSOURCED
        return _work(Category.RIDER, place.platform, place.row, mode)

    def _leave(self, life: Life, on: date) -> None:
        left_to = self._chance.choice(_LEFT_TO)
        self._book.change(on, _TOPIC, life.registration, to_on=on, left_to=left_to)
        self._book.change(on, _TOPIC, life.employment, to_on=on)
        self._book.change(on, _TOPIC, life.person, status=PersonStatus.LEFT)
        life.left_on = on
        life.spans[-1] = (life.spans[-1][0], on)

    def _come_back(self, life: Life, on: date) -> None:
        now = life.person.now
        work = {name: now[name] for name in ("category", "platform_id", "station_id", "engagement")}
        area = now["area_id"]
        self._book.change(on, _TOPIC, life.person, status=PersonStatus.ACTIVE)
        life.registration = self._book.add(
            on, _TOPIC, Registration, person_id=life.person, area_id=area, from_on=on
        )
        life.employment = self._book.add(on, _TOPIC, Employment, person_id=life.person, from_on=on, **work)
        life.left_on = None
        life.spans.append((on, None))

    def _change_work(self, life: Life, on: date) -> None:
        if life.station is None:
            return
        place = self._station(on, other_than=life.station)
        work = self._station_work(place)
        self._book.change(on, _TOPIC, life.employment, to_on=on, end_reason="换站点")
        life.employment = self._book.add(on, _TOPIC, Employment, person_id=life.person, from_on=on, **work)
        self._book.change(on, _TOPIC, life.person, **work)
        life.station = place

    def _change_community(self, life: Life, on: date) -> None:
        others = [name for name in self._office.communities if name != life.community]
        life.community = self._chance.choice(others)
        area = self._office.communities[life.community]
        self._book.change(on, _TOPIC, life.registration, to_on=on, moved=True)
        life.registration = self._book.add(
            on, _TOPIC, Registration, person_id=life.person, area_id=area, from_on=on
        )
        self._book.change(on, _TOPIC, life.person, area_id=area)

    def _verify(self, month: date) -> None:
        """At the end of a month some stations are visited and some drivers met; they are found to be still at work."""
        end = month_end(month)
        visited = self._chance.sample(self._office.open_stations(month), 6)
        for life in self._lives:
            met = life.station in visited or (life.station is None and self._chance.random() < 0.3)
            if met and life.left_on is None and life.since < month:
                self._book.change(end, _TOPIC, life.person, last_verified_on=end - timedelta(days=2))


def _work(
    category: Category, platform: Row | None, station: Row | None, engagement: Engagement
) -> dict[str, Any]:
    return {
        "category": category,
        "platform_id": platform,
        "station_id": station,
        "engagement": engagement,
    }
