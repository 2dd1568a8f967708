"""Durations, counted things and opening hours as offices write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal

from app.errors import Problem
from app.exchange.cells import cell_text, chinese_number, narrow
from app.exchange.workbook import Cell

DAY_MINUTES = 24 * 60
_LONGEST = 100

_NUMBER = r"\d+(?:\.\d+)?"
_HOURS = re.compile(
    rf"(?:({_NUMBER})(?:个)?(?:小时|h|hours?|时)(半)?)?(?:({_NUMBER})(?:分钟|分|min|m))?", re.IGNORECASE
)
_RANGE = re.compile(r"(\d{1,2})[:时](\d{2})?分?[-~至到](\d{1,2})[:时](\d{2})?分?")
_DAYS = re.compile(r"[\d.]+天\((.+)\)")
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百]+(?=个|小时|分|时|h)")
_APPROXIMATE = re.compile(r"约|左右|大概|余|多|上下|近|[一二两三四五六七八九]{2}(?=个|小时|分|时|h)")
_QUANTITY = re.compile(
    rf"(.*?)({_NUMBER}|[〇零一二两三四五六七八九十百千]+)(余|多)?(万|千)?(余|多)?([^\d\s]*)"
)
_EMPTY = frozenset({"", "/", "-", "—", "无"})
_ALL_DAY = re.compile(r"(?:全天|24小时|全天候|00:00-24:00|0:00-24:00)(?:开放|服务|营业)?")
_SPAN = re.compile(r"(\d{1,2})[:时点](\d{2})?分?(?:-|至|到|~)(?:次日)?(\d{1,2})[:时点](\d{2})?分?")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－−﹣～~", "-"))


def clean_minutes(value: Cell, field: str = "minutes") -> tuple[int | None, Problem | None]:
    """A duration in whole minutes (half up): ``1h``, ``1.5小时``, ``90分钟``, ``14:00-16:30``; a bare number is hours.

    Problems: ``HOURS_UNCLEAR`` for what is approximate, zero, negative or not understood, ``HOURS_OVER_24``.
    """
    if isinstance(value, datetime | time):
        return _bounded(Decimal(value.hour * 60 + value.minute), field)
    text = re.sub(r"\s", "", narrow(cell_text(value))).translate(_DASHES)
    if text in _EMPTY:
        return None, None
    if match := _DAYS.fullmatch(text):
        text = match.group(1)
    minutes = None if len(text) > _LONGEST or _APPROXIMATE.search(text) else _read_minutes(text)
    if minutes is None or minutes <= 0:
        message = "时长不明确，请写成 1.5小时 或 90分钟 这样的准数。"
        return None, Problem("HOURS_UNCLEAR", field, message)
    return _bounded(minutes, field)


def _read_minutes(text: str) -> Decimal | None:
    text = {"半小时": "30分钟", "半个小时": "30分钟"}.get(text, text)
    text = re.sub(r"(一|1)个半小时", "1.5小时", text)
    text = re.sub(r"([二两三四五2-9])个半小时", lambda m: f"{chinese_number(m[1]) or m[1]}.5小时", text)
    text = _CHINESE.sub(lambda found: str(chinese_number(found.group())), text)
    if match := _RANGE.fullmatch(text):
        start, end = (int(match[i]) * 60 + int(match[i + 1] or 0) for i in (1, 3))
        return Decimal(end - start)
    if re.fullmatch(_NUMBER, text):
        return Decimal(text) * 60
    match = _HOURS.fullmatch(text)
    if match is None:
        return None
    hours, half, minutes = match.groups()
    return Decimal(hours or 0) * 60 + (30 if half else 0) + Decimal(minutes or 0)


def _bounded(minutes: Decimal, field: str) -> tuple[int | None, Problem | None]:
    if minutes > DAY_MINUTES:
        return None, Problem("HOURS_OVER_24", field, "一次服务的时长超过24小时，请核对，或按天分行填写。")
    return int(minutes.quantize(Decimal(1), ROUND_HALF_UP)), None


@dataclass(frozen=True)
class Quantity:
    """A counted thing: 宣传单200份 is item 宣传单, number 200, unit 份; approximate for 约, 余, 多."""

    item: str
    number: int
    unit: str
    approximate: bool = False


def clean_quantity(value: Cell, field: str = "quantity") -> tuple[Quantity | None, Problem | None]:
    """Read ``宣传单200份``, ``送餐12次``, ``约200余条``, ``3万余次`` or a bare number; else ``QUANTITY_UNCLEAR``."""
    text = re.sub(r"\s", "", narrow(cell_text(value)))
    if text in _EMPTY:
        return None, None
    match = _QUANTITY.fullmatch(text) if len(text) <= _LONGEST else None
    number = _counted(match) if match else None
    if match is None or number is None or number != int(number):
        return None, Problem("QUANTITY_UNCLEAR", field, "数量认不出来，请写成 宣传单200份 这样。")
    item, _, before, _, after, unit = match.groups()
    approximate = bool(before or after or _APPROXIMATE.search(item) or _APPROXIMATE.search(unit))
    plain = (_APPROXIMATE.sub("", item), _APPROXIMATE.sub("", unit))
    return Quantity(plain[0], int(number), plain[1], approximate), None


def _counted(match: re.Match[str]) -> Decimal | None:
    written = match.group(2)
    known = chinese_number(written)
    number = Decimal(known) if known is not None else Decimal(written)
    return number * {"万": 10_000, "千": 1_000}.get(match.group(4), 1)


def clean_open_hours(value: Cell) -> str:
    """Opening hours in one spelling: ``24小时``, ``08:00—20:00``, with what stands before or after (周一至周五)."""
    text = narrow(cell_text(value)).translate(_DASHES)
    tight = re.sub(r"\s*([-:])\s*", r"\1", text)
    if _ALL_DAY.fullmatch(tight.replace(" ", "")):
        return "24小时"
    return _SPAN.sub(_span, tight)


def _span(found: re.Match[str]) -> str:
    first, first_minute, last, last_minute = found.groups()
    return f"{int(first):02d}:{first_minute or '00'}—{int(last):02d}:{last_minute or '00'}"
