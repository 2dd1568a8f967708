"""The figures about training (T): people (人) are different people, attendances (人次) are not."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from db.queries import careers, studies
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
    per: int = 1,
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
        per=per,
    )


def _rate(code: str, name: str, definition: str, part: Counted, whole: Counted) -> Measure:
    return Measure(
        code, name, "%", MeasureKind.RATE, Section.TRAINING, definition, "people", (part,), base=(whole,)
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
    Measure("T06", "学历提升在读", "人", MeasureKind.STOCK, Section.TRAINING,
            "期末在读专科、本科等学历的人数，休学、毕业、退学的不计。", "degree_studies", (studies.STUDYING,)),
    _flow("T07", "结业人数", "人", "期内结业的不同人数，以结业日期为准。", "people", rows.COMPLETED, adds_up=False),
    _flow("T08", "颁发结业证书", "本", "期内发出且未作废的证书数，换发、补发的不重复计。", "certificates",
          rows.CERTIFICATES),
    _flow("T09", "学费减免人数", "人", "期内批准学费减免的不同人数，以批准日期为准。", "fee_reductions",
          studies.REDUCED_PEOPLE, adds_up=False),
    _flow("T10", "学后任新职", "人次", "期内担任新职务的人次：以前有从业经历，没有担任过这一职务，并且任职前已在培训班结业。",
          "people", careers.NEW_POSTS_AFTER_STUDY),
    _flow("T11", "学费减免金额", "元", "期内批准减免的学费，以批准日期为准。", "fee_reductions", studies.REDUCED, per=100),
    _flow("T12", "授课学时", "学时", f"期内各课次学时之和。{_HELD}", "class_runs", rows.TAUGHT_HOURS),
    _flow("T13", "参训学时", "人学时", "期内列名到课人员（出勤、迟到）的学时之和；除以培训人数为人均学时。", "people",
          rows.LEARNED_HOURS),
    _rate("T14", "出勤率", "期内列名到课（出勤、迟到）人次占登记考勤人次的比例，请假、缺席、代签算未到。",
          rows.ATTENDED_MARKS, rows.MARKS),
    _rate("T15", "结业率", "期内结束的班次中，结业人数占核定人数（结业、肄业）的比例。", rows.COMPLETED_PLACES,
          rows.SETTLED_PLACES),
    Measure("T16", "累计培养大学生", "人", MeasureKind.STOCK, Section.TRAINING,
            "到期末为止入学读过专科、本科等学历的不同人数，含已毕业和已离校的。", "degree_studies", (studies.STUDIED,)),
    _flow("T17", "学历毕业人数", "人", "期内由院校准予毕业的不同人数。", "degree_studies", studies.GRADUATED, adds_up=False),
    _flow("T18", "开办期数", "期", f"期内上过课的期次数，同一期只计一次。{_HELD}", "class_runs", rows.TERMS, adds_up=False),
    _flow("T19", "获奖", "项", "期内学员和团队获得的奖项。", "prizes", studies.PRIZES),
)  # fmt: skip
