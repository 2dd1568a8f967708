"""A month's figures beside those they are compared with: the lines of the statistics table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.desk import Desk
from app.measures.arithmetic import Value, percent_change, percent_text, point_change, points_text
from app.measures.catalogue import Measure, MeasureKind, catalogue, chosen_measures
from app.measures.counts import Counts, count, figure_from, scope_of, value_text
from app.measures.period import MONTHLY, Month, Reported, Spoken, month_holding
from db.queries.beginnings import first_day
from db.queries.counting import Window


@dataclass(frozen=True)
class RowTexts:
    """The cells of a line of the statistics table."""

    this_month: str
    last_month: str
    month_change: str
    year_total: str
    last_year_total: str
    year_change: str


@dataclass(frozen=True)
class TableRow:
    """A figure beside those it is compared with; None where there is nothing to compare with or to add up.

    month_change (环比) and year_change (同比) are percentages, of rates percentage points. The year change of a flow
    compares the totals of both years, that of a stock or rate compares with ``year_before``, the same month a year ago,
    which also gives ``same_month_change``. partial: the ledger begins after the first month of last year's total, so the
    two totals are not compared. parts: what this month's figure was made from, as in ``Figure``. remark: what the table says
    beside it, for example that last month's figure is corrected. spoken: how its period is spoken of.
    """

    measure: Measure
    this_month: Value | None
    last_month: Value | None
    month_change: Decimal | None
    year_total: Value | None
    last_year_total: Value | None
    year_change: Decimal | None
    year_before: Value | None
    same_month_change: Decimal | None
    partial: bool
    parts: tuple[int, ...] = ()
    remark: str = ""
    spoken: Spoken = MONTHLY

    @property
    def texts(self) -> RowTexts:
        """The cells as printed."""
        change = points_text if self.measure.kind is MeasureKind.RATE else percent_text
        return RowTexts(
            value_text(self.measure, self.this_month),
            value_text(self.measure, self.last_month),
            change(self.month_change),
            value_text(self.measure, self.year_total),
            value_text(self.measure, self.last_year_total),
            change(self.year_change),
        )


def row_of_table(desk: Desk, code: str, month: Reported, area_id: int | None = None) -> TableRow:
    """One figure with its comparisons. Raises KeyError for an unknown code."""
    return table(desk, month, [code], area_id)[0]


def table(
    desk: Desk, month: Reported, codes: Iterable[str] | None = None, area_id: int | None = None
) -> list[TableRow]:
    """Figures with their comparisons, in the given order; without codes the whole catalogue."""
    wanted = list(catalogue(desk).values()) if codes is None else chosen_measures(desk, codes)
    flows = [one for one in wanted if one.kind is MeasureKind.FLOW]
    with desk.reading() as session:
        scope = scope_of(desk, area_id)
        months = [one.window for one in (month, month.previous(), month.year_before())]
        counts = dict(count(session, wanted, months, scope))
        counts |= count(session, flows, [month.year_to_date, month.year_before().year_to_date], scope)
        begun = first_day(session)
    reader = _Reader(counts, None if begun is None else month_holding(begun, month.start_day))
    return [reader.row(one, month) for one in wanted]


class _Reader:
    """Reads figures out of counts; what lies before the ledger's first month is missing, not nought."""

    def __init__(self, counts: Counts, begun: Month | None) -> None:
        self._counts = counts
        self._begun = begun

    def row(self, measure: Measure, month: Reported) -> TableRow:
        flow = measure.kind is MeasureKind.FLOW
        year_ago = month.year_before()
        figure = figure_from(measure, self._counts, month.window)
        now = figure.value
        before, then = self._value(measure, month.previous().window), self._value(measure, year_ago.window)
        total = self._value(measure, month.year_to_date) if flow else None
        last_total = self._value(measure, year_ago.year_to_date) if flow else None
        partial = flow and last_total is not None and self._begins_after(year_ago.year_to_date)
        change = point_change if measure.kind is MeasureKind.RATE else percent_change
        same_month = change(now, then)
        year_change = (None if partial else percent_change(total, last_total)) if flow else same_month
        return TableRow(
            measure,
            now,
            before,
            change(now, before),
            total,
            last_total,
            year_change,
            then,
            same_month,
            partial,
            figure.parts,
            spoken=month.spoken,
        )

    def _value(self, measure: Measure, window: Window) -> Value | None:
        if self._begun is None or window.last < self._begun.first:
            return None
        return figure_from(measure, self._counts, window).value

    def _begins_after(self, window: Window) -> bool:
        return self._begun is not None and self._begun.first > window.first
