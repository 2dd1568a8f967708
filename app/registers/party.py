"""党员发展 as an index: the card with its dates, stages as periods, reviews, contacts, steps, and the template of steps."""

from app.actions.party import PARTY_RULES, advance, end, extend, keep_stages, restart
from app.actions.partysteps import (
    CONTACT_RULES,
    REVIEW_RULES,
    STEP_RULES,
    approve_admission,
    name_mentor,
    review,
    take_step,
    talk,
)
from app.registers.asking import ACCEPTED
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.dates import at_least
from app.rules.party import DATE_LABELS, ENDS, STAGE_DATES, STAGE_LABELS, UNCLASSIFIED, fill_stage
from app.rules.partychildren import earlier_only, fill_name
from app.rules.periods import period_in_order, periods_apart
from db.models import (
    PartyContact,
    PartyIndex,
    PartyReview,
    PartyStagePeriod,
    PartyStep,
    PartyStepDate,
)

STAGES = tuple((stage.value, label) for stage, label in STAGE_LABELS)
STAGES_ON_THE_WAY = tuple((stage.value, label) for stage, label in STAGE_LABELS if stage in STAGE_DATES)
END_KINDS = tuple((stage.value, label) for stage, label in STAGE_LABELS if stage in ENDS)
CONTACT_ROLES = (("mentor", "培养联系人"), ("sponsor", "入党介绍人"))
REVIEW_RESULTS = (("continue", "继续培养"), ("mature", "基本成熟"), ("stop", "不再培养"))

PARTY_STAGES = Register(
    key="party_stages",
    label="发展阶段记录",
    unit="条",
    model=PartyStagePeriod,
    icon="mdi6.stairs",
    title="from_on",
    sort="-from_on",
    rules=(period_in_order, periods_apart("index_id"), earlier_only),
    fields=(
        Field("index_id", "发展档案", link="party_index", form=False),
        Field("stage", "阶段", choices=STAGES, table=True, width=16),
        Field("from_on", "开始日期", table=True, width=12),
        Field("to_on", "结束日期", table=True, width=12, help="到这一天为止，当天不再计入"),
    ),
)

PARTY_REVIEWS = Register(
    key="party_reviews",
    label="半年考察",
    unit="次",
    model=PartyReview,
    icon="mdi6.clipboard-check-outline",
    title="reviewed_on",
    sort="-reviewed_on",
    rules=REVIEW_RULES,
    fields=(
        Field("index_id", "发展档案", link="party_index", form=False),
        Field("reviewed_on", "考察日期", table=True, width=12),
        Field("reviewer", "考察人", table=True, width=14),
        Field("result", "结果", choices=REVIEW_RESULTS, table=True, width=12, help="只记结果，不录考察材料"),
    ),
)

PARTY_CONTACTS = Register(
    key="party_contacts",
    label="联系人和介绍人",
    unit="人",
    model=PartyContact,
    icon="mdi6.account-supervisor-outline",
    title="name",
    sort="-from_on",
    prepares=(fill_name,),
    rules=CONTACT_RULES,
    fields=(
        Field("index_id", "发展档案", link="party_index", form=False),
        Field("role", "角色", choices=CONTACT_ROLES, table=True, width=12),
        Field("person_id", "人员", link="people", width=14, help="在人员台账中的从这里选择"),
        Field("name", "姓名", table=True, width=14, help="不在人员台账中的填写姓名"),
        Field("from_on", "开始日期", table=True, width=12),
        Field("to_on", "结束日期", table=True, width=12, help="到这一天为止，当天不再计入；仍在联系不填"),
    ),
)

PARTY_STEP_DATES = Register(
    key="party_step_dates",
    label="步骤办理",
    unit="条",
    model=PartyStepDate,
    icon="mdi6.check-circle-outline",
    title="done_on",
    sort="-done_on",
    rules=STEP_RULES,
    fields=(
        Field("index_id", "发展档案", link="party_index", form=False),
        Field("step_id", "步骤", link="party_steps", table=True, width=20),
        Field("done_on", "办理日期", table=True, width=12),
    ),
)

PARTY_STEPS = Register(
    key="party_steps",
    label="发展步骤模板",
    unit="步",
    model=PartyStep,
    icon="mdi6.format-list-numbered",
    sort="stage",
    rules=(at_least(1, position="顺序", due_months="几个月内办理"),),
    fields=(
        Field("name", "步骤", table=True, width=20, help="如：公示、政治审查办结、入党宣誓"),
        Field("stage", "所属阶段", choices=STAGES, table=True, filter=True, width=16),
        Field("position", "顺序", table=True, width=6),
        Field("due_months", "几个月内办理", table=True, width=12, help="从该阶段开始算起，没有时限不填"),
        Field("required", "必办", table=True, width=6, help="没有登记办理日期的，不能进入下一阶段"),
        Field("active", "启用", table=True, width=6),
    ),
)

