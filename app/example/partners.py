"""The example's partners: merchants, social organizations and co-builders, the alliance of the block, joint projects;
agreements, hours, meals and filings that make places and units lived in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from app.example.book import Book, Row
from app.example.lives import People
from app.example.office import FOUNDED, TODAY, Office
from app.example.persons import Persons
from app.rules.dates import years_after
from db.models import (
    Alliance,
    AllianceMember,
    ContactWay,
    Facility,
    FacilityAgreement,
    FacilityHours,
    FacilityKind,
    FacilityMeals,
    FriendlyUnit,
    JointProject,
    Partner,
    PartnerAgreement,
    PartnerContact,
    PartnerKind,
    PartnerSector,
    ProjectPartner,
    ProjectState,
    UnitFiling,
    UnitStage,
)

_TOPIC = "阵地"
_BEGUN = date(2024, 1, 8)  # the alliance's founding
_SOCIAL = (
    ("北山明理律师服务社", "法律服务", "每月15日免费法律咨询"),
    ("青芝社区卫生志愿队", "健康义诊、心理疏导", "每季度一次义诊"),
    ("曙光社会工作服务中心", "志愿服务、培训课程", "骑手子女暑期托管"),
    ("西湖爱心救援队", "培训课程", "急救课每季度一次"),
)
_BODIES = (
    ("北山税务所", PartnerSector.AUTHORITY, "志愿服务"),
    ("曙光派出所", PartnerSector.AUTHORITY, "培训课程"),
    ("北山街道社区卫生服务中心", PartnerSector.INSTITUTION, "健康义诊"),
    ("体育路小学", PartnerSector.INSTITUTION, "子女托管"),
    ("黄龙商业管理有限公司", PartnerSector.COMPANY, "场地、岗位"),
    ("曙光路银行网点", PartnerSector.COMPANY, "场地、物资"),
)
# name, batch, listed, started, due, finished
_PROJECTS = (
    ("骑手夜间充电角", "首批", date(2024, 1, 15), date(2024, 2, 20), date(2024, 5, 31), date(2024, 5, 24)),
    ("沿街商家共享卫生间", "首批", date(2024, 1, 15), date(2024, 3, 4), date(2024, 6, 30), date(2024, 7, 5)),
    ("暑期小候鸟托管班", "首批", date(2024, 1, 15), date(2024, 6, 20), date(2024, 8, 31), date(2024, 8, 30)),
    ("商圈楼宇取餐架", "第二批", date(2024, 7, 8), date(2024, 8, 12), date(2024, 11, 20), None),
    ("午间法律咨询窗口", "第二批", date(2024, 7, 8), date(2024, 9, 2), date(2024, 12, 20), None),
    ("冬季暖心姜茶点", "第二批", date(2024, 10, 21), None, date(2024, 12, 15), None),
)


class Partners:
    """Tells who works with the office, when all places, units and people are told."""

    def __init__(self, book: Book, office: Office, persons: Persons, people: People) -> None:
        """persons: gives the contacts' phones. Chance is this part's own, so that it moves nothing else."""
        self._book, self._office, self._persons, self._people = book, office, persons, people
        self._chance = random.Random(f"partners {book.chance.random()}")
        self._members: list[tuple[Row, date]] = []

    def tell(self) -> None:
        """Enter partners, alliance and projects, and what places and units have besides."""
        for shop in self._places(FacilityKind.PARTNER_MERCHANT):
            self._merchant(shop)
        for name, offers, offer in _SOCIAL:
            self._partner(name, PartnerKind.SOCIAL_ORGANIZATION, PartnerSector.SOCIAL, offers, offer)
        for name, sector, offers in _BODIES:
            self._partner(name, PartnerKind.CO_BUILDER, sector, offers)
        for name in self._office.communities:
            self._partner(name, PartnerKind.CO_BUILDER, PartnerSector.COMMUNITY, "场地、志愿服务")
        self._alliance()
        self._place_agreements()
        self._served()
        self._file_riders()

    def _places(self, kind: FacilityKind) -> list[Row]:
        return [row for row in self._book.rows() if row.model is Facility and row.values["kind"] == kind]

    def _merchant(self, shop: Row) -> None:
        values = shop.values
        joined = max(values["opened_on"], date(2023, 10, 9))
        row = self._add(
            joined, values["name"], PartnerKind.MERCHANT, PartnerSector.SHOP, values["area_id"],
            address=values["address"], contact=values["contact"], phone=values["phone"], offers="优惠",
            offer=f"凭小哥码{values['discount']}", facility_id=shop,
        )  # fmt: skip
        self._agree(row, joined)

    def _partner(
        self, name: str, kind: PartnerKind, sector: PartnerSector, offers: str, offer: str = ""
    ) -> None:
        communities = self._office.communities
        area = communities.get(name) or self._chance.choice(tuple(communities.values()))
        joined = date(2023, 10, 9) + timedelta(days=self._chance.randint(0, 80))
        contact = f"{self._chance.choice('王李张刘陈杨')}{self._chance.choice(('书记', '主任', '老师'))}"
        row = self._add(
            joined, name, kind, sector, area,
            offers=offers, offer=offer, contact=contact, phone=self._persons.phone(),
        )  # fmt: skip
        if sector != PartnerSector.COMMUNITY:
            self._agree(row, joined)

    def _add(
        self, joined: date, name: str, kind: PartnerKind, sector: PartnerSector, area: Row, **values: Any
    ) -> Row:
        row = self._book.add(
            joined,
            _TOPIC,
            Partner,
            name=name,
            kind=kind,
            sector=sector,
            area_id=area,
            joined_on=joined,
            **values,
        )
        self._members.append((row, joined))
        if self._chance.random() < 0.5:
            self._contact(row, joined)
        return row

    def _agree(self, partner: Row, joined: date) -> None:
        for at, begun in enumerate(_years(joined)):
            until = years_after(begun, 1) - timedelta(days=1)
            if at and until > TODAY and self._chance.random() < 0.3:
                return  # nobody has renewed it yet
            self._book.add(
                begun, _TOPIC, PartnerAgreement, partner_id=partner, signed_on=begun, valid_from=begun,
                valid_until=until, number=f"GJ{begun:%Y%m}-{self._chance.randint(10, 99)}",
            )  # fmt: skip
            self._book.change(begun, _TOPIC, partner, agreement_to=until)

    def _contact(self, partner: Row, joined: date) -> None:
        """Somebody gets in touch again and again; now and then nobody did when it was time."""
        on = joined + timedelta(days=self._chance.randint(20, 200))
        while on <= TODAY:
            again = on + timedelta(days=self._chance.choice((60, 120, 180)))
            self._book.add(
                on, _TOPIC, PartnerContact, partner_id=partner, contacted_on=on, next_on=again,
                way=self._chance.choice((ContactWay.VISIT, ContactWay.PHONE, ContactWay.MESSAGE)), clerk="周干事",
                content="了解小哥使用情况，商量下一季度的优惠和活动",
            )  # fmt: skip
            if self._chance.random() < 0.1:
                return
            on = again

    def _alliance(self) -> None:
        alliance = self._book.add(
            _BEGUN, _TOPIC, Alliance, name="体育路至曙光路街区党建联盟", brand="北集星·星耀曙光",
            area_id=self._office.street, founded_on=_BEGUN, lead="北山街道党工委",
        )  # fmt: skip
        for partner, joined in self._members:
            on = max(joined, _BEGUN) + timedelta(days=self._chance.randint(0, 40))
            if on <= TODAY:
                self._book.add(
                    on, _TOPIC, AllianceMember, alliance_id=alliance, partner_id=partner, from_on=on
                )
        for name, batch, listed, started, due, finished in _PROJECTS:
            project = self._book.add(
                listed, _TOPIC, JointProject, name=name, batch=batch, alliance_id=alliance,
                area_id=self._office.street, listed_on=listed, due_on=due, lead="北山街道社工办",
            )  # fmt: skip
            if started is not None:
                self._book.change(started, _TOPIC, project, state=ProjectState.RUNNING, started_on=started)
            if finished is not None:
                self._book.change(
                    finished,
                    _TOPIC,
                    project,
                    state=ProjectState.DONE,
                    finished_on=finished,
                    result="已投入使用",
                )
            known = [partner for partner, joined in self._members if joined <= listed]
            for partner in self._chance.sample(known, 2):
                self._book.add(listed, _TOPIC, ProjectPartner, project_id=project, partner_id=partner)

    def _place_agreements(self) -> None:
        """Canteens and rest stops have agreements of two years; one season has its own hours."""
        for place in (*self._places(FacilityKind.DISCOUNT_CANTEEN), *self._places(FacilityKind.REST_STOP)):
            begun = place.values["opened_on"]
            until = years_after(begun, 2) - timedelta(days=1)
            if until < TODAY:
                until = years_after(until, 1)
            on = max(begun, FOUNDED)
            self._book.add(
                on,
                _TOPIC,
                FacilityAgreement,
                facility_id=place,
                signed_on=begun,
                valid_from=begun,
                valid_until=until,
            )
            self._book.change(on, _TOPIC, place, agreement_from=begun, agreement_to=until)
        for place in self._places(FacilityKind.REST_STOP)[2:4]:
            on = max(place.values["opened_on"], FOUNDED)
            summer = {"name": "夏季", "from_day": "05-01", "to_day": "09-30", "opens_at": "06:30"}
            winter = {"name": "冬季", "from_day": "10-01", "to_day": "04-30", "opens_at": "07:00"}
            for season in (summer | {"closes_at": "23:00"}, winter | {"closes_at": "22:00"}):
                self._book.add(on, _TOPIC, FacilityHours, facility_id=place, **season)

    def _served(self) -> None:
        """Meals of canteens and visitors of rest stops, told at the end of each month."""
        for kind, chance in (
            (FacilityKind.DISCOUNT_CANTEEN, self._chance),
            (FacilityKind.REST_STOP, random.Random("visitors")),  # its own, so that it moves nothing else
        ):
            for place in self._places(kind):
                self._by_month(place, chance)

    def _by_month(self, place: Row, chance: random.Random) -> None:
        month, served = max(place.values["opened_on"], date(2024, 1, 1)), chance.randint(300, 900)
        while month <= TODAY:
            first = month.replace(day=1)
            last = min(TODAY, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))
            number = served + chance.randint(-60, 90)
            self._book.add(last, _TOPIC, FacilityMeals, facility_id=place, month=first, meals=number)
            month = (first + timedelta(days=32)).replace(day=1)

    def _file_riders(self) -> None:
        """Riders of two stations may go in at two units without being asked; some filings lapse soon."""
        begun = date(2023, 12, 11)
        units = [
            row for row in self._book.rows()
            if row.model is FriendlyUnit and row.now.get("stage") == UnitStage.RECOGNISED
            and row.now["recognised_on"] <= begun
        ]  # fmt: skip
        riders = [life for life in self._people.here(begun, TODAY) if life.station is not None]
        for at, life in enumerate(self._chance.sample(riders, min(14, len(riders)))):
            assert life.station is not None
            on = begun + timedelta(days=at % 5)
            self._book.add(
                on, _TOPIC, UnitFiling, unit_id=units[at % 2], person_id=life.person,
                station_id=life.station.row, from_on=on, to_on=years_after(on, 1),
            )  # fmt: skip


def _years(begun: date) -> Iterator[date]:
    """The day an agreement begins, and that day of each year until today."""
    year = 0
    while (day := years_after(begun, year)) <= TODAY:
        yield day
        year += 1
