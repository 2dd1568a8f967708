"""The charts that go to paper behind a summary: those of the first page of the program, as they stood in the period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.desk import Desk
from app.measures.measure import Section
from app.measures.period import Reported, month_holding
from app.surveys.charts import Chart, Number, Point, Shape
from app.surveys.overview import section_charts


def paper_charts(desk: Desk, period: Reported) -> tuple[Chart, ...]:
    """The charts of a period's last month: those of the people, and the first of each other part of the office's work.

    What a click would open is left out, and so are charts without values.
    """
    found = section_charts(desk, month_holding(period.last, period.start_day))
    chosen = [
        chart
        for section, charts in found.items()
        for chart in (charts if section is Section.BASE else charts[:1])
    ]
    return tuple(
        replace(chart, points=tuple(replace(point, opens=None) for point in chart.points))
        for chart in chosen
        if not chart.empty
    )


def charts_kept(charts: Iterable[Chart]) -> list[dict[str, Any]]:
    """Charts as plain values, for a seal."""
    return [
        {
            "title": one.title, "unit": one.unit, "shape": one.shape.value, "series": list(one.series),
            "points": [
                [point.label, [_kept(value) for value in point.values], point.group, point.note] for point in one.points
            ],
        }
        for one in charts
    ]  # fmt: skip


def charts_again(kept: Sequence[Mapping[str, Any]]) -> tuple[Chart, ...]:
    """Kept charts again."""
    return tuple(
        Chart(
            one["title"],
            one["unit"],
            Shape(one["shape"]),
            tuple(
                Point(label, tuple(map(_again, values)), group=group, note=note)
                for label, values, group, note in one["points"]
            ),
            tuple(one["series"]),
        )
        for one in kept
    )


def _kept(value: Number | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _again(kept: int | str | None) -> Number | None:
    return Decimal(kept) if isinstance(kept, str) else kept
