"""人员, with 从业经历 and 在册记录 as dated children."""

from app.actions.notice import inform
from app.actions.people import come_back, keep_employment, keep_person, keep_registration, leave, verify
from app.actions.photos import drop_photo, keep_photo, read_photo
from app.actions.restriction import release, restrict
from app.actions.tags import know_tags
from app.cards.persons import facts, life
from app.cards.similar import LOOKOUT
from app.registers.activities import ACTIVITY_PEOPLE, JOIN
from app.registers.card import Card, Portrait
from app.registers.documents import CERTIFICATES, HONOUR, THANK
from app.registers.gifts import GIFT_ISSUES, GIVE
from app.registers.hotline import HOTLINE_CARDS, ISSUE_CARDS
from app.registers.issuers import VOLUNTEER_REGISTRATIONS
from app.registers.league import LEAGUE_INDEX
from app.registers.lessons import ENROL_PEOPLE, ENROLMENTS
from app.registers.organizations import MEMBERSHIPS, POSTS
from app.registers.party import PARTY_INDEX
from app.registers.partywork import CHECK_IN, CHECK_INS, MOBILE_MEMBERS, RELATION_TRANSFERS
from app.registers.personpapers import PERSON_PAPERS
from app.registers.pledges import PLEDGE_SIGNATURES
from app.registers.prepare import fill_pinyin
from app.registers.prizes import PRIZES
from app.registers.servicelogs import SERVICE_LOGS
from app.registers.servicesheet import SERVICE_SHEET
from app.registers.spec import Action, Child, Field, Kind, Register
from app.registers.studies import DEGREE_STUDIES, FEE_REDUCTIONS, TUITIONS
from app.registers.union import UNION_APPLICATIONS
from app.registers.volunteering import CIVIC_ROLES, TEAM_MEMBERS
from app.rules.people import clean_person, contact_given, duplicates, identity_agrees
from app.rules.periods import period_in_order, periods_apart
from app.rules.tags import clean_tags, tags_fit
from app.values.codes import EDUCATION, ETHNICITY, POLITICS
from app.values.masking import mask_id, mask_phones
from db.models import Employment, Person, Registration

CATEGORIES = (
    ("courier", "快递员"),
    ("rider", "外卖骑手"),
    ("ride_hailing_driver", "网约车司机"),
    ("truck_driver", "货车司机"),
    ("other", "其他新就业"),
)
ENGAGEMENTS = (
    ("direct", "直营"),
    ("franchise", "加盟"),
    ("dedicated", "专送"),
    ("crowdsourced", "众包"),
    ("dispatched", "劳务派遣"),
    ("self_employed", "自雇"),
    ("unknown", "未登记"),
)
GENDERS = (("male", "男"), ("female", "女"), ("unknown", "未登记"))
ID_KINDS = (
    ("resident", "居民身份证"),
    ("hk_macao_resident", "港澳居民居住证"),
    ("taiwan_resident", "台湾居民居住证"),
    ("foreign_permanent", "外国人永久居留身份证"),
    ("passport", "护照"),
    ("other", "其他证件"),
    ("none", "未提供"),
)
LEGAL_BASES = (
    ("statutory_duty", "法定职责"),
    ("consent", "本人同意"),
    ("separate_consent", "单独同意"),
    ("public_interest", "公共利益"),
)
NOTICE_WAYS = (
    ("signed", "当面签收"),
    ("read", "当面宣读"),
    ("message", "短信或微信"),
    ("posted", "站点张贴"),
)
PERSON_STATUSES = (("active", "在册"), ("left", "流出"), ("restricted", "封存"))
PRECISIONS = (("day", "年月日"), ("month", "年月"), ("year", "年"))

EMPLOYMENTS = Register(
    key="employments",
    label="从业经历",
    unit="条",
    model=Employment,
    icon="mdi6.briefcase-outline",
    title="category",
    sort="-from_on",
    rules=(period_in_order, periods_apart("person_id")),
    effects=(keep_person,),
    after_delete=(keep_person,),
    fields=(
        Field("person_id", "人员", link="people", form=False),
        Field("from_on", "开始日期", table=True, width=12),
        Field("to_on", "结束日期", table=True, width=12, help="到这一天为止，当天不再计入；在岗不填"),
        Field("category", "从业类型", choices=CATEGORIES, table=True, width=12),
        Field("platform_id", "所属平台", link="platforms", table=True, width=14),
        Field("station_id", "所属站点", link="stations", table=True, width=18),
        Field("engagement", "用工方式", choices=ENGAGEMENTS, table=True, width=10),
        Field("job_title", "岗位", table=True, width=12, help="如站长、门店主管"),
        Field("end_reason", "离开原因", width=16),
    ),
)

