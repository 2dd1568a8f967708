"""The example's inspections: checklist, rounds of 2024 with results, faults in every state, equipment that broke."""

from __future__ import annotations

import random
from datetime import date, timedelta

from app.actions.inspections import SIX
from app.example.book import Book, Row
from app.example.office import FOUNDED, TODAY, Office
from db.models import (
    EquipmentPast,
    Facility,
    FacilityEquipment,
    FacilityKind,
    Fault,
    FaultState,
    Finding,
    Inspection,
    InspectionItem,
    InspectionResult,
    InspectionRound,
)

_TOPIC = "阵地"
_INSPECTORS = ("周巡查", "郑网格", "社工办")
_OWN_ITEMS = (
    ("设备完好能用", FacilityKind.REST_STOP, "微波炉、饮水机、充电柜逐台试用"),
    ("药箱药品在有效期内", FacilityKind.REST_STOP, "看保质期，缺的补上"),
    ("优惠标准已公示", FacilityKind.DISCOUNT_CANTEEN, "优惠价、凭证、时段贴在窗口"),
)
# name, kind, planned, due, share of the places that were looked at, share of them with a fault
_ROUNDS = (
    ("6月骑手驿站巡查", FacilityKind.REST_STOP, date(2024, 6, 11), date(2024, 6, 21), 1.0, 0.5),
    ("9月优惠食堂巡查", FacilityKind.DISCOUNT_CANTEEN, date(2024, 9, 10), date(2024, 9, 20), 1.0, 0.3),
    ("10月骑手驿站巡查", FacilityKind.REST_STOP, date(2024, 10, 14), date(2024, 10, 25), 1.0, 0.5),
    ("11月爱心商家巡查", FacilityKind.PARTNER_MERCHANT, date(2024, 11, 11), date(2024, 11, 27), 0.7, 0.25),
    ("11月骑手驿站巡查", FacilityKind.REST_STOP, date(2024, 11, 18), date(2024, 12, 6), 0.6, 0.6),
)
_WRONG = {
    "有统一标识": "门头标识褪色",
    "有固定场所": "座椅不够，有人站着",
    "有服务设施": "雨伞只剩3把",
    "有管理制度": "制度没有上墙",
    "有专人管理": "现场没有值守人员联系方式",
    "有上图公示": "电子地图上的位置有偏差",
    "设备完好能用": "微波炉不加热",
    "药箱药品在有效期内": "创可贴已过期",
    "优惠标准已公示": "窗口没有贴优惠价",
}
_BREAKS = "设备完好能用"
_MEND_DAYS = 7


class Rounds:
    """Tells the rounds, when all places are told."""

    def __init__(self, book: Book, office: Office) -> None:
        """Chance is this part's own, so that it moves nothing else."""
        self._book, self._office = book, office
        self._chance = random.Random(f"rounds {book.chance.random()}")
        self._items: list[Row] = []

    def tell(self) -> None:
        """Enter the checklist, the rounds and what came of them."""
        lines = [(name, None, "") for name in SIX]
        for at, (name, kind, says) in enumerate((*lines, *_OWN_ITEMS), start=1):
            self._items.append(
                self._book.add(FOUNDED, _TOPIC, InspectionItem, name=name, kind=kind, place=at, help=says)
            )
        for entry in _ROUNDS:
            self._round(*entry)

    def _round(
        self, name: str, kind: FacilityKind, planned: date, due: date, seen: float, faulty: float
    ) -> None:
        inspector = self._chance.choice(_INSPECTORS)
        round_ = self._book.add(
            planned, _TOPIC, InspectionRound, name=name, kind=kind, area_id=self._office.street,
            planned_on=planned, due_on=due, inspector=inspector,
        )  # fmt: skip
        places = [
            row
            for row in self._book.rows()
            if row.model is Facility and row.values["kind"] == kind and row.values["opened_on"] <= planned
        ]
        done = round(len(places) * seen)
        for at, place in enumerate(places):
            on = planned + timedelta(days=1 + at % 8)
            entry = self._book.add(planned, _TOPIC, Inspection, round_id=round_, facility_id=place)
            if at < done and on <= TODAY:
                self._book.change(on, _TOPIC, entry, inspected_on=on, inspector=inspector)
                self._book.change(on, _TOPIC, place, last_checked_on=on)
                self._look(entry, place, kind, on, faulty=at % max(1, round(1 / faulty)) == 0)

    def _look(self, entry: Row, place: Row, kind: FacilityKind, on: date, *, faulty: bool) -> None:
        items = [item for item in self._items if item.values["kind"] in (None, kind)]
        wrong = self._chance.choice(items) if faulty else None
        for item in items:
            what = _WRONG[item.values["name"]] if item is wrong else ""
            finding = Finding.FAULT if item is wrong else Finding.GOOD
            self._book.add(
                on, _TOPIC, InspectionResult, inspection_id=entry, item_id=item, finding=finding, note=what
            )
        if wrong is not None:
            self._fault(entry, place, wrong, on)

    def _fault(self, entry: Row, place: Row, item: Row, on: date) -> None:
        """A fault: mended within some days and struck off; of the newest some still wait, some too long."""
        name = item.values["name"]
        fault = self._book.add(
            on, _TOPIC, Fault, facility_id=place, inspection_id=entry, item_id=item,
            content=f"{name}：{_WRONG[name]}", found_on=on, due_on=on + timedelta(days=_MEND_DAYS),
            responsible=place.values.get("provider") or place.values["contact"],
        )  # fmt: skip
        broken = self._break(place, on) if name == _BREAKS else None
        mended = on + timedelta(days=self._chance.randint(2, 9))
        if mended > TODAY or (on >= date(2024, 11, 11) and self._chance.random() < 0.6):
            return
        self._book.change(
            mended, _TOPIC, fault, state=FaultState.MENDED, mended_on=mended, how="已更换、补齐，现场看过"
        )
        if broken is not None:
            self._book.change(mended, _TOPIC, broken, working=True, checked_on=mended, note="已修好")
            self._book.add(
                mended, _TOPIC, EquipmentPast, equipment_id=broken, from_on=on, to_on=mended, working=False
            )
        closed = mended + timedelta(days=self._chance.randint(1, 6))
        if closed <= TODAY:
            self._book.change(closed, _TOPIC, fault, state=FaultState.CLOSED, closed_on=closed)

    def _break(self, place: Row, on: date) -> Row | None:
        own = [
            row
            for row in self._book.rows()
            if row.model is FacilityEquipment and row.values["facility_id"] is place
        ]
        if not own:
            return None
        ended = [
            row.values["to_on"]
            for row in self._book.rows()
            if row.model is EquipmentPast and row.values["equipment_id"] is own[0]
        ]
        since = max(ended, default=None)
        if own[0].now.get("working") is False or (since is not None and since >= on):
            return None  # it is broken still
        self._book.change(on, _TOPIC, own[0], working=False, checked_on=on, note="不加热，已报修")
        self._book.add(on, _TOPIC, EquipmentPast, equipment_id=own[0], from_on=since, to_on=on, working=True)
        return own[0]
