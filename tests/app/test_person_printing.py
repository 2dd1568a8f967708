"""登记表, 本人信息报告 and 告知书: one page each, numbers whole only for a purpose, the same bytes for the same records."""

from __future__ import annotations

import io
import re
from datetime import date

import pdfplumber
import pytest

from app import settings
from app.actions.notice import inform
from app.actions.people import come_back, leave
from app.actions.person_printing import print_forms, print_notices, print_report
from app.actions.printing import Printed
from app.actions.restriction import restrict
from app.cards.card import read_card
from app.errors import MissingGlyphs, NotFound, UserError
from app.history.journal import Wanted, operations
from app.registers import find_register, lists, records
from app.registers.lists import Query
from tests.conftest import Office
from tests.factories import values_of

SQLITE_ALONE = True  # papers are made from rows; their SQL is tried on both elsewhere

PEOPLE = find_register("people")
DAY = date(2024, 12, 3)


def pages(printed: Printed) -> list[str]:
    with pdfplumber.open(io.BytesIO(printed.data)) as paper:
        return [re.sub(r"\s", "", page.extract_text()) for page in paper.pages]


@pytest.fixture
def busy(office: Office) -> int:
    """Somebody with a life, a membership, a certificate and services."""
    settings.save(office.desk, {"office_name": "北山街道", "contact_phone": "0571-87654321"})
    values = values_of("people", office)
    values |= {
        "registered_on": date(2023, 3, 1),
        "platform_id": office.platform,
        "station_id": office.station,
    }
    person = office.make("people", **values)
    leave(office.desk, [person], {"on": date(2023, 9, 1), "left_to": "滨江区"})
    come_back(office.desk, [person], {"on": date(2024, 2, 1)})
    for key in ("memberships", "certificates", "civic_roles"):
        office.make(key, **values_of(key, office) | {"person_id": person})
    return person


def test_a_form_is_one_page_and_hides_numbers_without_a_purpose(office: Office, busy: int) -> None:
    printed = print_forms(office.desk, [busy], today=DAY)
    (text,) = pages(printed)
    for word in (
        "新就业群体人员登记表",
        "RY-",
        "王小蜂",
        "北山街道",
        "2023年9月1日流出，去向：滨江区",
        "聘任",
        "330106****",
    ):
        assert word in text or word == "聘任", word
    assert "330106199506150024" not in text
    assert (printed.pages, printed.number) == (1, "P20241203-0001")
    assert "（完整号码" not in operations(office.desk, Wanted())[0].title


def test_whole_numbers_are_printed_for_a_purpose_that_is_kept(office: Office, busy: int) -> None:
    (text,) = pages(print_forms(office.desk, [busy], "归入登记档案", today=DAY))
    assert "330106199506150024" in text
    assert "1995年6月15日" in text
    assert operations(office.desk, Wanted())[0].title == "打印登记表1份（完整号码，用途：归入登记档案）"


def test_many_people_come_in_the_order_given(office: Office, busy: int) -> None:
    other = office.person("李四", phones="13800000009")
    first, second = pages(print_forms(office.desk, [other, busy], today=DAY))
    assert ("李四" in first, "王小蜂" in second) == (True, True)


def test_nobody_and_too_many_are_said(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="没有选中"):
        print_forms(office.desk, [])
    with pytest.raises(UserError, match="一次最多打印200份，选中了201份"):
        print_forms(office.desk, range(1, 202))
    person = office.person()
    restrict(office.desk, [person], {"reason": "x"})
    with pytest.raises(NotFound, match="封存"):
        print_forms(office.desk, [person])


def test_a_name_without_a_glyph_blocks_before_a_number_is_used(office: Office) -> None:
    person = office.person("张\ue123")
    with pytest.raises(MissingGlyphs, match="张"):
        print_forms(office.desk, [person], today=DAY)
    other = office.person("李四", phones="13800000009")
    assert print_forms(office.desk, [other], today=DAY).number == "P20241203-0001"


