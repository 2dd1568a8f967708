"""组织 of every line (党, 工, 团, 妇 …), with dated members and posts."""

from app.actions.organizations import dissolve, end_posts, issue_cards, join_one, leave, renew
from app.actions.union import UNION_RULES
from app.registers.documents import APPOINT_TO_POSTS, KEEPSAKE, MEMBER_CARD
from app.registers.prepare import fill_pinyin
from app.registers.spec import Action, Child, Field, Kind, Register
from app.registers.union import CHANNELS, MEMBERSHIP_STATUSES, UNION_ACTIONS, UNION_APPLICATIONS
from app.rules.contacts import clean_contact, phone_readable
from app.rules.dates import in_order
from app.rules.lifecycles import ORGANIZATION, follows
from app.rules.members import body_exists
from app.rules.organizations import (
    committee_needed,
    dissolution_told,
    kind_fits_line,
    next_election,
    parent_fits,
    term_fits,
)
from app.rules.periods import period_in_order, periods_apart
from app.rules.posts import one_head, post_fits
from app.rules.union import fill_status
from app.values.masking import mask_phones
from db.models import Membership, Organization, Post

LINES = (
    ("party", "党"),
    ("union", "工"),
    ("league", "团"),
    ("women", "妇"),
    ("volunteer", "志愿"),
    ("deliberation", "议事"),
    ("other", "其他"),
)
ORGANIZATION_KINDS = (
    ("formal", "正式"),
    ("functional", "功能型"),
    ("joint", "联合"),
    ("group", "小组"),
)
ORGANIZATION_STATUSES = (
    ("preparing", "筹建"),
    ("active", "正常"),
    ("adjusting", "调整"),
    ("electing", "换届中"),
    ("dissolved", "撤销"),
)
LEVELS = (
    ("district", "区"),
    ("subdistrict", "街道"),
    ("community", "社区"),
    ("station", "站点"),
)

