"""The example's places: rest stops with their plates, canteens, merchants, parking; the water points come by import."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.example.book import Book, Row
from app.example.office import FOUNDED, TODAY, Office
from app.example.persons import Persons
from app.example.streets import coordinates
from db.models import (
    Facility,
    FacilityEquipment,
    FacilityKind,
    FacilityPlate,
    FacilityState,
    FacilityStatus,
    ProviderKind,
)

_TOPIC = "阵地"
_NOTICED = 4  # a place that opens sooner is entered as open
_BRANDS = ("暖蜂驿站", "爱心驿家", "党群服务驿站")
# name, address, community, opened, plates, hours
_REST_STOPS = (
    ("曙光路骑手驿站", "曙光路73号", "曙光社区", date(2023, 4, 20), 3, "24小时"),
    ("宝石骑手驿站", "保俶路95号", "宝石社区", date(2023, 8, 15), 2, "24小时"),
    ("金祝骑手驿站", "玉古路66号", "金祝社区", date(2023, 11, 9), 3, "07:00-22:00"),
    ("栖霞骑手驿站", "黄龙路19号", "栖霞社区", date(2024, 1, 16), 2, "07:00-22:00"),
    ("葛岭骑手驿站", "体育路51号", "葛岭社区", date(2024, 4, 25), 2, "24小时"),
    ("青芝骑手驿站", "杭大路62号", "青芝社区", date(2024, 7, 11), 1, "08:00-20:00"),
    ("松荫骑手驿站", "教工路48号", "松荫社区", date(2024, 10, 17), 2, "07:00-22:00"),
)
_SERVICES = (
    "饮水、热饭、手机充电、休息桌椅、空调、雨具、应急药箱、WiFi",
    "饮水、热饭、手机充电、休息桌椅、雨具",
)
_EQUIPMENT = (("微波炉", 2), ("饮水机", 1), ("手机充电柜", 1), ("共享雨伞", 20), ("应急药箱", 1))
_CANTEENS = ("北山邻里食堂", "曙光社区食堂", "体育路便民食堂", "金祝幸福食堂", "教工路职工食堂")
_MERCHANTS = ("晨光面馆", "阿婆馄饨店", "老街包子铺", "星火车行", "暖阳理发店", "曙光文印店", "青芝药房", "小满饺子馆",
              "栖霞修车铺", "葛岭便利店", "松荫快餐店", "宝石洗衣店")  # fmt: skip
_ROADS = ("曙光路", "体育路", "保俶路", "玉古路", "教工路", "杭大路", "黄龙路", "天目山路")


class Places:
    """Tells which places were opened, paused and closed, and what hangs and stands there."""

    def __init__(self, book: Book, office: Office, persons: Persons) -> None:
        """persons: gives the contacts' phones."""
        self._book = book
        self._office = office
        self._chance = book.chance
        self._persons = persons
        self._told = 0

    def tell(self) -> None:
        """Enter all places with their histories."""
        for name, address, community, opened, plates, hours in _REST_STOPS:
            self._rest_stop(name, address, community, opened, plates, hours)
        self._centre()
        for at, name in enumerate(_CANTEENS):
            self._place(
                name,
                FacilityKind.DISCOUNT_CANTEEN,
                self._day(at, len(_CANTEENS)),
                discount="小哥套餐12元" if at % 2 else "8折",
                discount_evidence="工会会员证或小哥码",
                provider_kind=ProviderKind.COMMUNITY,
            )
        for at, name in enumerate(_MERCHANTS):
            self._place(
                name,
                FacilityKind.PARTNER_MERCHANT,
                self._day(at, len(_MERCHANTS)),
                discount=self._chance.choice(("9折", "8.8折", "免费打气")),
                provider_kind=ProviderKind.MERCHANT,
            )
        self._outdoors()

    def _day(self, at: int, of: int) -> date:
        """Days spread evenly from half a year before the story to its last month."""
        return date(2023, 4, 3) + timedelta(days=590 * at // of + self._chance.randint(0, 9))

    def _place(self, name: str, kind: FacilityKind, opened: date, **values: Any) -> Row:
        """A place with its status history: being prepared, on trial, open, some of them paused for a while."""
        community = values.pop("community", None) or self._chance.choice(tuple(self._office.communities))
        road = self._chance.choice(_ROADS)
        known: dict[str, Any] = {
            "name": name,
            "kind": kind,
            "area_id": self._office.communities[community],
            "address": f"{road}{self._chance.randint(400, 600)}号",
            "opened_on": opened,
            "contact": f"{self._chance.choice('王李张刘陈杨')}经理",
            "phone": self._persons.phone(),
            "open_hours": "08:00-20:00",
            "sign_installed": True,
            "map_listed": self._chance.random() < 0.8,
        } | values
        known |= coordinates(str(known["address"]), self._told)
        self._told += 1
        known["road"] = str(known["address"]).rstrip("0123456789号")
        registered = max(opened - timedelta(days=30), FOUNDED)
        status = FacilityStatus.PREPARING if (opened - registered).days > _NOTICED else FacilityStatus.OPEN
        place = self._book.add(registered, _TOPIC, Facility, status=status, **known)
        state = self._state(place, registered if status == FacilityStatus.PREPARING else opened, status)
        if status == FacilityStatus.PREPARING:
            trial = opened - timedelta(days=min(10, (opened - registered).days // 2))
            state = self._next(place, state, trial, FacilityStatus.TRIAL, "设施到位")
            state = self._next(place, state, opened, FacilityStatus.OPEN, "验收合格")
        if self._chance.random() < 0.12 and opened < date(2024, 6, 1):
            paused = max(opened, FOUNDED) + timedelta(days=self._chance.randint(40, 120))
            state = self._next(place, state, paused, FacilityStatus.SUSPENDED, "设施整修")
            again = paused + timedelta(days=self._chance.randint(20, 50))
            self._next(place, state, again, FacilityStatus.OPEN, "整修完成")
        return place

    def _state(self, place: Row, on: date, status: FacilityStatus, reason: str = "") -> Row:
        entered = max(on, FOUNDED)
        return self._book.add(
            entered, _TOPIC, FacilityState, facility_id=place, status=status, reason=reason, from_on=on
        )

    def _next(self, place: Row, state: Row, on: date, status: FacilityStatus, reason: str) -> Row:
        self._book.change(on, _TOPIC, state, to_on=on)
        self._book.change(on, _TOPIC, place, status=status)
        return self._state(place, on, status, reason)

    def _rest_stop(
        self, name: str, address: str, community: str, opened: date, plates: int, hours: str
    ) -> None:
        place = self._place(
            name,
            FacilityKind.REST_STOP,
            opened,
            community=community,
            address=address,
            open_hours=hours,
            indoor=True,
            staffed=hours != "24小时",
            area_m2=self._chance.randint(20, 60),
            capacity=self._chance.randint(8, 20),
            services=_SERVICES[plates == 1],
            provider=f"{community}居民委员会",
            provider_kind=ProviderKind.COMMUNITY,
        )
        on = max(opened, FOUNDED)
        for at, brand in enumerate(_BRANDS[:plates]):
            hung = min(opened + timedelta(days=30 * at), TODAY)
            self._book.add(max(hung, on), _TOPIC, FacilityPlate, facility_id=place, brand=brand, from_on=hung)
        for item, quantity in _EQUIPMENT[: 2 + plates]:
            self._book.add(on, _TOPIC, FacilityEquipment, facility_id=place, name=item, quantity=quantity)

    def _centre(self) -> None:
        self._place(
            "北山街道党群服务中心",
            FacilityKind.PARTY_SERVICE_CENTRE,
            date(2021, 6, 28),
            community="曙光社区",
            address="曙光路99号",
            indoor=True,
            staffed=True,
            provider="北山街道办事处",
            provider_kind=ProviderKind.SUBDISTRICT,
            services="饮水、图书、WiFi、政策咨询",
        )

    def _outdoors(self) -> None:
        for at in range(14):
            road = _ROADS[at % len(_ROADS)]
            self._place(
                f"{road}{'东西'[at // len(_ROADS)]}段“新”泊位",
                FacilityKind.PARKING_BAY,
                self._day(at, 14),
                bay_count=self._chance.randint(4, 12),
                indoor=False,
                provider_kind=ProviderKind.SUBDISTRICT,
            )
        for at in range(10):
            self._place(
                f"“爱‘新’一米米”歇脚点{at + 1}号",
                FacilityKind.RESTING_SPOT,
                self._day(at, 10),
                seat_count=self._chance.randint(2, 6),
                indoor=False,
                provider_kind=ProviderKind.PROPERTY_MANAGER,
            )
