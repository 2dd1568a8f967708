"""共建力量: who does something for riders beside the office, with offers, agreements and contacts."""

from __future__ import annotations

from app.actions.partners import leave
from app.registers.activities import ACTIVITY_PARTNERS
from app.registers.agreements import agreements
from app.registers.alliances import ALLIANCE_MEMBERS, PROJECT_PARTNERS
from app.registers.prepare import fill_pinyin
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.contacts import clean_contact, phone_readable
from app.rules.dates import in_order, not_future
from app.rules.partners import likely_same_partner
from app.values.masking import mask_phones
from db.models import Partner, PartnerAgreement, PartnerContact

PARTNER_KINDS = (
    ("co_builder", "共建单位"),
    ("merchant", "爱心商家"),
    ("social_organization", "社会组织"),
    ("other", "其他社会力量"),
)
SECTORS = (
    ("community", "社区"),
    ("shop", "底商"),
    ("authority", "机关"),
    ("institution", "事业单位"),
    ("company", "企业"),
    ("social", "社会组织"),
    ("other", "其他"),
)
WAYS = (("visit", "上门"), ("phone", "电话"), ("message", "微信"), ("meeting", "会议"), ("other", "其他"))
OFFERS = tuple(
    (word, word)
    for word in (
        "场地", "优惠", "餐饮", "物资", "志愿服务", "法律服务", "健康义诊", "心理疏导", "培训课程", "岗位", "资金",
        "子女托管", "车辆维修",
    )
)  # fmt: skip
_ON = Field("on", "日期", kind=Kind.DATE, required=True)

PARTNER_AGREEMENTS = agreements("partner_agreements", PartnerAgreement, "partner_id", "partners", "共建力量")
PARTNER_CONTACTS = Register(
    key="partner_contacts",
    label="联系记录",
    unit="次",
    model=PartnerContact,
    icon="mdi6.phone-log-outline",
    title="content",
    sort="-contacted_on",
    rules=(
        not_future("contacted_on", "联系日期"),
        in_order("contacted_on", "联系日期", "next_on", "下次联系"),
    ),
    fields=(
        Field("partner_id", "共建力量", link="partners", form=False, table=True, filter=True, width=20),
        Field("contacted_on", "联系日期", table=True, filter=True, width=12),
        Field("way", "方式", choices=WAYS, table=True, width=8),
        Field("clerk", "联系人", table=True, width=10, help="街道或社区谁去联系的"),
        Field("content", "内容", kind=Kind.LONG_TEXT, table=True, width=30),
        Field("next_on", "下次联系", table=True, filter=True, width=12, help="到这一天列入“谁该办什么了”"),
    ),
)
PARTNERS = Register(
    key="partners",
    label="共建力量",
    unit="家",
    model=Partner,
    icon="mdi6.handshake",
    prefix="GJ",
    sort="name",
    prepares=(fill_pinyin, clean_contact),
    rules=(
        not_future("joined_on", "参与日期"),
        in_order("joined_on", "参与日期", "left_on", "退出日期"),
        phone_readable,
        likely_same_partner,
    ),
    bulk=("kind", "sector", "area_id", "offers", "note"),
    actions=(
        Action(
            "leave",
            "登记退出",
            "mdi6.exit-to-app",
            leave,
            asks=(_ON, Field("reason", "原因", required=True, help="如：停业、协议到期不续、违规摘牌")),
            danger=True,
        ),
    ),
    children=(
        Child(PARTNER_AGREEMENTS, "partner_id", owned=True),
        Child(PARTNER_CONTACTS, "partner_id", owned=True),
        Child(ALLIANCE_MEMBERS, "partner_id"),
        Child(PROJECT_PARTNERS, "partner_id"),
        Child(ACTIVITY_PARTNERS, "partner_id"),
    ),
    fields=(
        Field("number", "编号", form=False, width=12),
        Field("name", "名称", table=True, width=24, heads=("商家名称", "单位名称"), section="基本信息"),
        Field("kind", "类型", choices=PARTNER_KINDS, table=True, filter=True, width=10, section="基本信息"),
        Field("sector", "单位性质", choices=SECTORS, table=True, filter=True, width=8, section="基本信息"),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14, section="基本信息"),
        Field("address", "地址", width=24, section="基本信息"),
        Field("contact", "联系人", table=True, width=12, section="基本信息"),
        Field("phone", "联系电话", kind=Kind.PHONES, mask=mask_phones, width=16, section="基本信息"),
        Field("facility_id", "对应阵地", link="facilities", width=20, section="基本信息",
              help="同时也是驿站、饮水点、优惠商家的，选上对应的阵地"),
        Field("offers", "提供什么", kind=Kind.WORDS, choices=OFFERS, table=True, filter=True, width=20, section="共建"),
        Field("offer", "优惠或服务内容", kind=Kind.LONG_TEXT, width=24, section="共建", help="如：凭小哥码8折"),
        Field("joined_on", "参与日期", table=True, filter=True, width=12, section="共建"),
        Field("agreement_to", "协议到期", form=False, table=True, filter=True, width=12, section="共建"),
        Field("left_on", "退出日期", form=False, filter=True, width=12, section="共建"),
        Field("left_reason", "退出原因", form=False, width=20, section="共建"),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24, section="共建"),
    ),
)  # fmt: skip
