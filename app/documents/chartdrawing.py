"""Drawing charts on paper in black and grey: series differ by hatching, by markers and by broken lines, never by colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from app.documents.blocks import Align, Role
from app.documents.chartblock import BAR_ROW_PT, ChartFigure
from app.documents.faces import text_width
from app.documents.sheet import Area, Rule
from app.surveys.charts import Chart, Point, Shape, number_text, ticks, total

if TYPE_CHECKING:
    from app.documents.shapes import Ink, PointMm
    from app.documents.sheet import Sheet

TEXT_PT, SMALL_PT, CAPTION_TEXT_PT = 9.0, 7.5, 10.5
_GAP = 4.0
_FAINT: Ink = (0.8, 0.8, 0.8)
_BLACK: Ink = (0.0, 0.0, 0.0)
_HATCH = 3.2  # points between two lines of a hatching
_WIDEST_COLUMN = 22.0
_MOST_ROOM = 0.38  # of the width, for the labels of lying bars
# Grey inside and the lines over it: falling, rising, lying.
_PATTERNS = ((0.45, ""), (1.0, "/"), (0.85, ""), (1.0, "/\\"), (1.0, "-"), (0.7, "\\"))
_DASHES = ((), (5.0, 2.5), (1.5, 2.0))


@dataclass(frozen=True)
class Box:
    """A rectangle of the page in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def draw_chart(sheet: Sheet, figure: ChartFigure, top: float) -> float:
    """Draw a chart over the width of the type area from ``top`` on; returns the height under its caption."""
    left, right = sheet.left, sheet.left + sheet.area_width
    box = Box(left, top, right, top + figure.plot_height)
    if figure.chart.empty:
        middle = (box.top + box.bottom) / 2
        sheet.text("这段时间没有数据", (left + right) / 2, middle, Role.SONG, TEXT_PT, Align.CENTER)
    else:
        _DRAWERS[figure.chart.shape](sheet, box, figure.chart)
    if figure.captioned:
        sheet.text(
            figure.caption, (left + right) / 2, box.bottom + 6, Role.HEI, CAPTION_TEXT_PT, Align.CENTER
        )
    return top + figure.height


def _bars(sheet: Sheet, box: Box, chart: Chart) -> None:
    """Lying bars: label, bar, value with what has changed."""
    widest = max(text_width(Role.SONG, one.label) * TEXT_PT for one in chart.points)
    start = box.left + min(widest, box.width * _MOST_ROOM) + 2 * _GAP
    said = [" ".join(filter(None, (number_text(one.values[0]), one.note))) for one in chart.points]
    room = box.right - start - max(text_width(Role.SONG, text) for text in said) * TEXT_PT - 2 * _GAP
    for place, (point, text) in enumerate(zip(chart.points, said, strict=True)):
        top = box.top + place * BAR_ROW_PT
        line = top + (BAR_ROW_PT - TEXT_PT) / 2
        sheet.text(point.label, start - _GAP, line, Role.SONG, TEXT_PT, Align.RIGHT)
        length = room * float(point.values[0] or 0) / float(chart.highest)
        if length > 0:
            _fill(sheet, Box(start, top + 3, start + max(length, 0.8), top + BAR_ROW_PT - 3), 0)
        sheet.text(text, start + length + _GAP, line, Role.SONG, TEXT_PT)
    sheet.rules.append(Rule(start, box.top, start, box.top + BAR_ROW_PT * len(chart.points), 0.7))


def _columns(sheet: Sheet, box: Box, chart: Chart) -> None:
    """Standing columns, several series on top of each other; the sum stands over them."""
    plot, highest = _axes(sheet, box, chart)
    slot = plot.width / len(chart.points)
    width = min(slot * 0.6, _WIDEST_COLUMN)
    for place, point in enumerate(chart.points):
        middle, foot = plot.left + slot * (place + 0.5), plot.bottom
        for series, value in enumerate(point.values):
            height = plot.height * float(value or 0) / highest
            if height > 0:
                _fill(sheet, Box(middle - width / 2, foot - height, middle + width / 2, foot), series)
            foot -= height
        _over(sheet, number_text(total(point)) if _known(point) else "—", middle, foot)


def _line(sheet: Sheet, box: Box, chart: Chart) -> None:
    """Lines from point to point; a single line bears all its values, several bear their last."""
    plot, highest = _axes(sheet, box, chart)
    slot = plot.width / len(chart.points)
    ends: list[tuple[float, float]] = []  # of lines that end on each other one value is written
    for series in range(len(chart.series)):
        spots = [
            (plot.left + slot * (place + 0.5), plot.bottom - plot.height * float(value) / highest, value)
            for place, point in enumerate(chart.points)
            if (value := point.values[series]) is not None
        ]
        for (x1, y1, _), (x2, y2, _) in pairwise(spots):
            for part in _broken((x1, y1), (x2, y2), _DASHES[series % len(_DASHES)]):
                sheet.areas.append(Area((part,), 1.1, _BLACK, None, False))
        for x, y, value in spots if len(chart.series) == 1 else spots[-1:]:
            if all(abs(y - other) > SMALL_PT or x != at for at, other in ends):
                _over(sheet, number_text(value), x, y - 2)
                ends.append((x, y))
        for x, y, _ in spots:
            _marker(sheet, x, y, series)


