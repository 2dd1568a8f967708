"""诉求: what people asked the office for, every step it took; and the office's table of time limits."""

from app.actions.requests import use_usual_limits
from app.actions.requeststeps import keep_steps
from app.registers.requestpapers import REQUEST_PAPERS
from app.registers.requestverbs import REQUEST_ACTIONS
from app.registers.requestwords import CATEGORIES, CHANNELS, LIMIT_UNITS, SATISFACTIONS, URGENCIES
from app.registers.spec import Action, Child, Field, Kind, Register
from app.registers.unitwork import PROBLEMS
from app.rules.contacts import clean_contact, phone_readable
from app.rules.dates import at_least, in_order, not_future
from app.rules.lifecycles import follows
from app.rules.requests import (
    REQUEST,
    REQUEST_STATES,
    asked_once,
    name_once,
    petition_leaves,
    request_told,
    reward_told,
    who_asked,
)
from app.rules.timelimits import fill_due, one_line_each
from app.values.masking import mask_phones
from db.models import Request, RequestLimit, RequestStep

REQUEST_LIMITS = Register(
    key="request_limits",
    label="办理时限",
    unit="条",
    model=RequestLimit,
    icon="mdi6.timer-cog-outline",
    sort="name",
    rules=(one_line_each, at_least(0, accept_days="受理时限")),
    actions=(
        Action("use_usual", "采用常用时限", "mdi6.timer-check-outline", use_usual_limits, alone=True),
    ),
    fields=(
        Field("name", "名称", table=True, width=16, help="如：12345转办、紧急"),
        Field("channel", "渠道", choices=CHANNELS, table=True, width=12, help="不选表示各渠道"),
        Field("urgency", "紧急程度", choices=URGENCIES, table=True, width=10, help="不选表示不分缓急"),
        Field("amount", "办理时限", table=True, width=10, help="从收到的次日起算；按小时的从收到时间起算"),
        Field("unit", "单位", choices=LIMIT_UNITS, table=True, width=14, help="工作日按“设置”里的节假日和调休计算"),
        Field("accept_days", "受理时限（工作日）", table=True, width=18, help="几个工作日内要受理；0表示不规定"),
        Field("source", "依据", table=True, width=30),
    ),
)  # fmt: skip
REQUEST_STEPS = Register(
    key="request_steps",
    label="办理经过",
    unit="步",
    model=RequestStep,
    icon="mdi6.timeline-clock-outline",
    title="state",
    sort="-from_on",
    veil=("request_id.confidential", ("said",)),
    fields=(
        Field("request_id", "诉求", link="requests", form=False, width=12),
        Field("state", "状态", choices=REQUEST_STATES, form=False, table=True, width=10),
        Field("from_on", "开始日期", form=False, table=True, width=12),
        Field("to_on", "结束日期", form=False, width=12),
        Field("said", "情况", table=True, width=32),
        Field("unit", "承办单位", table=True, width=16),
        Field("due_on", "当时的期限", form=False, table=True, width=12),
        Field("satisfaction", "回访结果", choices=SATISFACTIONS, form=False, width=10),
        Field("done_by", "经办", table=True, width=12),
    ),
)
REQUESTS = Register(
    key="requests",
    label="诉求",
    unit="件",
    model=Request,
    icon="mdi6.comment-question-outline",
    title="number",
    prefix="SQ",
    sort="-received_on",
    veil=("confidential", ("title", "content", "place", "person_id", "requester", "phone", "station_id", "result", "note")),
    prepares=(clean_contact, name_once, fill_due),
    rules=(
        follows(REQUEST, "state", REQUEST_STATES),
        petition_leaves,
        who_asked,
        phone_readable,
        request_told,
        asked_once,
        reward_told,
        not_future("received_on", "收到日期"),
        not_future("closed_on", "办结日期"),
        in_order("received_on", "收到日期", "due_on", "办理期限"),
        in_order("received_on", "收到日期", "closed_on", "办结日期"),
        in_order("closed_on", "办结日期", "called_back_on", "回访日期"),
    ),
    effects=(keep_steps,),
    actions=REQUEST_ACTIONS,
    children=(Child(REQUEST_STEPS, "request_id", owned=True),),
    papers=REQUEST_PAPERS,
    bulk=("unit", "urgency", "area_id", "category", "problem"),
    fields=(
        Field("number", "编号", form=False, table=True, width=12),
        Field("title", "事由", table=True, width=28, help="一句话说清，不写姓名和电话"),
        Field("category", "类别", choices=CATEGORIES, table=True, filter=True, width=10),
        Field("problem", "三难", choices=PROBLEMS, filter=True, width=8),
        Field("channel", "渠道", choices=CHANNELS, table=True, filter=True, width=10),
        Field("outside_no", "外部编号", width=16, help="12345、西湖码等系统里的编号，同一编号只登记一次"),
        Field("received_on", "收到日期", table=True, filter=True, width=12),
        Field("received_at", "收到时间", kind=Kind.TIME, width=8),
        Field("urgency", "紧急程度", choices=URGENCIES, filter=True, width=8),
        Field("area_id", "所在区域", link="areas", filter=True, width=14),
        Field("place", "地点", width=18),
        Field("content", "内容", kind=Kind.LONG_TEXT, width=30),
        Field("is_report", "线索上报", filter=True, width=8, help="反映公共问题，不是本人的需求"),
        Field("reward", "上报奖励（元）", kind=Kind.MONEY, width=12, help="领了奖励的上报不算志愿服务"),
        Field("person_id", "诉求人", link="people", section="诉求人", table=True, filter=True, width=12),
        Field("requester", "姓名（没有登记的人）", section="诉求人", width=14, help="在人员里的请选“诉求人”"),
        Field("anonymous", "匿名", section="诉求人", filter=True, width=6),
        Field("phone", "联系电话", kind=Kind.PHONES, section="诉求人", mask=mask_phones, width=16),
        Field("station_id", "站点", link="stations", section="诉求人", filter=True, width=18),
        Field("confidential", "保密", section="诉求人", filter=True, width=6, help="列表和打印只显示编号、类别和进度"),
        Field("state", "状态", choices=REQUEST_STATES, section="办理", table=True, filter=True, width=8),
        Field("unit", "承办单位", section="办理", table=True, filter=True, width=16),
        Field("co_units", "协办单位", section="办理", width=16),
        Field("due_on", "办理期限", section="办理", table=True, filter=True, width=12, help="不填按“办理时限”自动计算"),
        Field("due_time", "期限时间", kind=Kind.TIME, section="办理", width=8),
        Field("accept_due_on", "受理期限", section="办理", form=False, width=12),
        Field("closed_on", "办结日期", section="办理", table=True, filter=True, width=12),
        Field("result", "办理结果", kind=Kind.LONG_TEXT, section="办理", width=24),
        Field("transferred_to", "转往单位", section="办理", width=16),
        Field("petition", "信访事项", section="办理", width=8, help="按《信访工作条例》另行办理，须转出本台账"),
        Field("reopened", "重办次数", section="办理", form=False, width=8),
        Field("called_back_on", "回访日期", section="回访", width=12),
        Field("called_back_by", "回访人", section="回访", width=10),
        Field("satisfaction", "回访结果", choices=SATISFACTIONS, section="回访", table=True, filter=True, width=8),
        Field("note", "备注", kind=Kind.LONG_TEXT, section="回访", width=24),
    ),
)  # fmt: skip
