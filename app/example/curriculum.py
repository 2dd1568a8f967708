"""What the example's “三新”学堂 teaches: fifteen courses with their lectures, and nineteen classes in two terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.example.office import STREET
from db.models import CourseCategory

SCHOOL, SCHOOL_FROM = "“三新”学堂", date(2023, 3, 1)
ACADEMY, ACADEMY_FROM = "小哥学院", date(2021, 9, 1)
UNIVERSITY = "浙江开放大学"
TERMS = (("第1期", date(2023, 3, 1), date(2024, 1, 31)), ("第2期", date(2024, 3, 1), date(2024, 12, 31)))
PLACES = (f"{STREET}党群服务中心二楼", f"{STREET}党群服务中心三楼", "宝石社区文化家园")
HOURS, PASS_PERCENT = 2, 80  # 学时 of a lecture; how much of them a learner attends
BEGINS, ENDS = "14:00", "15:30"


@dataclass(frozen=True)
class Subject:
    """A course: its category, its lectures, and whose lecturers hold it."""

    category: CourseCategory
    lectures: str
    partner: str = ""
    needs_union: bool = False

    def lecture(self, at: int) -> str:
        """What the lecture at a place is about; a course that goes on longer ends with practice."""
        known = self.lectures.split()
        return known[at] if at < len(known) else "实操与答疑"


@dataclass(frozen=True)
class Plan:
    """A class: its first day, how many lectures, days between them, how many learners, the place of its term."""

    course: str
    first: date
    lectures: int
    gap: int
    size: int
    term: int


_SKILL, _RULE = CourseCategory.DEGREE_SKILL, CourseCategory.GOVERNANCE
_SELF, _RED = CourseCategory.PERSONALITY, CourseCategory.RED_THOUGHT
SUBJECTS = {
    "短视频制作": Subject(_SKILL, "短视频入门 手机拍摄 镜头与构图 剪辑基础 配乐与字幕 作品点评", UNIVERSITY),
    "直播电商": Subject(
        _SKILL, "直播平台与规则 选品与文案 直播间搭建 话术与互动 售后与合规 实战演练", UNIVERSITY
    ),
    "手机摄影": Subject(_SKILL, "认识手机相机 构图 光线 人像 街景 修图与作品展", "西湖区文化馆"),
    "急救技能": Subject(
        _RULE, "心肺复苏 AED使用 创伤包扎 中暑与气道异物", "西湖区红十字会", needs_union=True
    ),
    "交通安全": Subject(_RULE, "电动车新规 路口与盲区 雨雪天骑行 事故处理与理赔", "西湖交警大队"),
    "文明骑行": Subject(_RULE, "骑行礼仪 停车与充电 小区通行公约 沿街劝导实践"),
    "消防安全": Subject(_RULE, "火灾隐患识别 灭火器使用 电池充电安全 疏散演练", "西湖消防救援大队"),
    "反诈知识": Subject(_RULE, "刷单与贷款骗局 个人信息保护 案例分析 反诈宣传员"),
    "法律常识": Subject(_RULE, "合同与借贷 民事纠纷 交通事故责任 法律援助", "北山司法所"),
    "劳动权益保护": Subject(_RULE, "用工关系 职业伤害保障 工资与工时 算法规则协商 调解与仲裁 案例讨论"),
    "电动车维护": Subject(_SKILL, "结构与原理 刹车与轮胎 电池养护 常见故障"),
    "普通话与沟通": Subject(_SELF, "普通话正音 接打电话 上门沟通 处理投诉 情景练习"),
    "情绪管理": Subject(_SELF, "认识情绪 压力与睡眠 沟通与冲突 正念放松 团体活动", "北山街道社会心理服务站"),
    "站长管理能力": Subject(_SKILL, "站点排班 新人带教 安全管理 数据看板 矛盾化解 复盘", UNIVERSITY),
    "党史微课": Subject(_RED, "建党精神 浙江红船 改革先锋 新时代新征程 参观学习"),
}
PLANS = (
    Plan("直播电商", date(2023, 3, 14), 6, 7, 30, 0),
    Plan("急救技能", date(2023, 4, 18), 4, 7, 30, 0),
    Plan("交通安全", date(2023, 6, 6), 4, 7, 34, 0),
    Plan("党史微课", date(2023, 6, 27), 5, 7, 26, 0),
    Plan("电动车维护", date(2023, 8, 15), 4, 7, 28, 0),
    Plan("劳动权益保护", date(2023, 9, 12), 6, 7, 30, 0),
    Plan("手机摄影", date(2023, 10, 17), 6, 7, 30, 0),
    Plan("短视频制作", date(2023, 11, 7), 6, 3, 30, 0),
    Plan("情绪管理", date(2023, 12, 5), 5, 4, 26, 0),
    Plan("消防安全", date(2024, 1, 9), 4, 4, 32, 0),
    Plan("普通话与沟通", date(2024, 3, 12), 5, 7, 24, 1),
    Plan("直播电商", date(2024, 4, 9), 6, 7, 30, 1),
    Plan("站长管理能力", date(2024, 5, 14), 6, 7, 20, 1),
    Plan("反诈知识", date(2024, 6, 12), 4, 7, 30, 1),
    Plan("文明骑行", date(2024, 7, 9), 4, 7, 34, 1),
    Plan("法律常识", date(2024, 8, 13), 4, 7, 28, 1),
    Plan("手机摄影", date(2024, 9, 24), 6, 7, 30, 1),
    Plan("短视频制作", date(2024, 11, 5), 6, 3, 28, 1),
    Plan("劳动权益保护", date(2024, 11, 19), 6, 4, 30, 1),
)
NEXT = Plan("急救技能", date(2024, 12, 17), 3, 3, 12, 1)  # people may still enrol
WAITING, APPLIED = 3, 5  # of the next class, beyond its seats
