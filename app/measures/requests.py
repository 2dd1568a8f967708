"""The figures about requests and deliberations (R); requests are read from their steps, so that past months stay as they were."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from app.registers.requestwords import CATEGORIES
from app.registers.unitwork import PROBLEMS
from db.models import RequestCategory, UnitProblem
from db.models import RequestChannel as By
from db.queries import requests as rows
from db.queries.counting import Counted

_FLOW, _STOCK, _RATE, _SECTION = MeasureKind.FLOW, MeasureKind.STOCK, MeasureKind.RATE, Section.REQUESTS
_CHANNELS = (
    ("a", "专属热线", (By.HOTLINE,)),
    ("b", "12345转办", (By.CITY_LINE,)),
    ("c", "西湖码、随手拍", (By.WEST_LAKE_CODE, By.SNAP)),
    ("d", "议事会", (By.DELIBERATION,)),
    ("e", "走访和站点", (By.VISIT, By.STATION)),
    ("f", "微信群", (By.CHAT,)),
    ("g", "来访、来信、网络", (By.IN_PERSON, By.LETTER, By.NETWORK)),
)


def _received(code: str, name: str, what: str, counted: Counted) -> Measure:
    return Measure(
        code, name, "件", _FLOW, _SECTION, f"期内收到的诉求中{what}。", "requests", (counted,), of="R01"
    )


def _settled(
    code: str, name: str, definition: str, part: Counted, base: Counted, key: str = "requests"
) -> Measure:
    return Measure(code, name, "%", _RATE, _SECTION, definition, key, (part,), base=(base,))


MEASURES = (
    Measure("R01", "收到诉求", "件", _FLOW, _SECTION,
            "期内收到的诉求数，含后来不予受理和转办的；同一外部编号只登记一次，已作为线索登记的不再登记。",
            "requests", (rows.received(),)),
    *(_received(f"R01{letter}", f"通过{name}", f"通过{name}来的", rows.received(*channels))
      for letter, name, channels in _CHANNELS),
    *(_received(f"R01{letter}", f"关于{label}", f"类别为“{label}”的", rows.received(RequestCategory(value)))
      for letter, (value, label) in zip("hijklmnopqrstu", CATEGORIES, strict=True)),
    *(_received(f"R01{letter}", f"三难之{label}", f"属于“三难”里{label}的", rows.received(UnitProblem(value)))
      for letter, (value, label) in zip("vwx", PROBLEMS, strict=True)),
    _received("R01y", "线索上报", "属于反映公共问题的线索上报的", rows.REPORTS),
    Measure("R02", "办结诉求", "件", _FLOW, _SECTION,
            "期内办结的不同诉求数，不论何时收到；重办后再办结的，同一期内只计一件。", "requests", (rows.CLOSED,), adds_up=False),
    _settled("R03", "诉求办结率", "期内收到的诉求（不予受理和转办的除外）中，到期末已办结的比例。",
             rows.HANDLED_SETTLED, rows.HANDLED),
    _settled("R04", "诉求按时办结率",
             "期内的办结中，办结日期不晚于当时办理期限（延期的按延期后）的比例；没有期限的不计，按小时的期限看到日。",
             rows.CLOSINGS_IN_TIME, rows.CLOSINGS),
    _settled("R05", "诉求满意率", "期内接通的回访中，答复“满意”或“基本满意”的比例；未接通的不计。",
             rows.PLEASED_CALLS, rows.CALLS),
    Measure("R05a", "诉求回访", "件次", _FLOW, _SECTION,
            "期内接通的回访次数，是满意率的分母。", "requests", (rows.CALLS,)),
    Measure("R14", "期末未办结诉求", "件", _STOCK, _SECTION,
            "期末还没有办结的诉求数，含待受理、延期、挂账、退单和重办的；不予受理和转办的不计。", "requests", (rows.OPEN,)),
    Measure("R14a", "超过期限", "件", _STOCK, _SECTION,
            "期末未办结的诉求中，办理期限在期末之前的。", "requests", (rows.OVERDUE,), of="R14"),
    Measure("R08", "议事协商会", "场", _FLOW, _SECTION, "期内召开的议事协商会数。", "deliberations", (rows.MEETINGS,)),
    Measure("R08a", "议事平台召开的", "场", _FLOW, _SECTION,
            "期内的议事协商会中在街事会、天天议事厅等议事平台召开的；各平台场次见“议事平台情况表”。",
            "deliberations", (rows.MEETINGS_OF_PLATFORMS,), of="R08"),
    Measure("R15", "开会的议事平台", "个", _FLOW, _SECTION,
            "期内开过会的不同议事平台数。", "organizations", (rows.PLATFORMS_THAT_MET,), adds_up=False),
    Measure("R11", "参加议事的小哥", "人次", _FLOW, _SECTION,
            "期内各场议事协商会参加小哥人数之和。", "deliberations", (rows.RIDERS_PRESENT,)),
    Measure("R12", "议事意见建议", "条", _FLOW, _SECTION,
            "期内的议事协商会上提出的意见建议数。", "opinions", (rows.OPINIONS,)),
    Measure("R12a", "已采纳", "条", _FLOW, _SECTION,
            "期内提出的意见建议中，到期末已采纳的。", "opinions", (rows.OPINIONS_ADOPTED,), of="R12", adds_up=False),
    Measure("R12b", "已办结", "条", _FLOW, _SECTION,
            "期内提出的意见建议中，到期末已办结的。", "opinions", (rows.OPINIONS_CLOSED,), of="R12", adds_up=False),
    Measure("R09", "议定事项", "项", _FLOW, _SECTION,
            "期内的议事协商会议定的事项数。", "resolutions", (rows.RESOLUTIONS,)),
    _settled("R10", "议定事项落实率", "期内议定的事项中，到期末已落实的比例。",
             rows.RESOLUTIONS_CARRIED_OUT, rows.RESOLUTIONS, "resolutions"),
    Measure("R13", "落实议定事项", "项", _FLOW, _SECTION,
            "期内落实的议定事项数，不论何时议定。", "resolutions", (rows.DONE,)),
)  # fmt: skip