MEMBERSHIPS = Register(
    key="memberships",
    label="组织成员",
    unit="人",
    model=Membership,
    icon="mdi6.card-account-details-outline",
    title="from_on",
    sort="-from_on",
    bulk=("channel", "card_issued", "note"),
    prepares=(fill_status,),
    rules=UNION_RULES,
    actions=(
        Action(
            "leave",
            "登记退出",
            "mdi6.account-minus-outline",
            leave,
            asks=(
                Field("on", "退出日期", kind=Kind.DATE, required=True),
                Field("reason", "退出原因", help="如：转出、退会、超龄离团"),
            ),
        ),
        *UNION_ACTIONS,
        Action("issue_cards", "登记已发会员证", "mdi6.card-account-details-star-outline", issue_cards),
        KEEPSAKE,
        MEMBER_CARD,
    ),
    fields=(
        Field("organization_id", "组织", link="organizations", table=True, filter=True, width=24),
        Field("person_id", "人员", link="people", table=True, filter=True, width=14),
        Field("applied_on", "申请日期", width=12),
        Field("from_on", "加入日期", table=True, filter=True, width=12, help="工会会员从批准之日算起"),
        Field(
            "to_on",
            "退出日期",
            table=True,
            filter=True,
            width=12,
            help="到这一天为止，当天不再计入；在会不填",
        ),
        Field("channel", "入会渠道", kind=Kind.CHOICE, choices=CHANNELS, table=True, width=10),
        Field("status", "状态", choices=MEMBERSHIP_STATUSES, table=True, filter=True, form=False, width=10),
        Field("member_no", "会员证号", table=True, width=14),
        Field("card_issued", "已发会员证", width=10),
        Field("retained_on", "保留会籍日期", width=12, help="工会会员离岗后保留会籍时填写"),
        Field("retained_to", "恢复会籍日期", width=12, help="保留到这一天为止；仍在保留不填"),
        Field("retained_reason", "保留会籍原因", width=16),
        Field("other_union", "转自或转往工会", width=20),
        Field("end_reason", "退出原因", width=16, help="如：转出、退会、自动退会、超龄离团"),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)

POSTS = Register(
    key="posts",
    label="任职",
    unit="条",
    model=Post,
    icon="mdi6.account-tie-outline",
    title="title",
    sort="-from_on",
    rules=(
        period_in_order,
        periods_apart("organization_id", "person_id", "title"),
        body_exists,
        post_fits,
        one_head,
    ),
    actions=(
        Action(
            "end",
            "登记卸任",
            "mdi6.account-off-outline",
            end_posts,
            asks=(Field("on", "卸任日期", kind=Kind.DATE, required=True), Field("reason", "卸任原因")),
        ),
        APPOINT_TO_POSTS,
    ),
    fields=(
        Field("organization_id", "组织", link="organizations", table=True, filter=True, width=24),
        Field("person_id", "人员", link="people", table=True, filter=True, width=14),
        Field("title", "职务", table=True, width=14, help="如：书记、主席、委员、组长、兼职委员、执委"),
        Field("from_on", "任职日期", table=True, filter=True, width=12),
        Field(
            "to_on",
            "卸任日期",
            table=True,
            filter=True,
            width=12,
            help="到这一天为止，当天不再计入；在任不填",
        ),
        Field("part_time", "兼职", table=True, width=6),
        Field("letter_no", "聘书编号", width=16),
        Field("duties", "认领事项", width=20, help="兼职委员认领的事项，如：夜间安全巡查、小区进出协调"),
        Field("end_reason", "卸任原因", width=16),
    ),
)

ORGANIZATIONS = Register(
    key="organizations",
    label="组织",
    unit="个",
    model=Organization,
    icon="mdi6.sitemap-outline",
    prefix="ZZ",
    sort="name",
    bulk=("parent_id", "level", "area_id", "approval_doc", "approved_on", "approved_by", "term_years", "term_from", "note"),
    prepares=(fill_pinyin, clean_contact, next_election),
    rules=(
        follows(ORGANIZATION, "status", ORGANIZATION_STATUSES),
        parent_fits,
        kind_fits_line,
        in_order("established_on", "成立日期", "dissolved_on", "撤销日期"),
        dissolution_told,
        term_fits,
        phone_readable,
        committee_needed,
    ),
    actions=(
        Action(
            "join",
            "登记加入",
            "mdi6.account-plus-outline",
            join_one,
            asks=(
                Field("person_id", "人员", kind=Kind.LINK, link="people", required=True),
                Field("on", "加入日期", kind=Kind.DATE, required=True),
                Field("channel", "入会渠道", kind=Kind.CHOICE, choices=CHANNELS),
            ),
            many=False,
        ),
        Action("renew", "登记换届", "mdi6.vote-outline", renew,
               asks=(Field("on", "换届日期", kind=Kind.DATE, required=True),
                     Field("term_years", "任期（年）", kind=Kind.INTEGER, help="不填与上一届相同"),
                     Field("end_posts", "原任职一并卸任", kind=Kind.YES_NO, help="勾选后，再为新一届登记任职"))),
        Action(
            "dissolve",
            "撤销组织",
            "mdi6.close-octagon-outline",
            dissolve,
            asks=(Field("on", "撤销日期", kind=Kind.DATE, required=True), Field("reason", "撤销原因")),
            danger=True,
        ),
    ),
    children=(
        Child(MEMBERSHIPS, "organization_id"),
        Child(POSTS, "organization_id"),
        Child(UNION_APPLICATIONS, "organization_id"),
    ),
    fields=(
        Field("number", "组织编号", form=False, width=12),
        Field("name", "组织名称", section="基本信息", table=True, width=28),
        Field("short_name", "简称", section="基本信息", width=14),
        Field("line", "条线", section="基本信息", choices=LINES, table=True, filter=True, width=6),
        Field("kind", "类型", section="基本信息", choices=ORGANIZATION_KINDS, table=True, filter=True, width=8,
              help="功能型组织不接转组织关系"),
        Field("level", "层级", kind=Kind.CHOICE, section="基本信息", choices=LEVELS, table=True, filter=True, width=6),
        Field("parent_id", "上级组织", section="基本信息", link="organizations", table=True, width=24),
        Field("area_id", "所在区域", section="基本信息", link="areas", table=True, filter=True, width=14),
        Field("status", "状态", section="基本信息", choices=ORGANIZATION_STATUSES, table=True, filter=True, width=8),
        Field("brand", "品牌名称", section="基本信息", width=16, help="如：金祝冲锋号"),
        Field("established_on", "成立日期", section="成立与任期", table=True, filter=True, width=12),
        Field("approval_doc", "批复文号", section="成立与任期", width=18),
        Field("approved_on", "批复日期", section="成立与任期", width=12),
        Field("approved_by", "批复单位", section="成立与任期", width=16),
        Field("term_years", "任期（年）", section="成立与任期", width=8, help="基层工会委员会为3年或5年"),
        Field("term_from", "本届开始", section="成立与任期", width=12),
        Field("next_election_on", "下次换届", section="成立与任期", table=True, filter=True, width=12,
              help="不填时按本届开始和任期推算"),
        Field("dissolved_on", "撤销日期", section="成立与任期", width=12),
        Field("host_unit", "依托单位", section="联系方式", width=16, help="所依托的站点或企业"),
        Field("covered_units", "覆盖单位", kind=Kind.WORDS, section="联系方式", width=24, help="用顿号分开"),
        Field("contact", "联系人", section="联系方式", table=True, width=12),
        Field("phone", "联系电话", kind=Kind.PHONES, section="联系方式", mask=mask_phones, width=16),
        Field("address", "地址", section="联系方式", width=24),
        Field("note", "备注", kind=Kind.LONG_TEXT, section="联系方式", width=24),
    ),
)  # fmt: skip
