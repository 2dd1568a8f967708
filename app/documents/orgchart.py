"""An organization chart on paper: boxes and lines scaled to one page each, A4 where it stays readable, else A3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedRule,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
)
from app.documents.faces import text_width
from app.documents.setting import wrap
from app.documents.units import MM

EDGE_MM, TOP_MM, FOOT_MM = 15.0, 34.0, 18.0
A4 = Page(297.0, 210.0, EDGE_MM, 0.0, EDGE_MM, 0.0, numbering=Numbering.NONE)
A3 = Page(420.0, 297.0, EDGE_MM, 0.0, EDGE_MM, 0.0, numbering=Numbering.NONE)
TITLE_PT, SMALL_PT = 18.0, 9.0
NAME, SECOND = 13.0, 11.0  # type sizes in the chart's own units
LARGEST, READABLE = 0.95, 7.0  # points for a unit at most; points of a name at least on A4
LEADING = 1.3
PADDING = 5.0


@dataclass(frozen=True)
class ChartBox:
    """A box: its upper left corner, its name, the line below, a word in its corner; double: a frame of two lines."""

    x: float
    y: float
    name: str
    second: str = ""
    mark: str = ""
    double: bool = False


@dataclass(frozen=True)
class Chart:
    """One page: boxes of one size and lines in the chart's own units. below: what stands under it."""

    title: str
    boxes: tuple[ChartBox, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    width: float
    height: float
    box_width: float
    box_height: float
    above: tuple[str, str] = ("", "")
    below: str = ""


def chart_document(charts: Sequence[Chart]) -> Document:
    """The charts, one on a page. Raises ValueError for none."""
    if not charts:
        raise ValueError("a chart document holds at least one chart")
    first = paper_for(charts[0])
    blocks: list[Block] = []
    for chart in charts:
        page = paper_for(chart)
        if blocks:
            blocks.append(PageBreak(page))
        blocks += _page(chart, page)
    return Document(DocumentKind.LEDGER, charts[0].title, tuple(blocks), page=first)


def paper_for(chart: Chart) -> Page:
    """A4 while the names stay readable on it, else A3."""
    return A4 if _scale(chart, A4) * NAME >= READABLE else A3


def name_size(chart: Chart) -> float:
    """The size of the names in points, on the paper taken."""
    return _scale(chart, paper_for(chart)) * NAME


def _scale(chart: Chart, page: Page) -> float:
    """Points for one unit of the chart."""
    across = (page.width_mm - 2 * EDGE_MM) * MM / chart.width
    down = (page.height_mm - TOP_MM - FOOT_MM) * MM / chart.height
    return min(across, down, LARGEST)


def _page(chart: Chart, page: Page) -> list[Block]:
    unit = _scale(chart, page) / MM
    left = (page.width_mm - chart.width * unit) / 2
    middle, right = page.width_mm / 2, page.width_mm - EDGE_MM
    blocks: list[Block] = [
        FixedText(middle, 12.0, chart.title, Role.TITLE, TITLE_PT, Align.CENTER),
        FixedText(EDGE_MM, 24.0, chart.above[0], Role.SONG, SMALL_PT),
        FixedText(right, 24.0, chart.above[1], Role.SONG, SMALL_PT, Align.RIGHT),
        FixedText(EDGE_MM, page.height_mm - FOOT_MM + 2, chart.below, Role.SONG, SMALL_PT),
    ]
    blocks = [block for block in blocks if not isinstance(block, FixedText) or block.text]
    for x1, y1, x2, y2 in chart.lines:
        blocks.append(
            FixedRule(left + x1 * unit, TOP_MM + y1 * unit, left + x2 * unit, TOP_MM + y2 * unit, 0.6)
        )
    for box in chart.boxes:
        moved = replace(box, x=left + box.x * unit, y=TOP_MM + box.y * unit)
        blocks += _box(moved, chart.box_width * unit, chart.box_height * unit, unit)
    return blocks


def _box(box: ChartBox, width: float, height: float, unit: float) -> list[Block]:
    """A box whose corner, width and height are in mm; unit: mm for a unit of the chart."""
    blocks: list[Block] = []
    for inset in (0.0, 2.0 * unit) if box.double else (0.0,):
        x1, y1, x2, y2 = box.x + inset, box.y + inset, box.x + width - inset, box.y + height - inset
        blocks += [
            FixedRule(x1, y1, x2, y1, 0.7),
            FixedRule(x1, y2, x2, y2, 0.7),
            FixedRule(x1, y1, x1, y2, 0.7),
            FixedRule(x2, y1, x2, y2, 0.7),
        ]
    room = (width - 2 * PADDING * unit) * MM
    second_pt = SECOND * unit * MM
    seconds = wrap(box.second, Role.SONG, second_pt, room)[:2] if box.second else ()
    name_pt, names = _fitted(f"{box.name}（{box.mark}）" if box.mark else box.name, NAME * unit * MM, room,
                             2 if len(seconds) < 2 else 1)  # fmt: skip
    total = (len(names) * name_pt + len(seconds) * second_pt) * LEADING / MM
    y = box.y + (height - total) / 2
    for texts, role, pt in ((names, Role.HEI, name_pt), (seconds, Role.SONG, second_pt)):
        for text in texts:
            where = f"组织“{box.name}”"
            blocks.append(FixedText(box.x + width / 2, y, text, role, pt, Align.CENTER, where=where))
            y += pt * LEADING / MM
    return blocks


def _fitted(text: str, pt: float, room: float, most: int) -> tuple[float, tuple[str, ...]]:
    """The name in so many lines at most, set smaller until it fits; two lines are about as long as each other."""
    while len(lines := wrap(text, Role.HEI, pt, room)) > most and pt > 4.0:
        pt *= 0.92
    if len(lines) == 2:
        even = text_width(Role.HEI, text) * pt / 2
        narrow = (wrap(text, Role.HEI, pt, even + step * pt) for step in (0.2, 0.7, 1.2))
        lines = next((found for found in narrow if len(found) == 2), lines)
    return pt, lines[:most]
