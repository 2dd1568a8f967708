"""What part of the ground a map view shows: its middle in metres and its zoom in levels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QTransform

from app.streetmap.coordinates import Point
from app.streetmap.plane import Bounds

STEP = 1.3  # one level of zoom
LOWEST, HIGHEST = -30, 12  # levels; at 0 a metre is a pixel


class MapCamera:
    """Turns points of the widget (pixels) into points of the ground (metres) and back."""

    def __init__(self) -> None:
        self.centre: Point = (0.0, 0.0)
        self.level = 0
        self.size = QSize(1, 1)

    @property
    def scale(self) -> float:
        """Pixels for a metre."""
        return float(STEP**self.level)

    @property
    def transform(self) -> QTransform:
        """From metres to pixels."""
        view = QTransform()
        view.translate(self.size.width() / 2, self.size.height() / 2)
        view.scale(self.scale, self.scale)
        return view.translate(-self.centre[0], -self.centre[1])

    @property
    def seen(self) -> Bounds:
        """The part of the ground in view."""
        across, down = self.size.width() / 2 / self.scale, self.size.height() / 2 / self.scale
        x, y = self.centre
        return Bounds(x - across, y - down, x + across, y + down)

    def ground_at(self, at: QPointF) -> Point:
        """The point of the ground under a point of the widget."""
        across, down = at.x() - self.size.width() / 2, at.y() - self.size.height() / 2
        return self.centre[0] + across / self.scale, self.centre[1] + down / self.scale

    def pan(self, across: float, down: float) -> None:
        """Look further to the right and further down, by pixels."""
        self.centre = self.centre[0] + across / self.scale, self.centre[1] + down / self.scale

    def zoom(self, steps: int, at: QPointF) -> None:
        """Larger or smaller by levels, keeping the ground under a point of the widget where it is."""
        before = self.ground_at(at)
        self.level = min(max(self.level + steps, LOWEST), HIGHEST)
        after = self.ground_at(at)
        self.centre = self.centre[0] + before[0] - after[0], self.centre[1] + before[1] - after[1]

    def show(self, bounds: Bounds) -> None:
        """Show a rectangle of the ground as large as it fits."""
        self.centre, self.level = bounds.centre, HIGHEST
        width, height = max(self.size.width(), 1), max(self.size.height(), 1)
        while self.level > LOWEST and (
            bounds.width * self.scale > width or bounds.height * self.scale > height
        ):
            self.level -= 1
