"""Dates and numbers in words."""

from datetime import date

import pytest

from app.documents.words import chinese_date, chinese_month, chinese_number, chinese_range, heading_mark


def test_dates_have_no_leading_zero():
    assert chinese_date(date(2024, 11, 5)) == "2024年11月5日"
    assert chinese_date(date(2024, 1, 9)) == "2024年1月9日"
    assert chinese_month(2024, 3) == "2024年3月"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2024, 11, 1), "2024年11月1日"),
        (date(2024, 11, 30), "2024年11月1日至30日"),
        (date(2024, 12, 3), "2024年11月1日至12月3日"),
        (date(2025, 1, 3), "2024年11月1日至2025年1月3日"),
    ],
)
def test_ranges_name_what_is_shared_once(last, expected):
    assert chinese_range(date(2024, 11, 1), last) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_numerals(number, expected):
    assert chinese_number(number) == expected


@pytest.mark.parametrize("number", [0, 100, -1])
def test_numerals_outside_the_range(number):
    with pytest.raises(ValueError, match="1 to 99"):
        chinese_number(number)


def test_heading_marks():
    assert [heading_mark(level, 3) for level in (1, 2, 3, 4)] == ["三、", "（三）", "3.", "（3）"]
