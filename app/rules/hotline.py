"""Rules of hotline cards: serials of a batch, one card in use for each person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.errors import Problem
from db.models import CardBatch, HotlineCard, HotlineCardState, Person

_MOST = 100_000  # cards in a batch: a slip of the finger makes a range that nobody prints


def card_code(prefix: str, serial: int) -> str:
    """The serial as it stands on the card: the batch's prefix and six digits."""
    return f"{prefix}{serial:06d}"


def fill_code(card: Any, session: Session) -> None:
    """The printed serial follows from the batch."""
    batch = session.get(CardBatch, card.batch_id) if card.batch_id else None
    if batch is not None and isinstance(card.serial, int):
        card.code = card_code(batch.prefix, card.serial)


def serials_fit(batch: Any, session: Session) -> Sequence[Problem]:
    """Serials run upwards, belong to one batch only, and hold every card that was given out."""
    first, last = batch.first_serial, batch.last_serial
    if first is None or last is None:
        return ()
    if first < 1 or last < first:
        return (
            Problem("SERIALS", "last_serial", f"终止号（{last}）应不小于起始号（{first}），起始号从1开始。"),
        )
    if last - first >= _MOST:
        message = f"从{first}到{last}有{last - first + 1}张，一批不超过{_MOST}张，请核对号码。"
        return (Problem("SERIALS_MANY", "last_serial", message),)
    other = session.exec(
        select(CardBatch).where(
            col(CardBatch.id) != (batch.id or 0),
            CardBatch.prefix == batch.prefix,
            CardBatch.first_serial <= last,
            CardBatch.last_serial >= first,
        )
    ).first()
    if other is not None:
        message = f"号段和{other.number}（{other.first_serial}至{other.last_serial}）重复，请核对，或换一个号码前缀。"
        return (Problem("SERIALS_TWICE", "first_serial", message),)
    outside = session.exec(
        select(HotlineCard.code).where(
            HotlineCard.batch_id == (batch.id or 0),
            ~col(HotlineCard.serial).between(first, last),
        )
    ).first()
    if outside is not None:
        return (Problem("SERIALS_ISSUED", "last_serial", f"{outside}已经发出，号段要把它包括在内。"),)
    return ()


def serial_of_batch(card: Any, session: Session) -> Sequence[Problem]:
    """A card's serial is one of its batch, given out once and not before it was printed."""
    batch = session.get(CardBatch, card.batch_id) if card.batch_id else None
    if batch is None or card.serial is None or card.issued_on is None:
        return ()
    if not batch.first_serial <= card.serial <= batch.last_serial:
        message = f"{card.serial}不在这一批的号段里（{batch.first_serial}至{batch.last_serial}）。"
        return (Problem("SERIAL_OUTSIDE", "serial", message),)
    if card.issued_on < batch.printed_on:
        message = f"发卡日期{card.issued_on}早于印制日期{batch.printed_on}，请核对。"
        return (Problem("DATE_ORDER", "issued_on", message),)
    same = select(HotlineCard.code).where(
        HotlineCard.batch_id == card.batch_id,
        HotlineCard.serial == card.serial,
        col(HotlineCard.id) != (card.id or 0),
    )
    if session.exec(same).first() is not None:
        return (
            Problem("SERIAL_TWICE", "serial", f"{card_code(batch.prefix, card.serial)}已经发出，请换一张。"),
        )
    return ()


def one_card_each(card: Any, session: Session) -> Sequence[Problem]:
    """Whoever has a card in use gets no second one: a lost one is reported first, or issued again."""
    if card.state != HotlineCardState.HELD or card.person_id is None:
        return ()
    held = select(HotlineCard.code).where(
        HotlineCard.person_id == card.person_id,
        HotlineCard.state == HotlineCardState.HELD,
        col(HotlineCard.id) != (card.id or 0),
    )
    code = session.exec(held).first()
    if code is None:
        return ()
    person = session.get(Person, card.person_id)
    message = f"{person.name if person else '这个人'}已有在用的卡{code}；卡丢失的，请在那张卡上办理补发。"
    return (Problem("CARD_HELD", "person_id", message),)
