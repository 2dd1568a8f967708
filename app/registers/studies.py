"""学历提升 with 休学 and 学费; 学费减免 with the opinions on it, and the policies it follows."""

from app.actions.studies import (
    admit_study,
    begin_study,
    graduate,
    leave_school,
    owe_for_studies,
    reject_study,
    resume,
    suspend,
)
from app.actions.tuition import (
    PREFIX,
    REDUCTION_RULES,
    apply_for_reduction,
    approve_reduction,
    credit,
    fill_study,
    fill_tuition,
    opinion,
    pay,
    refuse_reduction,
    reimburse,
)
from app.registers.asking import ACCEPTED
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.dates import at_least, in_order
from app.rules.lifecycles import follows
from app.rules.periods import period_in_order, periods_apart
from app.rules.studies import STUDY, STUDY_STATUSES, fill_area, pause_matches, studies_once, study_dates
from app.rules.tuition import (
    REDUCTION_STATES,
    amounts_fit,
    budget_holds,
    paid_dated,
    tuition_for,
    year_fits,
)
from db.models import (
    DegreePause,
    DegreeStudy,
    FeeOpinion,
    FeePolicy,
    FeeReduction,
    OpinionStep,
    ReductionState,
    Tuition,
)

LEVELS = (("college", "专科"), ("bachelor", "本科"), ("other", "其他"))
STATUSES = tuple((status.value, label) for status, label in STUDY_STATUSES)
_ENDS = tuple(one for one in STATUSES if one[0] in ("partial", "withdrawn", "removed"))
STATES = tuple((state.value, label) for state, label in REDUCTION_STATES)
STEPS = (
    ("applicant", "本人承诺"),
    ("station", "站点（社区）意见"),
    ("street_union", "街道总工会意见"),
    ("school", "院校意见"),
    ("district_union", "区总工会意见"),
)
_ON = Field("on", "日期", kind=Kind.DATE, required=True)
_REASON = Field("reason", "原因", required=True)
_SIGNED = Field("signed_by", "签字人")
_OPINION = Field("opinion", "意见", help="不填为“同意”")
_YEAR = Field(
    "school_year", "学年（开始年份）", kind=Kind.INTEGER, required=True, help="如：2024，即2024—2025学年"
)

DEGREE_PAUSES = Register(
    key="degree_pauses",
    label="休学记录",
    unit="段",
    model=DegreePause,
    icon="mdi6.pause-circle-outline",
    title="from_on",
    sort="-from_on",
    rules=(period_in_order, periods_apart("study_id")),
    fields=(
        Field("study_id", "学历提升", link="degree_studies", form=False, table=True, width=14),
        Field("from_on", "休学日期", table=True, width=12),
        Field("to_on", "复学日期", table=True, width=12, help="从这一天起复学；仍在休学不填"),
        Field("reason", "休学原因", table=True, width=24),
    ),
)

