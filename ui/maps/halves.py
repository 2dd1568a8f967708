"""A large picture with smaller copies of it, so that it stays clear and quick where it is drawn small."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QTransform

_LEAST = 200  # pixels of the longer side of the smallest copy


class Halves:
    """A picture and its halves, quarters …; the empty picture is drawn as nothing."""

    def __init__(self, image: QImage) -> None:
        self._images = [image]
        while not image.isNull() and max(image.width(), image.height()) >= 2 * _LEAST:
            image = image.scaled(
                max(1, image.width() // 2),
                max(1, image.height() // 2),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._images.append(image)

    @property
    def whole(self) -> QImage:
        """The picture itself."""
        return self._images[0]

    def draw(self, painter: QPainter, view: QTransform) -> None:
        """Draw the picture. view: from its pixels to those of the widget."""
        whole = self.whole
        if whole.isNull():
            return
        size = hypot(view.m11(), view.m12())  # pixels of the widget for one of the picture
        level = 0
        while level + 1 < len(self._images) and size * 2 ** (level + 1) <= 1.0:
            level += 1
        image = self._images[level]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        grown = QTransform.fromScale(whole.width() / image.width(), whole.height() / image.height())
        painter.setWorldTransform(grown * view)
        painter.drawImage(0, 0, image)
        painter.resetTransform()
