"""Cells as they come from chats, other systems and careless hands: what is beside a value goes, what is lost is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Problem
from app.exchange.cells import cell_text, narrow_words
from app.exchange.cleaning import clean_cell_name, clean_cell_phones, clean_id
from app.exchange.dates import DateContext, clean_date
from app.exchange.platforms import PlatformWords, Workplace
from app.exchange.words import clean_category, clean_yes_no
from app.exchange.workbook import Cell
from app.rules.identity import ResidentId, check_character
from app.rules.phones import is_mobile

TODAY = date(2026, 6, 1)
EVENT = DateContext(year=2024, today=TODAY)
BIRTH = DateContext(birth=True, today=TODAY)


def codes(problems: list[Problem]) -> list[str]:
    return [one.code for one in problems]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="330106"', "330106"),
        ("“外卖小哥", "外卖小哥"),
        ("“外卖小哥”", "外卖小哥"),
        ("“新”泊位", "“新”泊位"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("\u202a138\u202c", "138"),
        ("\u2066138\u2069", "138"),
        ("`330106", "330106"),
        ("＇330106", "330106"),
        ('"', ""),
    ],
)
def test_marks_around_a_text_go_and_those_inside_stay(cell: str, text: str) -> None:
    assert cell_text(cell) == text


def test_full_width_letters_and_digits_become_ordinary_ones_and_signs_stay() -> None:
    assert narrow_words("曙光路１２１号（Ａ座）；东门") == "曙光路121号（A座）；东门"


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2024—11—05", "2024-11-05"),
        ("2024–11–5", "2024-11-05"),
        ("2024、11、5", "2024-11-05"),
        ("2024，11，5", "2024-11-05"),
        ("2024·11·5", "2024-11-05"),
        ("2024-11-05T00:00:00", "2024-11-05"),
        ("2024年11月5日 星期二", "2024-11-05"),
        ("2024年11月5日（周二）", "2024-11-05"),
        ("2024年11月5日14时", "2024-11-05"),
        ("二O二四年十一月五日", "2024-11-05"),
        ("19900101.0", "1990-01-01"),
        ("2024年11月份", "2024-11"),
        ("11.5", "2024-11-05"),
        ("11/5", "2024-11-05"),
        (11.5, "2024-11-05"),
        ("24.11", "2024-11"),
        ("长期有效", None),
        ("待定", None),
        ("/", None),
    ],
)
def test_days_of_events(cell: Cell, iso: str | None) -> None:
    found, problem = clean_date(cell, "date", EVENT)
    assert problem is None
    assert (found.iso() if found else None) == iso


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("900101", "1990-01-01"),
        ("200101", "2001-01"),
        ("90年", "1990"),
        ("1990年1月生", "1990-01"),
        ("1990/01/", "1990-01"),
        ("11.5", "2011-05"),
    ],
)
def test_days_of_birth(cell: Cell, iso: str) -> None:
    found, problem = clean_date(cell, "birth_date", BIRTH)
    assert problem is None
    assert found is not None
    assert found.iso() == iso


def test_month_and_day_without_any_year_are_not_guessed() -> None:
    _, problem = clean_date("11.5", "date", DateContext(today=TODAY))
    assert problem is not None
    assert problem.code == "DATE_NO_YEAR"


@pytest.mark.parametrize(
    ("number", "word"), [(11.1, "10日"), (11.2, "20日"), (11.3, "30日"), (2024.1, "10月")]
)
def test_a_number_that_may_have_lost_its_zero_is_said(number: float, word: str) -> None:
    found, problem = clean_date(number, "date", EVENT)
    assert found is not None
    assert problem is not None
    assert (problem.code, problem.blocking) == ("DATE_UNCLEAR", False)
    assert word in problem.message


@pytest.mark.parametrize(
    ("cell", "numbers", "said"),
    [
        (1.38e10, ["13800000000"], []),
        ("13812345678.0", ["13812345678"], []),
        ("138.1234.5678", ["13812345678"], []),
        ("\u202d13812345678\u202c", ["13812345678"], []),
        ("手机：13812345678", ["13812345678"], []),
        ("电话:0571-87654321", ["0571-87654321"], []),
        ("Tel:13812345678", ["13812345678"], []),
        ("13812345678，13900000000。", ["13812345678", "13900000000"], []),
        ("0571-87654321转123", ["0571-87654321-123"], []),
        ("（0571）87654321", ["0571-87654321"], []),
        ("13812345678（微信同号）", ["13812345678"], ["PHONE_REMARK"]),
        ("13812345678父", ["13812345678"], ["PHONE_REMARK"]),
        ("13812345678(本人)13900000000(家属)", ["13812345678", "13900000000"], ["PHONE_REMARK"]),
        ("见备注", [], ["PHONE_FORMAT"]),
        ("13812345678、139", ["13812345678"], ["PHONE_FORMAT"]),
        ("暂无", [], []),
    ],
)
def test_phone_cells(cell: Cell, numbers: list[str], said: list[str]) -> None:
    found, problems = clean_cell_phones(cell)
    assert (found, codes(problems)) == (numbers, said)


@pytest.mark.parametrize(
    ("cell", "number", "code"),
    [
        ('="330106199001010018"', "330106199001010018", None),
        ("330106199001010018.0", "330106199001010018", None),
        ("330106199001010018（本人）", "330106199001010018", None),
        ("\u202a330106199001010018\u202c", "330106199001010018", None),
        ("33010619920315006ｘ", "33010619920315006X", None),
        ("330106XXXXXXXX0018", "330106********0018", "ID_MASKED"),
        ("**************0018", "**************0018", "ID_MASKED"),
        ("待补", None, None),
    ],
)
def test_identity_cells(cell: Cell, number: str | None, code: str | None) -> None:
    found, problem = clean_id(cell, today=TODAY)
    assert (found.number if isinstance(found, ResidentId) else found) == number
    assert (problem.code if problem else None) == code


@pytest.mark.parametrize(
    ("cell", "name", "said"),
    [
        ("张　三", "张三", []),
        ("买买提．阿不都", "买买提·阿不都", []),
        ("J. Smith-Jones", "J. Smith-Jones", []),
        ("张三（站长）", "张三（站长）", ["NAME_SIGNS"]),
        ("张三、李四", "张三、李四", ["NAME_SIGNS"]),
        ("*张三", "*张三", ["NAME_SIGNS"]),
    ],
)
def test_name_cells(cell: Cell, name: str, said: list[str]) -> None:
    found, problems = clean_cell_name(cell)
    assert (found, codes(problems)) == (name, said)
    assert not any(one.blocking for one in problems)


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("顺丰快递员", "快递员"),
        ("美团外卖骑手", "外卖骑手"),
        ("滴滴代驾", "其他新就业"),
        ("配送员（快递）", "快递员"),
        ("兼职骑手", "外卖骑手"),
        ("货车", "货车司机"),
        ("快递员、外卖骑手", None),
        ("配送员", None),
        ("站长", None),
    ],
)
def test_job_words(word: str, category: str | None) -> None:
    assert clean_category(word) == category


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("杭州顺丰速运有限公司", Workplace("顺丰", "")),
        ("中国邮政集团", Workplace("邮政EMS", "")),
        ("美团黄龙站", Workplace("美团", "美团黄龙站")),
        ("无", Workplace("", "")),
        ("/", Workplace("", "")),
        ("个体", Workplace("", "")),
        ("德邦", Workplace("", "德邦")),
    ],
)
def test_workplaces(cell: str, place: Workplace) -> None:
    assert PlatformWords().find(cell) == place


@pytest.mark.parametrize(
    ("cell", "answer"), [("v", True), ("□", False), ("已入", True), ("未入", False), ("/", None)]
)
def test_ticks(cell: str, answer: bool | None) -> None:
    assert clean_yes_no(cell) is answer


SECOND = st.text("0123456789", min_size=9, max_size=9)
MOBILES = st.builds("1{}{}".format, st.sampled_from("3456789"), SECOND)
PADDING = st.text(" \u00a0\u3000\u200b\ufeff\u202c\t'", max_size=3)


@given(MOBILES, PADDING, PADDING, st.booleans())
def test_a_mobile_is_found_whatever_stands_around_it(number: str, left: str, right: str, wide: bool) -> None:
    written = "".join(chr(ord(one) + 0xFEE0) for one in number) if wide else number
    found, problems = clean_cell_phones(left + written + right)
    assert found == [number]
    assert problems == []
    assert is_mobile(number)


@given(MOBILES)
def test_a_mobile_in_a_number_cell_is_exact(number: str) -> None:
    assert clean_cell_phones(float(number)) == ([number], [])


BIRTHS = st.dates(date(1930, 1, 1), date(2010, 12, 31))


@given(BIRTHS, st.integers(0, 999), PADDING, st.booleans())
def test_a_right_number_passes_whatever_stands_around_it(
    birth: date, order: int, padding: str, wide: bool
) -> None:
    first = f"330106{birth:%Y%m%d}{order:03d}"
    number = first + check_character(first)
    written = "".join(chr(ord(one) + 0xFEE0) for one in number) if wide else number.lower()
    found, problem = clean_id(f"{padding}{written[:6]} {written[6:14]}-{written[14:]}{padding}", today=TODAY)
    assert problem is None
    assert isinstance(found, ResidentId)
    assert (found.number, found.birth) == (number, birth)


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.none()))
def test_no_cell_breaks_a_reader(cell: Cell) -> None:
    clean_id(cell, today=TODAY)
    clean_cell_phones(cell)
    clean_category(cell)
    PlatformWords().find(cell)
    name, problems = clean_cell_name(cell)
    assert len(name) <= 100 or "NAME_TOO_LONG" in codes(problems)
