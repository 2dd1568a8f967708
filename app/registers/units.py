"""友好单元: compounds, business districts, buildings … and the making of them, filings and improvements."""

from __future__ import annotations

from app.actions.pasts import keep_past
from app.actions.units import check_again, keep_steps, keep_unit, step
from app.cards.places import unit_facts, unit_story
from app.registers.card import Card
from app.registers.pasts import UNIT_KEPT, UNIT_PASTS
from app.registers.photos import UNIT_PHOTO
from app.registers.prepare import fill_pinyin
from app.registers.spec import Action, Child, Field, Kind, Register
from app.registers.unitpapers import PLATE
from app.registers.unitwork import EFFECT_CLAIMS, UNIT_FILINGS, UNIT_IMPROVEMENTS, UNIT_MEASURES
from app.rules.contacts import clean_contact, phone_readable
from app.rules.dates import at_least
from app.rules.lifecycles import UNIT, follows
from app.rules.periods import period_in_order, periods_apart
from app.rules.units import likely_same_unit, recognition_told, step_sound, steps_follow
from app.values.masking import mask_phones
from db.models import FriendlyUnit, UnitPast, UnitStage, UnitStep

UNIT_KINDS = (
    ("compound", "小区"),
    ("district", "商圈"),
    ("building", "楼宇"),
    ("park", "园区"),
    ("hospital", "医院"),
    ("school", "学校"),
    ("government", "机关"),
)
UNIT_STAGES = (
    ("listed", "未申报"),
    ("applied", "申报"),
    ("creating", "创建中"),
    ("inspected", "验收"),
    ("recognised", "授牌"),
    ("model", "示范"),
    ("withdrawn", "摘牌"),
)
LEVELS = (("区级", "区级"), ("市级示范", "市级示范"))
ACCESS = tuple((word, word) for word in ("扫小哥码", "站点备案直入", "专用出入口", "登记", "代收点"))
CRITERIA = tuple((word, word) for word in ("停车", "充电", "进出", "导引", "休憩"))


UNIT_STEPS = Register(
    key="unit_steps",
    label="创建阶段",
    unit="条",
    model=UnitStep,
    icon="mdi6.timeline-check-outline",
    title="stage",
    sort="-from_on",
    rules=(period_in_order, periods_apart("unit_id"), step_sound, steps_follow),
    effects=(keep_unit,),
    after_delete=(keep_unit,),
    fields=(
        Field("unit_id", "友好单元", link="friendly_units", form=False, width=20),
        Field("stage", "阶段", choices=UNIT_STAGES, table=True, filter=True, width=8),
        Field("from_on", "开始日期", table=True, width=12),
        Field("to_on", "结束日期", table=True, width=12, help="到这一天为止，当天不再计入；现状不填"),
        Field("valid_until", "有效期至", table=True, filter=True, width=12),
        Field("score", "验收得分", table=True, width=8),
        Field("reason", "说明", table=True, width=20),
    ),
)
_ON = Field("on", "日期", kind=Kind.DATE, required=True)
_UNTIL = Field("valid_until", "有效期至", kind=Kind.DATE, help="不填表示长期有效")
_REASON = Field("reason", "说明")
_SCORE = Field("score", "得分", kind=Kind.INTEGER)
_PLATE = Field("plate_no", "牌号")
STAGE_ACTIONS = (
    Action("apply", "申报", "mdi6.file-send-outline", step(UnitStage.APPLIED, "申报"), asks=(_ON, _REASON)),
    Action("begin", "开始创建", "mdi6.hammer", step(UnitStage.CREATING, "开始创建"), asks=(_ON, _REASON)),
    Action(
        "inspect",
        "验收",
        "mdi6.clipboard-check-outline",
        step(UnitStage.INSPECTED, "验收"),
        asks=(_ON, _SCORE, _REASON),
    ),
    Action(
        "recognise",
        "授牌",
        "mdi6.check-decagram-outline",
        step(UnitStage.RECOGNISED, "授牌"),
        asks=(_ON, _UNTIL, _PLATE, _REASON),
    ),
    Action(
        "check_again",
        "复查通过",
        "mdi6.clipboard-pulse-outline",
        check_again,
        asks=(_ON, _UNTIL, _SCORE, _REASON),
    ),
    Action(
        "model",
        "评为示范",
        "mdi6.star-outline",
        step(UnitStage.MODEL, "评为示范"),
        asks=(_ON, _UNTIL, _REASON),
    ),
    Action(
        "withdraw",
        "摘牌",
        "mdi6.close-octagon-outline",
        step(UnitStage.WITHDRAWN, "摘牌"),
        asks=(_ON, Field("reason", "原因", required=True)),
        danger=True,
    ),
)

