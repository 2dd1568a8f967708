"""The page in mm with its elements: choose, drag with snap, draw edges, arrow keys, zoom."""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

from app.workshop.drawing import page_of
from app.workshop.editing import snapped
from app.workshop.elements import Design, ElementKind
from ui.widgets.theme import Theme
from ui.workshop.handles import CURSORS, handles_of
from ui.workshop.items import ElementItem

_EDGE_MM = 12.0  # of the desk around the page
_HANDLE = 7  # pixels
_MOVED_FROM = 4
_LEAST, _MOST = 0.5, 40.0  # pixels for a millimetre
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class PageCanvas(QGraphicsView):
    """Signals: ``chosen(names)``; ``moved(names, dx, dy)`` and ``resized(name, edges, dx, dy)`` in mm, when the mouse lets go
    or a key is pressed (``nudged`` for keys); ``edited(name)`` a double click.
    """

    chosen = Signal(list)
    moved = Signal(list, float, float)
    nudged = Signal(list, float, float)
    resized = Signal(str, str, float, float)
    edited = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._design = Design(297.0, 210.0)
        self._items: dict[str, ElementItem] = {}
        self._values: Mapping[str, str] = {}
        self._background = QImage()
        self._guides: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
        self._press: tuple[QPointF, str] | None = None
        self._dragging = False
        self._fitted = True
        self._room = QGraphicsScene(self)
        self.setScene(self._room)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("证书页面")
        self.setMinimumSize(theme.length(360), theme.length(280))
        self._room.selectionChanged.connect(self._tell)

    @property
    def names(self) -> list[str]:
        """The names of the chosen elements."""
        return [item.element.name for item in self._items.values() if item.isSelected()]

    def show_design(
        self, design: Design, values: Mapping[str, str], chosen: Collection[str] | None = None
    ) -> None:
        """Draw a design with a person's values; what did not change is kept as it is. chosen: as before without."""
        wanted = set(self.names if chosen is None else chosen)
        page, same = (
            page_of(design),
            (design.width, design.height) == (self._design.width, self._design.height),
        )
        self._room.blockSignals(True)
        kept: dict[str, ElementItem] = {}
        for place, element in enumerate(design.elements):
            old = self._items.pop(element.name, None)
            if old is None or old.element != element or values != self._values or not same:
                if old is not None:
                    self._room.removeItem(old)
                old = ElementItem(element, page, values, QColor(self._theme.colour("accent")))
                self._room.addItem(old)
            old.setPos(0, 0)
            old.setZValue(place)
            old.setSelected(element.name in wanted)
            kept[element.name] = old
        for gone in self._items.values():
            self._room.removeItem(gone)
        self._items, self._design, self._values = kept, design, dict(values)
        self._background = (
            QImage.fromData(base64.b64decode(design.background)) if design.background else QImage()
        )
        self._room.setSceneRect(
            -_EDGE_MM, -_EDGE_MM, design.width + 2 * _EDGE_MM, design.height + 2 * _EDGE_MM
        )
        self._room.blockSignals(False)
        if not same or self._fitted:
            self.fit()
        self.viewport().update()

    def choose(self, names: Collection[str]) -> None:
        """Choose elements."""
        self._room.blockSignals(True)
        for name, item in self._items.items():
            item.setSelected(name in names)
        self._room.blockSignals(False)
        self._tell()

    def item(self, name: str) -> ElementItem:
        """The item of an element. Raises KeyError."""
        return self._items[name]

    def fit(self) -> None:
        """Show the whole page."""
        self._fitted = True
        self.fitInView(self._room.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def zoom(self, factor: float) -> None:
        """Larger or smaller."""
        now = self.transform().m11()
        factor = max(_LEAST / now, min(factor, _MOST / now))
        self._fitted = False
        self.scale(factor, factor)

    def drawBackground(self, painter: QPainter, rect: Any) -> None:
        """The desk, the page, its background picture."""
        painter.fillRect(rect, QColor(self._theme.colour("line")))
        page = QRectF(0, 0, self._design.width, self._design.height)
        painter.fillRect(page, QColor("white"))
        if not self._background.isNull():
            size = self._background.size().toSizeF().scaled(page.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(page.center())
            painter.drawImage(target, self._background)
        painter.setPen(QPen(QColor(self._theme.colour("line_strong")), 0))
        painter.drawRect(page)

    def drawForeground(self, painter: QPainter, rect: Any) -> None:
        """The lines that draw what is dragged, and the handles of one chosen element."""
        pen = QPen(QColor("#d6336c"), 0)
        painter.setPen(pen)
        for x in self._guides[0]:
            painter.drawLine(QPointF(x, 0), QPointF(x, self._design.height))
        for y in self._guides[1]:
            painter.drawLine(QPointF(0, y), QPointF(self._design.width, y))
        painter.setPen(QPen(QColor(self._theme.colour("accent")), 0))
        painter.setBrush(QColor("white"))
        side = _HANDLE / self.transform().m11()
        for at in self._handles().values():
            painter.drawRect(QRectF(at.x() - side / 2, at.y() - side / 2, side, side))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse, or take hold of an edge; Ctrl adds to what is chosen."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        edge = self._edge_at(event.position())
        self._press = (self.mapToScene(event.position().toPoint()), edge)
        self._dragging = False
        if edge:
            return
        item = self._item_at(event.position())
        adds = bool(
            event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        )
        if item is None:
            self.choose([])
        elif adds:
            item.setSelected(not item.isSelected())
        elif not item.isSelected():
            self.choose([item.element.name])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is chosen, drawn to other lines; Alt switches that off."""
        if self._press is None:
            edge = self._edge_at(event.position())
            over = self._item_at(event.position()) is not None
            cursor = CURSORS.get(edge, Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor)
            self.viewport().setCursor(cursor)
            return
        begun, edge = self._press
        way = self.mapToScene(event.position().toPoint()) - begun
        if not self._dragging and way.manhattanLength() * self.transform().m11() < _MOVED_FROM:
            return
        self._dragging = True
        if edge:
            self._guides = ((), ())
        elif self.names:
            free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            snap = snapped(self._design, self.names, way.x(), way.y())
            x, y = (way.x(), way.y()) if free else (snap.dx, snap.dy)
            self._guides = ((), ()) if free else (snap.upright, snap.level)
            for name in self.names:
                self._items[name].setPos(x, y)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: what was dragged stays there."""
        press, self._press, self._guides = self._press, None, ((), ())
        if press is None or not self._dragging:
            self.viewport().update()
            return
        begun, edge = press
        names = self.names
        way = self.mapToScene(event.position().toPoint()) - begun
        self._dragging = False
        if edge and len(names) == 1:
            self.resized.emit(names[0], edge, way.x(), way.y())
        elif names:
            at = self._items[names[0]].pos()
            for name in names:
                self._items[name].setPos(0, 0)
            self.moved.emit(names, at.x(), at.y())
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the words of an element."""
        item = self._item_at(event.position())
        if item is not None:
            self.edited.emit(item.element.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by a millimetre, with Shift by a tenth; Tab goes on to the next element; + - 0 zoom."""
        key = Qt.Key(event.key())
        if key in _ARROWS and self.names:
            step = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            across, down = _ARROWS[key]
            self.nudged.emit(self.names, across * step, down * step)
        elif event.text() in ("+", "=", "-"):
            self.zoom(1 / 1.2 if event.text() == "-" else 1.2)
        elif event.text() == "0":
            self.fit()
        elif key is Qt.Key.Key_Escape and self.names:
            self.choose([])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.names:
            self.edited.emit(self.names[0])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel with Ctrl zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(1.2 if event.angleDelta().y() > 0 else 1 / 1.2)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: Any) -> None:
        """The whole page stays in view until somebody zooms."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def _tell(self) -> None:
        self.viewport().update()
        self.chosen.emit(self.names)

    def _item_at(self, at: QPointF) -> ElementItem | None:
        found = [one for one in self.items(at.toPoint()) if isinstance(one, ElementItem)]
        held = [one for one in found if one.isSelected()]
        solid = [one for one in found if one.element.kind is not ElementKind.SEAL]
        return next(iter(held or solid or found), None)

    def _handles(self) -> dict[str, QPointF]:
        if len(self.names) != 1:
            return {}
        item = self._items[self.names[0]]
        return handles_of(item.box.translated(item.pos()))

    def _edge_at(self, at: QPointF) -> str:
        point = self.mapToScene(at.toPoint())
        reach = _HANDLE / self.transform().m11()
        for edge, handle in self._handles().items():
            if (handle - point).manhattanLength() <= reach:
                return edge
        return ""
