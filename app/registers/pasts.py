"""此前登记: what cards of places and units said before they changed; figures of past months read it."""

from __future__ import annotations

from app.registers.spec import Field, Kind, Register
from app.rules.dates import not_future
from app.rules.pasts import pasts_apart
from app.rules.periods import period_in_order
from db.base import Record
from db.models import EquipmentPast, FacilityPast, UnitPast

_FROM = Field("from_on", "从", table=True, width=12, help="不填表示从登记时起")
_TO = Field("to_on", "到", table=True, width=12, help="当天起按卡片上现在的内容；登记错了的，删去这一段即可")


def _pasts(
    key: str, label: str, model: type[Record], via: str, owner: str, word: str, fields: tuple[Field, ...]
) -> Register:
    """The register of what one kind of card said before."""
    return Register(
        key=key,
        label=label,
        unit="段",
        model=model,
        icon="mdi6.history",
        title="to_on",
        sort="-to_on",
        rules=(period_in_order, not_future("to_on", "“到”的日期"), pasts_apart(via)),
        fields=(Field(via, word, link=owner, form=False, width=20), _FROM, _TO, *fields),
    )


FACILITY_PASTS = _pasts(
    "facility_pasts", "此前登记", FacilityPast, "facility_id", "facilities", "阵地",
    (
        Field("open_hours", "开放时间", table=True, width=16),
        Field("bay_count", "泊位数", table=True, width=8),
        Field("map_listed", "已上地图", table=True, width=8),
    ),
)  # fmt: skip
EQUIPMENT_PASTS = _pasts(
    "equipment_pasts", "完好情况", EquipmentPast, "equipment_id", "facility_equipment", "设备",
    (Field("working", "完好", table=True, width=6),),
)  # fmt: skip
UNIT_PASTS = _pasts(
    "unit_pasts", "此前条件", UnitPast, "unit_id", "friendly_units", "友好单元",
    (
        Field("access", "进出方式", kind=Kind.WORDS, table=True, width=20),
        Field("criteria", "达标条件", kind=Kind.WORDS, table=True, width=20),
        Field("bay_count", "泊位数", table=True, width=8),
        Field("guide_map", "张贴导引地图", table=True, width=10),
        Field("shuttle", "配备接驳车", table=True, width=10),
        Field("locker", "取餐柜或货架", table=True, width=10),
    ),
)  # fmt: skip
FACILITY_KEPT = ("open_hours", "bay_count", "map_listed")
UNIT_KEPT = ("access", "criteria", "guide_map", "shuttle", "locker", "bay_count")
