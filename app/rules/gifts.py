"""Rules of gifts: what is given out was in stock on that day, to somebody, and once in a campaign where that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.lifecycles import value_before
from db.models import GiftIntake, GiftIssue, GiftItem, Person

Moves = dict[date, int]


def fill_price(issue: Any, session: Session) -> None:
    """What is newly given out without a price has the price of its item."""
    wanted = issue.id is None and issue.item_id and not issue.price
    item = session.get(GiftItem, issue.item_id) if wanted else None
    if item is not None:
        issue.price = item.price


def receiver_told(issue: Any, _: Session) -> Sequence[Problem]:
    """Somebody received it: a person, somebody by name, or an activity at which it was given out."""
    if issue.person_id or issue.receiver or issue.activity_id:
        return ()
    message = "请填写给了谁：选领取人，或写其他领取人，或选发放的活动。"
    return (Problem("NO_RECEIVER", "person_id", message),)


def once_in_a_campaign(issue: Any, session: Session) -> Sequence[Problem]:
    """Of some things a person gets one in a campaign; without a campaign's name, one at an activity."""
    item = session.get(GiftItem, issue.item_id) if issue.item_id else None
    if item is None or not item.once or issue.person_id is None:
        return ()
    same = select(GiftIssue).where(
        GiftIssue.item_id == issue.item_id,
        GiftIssue.person_id == issue.person_id,
        GiftIssue.campaign == issue.campaign,
        col(GiftIssue.id) != (issue.id or 0),
    )
    if not issue.campaign:
        same = same.where(col(GiftIssue.activity_id) == issue.activity_id)
    before = session.exec(same).first()
    if before is None:
        return ()
    person = session.get(Person, issue.person_id)
    where = f"“{issue.campaign}”中" if issue.campaign else ""
    message = f"{person.name if person else '这个人'}{where}已于{before.issued_on}领过{item.name}（{before.number}），每人只领一次。"
    return (Problem("RECEIVED", "person_id", message),)


def enough_in_stock(entry: Any, session: Session) -> Sequence[Problem]:
    """On no day more was given out than had come in, with what is being saved (an intake or an issue)."""
    item_before = value_before(entry, "item_id")
    problems = list(_short(entry, session, entry.item_id, _own(entry)))
    if item_before is not None and item_before != entry.item_id:
        problems += _short(entry, session, item_before, {})
    return problems


def taken_back_leaves_enough(intake: Any, session: Session) -> Sequence[Problem]:
    """What came in is not deleted while it was given out."""
    return tuple(_short(intake, session, intake.item_id, {}))


def balance_of(session: Session, item_id: int) -> int:
    """What is left of an item: all that came in less all that was given out."""
    return sum(_moves(session, item_id).values())


def _own(entry: Any) -> Moves:
    on, quantity = _day(entry), entry.quantity
    if on is None or not isinstance(quantity, int):
        return {}
    return {on: quantity if isinstance(entry, GiftIntake) else -quantity}


def _day(entry: Any) -> date | None:
    day: date | None = entry.received_on if isinstance(entry, GiftIntake) else entry.issued_on
    return day


def _short(entry: Any, session: Session, item_id: int | None, own: Moves) -> Sequence[Problem]:
    """The first day on which an item would be below nothing, as a problem. own: what the entry itself moves."""
    item = session.get(GiftItem, item_id) if item_id else None
    if item is None:
        return ()
    moves = _moves(session, item.id or 0, without=entry)
    for on, moved in own.items():
        moves[on] = moves.get(on, 0) + moved
    days = sorted(moves)
    for day, left in zip(days, accumulate(moves[one] for one in days), strict=True):
        if left < 0:
            message = (
                f"{item.name}不够：到{day}共发放的比入库的多{-left}{item.unit}。"
                "请核对数量和日期，或先登记入库。"
            )
            return (Problem("STOCK", "quantity", message),)
    return ()


def _moves(session: Session, item_id: int, without: Any = None) -> Moves:
    """What came in (more) and was given out (less) of an item, by day."""
    found: Moves = {}
    for model, day, sign in (
        (GiftIntake, col(GiftIntake.received_on), 1),
        (GiftIssue, col(GiftIssue.issued_on), -1),
    ):
        query = sa.select(day, sa.func.sum(model.quantity)).where(col(model.item_id) == item_id).group_by(day)
        if isinstance(without, model) and without.id is not None:
            query = query.where(col(model.id) != without.id)
        for on, quantity in session.execute(query):
            found[on] = found.get(on, 0) + sign * int(quantity)
    return found
