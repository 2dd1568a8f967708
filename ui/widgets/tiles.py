"""Figures as tiles: value, unit, change and the last months as a small line; a click opens the list behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.surveys.charts import Number
from app.surveys.overview import Tile
from ui.widgets.fitgrid import FitGrid

_NARROWEST = 150  # of a tile, at 100 %


class Spark(QWidget):
    """The last months as a line without axes, its end marked."""

    def __init__(self, values: Sequence[Number | None]) -> None:
        super().__init__()
        self._values = [0.0 if value is None else float(value) for value in values]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """About a line of text high."""
        return QSize(60, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line between its lowest and highest value; a flat one lies in the middle."""
        low, high = min(self._values, default=0.0), max(self._values, default=0.0)
        if len(self._values) < 2 or high == 0:
            return
        area = QRectF(self.rect()).adjusted(3, 4, -4, -4)
        step = area.width() / (len(self._values) - 1)
        span = high - low
        points = [
            QPointF(
                area.left() + place * step,
                area.bottom() - area.height() * ((value - low) / span if span else 0.5),
            )
            for place, value in enumerate(self._values)
        ]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().color(QPalette.ColorRole.Accent)
        painter.setPen(QPen(accent, 1.4))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(accent)
        painter.drawEllipse(points[-1], 2.2, 2.2)


class TileView(QFrame):
    """One figure; a large one leads the page. Signals: chosen(object) with what its click opens."""

    chosen = Signal(object)

    def __init__(self, tile: Tile, *, large: bool = False) -> None:
        super().__init__()
        self.setObjectName("tile")
        self.tile = tile
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = f"{tile.label}{tile.value}{tile.unit}"
        self.setAccessibleName(f"{said}，{tile.change}" if tile.change else said)
        self.setToolTip(f"{tile.definition}\n点击查看明细。")
        label = QLabel(tile.label)
        label.setObjectName("quiet")
        value = QLabel(tile.value)
        value.setObjectName("headline" if large else "figure")
        unit = QLabel(tile.unit)
        unit.setObjectName("quiet")
        change = QLabel(tile.change)
        change.setObjectName("hint")
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(value)
        first.addWidget(unit, 0, Qt.AlignmentFlag.AlignBottom)
        first.addWidget(Spark(tile.trend), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(2)
        layout.addWidget(label)
        layout.addLayout(first)
        layout.addWidget(change)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the list."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.tile.opens)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the list, as a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.tile.opens)
        else:
            super().keyPressEvent(event)


class TileGrid(FitGrid):
    """As many tiles beside each other as have room. Signals: chosen(object) with what the clicked tile opens."""

    chosen = Signal(object)

    def __init__(self, tiles: Sequence[Tile], *, large: bool = False) -> None:
        self._views = [TileView(tile, large=large) for tile in tiles]
        super().__init__(self._views, _NARROWEST)
        for view in self._views:
            view.chosen.connect(self.chosen)

    def views(self) -> list[TileView]:
        """The tiles in order."""
        return list(self._views)