PARTY_INDEX = Register(
    key="party_index",
    label="党员发展",
    unit="人",
    model=PartyIndex,
    icon="mdi6.account-star-outline",
    internal=True,
    title="number",
    prefix="FZ",
    sort="-stage_on",
    prepares=(fill_stage,),
    rules=PARTY_RULES,
    effects=(keep_stages,),
    actions=(
        Action("advance", "进入下一阶段", "mdi6.arrow-up-circle-outline", advance,
               asks=(Field("on", "下一阶段开始日期", kind=Kind.DATE, required=True), ACCEPTED)),
        Action("talk", "登记谈话", "mdi6.account-voice", talk,
               asks=(Field("on", "谈话日期", kind=Kind.DATE, required=True), ACCEPTED)),
        Action("review", "登记考察", "mdi6.clipboard-check-outline", review,
               asks=(Field("on", "考察日期", kind=Kind.DATE, required=True), Field("reviewer", "考察人"),
                     Field("result", "结果", kind=Kind.CHOICE, choices=REVIEW_RESULTS, required=True), ACCEPTED)),
        Action("name_mentor", "确定联系人或介绍人", "mdi6.account-supervisor-outline", name_mentor,
               asks=(Field("role", "角色", kind=Kind.CHOICE, choices=CONTACT_ROLES, required=True),
                     Field("person_id", "人员", kind=Kind.LINK, link="people", help="在人员台账中的从这里选择"),
                     Field("name", "姓名", help="不在人员台账中的填写姓名"),
                     Field("on", "开始日期", kind=Kind.DATE, required=True), ACCEPTED)),
        Action("take_step", "登记步骤", "mdi6.check-circle-outline", take_step,
               asks=(Field("step_id", "步骤", kind=Kind.LINK, link="party_steps", required=True),
                     Field("on", "办理日期", kind=Kind.DATE, required=True), ACCEPTED)),
        Action("approve", "登记审批", "mdi6.check-decagram-outline", approve_admission,
               asks=(Field("on", "审批日期", kind=Kind.DATE, required=True, help="上级党组织批准接收预备党员的日期"), ACCEPTED)),
        Action("extend", "延长预备期", "mdi6.timer-plus-outline", extend,
               asks=(Field("on", "决定日期", kind=Kind.DATE, required=True),
                     Field("to", "延长至", kind=Kind.DATE, required=True), ACCEPTED)),
        Action("end", "登记终止", "mdi6.close-octagon-outline", end, danger=True,
               asks=(Field("kind", "终止情形", kind=Kind.CHOICE, choices=END_KINDS, required=True),
                     Field("on", "终止日期", kind=Kind.DATE, required=True), ACCEPTED)),
        Action("restart", "重新申请", "mdi6.restart", restart,
               asks=(Field("on", "重新申请日期", kind=Kind.DATE, required=True), ACCEPTED)),
    ),
    children=(
        Child(PARTY_STAGES, "index_id", owned=True),
        Child(PARTY_REVIEWS, "index_id", owned=True),
        Child(PARTY_CONTACTS, "index_id", owned=True),
        Child(PARTY_STEP_DATES, "index_id", owned=True),
    ),
    fields=(
        Field("number", "档案编号", form=False, table=True, width=12),
        Field("person_id", "人员", section="基本信息", link="people", table=True, filter=True, width=14,
              help=UNCLASSIFIED),
        Field("stage", "现阶段", choices=STAGES, table=True, filter=True, form=False, width=16),
        Field("stage_on", "现阶段开始", table=True, filter=True, form=False, width=12),
        Field("formal_org_id", "组织关系所在党组织", section="基本信息", link="organizations", table=True, filter=True, width=24,
              help="正式党组织；功能型党组织不接转组织关系"),
        Field("functional_org_id", "参加的功能型党组织", section="基本信息", link="organizations", filter=True, width=24),
        Field("materials_on_file", "材料在档", section="基本信息", table=True, filter=True, width=8,
              help="只记在不在档，不录材料内容"),
        Field("applied_on", DATE_LABELS["applied_on"], section="申请入党", table=True, filter=True, width=12),
        Field("talk_on", "谈话日期", section="申请入党", width=12, help="收到申请后一个月内派人谈话"),
        Field("activist_on", DATE_LABELS["activist_on"], section="积极分子", table=True, filter=True, width=12,
              help="支部委员会（支部大会）决定的日期"),
        Field("activist_filed_on", "积极分子备案日期", section="积极分子", width=12),
        Field("candidate_on", DATE_LABELS["candidate_on"], section="发展对象", table=True, filter=True, width=12,
              help="上级党委备案同意的日期"),
        Field("course_from", "培训开始日期", section="发展对象", width=12),
        Field("course_to", "培训结束日期", section="发展对象", width=12),
        Field("course_hours", "培训学时", section="发展对象", width=8),
        Field("precheck_on", "预审日期", section="发展对象", width=12),
        Field("admitted_on", DATE_LABELS["admitted_on"], section="预备党员", table=True, filter=True, width=12,
              help="支部大会通过的日期，预备期从这一天算起"),
        Field("approved_on", "审批日期", section="预备党员", width=12, help="上级党组织批准的日期"),
        Field("extended_on", DATE_LABELS["extended_on"], section="预备党员", width=12),
        Field("extended_to", "延长至", section="预备党员", width=12),
        Field("confirmed_on", DATE_LABELS["confirmed_on"], section="转正", table=True, filter=True, width=12,
              help="党龄从这一天算起"),
        Field("end_kind", "终止情形", kind=Kind.CHOICE, choices=END_KINDS, section="终止", filter=True, width=12),
        Field("ended_on", "终止日期", section="终止", filter=True, width=12),
        Field("note", "备注", section="终止", width=20, help="不得录入材料内容、考察意见和表决情况"),
    ),
)  # fmt: skip
