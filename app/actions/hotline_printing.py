"""Cards of the hotline: for people, for a printed batch with its serials, again for whoever has one; ten on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app import settings
from app.actions.disclosure import shown_on
from app.actions.label_printing import between, marks_of, start_of
from app.actions.printing import Printed, print_ready
from app.actions.recipients import MOST, recipients
from app.actions.rows import chosen, refuse
from app.desk import Desk
from app.documents.celllayouts import CODE, card_layout
from app.documents.cells import cells_document
from app.documents.stocks import stock_of
from app.errors import UserError
from app.registers import find_register
from app.rules.hotline import card_code
from db.models import CardBatch, HotlineCard, Person

TITLE = "新就业群体服务热线"


@dataclass(frozen=True)
class Card:
    """What is different on each card. phone: of its batch, empty for the one that was asked for."""

    name: str = ""
    code: str = ""
    phone: str = ""


def print_hotline_cards(
    desk: Desk, key: str, ids: Sequence[int], answers: Mapping[str, Any], *, today: date | None = None
) -> Printed:
    """Cards of a register's records. ``people``: one for each, or ``count`` without a name; ``card_batches``: all serials of a
    batch; ``hotline_cards``: those that were given out, with their numbers.

    answers: title, phone, hours, stock, count, named, code, start, marks. Raises ``ValidationFailed`` without a number to call,
    ``UserError`` for too many, ``MissingGlyphs``.
    """
    stock = stock_of(answers.get("stock") or "card")
    cards = _CARDS[key](desk, ids, answers)
    if not 0 < len(cards) <= MOST:
        raise UserError(f"一次打印1到{MOST}张，选中的有{len(cards)}张。", "请分批打印。")
    asked = str(answers.get("phone") or "").strip()
    if not all(card.phone or asked for card in cards):
        raise refuse("REQUIRED", "phone", "请填写热线号码；常用的号码可以填在“设置”里。")
    office = settings.read(desk, "office_name")
    dialled = answers.get("code") is not False
    filled = [
        {
            "office": office,
            "title": answers.get("title") or TITLE,
            "phone": card.phone or asked,
            "hours": answers.get("hours") or "",
            "name": card.name if answers.get("named") else "",
            "foot": f"No. {card.code}" if card.code else "",
            "scan": "扫码拨打" if dialled else "",
            CODE: _call(card.phone or asked) if dialled else "",
        }
        for card in cards
    ]
    document = cells_document(
        "服务热线卡",
        stock,
        card_layout(stock),
        filled,
        start=start_of(answers, stock),
        marks=marks_of(answers, stock),
    )
    what = f"服务热线卡{len(cards)}张"
    return print_ready(desk, "hotline_card", document, what, day=today, marked=False)


def _call(phone: str) -> str:
    """What a phone dials when it reads the code (RFC 3966)."""
    return f"tel:{''.join(one for one in phone if one.isdigit() or one == '+')}"


def _of_people(desk: Desk, ids: Sequence[int], answers: Mapping[str, Any]) -> list[Card]:
    if not ids:
        return [Card()] * between(answers, "count", 1, MOST, "张数")
    found = recipients(desk, find_register("people"), ids, shown_on(desk, "hotline_card"))
    return [Card(one.name) for one in found]


def _of_batches(desk: Desk, ids: Sequence[int], _: Mapping[str, Any]) -> list[Card]:
    with desk.reading() as session:
        return [
            Card(code=card_code(batch.prefix, serial), phone=batch.hotline)
            for batch in chosen(session, desk, CardBatch, ids, "热线卡批次")
            for serial in range(batch.first_serial, batch.last_serial + 1)
        ]


def _of_cards(desk: Desk, ids: Sequence[int], _: Mapping[str, Any]) -> list[Card]:
    with desk.reading() as session:
        cards = chosen(session, desk, HotlineCard, ids, "热线卡")
        people = chosen(session, desk, Person, [card.person_id for card in cards], "人员")
        names = {person.id: person.name for person in people}
        phones = {
            batch: session.get_one(CardBatch, batch).hotline for batch in {one.batch_id for one in cards}
        }
        return [Card(names[card.person_id], card.code, phones[card.batch_id]) for card in cards]


_CARDS: Mapping[str, Callable[[Desk, Sequence[int], Mapping[str, Any]], list[Card]]] = {
    "people": _of_people,
    "card_batches": _of_batches,
    "hotline_cards": _of_cards,
}
