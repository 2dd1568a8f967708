"""One sheet of paper while it is being filled: text, rules and marks at exact places, then drawn in one go."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from io import BytesIO
from math import pi, sin
from typing import Any, NamedTuple

from reportlab.pdfgen.pathobject import PDFPathObject

from app.documents.blocks import Align, Numbering, Page, Role
from app.documents.faces import load, text_width
from app.documents.setting import Piece, SetLine, set_line
from app.documents.shapes import BLACK, Ink, PointMm
from app.documents.units import MM

# Baseline of a Chinese face below the top of its em box, in units of the type size.
RISE = 0.88
FAINT: Ink = (0.9, 0.9, 0.9)
NUMBER_PT = 14.0
SMALL_NUMBER_PT = 10.5
# Middle of the dash above the baseline, in units of the type size.
DASH_RISE = 0.36
# How much of the page's height one diagonal line of the watermark takes.
WATERMARK_SHARE = 0.42


class Rule(NamedTuple):
    """A straight line in points from the upper left corner of the page."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 0.5
    ink: Ink = BLACK


class Mark(NamedTuple):
    """A piece of text: where its baseline starts, in points from the upper left corner."""

    x: float
    baseline: float
    piece: Piece
    ink: Ink = BLACK


class Picture(NamedTuple):
    """A photograph and its room, in points from the upper left corner of the page."""

    x: float
    y: float
    width: float
    height: float
    jpeg: bytes


class Ground(NamedTuple):
    """A picture as it lies: from its pixels to points, the room it is cut to, its size in pixels, and how faint it is.

    Points run from the upper left corner of the page; room: x, y, width, height.
    """

    matrix: tuple[float, float, float, float, float, float]
    room: tuple[float, float, float, float]
    size: tuple[int, int]
    jpeg: bytes
    fade: float


class Area(NamedTuple):
    """Lines through points, in points from the upper left corner, stroked, filled or both; a disc has one centre."""

    lines: tuple[tuple[PointMm, ...], ...]
    weight: float
    ink: Ink | None
    fill: Ink | None
    closed: bool
    radius: float = 0.0


