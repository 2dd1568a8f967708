"""Each setting of the office, declared once: label, help, kind and default; typed access by attribute-like keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import select

from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.registers.spec import Choice, Kind
from app.rules.inspections import MEND_DAYS
from app.rules.publicity import DEFAULTS, LOGS, STARS
from app.rules.waiting import Waiting
from app.rules.workdays import EXTRA, HOLIDAYS, read_days
from db.models import Setting


@dataclass(frozen=True)
class Declared:
    """One setting. kind: TEXT, INTEGER, YES_NO or CHOICE; default: the value before anybody chose."""

    key: str
    label: str
    kind: Kind
    default: Any
    section: str
    help: str = ""
    low: int = 0
    high: int = 1_000_000
    choices: tuple[Choice, ...] = ()


_WAITING = Waiting()
SETTINGS = (
    Declared("office_name", "单位名称", Kind.TEXT, "", "单位", "印在报表和证书上，如“北山街道”"),
    Declared("signature", "落款单位", Kind.TEXT, "", "单位", "工作小结的落款，如“北山街道党工委（社工办）”"),
    Declared("unit_code", "证书单位代码", Kind.TEXT, "XFXY", "单位", "证书编号的开头，用大写字母"),
    Declared("contact_phone", "联系电话", Kind.TEXT, "", "单位", "印在统计表页脚"),
    Declared("hotline", "服务热线", Kind.TEXT, "", "单位", "印在服务热线卡上，如“0571-85171234”"),
    Declared(
        "period_start_day",
        "月报起始日",
        Kind.INTEGER,
        1,
        "报表",
        "自然月填1；如填26，月报为上月26日至本月25日",
        1,
        28,
    ),
    Declared("summary_charts", "小结附图", Kind.YES_NO, False, "报表", "在统计表后附主要数据图：在册人数、从业类型、各社区等"),
    Declared(
        "long_day_minutes", "单日服务提醒", Kind.INTEGER, 480, "志愿服务", "一天超过多少分钟时提醒", 60, 1440
    ),
    Declared("proof_public_days", "记录证明公示", Kind.INTEGER, 7, "志愿服务", "出具后在单位内公示至少几天，填0为不公示",
             0, 60),
    Declared(LOGS, "服务记录公示", Kind.INTEGER, DEFAULTS[LOGS], "志愿服务",
             "入账前公示至少几个工作日，填0为不公示", 0, 60),
    Declared(STARS, "星级公示", Kind.INTEGER, DEFAULTS[STARS], "志愿服务",
             "授予前公示至少几个工作日，填0为不公示", 0, 60),
    Declared("objections_to", "公示监督电话和地址", Kind.TEXT, "", "志愿服务",
             "印在公示上，如“街道社工办，0571-88000001，曙光路1号”"),
    Declared(HOLIDAYS, "放假日期", Kind.TEXT, "", "单位", "工作日不算这些天，如“2025-01-28至2025-02-04、2025-04-04”"),
    Declared(EXTRA, "调休上班", Kind.TEXT, "", "单位", "周末上班的日子，如“2025-01-26、2025-02-08”"),
    Declared("unverified_days", "核实期限", Kind.INTEGER, _WAITING.unverified_days, "人员",
             "超过多少天没有核实的在册人员列入待办", 1, 3650),
    Declared("retention_months", "流出后保留", Kind.INTEGER, _WAITING.retention_months, "人员",
             "流出满多少个月的人员列入待办，应当封存", 1, 600),
    Declared("disposal_months", "封存后保留", Kind.INTEGER, _WAITING.disposal_months, "人员",
             "封存满多少个月的人员列入待办，由管理员清理", 1, 600),
    Declared("notice_version", "告知书版本", Kind.TEXT, "2024-1", "个人信息", "改动告知书内容后换一个版本号"),
    Declared("notice_purposes", "处理目的", Kind.TEXT,
             "人员登记统计、党群组织建设、教育培训、志愿服务、走访关爱和诉求办理", "个人信息",
             "印在《个人信息处理告知书》上"),
    Declared("notice_kinds", "信息种类", Kind.TEXT,
             "姓名、性别、出生日期、联系电话、从业平台和站点、所在社区，以及办理入会、保险、发证时所需的证件号码",
             "个人信息", "印在《个人信息处理告知书》上"),
    Declared("mend_days", "问题整改期限", Kind.INTEGER, MEND_DAYS, "阵地", "巡查发现的问题几天内整改", 1, 365),
    Declared("walk_metres", "步行距离", Kind.INTEGER, 300, "阵地", "道路离最近的点位多少米以内算覆盖到（直线距离）", 50, 5000),
    Declared("map_code", "点位二维码", Kind.CHOICE, "words", "阵地", "印在服务地图和门牌上",
             choices=(("words", "文字：名称、地址、开放时间"), ("link", "高德地图链接，可导航"))),
    Declared("place_ahead_days", "阵地提前提醒", Kind.INTEGER, _WAITING.place_ahead_days, "阵地",
             "协议、备案、授牌到期和整改期限前多少天列入“谁该办什么了”", 0, 365),
    Declared("request_ahead_days", "诉求提前提醒", Kind.INTEGER, _WAITING.request_ahead_days, "诉求",
             "诉求和议定事项到期前多少天列入“谁该办什么了”", 0, 365),
    Declared("party_talk_months", "申请后谈话", Kind.INTEGER, _WAITING.party_talk_months, "党建",
             "收到入党申请后几个月内派人谈话", 1, 12),
    Declared("party_review_months", "积极分子考察间隔", Kind.INTEGER, _WAITING.party_review_months, "党建",
             "每隔几个月考察一次", 1, 24),
    Declared("party_activist_months", "积极分子培养时间", Kind.INTEGER, _WAITING.party_activist_months, "党建",
             "满几个月后可列为发展对象", 1, 60),
    Declared("party_course_hours", "发展对象培训学时", Kind.INTEGER, _WAITING.party_course_hours, "党建",
             "短期集中培训至少多少学时", 0, 500),
    Declared("party_approval_months", "预备党员审批期限", Kind.INTEGER, _WAITING.party_approval_months, "党建",
             "支部大会通过后几个月内审批", 1, 24),
    Declared("party_approval_longest_months", "审批最长期限", Kind.INTEGER, _WAITING.party_approval_longest_months,
             "党建", "特殊情况最长几个月，超过的须重新履行程序", 1, 24),
    Declared("party_probation_months", "预备期", Kind.INTEGER, _WAITING.party_probation_months, "党建",
             "从支部大会通过之日算起的月数", 1, 36),
    Declared("party_extension_least_months", "延长预备期最短", Kind.INTEGER, _WAITING.party_extension_least_months,
             "党建", "月数", 1, 24),
    Declared("party_extension_most_months", "延长预备期最长", Kind.INTEGER, _WAITING.party_extension_most_months,
             "党建", "月数", 1, 24),
    Declared("party_ahead_days", "提前提醒", Kind.INTEGER, _WAITING.party_ahead_days, "党建",
             "到期前多少天列入“谁该办什么”", 0, 365),
    Declared("mobile_months", "流动党员报到期限", Kind.INTEGER, _WAITING.mobile_months, "党建",
             "流动满几个月仍未报到的列入提醒", 1, 24),
    Declared("relation_letter_days", "介绍信有效期", Kind.INTEGER, _WAITING.relation_letter_days, "党建",
             "接转时没有另填有效期的，按这个天数", 1, 365),
    Declared("election_reminder_months", "换届提醒", Kind.INTEGER, _WAITING.election_reminder_months, "组织",
             "届满前几个月列入换届提醒", 0, 24),
    Declared("union_application_days", "入会审批期限", Kind.INTEGER, _WAITING.union_application_days, "组织",
             "申请后多少天未审批的列入提醒", 1, 365),
    Declared("league_course_hours", "团课学时", Kind.INTEGER, _WAITING.league_course_hours, "组织",
             "入团前至少多少学时", 0, 100),
    Declared("league_activist_months", "入团积极分子考察时间", Kind.INTEGER, _WAITING.league_activist_months, "组织",
             "满几个月后可发展为团员", 1, 24),
    Declared("sign_in_phones", "签到表上的电话", Kind.CHOICE, "masked", "打印", "签到表现场传阅，默认隐去中间四位",
             choices=(("masked", "隐去中间四位"), ("none", "不印电话"))),
    Declared("full_grid", "台账补足空行", Kind.YES_NO, True, "打印", "打印花名册时用空行补满一页，便于手写"),
)  # fmt: skip
_BY_KEY = {one.key: one for one in SETTINGS}


def read_all(desk: Desk) -> dict[str, Any]:
    """Every setting's value, chosen or default, by key."""
    values = {one.key: one.default for one in SETTINGS}
    with desk.reading() as session:
        for row in session.exec(select(Setting)).all():
            if row.key in _BY_KEY:
                values[row.key] = _parsed(_BY_KEY[row.key], row.value)
    return values


