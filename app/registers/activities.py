"""活动: what is planned and held for riders, with co-organisers, services delivered and those who took part."""

from __future__ import annotations

from app.actions.activities import cancel, hold, join, postpone
from app.actions.gifts import give_at_activity
from app.actions.placephotos import LARGEST, SAYS, PlacePhotos
from app.cards.activities import activity_facts, activity_story
from app.registers.card import SCENE_SIZES, Card, Portrait
from app.registers.gifts import GIFT_ISSUES, give_asks
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.activities import (
    ACTIVITY,
    funds_told,
    held_in_time,
    partner_once,
    reason_told,
    took_part_once,
)
from app.rules.clock import clock_times
from app.rules.dates import at_least, in_order
from app.rules.lifecycles import follows
from app.values.activities import (
    ACTIVITY_KINDS,
    ACTIVITY_STATES,
    ASPECTS,
    CHAINS,
    FUND_SOURCES,
    SERVICE_KINDS,
)
from db.models import Activity, ActivityPartner, ActivityPerson, ActivityService

_ON = Field("on", "日期", kind=Kind.DATE, required=True)
_PHOTOS = PlacePhotos(Activity, "activity_id", "活动")

ACTIVITY_PARTNERS = Register(
    key="activity_partners",
    label="协办单位",
    unit="家",
    model=ActivityPartner,
    icon="mdi6.handshake-outline",
    title="partner_id",
    sort="id",
    rules=(partner_once,),
    fields=(
        Field("activity_id", "活动", link="activities", form=False, table=True, width=24),
        Field("partner_id", "协办单位", link="partners", table=True, width=20, help="先在“共建力量”里登记"),
        Field("part", "承担内容", table=True, width=24),
    ),
)
ACTIVITY_SERVICES = Register(
    key="activity_services",
    label="提供的服务",
    unit="项",
    model=ActivityService,
    icon="mdi6.account-heart-outline",
    title="provider",
    sort="id",
    rules=(at_least(0, served="服务人次"),),
    fields=(
        Field("activity_id", "活动", link="activities", form=False, table=True, filter=True, width=24),
        Field("kind", "服务类别", choices=SERVICE_KINDS, table=True, filter=True, width=12),
        Field("provider", "提供者", table=True, width=20, help="如：执法中队、人社站、街道律师、心理医生"),
        Field("served", "服务人次", table=True, width=10),
        Field("note", "内容", kind=Kind.LONG_TEXT, table=True, width=26),
    ),
)
ACTIVITY_PEOPLE = Register(
    key="activity_people",
    label="参加活动",
    unit="人",
    model=ActivityPerson,
    icon="mdi6.account-check-outline",
    title="person_id",
    sort="-id",
    rules=(took_part_once,),
    fields=(
        Field("activity_id", "活动", link="activities", table=True, filter=True, width=26),
        Field("person_id", "姓名", link="people", table=True, filter=True, width=14),
        Field("part", "参加情况", table=True, width=20, help="如：发言、表演、领队；一般参加的不填"),
    ),
)
# Asked of chosen people: which activity they took part in.
JOIN = Action(
    "join_activity", "登记参加活动", "mdi6.calendar-account-outline", join,
    asks=(
        Field("activity_id", "活动", kind=Kind.LINK, link="activities", required=True),
        Field("part", "参加情况", help="如：发言、表演、领队；一般参加的不填"),
    ),
)  # fmt: skip
_ACTIONS = (
    Action(
        "hold", "登记开展", "mdi6.calendar-check-outline", hold,
        asks=(
            Field("on", "开展日期", kind=Kind.DATE, required=True),
            Field("riders", "未列名小哥人数", kind=Kind.INTEGER, help="没有逐人登记的；逐人的在“参加活动”里登记"),
            Field("staff", "工作人员人数", kind=Kind.INTEGER),
            Field("guests", "共建单位人数", kind=Kind.INTEGER),
            Field("cost", "经费（元）", kind=Kind.MONEY),
            Field("funds", "经费来源", kind=Kind.CHOICE, choices=FUND_SOURCES),
            Field("summary", "活动小结", kind=Kind.LONG_TEXT, help="200字以内"),
        ),
        many=False,
    ),
    Action(
        "postpone", "延期", "mdi6.calendar-arrow-right", postpone,
        asks=(
            Field("on", "延到哪一天", kind=Kind.DATE, help="还没有定的不填"),
            Field("reason", "原因", required=True),
        ),
    ),
    Action(
        "cancel", "取消活动", "mdi6.calendar-remove-outline", cancel,
        asks=(Field("reason", "原因", required=True),), danger=True,
    ),
    Action("give", "向参加人发放物资", "mdi6.gift-outline", give_at_activity, asks=give_asks(), many=False),
)  # fmt: skip

