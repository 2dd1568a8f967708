"""What makes the example's cards look lived in: tags, skills, needs, contacts, drawn portraits, and cards put away."""

from __future__ import annotations

import base64
import random
from collections.abc import Sequence
from datetime import date, timedelta

from app.example.book import Book, Row, office_day
from app.example.lives import Life, People
from app.example.office import FOUNDED, Office
from app.example.persons import Persons
from app.paths import resources_dir
from app.registers.lists import Filter, Op, Query
from app.savedfilters import written
from db.models import (
    Category,
    Employment,
    Gender,
    PersonPhoto,
    PersonStatus,
    Registration,
    SavedFilter,
    Tag,
)

_TOPIC = "人员"
_CLERK = "街道经办员"
_TAGS = (
    ("骨干", "站里能带头、愿意参加街道工作的人", 0.07),
    ("困难帮扶", "走访确认、节前慰问的对象", 0.04),
    ("夜间配送", "二十二点以后仍在路上的人", 0.09),
    ("带徒师傅", "带新人熟悉小区和路线的人", 0.03),
)
_NEW = ("新入职", "登记不满两个月的人")
_NEW_SINCE = date(2024, 10, 1)
_SKILLS = ("急救", "电工", "摄影", "电动车维修", "厨艺", "篮球", "手语", "短视频剪辑", "消防")
_NEEDS = (
    "希望小区里多一些临时停车位",
    "夏天想要能接水、能歇脚的地方",
    "想上晚间的电动车安全课",
    "孩子上小学，想了解入学手续",
    "租房合同想请人看一看",
    "换电柜离站点太远",
)
_KIN = (
    ("女士", "妻子"),
    ("先生", "丈夫"),
    ("先生", "父亲"),
    ("女士", "母亲"),
    ("先生", "哥哥"),
    ("女士", "姐姐"),
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙"
_WAYS, _WEIGHTS = ("signed", "read", "message", "posted"), (60, 20, 15, 5)
_WITH_PHOTO = 0.15
_PUT_AWAY = (
    (date(2023, 11, 8), "本人要求删除"),
    (date(2024, 3, 12), "本人撤回同意"),
    (date(2024, 6, 18), "重复采集，本人不在本辖区从业"),
)


class Cards:
    """Tells the small things about people, when everything else is told."""

    def __init__(self, book: Book, office: Office, persons: Persons, people: People) -> None:
        """persons: gives further phone numbers. Chance is this part's own, so that it moves nothing else."""
        self._book, self._office, self._persons, self._people = book, office, persons, people
        self._chance = random.Random(f"cards {book.chance.random()}")
        folder = resources_dir() / "example" / "portraits"
        self._portraits = {
            look: base64.b64encode((folder / f"{look}.jpg").read_bytes()).decode() for look in (1, 2, 3, 4)
        }

    def tell(self) -> None:
        """Fill the cards, put a few away, and keep the filters that the office uses."""
        for name, note in (*((name, note) for name, note, _ in _TAGS), _NEW):
            self._book.add(FOUNDED, _TOPIC, Tag, name=name, note=note)
        for life in self._people.lives:
            self._fill(life)
        self._put_away()
        self._keep_filters()

    def _fill(self, life: Life) -> None:
        chance, told = self._chance, life.person.values
        values = {"tags": "、".join(self._tags(life))}
        if chance.random() < 0.22:
            values["skills"] = "、".join(chance.sample(_SKILLS, chance.choice((1, 1, 2))))
        if chance.random() < 0.1:
            values["needs"] = chance.choice(_NEEDS)
        if chance.random() < 0.45:
            title, kin = chance.choice(_KIN)
            values["emergency_contact"] = f"{chance.choice(_SURNAMES)}{title}（{kin}）"
            values["emergency_phone"] = self._persons.phone()
        if told.get("notice_version"):
            values["notice_way"] = chance.choices(_WAYS, _WEIGHTS)[0]
        if told["category"] in (Category.RIDE_HAILING_DRIVER, Category.TRUCK_DRIVER):
            values["vehicle_plate"] = f"示A{chance.randrange(100_000):05d}"
        life.person.values |= values
        life.person.now |= values
        if told.get("photo_consent") and chance.random() < _WITH_PHOTO:
            look = 3 if told["gender"] == Gender.FEMALE else chance.choice((1, 2, 4))
            picture = self._portraits[look]
            self._book.add(
                life.since, _TOPIC, PersonPhoto, person_id=life.person, picture=picture, width=295, height=413
            )

    def _tags(self, life: Life) -> Sequence[str]:
        found = [name for name, _, share in _TAGS if self._chance.random() < share]
        return [*found, _NEW[0]] if life.since >= _NEW_SINCE and life.left_on is None else found

    def _put_away(self) -> None:
        """A few who left and were in nothing else asked the office to keep nothing in use; their cards stay as counts."""
        own = (Registration, Employment, PersonPhoto)
        named = {
            value for row in self._book.rows() if row.model not in own for value in row.values.values()
            if isinstance(value, Row)
        }  # fmt: skip
        gone = [life for life in self._people.lives if life.left_on is not None and life.person not in named]
        for on, reason in _PUT_AWAY:
            ready = [life for life in gone if life.left_on and life.left_on + timedelta(days=30) < on]
            life = self._chance.choice(ready)
            gone.remove(life)
            day = office_day(self._chance, on.replace(day=1))
            self._book.change(
                max(day, on), _TOPIC, life.person,
                status=PersonStatus.RESTRICTED, restricted_on=max(day, on), restricted_reason=reason,
            )  # fmt: skip

    def _keep_filters(self) -> None:
        area = self._office.communities["金祝社区"]

        def riders() -> str:
            here = Filter("area_id", Op.IS, (area.known_id(),))
            return written(Query(filters=(here, Filter("category", Op.IS, ("rider",)), _ACTIVE)))

        queries = (
            ("金祝社区在册骑手", riders),
            ("在册骨干", written(Query(filters=(Filter("tags", Op.HOLDS, ("骨干",)), _ACTIVE)))),
            ("没有告知的在册人员", written(Query(filters=(Filter("notified_on", Op.EMPTY, True), _ACTIVE)))),
        )
        for name, query in queries:
            self._book.add(
                FOUNDED, _TOPIC, SavedFilter, list_key="people", name=name, query=query, made_by=_CLERK
            )


_ACTIVE = Filter("status", Op.IS, ("active",))
