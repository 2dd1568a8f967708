"""Hotline cards are given out, lost, issued again, taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from app.actions.rows import changed, checked, chosen, names_of, refuse, touch
from app.desk import Changes, Desk
from app.rules.hotline import card_code, one_card_each, serial_of_batch
from app.rules.texts import no_longer
from db.models import CardBatch, HotlineCard, HotlineCardState, Person

_GIVEN = (serial_of_batch, one_card_each, no_longer(issued_by="发卡人"))


def issue_cards(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Give the chosen people a card each, with the next free serials of a batch (``values``: batch_id, on, by).

    Who has a card in use keeps it. Raises ``ValidationFailed`` when all of them have one, or the batch has too few left.
    """
    with desk.operation("issue_cards", f"发放热线卡：{len(ids)}人") as session:
        (batch,) = chosen(session, desk, CardBatch, [values["batch_id"]], "热线卡批次")
        people = chosen(session, desk, Person, ids, "人员")
        holding = select(HotlineCard.person_id).where(HotlineCard.state == HotlineCardState.HELD)
        have = set(session.exec(holding).all())
        waiting = [one for one in people if one.id not in have]
        if not waiting:
            raise refuse("CARD_HELD", "", "选中的人都已有在用的热线卡；卡丢失的，请在“热线卡”里办理补发。")
        free = _free(session, batch)
        for person in waiting:
            _issue(session, batch, next(free, None), person.id or 0, values, person.name)
        return changed(session, HotlineCard)


def issue_one(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Give one person a card of a batch (``values``: person_id, on, by, serial; without a serial the next free one)."""
    with desk.operation("issue_cards", "发放热线卡：1人") as session:
        (batch,) = chosen(session, desk, CardBatch, ids[:1], "热线卡批次")
        (person,) = chosen(session, desk, Person, [values["person_id"]], "人员")
        serial = values.get("serial") or next(_free(session, batch), None)
        _issue(session, batch, serial, person.id or 0, values, person.name)
        return changed(session, HotlineCard)


def report_lost(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """挂失 on a day (``values``: on, reason)."""
    return _end(desk, ids, values, HotlineCardState.LOST, "挂失")


def take_back(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """收回 on a day, for example from somebody who leaves (``values``: on, reason)."""
    return _end(desk, ids, values, HotlineCardState.RETURNED, "收回")


def reissue(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """补发: lost cards are replaced by the next free ones of a batch (``values``: on, by, batch_id; else each card's own).

    A card that was not reported lost before is, on the same day. Raises ``ValidationFailed`` for a card that was replaced
    or taken back, and when the batch has none left.
    """
    on: date = values["on"]
    with desk.operation("reissue_cards", f"补发热线卡：{len(ids)}张") as session:
        for card in chosen(session, desk, HotlineCard, ids, "热线卡"):
            if card.state not in (HotlineCardState.HELD, HotlineCardState.LOST):
                raise refuse("CARD_STEP", "", f"{card.code}已补发或收回，不能再补发。")
            _in_time(card, on)
            card.state, card.ended_on = HotlineCardState.REPLACED, card.ended_on or on
            touch(session, card)
            session.flush()
            (batch,) = chosen(
                session, desk, CardBatch, [values.get("batch_id") or card.batch_id], "热线卡批次"
            )
            (name,) = names_of(session, [card.person_id]).values()
            said = values | {"note": f"补发{card.code}"}
            _issue(session, batch, next(_free(session, batch), None), card.person_id, said, name)
            session.flush()
        return changed(session, HotlineCard)


def _issue(
    session: Session, batch: CardBatch, serial: int | None, person_id: int, values: dict[str, Any], name: str
) -> None:
    if serial is None:
        message = f"{batch.number}的卡不够发给{name}：{batch.first_serial}至{batch.last_serial}号已发完，请选别的批次。"
        raise refuse("CARDS_GONE", "batch_id", message)
    on: date = values["on"]
    if on > date.today():
        raise refuse("DATE_FUTURE", "on", f"{on}还没有到，请到时再登记。")
    card = HotlineCard(
        batch_id=batch.id or 0, serial=serial, code=card_code(batch.prefix, serial), person_id=person_id,
        issued_on=on, issued_by=values.get("by") or "", note=values.get("note") or "",
    )  # fmt: skip
    checked(session, card, _GIVEN, name)
    session.add(card)


def _free(session: Session, batch: CardBatch) -> Iterator[int]:
    """The serials of a batch that nobody has, in order."""
    given = set(session.exec(select(HotlineCard.serial).where(HotlineCard.batch_id == batch.id)).all())
    return (one for one in range(batch.first_serial, batch.last_serial + 1) if one not in given)


def _end(
    desk: Desk, ids: Sequence[int], values: dict[str, Any], state: HotlineCardState, verb: str
) -> Changes:
    on: date = values["on"]
    with desk.operation("end_cards", f"热线卡{verb}：{len(ids)}张") as session:
        for card in chosen(session, desk, HotlineCard, ids, "热线卡"):
            if card.state != HotlineCardState.HELD:
                raise refuse("CARD_STEP", "", f"{card.code}已不在用，不能再{verb}。")
            _in_time(card, on)
            card.state, card.ended_on, card.reason = state, on, values.get("reason") or ""
            checked(session, card, (no_longer(reason="原因"),), card.code)
            touch(session, card)
        return changed(session, HotlineCard)


def _in_time(card: HotlineCard, on: date) -> None:
    if on < card.issued_on or on > date.today():
        raise refuse(
            "DATE_ORDER", "on", f"日期不能早于{card.code}的发卡日期{card.issued_on}，也不能晚于今天。"
        )
