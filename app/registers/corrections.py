"""更正申请: requests to correct booked service records, decided by somebody else than who wrote them down."""

from app.actions.corrections import correct, leave_as_is, request_correction
from app.registers.spec import Action, Field, Kind, Register
from app.rules.dates import at_least, not_future
from app.rules.servicepapers import correction_told, decided_stays, fill_correction
from app.rules.volunteering import fill_recorder
from db.models import LogCorrection

CORRECTION_STATES = (("open", "待处理"), ("accepted", "已更正"), ("refused", "不予更正"))
# A verb of service records that writes a request into this register.
REQUEST_CORRECTION = Action(
    "request_correction",
    "申请更正",
    "mdi6.file-edit-outline",
    request_correction,
    asks=(
        Field("requested_by", "申请人", required=True),
        Field("grounds", "理由", required=True),
        Field("new_minutes", "更正后时长（小时）", kind=Kind.MINUTES, help="不改的不填"),
        Field("new_served_on", "更正后日期", kind=Kind.DATE),
        Field("new_starts_at", "更正后开始时间", kind=Kind.TIME),
        Field("new_ends_at", "更正后结束时间", kind=Kind.TIME),
        Field("new_activity", "更正后活动名称"),
        Field("new_organizer_id", "更正后组织单位", kind=Kind.LINK, link="issuers"),
        Field("cancels", "整条冲销", kind=Kind.YES_NO, help="服务没有发生的，勾选"),
        Field("evidence", "证明材料", help="如：签到表、证明人"),
    ),
    many=False,
)
LOG_CORRECTIONS = Register(
    key="log_corrections",
    label="更正申请",
    unit="份",
    model=LogCorrection,
    icon="mdi6.file-edit-outline",
    title="number",
    prefix="GZ",
    sort="-requested_on",
    prepares=(fill_recorder, fill_correction),
    rules=(
        correction_told,
        not_future("requested_on", "申请日期"),
        not_future("new_served_on", "更正后的日期"),
        at_least(1, new_minutes="更正后的时长"),
    ),
    keeps=(decided_stays,),
    actions=(
        Action(
            "correct",
            "更正",
            "mdi6.check-circle-outline",
            correct,
            asks=(Field("decision", "处理意见"),),
        ),
        Action(
            "refuse",
            "不予更正",
            "mdi6.close-circle-outline",
            leave_as_is,
            asks=(Field("decision", "理由", required=True),),
        ),
    ),
    fields=(
        Field("number", "编号", form=False, table=True, width=12),
        Field("log_id", "服务记录", link="service_logs", width=14, help="已入账的记录"),
        Field("before", "原记录", form=False, table=True, width=30),
        Field("state", "状态", choices=CORRECTION_STATES, form=False, table=True, filter=True, width=8),
        Field("touched", "涉及的记录证明", form=False, table=True, width=24),
        Field("requested_on", "申请日期", table=True, filter=True, width=12),
        Field("requested_by", "申请人", table=True, width=12),
        Field("cancels", "整条冲销", table=True, width=8, help="服务没有发生的，勾选"),
        Field(
            "new_minutes", "更正后时长（小时）", kind=Kind.MINUTES, table=True, width=12, help="不改的不填"
        ),
        Field("new_served_on", "更正后日期", table=True, width=12),
        Field("new_starts_at", "更正后开始时间", kind=Kind.TIME, width=10),
        Field("new_ends_at", "更正后结束时间", kind=Kind.TIME, width=10),
        Field("new_activity", "更正后活动名称", width=18),
        Field("new_organizer_id", "更正后组织单位", link="issuers", width=20),
        Field("grounds", "理由", kind=Kind.LONG_TEXT, table=True, width=24),
        Field("evidence", "证明材料", width=20, help="如：签到表、证明人"),
        Field("recorder", "登记人", form=False, width=10),
        Field("decided_by", "决定人", form=False, width=10),
        Field("decided_on", "决定日期", form=False, width=12),
        Field("decision", "处理意见", form=False, width=20),
        Field("result_id", "更正后的记录", link="service_logs", form=False, width=14),
        Field("area_id", "所在区域", link="areas", form=False, filter=True, width=14),
    ),
)
