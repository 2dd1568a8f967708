"""A made-up city of any size: people with the rows that hang on them, in the proportions of the example office."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from app.rules.identity import check_character
from app.values.text import pinyin
from db import models
from tests.bench.seeding import Seeder, seeding

LAST = date(2024, 11, 30)
MONTHS = 24
_DAYS = MONTHS * 30
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉玲志梅建华国英海燕波宁龙雪松倩晨宇轩浩然佳琪子涵思远雨桐梓航"
_CATEGORIES = ("courier", "rider", "rider", "ride_hailing_driver", "truck_driver", "other")
_MARKS = ("present",) * 8 + ("late", "absent")
_PLATFORMS = (
    "顺丰",
    "中通",
    "圆通",
    "申通",
    "韵达",
    "京东",
    "邮政",
    "美团",
    "饿了么",
    "滴滴",
    "曹操出行",
    "货拉拉",
    "满帮",
)
_KINDS = ("rest_stop", "water_point", "discount_canteen", "partner_merchant", "resting_spot", "parking_bay")


def build(path: Path, people: int) -> None:
    """Make a ledger of so many people, two years up to November 2024; the same for the same number."""
    with seeding(path) as seeder:
        city = _City(people)
        city.places(seeder)
        city.people(seeder)
        city.organizations(seeder)
        city.training(seeder)
        city.volunteering(seeder)


def resident_number(place: int, born: date) -> str:
    """An invented resident number with a right check character; ``place`` tells those born on one day apart."""
    first = f"330106{born:%Y%m%d}{place % 1000:03d}"
    return first + check_character(first)


class _City:
    """Rows of one size of city; ids are given in order, so that rows can name each other."""

    def __init__(self, people: int) -> None:
        self._chance = random.Random(people)
        self._people = people
        self._communities = max(2, people // 3_000)
        self._stations = max(2, people // 80)
        self._teams = max(2, people // 250)

    def _some(self, share: float) -> range:
        return range(max(2, round(self._people * share)))

    def _day(self) -> date:
        return LAST - timedelta(days=self._chance.randrange(_DAYS))

    def _person(self) -> int:
        return self._chance.randrange(self._people) + 1

    def _area(self, person: int) -> int:
        """The community of a person, a team or a place: the street office is area 1, the communities follow."""
        return person % self._communities + 2

    def places(self, seeder: Seeder) -> None:
        """Areas, platforms, stations and facilities."""
        areas = [("北山街道", "subdistrict", None, "/1/")]
        areas += [(f"第{n}社区", "community", 1, f"/1/{n + 1}/") for n in range(1, self._communities + 1)]
        seeder.insert(models.Area, "name kind parent_id path", areas)
        seeder.insert(models.Clerk, "name area_id", [("经办人", 1)])
        seeder.insert(models.Platform, "name kind", [(name, "express") for name in _PLATFORMS])
        stations = ((f"第{n}站", n % len(_PLATFORMS) + 1, self._area(n)) for n in range(self._stations))
        seeder.insert(models.Station, "name platform_id area_id", stations)
        places = [(f"YZ-{n:06d}", f"第{n}驿站", _KINDS[n % 6], self._area(n)) for n in self._some(0.12)]
        seeder.insert(models.Facility, "number name kind area_id", places)
        states = ((n + 1, "suspended" if n % 20 == 0 else "open", self._day()) for n in range(len(places)))
        seeder.insert(models.FacilityState, "facility_id status from_on", states)

    def people(self, seeder: Seeder) -> None:
        """People, their registrations and their work; one in seven has left, one in thirty moved."""
        registrations: list[tuple[Any, ...]] = []
        columns = (
            "number name name_pinyin name_initials gender birth_date id_kind id_no phones category platform_id station_id "
            "status registered_on politics residence last_verified_on area_id"
        )
        seeder.insert(models.Person, columns, self._cards(registrations))
        seeder.insert(models.Registration, "person_id area_id from_on to_on moved", registrations)
        work = (
            (person, begun, ended, _CATEGORIES[person % 6], person % 13 + 1, person % self._stations + 1)
            for person, _, begun, ended, moved in registrations
        )
        seeder.insert(models.Employment, "person_id from_on to_on category platform_id station_id", work)
        seeder.insert(models.NumberSeries, "series next_number", [("RY", self._people + 1)])

    def _cards(self, registrations: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        spelled = {sign: pinyin(sign)[0] for sign in SURNAMES + GIVEN}
        given = ["".join(pair) for pair in product(("", *GIVEN), GIVEN)]
        for person in range(1, self._people + 1):
            chance = self._chance.random()
            name = self._chance.choice(SURNAMES) + self._chance.choice(given)
            read = [spelled[sign] for sign in name]
            born = date(1964, 1, 1) + timedelta(days=self._chance.randrange(15_000))
            begun, area, left = self._day(), self._area(person), None
            if chance < 0.15:
                left = begun + timedelta(days=self._chance.randrange(1, 400))
                left = left if left <= LAST else None
            elif chance < 0.18 and begun < LAST - timedelta(days=60):
                moved = begun + timedelta(days=30)
                registrations.append((person, self._area(person + 1), begun, moved, 1))
                registrations.append((person, area, moved, None, 0))
            if not registrations or registrations[-1][0] != person:
                registrations.append((person, area, begun, left, 0))
            yield (
                f"RY-{person:06d}", name, "".join(read), "".join(one[0] for one in read),
                "female" if person % 5 == 0 else "male", born.isoformat(), "resident",
                resident_number(person, born), f"1{person * 7919 % 10**10:010d}", _CATEGORIES[person % 6],
                person % 13 + 1, person % self._stations + 1, "left" if left else "active", begun.isoformat(),
                ("13", "13", "03", "01")[person % 4], f"曙光路{person % 900}号", self._day().isoformat(), area,
            )  # fmt: skip

    def organizations(self, seeder: Seeder) -> None:
        """A joint union and others, with members and posts."""
        lines = ("union", "party", "women", "league")
        bodies = [
            (f"ZZ-{n:06d}", f"第{n}组织", lines[n % 4], "joint", 1, "2022-01-01") for n in self._some(0.001)
        ]
        seeder.insert(models.Organization, "number name line kind area_id established_on", bodies)
        members = ((n % len(bodies) + 1, self._person(), self._day()) for n in self._some(0.7))
        seeder.insert(models.Membership, "organization_id person_id from_on", members)
        posts = ((n % len(bodies) + 1, self._person(), "委员", self._day(), n % 2) for n in self._some(0.02))
        seeder.insert(models.Post, "organization_id person_id title from_on part_time", posts)

    def training(self, seeder: Seeder) -> None:
        """Classes of five sessions with twenty-five people each, and those who completed."""
        seeder.insert(models.Course, "number name", [(f"KC-{n}", f"第{n}课") for n in range(10)])
        runs = [
            (f"BC-{n:06d}", f"第{n}班", n % 10 + 1, "finished", self._day(), self._area(n))
            for n in self._some(0.016)
        ]
        seeder.insert(models.ClassRun, "number name course_id status from_on area_id", runs)
        meetings = [
            (run + 1, day + timedelta(days=week * 7))
            for run, (*_, day, _) in enumerate(runs)
            for week in range(5)
        ]
        seeder.insert(models.ClassSession, "class_run_id held_on", meetings)
        marks = (
            (meeting + 1, person + 1, self._chance.choice(_MARKS))
            for meeting, (run, _) in enumerate(meetings)
            for person in self._class(run)
        )
        seeder.insert(models.Attendance, "session_id person_id mark", marks)
        places = (
            (run + 1, person + 1, "completed", day + timedelta(days=28))
            for run, (*_, day, _) in enumerate(runs)
            for person in self._class(run + 1)
        )
        seeder.insert(models.Enrolment, "class_run_id person_id status completed_on", places)

    def _class(self, run: int) -> list[int]:
        size = min(25, self._people)
        return [(run * 25 + place) * 31 % self._people for place in range(size)]

    def volunteering(self, seeder: Seeder) -> None:
        """Teams, members, services with quantities, and totals of days."""
        teams = [(f"DW-{n:06d}", f"第{n}队", "2022-01-01", self._area(n)) for n in range(self._teams)]
        seeder.insert(models.Team, "number name founded_on area_id", teams)
        members = ((n % self._teams + 1, self._person(), self._day()) for n in self._some(0.08))
        seeder.insert(models.TeamMember, "team_id person_id from_on", members)
        logs = self._some(1.7)
        services = (
            (
                n % self._teams + 1,
                self._person(),
                self._day(),
                30 + n % 5 * 15,
                "助老送餐",
                self._area(n % self._teams),
            )
            for n in logs
        )
        seeder.insert(models.ServiceLog, "team_id person_id served_on minutes activity area_id", services)
        quantities = (
            (self._chance.choice(logs) + 1, ("meals", "leaflets", "clues")[n % 3], n % 9 + 1)
            for n in self._some(0.6)
        )
        seeder.insert(models.ServiceQuantity, "log_id output quantity", quantities)
        totals = (
            (n % self._teams + 1, self._day(), "meals", 40, self._area(n % self._teams))
            for n in self._some(0.1)
        )
        seeder.insert(models.DailyTotal, "team_id served_on output quantity area_id", totals)
