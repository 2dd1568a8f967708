"""更正: what was reported of the period before and is another figure now is said in the next return, never changed silently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.desk import Desk
from app.measures.arithmetic import Value, percent_change, point_change
from app.measures.counts import value_text
from app.measures.measure import MeasureKind, Section
from app.measures.narrative import Passage, Sentence
from app.measures.period import Reported
from app.measures.table import TableRow, table
from app.returns.sealed import sealed_of

_MOST_NAMED = 8  # figures in the sentence; the table says the rest


@dataclass(frozen=True)
class Correction:
    """A figure of the period before: reported when it was sealed, and as it is now. of_year: only the year's total moved."""

    row: TableRow
    reported: Value | None
    now: Value | None
    of_year: bool = False

    @property
    def words(self) -> str:
        """``新增登记12人更正为13人``."""
        measure = self.row.measure
        total = "本年累计" if self.of_year else ""
        rate = measure.kind is MeasureKind.RATE
        unit = "" if rate else measure.unit
        before, now = value_text(measure, self.reported), value_text(measure, self.now)
        return f"{measure.name}{total}{before}{unit}更正为{now}{unit}"

    @property
    def remark(self) -> str:
        """What stands beside the figure in the next table."""
        now = value_text(self.row.measure, self.now)
        if not self.of_year:
            return f"上期更正为{now}"
        change = Decimal(self.now or 0) - Decimal(self.reported or 0)
        return f"累计含更正{'+' if change > 0 else ''}{change}"


def corrections(desk: Desk, period: Reported) -> dict[str, Correction]:
    """By code, what differs from the return sealed for the period before; empty when that one is open."""
    before = period.previous()
    sealed = sealed_of(desk, before)
    if sealed is None:
        return {}
    now = {row.measure.code: row for row in table(desk, before)}
    same_year = before.year == period.year
    found = {}
    for row in sealed.rows:
        live = now.get(row.measure.code)
        if live is None or row.measure.section is Section.CHECKS:
            continue
        if row.this_month != live.this_month:
            found[row.measure.code] = Correction(row, row.this_month, live.this_month)
        elif same_year and row.year_total != live.year_total:
            found[row.measure.code] = Correction(row, row.year_total, live.year_total, of_year=True)
    return found


def corrected(rows: Sequence[TableRow], found: Mapping[str, Correction]) -> list[TableRow]:
    """The lines of the next table: last period as it was reported, and the correction beside it."""
    return [_corrected(row, found.get(row.measure.code)) for row in rows]


def _corrected(row: TableRow, one: Correction | None) -> TableRow:
    if one is None:
        return row
    if one.of_year:
        return replace(row, remark=one.remark)
    change = point_change if row.measure.kind is MeasureKind.RATE else percent_change
    return replace(
        row,
        last_month=one.reported,
        month_change=change(row.this_month, one.reported),
        remark=one.remark,
    )


def passage(before: Reported, found: Mapping[str, Correction]) -> Passage | None:
    """The paragraph that says it; None when there is nothing to correct."""
    if not found:
        return None
    some = list(found.values())[:_MOST_NAMED]
    said = "；".join(one.words for one in some)
    more = f"；共{len(found)}项，其余见统计表备注" if len(found) > len(some) else ""
    codes = tuple(one.row.measure.code for one in some)
    return Passage((Sentence(f"更正说明：经核对台账，{before.label}报送的{said}{more}。", codes),))
