"""Lists of receipts, labels, cards and envelopes of chosen records: who is on them, what is counted, what is refused."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pdfplumber
import pytest

from app import settings
from app.actions.label_printing import print_envelopes, print_hotline_cards, print_labels
from app.actions.printing import Printed
from app.actions.receipt_printing import print_receipts
from app.actions.restriction import restrict
from app.errors import UserError, ValidationFailed
from app.history.journal import Wanted, operations
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


def test_cards_of_the_hotline_have_numbers_that_never_come_again(office: Office, people: list[int]) -> None:
    told = {"phone": "0571-85171234", "named": True}
    first = words(print_hotline_cards(office.desk, people, told, today=DAY))
    assert [name in first for name in ("张三", "No.000001", "No.000003")] == [True] * 3
    blank = words(print_hotline_cards(office.desk, [], {"phone": "12345", "count": 11}, today=DAY))
    assert "No.000004" in blank
    assert "No.000014" in blank
    assert "000001" not in blank
    assert refused(print_hotline_cards, office.desk, people, {"phone": " "}) == "phone"
    bad = office.person("张\ue123", phones="13800000009")
    with pytest.raises(UserError, match="有字无法打印"):
        print_hotline_cards(office.desk, [bad], told)
    after = words(print_hotline_cards(office.desk, people[:1], told, today=DAY))
    assert "No.000015" in after, "a print that failed has used no number"


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