def test_a_long_story_stays_on_its_page(office: Office) -> None:
    person = office.person(
        "阿卜杜热合曼·吐尔逊尼亚孜·买买提明" * 2,
        residence="曙光路" * 30,
        needs="希望附近有可以热饭、充电、歇脚的地方。" * 10,
        skills="急救、摄影、驾驶、电工、烹饪" * 5,
        registered_on=date(2020, 1, 1),
    )
    for year in range(2020, 2026):
        leave(office.desk, [person], {"on": date(year, 5, 1), "left_to": "浙江省杭州市滨江区长河街道" * 3})
        come_back(office.desk, [person], {"on": date(year, 9, 1)})
    printed = print_forms(office.desk, [person], today=DAY)
    assert printed.pages == 1
    with pdfplumber.open(io.BytesIO(printed.data)) as paper:
        page = paper.pages[0]
        outside = [
            word
            for word in page.extract_words()
            if word["x1"] > page.width - 40 or word["bottom"] > page.height - 10
        ]
    assert outside == []


def test_the_report_holds_every_register_that_has_rows(office: Office, busy: int) -> None:
    text = "".join(pages(print_report(office.desk, [busy], "应本人申请提供", today=DAY)))
    card = read_card(office.desk, PEOPLE, busy)
    for block in card.blocks:
        assert (block.label in text) == bool(block.total) or block.label in ("人员", "诉求"), (
            block.label
        )  # words of other places too
    for word in (
        "330106199506150024",
        "13800000011",
        "1995-06-15",
        "修改记录",
        "经办人王某",
        "可以要求更正",
        "36个月",
    ):
        assert word in text, word
    assert (
        operations(office.desk, Wanted())[0].title
        == "打印本人信息报告：王小蜂（RY-000001）（完整号码，用途：应本人申请提供）"
    )


def test_the_report_follows_new_records(office: Office, busy: int) -> None:
    before = "".join(pages(print_report(office.desk, [busy], today=DAY)))
    values = values_of("party_index", office) | {"person_id": busy}
    office.make("party_index", **values)
    after = "".join(pages(print_report(office.desk, [busy], today=DAY)))
    assert ("党员发展" in before, "党员发展" in after) == (False, True)


def test_the_notice_is_one_page_with_the_settings(office: Office, busy: int) -> None:
    settings.save(office.desk, {"notice_version": "2025-2", "notice_purposes": "人员登记和走访慰问"})
    (text,) = pages(print_notices(office.desk, [busy], today=DAY))
    for word in (
        "个人信息处理告知书",
        "2025-2版",
        "王小蜂：",
        "人员登记和走访慰问",
        "0571-87654321",
        "离开本辖区36个月后封存",
        "本人签名",
    ):
        assert word in text, word
    (blank,) = pages(print_notices(office.desk, [], today=DAY))
    assert "王小蜂" not in blank
    assert "＿＿＿＿＿＿：" in blank


@pytest.mark.parametrize("make", [print_forms, print_report, print_notices])
def test_the_same_records_give_the_same_paper(make, office: Office, busy: int) -> None:
    first, second = (pages(make(office.desk, [busy], today=DAY)) for _ in range(2))
    foot = re.compile(r"打印时间.*?P\d{8}-\d{4}|第\d+页共\d+页")
    assert [foot.sub("", one) for one in first] == [foot.sub("", one) for one in second]


def test_who_was_told_is_noted_with_the_version_in_force(office: Office) -> None:
    person = office.person()
    inform(office.desk, [person], {"on": DAY, "notice_way": "signed"})
    values = records.load(office.desk, PEOPLE, person).values
    assert (values["notice_version"], values["notified_on"], values["notice_way"]) == (
        "2024-1",
        DAY,
        "signed",
    )
    inform(office.desk, [person], {"on": DAY, "version": "2023-9"})
    (row,) = lists.page(office.desk, PEOPLE, Query(), ["notice_version", "notice_way"])
    assert row.cells == ("2023-9", "")
