"""How places are used: opening hours by season, meals and visitors by month, agreements with providers."""

from __future__ import annotations

from app.registers.agreements import agreements
from app.registers.prepare import fill_month
from app.registers.spec import Field, Kind, Register
from app.rules.dates import at_least
from app.rules.placeuse import WEEKDAYS, counted_place, hours_fit, month_once
from db.models import FacilityAgreement, FacilityHours, FacilityMeals

FACILITY_AGREEMENTS = agreements(
    "facility_agreements", FacilityAgreement, "facility_id", "facilities", "阵地"
)
FACILITY_HOURS = Register(
    key="facility_hours",
    label="开放时段",
    unit="段",
    model=FacilityHours,
    icon="mdi6.clock-outline",
    sort="id",
    rules=(hours_fit,),
    fields=(
        Field("facility_id", "阵地", link="facilities", form=False, width=20),
        Field("name", "时段", table=True, width=10, help="如：夏季、冬季、周末；全年一样的可不填"),
        Field("from_day", "从（月-日）", table=True, width=10, help="如：05-01；全年一样的不填"),
        Field("to_day", "到（月-日）", table=True, width=10, help="当天也算；可以跨年，如 11-01 到 03-31"),
        Field(
            "weekdays",
            "星期",
            kind=Kind.WORDS,
            choices=tuple((day, day) for day in WEEKDAYS),
            table=True,
            width=14,
            help="不选表示每天",
        ),
        Field("opens_at", "开门", kind=Kind.TIME, table=True, width=8, help="开门和关门都不填，表示24小时"),
        Field("closes_at", "关门", kind=Kind.TIME, table=True, width=8, help="早于开门的，按次日计"),
    ),
)
FACILITY_MEALS = Register(
    key="facility_meals",
    label="每月服务量",
    unit="条",
    model=FacilityMeals,
    icon="mdi6.food-outline",
    title="month",
    sort="-month",
    prepares=(fill_month,),
    rules=(at_least(0, meals="数量"), month_once, counted_place),
    fields=(
        Field("facility_id", "阵地", link="facilities", table=True, filter=True, width=20),
        Field(
            "month",
            "月份",
            table=True,
            filter=True,
            width=10,
            help="填这个月的任一天，如 2024-11-01",
            show=lambda value: f"{value:%Y-%m}",
        ),
        Field(
            "meals",
            "数量",
            table=True,
            width=10,
            help="食堂填优惠餐份数，驿站填服务人次",
            heads=("优惠餐份数", "服务人次"),
        ),
        Field("note", "备注", table=True, width=20),
    ),
)
