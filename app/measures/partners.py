"""The figures about partners and joint projects (F18 to F20), and how places and units help riders (F17, F21 and on)."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from db.models import PartnerKind, PartnerSector, ProjectState, UnitProblem
from db.queries import partners, placeuse, units
from db.queries.counting import Counted

_THEN = "按期末当天的登记计"


def _stock(
    code: str, name: str, unit: str, definition: str, register: str, counted: Counted, of: str = ""
) -> Measure:
    return Measure(
        code, name, unit, MeasureKind.STOCK, Section.FACILITIES, definition, register, (counted,), of=of
    )


def _partners(code: str, name: str, kind: PartnerKind) -> Measure:
    said = f"期末参与共建的{name}数，以参与、退出日期为准。"
    return _stock(code, name, "家", said, "partners", partners.partners(kind), "F18")


def _members(code: str, name: str, *sectors: PartnerSector) -> Measure:
    said = f"期末街区联盟成员中的{name}数，以加入、退出日期为准。"
    return _stock(code, name, "家", said, "partners", partners.members(sectors), "F19")


def _projects(code: str, name: str, state: ProjectState) -> Measure:
    said = f"期末{name}的联建项目数，以启动、完成、终止日期为准。"
    return _stock(code, name, "个", said, "joint_projects", partners.projects(state), "F20")


MEASURES = (
    _stock("F17", "协议有效的优惠食堂", "家", "期末开放、且协议在有效期内的优惠食堂数。", "facilities",
           placeuse.AGREED_CANTEENS, "F03"),
    Measure("F21", "食堂优惠餐", "份", MeasureKind.FLOW, Section.FACILITIES,
            "本期各食堂供应的优惠餐份数，按登记的月份计。", "facility_meals", (placeuse.MEALS,)),
    _stock("F18", "共建社会力量", "家", "期末参与共建的单位、商家、社会组织数，以参与、退出日期为准，一家只计一次。",
           "partners", partners.partners()),
    _partners("F18a", "爱心商家", PartnerKind.MERCHANT),
    _partners("F18b", "社会组织", PartnerKind.SOCIAL_ORGANIZATION),
    _partners("F18c", "共建单位", PartnerKind.CO_BUILDER),
    _stock("F19", "街区联盟成员", "家", "期末街区联盟的成员单位数，加入几个联盟的只计一次。", "partners",
           partners.members()),
    _members("F19a", "社区", PartnerSector.COMMUNITY),
    _members("F19b", "底商", PartnerSector.SHOP),
    _members("F19c", "机关企事业单位", PartnerSector.AUTHORITY, PartnerSector.INSTITUTION, PartnerSector.COMPANY),
    _stock("F20", "联建项目", "个", "期末已立项的联建项目数，含已完成、已终止的。", "joint_projects",
           partners.projects()),
    _projects("F20a", "推进中", ProjectState.RUNNING),
    _projects("F20b", "已完成", ProjectState.DONE),
)  # fmt: skip
# What friendly units and places offer: looked up when asked for, not part of the monthly table.
DETAILS = (
    _stock("F22", "24小时驿站", "个", f"期末开放的驿站中24小时开放的，开放时间{_THEN}。", "facilities",
           placeuse.ALL_HOURS),
    _stock("F23", "“新”泊位车位", "个", f"期末开放的“新”泊位的车位合计，{_THEN}。", "facilities", placeuse.BAYS),
    _stock("F24", "已上地图点位", "处", f"期末开放的点位中已上服务地图的，{_THEN}。", "facilities", placeuse.ON_THE_MAP),
    _stock("F25", "点位挂牌", "块", "期末开放的点位上挂着的牌子数，一处挂几块计几块（按挂牌计）。", "facilities",
           placeuse.PLATES),
    *(
        _stock(f"F26{letter}", f"{word}达标的友好单元", "个", f"期末有效的友好单元中“{word}”达标的，{_THEN}。",
               "friendly_units", units.with_word("criteria", word))
        for letter, word in zip("abcde", ("停车", "充电", "进出", "导引", "休憩"), strict=True)
    ),
    *(
        _stock(f"F27{letter}", f"进出方式为“{word}”的友好单元", "个", f"期末有效的友好单元中可以“{word}”的，{_THEN}。",
               "friendly_units", units.with_word("access", word))
        for letter, word in zip("abc", ("扫小哥码", "站点备案直入", "专用出入口"), strict=True)
    ),
    _stock("F28a", "张贴导引地图的友好单元", "个", f"期末有效的友好单元中张贴导引地图的，{_THEN}。", "friendly_units",
           units.with_flag("guide_map")),
    _stock("F28b", "配备接驳车的友好单元", "个", f"期末有效的友好单元中配备接驳车的，{_THEN}。", "friendly_units",
           units.with_flag("shuttle")),
    _stock("F28c", "友好单元专用泊位", "个", f"期末有效的友好单元的泊位合计，{_THEN}。", "friendly_units", units.BAYS),
    _stock("F29", "三难举措", "项", "到期末为止为解决停车难、找楼难、休憩难采取的举措。", "unit_measures",
           units.measures_of()),
    *(
        _stock(f"F29{letter}", f"解决{word}的举措", "项", f"到期末为止为解决{word}采取的举措。", "unit_measures",
               units.measures_of(problem), "F29")
        for letter, word, problem in (
            ("a", "停车难", UnitProblem.PARKING),
            ("b", "找楼难", UnitProblem.FINDING),
            ("c", "休憩难", UnitProblem.RESTING),
        )
    ),
    Measure("F30", "微改造项数", "项", MeasureKind.FLOW, Section.FACILITIES,
            "本期完工的微改造的改造项数合计。", "unit_improvements", (units.ITEMS_IMPROVED,)),
    Measure("F31", "友好单元亮牌率", "%", MeasureKind.RATE, Section.FACILITIES,
            "期末已亮牌的单元数除以辖区内全部单元数。", "friendly_units", (units.SIGNED,), base=(units.ALL,)),
)  # fmt: skip
CHECKS = (
    Measure("W06", "待修设备", "件", MeasureKind.STOCK, Section.CHECKS,
            "期末登记为不完好、还没有修好的设备数。", "facility_equipment", (placeuse.BROKEN,)),
)  # fmt: skip