UNIT_CARD = Card(
    facts=unit_facts,
    story=unit_story(dict(UNIT_STAGES)),
    story_label="创建历程",
    portrait=UNIT_PHOTO,
)


FRIENDLY_UNITS = Register(
    key="friendly_units",
    label="友好单元",
    unit="个",
    model=FriendlyUnit,
    icon="mdi6.home-heart",
    prefix="YH",
    sort="name",
    prepares=(fill_pinyin, clean_contact),
    rules=(
        follows(UNIT, "stage", UNIT_STAGES),
        recognition_told,
        likely_same_unit,
        phone_readable,
        at_least(0, households="户数", floors="楼层", bay_count="泊位数"),
    ),
    effects=(keep_steps, keep_past(UnitPast, "unit_id", UNIT_KEPT)),
    card=UNIT_CARD,
    papers=(PLATE,),
    actions=STAGE_ACTIONS,
    children=(
        Child(UNIT_STEPS, "unit_id", owned=True),
        Child(UNIT_MEASURES, "unit_id", owned=True),
        Child(UNIT_FILINGS, "unit_id"),
        Child(UNIT_IMPROVEMENTS, "unit_id", owned=True),
        Child(EFFECT_CLAIMS, "unit_id", owned=True),
        Child(UNIT_PASTS, "unit_id", owned=True),
    ),
    fields=(
        Field("number", "编号", form=False, width=12),
        Field(
            "name",
            "单元名称",
            section="基本信息",
            table=True,
            width=24,
            heads=("小区名称", "楼宇名称", "名称"),
        ),
        Field("kind", "类型", section="基本信息", choices=UNIT_KINDS, table=True, filter=True, width=8),
        Field("area_id", "所在区域", section="基本信息", link="areas", table=True, filter=True, width=14),
        Field("address", "地址", section="基本信息", table=True, width=24),
        Field("property_company", "物业公司", section="基本信息", width=20),
        Field("contact", "联系人", section="基本信息", width=12),
        Field("phone", "联系电话", kind=Kind.PHONES, section="基本信息", mask=mask_phones, width=16),
        Field("households", "户数", section="基本信息", width=8),
        Field("floors", "楼层", section="基本信息", width=8),
        Field("stage", "创建阶段", section="创建", choices=UNIT_STAGES, table=True, filter=True, width=8),
        Field("recognised_on", "授牌日期", section="创建", table=True, filter=True, width=12),
        Field("valid_until", "有效期至", section="创建", table=True, filter=True, width=12),
        Field("level", "级别", kind=Kind.CHOICE, section="创建", choices=LEVELS, filter=True, width=10),
        Field("plate_no", "牌号", section="创建", width=14),
        Field("sign_on", "亮牌日期", section="创建", filter=True, width=12),
        Field("access", "进出方式", kind=Kind.WORDS, section="条件", choices=ACCESS, table=True, width=20),
        Field("criteria", "达标条件", kind=Kind.WORDS, section="条件", choices=CRITERIA, width=20),
        Field("bay_count", "泊位数", section="条件", width=8),
        Field("guide_map", "张贴导引地图", section="条件", filter=True, width=10),
        Field("shuttle", "配备接驳车", section="条件", filter=True, width=10),
        Field("locker", "取餐柜或货架", section="条件", filter=True, width=10),
        Field("note", "备注", kind=Kind.LONG_TEXT, section="条件", width=24),
    ),
)
