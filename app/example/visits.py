"""The example's visits to stations, with the people met and what they need, and the deeds that are told of people."""

from __future__ import annotations

import random
from datetime import date, timedelta

from app.example.book import Book, month_end, month_starts, office_day
from app.example.lives import Life, People
from app.example.office import FOUNDED, TODAY, Office, Place
from db.models import Deed, NeedKind, Visit, VisitedPerson

_TOPIC = "走访"
_MONTHS, _EACH = 14, (2, 4)
_WHO = ("社工办王某、{}专职委员", "{}党组织书记、社工办周某某", "社工办王某、工会干事李某", "{}网格员")
_FOUND = ("", "", "", "站点门前电动车停放较乱", "换电柜前排队较久", "午间没有歇脚的地方", "饮水机滤芯该换了")
_NEEDS = (
    (NeedKind.PARKING, "小区门口没有临时停车的地方", "已请物业划出临时车位"),
    (NeedKind.ACCESS, "晚上进小区要登记两次", "已与业委会商定骑手专用通道"),
    (NeedKind.MEALS_AND_REST, "想在站点附近吃上热饭", "已告知社区食堂优惠时段"),
    (NeedKind.LABOUR_RIGHTS, "想问工伤怎么申报", "已转工会法律援助"),
    (NeedKind.HEALTH, "腰痛，想做检查", "已约社区卫生服务中心"),
    (NeedKind.SCHOOLING, "孩子转学要哪些材料", "已转教育服务窗口"),
    (NeedKind.HOUSING, "想找离站点近的合租房", "已转青年驿站"),
    (NeedKind.TRAINING, "想考电工证", "已登记下一期班次"),
)
_DEEDS = (
    (date(2024, 1, 18), "雪天扶起滑倒老人并送医", "社区报送", "", None),
    (date(2024, 4, 9), "发现楼道冒烟及时报警", "物业来信", "平安骑士", date(2024, 5, 17)),
    (date(2024, 8, 6), "拾到钱包原地等候失主", "失主送来锦旗", "", None),
    (date(2024, 10, 22), "送餐途中救助晕倒老人", "街道通报", "文明骑手", date(2024, 11, 12)),
)


class Visits:
    """Tells of visits, month by month, and of deeds."""

    def __init__(self, book: Book, office: Office, people: People) -> None:
        """Chance is this part's own, so that it moves nothing else."""
        self._book, self._office, self._people = book, office, people
        self._chance = random.Random(f"visits {book.opened}")

    def tell(self) -> None:
        """Enter everything."""
        for month in month_starts(FOUNDED.replace(day=1), _MONTHS):
            for _ in range(self._chance.randint(*_EACH)):
                day = office_day(self._chance, month)
                if FOUNDED <= day <= min(month_end(month), TODAY):
                    self._visit(self._chance.choice(self._office.open_stations(day)), day)
        for told in _DEEDS:
            self._deed(*told)

    def _visit(self, station: Place, day: date) -> None:
        chance = self._chance
        there = [life for life in self._people.here(day, day) if life.station is station]
        visit = self._book.add(
            day, _TOPIC, Visit,
            visited_on=day, station_id=station.row, area_id=self._office.communities[station.community],
            visitors=chance.choice(_WHO).format(station.community), unnamed=chance.choice((0, 0, 2, 3, 5)),
            found=chance.choice(_FOUND),
        )  # fmt: skip
        for life in chance.sample(there, min(chance.randint(2, 6), len(there))):
            told: dict[str, object] = {}
            if chance.random() < 0.3:
                kind, need, done = chance.choice(_NEEDS)
                settled = day + timedelta(days=chance.randint(2, 25))
                told = {"need_kind": kind, "need": need}
                if settled <= TODAY and chance.random() < 0.8:
                    told |= {"follow_up": done, "settled_on": settled}
            self._book.add(day, _TOPIC, VisitedPerson, visit_id=visit, person_id=life.person, **told)

    def _deed(self, on: date, title: str, source: str, award: str, awarded_on: date | None) -> None:
        life: Life = self._chance.choice([one for one in self._people.here(on, TODAY) if one.station])
        self._book.add(
            on, _TOPIC, Deed,
            happened_on=on, person_id=life.person, title=title, source=source, award=award,
            awarded_by="北山街道" if award else "", awarded_on=awarded_on,
            area_id=self._office.communities[life.community],
        )  # fmt: skip
