"""What the example's people ask for, by which way, and what comes of it."""

from __future__ import annotations

from db.models import RequestCategory
from db.models import RequestChannel as By
from db.models import UnitProblem as Hard

# What is asked for: channel, category, one of 三难, report of something in public, matter, place, unit, result.
MATTERS: tuple[tuple[By, RequestCategory, Hard | None, bool, str, str, str, str], ...] = (
    (By.HOTLINE, RequestCategory.PARKING, Hard.PARKING, False, "小区门口没有临时停车的地方", "栖霞苑东门",
     "栖霞社区", "东门外划出6个临时车位"),
    (By.CHAT, RequestCategory.ACCESS, Hard.FINDING, False, "楼栋号牌看不清，找楼要绕几圈", "曙光新村", "曙光社区",
     "已补12块号牌，门口张贴导引图"),
    (By.CITY_LINE, RequestCategory.ACCESS, None, False, "夜间进小区要登记两次", "金祝新村", "金祝社区",
     "与物业商定凭小哥码直接进入"),
    (By.VISIT, RequestCategory.MEALS_AND_REST, Hard.RESTING, False, "商圈里没有歇脚的地方", "黄龙商圈", "北山街道社工办",
     "新增歇脚点1处，已上服务地图"),
    (By.STATION, RequestCategory.MEALS_AND_REST, None, False, "驿站微波炉中午不够用", "曙光驿站", "曙光社区",
     "增配微波炉1台"),
    (By.HOTLINE, RequestCategory.LABOUR_RIGHTS, None, False, "送餐途中受伤，不知怎样申报", "", "街道总工会",
     "工会法律援助已受理，材料已递交"),
    (By.IN_PERSON, RequestCategory.LEGAL, None, False, "租房押金不退，想咨询", "", "街道司法所", "已调解，押金退还"),
    (By.SNAP, RequestCategory.TRAFFIC, None, True, "非机动车道被车辆占用", "曙光路122号", "综合执法队", "已劝离并增设隔离桩"),
    (By.WEST_LAKE_CODE, RequestCategory.APPEARANCE, None, True, "垃圾桶满溢", "宝石一路", "宝石社区", "已清运，增加一班"),
    (By.WEST_LAKE_CODE, RequestCategory.SAFETY, None, True, "窨井盖松动", "体育场路天桥下", "市政养护公司", "已更换井盖"),
    (By.CHAT, RequestCategory.TRAINING, None, False, "想报电工证培训", "", "小哥学院", "已登记下一期班次"),
    (By.NETWORK, RequestCategory.PLATFORM_RULES, None, False, "恶劣天气超时扣款不合理", "", "站点所属平台",
     "平台已调整恶劣天气时限"),
    (By.LETTER, RequestCategory.SCHOOLING, None, False, "孩子转学要哪些材料", "", "教育服务窗口", "已一次性告知"),
    (By.HOTLINE, RequestCategory.HEALTH, None, False, "腰痛，想做检查", "", "社区卫生服务中心", "已约检查"),
    (By.DELIBERATION, RequestCategory.PARKING, Hard.PARKING, False, "站点门前换电排队占道", "玉古路120号", "金祝社区",
     "增设换电柜1组"),
    (By.HOTLINE, RequestCategory.HOUSING, None, False, "想找离站点近的合租房", "", "青年驿站", "已推荐房源3处"),
)  # fmt: skip