TUITIONS = Register(
    key="tuitions",
    label="学费",
    unit="笔",
    model=Tuition,
    icon="mdi6.cash-multiple",
    title="school_year",
    sort="-school_year",
    prepares=(fill_study, fill_area),
    rules=(year_fits, tuition_for, amounts_fit, paid_dated),
    actions=(
        Action("apply", "申请减免", "mdi6.file-percent-outline", apply_for_reduction,
               asks=(Field("policy_id", "减免政策", kind=Kind.LINK, link="fee_policies", required=True),
                     Field("percent", "申请比例（%）", kind=Kind.INTEGER, help="按各人应缴计算；与金额填一项"),
                     Field("requested", "申请金额（元）", kind=Kind.MONEY, help="每人同样的金额；与比例填一项"),
                     _ON, Field("grounds", "申请理由"))),
        Action("pay", "登记缴费", "mdi6.cash-check", pay,
               asks=(Field("paid", "实缴累计（元）", kind=Kind.MONEY, required=True), _ON, ACCEPTED)),
        Action("reimburse", "登记报销", "mdi6.cash-refund", reimburse,
               asks=(Field("reimbursed", "报销累计（元）", kind=Kind.MONEY, required=True), _ON, ACCEPTED)),
    ),
    fields=(
        Field("person_id", "人员", link="people", table=True, filter=True, width=14),
        Field("school_year", "学年", table=True, filter=True, width=10, help="开始的年份，如2024即2024—2025学年"),
        Field("study_id", "学历提升", link="degree_studies", form=False, width=14),
        Field("enrolment_id", "班次学员", link="enrolments", form=False, width=14),
        Field("due", "应缴（元）", kind=Kind.MONEY, table=True, width=10),
        Field("paid", "实缴（元）", kind=Kind.MONEY, table=True, width=10),
        Field("paid_on", "实缴日期", table=True, width=12),
        Field("reimbursed", "报销（元）", kind=Kind.MONEY, table=True, width=10, help="结业或取得学分后返还的学费"),
        Field("reimbursed_on", "报销日期", table=True, width=12),
        Field("area_id", "所在区域", link="areas", form=False, filter=True, width=14),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)  # fmt: skip

DEGREE_STUDIES = Register(
    key="degree_studies",
    label="学历提升",
    unit="人",
    model=DegreeStudy,
    icon="mdi6.school",
    title="school",
    sort="-applied_on",
    prepares=(fill_area,),
    rules=(
        follows(STUDY, "status", STATUSES),
        study_dates,
        pause_matches,
        studies_once,
        in_order("applied_on", "报名日期", "from_on", "入学日期"),
        in_order("from_on", "入学日期", "to_on", "离校日期"),
        at_least(1, years="学制"),
    ),
    actions=(
        Action("begin", "登记入学", "mdi6.play-circle-outline", begin_study, asks=(_ON,)),
        Action("tuition", "登记学费", "mdi6.cash-plus", owe_for_studies,
               asks=(_YEAR, Field("due", "应缴（元）", kind=Kind.MONEY, required=True))),
        Action("graduate", "登记毕业", "mdi6.flag-checkered", graduate, asks=(_ON,)),
        Action("admit", "录取", "mdi6.check-circle-outline", admit_study),
        Action("reject", "未录取", "mdi6.close-circle-outline", reject_study, asks=(Field("reason", "原因"),)),
        Action("suspend", "办理休学", "mdi6.pause-circle-outline", suspend, asks=(_ON, _REASON)),
        Action("resume", "办理复学", "mdi6.play-pause", resume, asks=(_ON,)),
        Action("leave", "退学、肄业等", "mdi6.account-minus-outline", leave_school, danger=True,
               asks=(Field("kind", "情形", kind=Kind.CHOICE, choices=_ENDS, required=True), _ON, _REASON)),
    ),
    children=(Child(DEGREE_PAUSES, "study_id", owned=True), Child(TUITIONS, "study_id")),
    fields=(
        Field("person_id", "人员", section="学习", link="people", table=True, filter=True, width=14),
        Field("programme_id", "所属学院", section="学习", link="programmes", table=True, filter=True, width=16),
        Field("cohort", "届次", section="学习", table=True, filter=True, width=8, help="如：2021级"),
        Field("school", "院校", section="学习", table=True, width=20, help="如：浙江开放大学"),
        Field("level", "层次", section="学习", choices=LEVELS, table=True, filter=True, width=8),
        Field("major", "专业", section="学习", table=True, width=16),
        Field("years", "学制（年）", section="学习", width=8),
        Field("student_no", "学籍号", section="学习", width=18),
        Field("status", "状态", section="经过", choices=STATUSES, table=True, filter=True, width=8),
        Field("applied_on", "报名日期", section="经过", table=True, filter=True, width=12),
        Field("from_on", "入学日期", section="经过", table=True, filter=True, width=12),
        Field("to_on", "毕业（离校）日期", section="经过", table=True, filter=True, width=12, help="毕业证书由院校颁发"),
        Field("reason", "休学、退学等原因", section="经过", width=18),
        Field("area_id", "所在区域", link="areas", form=False, filter=True, width=14),
        Field("note", "备注", kind=Kind.LONG_TEXT, section="经过", width=24),
    ),
)  # fmt: skip

FEE_OPINIONS = Register(
    key="fee_opinions",
    label="审批意见",
    unit="条",
    model=FeeOpinion,
    icon="mdi6.file-sign",
    title="step",
    sort="id",
    fields=(
        Field("reduction_id", "减免申请", link="fee_reductions", form=False, table=True, width=12),
        Field("step", "环节", choices=STEPS, table=True, width=16),
        Field("agreed", "同意", table=True, width=6),
        Field("opinion", "意见", table=True, width=24),
        Field("signed_by", "签字人", table=True, width=12),
        Field("signed_on", "签字日期", table=True, width=12),
    ),
)

FEE_REDUCTIONS = Register(
    key="fee_reductions",
    label="学费减免",
    unit="份",
    model=FeeReduction,
    icon="mdi6.file-percent-outline",
    prefix=PREFIX,
    title="number",
    sort="-number",
    prepares=(fill_tuition, fill_area),
    rules=REDUCTION_RULES,
    actions=(
        Action("submit", "本人提交", "mdi6.send-outline",
               opinion(OpinionStep.APPLICANT, ReductionState.SUBMITTED, "本人提交"), asks=(_ON,)),
        Action("station_ok", "站点社区意见", "mdi6.account-group-outline",
               opinion(OpinionStep.STATION, ReductionState.STATION_OK, "站点社区同意"), asks=(_ON, _SIGNED, _OPINION)),
        Action("union_ok", "街道总工会意见", "mdi6.domain",
               opinion(OpinionStep.STREET_UNION, ReductionState.UNION_OK, "街道总工会同意"),
               asks=(_ON, _SIGNED, _OPINION)),
        Action("school", "院校意见", "mdi6.school-outline",
               opinion(OpinionStep.SCHOOL, None, "院校意见"), asks=(_ON, _SIGNED, _OPINION)),
        Action("approve", "批准减免", "mdi6.check-decagram-outline", approve_reduction,
               asks=(Field("approved", "批准金额（元）", kind=Kind.MONEY, help="不填为各人申请的金额"), _ON, _SIGNED,
                     _OPINION)),
        Action("credit", "登记抵扣", "mdi6.cash-minus", credit, asks=(_ON,)),
        Action("return", "退回修改", "mdi6.undo-variant",
               refuse_reduction(ReductionState.RETURNED, "退回"), asks=(_ON, _REASON, _SIGNED)),
        Action("reject", "不予减免", "mdi6.close-circle-outline",
               refuse_reduction(ReductionState.REJECTED, "不予减免"), asks=(_ON, _REASON, _SIGNED), danger=True),
    ),
    children=(Child(FEE_OPINIONS, "reduction_id", owned=True),),
    fields=(
        Field("number", "申请编号", form=False, table=True, width=12),
        Field("person_id", "人员", link="people", table=True, filter=True, width=14),
        Field("tuition_id", "学年", link="tuitions", form=False, table=True, width=8),
        Field("policy_id", "减免依据", link="fee_policies", table=True, filter=True, width=22),
        Field("applied_on", "申请日期", table=True, filter=True, width=12),
        Field("requested", "申请减免（元）", kind=Kind.MONEY, table=True, width=12),
        Field("grounds", "申请理由", width=24),
        Field("state", "状态", choices=STATES, form=False, table=True, filter=True, width=10),
        Field("approved", "批准减免（元）", kind=Kind.MONEY, form=False, table=True, width=12),
        Field("approved_on", "批准日期", form=False, filter=True, width=12),
        Field("credited_on", "抵扣日期", form=False, width=12),
        Field("reason", "退回等原因", form=False, width=18),
        Field("area_id", "所在区域", link="areas", form=False, filter=True, width=14),
    ),
)  # fmt: skip

FEE_POLICIES = Register(
    key="fee_policies",
    label="减免政策",
    unit="项",
    model=FeePolicy,
    icon="mdi6.file-document-outline",
    title="name",
    sort="-from_on",
    rules=(
        in_order("from_on", "开始日期", "to_on", "截止日期"),
        at_least(0, most="每人最高", budget="预算"),
        budget_holds,
    ),
    children=(Child(FEE_REDUCTIONS, "policy_id"),),
    fields=(
        Field("name", "政策名称", table=True, width=28),
        Field("document_no", "文号", table=True, width=18),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("from_on", "开始日期", table=True, width=12),
        Field("to_on", "截止日期", table=True, width=12, help="最后一天"),
        Field("needs_union", "限工会会员", table=True, width=8, help="申请当天须是工会会员"),
        Field("percent", "最高减免比例（%）", table=True, width=8, help="不填为不限"),
        Field("most", "每人每学年最高（元）", kind=Kind.MONEY, width=12, help="不填为不限"),
        Field("budget", "预算（元）", kind=Kind.MONEY, table=True, width=12, help="不填为不限"),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