def read(desk: Desk, key: str) -> Any:
    """One setting's value. Raises KeyError for one that is not declared."""
    return read_all(desk)[_BY_KEY[key].key]


def save(desk: Desk, values: dict[str, Any]) -> Changes:
    """Save settings in one operation. Raises ``ValidationFailed`` naming the settings that do not fit."""
    problems = [problem for key, value in values.items() if (problem := _check(_BY_KEY[key], value))]
    if problems:
        raise ValidationFailed(problems)
    with desk.operation("settings", "修改设置") as session:
        known = {row.key: row for row in session.exec(select(Setting)).all()}
        for key, value in values.items():
            row = known.get(key) or Setting(key=key, value="")
            row.value = _written(value)
            session.add(row)
        session.flush()
        return Changes(frozenset({"settings"}), session.info["operation"])


def _check(declared: Declared, value: Any) -> Problem | None:
    if declared.kind is Kind.INTEGER and (
        not isinstance(value, int) or not declared.low <= value <= declared.high
    ):
        message = f"“{declared.label}”应在{declared.low}到{declared.high}之间。"
        return Problem("OUT_OF_RANGE", declared.key, message)
    if declared.key in (HOLIDAYS, EXTRA):
        try:
            read_days(value)
        except ValueError as wrong:
            message = f"“{declared.label}”里的“{wrong}”认不出来，请写成 2025-01-28至2025-02-04 这样。"
            return Problem("DAYS_UNREADABLE", declared.key, message)
    return None


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


def _parsed(declared: Declared, text: str) -> Any:
    if declared.kind is Kind.YES_NO:
        return text == "1"
    return int(text) if declared.kind is Kind.INTEGER else text
