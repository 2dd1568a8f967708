"""The example's friendly units: all compounds and buildings of the area, and the stages each has gone through."""

from __future__ import annotations

import base64
from datetime import date, timedelta

from app.example.book import Book, Row
from app.example.office import FOUNDED, TODAY, Office
from app.example.persons import Persons
from app.paths import resources_dir
from app.rules.dates import years_after
from db.models import (
    ClaimSource,
    EffectClaim,
    FriendlyUnit,
    PlacePhoto,
    UnitImprovement,
    UnitKind,
    UnitMeasure,
    UnitProblem,
    UnitStage,
    UnitStep,
)

_TOPIC = "阵地"
_COMPOUNDS = ("曙光新村", "宝石小区", "金祝苑", "葛岭里", "松荫花园", "栖霞公寓", "青芝坊", "体育路小区", "玉古新苑",
              "保俶里", "教工新村", "杭大公寓", "黄龙雅苑", "天目里小区", "石函路小区", "北山新苑", "友谊新村", "松木场小区")  # fmt: skip
_BUILDINGS = ("黄龙数字大厦", "曙光商务楼", "栖霞商圈", "教工科创楼", "天目商务中心", "玉古大厦")
_RECOGNISED = {UnitKind.COMPOUND: 12, UnitKind.BUILDING: 4}
_MEASURES = (
    (UnitProblem.PARKING, "东门划出新就业群体专用泊位8个"),
    (UnitProblem.FINDING, "大门和单元口张贴楼栋导引地图"),
    (UnitProblem.RESTING, "门卫室旁设歇脚椅和饮水机"),
)
_STAGES = (UnitStage.APPLIED, UnitStage.CREATING, UnitStage.INSPECTED, UnitStage.RECOGNISED)
_DAYS = (0, 20, 75, 90)  # after the application
_VALID_YEARS = 2
_PHOTOGRAPHED = 2  # improvements with photos


class Units:
    """Tells how the units of the area became friendly, one after the other."""

    def __init__(self, book: Book, office: Office, persons: Persons) -> None:
        """persons: gives the contacts' phones."""
        self._book, self._office, self._persons = book, office, persons
        self._chance = book.chance

    def tell(self) -> None:
        """Enter all units with their stages."""
        for kind, names in ((UnitKind.COMPOUND, _COMPOUNDS), (UnitKind.BUILDING, _BUILDINGS)):
            for at, name in enumerate(names):
                unit = self._unit(name, UnitKind.DISTRICT if name.endswith("商圈") else kind)
                done = _RECOGNISED[kind]
                if at < done:
                    applied = date(2023, 2, 1) + timedelta(days=560 * at // done + self._chance.randint(0, 9))
                    self._steps(unit, applied, 4)
                    self._friendly(unit, applied + timedelta(days=_DAYS[3]))
                elif at < done + 3:
                    self._steps(
                        unit, date(2024, 8, 1) + timedelta(days=self._chance.randint(0, 30)), 1 + at - done
                    )
        self._claim()
        self._photograph()

    def _unit(self, name: str, kind: UnitKind) -> Row:
        community = self._chance.choice(tuple(self._office.communities))
        tall = kind != UnitKind.COMPOUND
        return self._book.add(
            FOUNDED,
            _TOPIC,
            FriendlyUnit,
            name=name,
            kind=kind,
            area_id=self._office.communities[community],
            address=f"{community.removesuffix('社区')}路{self._chance.randint(400, 600)}号",
            property_company=f"{name}物业服务处",
            contact=f"{self._chance.choice('王李张刘陈杨')}经理",
            phone=self._persons.phone(),
            households=None if tall else self._chance.randint(180, 1200),
            floors=self._chance.randint(12, 28) if tall else self._chance.randint(6, 18),
        )

    def _steps(self, unit: Row, applied: date, steps: int) -> None:
        step: Row | None = None
        for stage, after in tuple(zip(_STAGES, _DAYS, strict=True))[:steps]:
            on = applied + timedelta(days=after)
            if on > TODAY:
                return
            valid = years_after(on, _VALID_YEARS) if stage == UnitStage.RECOGNISED else None
            if step is not None:
                self._book.change(on, _TOPIC, step, to_on=on)
            score = self._chance.randint(84, 98) if stage == UnitStage.INSPECTED else None
            step = self._book.add(
                on, _TOPIC, UnitStep, unit_id=unit, stage=stage, from_on=on, score=score, valid_until=valid
            )
            card = {"recognised_on": on, "valid_until": valid} if valid else {}
            self._book.change(on, _TOPIC, unit, stage=stage, **card)

    def _friendly(self, unit: Row, on: date) -> None:
        if on > TODAY:
            return
        sign = min(on + timedelta(days=7), TODAY)
        self._book.change(
            on,
            _TOPIC,
            unit,
            access="扫小哥码、专用出入口" if self._chance.random() < 0.4 else "扫小哥码",
            criteria="停车、充电、进出",
            guide_map=True,
            locker=self._chance.random() < 0.5,
            shuttle=self._chance.random() < 0.1,
            bay_count=self._chance.randint(4, 16),
            sign_on=sign,
            plate_no=f"XHYH-{on.year}-{self._chance.randint(100, 999)}",
        )
        for problem, content in self._chance.sample(_MEASURES, 2):
            self._book.add(
                on, _TOPIC, UnitMeasure, unit_id=unit, problem=problem, content=content, done_on=on
            )
        if self._chance.random() < 0.4:
            self._book.add(
                on,
                _TOPIC,
                UnitImprovement,
                unit_id=unit,
                title="外卖货架和泊位",
                items=self._chance.randint(1, 4),
                started_on=on - timedelta(days=40),
                finished_on=on - timedelta(days=5),
                cost=self._chance.randint(8, 60) * 100_000,
                before="餐品放在地上，骑手绕行找楼",
                after="设取餐货架，划专用泊位",
            )

    def _photograph(self) -> None:
        """The newest improvements were photographed (drawn) before and after."""
        improvements = [row for row in self._book.rows() if row.model is UnitImprovement]
        improvements.sort(key=lambda row: row.values["finished_on"])
        folder = resources_dir() / "example" / "scenes"
        for row in improvements[-_PHOTOGRAPHED:]:
            entered = row.values["finished_on"] + timedelta(days=7)
            for via, name in (("before_id", "改造前"), ("after_id", "改造后")):
                picture = base64.b64encode((folder / f"{name}.jpg").read_bytes()).decode()
                self._book.add(
                    entered, _TOPIC, PlacePhoto, **{via: row}, picture=picture, width=640, height=480
                )

    def _claim(self) -> None:
        unit = self._unit("世贸丽晶城", UnitKind.COMPOUND)
        self._steps(unit, date(2023, 9, 1), 4)
        self._friendly(unit, date(2023, 9, 1) + timedelta(days=_DAYS[3]))
        self._book.add(
            date(2023, 12, 20),
            _TOPIC,
            EffectClaim,
            unit_id=unit,
            statement="每单节省5分钟",
            source_kind=ClaimSource.QUOTE,
            source="骑手座谈会",
            stated_on=date(2023, 12, 18),
        )