REGISTRATIONS = Register(
    key="registrations",
    label="在册记录",
    unit="条",
    model=Registration,
    icon="mdi6.account-clock-outline",
    title="from_on",
    sort="-from_on",
    rules=(period_in_order, periods_apart("person_id")),
    fields=(
        Field("person_id", "人员", link="people", form=False),
        Field("area_id", "所在区域", link="areas", table=True, width=16),
        Field("from_on", "登记日期", table=True, width=12),
        Field("to_on", "注销日期", table=True, width=12),
        Field("moved", "转到其他社区", table=True, width=12),
        Field("left_to", "去向", table=True, width=16),
        Field("end_reason", "原因", table=True, width=16),
    ),
)

# What was done for and with somebody.
CARED_FOR = (ACTIVITY_PEOPLE, GIFT_ISSUES, HOTLINE_CARDS, PLEDGE_SIGNATURES)

# How somebody is tied to the Party, the union and the League beside memberships and posts.
ORGANIZED = (
    PARTY_INDEX,
    MOBILE_MEMBERS,
    RELATION_TRANSFERS,
    CHECK_INS,
    UNION_APPLICATIONS,
    LEAGUE_INDEX,
)

PERSON_CARD = Card(
    facts=facts,
    story=life(dict(CATEGORIES), dict(ENGAGEMENTS)),
    story_label="从业轨迹",
    hidden=("birth_date", "birth_precision"),
    portrait=Portrait(read_photo, keep_photo, drop_photo),
)

PERSON_ACTIONS = (
    Action(
        "leave",
        "登记流出",
        "mdi6.account-arrow-right-outline",
        leave,
        asks=(
            Field("on", "流出日期", kind=Kind.DATE, required=True),
            Field("left_to", "去向", help="如：滨江区、返乡；不清楚可不填"),
        ),
    ),
    Action(
        "come_back",
        "登记回来",
        "mdi6.account-arrow-left-outline",
        come_back,
        asks=(Field("on", "重新登记日期", kind=Kind.DATE, required=True),),
    ),
    Action("verify", "核实在岗", "mdi6.account-check-outline", verify),
    CHECK_IN,
    ENROL_PEOPLE,
    HONOUR,
    JOIN,
    GIVE,
    ISSUE_CARDS,
    THANK,
    Action(
        "inform",
        "登记告知",
        "mdi6.bullhorn-outline",
        inform,
        asks=(
            Field("on", "告知日期", kind=Kind.DATE, required=True),
            Field("notice_way", "告知方式", kind=Kind.CHOICE, choices=NOTICE_WAYS),
            Field("version", "告知书版本", help="不填为设置中的现行版本"),
        ),
    ),
    # Opening again is for administrators; the verb says so itself.
    Action(
        "restrict",
        "封存",
        "mdi6.archive-lock-outline",
        restrict,
        asks=(Field("reason", "封存原因", required=True, help="如：保留期满、本人要求删除、撤回同意"),),
        danger=True,
    ),
    Action("release", "解除封存", "mdi6.archive-arrow-up-outline", release),
)

PERSON_BULK = (
    "category", "platform_id", "station_id", "engagement", "area_id", "politics", "education", "ethnicity", "native_place",
    "tags", "source", "legal_basis", "notice_version", "notified_on", "notice_way", "photo_consent", "publish_consent",
    "clothing_size", "skills", "note",
)  # fmt: skip

