"""A chart as a block of a document: the same description that the screen draws, with its caption."""

from __future__ import annotations

from dataclasses import dataclass

from app.surveys.charts import Chart, Shape, number_text

BAR_ROW_PT = 15.0
PLOT_PT = 118.0
CAPTION_PT = 22.0


@dataclass(frozen=True)
class ChartFigure:
    """A chart across the type area and its caption under it: ``图1　各社区在册人数（人）``. number 0: no number.

    captioned: False for the chart alone.
    """

    chart: Chart
    number: int = 0
    captioned: bool = True

    @property
    def caption(self) -> str:
        """What stands under the chart."""
        name = f"{self.chart.title}（{self.chart.unit}）" if self.chart.unit else self.chart.title
        return f"图{self.number}　{name}" if self.number else name

    @property
    def height(self) -> float:
        """Height with the caption, in points."""
        return self.plot_height + (CAPTION_PT if self.captioned else 0.0)

    @property
    def plot_height(self) -> float:
        """Height of the chart alone; lying bars take a line each."""
        bars = self.chart.shape is Shape.BARS
        return BAR_ROW_PT * len(self.chart.points) + 6 if bars else PLOT_PT

    def texts(self) -> tuple[str, ...]:
        """Every text of the chart, for the glyph check."""
        points = self.chart.points
        values = (number_text(value) for point in points for value in point.values)
        labels = (text for point in points for text in (point.label, point.group, point.note))
        return (self.caption, *self.chart.series, *labels, *values)
