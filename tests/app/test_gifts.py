"""Gifts never run below nothing and are received once; hotline cards with their serials; signatures of a pledge."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.actions import gifts, hotline
from app.actions.activities import join
from app.actions.undo import last_undoable, undo
from app.errors import InUse, ValidationFailed
from app.measures.figures import figure
from app.measures.period import Month
from app.registers import find_register, records
from tests import factories
from tests.conftest import Office

SQLITE_ALONE = True
DAY = factories.DAY
MARCH = Month(2024, 3)
ROUND = "2024年春节送温暖"


def balance(office: Office, item: int) -> int:
    return int(records.load(office.desk, find_register("gift_items"), item).values["balance"])


def issue(office: Office, item: int, **values: Any) -> int:
    known = {"item_id": item, "issued_on": DAY, "receiver": "站长", "area_id": office.community}
    return office.make("gift_issues", **known | values)


def people(office: Office, count: int) -> list[int]:
    begun = date(2024, 1, 2)
    return [office.person(f"王{n}", phones=f"1380000{n:04}", registered_on=begun) for n in range(count)]


def card_ids(office: Office) -> list[int]:
    with office.desk.reading() as session:
        table = find_register("hotline_cards").table
        return [row.id for row in session.execute(table.select().order_by(table.c.serial))]


def cards(office: Office) -> list[tuple[str, str]]:
    register = find_register("hotline_cards")
    loaded = (records.load(office.desk, register, one).values for one in card_ids(office))
    return [(values["code"], str(values["state"])) for values in loaded]


def test_the_balance_follows_every_entry(office: Office) -> None:
    item = factories.gift_item(office, stock=10)
    first = issue(office, item, quantity=4)
    assert balance(office, item) == 6
    records.save(office.desk, find_register("gift_issues"), {"quantity": 9}, record_id=first)
    assert balance(office, item) == 1
    other = factories.gift_item(office, name="清凉包", stock=20)
    records.save(office.desk, find_register("gift_issues"), {"item_id": other}, record_id=first)
    assert (balance(office, item), balance(office, other)) == (10, 11)
    records.delete(office.desk, find_register("gift_issues"), [first])
    assert balance(office, other) == 20


def test_undoing_an_issue_brings_the_stock_back(office: Office) -> None:
    item = factories.gift_item(office, stock=10)
    gifts.give(office.desk, people(office, 3), {"item_id": item, "on": DAY})
    assert balance(office, item) == 7
    last = last_undoable(office.desk)
    assert last is not None
    undo(office.desk, last.id)
    assert balance(office, item) == 10


def test_on_no_day_more_is_given_than_came_in(office: Office) -> None:
    item = factories.gift_item(office, stock=10)
    with pytest.raises(ValidationFailed, match="温暖礼包不够：到2024-03-01共发放的比入库的多1份"):
        issue(office, item, quantity=11)
    with pytest.raises(ValidationFailed, match="不够：到2024-02-29"):
        issue(office, item, issued_on=date(2024, 2, 29))
    issue(office, item, quantity=8)
    intakes = find_register("gift_intakes")
    (intake,) = _ids(office, "gift_intakes")
    with pytest.raises(ValidationFailed, match="多1份"):
        records.save(office.desk, intakes, {"quantity": 7}, record_id=intake)
    with pytest.raises(InUse, match="不够"):
        records.delete(office.desk, intakes, [intake])
    assert balance(office, item) == 2


def _ids(office: Office, key: str) -> list[int]:
    with office.desk.reading() as session:
        return [row.id for row in session.execute(find_register(key).table.select())]


def test_the_stock_does_for_all_or_for_nobody(office: Office) -> None:
    item = factories.gift_item(office, stock=5)
    with pytest.raises(ValidationFailed, match="多1份"):
        gifts.give(office.desk, people(office, 3), {"item_id": item, "on": DAY, "quantity": 2})
    assert balance(office, item) == 5
    assert _ids(office, "gift_issues") == []


def test_once_in_a_campaign(office: Office) -> None:
    item, person = factories.gift_item(office, once=True), office.person()
    values = {"item_id": item, "on": DAY, "campaign": ROUND}
    gifts.give(office.desk, [person], values)
    with pytest.raises(ValidationFailed, match=f"张三“{ROUND}”中已于2024-03-01领过温暖礼包"):
        gifts.give(office.desk, [person], values)
    gifts.give(office.desk, [person], values | {"campaign": "端午慰问"})
    assert [figure(office.desk, code, MARCH).value for code in ("A15", "A15a", "A16")] == [2, 2, 1]


def test_somebody_received_it(office: Office) -> None:
    item = factories.gift_item(office)
    with pytest.raises(ValidationFailed, match="给了谁"):
        issue(office, item, receiver="")


def test_everybody_on_the_list_gets_one_and_nobody_two(office: Office) -> None:
    item, (first, second) = factories.gift_item(office, price=4_800), people(office, 2)
    held = factories.activity(office)
    values = {"item_id": item, "on": DAY, "signed": True}
    with pytest.raises(ValidationFailed, match="没有还没领的人"):
        gifts.give_at_activity(office.desk, [held], values)
    join(office.desk, [first], {"activity_id": held})
    gifts.give_at_activity(office.desk, [held], values)
    join(office.desk, [second], {"activity_id": held})
    gifts.give_at_activity(office.desk, [held], values)
    assert figure(office.desk, "A16", MARCH).value == 2
    assert figure(office.desk, "A18", MARCH).value == 96
    plan = factories.activity(office, state="planned")
    with pytest.raises(ValidationFailed, match="先登记开展"):
        gifts.give_at_activity(office.desk, [plan], values)


def test_the_signed_list_comes_back(office: Office) -> None:
    one = issue(office, factories.gift_item(office))
    gifts.sign(office.desk, [one], {})
    assert records.load(office.desk, find_register("gift_issues"), one).values["signed"] is True


def test_cards_are_given_in_the_order_of_their_serials(office: Office) -> None:
    batch = factories.card_batch(office, last_serial=3)
    first, second, third = people(office, 3)
    hotline.issue_one(office.desk, [batch], {"person_id": second, "on": DAY, "serial": 2})
    hotline.issue_cards(office.desk, [first, second, third], {"batch_id": batch, "on": DAY})
    assert cards(office) == [("BS000001", "held"), ("BS000002", "held"), ("BS000003", "held")]
    assert figure(office.desk, "A20", MARCH).value == 3
    with pytest.raises(ValidationFailed, match="都已有在用的热线卡"):
        hotline.issue_cards(office.desk, [first], {"batch_id": batch, "on": DAY})
    late = office.person("赵六", phones="13900000001")
    with pytest.raises(ValidationFailed, match="不够发给赵六"):
        hotline.issue_cards(office.desk, [late], {"batch_id": batch, "on": DAY})


def test_a_lost_card_is_issued_again_and_counted_for_nobody_twice(office: Office) -> None:
    batch, (person,) = factories.card_batch(office), people(office, 1)
    hotline.issue_cards(office.desk, [person], {"batch_id": batch, "on": DAY})
    (card,) = card_ids(office)
    with pytest.raises(ValidationFailed, match="“原因”最多200个字"):
        hotline.report_lost(office.desk, [card], {"on": date(2024, 3, 9), "reason": "丢" * 201})
    hotline.report_lost(office.desk, [card], {"on": date(2024, 3, 9), "reason": "送餐时丢失"})
    assert figure(office.desk, "A20", MARCH).value == 0
    hotline.reissue(office.desk, [card], {"on": date(2024, 3, 11)})
    assert cards(office) == [("BS000001", "replaced"), ("BS000002", "held")]
    assert [figure(office.desk, code, MARCH).value for code in ("A19", "A20", "A21")] == [2, 1, 100]
    with pytest.raises(ValidationFailed, match="不能再补发"):
        hotline.reissue(office.desk, [card], {"on": date(2024, 3, 12)})
    with pytest.raises(ValidationFailed, match="不能再收回"):
        hotline.take_back(office.desk, [card], {"on": date(2024, 3, 12)})


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"serial": 501}, "不在这一批的号段里"),
        ({"serial": 7}, "BS000007已经发出"),
        ({"serial": 8, "issued_on": date(2024, 2, 1)}, "早于印制日期"),
    ],
)
def test_a_cards_serial_is_one_of_its_batch(office: Office, values: dict[str, Any], says: str) -> None:
    batch = factories.card_batch(office)
    first, second = people(office, 2)
    office.make("hotline_cards", batch_id=batch, serial=7, person_id=first, issued_on=DAY)
    with pytest.raises(ValidationFailed, match=says):
        office.make("hotline_cards", batch_id=batch, person_id=second, **{"issued_on": DAY} | values)


def test_somebody_has_one_card_in_use(office: Office) -> None:
    batch, person = factories.card_batch(office), office.person()
    office.make("hotline_cards", batch_id=batch, serial=7, person_id=person, issued_on=DAY)
    with pytest.raises(ValidationFailed, match="张三已有在用的卡BS000007"):
        office.make("hotline_cards", batch_id=batch, serial=8, person_id=person, issued_on=DAY)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"first_serial": 400, "last_serial": 900}, "重复"),
        ({"first_serial": 600, "last_serial": 599}, "不小于起始号"),
        ({"first_serial": 600, "last_serial": 600_000}, "一批不超过"),
    ],
)
def test_serials_belong_to_one_batch(office: Office, values: dict[str, Any], says: str) -> None:
    factories.card_batch(office)
    with pytest.raises(ValidationFailed, match=says):
        factories.card_batch(office, **values)
    factories.card_batch(office, prefix="XX", first_serial=400, last_serial=900)


def test_a_batch_keeps_the_serials_that_were_given_out(office: Office) -> None:
    batch = factories.card_batch(office)
    office.make("hotline_cards", batch_id=batch, serial=7, person_id=office.person(), issued_on=DAY)
    with pytest.raises(ValidationFailed, match="BS000007已经发出"):
        records.save(office.desk, find_register("card_batches"), {"first_serial": 8}, record_id=batch)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"signed_on": date(2024, 2, 1)}, "早于倡议开始日期"),
        ({"signed_on": date(2024, 6, 2)}, "晚于倡议结束日期"),
        ({"quantity": 2, "signed_on": DAY}, "签名数请填1"),
        ({"quantity": 1, "signed_on": DAY}, "签过这份倡议"),
    ],
)
def test_a_signature_is_one_of_its_time(office: Office, values: dict[str, Any], says: str) -> None:
    pledge, person = factories.pledge(office, ended_on=date(2024, 6, 1)), office.person()
    office.make("pledge_signatures", pledge_id=pledge, signed_on=DAY, person_id=person)
    office.make("pledge_signatures", pledge_id=pledge, signed_on=DAY, quantity=30)
    assert figure(office.desk, "A22", MARCH).value == 31
    with pytest.raises(ValidationFailed, match=says):
        office.make("pledge_signatures", pledge_id=pledge, person_id=person, **values)
