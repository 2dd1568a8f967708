"""The figures about facilities (F), and where they are suspended or missing (W02, W03)."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from db.models import FacilityKind
from db.queries import facilities as rows


def _open(code: str, name: str, unit: str, kind: FacilityKind) -> Measure:
    definition = f"期末状态为“开放”的{name}数，按点位计，一处挂多块牌子只计一次。"
    counted = rows.OPEN_BY_KIND[kind]
    return Measure(
        code, name, unit, MeasureKind.STOCK, Section.FACILITIES, definition, "facilities", (counted,)
    )


MEASURES = (
    _open("F01", "暖蜂（骑手）驿站", "个", FacilityKind.REST_STOP),
    _open("F02", "公益饮水点", "个", FacilityKind.WATER_POINT),
    _open("F03", "优惠食堂", "家", FacilityKind.DISCOUNT_CANTEEN),
    _open("F04", "爱心商家", "家", FacilityKind.PARTNER_MERCHANT),
    _open("F05", "友好小区", "个", FacilityKind.FRIENDLY_COMPOUND),
    _open("F06", "友好商圈（楼宇）", "个", FacilityKind.FRIENDLY_BUILDING),
    _open("F07", "“新”泊位", "处", FacilityKind.PARKING_BAY),
    _open("F08", "歇脚点", "处", FacilityKind.RESTING_SPOT),
    Measure("F12", "驿站和饮水点社区覆盖率", "%", MeasureKind.RATE, Section.FACILITIES,
            "期末有开放的驿站或饮水点的社区数除以社区总数。", "areas", (rows.SERVED_COMMUNITIES,),
            base=(rows.COMMUNITIES,)),
)  # fmt: skip
CHECKS = (
    Measure("W02", "暂停开放的点位", "个", MeasureKind.STOCK, Section.CHECKS,
            "期末状态为“暂停”的点位数。", "facilities", (rows.SUSPENDED,)),
    Measure("W03", "没有驿站和饮水点的社区", "个", MeasureKind.STOCK, Section.CHECKS,
            "期末没有开放的驿站或饮水点的社区数。", "areas", (rows.UNSERVED_COMMUNITIES,)),
)  # fmt: skip
