"""A picture of the street map from a file: checked, flattened onto white, made as small as it is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from app.actions.mappicture import NewPicture
from app.streetmap.picture import KEPT_BYTES, KEPT_SIDE, broken, check_pixels, read_picture_file
from ui.records.photo import to_jpeg


def load_picture(path: Path) -> NewPicture:
    """The picture of a file as it is kept. Raises ``UnreadableFile`` when it is none or its size does not fit."""
    data = QByteArray(read_picture_file(path))
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    check_pixels(path.name, size.width(), size.height())
    reader.setScaledSize(_kept(size))
    image = reader.read()
    if image.isNull():
        raise broken(path.name)
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(QColor("#ffffff"))
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return NewPicture(path.name, to_jpeg(flat, KEPT_BYTES), flat.width(), flat.height())


def _kept(size: QSize) -> QSize:
    if max(size.width(), size.height()) <= KEPT_SIDE:
        return size
    return size.scaled(KEPT_SIDE, KEPT_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
