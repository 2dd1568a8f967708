"""The figures about facilities (F), and where they are suspended or missing (W02, W03)."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from db.models import FacilityKind
from db.queries import facilities as rows
from db.queries import inspections, placeuse, units


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
    Measure("F05", "友好小区", "个", MeasureKind.STOCK, Section.FACILITIES,
            "期末授牌（含示范）且在有效期内的小区数。", "friendly_units", (units.recognised(units.COMPOUNDS),)),
    Measure("F06", "友好商圈（楼宇）", "个", MeasureKind.STOCK, Section.FACILITIES,
            "期末授牌（含示范）且在有效期内的商圈、楼宇数。", "friendly_units", (units.recognised(units.DISTRICTS),)),
    _open("F07", "“新”泊位", "处", FacilityKind.PARKING_BAY),
    _open("F08", "歇脚点", "处", FacilityKind.RESTING_SPOT),
    Measure("F09", "驿站服务", "人次", MeasureKind.FLOW, Section.FACILITIES,
            "本期各驿站服务的人次，按登记的月份计。", "facility_meals", (placeuse.VISITORS,)),
    Measure("F10", "点位巡查", "次", MeasureKind.FLOW, Section.FACILITIES,
            "本期巡查的点位次数，一处巡查一次计一次。", "inspections", (inspections.INSPECTED,)),
    Measure("F11", "问题整改率", "%", MeasureKind.RATE, Section.FACILITIES,
            "本期发现的问题中到期末已销号的比例。", "faults", (inspections.STRUCK_OFF,), base=(inspections.FOUND,)),
    Measure("F12", "驿站和饮水点社区覆盖率", "%", MeasureKind.RATE, Section.FACILITIES,
            "期末有开放的驿站或饮水点的社区数除以社区总数。", "areas", (rows.SERVED_COMMUNITIES,),
            base=(rows.COMMUNITIES,)),
    Measure("F13", "正在创建的友好单元", "个", MeasureKind.STOCK, Section.FACILITIES,
            "期末处于申报、创建中、验收阶段的小区、商圈、楼宇数。", "friendly_units",
            (units.in_hand(units.COMPOUNDS + units.DISTRICTS),)),
    Measure("F14", "友好单元创建率", "%", MeasureKind.RATE, Section.FACILITIES,
            "期末有效的友好小区、商圈、楼宇数除以辖区内全部小区、商圈、楼宇数。", "friendly_units",
            (units.recognised(units.COMPOUNDS + units.DISTRICTS),),
            base=(units.every(units.COMPOUNDS + units.DISTRICTS),)),
    Measure("F15", "微改造的单元", "个", MeasureKind.FLOW, Section.FACILITIES,
            "本期有微改造完工的单元数，一个单元只计一次。", "friendly_units", (units.IMPROVED,), adds_up=False),
    Measure("F16", "站点备案人员", "人", MeasureKind.STOCK, Section.FACILITIES,
            "期末备案有效的人员数，备案多处的只计一次。", "people", (units.FILED,)),
)  # fmt: skip
CHECKS = (
    Measure("W02", "暂停开放的点位", "个", MeasureKind.STOCK, Section.CHECKS,
            "期末状态为“暂停”的点位数。", "facilities", (rows.SUSPENDED,)),
    Measure("W03", "没有驿站和饮水点的社区", "个", MeasureKind.STOCK, Section.CHECKS,
            "期末没有开放的驿站或饮水点的社区数。", "areas", (rows.UNSERVED_COMMUNITIES,)),
    Measure("W04", "授牌过期未复查的友好单元", "个", MeasureKind.STOCK, Section.CHECKS,
            "期末有效期已过、还没有复查的友好单元数。", "friendly_units", (units.LAPSED,)),
    Measure("W05", "逾期未整改问题", "个", MeasureKind.STOCK, Section.CHECKS,
            "期末已过整改期限、还没有整改的问题数。", "faults", (inspections.OVERDUE,)),
)  # fmt: skip