ACTIVITIES = Register(
    key="activities",
    label="活动",
    unit="场",
    model=Activity,
    icon="mdi6.calendar-star",
    title="title",
    prefix="HD",
    sort="-held_on",
    bulk=("kind", "area_id", "organizer", "chain", "aspects", "funds", "note"),
    rules=(
        follows(ACTIVITY, "state", ACTIVITY_STATES),
        held_in_time,
        reason_told,
        in_order("held_on", "日期", "until", "结束日期"),
        clock_times,
        at_least(0, riders="未列名小哥人数", staff="工作人员人数", guests="共建单位人数", cost="经费"),
        funds_told,
    ),
    actions=_ACTIONS,
    card=Card(
        facts=activity_facts,
        story=activity_story,
        story_label="活动经过",
        portrait=Portrait(_PHOTOS.read, _PHOTOS.keep, _PHOTOS.drop, SCENE_SIZES, LARGEST, SAYS),
    ),
    children=(
        Child(ACTIVITY_SERVICES, "activity_id", owned=True),
        Child(ACTIVITY_PARTNERS, "activity_id", owned=True),
        Child(ACTIVITY_PEOPLE, "activity_id", owned=True),
        Child(GIFT_ISSUES, "activity_id"),
    ),
    fields=(
        Field("number", "活动编号", form=False, width=12),
        Field("title", "活动名称", table=True, width=26, section="基本信息"),
        Field("kind", "类型", choices=ACTIVITY_KINDS, table=True, filter=True, width=12, section="基本信息"),
        Field("state", "状态", choices=ACTIVITY_STATES, table=True, filter=True, width=8, section="基本信息"),
        Field("held_on", "日期", table=True, filter=True, width=12, section="基本信息",
              help="计划的填计划日期，开展的填开展日期"),
        Field("until", "结束日期", width=12, section="基本信息", help="只有一天的不填；统计按开始的一天"),
        Field("starts_at", "开始时间", kind=Kind.TIME, width=8, section="基本信息"),
        Field("ends_at", "结束时间", kind=Kind.TIME, width=8, section="基本信息"),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14, section="基本信息"),
        Field("place", "地点", table=True, width=20, section="基本信息"),
        Field("station_id", "站点", link="stations", filter=True, width=18, section="基本信息",
              help="进站的活动，选进了哪个站点"),
        Field("facility_id", "阵地", link="facilities", filter=True, width=18, section="基本信息",
              help="在驿站等阵地办的，选上"),
        Field("organizer", "主办单位", table=True, width=18, section="基本信息"),
        Field("riders", "未列名小哥人数", table=True, width=12, section="参加人数",
              help="没有逐人登记的；逐人的在“参加活动”里登记"),
        Field("staff", "工作人员人数", width=10, section="参加人数"),
        Field("guests", "共建单位人数", width=10, section="参加人数"),
        Field("cost", "经费（元）", kind=Kind.MONEY, table=True, width=10, section="经费"),
        Field("funds", "经费来源", choices=FUND_SOURCES, filter=True, width=10, section="经费"),
        Field("chain", "三链", choices=CHAINS, filter=True, width=10, section="归类"),
        Field("aspects", "四个方面", kind=Kind.WORDS, choices=ASPECTS, filter=True, width=20, section="归类"),
        Field("summary", "活动小结", kind=Kind.LONG_TEXT, width=30, section="记录", help="200字以内"),
        Field("media", "报道链接", kind=Kind.LONG_TEXT, width=20, section="记录"),
        Field("reason", "延期或取消原因", width=20, section="记录"),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=20, section="记录"),
    ),
)  # fmt: skip
