"""五个一: what the ledger holds for each of the five measures for riders on a day, in its month and in its year (R08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.desk import Desk
from app.measures.catalogue import find_measure
from app.measures.counts import value_text
from app.measures.figures import figures
from app.measures.period import Day, Month, Period, Year

_STOPS, _PACK, _MEAL, _MAP, _PLEDGE = (
    "一个骑手驿站",
    "一份温暖礼包",
    "一餐团圆饭",
    "一张服务地图",
    "一份微笑倡议",
)


@dataclass(frozen=True)
class Held:
    """A line: which of the five, what is counted, its text with the unit, and what opens its rows.

    code: of the figure. of: the days the figure is of.
    """

    one: str
    what: str
    text: str
    code: str
    of: Period
    definition: str


# Which figure is told of which of the five: of the day, of its month, or of its year.
_ON_THE_DAY = (
    (_STOPS, "F01"),
    (_STOPS, "F22"),
    (_STOPS, "F02"),
    (_STOPS, "F08"),
    (_STOPS, "W06"),
    (_MEAL, "F03"),
    (_MEAL, "F17"),
    (_MAP, "F24"),
    (_PACK, "A17"),
)
_IN_THE_MONTH = ((_MEAL, "F21"),)
_IN_THE_YEAR = (
    (_PACK, "A15a"),
    (_PACK, "A16a"),
    (_MEAL, "A07d"),
    (_MEAL, "A12"),
    (_MAP, "A15f"),
    (_PLEDGE, "A22"),
)
_ORDER = (_STOPS, _PACK, _MEAL, _MAP, _PLEDGE)


def five_ones(desk: Desk, on: date) -> Sequence[Held]:
    """The lines of the page, in the order of the five; figures keep to what the clerk sees."""
    found = _held(desk, _ON_THE_DAY, Day(on), "")
    found += _held(desk, _IN_THE_MONTH, Month(on.year, on.month), "（本月）")
    found += _held(desk, _IN_THE_YEAR, Year(on.year), "（本年）")
    return sorted(found, key=lambda line: _ORDER.index(line.one))


def _held(desk: Desk, wanted: Sequence[tuple[str, str]], of: Period, when: str) -> list[Held]:
    values = figures(desk, [code for _, code in wanted], of)
    lines = []
    for one, code in wanted:
        measure = find_measure(code)
        text = f"{value_text(measure, values[code].value)}{measure.unit}"
        lines.append(Held(one, f"{measure.name}{when}", text, code, of, measure.definition))
    return lines
