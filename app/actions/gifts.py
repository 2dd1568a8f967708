"""Gifts given out: to chosen people, to everybody on an activity's list; the balance of an item follows every entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from app.actions.rows import changed, checked, chosen, names_of, refuse, touch
from app.desk import Changes, Desk
from app.rules.gifts import balance_of, enough_in_stock, once_in_a_campaign
from app.rules.texts import no_longer
from app.values.numbers import next_number
from db.models import Activity, ActivityPerson, ActivityState, GiftIssue, GiftItem, Person

ISSUE_PREFIX = "FW"


def keep_balance(entry: Any, before: dict[str, Any], session: Session) -> None:
    """The balance of an entry's item, and of the item it belonged to before, repeats what the entries say."""
    session.flush()
    for item_id in {entry.item_id, before.get("item_id")} - {None}:
        _settle(session, item_id)


def _settle(session: Session, item_id: int) -> None:
    item = session.get(GiftItem, item_id)
    if item is None:
        return
    balance = balance_of(session, item_id)
    if item.balance != balance:
        item.balance = balance
        touch(session, item)
        session.flush()


def give(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Give every chosen person so many pieces of an item (``values``: item_id, on, quantity, campaign, activity_id, signed).

    Raises ``ValidationFailed`` when the stock does not do for all of them, or naming who had one in the campaign already.
    """
    with desk.operation("give_gifts", f"发放物资：{len(ids)}人") as session:
        people = chosen(session, desk, Person, ids, "人员")
        activity_id = values.get("activity_id")
        if activity_id:
            chosen(session, desk, Activity, [activity_id], "活动")
        _give(session, desk, people, values, activity_id)
        return changed(session, GiftIssue, GiftItem)


def give_at_activity(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Give everybody on the list of an activity that was held so many pieces (``values`` as of ``give``, without activity_id).

    Who received the item at this activity already is left out. Raises ``ValidationFailed`` when the activity was not held,
    nobody is listed, all have received it, or the stock does not do.
    """
    with desk.operation("give_gifts", "向参加人发放物资") as session:
        (activity,) = chosen(session, desk, Activity, ids[:1], "活动")
        if activity.state != ActivityState.HELD:
            raise refuse("NOT_HELD", "", f"“{activity.title}”还没有登记开展，请先登记开展，再发放物资。")
        had = select(GiftIssue.person_id).where(
            GiftIssue.activity_id == activity.id, GiftIssue.item_id == values["item_id"]
        )
        received = set(session.exec(had).all())
        listed = select(ActivityPerson.person_id).where(ActivityPerson.activity_id == activity.id)
        waiting = [one for one in session.exec(listed).all() if one not in received]
        if not waiting:
            message = f"“{activity.title}”的参加名单里没有还没领的人；没有名单的，请在发放登记里写给了谁。"
            raise refuse("NOBODY", "", message)
        people = chosen(session, desk, Person, waiting, "人员")
        _give(session, desk, people, values, activity.id)
        return changed(session, GiftIssue, GiftItem)


def _give(
    session: Session, desk: Desk, people: Sequence[Person], values: dict[str, Any], activity_id: int | None
) -> None:
    (item,) = chosen(session, desk, GiftItem, [values["item_id"]], "物资")
    on: date = values["on"]
    if on > date.today():
        raise refuse("DATE_FUTURE", "on", f"{on}还没有到，请到时再登记。")
    quantity = values.get("quantity") or 1
    if quantity < 1:
        raise refuse("TOO_SMALL", "quantity", "“每人数量”不能小于1，请核对。")
    names = names_of(session, [one.id or 0 for one in people])
    _enough_for_all(session, item, on, quantity * len(people))
    for person in people:
        issue = GiftIssue(
            number=next_number(session, ISSUE_PREFIX), item_id=item.id or 0, issued_on=on, quantity=quantity,
            price=item.price, person_id=person.id, activity_id=activity_id, area_id=person.area_id,
            campaign=values.get("campaign") or "", signed=bool(values.get("signed")),
        )  # fmt: skip
        checked(session, issue, (once_in_a_campaign, no_longer(campaign="批次")), names[person.id or 0])
        session.add(issue)
    session.flush()
    _settle(session, item.id or 0)


def _enough_for_all(session: Session, item: GiftItem, on: date, quantity: int) -> None:
    """The stock does for all of them together; looked at once, not for each."""
    together = GiftIssue(
        number="", item_id=item.id or 0, issued_on=on, quantity=quantity, area_id=item.area_id
    )
    checked(session, together, (enough_in_stock,))


def sign(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """登记签收: the signed list of receipts has come back. Nothing is asked."""
    del values
    with desk.operation("gifts_signed", f"登记签收：{len(ids)}条") as session:
        for issue in chosen(session, desk, GiftIssue, ids, "发放登记"):
            if not issue.signed:
                issue.signed = True
                touch(session, issue)
        return changed(session, GiftIssue)
