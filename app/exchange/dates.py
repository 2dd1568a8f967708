"""Dates as offices write them, with the precision they have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.errors import Problem
from app.exchange.cells import cell_text, chinese_number, narrow
from app.exchange.workbook import Cell

OPEN_ENDED = frozenset({"至今", "长期", "长期有效", "现在", "今", "在岗"})
_EMPTY = frozenset({"", "/", "-", "无", "暂无", "不详", "不清楚", "未知", "未填", "待定", "待补", "待核实"})
_YMD = re.compile(r"(\d{4}|\d{2})[年./\-](\d{1,2})[月./\-](\d{1,2})[日号]?")
_YM = re.compile(r"(\d{4}|\d{2})[年./\-](\d{1,2})月?(?:份|生|出生)?")
_MONTH_DAY = re.compile(r"(\d{1,2})[./\-](\d{1,2})")
_MD = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_Y = re.compile(r"(\d{4})年?")
_SHORT_Y = re.compile(r"(\d{2})年")
_SIX = re.compile(r"(?!19|20)(\d{2})(\d{2})(\d{2})")
_OTHER_ORDER = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})")
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十]+")
# What follows a day: the hour, morning or afternoon, the day of the week.
_TIME_OF_DAY = re.compile(r"(?:[ T]|(?<=日))\d{1,2}(?:[:：]\d{1,2}|[时点]).*$")
_WEEKDAY = re.compile(r"(?<=[\d日号])\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?$")
_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—―－−﹣、，,·•", "-") | dict.fromkeys("OoＯ○", "〇"))
_ORIGIN_1900 = date(1899, 12, 30)
_DAYS_1904 = 1462
_LONGEST = 40


@dataclass(frozen=True)
class CleanDate:
    """A date and how exactly it is known: precision ``day``, ``month`` or ``year``; the unknown parts are 1."""

    value: date
    precision: str = "day"

    def iso(self) -> str:
        """``2024-11-05``, ``2024-11`` or ``2024``, as far as known."""
        return self.value.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


@dataclass(frozen=True)
class DateContext:
    """What a date cell's surroundings tell.

    birth: two-digit years lie in the past. year: the year of dates without one (from the sheet's notes).
    epoch_1904: serial numbers count from 1904. today: for two-digit years and dates in the future.
    """

    birth: bool = False
    year: int | None = None
    epoch_1904: bool = False
    today: date | None = None


def clean_date(
    value: Cell, field: str, context: DateContext | None = None
) -> tuple[CleanDate | None, Problem | None]:
    """Read a date cell: a real date, a serial number, or any of the usual ways of writing.

    Returns the date, or a problem: ``BAD_DATE`` (no such day), ``DATE_ORDER`` (05/11/2024: day or month first?),
    ``DATE_NO_YEAR``; a number such as 2024.1 gives the date together with the warning ``DATE_UNCLEAR`` (it may have
    been 2024.10). Empty cells, 至今 and 长期 give neither.
    """
    context = context or DateContext()
    if isinstance(value, datetime):
        return _checked(CleanDate(value.date()), field, context)
    if isinstance(value, date):
        return _checked(CleanDate(value), field, context)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(float(value), field, context)
    text = narrow(cell_text(value))
    if len(text) > _LONGEST:
        return None, Problem("BAD_DATE", field, "日期认不出来，请写成 2024-11-05 这样。")
    text = _WEEKDAY.sub("", _TIME_OF_DAY.sub("", text)).translate(_SIGNS)
    text = _CHINESE.sub(lambda found: str(chinese_number(found.group())), text)
    text = re.sub(r"\s", "", text).rstrip(".。/-") or text[:1]
    text = re.sub(r"^(\d+)\.0+$", r"\1", text)
    if text in _EMPTY or text in OPEN_ENDED:
        return None, None
    return _from_text(text, field, context)


def _from_text(text: str, field: str, context: DateContext) -> tuple[CleanDate | None, Problem | None]:
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    elif re.fullmatch(r"(?:19|20)\d{4}", text):
        text = f"{text[:4]}-{text[4:]}"
    elif context.birth and (match := _SIX.fullmatch(text)):
        text = "-".join(match.groups())
    if match := _YMD.fullmatch(text):
        return _built(match.groups(), "day", field, context)
    if not context.birth and (match := _MONTH_DAY.fullmatch(text)) and int(match[1]) <= 12:
        return _in_the_sheets_year(match, field, context)
    if match := _YM.fullmatch(text):
        return _built((*match.groups(), "1"), "month", field, context)
    if match := _MD.fullmatch(text):
        return _in_the_sheets_year(match, field, context)
    if match := _OTHER_ORDER.fullmatch(text):
        return _other_order(match.groups(), field, context)
    if (match := _Y.fullmatch(text)) and 1900 <= int(match.group(1)) <= 2100:
        return _built((match.group(1), "1", "1"), "year", field, context)
    if context.birth and (match := _SHORT_Y.fullmatch(text)):
        return _built((match.group(1), "1", "1"), "year", field, context)
    if re.fullmatch(r"[1-7]\d{4}(?:\.\d+)?", text):
        return _from_number(float(text), field, context)
    return None, Problem("BAD_DATE", field, "日期认不出来，请写成 2024-11-05 这样。")


def _in_the_sheets_year(
    found: re.Match[str], field: str, context: DateContext
) -> tuple[CleanDate | None, Problem | None]:
    """A month and a day whose year only the sheet can tell."""
    if context.year is None:
        return None, Problem("DATE_NO_YEAR", field, "日期没有写年份，表上也没有，请补上年份。")
    return _built((str(context.year), *found.groups()), "day", field, context)


def _from_number(number: float, field: str, context: DateContext) -> tuple[CleanDate | None, Problem | None]:
    """A serial day number, or digits that were typed as a number (20241105, 202411, 2024.11, 90.1)."""
    if 10_000 <= number < 80_000:
        days = int(number) + (_DAYS_1904 if context.epoch_1904 else 0)
        return _checked(CleanDate(_ORIGIN_1900 + timedelta(days=days)), field, context)
    written = cell_text(number)
    found, problem = _from_text(written, field, context)
    lost = {"month": (".1",), "day": (".1", ".2", ".3")}.get(found.precision if found else "", ())
    if found is not None and written.endswith(lost or ("?",)):
        one, ten = (
            f"{written[-1]}{unit}{'月' if found.precision == 'month' else '日'}" for unit in ("", "0")
        )
        message = f"“{written}”可能是{one}，也可能是{ten}（末尾的0丢了），请核对。"
        return found, Problem("DATE_UNCLEAR", field, message, blocking=False)
    return found, problem


def _other_order(
    parts: tuple[str, ...], field: str, context: DateContext
) -> tuple[CleanDate | None, Problem | None]:
    first, second, year = parts
    if int(first) > 12:
        return _built((year, second, first), "day", field, context)
    if int(second) > 12 or first == second:
        return _built((year, first, second), "day", field, context)
    message = "日期的月和日分不清，请写成 2024-11-05 这样。"
    return None, Problem("DATE_ORDER", field, message)


def _built(
    parts: tuple[str, ...], precision: str, field: str, context: DateContext
) -> tuple[CleanDate | None, Problem | None]:
    year, month, day = (int(part) for part in parts)
    if len(parts[0]) <= 2:
        year += _century(year, context)
    try:
        built = date(year, month, day)
    except ValueError:
        return None, Problem("BAD_DATE", field, f"没有{year}年{month}月{day}日这一天，请核对。")
    return _checked(CleanDate(built, precision), field, context)


def _century(year: int, context: DateContext) -> int:
    this_year = (context.today or date.today()).year
    latest = this_year % 100 + (0 if context.birth else 1)
    return this_year // 100 * 100 - (100 if year > latest else 0)


def _checked(found: CleanDate, field: str, context: DateContext) -> tuple[CleanDate | None, Problem | None]:
    today = context.today or date.today()
    if context.birth and found.value > today:
        return None, Problem("BAD_DATE", field, "出生日期在将来，请核对。")
    if not 1900 <= found.value.year <= 2100:
        return None, Problem("BAD_DATE", field, "日期的年份不合理，请核对。")
    return found, None
