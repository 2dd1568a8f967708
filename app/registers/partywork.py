"""流动党员, 组织关系接转, 报到 and 党建指导员 with the stations they look after."""

from app.actions.partywork import (
    MOBILE_RULES,
    TRANSFER_RULES,
    call_back,
    check_in_people,
    keep_relation,
    receive,
    report_in,
    send,
    send_back,
)
from app.registers.asking import ACCEPTED
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.contacts import clean_contact, phone_readable
from app.rules.dates import not_future
from app.rules.partychildren import fill_name, somebody
from app.rules.partywork import TRANSFER_STATES, in_community, reported_once, within_instructor
from app.rules.periods import period_in_order, periods_apart
from app.values.masking import mask_phones
from db.models import CheckIn, InstructorStation, MobileMember, PartyInstructor, RelationTransfer

DIRECTIONS = (("in", "流入"), ("out", "流出"))
TRANSFER_CHOICES = tuple((state.value, label) for state, label in TRANSFER_STATES)

MOBILE_MEMBERS = Register(
    key="mobile_members",
    label="流动党员",
    unit="人",
    model=MobileMember,
    icon="mdi6.account-switch-outline",
    internal=True,
    title="from_on",
    sort="-from_on",
    rules=MOBILE_RULES,
    actions=(
        Action("report_in", "登记报到", "mdi6.account-check-outline", report_in,
               asks=(Field("on", "报到日期", kind=Kind.DATE, required=True), ACCEPTED)),
    ),
    fields=(
        Field("person_id", "人员", link="people", table=True, filter=True, width=14),
        Field("direction", "流向", choices=DIRECTIONS, table=True, filter=True, width=6),
        Field("home_org_name", "流出地党组织", table=True, width=24, help="组织关系所在的党组织"),
        Field("home_contact", "流出地联系人", width=14),
        Field("host_org_id", "流入地党组织", link="organizations", table=True, filter=True, width=24),
        Field("from_on", "流动开始日期", table=True, filter=True, width=12),
        Field("reported_on", "报到日期", table=True, filter=True, width=12, help="向组织报到的日期"),
        Field("to_on", "流动结束日期", table=True, filter=True, width=12, help="到这一天为止，当天不再计入；仍在流动不填"),
        Field("end_reason", "结束原因", width=16, help="如：返回、组织关系已转来"),
    ),
)  # fmt: skip

RELATION_TRANSFERS = Register(
    key="relation_transfers",
    label="组织关系接转",
    unit="件",
    model=RelationTransfer,
    icon="mdi6.transfer",
    internal=True,
    title="started_on",
    sort="-started_on",
    rules=TRANSFER_RULES,
    effects=(keep_relation,),
    actions=(
        Action("send", "开出介绍信", "mdi6.email-arrow-right-outline", send,
               asks=(Field("on", "开出日期", kind=Kind.DATE, required=True), Field("letter_no", "介绍信编号"), ACCEPTED)),
        Action("receive", "登记接收", "mdi6.email-check-outline", receive,
               asks=(Field("on", "接收日期", kind=Kind.DATE, required=True), ACCEPTED)),
        Action("send_back", "登记退回", "mdi6.email-remove-outline", send_back,
               asks=(Field("on", "退回日期", kind=Kind.DATE, required=True), Field("reason", "退回原因"), ACCEPTED)),
    ),
    fields=(
        Field("person_id", "人员", link="people", table=True, filter=True, width=14),
        Field("state", "状态", choices=TRANSFER_CHOICES, table=True, filter=True, width=8),
        Field("from_org_id", "转出党组织", link="organizations", table=True, width=24),
        Field("from_name", "转出党组织（辖区外）", table=True, width=24, help="不在组织台账中的填写全称"),
        Field("to_org_id", "转入党组织", link="organizations", table=True, width=24, help="功能型党组织不接转组织关系"),
        Field("to_name", "转入党组织（辖区外）", table=True, width=24, help="不在组织台账中的填写全称"),
        Field("started_on", "发起日期", table=True, filter=True, width=12),
        Field("letter_no", "介绍信编号", table=True, width=16),
        Field("issued_on", "开出日期", width=12),
        Field("valid_days", "有效期（天）", width=8, help="不填按设置中的介绍信有效期"),
        Field("received_on", "接收日期", table=True, filter=True, width=12),
        Field("returned_on", "退回日期", width=12),
        Field("reason", "退回原因", width=16),
    ),
)  # fmt: skip

CHECK_IN = Action(
    "check_in",
    "登记报到",
    "mdi6.map-marker-check-outline",
    check_in_people,
    asks=(
        Field("area_id", "报到社区", kind=Kind.LINK, link="areas", required=True),
        Field("on", "报到日期", kind=Kind.DATE, required=True),
        Field("task", "认领事项"),
    ),
)

CHECK_INS = Register(
    key="check_ins",
    label="报到记录",
    unit="人次",
    model=CheckIn,
    icon="mdi6.map-marker-check-outline",
    title="checked_on",
    sort="-checked_on",
    rules=(not_future("checked_on", "报到日期"), in_community, reported_once),
    fields=(
        Field("person_id", "人员", link="people", table=True, filter=True, width=14),
        Field("area_id", "报到社区", link="areas", table=True, filter=True, width=14),
        Field("checked_on", "报到日期", table=True, filter=True, width=12),
        Field("task", "认领事项", table=True, width=20, help="如：夜间巡查、助老送餐"),
    ),
)

INSTRUCTOR_STATIONS = Register(
    key="instructor_stations",
    label="联系站点",
    unit="个",
    model=InstructorStation,
    icon="mdi6.store-check-outline",
    title="from_on",
    sort="-from_on",
    rules=(period_in_order, periods_apart("instructor_id", "station_id"), within_instructor),
    fields=(
        Field("instructor_id", "党建指导员", link="party_instructors", form=False),
        Field("station_id", "站点", link="stations", table=True, width=20),
        Field("from_on", "开始日期", table=True, width=12),
        Field("to_on", "结束日期", table=True, width=12, help="到这一天为止，当天不再计入；仍在联系不填"),
    ),
)

PARTY_INSTRUCTORS = Register(
    key="party_instructors",
    label="党建指导员",
    unit="人",
    model=PartyInstructor,
    icon="mdi6.account-tie-voice-outline",
    title="name",
    sort="-from_on",
    prepares=(fill_name, clean_contact),
    rules=(somebody, period_in_order, phone_readable),
    actions=(
        Action("call_back", "结束派驻", "mdi6.account-arrow-left-outline", call_back,
               asks=(Field("on", "结束日期", kind=Kind.DATE, required=True), Field("reason", "结束原因"))),
    ),
    children=(Child(INSTRUCTOR_STATIONS, "instructor_id", owned=True),),
    fields=(
        Field("person_id", "人员", link="people", width=14, help="在人员台账中的从这里选择"),
        Field("name", "姓名", table=True, width=14, help="不在人员台账中的填写姓名"),
        Field("unit", "派出单位", table=True, width=20),
        Field("area_id", "派驻区域", link="areas", table=True, filter=True, width=14),
        Field("phone", "联系电话", kind=Kind.PHONES, table=True, mask=mask_phones, width=16),
        Field("from_on", "派驻日期", table=True, filter=True, width=12),
        Field("to_on", "结束日期", table=True, filter=True, width=12, help="到这一天为止，当天不再计入；仍在派驻不填"),
        Field("end_reason", "结束原因", width=16),
    ),
)  # fmt: skip
