"""物资: items in stock, what came in (入库) and what was given out (发放); 结存 follows from both."""

from __future__ import annotations

from app.actions.gifts import give, keep_balance, sign
from app.registers.prepare import fill_pinyin
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.dates import at_least, not_future
from app.rules.gifts import (
    enough_in_stock,
    fill_price,
    once_in_a_campaign,
    receiver_told,
    taken_back_leaves_enough,
)
from app.values.activities import FUND_SOURCES
from db.models import GiftIntake, GiftIssue, GiftItem

GIFT_KINDS = (
    ("pack", "温暖礼包"),
    ("cooling", "防暑用品"),
    ("warming", "防寒用品"),
    ("daily", "日用品"),
    ("leaflet", "宣传资料"),
    ("service_map", "服务地图"),
    ("other", "其他"),
)
_CAMPAIGN = "如：2024年冬送温暖；每批只领一次的按它核对"


def give_asks(*more: Field) -> tuple[Field, ...]:
    """What is asked before something is given to several people at once."""
    return (
        Field("item_id", "物资", kind=Kind.LINK, link="gift_items", required=True),
        Field("quantity", "每人数量", kind=Kind.INTEGER, help="不填为1"),
        Field("on", "发放日期", kind=Kind.DATE, required=True),
        Field("campaign", "批次", help=_CAMPAIGN),
        *more,
        Field("signed", "已签收", kind=Kind.YES_NO),
    )


GIVE = Action(
    "give", "发放物资", "mdi6.gift-outline", give,
    asks=give_asks(Field("activity_id", "活动", kind=Kind.LINK, link="activities", help="在活动中发放的选上")),
)  # fmt: skip
GIFT_INTAKES = Register(
    key="gift_intakes",
    label="物资入库",
    unit="条",
    model=GiftIntake,
    icon="mdi6.package-down",
    title="received_on",
    sort="-received_on",
    rules=(not_future("received_on", "入库日期"), at_least(1, quantity="数量"), at_least(0, price="单价"), enough_in_stock),
    effects=(keep_balance,),
    keeps=(taken_back_leaves_enough,),
    after_delete=(keep_balance,),
    fields=(
        Field("item_id", "物资", link="gift_items", table=True, filter=True, width=20),
        Field("received_on", "入库日期", table=True, filter=True, width=12),
        Field("quantity", "数量", table=True, width=8),
        Field("price", "单价（元）", kind=Kind.MONEY, table=True, width=10),
        Field("source", "来源", table=True, width=20, help="采购的供应商，或捐赠单位"),
        Field("funds", "经费来源", choices=FUND_SOURCES, table=True, filter=True, width=10),
        Field("voucher", "凭证号", table=True, width=14, help="发票、捐赠收据等的号码"),
        Field("note", "备注", width=20),
    ),
)  # fmt: skip
GIFT_ISSUES = Register(
    key="gift_issues",
    label="物资发放",
    unit="条",
    model=GiftIssue,
    icon="mdi6.package-up",
    title="number",
    prefix="FW",
    sort="-issued_on",
    bulk=("campaign", "signed", "note"),
    prepares=(fill_price,),
    rules=(
        not_future("issued_on", "发放日期"),
        at_least(1, quantity="数量"),
        at_least(0, price="单价"),
        receiver_told,
        once_in_a_campaign,
        enough_in_stock,
    ),
    effects=(keep_balance,),
    after_delete=(keep_balance,),
    actions=(Action("sign", "登记签收", "mdi6.draw-pen", sign),),
    fields=(
        Field("number", "发放编号", form=False, table=True, width=12),
        Field("item_id", "物资", link="gift_items", table=True, filter=True, width=18),
        Field("issued_on", "发放日期", table=True, filter=True, width=12),
        Field("quantity", "数量", table=True, width=8),
        Field("price", "单价（元）", kind=Kind.MONEY, table=True, width=10, help="不填的按物资的单价"),
        Field("person_id", "领取人", link="people", table=True, filter=True, width=14),
        Field("receiver", "其他领取人", table=True, width=16, help="没有登记的人或单位；代领的写代领人"),
        Field("activity_id", "活动", link="activities", table=True, filter=True, width=22, help="在活动中发放的选上"),
        Field("campaign", "批次", table=True, filter=True, width=16, help=_CAMPAIGN),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("signed", "已签收", table=True, filter=True, width=8),
        Field("note", "备注", width=20),
    ),
)  # fmt: skip
GIFT_ITEMS = Register(
    key="gift_items",
    label="物资",
    unit="种",
    model=GiftItem,
    icon="mdi6.gift-outline",
    prefix="WZ",
    sort="name",
    prepares=(fill_pinyin,),
    rules=(at_least(0, price="单价"),),
    children=(Child(GIFT_INTAKES, "item_id", owned=True), Child(GIFT_ISSUES, "item_id")),
    fields=(
        Field("number", "物资编号", form=False, width=12),
        Field("name", "名称", table=True, width=20, help="如：冬季温暖礼包、清凉包、服务地图折页"),
        Field("kind", "类别", choices=GIFT_KINDS, table=True, filter=True, width=10),
        Field("unit", "单位", table=True, width=6, help="如：份、件、箱、张"),
        Field("price", "单价（元）", kind=Kind.MONEY, table=True, width=10),
        Field("balance", "结存", form=False, table=True, filter=True, width=8, help="入库减去发放，自动计算"),
        Field("once", "每批每人只领一次", filter=True, width=14),
        Field("area_id", "保管区域", link="areas", table=True, filter=True, width=14),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)  # fmt: skip
