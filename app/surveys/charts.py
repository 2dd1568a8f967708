"""A chart described without any toolkit: what it shows, how it is read aloud, and what opens behind each mark."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from typing import Any

Number = int | Decimal


class Shape(enum.StrEnum):
    """How values are drawn: BARS lie and carry long labels; COLUMNS, LINE and STACKED run over time."""

    BARS = "bars"
    COLUMNS = "columns"
    LINE = "line"
    STACKED = "stacked"


@dataclass(frozen=True)
class Point:
    """One place of a chart. values: one per series, None where nothing is known. opens: what a click on it opens.

    group: what the label shares with its neighbours (the year of a month); it is written once. note: stands after the
    value, for example how much it has changed.
    """

    label: str
    values: tuple[Number | None, ...]
    opens: Any = None
    group: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The label with its group, as it is said when it stands alone."""
        return f"{self.group}{self.label}"


@dataclass(frozen=True)
class Chart:
    """A chart. series: a name per value of each point; a single series may be nameless. unit: of all values."""

    title: str
    unit: str
    shape: Shape
    points: tuple[Point, ...]
    series: tuple[str, ...] = ("",)

    @property
    def highest(self) -> Number:
        """The longest mark's value; 0 for a chart without values."""
        if self.shape is Shape.STACKED:
            return max((total(point) for point in self.points), default=0)
        return max((value for point in self.points for value in point.values if value is not None), default=0)

    @property
    def empty(self) -> bool:
        """True when there is nothing but zeros to see."""
        return self.highest == 0


def total(point: Point) -> Number:
    """The sum of a point's values."""
    return sum((value for value in point.values if value is not None), start=0)


def ticks(highest: Number, most: int = 5) -> list[int]:
    """Round values for the axis from 0 up to at least ``highest``; whole numbers, since the office counts whole things."""
    if highest <= 0:
        return [0, 1]
    rough = float(highest) / (most - 1)
    power = 10 ** max(0, floor(log10(rough))) if rough >= 1 else 1
    step = next(int(power * nice) for nice in (1, 2, 5, 10) if power * nice >= rough)
    return [step * number for number in range(ceil(highest / step) + 1)]


def number_text(value: Number | None) -> str:
    """A value as it stands beside its mark."""
    if value is None:
        return "—"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def in_words(chart: Chart) -> str:
    """The whole chart as a sentence, for those who listen to the screen and for tests."""
    if not chart.points:
        return f"{chart.title}：没有数据。"
    parts = [f"{point.name}{_values_in_words(chart, point)}" for point in chart.points]
    return f"{chart.title}（{chart.unit}）：{'，'.join(parts)}。"


def point_in_words(chart: Chart, place: int) -> str:
    """One point as a sentence: ``2024年11月：1200人``."""
    point = chart.points[place]
    named = [
        f"{name}{number_text(value)}{chart.unit}"
        for name, value in zip(chart.series, point.values, strict=True)
    ]
    return f"{point.name}：{'，'.join(named)}" + (f"（较上月{point.note}）" if point.note else "")


def _values_in_words(chart: Chart, point: Point) -> str:
    if len(chart.series) == 1:
        return number_text(point.values[0])
    pairs = zip(chart.series, point.values, strict=True)
    return "（" + "、".join(f"{name}{number_text(value)}" for name, value in pairs) + "）"
