"""A picture on which points are set: dragged and zoomed as the map is; points are clicked, dragged and numbered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.streetmap.plane import Bounds
from ui.maps.camera import MapCamera
from ui.maps.halves import Halves
from ui.widgets.theme import Theme

_RADIUS = 12.0  # pixels at 100 %
_MOVED_FROM = 7
_PAN = 90


class PictureView(QWidget):
    """Signals: ``pointed(x, y)`` a free spot of the picture was clicked; ``chosen(n)`` the n-th point was; ``moved(n, x, y)``
    it was dragged elsewhere. All in pixels of the picture.
    """

    pointed = Signal(float, float)
    chosen = Signal(int)
    moved = Signal(int, float, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self._halves = Halves(self._image)
        self._points: Sequence[tuple[float, float, bool]] = ()
        self._current = -1
        self._camera = MapCamera()
        self._fitted = False
        self._press: tuple[QPointF, int] | None = None
        self._drag: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(theme.length(320), theme.length(300))
        self.setAccessibleName("街道图片")
        self.setToolTip("拖动或按方向键移动，滚轮或＋－缩放，0看全图；点一下，或按空格在十字处加点")

    @property
    def empty(self) -> bool:
        """True while there is no picture."""
        return self._image.isNull()

    def show_picture(self, image: QImage) -> None:
        """Show another picture whole."""
        self._image, self._halves = image, Halves(image)
        self.fit()

    def show_points(self, points: Sequence[tuple[float, float, bool]], current: int) -> None:
        """Draw these points: x, y, and whether its place is known. current: the one marked, -1 for none."""
        self._points, self._current = points, current
        self.update()

    def fit(self) -> None:
        """Show the whole picture."""
        if not self.empty:
            width, height = self._image.width(), self._image.height()
            self._camera.show(Bounds(0, 0, width, height).grown(max(width, height) * 0.01))
            self.update()

    def zoom(self, steps: int, at: QPointF | None = None) -> None:
        """Larger or smaller by levels, keeping the spot under ``at`` (else the middle) where it is."""
        self._camera.zoom(steps, at or QPointF(self.width() / 2, self.height() / 2))
        self._fitted = True
        self.update()

    def point_in_middle(self) -> None:
        """Set a point in the middle of what is in view: the way without a mouse."""
        self._set(QPointF(self.width() / 2, self.height() / 2))

    def paintEvent(self, _: Any) -> None:
        """The picture, then the points; the cross in the middle while the keyboard is here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.colour("raised")))
        if self.empty:
            painter.setPen(QColor(self._theme.colour("quiet")))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "请先选择街道图片（PNG 或 JPEG）")
            return
        self._halves.draw(painter, self._camera.transform)
        for number, (x, y, known) in enumerate(self._points):
            dragged = self._drag if self._press is not None and self._press[1] == number else None
            at = dragged or self._camera.transform.map(QPointF(x, y))
            self._paint_point(painter, at, number, known=known)
        if self.hasFocus():
            self._paint_cross(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click, a move of the picture, or a move of a point may begin."""
        if event.button() is Qt.MouseButton.LeftButton and not self.empty:
            self._press = event.position(), self._point_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture, or a point."""
        if self._press is None:
            return
        at, (begun, number) = event.position(), self._press
        if self._drag is None and (at - begun).manhattanLength() < _MOVED_FROM:
            return
        if number < 0:
            last = self._drag or begun
            self._camera.pan(last.x() - at.x(), last.y() - at.y())
        self._drag = at
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish what was begun."""
        press, drag = self._press, self._drag
        self._press = self._drag = None
        self.update()
        if press is None:
            return
        if drag is None and press[1] >= 0:
            self.chosen.emit(press[1])
        elif drag is None:
            self._set(event.position())
        elif press[1] >= 0:
            self.moved.emit(press[1], *self._inside(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms."""
        turned = event.angleDelta().y()
        if turned:
            self.zoom(1 if turned > 0 else -1, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the picture, + and - zoom, 0 shows the whole, Space sets a point at the cross."""
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in ways:
            self._camera.pan(*(step * self._theme.length(_PAN) for step in ways[key]))
            self.update()
        elif event.text() in ("+", "=", "-"):
            self.zoom(-1 if event.text() == "-" else 1)
        elif event.text() == "0":
            self.fit()
        elif key == Qt.Key.Key_Space and not self.empty:
            self.point_in_middle()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        """The camera sees as much as the widget is large; the whole picture until somebody has zoomed."""
        self._camera.size = event.size()
        if not self._fitted:
            self.fit()
        super().resizeEvent(event)

    def _set(self, at: QPointF) -> None:
        x, y = self._camera.ground_at(at)
        if 0 <= x <= self._image.width() and 0 <= y <= self._image.height():
            self.pointed.emit(x, y)

    def _inside(self, at: QPointF) -> tuple[float, float]:
        x, y = self._camera.ground_at(at)
        return min(max(x, 0.0), float(self._image.width())), min(max(y, 0.0), float(self._image.height()))

    def _point_at(self, at: QPointF) -> int:
        reach = self._theme.length(_RADIUS)
        for number in reversed(range(len(self._points))):
            x, y, _ = self._points[number]
            away = self._camera.transform.map(QPointF(x, y)) - at
            if away.x() ** 2 + away.y() ** 2 <= reach * reach:
                return number
        return -1

    def _paint_point(self, painter: QPainter, at: QPointF, number: int, *, known: bool) -> None:
        radius, current = self._theme.length(_RADIUS), number == self._current
        painter.setPen(QPen(QColor("#ffffff"), 2.0))
        painter.setBrush(QColor("#1864ab" if known else "#c2410c"))
        painter.drawEllipse(at, radius, radius)
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor("#1b1f24"), 2.0))
            painter.drawEllipse(at, radius + 2.5, radius + 2.5)
        font = QFont(self.font())
        font.setBold(True)
        font.setPixelSize(self._theme.length(13))
        painter.setFont(font)
        painter.setPen(QColor("#ffffff"))
        area = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number + 1))

    def _paint_cross(self, painter: QPainter) -> None:
        middle, arm = QPointF(self.width() / 2, self.height() / 2), self._theme.length(9)
        for colour, width in (("#ffffff", 3.0), ("#1b1f24", 1.2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
            painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))
