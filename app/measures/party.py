"""The figures about Party work (O02, O03, O11, O20)."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from db.models import PartyStage
from db.queries import party as rows

_ON_THE_WAY = (
    PartyStage.APPLICANT,
    PartyStage.ACTIVIST,
    PartyStage.CANDIDATE,
    PartyStage.PROBATIONARY,
    PartyStage.EXTENDED,
)


def _stage(code: str, name: str, definition: str, *stages: PartyStage, of: str = "O02") -> Measure:
    counted = (rows.at_stages(*stages),)
    return Measure(
        code, name, "人", MeasureKind.STOCK, Section.ORGANIZATIONS, definition, "party_index", counted, of=of
    )


DEVELOPMENT = (
    _stage("O02", "入党培养发展", "期末处于入党申请人、积极分子、发展对象、预备党员各阶段的人数，以各阶段开始日期为准。",
           *_ON_THE_WAY, of=""),
    _stage("O02a", "入党申请人", "期末处于入党申请人阶段的人数。", PartyStage.APPLICANT),
    _stage("O02b", "入党积极分子", "期末处于入党积极分子阶段的人数。", PartyStage.ACTIVIST),
    _stage("O02c", "发展对象", "期末处于发展对象阶段的人数。", PartyStage.CANDIDATE),
    _stage("O02d", "预备党员", "期末处于预备期的人数，含延长预备期的。", PartyStage.PROBATIONARY, PartyStage.EXTENDED),
    Measure("O20", "接收预备党员", "人", MeasureKind.FLOW, Section.ORGANIZATIONS,
            "期内接收的预备党员人数，以支部大会通过日期为准。", "party_index", (rows.ADMITTED,)),
    Measure("O20a", "培训学员", "人", MeasureKind.FLOW, Section.ORGANIZATIONS,
            "期内接收的预备党员中，在接收前已参加本台账培训班次的人数。", "party_index", (rows.ADMITTED_LEARNERS,), of="O20"),
    Measure("O03", "流动党员（已报到）", "人", MeasureKind.STOCK, Section.ORGANIZATIONS,
            "期末仍在辖区、已向组织报到的流入党员人数，同一人只计一次。", "mobile_members", (rows.REPORTED_MEMBERS,)),
    Measure("O03a", "向组织报到", "人", MeasureKind.FLOW, Section.ORGANIZATIONS,
            "期内到社区报到的人数，同一人只计一次，以报到社区为准。", "check_ins", (rows.CHECKED_IN,), adds_up=False),
)  # fmt: skip
SENT = (
    Measure("O11", "党建指导员", "人", MeasureKind.STOCK, Section.ORGANIZATIONS,
            "期末仍在派驻的党建指导员人数。", "party_instructors", (rows.INSTRUCTORS,)),
)  # fmt: skip
