"""The figures about volunteering (V): services are counted, minutes are added up and shown as hours."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from db.models import CivicRoleKind, ClueChannel, ClueKind, OutputKind, TeamKind
from db.queries import recognition
from db.queries import volunteering as rows
from db.queries.counting import Counted

_FLOW, _STOCK, _SECTION = MeasureKind.FLOW, MeasureKind.STOCK, Section.VOLUNTEERING


def _output(code: str, name: str, unit: str, kind: OutputKind) -> Measure:
    """Counted on single services, and as daily totals where nobody wrote down the single ones."""
    definition = f"期内服务记录中的{name}{unit}数与每日汇总数之和，按数量计，不折算时长；冲销的记录不计。"
    parts: tuple[Counted, ...] = (rows.output_of_services(kind), rows.output_of_days(kind))
    lists = ("service_logs", "daily_totals")
    return Measure(code, name, unit, _FLOW, _SECTION, definition, lists[0], parts, registers=lists)


def _teams(code: str, name: str, *kinds: TeamKind) -> Measure:
    definition = f"期末已成立且未解散的{name}队伍数。"
    return Measure(code, name, "支", _STOCK, _SECTION, definition, "teams", (rows.teams(*kinds),), of="V01")


def _roles(code: str, name: str, kind: CivicRoleKind) -> Measure:
    definition = f"期末聘期内的{name}人数；一人兼任几种的各计一次，因此各项之和可能多于合计。"
    return Measure(code, name, "人", _STOCK, _SECTION, definition, "people", (rows.in_roles(kind),), of="V10")


def _clues(code: str, name: str, counted: Counted) -> Measure:
    return Measure(
        code, name, "条", _FLOW, _SECTION, f"期内上报的线索中{name}的。", "clues", (counted,), of="R06"
    )


MEASURES = (
    Measure("V01", "志愿服务队", "支", _STOCK, _SECTION,
            "期末已成立且未解散的队伍数；筹建中的不计。", "teams", (rows.teams(),)),
    _teams("V01a", "综合服务", TeamKind.GENERAL),
    _teams("V01b", "助老助送", TeamKind.ELDERLY_HELP),
    _teams("V01c", "平安巡逻", TeamKind.PATROL),
    _teams("V01d", "文明劝导", TeamKind.CIVILITY),
    _teams("V01e", "应急及其他", TeamKind.EMERGENCY, TeamKind.OTHER),
    Measure("V02", "志愿者", "人", _STOCK, _SECTION,
            "期末在队的不同人数，参加几支队伍也只计一次。", "people", (rows.VOLUNTEERS,)),
    Measure("V03", "志愿服务活动", "场", _FLOW, _SECTION,
            "期内的活动数：同一队伍同一天同一活动为一场；冲销的记录不计。", "service_logs", (rows.ACTIVITIES,)),
    Measure("V04", "志愿服务参与", "人次", _FLOW, _SECTION,
            "期内的服务记录数，一人一次为一人次；每日汇总不计入人次，冲销的记录不计。", "service_logs", (rows.SERVICES,)),
    Measure("V05", "志愿服务时长", "小时", _FLOW, _SECTION,
            "期内服务记录的分钟数之和除以60；冲销的记录不计。", "service_logs", (rows.MINUTES,), per=60),
    _output("V06", "助老送餐", "次", OutputKind.MEALS),
    _output("V07", "发放宣传资料", "份", OutputKind.LEAFLETS),
    Measure("V08", "星级志愿者", "人", _STOCK, _SECTION,
            "到期末已授予任一星级的不同人数。", "people", (recognition.STARRED,)),
    Measure("V09", "服务老人", "人", _STOCK, _SECTION,
            "期末在服务中的老人数。", "served_elders", (recognition.ELDERS,)),
    Measure("V10", "监督员、宣传员、倡导员", "人", _STOCK, _SECTION,
            "期末聘期内担任安全隐患监督员、文明建设宣传员、志愿服务倡导员的不同人数，一人兼任几种也只计一次。",
            "people", (rows.in_roles(),)),
    _roles("V10a", "监督员", CivicRoleKind.MONITOR),
    _roles("V10b", "宣传员", CivicRoleKind.PROMOTER),
    _roles("V10c", "倡导员", CivicRoleKind.ADVOCATE),
    Measure("R06", "小哥上报线索", "条", _FLOW, _SECTION,
            "期内上报的线索数，同一外部编号只登记一次。", "clues", (recognition.clues(),)),
    _clues("R06a", "通过随手公益", recognition.clues(ClueChannel.SNAP)),
    _clues("R06b", "通过西湖码", recognition.clues(ClueChannel.WEST_LAKE_CODE)),
    _clues("R06c", "通过微信群", recognition.clues(ClueChannel.CHAT)),
    _clues("R06d", "通过热线、站点等",
           recognition.clues(ClueChannel.HOTLINE, ClueChannel.STATION, ClueChannel.OTHER)),
    _clues("R06e", "关于停车管理", recognition.clues(ClueKind.PARKING)),
    _clues("R06f", "关于小区环境", recognition.clues(ClueKind.ENVIRONMENT)),
    _clues("R06g", "关于道路设施", recognition.clues(ClueKind.ROAD)),
    _clues("R06h", "关于安全隐患", recognition.clues(ClueKind.SAFETY)),
    Measure("R07", "线索办结率", "%", MeasureKind.RATE, _SECTION,
            "期内上报的线索中到期末已办结的比例。", "clues", (recognition.CLUES_CLOSED,), base=(recognition.clues(),)),
)  # fmt: skip
