"""The figures about visits (A) and deeds."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from app.registers.visits import NEED_KINDS
from db.models import NeedKind
from db.queries import visits as rows

_FLOW, _SECTION = MeasureKind.FLOW, Section.CARE


def _need(number: int, kind: str, label: str) -> Measure:
    definition = f"期内走访时收集的“{label}”类需求数。"
    part = rows.needs_of(NeedKind(kind))
    return Measure(f"A04{chr(ord('a') + number)}", label, "件", _FLOW, _SECTION, definition,
                   "visited_people", (part,), of="A04")  # fmt: skip


MEASURES = (
    Measure("A01", "走访站点", "个", _FLOW, _SECTION,
            "期内走访过的不同站点数，同一站点走访几次只计一个。", "stations", (rows.STATIONS_VISITED,), adds_up=False),
    Measure("A02", "走访人次", "人次", _FLOW, _SECTION,
            "期内走访见到的人次：逐人登记的与未逐人登记的人数之和。", "visited_people",
            (rows.MEETINGS, rows.UNNAMED), registers=("visited_people", "visits")),
    Measure("A03", "走访见面人数", "人", _FLOW, _SECTION,
            "期内走访逐人登记的不同人数，见面几次只计一人。", "people", (rows.PEOPLE_MET,), adds_up=False),
    Measure("A04", "走访收集需求", "件", _FLOW, _SECTION,
            "期内走访时收集的需求数，一人一次走访为一件。", "visited_people", (rows.NEEDS,)),
    *(_need(number, kind, label) for number, (kind, label) in enumerate(NEED_KINDS)),
    Measure("A05", "走访需求解决率", "%", MeasureKind.RATE, _SECTION,
            "期内走访收集的需求中到期末已解决的比例。", "visited_people", (rows.NEEDS_SETTLED,), base=(rows.NEEDS,)),
    Measure("A06", "先进事迹", "件", _FLOW, _SECTION,
            "期内发生的先进事迹数。", "deeds", (rows.DEEDS,)),
)  # fmt: skip
