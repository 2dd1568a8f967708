"""The figures about people, their stations and platforms (P), and who was not verified for long (W01)."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from app.rules.waiting import Waiting
from db.models import Category
from db.queries import people as rows
from db.queries.counting import Counted


def _part(code: str, name: str, definition: str, counted: Counted) -> Measure:
    return Measure(
        code, name, "人", MeasureKind.STOCK, Section.BASE, definition, "people", (counted,), of="P01"
    )


def _category(code: str, name: str, category: Category) -> Measure:
    definition = f"期末在册人员中，当日从业经历为{name}的人数。"
    return _part(code, name, definition, rows.BY_CATEGORY[category])


MEASURES = (
    Measure("P01", "登记在册新就业群体人数", "人", MeasureKind.STOCK, Section.BASE,
            "期末在册的人数：已登记且尚未注销，注销当日起不计；封存人员计数、不列名。", "people", (rows.REGISTERED,)),
    _category("P02", "快递员", Category.COURIER),
    _category("P03", "外卖骑手", Category.RIDER),
    _category("P04", "网约车司机", Category.RIDE_HAILING_DRIVER),
    _category("P05", "货车司机", Category.TRUCK_DRIVER),
    _part("P05a", "其他新就业群体", "期末在册人员中，当日不属于上述四类或没有从业经历的人数。", rows.OTHER_WORK),
    _part("P06", "女性", "期末在册人员中登记性别为女的人数。", rows.WOMEN),
    _part("P07", "35岁及以下", "期末在册人员中，期末当日未满36周岁的人数；没有出生日期的不计。", rows.YOUNG),
    _part("P08", "中共党员（含预备）", "期末在册人员中政治面貌为中共党员或预备党员的人数，以现登记的政治面貌为准。",
          rows.PARTY_MEMBERS),
    _part("P09", "共青团员", "期末在册人员中政治面貌为共青团员的人数，以现登记的政治面貌为准。", rows.LEAGUE_MEMBERS),
    Measure("P10", "新增登记", "人", MeasureKind.FLOW, Section.BASE,
            "期内登记的人数，离开后重新登记的再计一次；辖区内社区之间转移的不计。", "people", (rows.ARRIVED,)),
    Measure("P11", "注销（流出）", "人", MeasureKind.FLOW, Section.BASE,
            "期内注销的人数，以注销日期为准；辖区内社区之间转移的不计。", "people", (rows.DEPARTED,)),
    Measure("P12", "辖区站点（网点）数", "个", MeasureKind.STOCK, Section.BASE,
            "期末已开办且未关闭的站点数；没有开办日期的视为早已开办。", "stations", (rows.STATIONS,)),
    Measure("P13", "平台企业数", "家", MeasureKind.STOCK, Section.BASE,
            "期末在册人员当日从业所属的平台数，同一平台只计一次。", "platforms", (rows.PLATFORMS,)),
)  # fmt: skip
CHECKS = (
    Measure("W01", "超过核实期限的人员", "人", MeasureKind.STOCK, Section.CHECKS,
            "期末在册人员中，最近核实（没有核实过的按登记日期）距期末超过设置里“核实期限”天数的人数，以现登记的核实日期为准。",
            "people", (rows.not_verified(Waiting().unverified_days),)),
    Measure("W21", "保留期满应封存的人员", "人", MeasureKind.STOCK, Section.CHECKS,
            "流出后超过设置里“流出后保留”月数、还没有封存的人数，以现登记的状态为准，每月按365/12天计。",
            "people", (rows.kept_too_long(Waiting().retention_months),)),
    Measure("W22", "封存期满应清理的人员", "人", MeasureKind.STOCK, Section.CHECKS,
            "封存后超过设置里“封存后保留”月数的人数，以现登记的状态为准，每月按365/12天计；名单只有管理员能看。",
            "people", (rows.put_away_too_long(Waiting().disposal_months),), sealed=True),
)  # fmt: skip
