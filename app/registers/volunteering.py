"""志愿: teams with dated members, their agreement and insurance; appointments."""

from app.actions.volunteering import MEMBER_RULES, disband, join_team_one, leave_team
from app.registers.documents import APPOINT
from app.registers.prepare import fill_pinyin
from app.registers.servicelogs import DAILY_TOTALS, SERVICE_LOGS
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.contacts import clean_contact, phone_readable
from app.rules.dates import in_order
from app.rules.lifecycles import TEAM, follows
from app.rules.periods import period_in_order, periods_apart
from app.rules.teams import cover_told
from app.rules.volunteering import disbanding_told
from app.values.masking import mask_phones
from db.models import CivicRole, Team, TeamMember

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

TEAMS = Register(
    key="teams",
    label="志愿队伍",
    unit="支",
    model=Team,
    icon="mdi6.hand-heart-outline",
    prefix="DW",
    sort="name",
    bulk=(
        "area_id",
        "parent_body",
        "organizer_id",
        "insured",
        "insured_until",
        "agreement_on_file",
        "agreement_until",
        "note",
    ),
    prepares=(fill_pinyin, clean_contact),
    rules=(
        follows(TEAM, "status", TEAM_STATUSES),
        in_order("founded_on", "成立日期", "disbanded_on", "解散日期"),
        disbanding_told,
        cover_told,
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
        Field(
            "risky", "有人身危险", section="保险和协议", filter=True, width=10, help="如：应急抢险、夜间巡逻"
        ),
        Field(
            "insured",
            "已投保",
            section="保险和协议",
            filter=True,
            width=8,
            help="有人身危险的活动应先投保人身意外伤害保险",
        ),
        Field("insurer", "保险公司", section="保险和协议", width=16),
        Field("policy_no", "保单号", section="保险和协议", width=18),
        Field(
            "insured_until",
            "保险到期",
            section="保险和协议",
            filter=True,
            width=12,
            help="最后一天；到期前列入待办",
        ),
        Field(
            "agreement_on_file",
            "协议在档",
            section="保险和协议",
            filter=True,
            width=8,
            help="服务超过一个月的，应签书面协议",
        ),
        Field("agreement_until", "协议到期", section="保险和协议", width=12, help="最后一天；长期的不填"),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
