"""The figures about training (T): people (人) are different people, attendances (人次) are not."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from db.queries import careers
from db.queries import training as rows
from db.queries.counting import Counted

_HELD = "已开课或已有到课记录的课次才算；取消的班次不计。"


def _flow(
    code: str,
    name: str,
    unit: str,
    definition: str,
    register: str,
    *parts: Counted,
    adds_up: bool = True,
) -> Measure:
    return Measure(
        code,
        name,
        unit,
        MeasureKind.FLOW,
        Section.TRAINING,
        definition,
        register,
        parts,
        adds_up=adds_up,
    )


MEASURES = (
    _flow("T01", "开课门数", "门", f"期内上过课的课程数，同一课程只计一次。{_HELD}", "courses", rows.COURSES,
          adds_up=False),
    _flow("T02", "开办班次", "个", f"期内上过课的班次数，同一班次只计一次。{_HELD}", "class_runs", rows.CLASS_RUNS,
          adds_up=False),
    _flow("T03", "培训场次", "场", f"期内的课次数。{_HELD}", "class_runs", rows.SESSIONS),
    _flow("T04", "培训人数", "人", "期内到课（出勤、迟到）的不同人数，只计列名人员，代签、请假、缺席不计。", "people",
          rows.LEARNERS, adds_up=False),
    _flow("T05", "培训人次", "人次", "期内各课次到课（出勤、迟到）人次之和，含只记人数的到课人员。", "class_runs",
          rows.ATTENDANCES, rows.HEADCOUNTS),
    _flow("T07", "结业人数", "人", "期内结业的不同人数，以结业日期为准。", "people", rows.COMPLETED, adds_up=False),
    _flow("T08", "颁发结业证书", "本", "期内发出且未作废的证书数，换发、补发的不重复计。", "certificates",
          rows.CERTIFICATES),
    _flow("T10", "学后任新职", "人次", "期内担任新职务的人次：以前有从业经历，没有担任过这一职务，并且任职前已在培训班结业。",
          "people", careers.NEW_POSTS_AFTER_STUDY),
)  # fmt: skip
