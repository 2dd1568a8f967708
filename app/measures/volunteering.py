"""The figures about volunteering (V): services are counted, minutes are added up and shown as hours."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from db.models import OutputKind
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


MEASURES = (
    Measure("V01", "志愿服务队", "支", _STOCK, _SECTION,
            "期末已成立且未解散的队伍数；筹建中的不计。", "teams", (rows.TEAMS,)),
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
    Measure("R06", "小哥上报线索", "条", _FLOW, _SECTION,
            "期内上报的线索数，同一外部编号只登记一次。", "clues", (recognition.CLUES,)),
    Measure("R07", "线索办结率", "%", MeasureKind.RATE, _SECTION,
            "期内上报的线索中到期末已办结的比例。", "clues", (recognition.CLUES_CLOSED,), base=(recognition.CLUES,)),
)  # fmt: skip
