"""志愿: teams with dated members, appointments, service records in minutes with quantities, daily totals."""

from app.actions.volunteering import (
    LOG_RULES,
    MEMBER_RULES,
    book_logs,
    disband,
    join_team_one,
    leave_team,
    reverse_logs,
    verify_logs,
)
from app.registers.corrections import REQUEST_CORRECTION
from app.registers.documents import APPOINT
from app.registers.prepare import fill_pinyin
from app.registers.recordsync import SYNC_ACTIONS
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.contacts import clean_contact, phone_readable
from app.rules.dates import at_least, in_order, not_future
from app.rules.lifecycles import SERVICE_LOG, TEAM, follows
from app.rules.periods import period_in_order, periods_apart
from app.rules.volunteering import (
    booked_stays,
    disbanding_told,
    fill_organizer,
    fill_recorder,
    settled_stays,
    team_serves,
)
from app.values.masking import mask_phones
from db.models import CivicRole, DailyTotal, ServiceLog, ServiceQuantity, Team, TeamMember

TEAM_KINDS = (
    ("general", "综合"),
    ("elderly_help", "助老助送"),
    ("patrol", "平安巡逻"),
    ("civility", "文明劝导"),
    ("emergency", "应急"),
    ("other", "其他"),
)
TEAM_STATUSES = (
    ("preparing", "筹建"),
    ("active", "正常"),
    ("suspended", "暂停"),
    ("disbanded", "解散"),
)
TEAM_ROLES = (("leader", "队长"), ("deputy", "副队长"), ("member", "队员"))
CIVIC_ROLE_KINDS = (("monitor", "监督员"), ("promoter", "宣传员"), ("advocate", "倡导员"))
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

TEAM_MEMBERS = Register(
    key="team_members",
    label="队员",
    unit="人",
    model=TeamMember,
    icon="mdi6.account-multiple-check-outline",
    title="role",
    sort="-from_on",
    rules=MEMBER_RULES,
    actions=(
        Action(
            "leave",
            "登记退出",
            "mdi6.account-minus-outline",
            leave_team,
            asks=(Field("on", "退出日期", kind=Kind.DATE, required=True), Field("reason", "退出原因")),
        ),
    ),
    fields=(
        Field("team_id", "队伍", link="teams", table=True, filter=True, width=20),
        Field("person_id", "人员", link="people", table=True, width=14),
        Field("role", "角色", choices=TEAM_ROLES, table=True, filter=True, width=8),
        Field("from_on", "加入日期", table=True, filter=True, width=12),
        Field(
            "to_on",
            "退出日期",
            table=True,
            filter=True,
            width=12,
            help="到这一天为止，当天不再计入；在队不填",
        ),
        Field("end_reason", "退出原因", width=16),
    ),
)

CIVIC_ROLES = Register(
    key="civic_roles",
    label="社会职务",
    unit="条",
    model=CivicRole,
    icon="mdi6.medal-outline",
    title="kind",
    sort="-from_on",
    bulk=("appointed_by", "letter_no", "to_on"),
    rules=(period_in_order, periods_apart("person_id", "kind")),
    actions=(APPOINT,),
    fields=(
        Field("person_id", "人员", link="people", table=True, width=14),
        Field("kind", "角色", choices=CIVIC_ROLE_KINDS, table=True, filter=True, width=8),
        Field("appointed_by", "聘任单位", table=True, width=20),
        Field("letter_no", "聘书编号", table=True, width=16),
        Field("from_on", "聘任日期", table=True, filter=True, width=12),
        Field(
            "to_on",
            "解聘日期",
            table=True,
            filter=True,
            width=12,
            help="到这一天为止，当天不再计入；在任不填",
        ),
    ),
)

SERVICE_QUANTITIES = Register(
    key="service_quantities",
    label="服务数量",
    unit="条",
    model=ServiceQuantity,
    icon="mdi6.numeric",
    title="output",
    sort="id",
    rules=(at_least(1, quantity="数量"),),
    fields=(
        Field("log_id", "服务记录", link="service_logs", form=False, width=12),
        Field("output", "内容", choices=OUTPUT_KINDS, table=True, width=10),
        Field("quantity", "数量", table=True, width=8),
        Field("unit", "单位", table=True, width=6, help="如：次、份、条"),
        Field("description", "说明", table=True, width=20),
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
        Action("book", "入账", "mdi6.bookmark-check-outline", book_logs),
        Action(
            "reverse",
            "冲销",
            "mdi6.undo-variant",
            reverse_logs,
            asks=(Field("reason", "冲销原因", kind=Kind.TEXT, required=True),),
            danger=True,
        ),
        REQUEST_CORRECTION,
        *SYNC_ACTIONS,
    ),
    children=(Child(SERVICE_QUANTITIES, "log_id", owned=True),),
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
        Field("sync_state", "官方系统", choices=SYNC_STATES, form=False, filter=True, width=8),
        Field("synced_on", "录入日期", form=False, width=14),
        Field("outside_no", "官方系统记录号", form=False, width=16),
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

TEAMS = Register(
    key="teams",
    label="志愿队伍",
    unit="支",
    model=Team,
    icon="mdi6.hand-heart-outline",
    prefix="DW",
    sort="name",
    bulk=("area_id", "parent_body", "organizer_id", "insured", "agreement_on_file", "note"),
    prepares=(fill_pinyin, clean_contact),
    rules=(
        follows(TEAM, "status", TEAM_STATUSES),
        in_order("founded_on", "成立日期", "disbanded_on", "解散日期"),
        disbanding_told,
        phone_readable,
    ),
    actions=(
        Action(
            "join",
            "登记入队",
            "mdi6.account-plus-outline",
            join_team_one,
            asks=(
                Field("person_id", "人员", kind=Kind.LINK, link="people", required=True),
                Field("on", "加入日期", kind=Kind.DATE, required=True),
                Field("role", "角色", kind=Kind.CHOICE, choices=TEAM_ROLES),
            ),
            many=False,
        ),
        Action(
            "disband",
            "解散队伍",
            "mdi6.close-octagon-outline",
            disband,
            asks=(Field("on", "解散日期", kind=Kind.DATE, required=True), Field("reason", "解散原因")),
            danger=True,
        ),
    ),
    children=(
        Child(TEAM_MEMBERS, "team_id"),
        Child(SERVICE_LOGS, "team_id"),
        Child(DAILY_TOTALS, "team_id"),
    ),
    fields=(
        Field("number", "队伍编号", form=False, width=12),
        Field("name", "队伍名称", table=True, width=24),
        Field("kind", "类型", choices=TEAM_KINDS, table=True, filter=True, width=10),
        Field("status", "状态", choices=TEAM_STATUSES, table=True, filter=True, width=8),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("parent_body", "主管单位", table=True, width=18, help="街道、社区或志愿服务组织"),
        Field("organizer_id", "组织单位", link="issuers", width=22, help="队伍的服务由它组织、记录和证明"),
        Field("brand", "品牌名称", table=True, width=16, help="如：平安骑士队"),
        Field("contact", "联系人", table=True, width=12),
        Field("phone", "联系电话", kind=Kind.PHONES, mask=mask_phones, width=16),
        Field("founded_on", "成立日期", table=True, filter=True, width=12),
        Field("disbanded_on", "解散日期", width=12),
        Field("insured", "已投保", filter=True, width=8, help="有人身危险的活动应先投保"),
        Field("agreement_on_file", "协议在档", filter=True, width=8, help="服务超过一个月的，应签书面协议"),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
