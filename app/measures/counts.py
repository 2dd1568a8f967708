"""From counted rows to a figure: which areas count, and how parts become a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session

from app.desk import Desk, areas_below
from app.measures.arithmetic import NOTHING, Value, half_up, ratio
from app.measures.measure import Measure, MeasureKind
from db.queries.counting import Counted, Scope, Window, tally

Counts = Mapping[tuple[Counted, Window], int]


@dataclass(frozen=True)
class Figure:
    """A figure. value: int for counts, Decimal with one decimal for hours and rates, None for a rate of nothing.

    parts: the counts it was made from, in stored units: what was added up, or a rate's part and whole.
    """

    code: str
    value: Value | None
    parts: tuple[int, ...]


def scope_of(desk: Desk, area_id: int | None = None) -> Scope:
    """The areas that count: those the clerk sees, and of those an area and all below it."""
    chosen = None if area_id is None else areas_below(area_id)
    return tuple(areas for areas in (desk.visible_areas(), chosen) if areas is not None)


def count(session: Session, measures: Sequence[Measure], windows: Sequence[Window], scope: Scope) -> Counts:
    """Everything the figures need in the windows, in one statement for each kind of row."""
    return tally(session, [part for one in measures for part in one.counted], windows, scope)


def figure_from(measure: Measure, counts: Counts, window: Window) -> Figure:
    """The figure of a window from what was counted."""
    parts = tuple(counts[part, window] for part in measure.parts)
    total = sum(parts)
    if measure.kind is MeasureKind.RATE:
        whole = sum(counts[part, window] for part in measure.base)
        return Figure(measure.code, ratio(total, whole), (total, whole))
    value: Value = total if measure.per == 1 else half_up(Decimal(total) / measure.per)
    return Figure(measure.code, value, parts)


def value_text(measure: Measure, value: Value | None) -> str:
    """A value as tables print it: ``12``, ``36.5``, ``83.3%``; a dash for none."""
    if value is None:
        return NOTHING
    return f"{value}%" if measure.kind is MeasureKind.RATE else f"{value}"
