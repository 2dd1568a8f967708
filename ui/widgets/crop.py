"""A picture behind a frame of the shape it is cut to: dragged, zoomed, turned, and cut."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

_STEP = 6.0
MOST_ZOOM = 8.0


class CropView(QWidget):
    """Shows a picture behind a frame; the picture is dragged and zoomed, the frame stays. Signal ``zoomed(float)``.

    shape: the frame's width by its height.
    """

    zoomed = Signal(float)

    def __init__(self, shape: float) -> None:
        super().__init__()
        self._shape = shape
        self._image = QImage()
        self._zoom = 1.0
        self._middle = QPointF()  # of the frame, in pixels of the picture
        self._grip: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 360)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    @property
    def empty(self) -> bool:
        """True while no picture was chosen."""
        return self._image.isNull()

    @property
    def across(self) -> float:
        """How many pixels of the picture lie across the frame."""
        return self._frame().width() / self._scale()

    def show_image(self, image: QImage) -> None:
        """Show a picture whole."""
        self._image = image
        self._middle = QPointF(image.width() / 2, image.height() / 2)
        self.set_zoom(1.0)

    def set_zoom(self, zoom: float) -> None:
        """Zoom; 1 lets the frame take in as much of the picture as there is."""
        self._zoom = min(max(zoom, 1.0), MOST_ZOOM)
        self._settle()
        self.zoomed.emit(self._zoom)

    def turn(self, degrees: int) -> None:
        """Turn the picture clockwise."""
        if not self.empty:
            self.show_image(self._image.transformed(QTransform().rotate(degrees)))

    def cut(self, size: QSize) -> QImage:
        """What lies in the frame, in a size of so many pixels."""
        frame = self._frame()
        width, height = frame.width() / self._scale(), frame.height() / self._scale()
        left, top = self._middle.x() - width / 2, self._middle.y() - height / 2
        piece = self._image.copy(QRectF(left, top, width, height).toRect())
        return piece.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        ).convertToFormat(QImage.Format.Format_RGB32)

    def paintEvent(self, _: Any) -> None:
        """Draw the picture, darken what lies outside, and the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("#2a313b"))
        if self.empty:
            painter.setPen(QColor("#f2f5f9"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "请先选择照片")
            return
        frame, scale = self._frame(), self._scale()
        corner = frame.center() - self._middle * scale
        painter.drawImage(QRectF(corner, self._image.size().toSizeF() * scale), self._image)
        shade = QColor(0, 0, 0, 130)
        whole = QRectF(self.rect())
        painter.fillRect(QRectF(whole.left(), whole.top(), whole.width(), frame.top()), shade)
        painter.fillRect(
            QRectF(whole.left(), frame.bottom(), whole.width(), whole.bottom() - frame.bottom()), shade
        )
        painter.fillRect(QRectF(whole.left(), frame.top(), frame.left(), frame.height()), shade)
        painter.fillRect(
            QRectF(frame.right(), frame.top(), whole.right() - frame.right(), frame.height()), shade
        )
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.drawRect(frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._grip = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._grip is not None and not self.empty:
            self._move(event.position() - self._grip)
            self._grip = event.position()

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        self.set_zoom(self._zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the picture, plus and minus zoom."""
        steps = {
            Qt.Key.Key_Left: QPointF(-_STEP, 0),
            Qt.Key.Key_Right: QPointF(_STEP, 0),
            Qt.Key.Key_Up: QPointF(0, -_STEP),
            Qt.Key.Key_Down: QPointF(0, _STEP),
        }
        key = Qt.Key(event.key())
        if key in steps and not self.empty:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom * 1.1)
        elif key == Qt.Key.Key_Minus:
            self.set_zoom(self._zoom / 1.1)
        else:
            super().keyPressEvent(event)

    def _frame(self) -> QRectF:
        height = min(self.height() * 0.86, self.width() * 0.86 / self._shape)
        frame = QRectF(0, 0, height * self._shape, height)
        frame.moveCenter(QRectF(self.rect()).center())
        return frame

    def _scale(self) -> float:
        """Screen pixels per pixel of the picture."""
        if self.empty:
            return 1.0
        frame = self._frame()
        return max(frame.width() / self._image.width(), frame.height() / self._image.height()) * self._zoom

    def _move(self, by: QPointF) -> None:
        self._middle -= by * (1 / self._scale())
        self._settle()

    def _settle(self) -> None:
        """The frame never shows anything beside the picture."""
        if not self.empty:
            frame, scale = self._frame(), self._scale()
            across, down = frame.width() / scale / 2, frame.height() / scale / 2
            x = min(max(self._middle.x(), across), max(across, self._image.width() - across))
            y = min(max(self._middle.y(), down), max(down, self._image.height() - down))
            self._middle = QPointF(x, y)
        self.update()

    def resizeEvent(self, event: Any) -> None:
        """Another room, another frame."""
        super().resizeEvent(event)
        self._settle()
