"""服务记录: unpaid service in minutes with quantities and evaluations, and what a team did on a day as one figure."""

from app.actions.volunteering import LOG_RULES, book_logs, reverse_logs, verify_logs
from app.registers.corrections import REQUEST_CORRECTION
from app.registers.evaluating import EVALUATE, EVALUATORS, GRADES
from app.registers.publicity import LOG_NOTICE, PUBLISH
from app.registers.recordsync import SYNC_ACTIONS
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.dates import at_least, not_future
from app.rules.evaluations import evaluation_told
from app.rules.lifecycles import SERVICE_LOG, follows
from app.rules.requests import service_not_rewarded
from app.rules.volunteering import (
    booked_stays,
    fill_organizer,
    fill_recorder,
    settled_stays,
    team_serves,
)
from db.models import DailyTotal, ServiceEvaluation, ServiceLog, ServiceQuantity

LOG_KINDS = (("checked_in", "打卡"), ("written_down", "补录"))
LOG_STATES = (("entered", "录入"), ("verified", "核实"), ("booked", "入账"), ("reversed", "冲销"))
SYNC_STATES = (("not_entered", "未录入"), ("entered", "已录入"), ("mismatch", "不一致"))
OUTPUT_KINDS = (
    ("meals", "送餐"),
    ("leaflets", "宣传资料"),
    ("clues", "线索"),
    ("patrols", "巡逻"),
    ("other", "其他"),
)

SERVICE_QUANTITIES = Register(
    key="service_quantities",
    label="服务数量",
    unit="条",
    model=ServiceQuantity,
    icon="mdi6.numeric",
    title="output",
    sort="id",
    rules=(at_least(1, quantity="数量"), service_not_rewarded),
    fields=(
        Field("log_id", "服务记录", link="service_logs", form=False, width=12),
        Field("output", "内容", choices=OUTPUT_KINDS, table=True, width=10),
        Field("quantity", "数量", table=True, width=8),
        Field("unit", "单位", table=True, width=6, help="如：次、份、条"),
        Field("description", "说明", table=True, width=20),
    ),
)

SERVICE_EVALUATIONS = Register(
    key="service_evaluations",
    label="服务评价",
    unit="条",
    model=ServiceEvaluation,
    icon="mdi6.star-half-full",
    title="grade",
    sort="-id",
    rules=(not_future("evaluated_on", "评价日期"), evaluation_told),
    fields=(
        Field("log_id", "服务记录", link="service_logs", form=False, width=12),
        Field("evaluator", "评价主体", choices=EVALUATORS, table=True, width=10),
        Field("grade", "等次", choices=GRADES, table=True, filter=True, width=8),
        Field("remark", "评语", table=True, width=24, help="写服务本身，不写服务对象的情况"),
        Field("evaluated_on", "评价日期", table=True, width=12),
        Field("evaluated_by", "评价人", table=True, width=12),
        Field("complaint", "被投诉属实", table=True, filter=True, width=10, help="经核实的投诉才勾选"),
    ),
)

SERVICE_LOGS = Register(
    key="service_logs",
    label="服务记录",
    unit="条",
    model=ServiceLog,
    icon="mdi6.clipboard-clock-outline",
    title="served_on",
    sort="-served_on",
    bulk=("team_id", "organizer_id", "area_id", "activity", "place", "content", "note"),
    prepares=(fill_recorder, fill_organizer),
    rules=(follows(SERVICE_LOG, "state", LOG_STATES), settled_stays, *LOG_RULES),
    keeps=(booked_stays,),
    actions=(
        Action(
            "verify",
            "核实",
            "mdi6.check-decagram-outline",
            verify_logs,
            asks=(Field("own_too", "包括本人录入的", kind=Kind.YES_NO, help="一般应由另一位经办人核实"),),
        ),
        PUBLISH,
        Action("book", "入账", "mdi6.bookmark-check-outline", book_logs),
        Action(
            "reverse",
            "冲销",
            "mdi6.undo-variant",
            reverse_logs,
            asks=(Field("reason", "冲销原因", kind=Kind.TEXT, required=True),),
            danger=True,
        ),
        EVALUATE,
        REQUEST_CORRECTION,
        *SYNC_ACTIONS,
    ),
    papers=(LOG_NOTICE,),
    children=(
        Child(SERVICE_QUANTITIES, "log_id", owned=True),
        Child(SERVICE_EVALUATIONS, "log_id", owned=True),
    ),
    fields=(
        Field("person_id", "志愿者", link="people", table=True, width=14),
        Field("team_id", "队伍", link="teams", table=True, filter=True, width=20),
        Field("served_on", "服务日期", table=True, filter=True, width=12),
        Field("starts_at", "开始时间", kind=Kind.TIME, width=8),
        Field("ends_at", "结束时间", kind=Kind.TIME, width=8, help="早于开始时间的，按次日计"),
        Field(
            "minutes",
            "时长（小时）",
            kind=Kind.MINUTES,
            table=True,
            width=10,
            help="只算无偿服务，不含路途和休息",
        ),
        Field("activity", "活动名称", table=True, width=20),
        Field("place", "地点", table=True, width=20),
        Field("content", "服务内容", kind=Kind.LONG_TEXT, table=True, width=24),
        Field(
            "organizer_id",
            "组织单位",
            link="issuers",
            filter=True,
            width=22,
            help="只有组织单位能出具记录证明",
        ),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("kind", "记录方式", choices=LOG_KINDS, filter=True, width=8),
        Field("state", "状态", choices=LOG_STATES, table=True, filter=True, form=False, width=8),
        Field("recorder", "记录人", form=False, table=True, width=12),
        Field("verified_by", "核实人", form=False, width=12),
        Field("published_from", "公示开始", form=False, width=12),
        Field("published_to", "公示结束", form=False, filter=True, width=12),
        Field("source", "来源平台", form=False, filter=True, width=12),
        Field("sync_state", "官方系统", choices=SYNC_STATES, form=False, filter=True, width=8),
        Field("synced_on", "录入日期", form=False, width=14),
        Field("outside_no", "平台记录编号", form=False, width=16),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)

DAILY_TOTALS = Register(
    key="daily_totals",
    label="每日汇总",
    unit="条",
    model=DailyTotal,
    icon="mdi6.calendar-today-outline",
    title="served_on",
    sort="-served_on",
    rules=(
        not_future("served_on", "日期"),
        at_least(1, quantity="数量", people_count="参与人数"),
        team_serves,
    ),
    fields=(
        Field("team_id", "队伍", link="teams", table=True, filter=True, width=20),
        Field("served_on", "日期", table=True, filter=True, width=12),
        Field("output", "内容", choices=OUTPUT_KINDS, table=True, filter=True, width=10),
        Field("quantity", "数量", table=True, width=8),
        Field("unit", "单位", table=True, width=6, help="如：次、份"),
        Field("people_count", "参与人数", table=True, width=8),
        Field("area_id", "所在区域", link="areas", filter=True, width=14),
        Field("note", "备注", width=24),
    ),
)
