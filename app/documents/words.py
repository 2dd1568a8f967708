"""Chinese wording of dates and numbers as official paper writes them."""

from __future__ import annotations

from datetime import date

DIGITS = "零一二三四五六七八九"


def chinese_date(day: date) -> str:
    """``2024年11月5日``: Arabic digits, months and days without a leading zero (GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_month(year: int, month: int) -> str:
    """``2024年11月``."""
    return f"{year}年{month}月"


def chinese_range(first: date, last: date) -> str:
    """``2024年11月1日至30日``: what the two dates share is written once."""
    if first == last:
        return chinese_date(first)
    if first.year != last.year:
        return f"{chinese_date(first)}至{chinese_date(last)}"
    if first.month != last.month:
        return f"{chinese_date(first)}至{last.month}月{last.day}日"
    return f"{chinese_date(first)}至{last.day}日"


def chinese_number(value: int) -> str:
    """1 to 99 in Chinese numerals, for the marks of headings; raises ValueError outside that range."""
    if not 1 <= value <= 99:
        raise ValueError(f"heading numbers run from 1 to 99, not {value}")
    tens, ones = divmod(value, 10)
    if tens == 0:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def heading_mark(level: int, number: int) -> str:
    """The mark before a heading: ``一、`` ``（一）`` ``1.`` ``（1）`` for levels 1 to 4 (GB/T 9704-2012, 7.3.3)."""
    match level:
        case 1:
            return f"{chinese_number(number)}、"
        case 2:
            return f"（{chinese_number(number)}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"