class Sheet:
    """A page being laid out; all lengths in points, y runs downwards from the upper edge."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.width, self.height = page.width_mm * MM, page.height_mm * MM
        self.left, self.top = page.left_mm * MM, page.top_mm * MM
        self.area_width = self.width - (page.left_mm + page.right_mm) * MM
        self.area_height = self.height - (page.top_mm + page.bottom_mm) * MM
        self.marks: list[Mark] = []
        self.rules: list[Rule] = []
        self.circles: list[tuple[float, float, float]] = []
        self.grounds: list[Ground] = []
        self.pictures: list[Picture] = []
        self.areas: list[Area] = []
        # Squares kept free for seals (x, y, side): what the tests of the seal zone look at.
        self.seal_zones: list[tuple[float, float, float]] = []

    def put(self, line: SetLine, x: float, top: float, ink: Ink = BLACK) -> None:
        """Place a set line with the top of its em box at ``top``."""
        for piece in line.pieces:
            self.marks.append(Mark(x + piece.x, top + RISE * piece.size, piece, ink))

    def text(
        self, text: str, x: float, top: float, role: Role, size: float, align: Align = Align.LEFT
    ) -> None:
        """Place one line of text; x is its left end, middle or right end."""
        line = set_line(text, role, size)
        shift = {Align.LEFT: 0.0, Align.CENTER: line.width / 2, Align.RIGHT: line.width}[align]
        self.put(line, x - shift, top)

    def reserve_seal(self, x: float, y: float, side: float, mark: bool) -> None:
        """Remember a square kept free for the seal; ``mark`` draws the faint dashed circle in it."""
        self.seal_zones.append((x, y, side))
        if mark:
            self.circles.append((x + side / 2, y + side / 2, side / 2))
            line = set_line("（盖章处）", Role.SONG, 9.0)
            self.put(line, x + (side - line.width) / 2, y + side * 0.12, FAINT)

    def draw(self, canvas: Any, number: int, total: int, watermark: str, footer: str) -> None:
        """Write the sheet on a ReportLab canvas as page ``number`` of ``total``."""
        turned = self.page.turned
        # A turned page is an upright sheet shown rotated: ReportLab wants the size as it is shown.
        canvas.setPageSize((self.width, self.height))
        canvas.setPageRotation(90 if turned else 0)
        canvas.saveState()
        if turned:
            canvas.transform(0, 1, -1, 0, self.height, 0)
        if watermark:
            self._draw_watermark(canvas, watermark)
        for ground in self.grounds:
            self._draw_ground(canvas, ground)
        for picture in self.pictures:
            self._draw_picture(canvas, picture)
        for area in self.areas:
            self._draw_area(canvas, area)
        self._draw_rules(canvas)
        self._draw_marks(canvas, self.marks, self.height)
        if footer:
            self._draw_line(canvas, set_line(footer, Role.SONG, 8.0), self.left, self.height - 8 * MM)
        canvas.restoreState()
        self._draw_number(canvas, number, total)
        canvas.showPage()

    def _draw_picture(self, canvas: Any, picture: Picture) -> None:
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(
            ImageReader(BytesIO(picture.jpeg)),
            picture.x,
            self.height - picture.y - picture.height,
            picture.width,
            picture.height,
            preserveAspectRatio=True,
            anchor="c",
        )

    def _draw_ground(self, canvas: Any, ground: Ground) -> None:
        from reportlab.lib.utils import ImageReader

        x, y, width, height = ground.room
        a, b, c, d, e, f = ground.matrix
        across, down = ground.size
        canvas.saveState()
        room = canvas.beginPath()
        room.rect(x, self.height - y - height, width, height)
        canvas.clipPath(room, stroke=0)
        # The image stands on its lower left corner and both run upwards there, pixels and points run down.
        canvas.transform(a, -b, -c, d, c * down + e, self.height - d * down - f)
        canvas.drawImage(ImageReader(BytesIO(ground.jpeg)), 0, 0, across, down)
        if ground.fade:
            canvas.setFillColorRGB(1.0, 1.0, 1.0, alpha=ground.fade)
            canvas.rect(0, 0, across, down, stroke=0, fill=1)
        canvas.restoreState()

    def _draw_area(self, canvas: Any, area: Area) -> None:
        path = canvas.beginPath()
        for line in area.lines:
            for at, (x, y) in enumerate(line):
                if area.radius:
                    path.circle(x, self.height - y, area.radius)
                elif at:
                    path.lineTo(x, self.height - y)
                else:
                    path.moveTo(x, self.height - y)
            if area.closed:
                path.close()
        canvas.setLineWidth(area.weight)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        if area.ink is not None:
            canvas.setStrokeColorRGB(*area.ink)
        if area.fill is not None:
            canvas.setFillColorRGB(*area.fill)
        stroke, fill = int(area.ink is not None), int(area.fill is not None)
        canvas.drawPath(path, stroke=stroke, fill=fill, fillMode=1)
        canvas.setFillColorRGB(*BLACK)

    def _draw_rules(self, canvas: Any) -> None:
        groups: dict[tuple[float, Ink], list[tuple[float, float, float, float]]] = defaultdict(list)
        for x1, y1, x2, y2, weight, ink in self.rules:
            groups[weight, ink].append((x1, self.height - y1, x2, self.height - y2))
        for (weight, ink), lines in groups.items():
            canvas.setLineWidth(weight)
            # Heavy rules close the corners of a frame; thin ones end where they meet it.
            canvas.setLineCap(2 if weight >= 1 else 0)
            canvas.setStrokeColorRGB(*ink)
            canvas.drawPath(_path(tuple(lines)))
        for x, y, radius in self.circles:
            canvas.setLineWidth(0.5)
            canvas.setStrokeColorRGB(*FAINT)
            canvas.setDash(3, 3)
            canvas.circle(x, self.height - y, radius)
            canvas.setDash()

    def _draw_marks(self, canvas: Any, marks: list[Mark], height: float) -> None:
        if not marks:
            return
        block = canvas.beginText()
        face, size, spacing, ink = "", 0.0, 0.0, BLACK
        for x, baseline, piece, wanted in marks:
            if (piece.face, piece.size) != (face, size):
                face, size = piece.face, piece.size
                load(face)
                block.setFont(face, size)
            if piece.spacing != spacing:
                spacing = piece.spacing
                block.setCharSpace(spacing)
            if wanted != ink:
                ink = wanted
                block.setFillColorRGB(*ink)
            block.setTextOrigin(x, height - baseline)
            block.textOut(piece.text)
        canvas.drawText(block)

    def _draw_line(self, canvas: Any, line: SetLine, x: float, top: float, height: float = 0.0) -> None:
        marks = [Mark(x + piece.x, top + RISE * piece.size, piece) for piece in line.pieces]
        self._draw_marks(canvas, marks, height or self.height)

    def _draw_watermark(self, canvas: Any, text: str) -> None:
        """The same faint line at 45 degrees in a few places, under everything else."""
        room = self.height * WATERMARK_SHARE / sin(pi / 4)
        size = max(10.5, min(20.0, room / text_width(Role.HEI, text)))
        line = set_line(text, Role.HEI, size)
        for column in (0.25, 0.75):
            for row in (0.25, 0.75):
                canvas.saveState()
                canvas.translate(self.width * column, self.height * row)
                canvas.rotate(45)
                marks = [Mark(piece.x - line.width / 2, 10.0, piece, FAINT) for piece in line.pieces]
                self._draw_marks(canvas, marks, 0.0)
                canvas.restoreState()

    def _draw_number(self, canvas: Any, number: int, total: int) -> None:
        numbering = self.page.numbering
        if numbering is Numbering.NONE:
            return
        text = numbering.format(page=number, pages=total)
        if numbering is Numbering.DASHED:
            self._draw_dashed_number(canvas, text, number)
            return
        line = set_line(text, Role.SONG, SMALL_NUMBER_PT)
        top = self.top + self.area_height + 4 * MM
        self._draw_line(canvas, line, self.left + (self.area_width - line.width) / 2, top)

    def _draw_dashed_number(self, canvas: Any, text: str, number: int) -> None:
        """Dash 7 mm under the type area, one character from its outer side: right when odd, left when even."""
        page = self.page
        if page.turned:
            left, right = page.top_mm * MM, self.height - page.bottom_mm * MM
            bottom, height = self.width - page.left_mm * MM, self.width
        else:
            left, right = self.left, self.left + self.area_width
            bottom, height = self.top + self.area_height, self.height
        line = set_line(text, Role.SONG, NUMBER_PT)
        x = right - NUMBER_PT - line.width if number % 2 else left + NUMBER_PT
        top = bottom + 7 * MM - (RISE - DASH_RISE) * NUMBER_PT
        self._draw_line(canvas, line, x, top, height)


@lru_cache(maxsize=64)
def _path(lines: tuple[tuple[float, float, float, float], ...]) -> PDFPathObject:
    """Lines as a path; kept, because a thousand certificates have the same border."""
    path = PDFPathObject()
    for x1, y1, x2, y2 in lines:
        path.moveTo(x1, y1)
        path.lineTo(x2, y2)
    return path
