"""Who and what the example office has before its first month: areas, platforms, stations, clerks and settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.example.book import Book, Row
from db.models import Area, AreaKind, BlockMember, Clerk, Platform, PlatformKind, Setting, Station

FOUNDED = date(2023, 9, 25)
TODAY = date(2024, 11, 30)  # the last day of the story
_TOPIC = "建账"
STREET = "北山街道"
EXAMPLE_MARK = "example"  # the setting that tells an example from an office's own ledger
# 宝石 and 金祝 send the sample rosters; the other names are made up.
COMMUNITIES = {
    "宝石社区": 4,
    "金祝社区": 4,
    "曙光社区": 4,
    "葛岭社区": 3,
    "松荫社区": 3,
    "栖霞社区": 3,
    "青芝社区": 3,
}
BLOCK = "北集星·星耀曙光街区（体育路至曙光路）"
PLATFORMS = {
    "顺丰": (PlatformKind.EXPRESS, "顺丰速运、顺丰速递、顺丰快递"),
    "中通": (PlatformKind.EXPRESS, "中通快递"),
    "圆通": (PlatformKind.EXPRESS, "圆通速递、圆通快递"),
    "韵达": (PlatformKind.EXPRESS, "韵达快递、韵达速递"),
    "极兔": (PlatformKind.EXPRESS, "极兔速递"),
    "邮政EMS": (PlatformKind.EXPRESS, "邮政、EMS、中国邮政、邮政速递"),
    "菜鸟驿站": (PlatformKind.EXPRESS, "菜鸟"),
    "美团": (PlatformKind.DELIVERY, "美团外卖、美团专送、美团众包、美团配送"),
    "饿了么": (PlatformKind.DELIVERY, "饿了吗、蜂鸟、蜂鸟众包"),
    "叮咚买菜": (PlatformKind.DELIVERY, "叮咚"),
    "滴滴": (PlatformKind.RIDE_HAILING, "滴滴出行"),
    "曹操出行": (PlatformKind.RIDE_HAILING, "曹操、曹操专车"),
    "货拉拉": (PlatformKind.FREIGHT, ""),
}
# platform, station, community, address, opened, weight (how many work there)
STATIONS = (
    ("顺丰", "顺丰曙光站", "曙光社区", "曙光路66号", date(2017, 3, 1), 10),
    ("顺丰", "顺丰保俶站", "宝石社区", "保俶路88号", date(2019, 6, 1), 8),
    ("中通", "中通北山站", "宝石社区", "保俶路142号", date(2018, 5, 10), 8),
    ("圆通", "圆通玉古站", "金祝社区", "玉古路120号", date(2018, 9, 1), 7),
    ("韵达", "韵达教工站", "松荫社区", "教工路32号", date(2019, 4, 15), 6),
    ("极兔", "极兔杭大站", "青芝社区", "杭大路21号", date(2021, 8, 1), 6),
    ("邮政EMS", "邮政北山站", "葛岭社区", "体育路12号", date(2012, 1, 1), 8),
    ("菜鸟驿站", "菜鸟金祝店", "金祝社区", "玉古路77号", date(2020, 10, 1), 3),
    ("菜鸟驿站", "菜鸟松荫店", "松荫社区", "教工路5号", date(2021, 3, 1), 3),
    ("美团", "美团黄龙站", "栖霞社区", "黄龙路9号", date(2019, 2, 1), 16),
    ("美团", "美团曙光站", "曙光社区", "曙光路115号", date(2020, 5, 1), 13),
    ("饿了么", "饿了么体育路站", "葛岭社区", "体育路40号", date(2019, 7, 1), 13),
    ("饿了么", "饿了么文三站", "青芝社区", "文三路18号", date(2021, 5, 1), 9),
    ("叮咚买菜", "叮咚买菜北山站", "金祝社区", "天目山路22号", date(2020, 8, 1), 7),
)
LATER_STATIONS = (
    ("美团", "美团玉古站", "金祝社区", "玉古路201号", date(2024, 3, 18), 8),
    ("极兔", "极兔天目站", "松荫社区", "天目山路90号", date(2024, 6, 3), 4),
)
CLOSED_STATION, CLOSED_ON = "菜鸟松荫店", date(2024, 8, 30)
_SETTINGS = {
    "office_name": STREET,
    "signature": "北山街道党工委（社工办）",
    "unit_code": "XHBS",
    "contact_phone": "0571-85550101",
    "hotline": "0571-85550110",
    "summary_charts": "1",
}


@dataclass
class Place:
    """A station of the example with what lives need to know of it."""

    row: Row
    platform: Row
    kind: PlatformKind
    community: str
    opened_on: date
    weight: int


@dataclass
class Office:
    """The rows that everything else in the example points to."""

    street: Row
    communities: dict[str, Row]
    grids: dict[str, list[Row]]
    platforms: dict[str, Row]
    stations: dict[str, Place]

    def open_stations(self, on: date) -> list[Place]:
        """The stations at work on a day."""
        closed = {CLOSED_STATION} if on >= CLOSED_ON else set()
        return [
            place for name, place in self.stations.items() if place.opened_on <= on and name not in closed
        ]


def found_office(book: Book) -> Office:
    """Enter areas, platforms, stations, clerks and settings."""
    street, communities, grids = _areas(book)
    platforms = {
        name: book.add(FOUNDED, _TOPIC, Platform, name=name, kind=kind, aliases=aliases)
        for name, (kind, aliases) in PLATFORMS.items()
    }
    office = Office(street, communities, grids, platforms, {})
    for entry in STATIONS:
        _station(book, office, FOUNDED, *entry)
    for entry in LATER_STATIONS:
        _station(book, office, entry[4], *entry)
    book.change(CLOSED_ON, _TOPIC, office.stations[CLOSED_STATION].row, closed_on=CLOSED_ON)
    book.add(
        FOUNDED,
        _TOPIC,
        Clerk,
        name="街道经办员",
        duty="社工办",
        area_id=street,
        administrator=True,
        whole_numbers=True,
    )
    for key, value in (_SETTINGS | {EXAMPLE_MARK: "1"}).items():
        book.add(FOUNDED, _TOPIC, Setting, key=key, value=value)
    return office


def _areas(book: Book) -> tuple[Row, dict[str, Row], dict[str, list[Row]]]:
    district = _area(book, None, "西湖区", AreaKind.DISTRICT, code="330106000000")
    street = _area(book, district, STREET, AreaKind.SUBDISTRICT, code="330106002000")
    communities = {name: _area(book, street, name, AreaKind.COMMUNITY) for name in COMMUNITIES}
    grids = {
        name: [
            _area(book, communities[name], f"{name}第{'一二三四'[at]}网格", AreaKind.GRID)
            for at in range(count)
        ]
        for name, count in COMMUNITIES.items()
    }
    begun = date(2024, 1, 8)
    block = _area(book, street, BLOCK, AreaKind.BLOCK, on=begun, valid_from=begun)
    for community in communities.values():
        book.add(begun, _TOPIC, BlockMember, block_id=block, community_id=community, from_on=begun)
    return street, communities, grids


def _area(
    book: Book, parent: Row | None, name: str, kind: AreaKind, *, on: date = FOUNDED, **values: object
) -> Row:
    row = book.add(on, _TOPIC, Area, name=name, kind=kind, parent_id=parent, **values)
    above = parent.now["path"] if parent is not None else lambda: "/"
    book.change(on, _TOPIC, row, path=lambda: f"{above()}{row.known_id()}/")
    return row


def _station(
    book: Book,
    office: Office,
    on: date,
    platform: str,
    name: str,
    community: str,
    address: str,
    opened: date,
    weight: int,
) -> None:
    company = office.platforms[platform]
    row = book.add(
        on,
        _TOPIC,
        Station,
        name=name,
        platform_id=company,
        area_id=office.communities[community],
        address=address,
        opened_on=opened,
    )
    office.stations[name] = Place(row, company, PLATFORMS[platform][0], community, opened, weight)
