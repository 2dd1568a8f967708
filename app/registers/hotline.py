"""服务热线卡: batches that were printed, and who has which card."""

from __future__ import annotations

from app.actions.hotline import issue_cards, issue_one, reissue, report_lost, take_back
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.dates import not_future
from app.rules.hotline import fill_code, one_card_each, serial_of_batch, serials_fit
from db.models import CardBatch, HotlineCard

CARD_STATES = (("held", "在用"), ("lost", "已挂失"), ("replaced", "已补发"), ("returned", "已收回"))
_ON = Field("on", "日期", kind=Kind.DATE, required=True)
_ISSUED = Field("on", "发卡日期", kind=Kind.DATE, required=True)
_BY = Field("by", "发卡人")

ISSUE_CARDS = Action(
    "issue_card", "发热线卡", "mdi6.card-account-phone-outline", issue_cards,
    asks=(
        Field("batch_id", "批次", kind=Kind.LINK, link="card_batches", required=True,
              help="从最小的空号起依次发；已有在用卡的人不重复发"),
        _ISSUED,
        _BY,
    ),
)  # fmt: skip
HOTLINE_CARDS = Register(
    key="hotline_cards",
    label="热线卡",
    unit="张",
    model=HotlineCard,
    icon="mdi6.card-account-phone-outline",
    title="code",
    sort="-issued_on",
    prepares=(fill_code,),
    rules=(not_future("issued_on", "发卡日期"), serial_of_batch, one_card_each),
    actions=(
        Action("lost", "挂失", "mdi6.card-remove-outline", report_lost, asks=(_ON, Field("reason", "情况"))),
        Action(
            "reissue", "补发", "mdi6.card-plus-outline", reissue,
            asks=(
                Field("on", "补发日期", kind=Kind.DATE, required=True),
                Field("batch_id", "从哪一批补发", kind=Kind.LINK, link="card_batches", help="不填的从原来的批次补"),
                _BY,
            ),
        ),
        Action("return", "收回", "mdi6.card-minus-outline", take_back, asks=(_ON, Field("reason", "原因"))),
    ),
    fields=(
        Field("code", "卡号", form=False, table=True, width=14),
        Field("batch_id", "批次", link="card_batches", table=True, filter=True, width=14),
        Field("serial", "流水号", width=8),
        Field("person_id", "持卡人", link="people", table=True, filter=True, width=14),
        Field("issued_on", "发卡日期", table=True, filter=True, width=12),
        Field("issued_by", "发卡人", table=True, width=12),
        Field("state", "状态", choices=CARD_STATES, form=False, table=True, filter=True, width=8),
        Field("ended_on", "停用日期", form=False, table=True, width=12),
        Field("reason", "停用原因", form=False, table=True, width=16),
        Field("note", "备注", table=True, width=16),
    ),
)  # fmt: skip
CARD_BATCHES = Register(
    key="card_batches",
    label="热线卡批次",
    unit="批",
    model=CardBatch,
    icon="mdi6.cards-outline",
    title="number",
    prefix="RK",
    sort="-printed_on",
    rules=(not_future("printed_on", "印制日期"), serials_fit),
    actions=(
        Action(
            "issue", "发卡给一人", "mdi6.card-account-phone-outline", issue_one,
            asks=(
                Field("person_id", "持卡人", kind=Kind.LINK, link="people", required=True),
                Field("serial", "流水号", kind=Kind.INTEGER, help="不填为最小的空号"),
                _ISSUED,
                _BY,
            ),
            many=False,
        ),
    ),
    children=(Child(HOTLINE_CARDS, "batch_id"),),
    fields=(
        Field("number", "批次编号", form=False, table=True, width=12),
        Field("printed_on", "印制日期", table=True, filter=True, width=12),
        Field("hotline", "热线号码", table=True, width=16),
        Field("prefix", "号码前缀", table=True, width=10, help="印在流水号前面的字母；没有的不填"),
        Field("first_serial", "起始号", table=True, width=10),
        Field("last_serial", "终止号", table=True, width=10),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("printer", "印制单位", table=True, width=18),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)  # fmt: skip
