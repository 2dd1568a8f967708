"""Cells as offices really fill them: identity numbers, dates, durations, quantities, words, repeated values."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.exchange.amounts import Quantity, clean_minutes, clean_open_hours, clean_quantity
from app.exchange.cells import cell_text, chinese_number
from app.exchange.cleaning import clean_cell_name, clean_cell_phones, clean_id, fill_down
from app.exchange.dates import DateContext, clean_date
from app.exchange.platforms import PlatformWords
from app.exchange.words import clean_category, clean_engagement, clean_gender, clean_services, clean_yes_no
from app.exchange.workbook import Cell, Merged
from app.rules.identity import ResidentId

TODAY = date(2026, 6, 1)
NOTES_OF_2024 = DateContext(year=2024, today=TODAY)
BIRTH = DateContext(birth=True, today=TODAY)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("330106199001010018", None),
        ("\t330106199001010018", None),
        ("６５３１０１２００００２２０２６８８", None),
        ("330106 19900101 0018", None),
        ("", None),
        (None, None),
        ("无", None),
        ("330106199001010010", "ID_CHECKSUM"),
        ("330106199001010000", "ID_PRECISION_LOST"),
        (3.30106199001010e17, "ID_PRECISION_LOST"),
        (330106199001010018, "ID_PRECISION_LOST"),
        ("3.30106E+17", "ID_PRECISION_LOST"),
        ("3.30106199001010E+17", "ID_PRECISION_LOST"),
        (330106900101001.0, "ID_OLD15"),
        ("330106900101001", "ID_OLD15"),
        ("330106********0018", "ID_MASKED"),
        ("33010619900101", "ID_LENGTH"),
        (12345.0, "ID_LENGTH"),
    ],
)
def test_id_cells(cell: Cell, code: str | None) -> None:
    _, problem = clean_id(cell, today=TODAY)
    assert (problem.code if problem else None) == code


def test_an_id_cell_gives_number_birth_and_gender() -> None:
    assert clean_id("33010619920315006x ", today=TODAY) == (
        ResidentId("33010619920315006X", date(1992, 3, 15), "女"),
        None,
    )


@given(st.floats(min_value=1e17, max_value=9.9e17))
def test_no_eighteen_digit_number_cell_is_ever_believed(number: float) -> None:
    found, problem = clean_id(number)
    assert found is None
    assert problem is not None
    assert problem.code == "ID_PRECISION_LOST"


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        (45601.0, "2024-11-05"),
        ("45601", "2024-11-05"),
        (date(2024, 11, 5), "2024-11-05"),
        (datetime(2024, 11, 5, 8, 30), "2024-11-05"),
        ("2024.11.5", "2024-11-05"),
        ("2024.11.05", "2024-11-05"),
        ("2024/11/5", "2024-11-05"),
        ("2024-11-5", "2024-11-05"),
        ("2024-11-05 08:30", "2024-11-05"),
        ("2024年11月5日", "2024-11-05"),
        ("２０２４年１１月５日", "2024-11-05"),
        ("2024年11月5日上午", None),
        ("2024年11月", "2024-11"),
        ("2024.11", "2024-11"),
        (2024.11, "2024-11"),
        ("24.11.5", "2024-11-05"),
        ("11月5日", "2024-11-05"),
        ("20241105", "2024-11-05"),
        (20241105.0, "2024-11-05"),
        ("202411", "2024-11"),
        ("2024", "2024"),
        (2024.0, "2024"),
        ("二〇二四年十一月五日", "2024-11-05"),
        ("二零二四年十一月三十日", "2024-11-30"),
        ("25/11/2024", "2024-11-25"),
        ("11/25/2024", "2024-11-25"),
    ],
)
def test_dates(cell: Cell, iso: str | None) -> None:
    found, problem = clean_date(cell, "date", NOTES_OF_2024)
    assert (found.iso() if found else None) == iso
    assert (problem is None) == (iso is not None)


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("90.1", "1990-01"),
        ("1990.1", "1990-01"),
        ("95年6月", "1995-06"),
        ("05.3", "2005-03"),
        ("19750222", "1975-02-22"),
    ],
)
def test_birth_dates_lie_in_the_past(cell: Cell, iso: str) -> None:
    found, problem = clean_date(cell, "birth_date", BIRTH)
    assert found is not None
    assert problem is None
    assert found.iso() == iso


@pytest.mark.parametrize("cell", [90.1, 2024.1])
def test_a_number_may_have_lost_the_zero_of_october(cell: float) -> None:
    found, problem = clean_date(cell, "birth_date", BIRTH)
    assert found is not None
    assert found.precision == "month"
    assert problem is not None
    assert (problem.code, problem.blocking) == ("DATE_UNCLEAR", False)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("11月31日", "BAD_DATE"),
        ("2023年2月29日", "BAD_DATE"),
        ("去年夏天", "BAD_DATE"),
        ("05/11/2024", "DATE_ORDER"),
        (time(8, 30), "BAD_DATE"),
        (12.0, "BAD_DATE"),
        (True, "BAD_DATE"),
    ],
)
def test_impossible_dates(cell: Cell, code: str) -> None:
    found, problem = clean_date(cell, "date", NOTES_OF_2024)
    assert found is None
    assert problem is not None
    assert problem.code == code


def test_a_date_without_a_year_needs_the_sheet() -> None:
    _, problem = clean_date("11月5日", "date", DateContext(today=TODAY))
    assert problem is not None
    assert problem.code == "DATE_NO_YEAR"


@pytest.mark.parametrize("cell", [None, "", "至今", "长期", "/"])
def test_open_ended_and_empty_dates(cell: Cell) -> None:
    assert clean_date(cell, "to_on", NOTES_OF_2024) == (None, None)


def test_the_1904_system_starts_later() -> None:
    found, _ = clean_date(45601.0 - 1462, "date", DateContext(epoch_1904=True, today=TODAY))
    assert found is not None
    assert found.value == date(2024, 11, 5)


DAYS = st.dates(date(1950, 1, 1), date(2025, 12, 31))
FORMS = [
    "{0:%Y}-{0.month}-{0.day}",
    "{0:%Y}.{0.month}.{0.day}",
    "{0:%Y}/{0:%m}/{0:%d}",
    "{0:%Y}年{0.month}月{0.day}日",
    "{0:%Y%m%d}",
]


@given(DAYS, st.sampled_from(FORMS))
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    found, problem = clean_date(form.format(day), "date", NOTES_OF_2024)
    assert problem is None
    assert found is not None
    assert (found.value, found.precision) == (day, "day")


@given(DAYS)
def test_every_serial_number_is_its_day(day: date) -> None:
    found, _ = clean_date(float((day - date(1899, 12, 30)) // timedelta(days=1)), "date", NOTES_OF_2024)
    assert found is not None
    assert found.value == day


@example(80_000)
@example("99999.5")
@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.none()))
def test_date_cells_never_raise(cell: Cell) -> None:
    found, problem = clean_date(cell, "date", NOTES_OF_2024)
    assert found is None or problem is None or not problem.blocking


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("1h", 60),
        ("1.5h", 90),
        ("180分钟", 180),
        ("90分", 90),
        ("2", 120),
        (0.5, 30),
        (2.5, 150),
        ("0.5小时", 30),
        ("１．５小时", 90),
        ("1小时30分", 90),
        ("1小时30分钟", 90),
        ("2小时半", 150),
        ("两小时", 120),
        ("半小时", 30),
        ("一个半小时", 90),
        ("两个半小时", 150),
        ("十二小时", 720),
        ("2天(16h)", 960),
        ("2天（16小时）", 960),
        ("14:00-16:30", 150),
        ("24小时", 1440),
        (0.33, 20),
        ("", None),
        (None, None),
    ],
)
def test_durations(cell: Cell, minutes: int | None) -> None:
    assert clean_minutes(cell) == (minutes, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("26小时", "HOURS_OVER_24"),
        ("1500分钟", "HOURS_OVER_24"),
        ("约2", "HOURS_UNCLEAR"),
        ("2小时左右", "HOURS_UNCLEAR"),
        ("半天", "HOURS_UNCLEAR"),
        ("一上午", "HOURS_UNCLEAR"),
        ("0", "HOURS_UNCLEAR"),
        (-1.0, "HOURS_UNCLEAR"),
        ("16:30-14:00", "HOURS_UNCLEAR"),
        ("NaN", "HOURS_UNCLEAR"),
    ],
)
def test_unclear_durations(cell: Cell, code: str) -> None:
    minutes, problem = clean_minutes(cell)
    assert minutes is None
    assert problem is not None
    assert problem.code == code


@given(st.integers(1, 1440), st.sampled_from(["{}分钟", "{}分", " {} min", "0小时{}分"]))
def test_minutes_come_back_whole(minutes: int, form: str) -> None:
    assert clean_minutes(form.format(minutes)) == (minutes, None)


@example(80_000)
@example("99999.5")
@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.none()))
def test_durations_never_raise_and_stay_within_a_day(cell: Cell) -> None:
    minutes, _ = clean_minutes(cell)
    assert minutes is None or 0 <= minutes <= 1440


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        ("宣传单200份", Quantity("宣传单", 200, "份")),
        ("送餐12次", Quantity("送餐", 12, "次")),
        ("上报问题1条", Quantity("上报问题", 1, "条")),
        ("约200余条", Quantity("", 200, "条", True)),
        ("3万余次", Quantity("", 30000, "次", True)),
        ("0.55万人次", Quantity("", 5500, "人次")),
        ("十二个", Quantity("", 12, "个")),
        ("45人", Quantity("", 45, "人")),
        (200.0, Quantity("", 200, "")),
        ("", None),
    ],
)
def test_quantities(cell: Cell, quantity: Quantity | None) -> None:
    assert clean_quantity(cell) == (quantity, None)


def test_an_unreadable_quantity_is_a_problem() -> None:
    quantity, problem = clean_quantity("若干")
    assert quantity is None
    assert problem is not None
    assert problem.code == "QUANTITY_UNCLEAR"


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("8:00-20:00", "08:00—20:00"),
        ("07:30—21:00", "07:30—21:00"),
        ("全天", "24小时"),
        ("24小时", "24小时"),
        ("周一至周五 8:30 ~ 17:00", "周一至周五 08:30—17:00"),
        ("8点至20点", "08:00—20:00"),
        ("", ""),
    ],
)
def test_opening_hours(cell: Cell, hours: str) -> None:
    assert clean_open_hours(cell) == hours


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("揽投员", "快递员"),
        ("快递小哥", "快递员"),
        ("“外卖小哥”", "外卖骑手"),
        ("网约配送员", "外卖骑手"),
        ("专送骑手", "外卖骑手"),
        ("骑手（专送）", "外卖骑手"),
        ("滴滴司机", "网约车司机"),
        ("货拉拉司机", "货车司机"),
        ("代驾", "其他新就业"),
        ("小哥", None),
        ("", None),
    ],
)
def test_categories(word: str, category: str | None) -> None:
    assert clean_category(word) == category


def test_modes_of_work_are_read_from_both_columns() -> None:
    assert clean_engagement("专送骑手") == "专送"
    assert clean_engagement("骑手", "美团（众包）") == "众包"
    assert clean_engagement("快递员", "顺丰") is None


@pytest.mark.parametrize(
    ("word", "platform", "station"),
    [
        ("顺丰", "顺丰", ""),
        ("顺丰速运", "顺丰", ""),
        ("美团\n（专送）", "美团", ""),
        ("邮政", "邮政EMS", ""),
        ("饿了么", "饿了么", ""),
        ("顺丰曙光站", "顺丰", "顺丰曙光站"),
        ("美团/黄龙站", "美团", "黄龙站"),
        ("某某快运", "", "某某快运"),
        ("", "", ""),
    ],
)
def test_platforms(word: str, platform: str, station: str) -> None:
    found = PlatformWords().find(word)
    assert (found.platform, found.station) == (platform, station)


def test_the_ledger_names_its_own_platforms() -> None:
    words = PlatformWords({"顺丰速运": ("顺丰",), "某某快运": ("",)})
    assert words.find("").platform == ""
    assert words.find("顺丰快递").platform == "顺丰速运"
    assert words.find("某某快运").platform == "某某快运"


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("是", True),
        ("√", True),
        ("已入会", True),
        ("否", False),
        ("×", False),
        ("", None),
        ("也许", None),
        (1.0, True),
    ],
)
def test_yes_and_no(word: Cell, answer: bool | None) -> None:
    assert clean_yes_no(word) is answer


@pytest.mark.parametrize(
    ("word", "gender"), [("男 ", "男"), ("女士", "女"), ("M", "男"), (2.0, "女"), ("", None)]
)
def test_genders(word: Cell, gender: str | None) -> None:
    assert clean_gender(word) == gender


@pytest.mark.parametrize(
    ("cell", "services"),
    [
        ("饮用水；手机充电；微波炉", ["饮水", "手机充电", "热饭"]),
        ("热饭/饮水/雨具/急救箱", ["热饭", "饮水", "雨具", "应急药箱"]),
        ("饮水、充电", ["饮水", "手机充电"]),
        ("饮水 按摩椅", ["饮水", "按摩椅"]),
        (None, []),
    ],
)
def test_services(cell: Cell, services: list[str]) -> None:
    assert clean_services(cell) == services


def test_phone_and_name_cells() -> None:
    assert clean_cell_phones(13812345678.0) == (["13812345678"], [])
    assert clean_cell_phones("13812345678\n13912345678") == (["13812345678", "13912345678"], [])
    assert [problem.code for problem in clean_cell_phones("1.38123E+10")[1]] == ["PHONE_PRECISION_LOST"]
    assert clean_cell_name("张 三\u3000") == ("张三", [])


def test_dittos_and_merged_cells_fill_down() -> None:
    rows: list[tuple[int, list[Cell]]] = [
        (6, ["甲", "顺丰"]),
        (7, ["乙", "〃"]),
        (9, ["丙", "同上"]),
        (10, ["丁", None]),
        (11, ["戊", None]),
        (12, ["己", '"']),
    ]
    filled = fill_down(rows, 1, [Merged(10, 1, 11, 1), Merged(6, 0, 6, 1)])
    assert filled == {6: "顺丰", 7: "顺丰", 9: "顺丰", 10: None, 11: None, 12: "顺丰"}
    merged = fill_down([*rows[:1], (7, ["乙"]), (8, ["丙"])], 1, [Merged(6, 1, 7, 1)])
    assert merged == {6: "顺丰", 7: "顺丰", 8: None}


@given(st.integers(0, 9999))
def test_chinese_numerals(number: int) -> None:
    digits = "零一二三四五六七八九"
    written = "".join(digits[int(digit)] for digit in str(number))
    assert chinese_number(written) == number


def test_cell_texts() -> None:
    assert cell_text("'138 ") == "138"
    assert cell_text(5.0) == "5"
    assert cell_text("甲\n乙") == "甲；乙"
    assert cell_text("“外卖小哥”") == "外卖小哥"
    assert cell_text(True) == "是"
    assert chinese_number("三百二十一") == 321
    assert chinese_number("十二") == 12


def test_very_long_texts_cost_no_time_and_raise_nothing() -> None:
    for text in ("1" * 32_000, "〇" * 32_000, "1:" * 16_000, "约" * 32_000, "1 " * 16_000):
        assert clean_date(text, "date", NOTES_OF_2024)[0] is None
        assert clean_minutes(text)[0] is None
        assert clean_quantity(text)[0] is None
        assert clean_cell_phones(text)[0] == []
        clean_cell_name(text)
        clean_id(text)
