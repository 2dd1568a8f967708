"""Papers that every register has: labels; where its records can be reached also lists of receipts and envelopes; cards of
the hotline for people. Printing reads registers: imported when needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from app.desk import Desk
from app.documents.stocks import CARD_SHEETS, ENVELOPES, LABEL_SHEETS, Stock
from app.registers.addressing import (
    has_addresses,
    has_recipients,
    label_fields,
    person_link,
    usual_lines,
)
from app.registers.papers import Paper
from app.registers.spec import Choice, Field, Kind, Register

if TYPE_CHECKING:
    from app.actions.printing import Printed

_CARDS = ("people", "card_batches", "hotline_cards")
Answers = dict[str, Any]
ROWS: tuple[Choice, ...] = (("20", "每页20行"), ("25", "每页25行"), ("0", "按行高排满"))
CODES: tuple[Choice, ...] = (("none", "不印"), ("number", "编号"), ("text", "标签上的文字"))
_START = Field("start", "从第几格开始", kind=Kind.INTEGER, help="用过一部分的标签纸，从左到右、从上到下数")
_MARKS = Field("marks", "印裁切线", kind=Kind.YES_NO)


@cache
def papers_of(register: Register) -> tuple[Paper, ...]:
    """All papers of a register: its own, then those that every register of its kind has."""
    standard = [_labels(register)]
    if all(one.key != "form" for one in register.papers):
        standard.insert(0, _form(register))
    if has_recipients(register):
        standard.insert(0, _receipts(register))
    if register.key == "people" or person_link(register):
        standard.insert(0, _sign_in(register))
    if has_addresses(register):
        standard.append(_envelopes(register))
    if register.key in _CARDS:
        standard.append(_hotline_cards(register))
    return (*register.papers, *standard)


def _stocks(stocks: Sequence[Stock], label: str) -> Field:
    choices = tuple((one.key, one.label) for one in stocks)
    return Field("stock", label, kind=Kind.CHOICE, choices=choices, required=True)


def _form(register: Register) -> Paper:
    def make(desk: Desk, ids: Sequence[int], purpose: str = "") -> Printed:
        from app.actions.record_printing import print_records

        return print_records(desk, register.key, ids, purpose)

    personal = any(field.mask is not None for field in register.fields)
    return Paper(
        "record_form",
        "登记表",
        "mdi6.form-select",
        make,
        purpose=f"归入{register.label}档案" if personal else "",
        blank=any(field.form for field in register.fields),
    )


def _labels(register: Register) -> Paper:
    def make(desk: Desk, ids: Sequence[int], _: str = "", answers: Answers | None = None) -> Printed:
        from app.actions.label_printing import print_labels

        return print_labels(desk, register.key, ids, answers or {})

    words = tuple((one.label, one.label) for one in label_fields(register))
    return Paper(
        "labels",
        "标签",
        "mdi6.label-multiple-outline",
        make,
        asks=(
            _stocks(LABEL_SHEETS, "标签纸"),
            Field("lines", "印哪些栏", kind=Kind.WORDS, choices=words, help="名称总是印在第一行；按选择的顺序，最多4栏"),
            Field("code", "二维码", kind=Kind.CHOICE, choices=CODES, required=True),
            Field("copies", "每条份数", kind=Kind.INTEGER),
            Field("serial", "起始序号", help="如 A-0001，逐个加1；不编序号的不填"),
            _START,
            _MARKS,
        ),
        preset=lambda _: {
            "stock": "2x7", "lines": "、".join(usual_lines(register)), "code": "none", "copies": 1, "start": 1,
            "marks": False,
        },
        remembers=("stock", "lines", "code", "copies", "marks"),
    )  # fmt: skip


def _receipts(register: Register) -> Paper:
    def make(desk: Desk, ids: Sequence[int], _: str = "", answers: Answers | None = None) -> Printed:
        from app.actions.receipt_printing import print_receipts

        return print_receipts(desk, register.key, ids, answers or {})

    return Paper(
        "receipts",
        "领取签收表",
        "mdi6.gift-outline",
        make,
        asks=(
            Field("item", "物品", help="如：防暑礼包、服务热线卡；获奖登记里写明奖项的可不填"),
            Field("amount", "每人数量", kind=Kind.INTEGER),
            Field("unit", "单位", help="如：份、张、瓶"),
            Field("occasion", "事由", help="如：7月高温慰问"),
            Field("on", "发放日期", kind=Kind.DATE, help="不填为今天"),
            Field("rows", "每页行数", kind=Kind.CHOICE, choices=ROWS, required=True),
            Field("spare", "末尾空行", kind=Kind.INTEGER, help="留给名单以外的人"),
            Field("phones", "印联系电话", kind=Kind.YES_NO, help="只印前3位和后4位"),
        ),
        preset=lambda _: {"amount": 1, "unit": "份", "rows": "20", "spare": 3, "phones": True},
        remembers=("item", "amount", "unit", "occasion", "rows", "spare", "phones"),
    )


def _sign_in(register: Register) -> Paper:
    def make(desk: Desk, ids: Sequence[int], _: str = "", answers: Answers | None = None) -> Printed:
        from app.actions.event_printing import print_event_sign_in

        return print_event_sign_in(desk, register.key, ids, answers or {})

    return Paper(
        "event_sign_in",
        "签到表",
        "mdi6.draw-pen",
        make,
        blank=register.key == "people",
        asks=(
            Field("title", "活动或会议", help="如：9月骑手恳谈会；班次的签到表在“培训”里打印"),
            Field("host", "主持人"),
            Field("on", "日期", kind=Kind.DATE, help="不填为今天"),
            Field("time", "时间", help="如：14:00—16:00"),
            Field("place", "地点"),
            Field("rows", "每页行数", kind=Kind.CHOICE, choices=ROWS[:2], required=True),
            Field("spare", "末尾空行", kind=Kind.INTEGER, help="留给临时来的人"),
            Field("phones", "印联系电话", kind=Kind.YES_NO, help="只印前3位和后4位"),
            Field("whole_day", "上午、下午分别签", kind=Kind.YES_NO),
        ),
        preset=lambda _: {"rows": "20", "spare": 3, "phones": True, "whole_day": False},
        remembers=("host", "place", "rows", "spare", "phones"),
    )


def _envelopes(register: Register) -> Paper:
    def make(desk: Desk, ids: Sequence[int], _: str = "", answers: Answers | None = None) -> Printed:
        from app.actions.label_printing import print_envelopes

        return print_envelopes(desk, register.key, ids, answers or {})

    return Paper(
        "envelopes",
        "信封",
        "mdi6.email-outline",
        make,
        asks=(
            _stocks(ENVELOPES, "信封"),
            Field("postcode", "收信邮编", help="6位数字，印进左上角的框"),
            Field("sender", "寄信单位"),
            Field("sender_address", "寄信地址"),
            Field("sender_postcode", "寄信邮编"),
            Field("across", "向右移（毫米）", kind=Kind.DECIMAL, help="对不准邮编框时微调，向左填负数"),
            Field("downwards", "向下移（毫米）", kind=Kind.DECIMAL),
        ),
        preset=partial(_office, name="sender", more={"stock": "DL"}),
        remembers=("stock", "postcode", "sender", "sender_address", "sender_postcode", "across", "downwards"),
    )


def _hotline_cards(register: Register) -> Paper:
    def make(desk: Desk, ids: Sequence[int], _: str = "", answers: Answers | None = None) -> Printed:
        from app.actions.hotline_printing import print_hotline_cards

        return print_hotline_cards(desk, register.key, ids, answers or {})

    of_people, of_cards = register.key == "people", register.key == "hotline_cards"
    asks = [
        Field("title", "卡片标题"),
        Field("hours", "服务时间", help="如：工作日 8:30—17:30"),
        _stocks(CARD_SHEETS, "卡纸"),
        Field("code", "印拨号二维码", kind=Kind.YES_NO),
        _START,
        _MARKS,
    ]
    if of_people:
        asks.insert(1, Field("phone", "热线号码", help="要编卡号的，先在“热线卡批次”里登记，再从那里打印"))
        asks.append(Field("count", "张数", kind=Kind.INTEGER, help="没有选中人员时，印多少张不写姓名的"))
    if of_people or of_cards:
        asks.append(Field("named", "印姓名", kind=Kind.YES_NO, help="选中了人员时，每人一张"))
    more = {"title": "新就业群体服务热线", "stock": "card", "count": 10, "code": True, "start": 1, "marks": True,
            "named": False}  # fmt: skip
    names = {one.name for one in asks}
    return Paper(
        "cards",
        "服务热线卡",
        "mdi6.card-account-phone-outline",
        make,
        blank=of_people,
        asks=tuple(asks),
        preset=partial(_hotline, more={name: value for name, value in more.items() if name in names}),
        remembers=("title", "hours", "stock", "named", "count", "code", "marks"),
    )


def _office(desk: Desk, name: str, more: Answers) -> Answers:
    from app import settings

    return more | {name: settings.read(desk, "office_name")}


def _hotline(desk: Desk, more: Answers) -> Answers:
    from app import settings

    chosen = settings.read_all(desk)
    return more | {"phone": chosen["hotline"] or chosen["contact_phone"]}
