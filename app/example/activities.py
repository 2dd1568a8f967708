"""The example's activities with what was offered at them, gifts in and out of stock, hotline cards and the smile pledge."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from app.example.book import Book, Row
from app.example.lives import Life, People
from app.example.office import TODAY, Office, Place
from app.rules.hotline import card_code
from db.models import (
    Activity,
    ActivityKind,
    ActivityPartner,
    ActivityPerson,
    ActivityService,
    ActivityState,
    CardBatch,
    Chain,
    FundSource,
    GiftIntake,
    GiftIssue,
    GiftItem,
    GiftKind,
    HotlineCard,
    HotlineCardState,
    Partner,
    Pledge,
    PledgeSignature,
    ServiceKind,
    SignerKind,
)

_TOPIC = "活动"
_OFFICE = "北山街道党工委"
_CENTRE = "北山街道党群服务中心"
_CARE, _RIGHTS, _GROWTH, _SHARE = "关心关爱", "权益保障", "多元成长", "融入治理"
_K, _S = ActivityKind, ServiceKind
# day, kind, title, chain, aspects, listed, unlisted, yuan, who pays, summary
_HELD: tuple[tuple[date, ActivityKind, str, Chain, str, int, int, int, FundSource | None, str], ...] = (
    (date(2023, 10, 23), _K.THEME, "重阳敬老：小哥陪老人拍照", Chain.GOVERNANCE, _SHARE, 8, 4, 600, FundSource.COMMUNITY,
     "小哥为社区老人拍照、送照片上门。"),
    (date(2023, 11, 10), _K.CONDOLENCE, "“双11”站点送姜茶", Chain.SERVICE, _CARE, 6, 45, 1200, FundSource.UNION,
     "为三个快递站点送姜茶和润喉糖。"),
    (date(2023, 12, 21), _K.TALK, "冬季骑行安全宣讲", Chain.SERVICE, _RIGHTS, 14, 12, 0, None, "交警讲冰雪天骑行，发反光贴。"),
    (date(2024, 2, 2), _K.REUNION_MEAL, "小年团圆饭", Chain.ORGANIZATION, _CARE, 28, 16, 6800, FundSource.PARTY_DUES,
     "留杭过年的小哥和社区工作者一起吃团圆饭、写春联。"),
    (date(2024, 3, 5), _K.PUBLIC_GOOD, "学雷锋日清洁楼道", Chain.GOVERNANCE, _SHARE, 18, 6, 300, FundSource.COMMUNITY,
     "小哥与居民清理楼道堆物，发出微笑倡议。"),
    (date(2024, 4, 18), _K.JOB_FAIR, "站点岗位进商圈招聘会", Chain.SERVICE, _GROWTH, 9, 40, 500, FundSource.STREET,
     "6家企业提供岗位42个。"),
    (date(2024, 5, 23), _K.CHECK_UP, "小哥免费体检日", Chain.SERVICE, _CARE, 32, 0, 9600, FundSource.UNION,
     "体检结果当面交给本人，台账里不留健康信息。"),
    (date(2024, 6, 7), _K.THEME, "端午包粽子", Chain.ORGANIZATION, _CARE, 16, 9, 900, FundSource.PARTNER,
     "共建单位提供场地和食材。"),
    (date(2024, 7, 16), _K.CONDOLENCE, "高温慰问进站点", Chain.SERVICE, _CARE, 10, 70, 0, None, "走进五个站点送清凉包。"),
    (date(2024, 8, 13), _K.LEGAL, "工伤和劳动合同法律咨询", Chain.SERVICE, _RIGHTS, 11, 5, 0, None, "律师现场解答16人次。"),
    (date(2024, 9, 13), _K.REUNION_MEAL, "中秋团圆饭", Chain.ORGANIZATION, _CARE, 22, 10, 5200, FundSource.PARTY_DUES,
     "党员小哥带新入职的小哥一起过节。"),
    (date(2024, 10, 17), _K.CLINIC, "义诊进驿站", Chain.SERVICE, _CARE, 15, 22, 0, None, "量血压、看颈肩腰腿痛。"),
    (date(2024, 11, 8), _K.CONDOLENCE, "“双11”慰问", Chain.SERVICE, _CARE, 12, 60, 1500, FundSource.UNION, "送热饮到六个站点。"),
    (date(2024, 11, 20), _K.COUNSELLING, "压力疏导小组", Chain.SERVICE, f"{_CARE}、{_GROWTH}", 8, 0, 400, FundSource.STREET,
     "心理医生带八名小哥做放松练习。"),
)  # fmt: skip
_VISITS = (date(2024, 3, 21), date(2024, 5, 14), date(2024, 9, 26), date(2024, 11, 14))
_TEAM = (
    (_S.POLICY, "北山执法中队", "电动车停放和市容规定"),
    (_S.LABOUR, "北山人社站", "用工登记、社保参保"),
    (_S.EMPLOYMENT, "北山人社站", "技能补贴、就业岗位"),
    (_S.LEGAL, "街道驻点律师", "工伤、交通事故怎么处理"),
    (_S.COUNSELLING, "区第七医院心理医生", "情绪和睡眠"),
    (_S.FIRST_AID, "西湖爱心救援队", "心肺复苏实操"),
)
_SERVICES = {
    "冬季骑行安全宣讲": (_S.TRAFFIC, "曙光派出所", 26),
    "站点岗位进商圈招聘会": (_S.EMPLOYMENT, "北山人社站", 49),
    "小哥免费体检日": (_S.HEALTH, "北山街道社区卫生服务中心", 32),
    "工伤和劳动合同法律咨询": (_S.LEGAL, "北山明理律师服务社", 16),
    "义诊进驿站": (_S.HEALTH, "青芝社区卫生志愿队", 37),
    "压力疏导小组": (_S.COUNSELLING, "区第七医院心理医生", 8),
}
_WITH = {
    "小哥免费体检日": ("北山街道社区卫生服务中心", "体检场地和医生"),
    "端午包粽子": ("黄龙商业管理有限公司", "场地和食材"),
    "工伤和劳动合同法律咨询": ("北山明理律师服务社", "律师两名"),
    "义诊进驿站": ("青芝社区卫生志愿队", "医生和药箱"),
}
# Not held: what is planned, late, put off and called off on the last day of the story.
_NOT_HELD = (
    (date(2024, 12, 21), _K.REUNION_MEAL, "冬至饺子宴", ActivityState.PLANNED, ""),
    (date(2024, 11, 27), _K.TALK, "冬季消防安全宣讲", ActivityState.PLANNED, ""),
    (date(2024, 12, 12), _K.THEME, "小哥趣味运动会", ActivityState.POSTPONED, "场地检修，改期"),
    (date(2024, 6, 26), _K.THEME, "湖畔骑行日", ActivityState.CANCELLED, "梅雨，道路积水"),
)
_PACK_ROUND, _PACK_DAYS = "2024年春节送温暖", (date(2024, 1, 30), date(2024, 2, 1))
_CARDS, _LOST = 420, 4
_HOTLINE = "0571-85171234"


class Activities:
    """Tells of what is done for riders beside visits, classes and places."""

    def __init__(self, book: Book, office: Office, people: People) -> None:
        """Told when partners are. Chance is this part's own, so that it moves nothing else."""
        self._book, self._office, self._people = book, office, people
        self._chance = random.Random(f"activities {book.opened}")
        self._partners = {one.values["name"]: one for one in book.rows() if one.model is Partner}
        self._held: dict[str, Row] = {}

    def tell(self) -> None:
        """Enter everything."""
        for told in _HELD:
            self._activity(*told)
        for day in _VISITS:
            self._team_visit(day, self._chance.choice(self._office.open_stations(day)))
        for on, kind, title, state, reason in _NOT_HELD:
            self._book.add(
                min(on, TODAY) - timedelta(days=20), _TOPIC, Activity,
                kind=kind, title=title, state=state, held_on=on, reason=reason, organizer=_OFFICE, place=_CENTRE,
                area_id=self._office.street,
            )  # fmt: skip
        self._gifts()
        self._cards()
        self._pledge()

    def _activity(
        self, on: date, kind: ActivityKind, title: str, chain: Chain, aspects: str, listed: int, unlisted: int,
        cost: int, funds: FundSource | None, summary: str,
    ) -> None:  # fmt: skip
        held = self._book.add(
            on, _TOPIC, Activity,
            kind=kind, title=title, state=ActivityState.HELD, held_on=on, place=_CENTRE, organizer=_OFFICE,
            riders=unlisted, staff=self._chance.randint(2, 6), cost=cost * 100, funds=funds, chain=chain,
            aspects=aspects, summary=summary, area_id=self._office.street,
        )  # fmt: skip
        self._held[title] = held
        self._list(held, on, self._chance.sample(self._people.here(on, on), listed))
        if title in _SERVICES:
            what, provider, served = _SERVICES[title]
            self._add(on, ActivityService, activity_id=held, kind=what, provider=provider, served=served)
        if title in _WITH:
            name, part = _WITH[title]
            self._add(on, ActivityPartner, activity_id=held, partner_id=self._partners[name], part=part)

    def _team_visit(self, on: date, station: Place) -> None:
        """组团式进站: law enforcement, labour office, lawyer, psychologist and first aid come to a station."""
        there = [life for life in self._people.here(on, on) if life.station is station]
        listed = self._chance.sample(there, min(8, len(there)))
        held = self._add(
            on, Activity,
            kind=_K.TEAM_VISIT, title=f"组团式进站：{station.row.values['name']}", state=ActivityState.HELD, held_on=on,
            starts_at="14:00", ends_at="15:30", station_id=station.row, place=station.row.values["address"],
            organizer=_OFFICE, riders=self._chance.randint(3, 9), staff=3, guests=4, chain=Chain.SERVICE,
            aspects=f"{_CARE}、{_RIGHTS}", area_id=self._office.communities[station.community],
        )  # fmt: skip
        self._list(held, on, listed)
        for kind, provider, note in self._chance.sample(_TEAM, 4):
            served = self._chance.randint(4, 12)
            self._add(
                on, ActivityService, activity_id=held, kind=kind, provider=provider, served=served, note=note
            )

    def _list(self, held: Row, on: date, lives: Sequence[Life]) -> None:
        for life in lives:
            self._add(on, ActivityPerson, activity_id=held, person_id=life.person)

    def _gifts(self) -> None:
        """Packs for people by name, cooling bags for stations, maps and leaflets that lie out."""
        packs = self._item("冬季温暖礼包", GiftKind.PACK, "份", 4800, once=True)
        bags = self._item("清凉包", GiftKind.COOLING, "份", 2600)
        maps = self._item("服务地图折页", GiftKind.SERVICE_MAP, "份", 120)
        self._intake(packs, date(2024, 1, 18), 100, 4800, "某商贸有限公司", FundSource.UNION)
        self._intake(packs, date(2024, 1, 22), 20, 0, "曙光路银行网点捐赠", FundSource.DONATION)
        self._intake(bags, date(2024, 7, 8), 150, 2600, "某超市", FundSource.UNION)
        self._intake(maps, date(2024, 3, 15), 1000, 120, "某印务有限公司", FundSource.STREET)
        lives = self._chance.sample(self._people.here(_PACK_DAYS[0], _PACK_DAYS[-1]), 92)
        for number, life in enumerate(lives):
            day = _PACK_DAYS[number % len(_PACK_DAYS)]
            self._issue(packs, day, 1, 4800, person_id=life.person, campaign=_PACK_ROUND, signed=True,
                        area_id=self._office.communities[life.community])  # fmt: skip
        heat = date(2024, 7, 16)
        for station in self._chance.sample(self._office.open_stations(heat), 5):
            self._issue(bags, heat, 20, 2600, receiver=f"{station.row.values['name']}站长代领",
                        activity_id=self._held["高温慰问进站点"], signed=True,
                        area_id=self._office.communities[station.community])  # fmt: skip
        for day, receiver, quantity in (
            (date(2024, 3, 21), "各社区党群服务驿站", 420),
            (date(2024, 9, 26), "各站点", 260),
        ):
            self._issue(maps, day, quantity, 120, receiver=receiver, area_id=self._office.street)

    def _item(self, name: str, kind: GiftKind, unit: str, price: int, *, once: bool = False) -> Row:
        return self._add(
            date(2024, 1, 15), GiftItem,
            name=name, kind=kind, unit=unit, price=price, once=once, area_id=self._office.street,
        )  # fmt: skip

    def _intake(self, item: Row, on: date, quantity: int, price: int, source: str, funds: FundSource) -> None:
        self._add(on, GiftIntake, item_id=item, received_on=on, quantity=quantity, price=price, source=source,
                  funds=funds)  # fmt: skip
        self._move(item, on, quantity)

    def _issue(self, item: Row, on: date, quantity: int, price: int, **values: Any) -> None:
        self._add(on, GiftIssue, item_id=item, issued_on=on, quantity=quantity, price=price, **values)
        self._move(item, on, -quantity)

    def _move(self, item: Row, on: date, quantity: int) -> None:
        self._book.change(on, _TOPIC, item, balance=item.now.get("balance", 0) + quantity)

    def _cards(self) -> None:
        """A batch printed before the year, given out at the stations; a few are lost and issued again."""
        first = date(2023, 12, 4)
        batch = self._add(
            first, CardBatch,
            printed_on=first, hotline=_HOTLINE, prefix="BS", first_serial=1, last_serial=1000, printer="某印务有限公司",
            area_id=self._office.street,
        )  # fmt: skip
        lives = self._people.here(date(2024, 3, 29), date(2024, 3, 29))
        held = []
        for number, life in enumerate(self._chance.sample(lives, _CARDS)):
            on = max(date(2023, 12, 11) + timedelta(days=7 * (number // 30)), life.since)
            held.append((life, self._card(batch, life, on, number + 1)))
        still = [one for one in held if one[0].here(TODAY, TODAY)]
        for number, (life, card) in enumerate(still[:_LOST]):
            on = date(2024, 6, 11) + timedelta(days=30 * number)
            self._book.change(on, _TOPIC, card, state=HotlineCardState.REPLACED, ended_on=on, reason="遗失")
            self._card(batch, life, on, _CARDS + number + 1, note=f"补发{card.values['code']}")

    def _card(self, batch: Row, life: Life, on: date, serial: int, **values: Any) -> Row:
        return self._add(
            on, HotlineCard,
            batch_id=batch, serial=serial, code=card_code(batch.values["prefix"], serial), person_id=life.person,
            issued_on=on, issued_by="社工办王某", **values,
        )  # fmt: skip

    def _pledge(self) -> None:
        """微笑倡议: signed at the clean-up by name, then on sheets that lay out."""
        day = date(2024, 3, 5)
        pledge = self._add(
            day, Pledge,
            title="微笑倡议", started_on=day, organizer=_OFFICE, area_id=self._office.street,
            content="遇见小哥点点头、笑一笑，多一句谢谢，少一句催促；小哥文明行车，进楼轻声，把微笑送到每一户。",
        )  # fmt: skip
        for life in self._chance.sample(self._people.here(day, day), 24):
            self._add(
                day, PledgeSignature, pledge_id=pledge, signed_on=day, person_id=life.person, place=_CENTRE
            )
        for on, signer, quantity, place in (
            (day, SignerKind.RESIDENT, 63, "曙光社区广场"),
            (date(2024, 3, 12), SignerKind.MERCHANT, 41, "曙光路沿街"),
            (date(2024, 3, 20), SignerKind.PROPERTY, 18, "各小区物业"),
            (date(2024, 5, 7), SignerKind.RESIDENT, 120, "保俶路小区"),
        ):
            self._add(
                on,
                PledgeSignature,
                pledge_id=pledge,
                signed_on=on,
                signer=signer,
                quantity=quantity,
                place=place,
            )

    def _add(self, on: date, model: Any, /, **values: Any) -> Row:
        return self._book.add(on, _TOPIC, model, **values)
