"""五个一: what the ledger holds for each of the five measures for riders on a day; what no register holds is said so (R08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.desk import Desk
from app.measures.catalogue import find_measure
from app.measures.counts import value_text
from app.measures.figures import figures
from app.measures.period import Day, Month, Period

_STOPS, _PACK, _MEAL, _MAP, _PLEDGE = (
    "一个骑手驿站",
    "一份温暖礼包",
    "一餐团圆饭",
    "一张服务地图",
    "一份微笑倡议",
)
_NOT_KEPT = "台账里还没有登记"


@dataclass(frozen=True)
class Held:
    """A line: which of the five, what is counted, its text with the unit, and what opens its rows.

    code: of the figure; empty where no register holds it, and then ``text`` says so. of: the days the figure is of.
    """

    one: str
    what: str
    text: str
    code: str = ""
    of: Period | None = None
    definition: str = ""


# Which figure is told of which of the five: of the day, or of its month.
_ON_THE_DAY = (
    (_STOPS, "F01"),
    (_STOPS, "F22"),
    (_STOPS, "F02"),
    (_STOPS, "F08"),
    (_STOPS, "W06"),
    (_MEAL, "F03"),
    (_MEAL, "F17"),
    (_MAP, "F24"),
)
_IN_THE_MONTH = ((_MEAL, "F21"),)
_MISSING = (
    (_PACK, "礼包发放", f"{_NOT_KEPT}：没有物资和领取签收的台账"),
    (_MEAL, "团圆饭场次和人数", f"{_NOT_KEPT}：没有活动台账，上面是优惠食堂和供餐"),
    (_PLEDGE, "倡议书和签名", f"{_NOT_KEPT}：没有倡议签名的台账"),
)
_ORDER = (_STOPS, _PACK, _MEAL, _MAP, _PLEDGE)


def five_ones(desk: Desk, on: date) -> Sequence[Held]:
    """The lines of the page, in the order of the five; figures keep to what the clerk sees."""
    found = _held(desk, _ON_THE_DAY, Day(on)) + _held(desk, _IN_THE_MONTH, Month(on.year, on.month))
    found += [Held(one, what, text) for one, what, text in _MISSING]
    return sorted(found, key=lambda line: (_ORDER.index(line.one), not line.code))


def _held(desk: Desk, wanted: Sequence[tuple[str, str]], of: Period) -> list[Held]:
    values = figures(desk, [code for _, code in wanted], of)
    lines = []
    for one, code in wanted:
        measure = find_measure(code)
        name = f"{measure.name}（本月）" if isinstance(of, Month) else measure.name
        text = f"{value_text(measure, values[code].value)}{measure.unit}"
        lines.append(Held(one, name, text, code, of, measure.definition))
    return lines
