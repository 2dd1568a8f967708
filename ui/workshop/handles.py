"""The eight places at which the edges of a chosen element are taken."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt

CURSORS = {
    "lt": Qt.CursorShape.SizeFDiagCursor,
    "rb": Qt.CursorShape.SizeFDiagCursor,
    "rt": Qt.CursorShape.SizeBDiagCursor,
    "lb": Qt.CursorShape.SizeBDiagCursor,
    "l": Qt.CursorShape.SizeHorCursor,
    "r": Qt.CursorShape.SizeHorCursor,
    "t": Qt.CursorShape.SizeVerCursor,
    "b": Qt.CursorShape.SizeVerCursor,
}


def handles_of(box: QRectF) -> dict[str, QPointF]:
    """The corners and the middles of the sides, by the edges that they move (of ``l r t b``)."""
    x, y = box.center().x(), box.center().y()
    return {
        "lt": box.topLeft(),
        "rt": box.topRight(),
        "lb": box.bottomLeft(),
        "rb": box.bottomRight(),
        "t": QPointF(x, box.top()),
        "b": QPointF(x, box.bottom()),
        "l": QPointF(box.left(), y),
        "r": QPointF(box.right(), y),
    }
