"""Figures in words: 约, 余 and 近, how a figure rose or fell, the sentences of the monthly summary."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.measures.arithmetic import Value, half_up, ratio
from app.measures.measure import Measure, MeasureKind
from app.measures.period import MONTHLY, YEARLY
from app.measures.table import TableRow

_TIMES_FROM = Decimal(1000)  # from this change on 增长10.2倍 reads better than 增长1020.0%
_TEN_THOUSAND = 10_000


def about(value: int) -> str:
    """``约5500``: the nearest number with two leading digits (a half rounds up); 10,000 and more in 万."""
    return f"约{_short(_leading(value + _step(value) // 2, value))}"


def more_than(value: int) -> str:
    """``200余``: the leading digits kept and the rest dropped; a number that is round already stays as it is.

    One digit is kept below 1,000 and from 10,000 on, two between them (``3万余``, ``2300余``).
    """
    step = _step(value, keep=2 if 1_000 <= value < _TEN_THOUSAND else 1)
    floor = value - value % step
    if floor == value:
        return _short(value)
    return f"{_short(floor)}余"


def nearly(value: int) -> str:
    """``近100``: the round number just above; a number that is round already stays as it is."""
    step = _step(value, keep=1)
    if value % step == 0:
        return _short(value)
    return f"近{_short(value - value % step + step)}"


def _step(value: int, keep: int = 2) -> int:
    return int(10 ** max(0, len(str(value)) - keep))


def _leading(value: int, like: int) -> int:
    return value - value % _step(like)


def _short(value: int) -> str:
    if value >= _TEN_THOUSAND and value % 100 == 0:
        return f"{(Decimal(value) / _TEN_THOUSAND).normalize():f}万"
    return str(value)


def amount(measure: Measure, value: Value) -> str:
    """``12人``, ``36.5小时``, ``83.3%``."""
    return f"{value}{measure.unit}"


def change_in_percent(change: Decimal) -> str:
    """``增长12.5%``, ``下降3.2%``, ``持平``, and from ten times on ``增长10.2倍`` (which is 1020 % more, not 10.2 times as much)."""
    if change >= _TIMES_FROM:
        return f"增长{half_up(change / 100)}倍"
    if not change:
        return "持平"
    return f"{'增长' if change > 0 else '下降'}{abs(change)}%"


def change_in_points(change: Decimal) -> str:
    """``提高1.2个百分点``, ``下降0.3个百分点``, ``持平``."""
    if not change:
        return "持平"
    return f"{'提高' if change > 0 else '下降'}{abs(change)}个百分点"


def stock_change(row: TableRow) -> str:
    """How a stock or rate stands against last month: ``较上月净增5人``, ``与上月持平``; empty without last month."""
    last = row.spoken.last
    if row.this_month is None or row.last_month is None:
        return ""
    if row.this_month == row.last_month:
        return f"与{last}持平"
    if row.measure.kind is MeasureKind.RATE:
        return f"较{last}{change_in_points(row.month_change or Decimal(0))}"
    difference = Decimal(row.this_month) - Decimal(row.last_month)
    return f"较{last}{'净增' if difference > 0 else '减少'}{amount(row.measure, abs(difference))}"


def stock(row: TableRow, day: date, *, named: str = "") -> str:
    """``截至11月30日，共有公益饮水点60个，较上月净增2个。``"""
    assert row.this_month is not None
    name = named or row.measure.name
    text = f"截至{day.month}月{day.day}日，共有{name}{amount(row.measure, row.this_month)}"
    return "，".join(part for part in (text, stock_change(row)) if part) + "。"


def flow(row: TableRow, verb: str) -> str:
    """``本月组织培训12场，环比增长20.0%；今年以来累计80场，同比增长5.3%。``; a month without any says 本月未….

    verb: with its object, so that the figure follows: ``组织培训``.
    """
    this, whole_year = row.spoken.this, row.spoken == YEARLY
    if not row.this_month:
        said = nothing(verb, this)
        return said + (f"，{_year(row)}。" if row.year_total and not whole_year else "。")
    told = f"{this}{verb}{amount(row.measure, row.this_month)}{_against_last_month(row)}"
    return f"{told}。" if whole_year else f"{told}；{_year(row)}。"


def nothing(verb: str, this: str = MONTHLY.this) -> str:
    """``本月未组织培训``: what did not happen is said in words, never as 0."""
    return f"{this}未{verb}"


def coverage(name: str, part: int, whole: int) -> str:
    """``实现社区全覆盖（7/7）`` only when it is so; else ``社区覆盖率达71.4%（5/7）``; whole: not 0."""
    if part == whole:
        return f"实现{name}全覆盖（{part}/{whole}）"
    return f"{name}覆盖率达{ratio(part, whole)}%（{part}/{whole}）"


def _against_last_month(row: TableRow) -> str:
    last, against = row.spoken.last, row.spoken.against
    if row.month_change is not None:
        flat = not row.month_change
        return f"，与{last}持平" if flat else f"，{against}{change_in_percent(row.month_change)}"
    return "" if row.last_month is None else f"，{last}无此项工作"


def _year(row: TableRow) -> str:
    """The year so far, and how it stands against last year; against the same month when last year's total is partial."""
    assert row.year_total is not None
    total = f"今年以来累计{amount(row.measure, row.year_total)}"
    if row.year_change is not None:
        return f"{total}，同比{change_in_percent(row.year_change)}"
    if row.partial and row.this_month and row.same_month_change is not None:
        same = change_in_percent(row.same_month_change)
        then = "上年同月" if row.spoken == MONTHLY else "上年同期"
        return f"{total}，{row.spoken.this}数{f'与{then}持平' if same == '持平' else f'较{then}{same}'}"
    return total if row.last_year_total is None or row.partial else f"{total}，上年同期无此项工作"
