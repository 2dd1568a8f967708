"""Lists of receipts, labels, cards and envelopes of chosen records: who is on them, what is counted, what is refused."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pdfplumber
import pytest

from app import settings
from app.actions.event_printing import print_event_sign_in
from app.actions.hotline_printing import print_hotline_cards
from app.actions.label_printing import print_envelopes, print_labels
from app.actions.printing import Printed
from app.actions.receipt_printing import print_receipts
from app.actions.record_printing import print_records
from app.actions.restriction import restrict
from app.documents.official import lay_out
from app.documents.recordform import Entry, RecordText, record_document
from app.documents.units import MM
from app.errors import UserError, ValidationFailed
from app.history.journal import Wanted, operations
from app.registers import all_registers, find_register
from app.registers.spec import Kind, Register
from tests.conftest import Office
from tests.factories import values_of

SQLITE_ALONE = True  # papers are made from rows; their SQL is tried on both elsewhere

DAY = date(2024, 7, 12)
GIFT: dict[str, Any] = {
    "item": "防暑礼包",
    "amount": 2,
    "unit": "份",
    "occasion": "高温慰问",
    "rows": "20",
    "spare": 3,
}


def pages(printed: Printed) -> list[Any]:
    return list(pdfplumber.open(io.BytesIO(printed.data)).pages)


def words(printed: Printed) -> str:
    return "".join(re.sub(r"\s", "", page.extract_text()) for page in pages(printed))


@pytest.fixture
def people(office: Office) -> list[int]:
    """Three people at a station, who live somewhere."""
    settings.save(office.desk, {"office_name": "北山街道"})
    return [
        office.person(name, phones=f"1380000000{n}", station_id=office.station, residence=f"曙光路{n}号")
        for n, name in enumerate(("张三", "李四", "买买提·阿不都热依木"), start=1)
    ]


def refused(make: Any, *told: Any) -> str:
    with pytest.raises(ValidationFailed) as caught:
        make(*told)
    return caught.value.problems[0].field


def test_receipts_name_everybody_with_room_to_sign(office: Office, people: list[int]) -> None:
    printed = print_receipts(office.desk, "people", [*people[1:], people[0]], GIFT, today=DAY)
    (page,) = pages(printed)
    (table,) = page.extract_tables()
    rows = [[(cell or "").replace("\n", "") for cell in row] for row in table]
    assert rows[0] == [
        "序号",
        "姓名",
        "单位/站点",
        "联系电话",
        "物品",
        "数量",
        "领取人签名",
        "代领人签名",
        "领取日期",
        "备注",
    ]
    assert rows[1][:6] == ["1", "李四", "顺丰曙光站", "138****0002", "防暑礼包", "2份"]
    assert [row[1] for row in rows[1:4]] == ["李四", "买买提·阿不都热依木", "张三"]
    assert [row[1] for row in rows[4:7]] == ["", "", ""]
    assert (rows[7][1], rows[7][5]) == ("合计", "6份")
    heights = {round(row.bbox[3] - row.bbox[1], 1) for row in page.find_tables()[0].rows[1:]}
    assert min(heights) > 9 / 25.4 * 72, "room for a hand"
    text = words(printed)
    assert "防暑礼包领取签收表" in text
    assert "发放日期：2024年7月12日" in text
    assert operations(office.desk, Wanted())[0].title == "打印防暑礼包领取签收表：3人"


def test_receipts_follow_links_to_people_and_say_what_a_prize_is(office: Office, people: list[int]) -> None:
    known = values_of("prizes", office)
    won = [
        office.make("prizes", **known | {"person_id": one, "prize": prize})
        for one, prize in zip(people, ("金奖", "银奖", "铜奖"), strict=True)
    ]
    text = words(print_receipts(office.desk, "prizes", won, {"amount": 1, "unit": "个"}, today=DAY))
    for word in ("张三", "金奖", "铜奖", "3个"):
        assert word in text


def test_receipts_of_stations_have_a_contact(office: Office) -> None:
    text = words(
        print_receipts(office.desk, "stations", [office.station], GIFT | {"phones": False}, today=DAY)
    )
    assert "顺丰曙光站" in text
    assert "联系人" in text
    assert "联系电话" not in text


def test_what_is_put_away_is_left_out_and_what_is_missing_is_said(office: Office, people: list[int]) -> None:
    restrict(office.desk, people[:1], {"reason": "x"})
    assert "张三" not in words(print_receipts(office.desk, "people", people, GIFT, today=DAY))
    with pytest.raises(UserError, match="没有可以打印的人"):
        print_receipts(office.desk, "people", people[:1], GIFT)
    with pytest.raises(UserError, match="选中了0条"):
        print_receipts(office.desk, "people", [], GIFT)
    assert refused(print_receipts, office.desk, "people", people[1:], GIFT | {"item": ""}) == "item"
    assert refused(print_receipts, office.desk, "people", people[1:], GIFT | {"amount": 0}) == "amount"


def test_labels_have_the_columns_that_were_chosen_and_count_on(office: Office, people: list[int]) -> None:
    told = {
        "stock": "3x7",
        "lines": "所属站点、所在区域",
        "copies": 2,
        "serial": "A-0098",
        "code": "number",
        "start": 5,
    }
    printed = print_labels(office.desk, "people", people, told, today=DAY)
    text = words(printed)
    assert (text.count("张三"), text.count("顺丰曙光站"), text.count("宝石社区")) == (2, 6, 6)
    assert [f"A-{n:04d}" in text for n in (98, 103, 104)] == [True, True, False]
    assert "1380000" not in text
    for wrong in ({"start": 22}, {"copies": 0}, {"lines": "身份证"}):
        assert refused(print_labels, office.desk, "people", people, told | wrong) == next(iter(wrong))


def test_gifts_given_out_say_themselves_what_and_how_many(office: Office, people: list[int]) -> None:
    known = values_of("gift_issues", office)
    rows = [
        office.make("gift_issues", **known | {"person_id": people[0], "receiver": "", "quantity": 2}),
        office.make("gift_issues", **known | {"person_id": None, "receiver": "路过的张师傅", "quantity": 1}),
    ]
    printed = print_receipts(office.desk, "gift_issues", rows, {"unit": "份", "rows": "20"}, today=DAY)
    (table,) = pages(printed)[0].extract_tables()
    assert [(row[1] or "").replace("\n", "") for row in table[1:3]] == ["张三", "路过的张师傅"]
    assert [row[5] for row in table if row[5]] == ["数量", "2份", "1份", "3份"]


def test_cards_of_the_hotline_bear_the_serials_of_their_batch(office: Office, people: list[int]) -> None:
    told = {"phone": "0571-85171234", "named": True}
    assert "张三" in words(print_hotline_cards(office.desk, "people", people, told, today=DAY))
    blank = print_hotline_cards(office.desk, "people", [], {"phone": "12345", "count": 11}, today=DAY)
    assert blank.pages == 2
    assert refused(print_hotline_cards, office.desk, "people", people, {"phone": " "}) == "phone"
    given = values_of("hotline_cards", office)
    known = values_of("card_batches", office) | {"prefix": "QT", "first_serial": 8, "last_serial": 10}
    batch = office.make("card_batches", **known)
    text = words(print_hotline_cards(office.desk, "card_batches", [batch], {}, today=DAY))
    assert text.count("No.QT") == 3
    assert known["hotline"] in text
    card = office.make("hotline_cards", **given | {"batch_id": batch, "serial": 9, "person_id": people[1]})
    text = words(print_hotline_cards(office.desk, "hotline_cards", [card], {"named": True}, today=DAY))
    assert ("李四" in text, text.count("No.QT")) == (True, 1)
    huge = office.make("card_batches", **known | {"first_serial": 100, "last_serial": 9_999})
    with pytest.raises(UserError, match="选中的有9900张"):
        print_hotline_cards(office.desk, "card_batches", [huge], {})


def test_any_list_of_people_signs_in(office: Office, people: list[int]) -> None:
    told = {
        "title": "9月骑手恳谈会",
        "host": "周某",
        "time": "14:00—16:00",
        "place": "曙光驿站",
        "rows": "20",
        "spare": 5,
    }
    printed = print_event_sign_in(office.desk, "people", [*people, people[0]], told, today=DAY)
    (page,) = pages(printed)
    (table,) = page.extract_tables()
    assert len(table) == 21, "a full grid of twenty rows under the head"
    assert [row[1] for row in table[1:3]] == ["张三", "李四"]
    text = words(printed)
    for word in ("9月骑手恳谈会签到表", "主持人：周某", "2024年7月12日14:00—16:00", "应到3人", "138****0001"):
        assert word in text
    assert refused(print_event_sign_in, office.desk, "people", people, {"title": " "}) == "title"
    blank = words(print_event_sign_in(office.desk, "people", [], told | {"phones": False}, today=DAY))
    assert "联系电话" not in blank


def test_a_record_of_any_register_is_a_form_of_one_page(office: Office) -> None:
    unit = office.make("friendly_units", **values_of("friendly_units", office))
    printed = print_records(office.desk, "friendly_units", [unit], today=DAY)
    assert printed.pages == 1
    text = words(printed)
    register = find_register("friendly_units")
    assert f"{register.label}登记表" in text
    for word in ("填表人", "审核人", values_of("friendly_units", office)["name"]):
        assert word in text
    blank = words(print_records(office.desk, "friendly_units", [], today=DAY))
    assert "打印日期" in blank
    assert operations(office.desk, Wanted())[0].title == f"打印空白{register.label}登记表"


def test_every_form_fits_its_page() -> None:
    for register in all_registers():
        assert lowest_rule(register) <= 290, register.key


def lowest_rule(register: Register) -> float:
    entries = tuple(
        Entry(field.label, "测" * 40, *[field.kind is Kind.LONG_TEXT] * 2) for field in register.fields
    )
    (sheet,) = lay_out(record_document("登记表", [RecordText("x", "", entries)], "北山街道", "2024年7月12日"))
    return max(rule.y2 for rule in sheet.rules) / MM


def test_envelopes_are_addressed_and_name_who_has_no_address(office: Office, people: list[int]) -> None:
    told = {"stock": "DL", "postcode": "310013", "sender_address": "保俶路150号"}
    printed = print_envelopes(office.desk, "people", people[:2], told, today=DAY)
    assert [page.width > page.height for page in pages(printed)] == [True, True]
    text = words(printed)
    for word in ("310013", "曙光路1号", "张三收", "北山街道", "保俶路150号"):
        assert word in text
    homeless = office.person("无名氏", phones="13800000008")
    with pytest.raises(UserError, match="无名氏没有登记地址"):
        print_envelopes(office.desk, "people", [homeless], told)
    assert refused(print_envelopes, office.desk, "people", people, told | {"postcode": "31001"}) == "postcode"
    assert refused(print_envelopes, office.desk, "people", people, told | {"across": 25}) == "across"
