"""A picture for a design: read from a file, flattened onto white, made as small as a design may hold."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from app.errors import UserError
from ui.records.photo import to_jpeg

_SIDE = 2480  # pixels: A4 across at 210 per inch
_BYTES = 1_500_000
KINDS = "图片 (*.png *.jpg *.jpeg *.bmp)"


def picture_of(path: Path) -> str:
    """The picture as JPEG in Base64. Raises UserError for a file that is none."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise UserError(f"“{path.name}”不是可以使用的图片。", "请选择PNG或JPEG图片。")
    if max(image.width(), image.height()) > _SIDE:
        image = image.scaled(
            _SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(QColor("#ffffff"))
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return base64.b64encode(to_jpeg(flat, _BYTES)).decode()
