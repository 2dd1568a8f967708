"""工会: applications to join, and the verbs of a union membership."""

from app.actions.union import (
    APPLICATION_RULES,
    approve,
    decline,
    leave_union,
    resume,
    retain,
    transfer,
)
from app.registers.asking import ACCEPTED
from app.registers.spec import Action, Field, Kind, Register
from app.rules.union import APPLICATION_STATES, ENDED, STATUS_LABELS
from db.models import MembershipStatus, UnionApplication

CHANNELS = (
    ("scan", "扫码"),
    ("paper", "纸质"),
    ("group", "集体登记"),
    ("online", "线上平台"),
)
MEMBERSHIP_STATUSES = tuple((status.value, label) for status, label in STATUS_LABELS)
UNION_ENDS = tuple(
    (status.value, "退会" if status == MembershipStatus.EXITED else label)
    for status, label in STATUS_LABELS
    if status in ENDED and status != MembershipStatus.TRANSFERRED_OUT
)
UNION_ACTIONS = (
    Action("transfer", "工会转会", "mdi6.transfer", transfer,
           asks=(Field("on", "转会日期", kind=Kind.DATE, required=True),
                 Field("organization_id", "转入工会", kind=Kind.LINK, link="organizations"),
                 Field("other_union", "转入工会（辖区外）", help="不在组织台账中的填写名称"),
                 ACCEPTED)),
    Action("retain", "保留会籍", "mdi6.account-lock-outline", retain,
           asks=(Field("on", "保留日期", kind=Kind.DATE, required=True), Field("reason", "保留原因"), ACCEPTED)),
    Action("resume", "恢复会籍", "mdi6.account-lock-open-outline", resume,
           asks=(Field("on", "恢复日期", kind=Kind.DATE, required=True), ACCEPTED)),
    Action("leave_union", "工会退会", "mdi6.account-off-outline", leave_union, danger=True,
           asks=(Field("kind", "情形", kind=Kind.CHOICE, choices=UNION_ENDS, required=True),
                 Field("on", "退会日期", kind=Kind.DATE, required=True), Field("reason", "原因"), ACCEPTED)),
)  # fmt: skip

UNION_APPLICATIONS = Register(
    key="union_applications",
    label="入会申请",
    unit="份",
    model=UnionApplication,
    icon="mdi6.file-sign",
    title="applied_on",
    sort="-applied_on",
    rules=APPLICATION_RULES,
    actions=(
        Action("approve", "批准入会", "mdi6.check-decagram-outline", approve,
               asks=(Field("on", "批准日期", kind=Kind.DATE, required=True), ACCEPTED)),
        Action("decline", "不批准", "mdi6.close-circle-outline", decline,
               asks=(Field("on", "审批日期", kind=Kind.DATE, required=True), Field("reason", "原因"))),
    ),
    fields=(
        Field("organization_id", "工会", link="organizations", table=True, filter=True, width=24),
        Field("person_id", "人员", link="people", table=True, filter=True, width=14),
        Field("applied_on", "申请日期", table=True, filter=True, width=12),
        Field("channel", "申请渠道", kind=Kind.CHOICE, choices=CHANNELS, table=True, width=10),
        Field("state", "状态", choices=tuple((state.value, label) for state, label in APPLICATION_STATES),
              table=True, filter=True, form=False, width=8),
        Field("decided_on", "审批日期", table=True, filter=True, form=False, width=12),
        Field("reason", "原因", width=16),
    ),
)  # fmt: skip