PEOPLE = Register(
    key="people",
    label="人员",
    unit="人",
    model=Person,
    icon="mdi6.account-group-outline",
    prefix="RY",
    sort="name",
    prepares=(clean_person, fill_pinyin, clean_tags),
    rules=(contact_given, identity_agrees, duplicates, tags_fit),
    alike=LOOKOUT,
    effects=(keep_registration, keep_employment, know_tags),
    actions=PERSON_ACTIONS,
    children=(
        Child(EMPLOYMENTS, "person_id", owned=True),
        Child(REGISTRATIONS, "person_id", owned=True),
        Child(MEMBERSHIPS, "person_id"),
        Child(POSTS, "person_id"),
        *(Child(register, "person_id") for register in ORGANIZED),
        Child(TEAM_MEMBERS, "person_id"),
        Child(CIVIC_ROLES, "person_id"),
        Child(ENROLMENTS, "person_id"),
        *(Child(register, "person_id") for register in (DEGREE_STUDIES, TUITIONS, FEE_REDUCTIONS, PRIZES)),
        Child(SERVICE_LOGS, "person_id"),
        Child(CERTIFICATES, "person_id"),
        Child(VOLUNTEER_REGISTRATIONS, "person_id"),
        *(Child(register, "person_id") for register in CARED_FOR),
    ),
    card=PERSON_CARD,
    papers=(*PERSON_PAPERS, SERVICE_SHEET),
    sealed=("status", "restricted"),
    bulk=PERSON_BULK,
    quick=("name", "phones", "category", "area_id"),
    fields=(
        Field("number", "人员编号", form=False, width=12),
        Field("former_numbers", "原编号", form=False, section="基本信息", width=16, help="并入这张卡片的其他卡片的编号"),
        Field("name", "姓名", section="基本信息", table=True, width=18),
        Field("gender", "性别", section="基本信息", choices=GENDERS, table=True, filter=True, width=6),
        Field("id_kind", "证件类型", section="基本信息", choices=ID_KINDS, width=16),
        Field("id_no", "证件号码", section="基本信息", mask=mask_id, width=22, code="id"),
        Field("birth_date", "出生日期", section="基本信息", width=12, code="birth", help="有身份证号时自动填写"),
        Field("birth_precision", "出生日期精确到", section="基本信息", choices=PRECISIONS, width=10),
        Field("phones", "联系电话", kind=Kind.PHONES, section="基本信息", table=True, mask=mask_phones, width=16),
        Field("other_contact", "其他联系方式", section="基本信息", width=16, help="没有电话时填写，如站长转告"),
        Field("ethnicity", "民族", kind=Kind.CHOICE, section="基本信息", choices=ETHNICITY, width=10),
        Field("politics", "政治面貌", kind=Kind.CHOICE, section="基本信息", choices=POLITICS, filter=True, width=12),
        Field("education", "学历", kind=Kind.CHOICE, section="基本信息", choices=EDUCATION, filter=True, width=12),
        Field("native_place", "籍贯", section="基本信息", width=14, help="到省、市一级"),
        Field("residence", "现住址", section="基本信息", width=24),
        Field("category", "从业类型", section="从业情况", choices=CATEGORIES, table=True, filter=True, width=12),
        Field("platform_id", "所属平台", section="从业情况", link="platforms", table=True, filter=True, width=12,
              code="platform"),
        Field("station_id", "所属站点", section="从业情况", link="stations", table=True, filter=True, width=18,
              code="station"),
        Field("engagement", "用工方式", section="从业情况", choices=ENGAGEMENTS, filter=True, width=10),
        Field("area_id", "所在区域", section="从业情况", link="areas", table=True, filter=True, width=14,
              code="community"),
        Field("vehicle_plate", "车牌号", section="从业情况", width=12),
        Field("status", "状态", choices=PERSON_STATUSES, table=True, filter=True, form=False, width=8),
        Field("restricted_on", "封存日期", form=False, section="登记情况", width=12),
        Field("restricted_reason", "封存原因", form=False, section="登记情况", width=16),
        Field("tags", "标签", kind=Kind.WORDS, link="tags", section="登记情况", filter=True, width=16, help="如：骨干、困难帮扶、新入职；用顿号分开"),
        Field("registered_on", "登记日期", section="登记情况", table=True, filter=True, width=12),
        Field("last_verified_on", "最近核实", section="登记情况", filter=True, width=12),
        Field("source", "信息来源", section="登记情况", width=16, help="如：社区报送、站点走访、本人登记"),
        Field("legal_basis", "处理依据", section="登记情况", choices=LEGAL_BASES, width=12),
        Field("notice_version", "告知书版本", section="登记情况", width=10),
        Field("notified_on", "告知日期", section="登记情况", width=12),
        Field("notice_way", "告知方式", kind=Kind.CHOICE, section="登记情况", choices=NOTICE_WAYS, width=10),
        Field("photo_consent", "同意拍照", section="登记情况", width=8),
        Field("publish_consent", "同意公开", section="登记情况", width=8),
        Field("emergency_contact", "紧急联系人", section="其他", width=12),
        Field("emergency_phone", "紧急联系电话", kind=Kind.PHONES, section="其他", mask=mask_phones, width=16),
        Field("skills", "特长", section="其他", width=16),
        Field("clothing_size", "服装尺码", section="其他", width=8),
        Field("alias", "昵称", section="其他", width=12, help="平台昵称或小哥昵称，不作为姓名使用"),
        Field("pinyin_override", "姓名读音", section="其他", width=14, help="多音字读音不对时填写，如 shan xiong"),
        Field("needs", "需求", kind=Kind.LONG_TEXT, section="其他", width=20),
        Field("note", "备注", kind=Kind.LONG_TEXT, section="其他", width=24),
    ),
)  # fmt: skip
