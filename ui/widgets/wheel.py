"""Boxes that the wheel leaves alone: in a page that scrolls, it must never change a value on the way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget


class _Guard(QObject):
    """Sends the wheel on to what the box stands in."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing else is looked at."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def calm(*boxes: QComboBox | QAbstractSpinBox) -> None:
    """Let these boxes change by click and key only."""
    for box in boxes:
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.installEventFilter(_Guard(box))


def calm_all(inside: QWidget) -> None:
    """Every box in a widget."""
    calm(*inside.findChildren(QComboBox), *inside.findChildren(QAbstractSpinBox))