def _axes(sheet: Sheet, box: Box, chart: Chart) -> tuple[Box, float]:
    """Faint lines with their values, labels below, legend above; the plot, and the value at its top."""
    values = ticks(chart.highest, most=4)
    left = box.left + max(text_width(Role.SONG, str(value)) for value in values) * SMALL_PT + 2 * _GAP
    grouped = any(point.group for point in chart.points)
    foot = SMALL_PT * (2.6 if grouped else 1.3) + _GAP
    head = 2 * SMALL_PT + _GAP if len(chart.series) > 1 else SMALL_PT + _GAP
    plot = Box(left, box.top + head, box.right - _GAP, box.bottom - foot)
    for value in values:
        y = plot.bottom - plot.height * value / values[-1]
        weight, ink = (0.4, _FAINT) if value else (0.7, _BLACK)
        sheet.areas.append(Area((((plot.left, y), (plot.right, y)),), weight, ink, None, False))
        sheet.text(str(value), plot.left - _GAP, y - SMALL_PT / 2, Role.SONG, SMALL_PT, Align.RIGHT)
    _label(sheet, plot, chart)
    _legend(sheet, Box(plot.left, box.top, plot.right, plot.top), chart)
    return plot, float(values[-1])


def _label(sheet: Sheet, plot: Box, chart: Chart) -> None:
    slot, group = plot.width / len(chart.points), ""
    for place, point in enumerate(chart.points):
        middle = plot.left + slot * (place + 0.5)
        sheet.text(point.label, middle, plot.bottom + _GAP, Role.SONG, SMALL_PT, Align.CENTER)
        if point.group and point.group != group:
            group = point.group
            sheet.text(group, middle, plot.bottom + _GAP + SMALL_PT * 1.3, Role.SONG, SMALL_PT, Align.CENTER)


def _legend(sheet: Sheet, box: Box, chart: Chart) -> None:
    if len(chart.series) < 2:
        return
    x = box.left
    for series, name in enumerate(chart.series):
        if chart.shape is Shape.LINE:
            for part in _broken((x, box.top + 4), (x + 18, box.top + 4), _DASHES[series % len(_DASHES)]):
                sheet.areas.append(Area((part,), 1.1, _BLACK, None, False))
            _marker(sheet, x + 9, box.top + 4, series)
        else:
            _fill(sheet, Box(x, box.top, x + 18, box.top + 8), series)
        sheet.text(name, x + 22, box.top - 0.5, Role.SONG, TEXT_PT)
        x += 22 + text_width(Role.SONG, name) * TEXT_PT + 4 * _GAP


def _over(sheet: Sheet, text: str, x: float, y: float) -> None:
    sheet.text(text, x, y - SMALL_PT - 2.5, Role.SONG, SMALL_PT, Align.CENTER)


def _known(point: Point) -> bool:
    return any(value is not None for value in point.values)


def _fill(sheet: Sheet, box: Box, series: int) -> None:
    """A bar in the pattern of its series."""
    grey, lines = _PATTERNS[series % len(_PATTERNS)]
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
    sheet.areas.append(Area((corners,), 0.5, _BLACK, (grey, grey, grey), True))
    hatched = tuple(line for kind in lines for line in _hatching(box, kind))
    if hatched:
        sheet.areas.append(Area(hatched, 0.4, _BLACK, None, False))


def _hatching(box: Box, kind: str) -> Iterator[tuple[PointMm, ...]]:
    """Lines over a box: ``/`` rising, ``\\`` falling, ``-`` lying."""
    if kind == "-":
        y = box.top + _HATCH
        while y < box.bottom:
            yield (box.left, y), (box.right, y)
            y += _HATCH
        return
    step = _HATCH * 2**0.5
    offset = step
    while offset < box.width + box.height:
        # From the lower left corner along the bottom, then up the right side; mirrored for the other kind.
        x1, y1 = min(offset, box.width), max(0.0, offset - box.width)
        x2, y2 = max(0.0, offset - box.height), min(offset, box.height)
        if kind == "/":
            yield (box.left + x2, box.top + box.height - y2), (box.left + x1, box.top + box.height - y1)
        else:
            yield (box.left + x2, box.top + y2), (box.left + x1, box.top + y1)
        offset += step


def _broken(start: PointMm, end: PointMm, dashes: tuple[float, ...]) -> Iterator[tuple[PointMm, PointMm]]:
    """A line as the strokes that are drawn of it."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    if not dashes or not length:
        yield start, end
        return
    stroke, gap = dashes
    at = 0.0
    while at < length:
        ends = (at / length, min(at + stroke, length) / length)
        first, last = (tuple(a + (b - a) * part for a, b in zip(start, end, strict=True)) for part in ends)
        yield (first[0], first[1]), (last[0], last[1])
        at += stroke + gap


def _marker(sheet: Sheet, x: float, y: float, series: int) -> None:
    """A disc, a hollow square, a hollow triangle, a full diamond."""
    size = 2.3
    white: Ink = (1.0, 1.0, 1.0)
    match series % 4:
        case 0:
            sheet.areas.append(Area((((x, y),),), 0.5, _BLACK, _BLACK, True, size * 0.8))
            return
        case 1:
            corners = ((x - size, y - size), (x + size, y - size), (x + size, y + size), (x - size, y + size))
        case 2:
            corners = (
                (x, y - size * 1.2),
                (x + size * 1.2, y + size),
                (x - size * 1.2, y + size),
                (x, y - size * 1.2),
            )
        case _:
            corners = ((x, y - size * 1.3), (x + size * 1.3, y), (x, y + size * 1.3), (x - size * 1.3, y))
    fill = _BLACK if series % 4 == 3 else white
    sheet.areas.append(Area((corners,), 0.8, _BLACK, fill, True))


_DRAWERS: dict[Shape, Callable[[Sheet, Box, Chart], None]] = {
    Shape.BARS: _bars,
    Shape.COLUMNS: _columns,
    Shape.STACKED: _columns,
    Shape.LINE: _line,
}
