"""Checks that a month's figures agree with each other; each failing one is a sentence."""

from __future__ import annotations

from app.desk import Desk
from app.measures.catalogue import REPORTED, Measure, MeasureKind, parts_of
from app.measures.counts import Counts, count, figure_from, scope_of, value_text
from app.measures.period import Reported
from db.queries.counting import Window

_CATEGORIES = ("P02", "P03", "P04", "P05", "P05a")


def checks(desk: Desk, month: Reported, area_id: int | None = None) -> list[str]:
    """What does not add up in a month: stock = stock before + came − went, parts ≤ whole, sums, year = year before + month.

    Empty when everything agrees.
    """
    before = month.previous()
    windows = [month.window, before.window, month.year_to_date, before.year_to_date]
    with desk.reading() as session:
        counts = count(session, REPORTED, windows, scope_of(desk, area_id))
    look = _Look(counts, month)
    found = [look.balance(), look.categories(), *map(look.parts, REPORTED), *map(look.year, REPORTED)]
    return [sentence for sentence in found if sentence]


class _Look:
    """Looks at the counts of one month."""

    def __init__(self, counts: Counts, month: Reported) -> None:
        self._counts = counts
        self._month = month
        self._by_code = {measure.code: measure for measure in REPORTED}

    def balance(self) -> str:
        now, before = self._raw("P01", self._month.window), self._raw("P01", self._month.previous().window)
        came, went = self._raw("P10", self._month.window), self._raw("P11", self._month.window)
        if now == before + came - went:
            return ""
        return f"{self._month.label}在册{now}人，不等于{self._month.spoken.last}{before}人加新增{came}人减注销{went}人，请核对在册记录。"

    def categories(self) -> str:
        total, parts = (
            self._raw("P01", self._month.window),
            sum(self._raw(one, self._month.window) for one in _CATEGORIES),
        )
        if total == parts:
            return ""
        return f"{self._month.label}各类人员合计{parts}人，不等于在册{total}人，请核对从业经历有无重叠。"

    def parts(self, measure: Measure) -> str:
        whole = self._raw(measure.code, self._month.window)
        parts = [one for one in parts_of(measure.code) if one.code in self._by_code]
        large = [one for one in parts if self._raw(one.code, self._month.window) > whole]
        if not large:
            return ""
        names = "、".join(f"“{one.name}”" for one in large)
        return f"{self._month.label}{names}大于“{measure.name}”，请核对。"

    def year(self, measure: Measure) -> str:
        """The year's total is last month's total and this month's figure; January starts anew."""
        if measure.kind is not MeasureKind.FLOW or not measure.adds_up:
            return ""
        before = self._month.previous()
        carried = 0 if self._month.opens_year else self._raw(measure.code, before.year_to_date)
        total, here = (
            self._raw(measure.code, self._month.year_to_date),
            self._raw(measure.code, self._month.window),
        )
        if total == carried + here:
            return ""
        shown = value_text(measure, figure_from(measure, self._counts, self._month.year_to_date).value)
        return f"“{measure.name}”本年累计{shown}{measure.unit}，不等于截至{self._month.spoken.last}的累计与{self._month.spoken.this}之和，请核对。"

    def _raw(self, code: str, window: Window) -> int:
        return sum(self._counts[part, window] for part in self._by_code[code].parts)
