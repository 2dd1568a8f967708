"""领取签收表 of chosen records of any register: what is handed to whom, for them to sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app import settings
from app.actions.disclosure import shown_on
from app.actions.printing import Printed, print_ready
from app.actions.recipients import recipients
from app.actions.rows import refuse
from app.desk import Desk
from app.documents.receipt import Receipt, ReceiptLine, receipt_document
from app.documents.words import chinese_date
from app.registers import find_register

TITLE = "领取签收表"


def print_receipts(
    desk: Desk, key: str, ids: Sequence[int], answers: dict[str, Any], *, today: date | None = None
) -> Printed:
    """The list of receipts of a register's records, in their order.

    answers: item, amount, unit, occasion, on, phones, rows, spare. Raises ``ValidationFailed`` for an amount below 1 and
    without an item, where the records name none; ``UserError`` for nobody or too many; ``MissingGlyphs``.
    """
    register = find_register(key)
    shown = shown_on(desk, "receipt")
    people = recipients(desk, register, ids, shown)
    item, amount, unit = answers.get("item") or "", answers.get("amount"), answers.get("unit") or ""
    amount = 1 if amount is None else amount
    if amount < 1:
        raise refuse("TOO_SMALL", "amount", "每人数量应不小于1，请核对。")
    if not item and not all(one.item for one in people):
        raise refuse("REQUIRED", "item", "请填写发放的物品，如“防暑礼包”。")
    day = answers.get("on") or today or date.today()
    bodies = not any(one.person for one in people)
    lines = tuple(
        ReceiptLine(
            one.name,
            one.contact if bodies else one.of,
            one.phone,
            one.item or item,
            f"{one.amount or amount}{unit}",
        )
        for one in people
    )
    title = f"{item}{TITLE}" if item else f"{register.label}{TITLE}"
    receipt = Receipt(
        title=title,
        office=settings.read(desk, "office_name"),
        occasion=answers.get("occasion") or "",
        on=chinese_date(day),
        lines=lines,
        total=f"{sum(one.amount or amount for one in people)}{unit}",
        of_label="联系人" if bodies else "单位/站点",
        phones=answers.get("phones") is not False,
        rows_per_page=int(answers.get("rows") or 0),
        spare=max(0, min(answers.get("spare") or 0, 200)),
    )
    what = f"{title}：{len(lines)}{'家' if bodies else '人'}"
    return print_ready(desk, "receipt", receipt_document(receipt), what, day=today)
