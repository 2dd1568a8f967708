"""The organization chart on screen: boxes and lines in a view that scrolls and zooms; a click or Enter opens a body."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSceneHoverEvent,
    QGraphicsSceneMouseEvent,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from app.surveys.orglayout import BOX_HEIGHT, BOX_WIDTH, Box, Layout
from app.surveys.orgtree import Node
from ui.widgets.theme import Theme

_SMALLEST, _LARGEST, _STEP = 0.25, 2.5, 1.2
_READABLE = 0.6  # a chart too wide to be read as a whole is scrolled
_EDGE = 24.0
_PADDING = 8.0


class _BoxItem(QGraphicsRectItem):
    """A body, a line, or the office."""

    def __init__(self, box: Box, theme: Theme, chart: OrgChart) -> None:
        super().__init__(0, 0, BOX_WIDTH, BOX_HEIGHT)
        self.node, self._theme, self._chart = box.node, theme, chart
        self.setPos(box.x, box.y)
        self.setAcceptHoverEvents(True)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._hovered = False
        self.setToolTip(_said(box.node))

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The frame, the name in one or two lines, the line below, and a word in the corner."""
        theme, node = self._theme, self.node
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = "accent_soft" if node.body_id is None else "hover" if self._hovered else "surface"
        edge = "accent" if self.isSelected() else "line_strong"
        pen = QPen(QColor(theme.colour(edge)), 2.0 if self.isSelected() else 1.0)
        if node.mark == "筹建":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QBrush(QColor(theme.colour(face))))
        painter.drawRoundedRect(self.rect().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._write(painter)

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """Show that a click does something."""
        self._hovered = True
        self.update()
        super().hoverEnterEvent(event)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """The mouse went on."""
        self._hovered = False
        self.update()
        super().hoverLeaveEvent(event)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """A click opens."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.contains(event.pos()):
            self._chart.opened.emit(self.node)

    def _write(self, painter: QPainter) -> None:
        theme, node = self._theme, self.node
        name, small = QFont(self._chart.font()), QFont(self._chart.font())
        name.setPixelSize(15)
        name.setBold(True)
        small.setPixelSize(13)
        second = "　".join(part for part in (node.second, node.head) if part)
        room = self.rect().adjusted(_PADDING, 4, -_PADDING, -4)
        if node.mark:
            painter.setFont(small)
            painter.setPen(QColor(theme.colour("danger" if node.mark == "届满" else "warning")))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, node.mark)
        lines = _lines(node.label, QFontMetricsF(name), room.width() - (34 if node.mark else 0))
        cut = QFontMetricsF(small).elidedText(second, Qt.TextElideMode.ElideRight, room.width())
        below = [cut] if second else []
        height = len(lines) * 18.0 + len(below) * 17.0
        top = room.top() + (room.height() - height) / 2
        for texts, font, colour, step in ((lines, name, "text", 18.0), (below, small, "quiet", 17.0)):
            painter.setFont(font)
            painter.setPen(QColor(theme.colour(colour)))
            for text in texts:
                area = QRectF(room.left(), top, room.width(), step)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
                top += step


class OrgChart(QGraphicsView):
    """Signals: ``opened(node)`` for a box clicked, or the selected one by Enter; ``zoomed(float)``."""

    opened = Signal(object)
    zoomed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: list[_BoxItem] = []
        self._fitted = False
        self.setScene(QGraphicsScene(self))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setAccessibleName("组织架构图")
        theme.changed.connect(self._colour)
        self._colour()

    @property
    def nodes(self) -> list[Node]:
        """What is drawn, from the top down."""
        return [item.node for item in self._items]

    @property
    def scale_now(self) -> float:
        """How large a box is drawn, 1.0 being its usual size."""
        return self.transform().m11()

    def show_layout(self, layout: Layout) -> None:
        """Draw another chart; the zoom stays."""
        scene = self.scene()
        scene.clear()
        pen = QPen(QColor(self._theme.colour("line_strong")), 1.4)
        for x1, y1, x2, y2 in layout.lines:
            scene.addLine(x1, y1, x2, y2, pen)
        self._items = [_BoxItem(box, self._theme, self) for box in layout.boxes]
        for item in self._items:
            scene.addItem(item)
        scene.setSceneRect(QRectF(0, 0, layout.width, layout.height).adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE))
        if self._items:
            self._select(0)
        self._fitted = False
        if self.isVisible():
            self.fit(whole=False)

    def fit(self, *, whole: bool = True) -> None:
        """Show the whole chart, but not larger than usual; whole=False: a very wide one stays readable and is scrolled."""
        self._fitted = True
        area, view = self.sceneRect(), self.viewport().size()
        if area.isEmpty():
            return
        scale = min(view.width() / area.width(), view.height() / area.height(), 1.0)
        self._zoom_to(scale if whole else max(scale, _READABLE))
        top = next((item.sceneBoundingRect().center().x() for item in self._items), area.center().x())
        self.centerOn(QPointF(top, area.top()))

    def zoom(self, factor: float) -> None:
        """Larger or smaller."""
        self._zoom_to(self.scale_now * factor)

    def showEvent(self, event: Any) -> None:
        """The first time it is seen the whole chart is."""
        super().showEvent(event)
        if not self._fitted:
            self.fit(whole=False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms, else it scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbouring box, Enter opens, + and - zoom, 0 shows the whole."""
        way = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }.get(Qt.Key(event.key()))
        if way is not None:
            self._step(*way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for item in self._items:
                if item.isSelected():
                    self.opened.emit(item.node)
        elif event.text() in ("+", "=", "-"):
            self.zoom(1 / _STEP if event.text() == "-" else _STEP)
        elif event.text() == "0":
            self.fit()
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        """Go to the nearest box in a direction."""
        here = next((item for item in self._items if item.isSelected()), None)
        if here is None:
            return
        at = here.pos()

        def cost(item: _BoxItem) -> float:
            dx, dy = item.pos().x() - at.x(), item.pos().y() - at.y()
            along = dx * across + dy * down
            aside = abs(dy if across else dx)
            return along + 2 * aside if along > 1 else float("inf")

        best = min(self._items, key=cost)
        if cost(best) < float("inf"):
            self._select(self._items.index(best))

    def _select(self, place: int) -> None:
        self.scene().clearSelection()
        self._items[place].setSelected(True)
        self.ensureVisible(self._items[place], 40, 40)
        self.setAccessibleDescription(_said(self._items[place].node))

    def _zoom_to(self, scale: float) -> None:
        scale = min(max(scale, _SMALLEST), _LARGEST)
        self.resetTransform()
        self.scale(scale, scale)
        self.zoomed.emit(scale)

    def _colour(self) -> None:
        self.setBackgroundBrush(QBrush(QColor(self._theme.colour("window"))))
        self.viewport().update()


def _said(node: Node) -> str:
    """A box in words."""
    return "，".join(part for part in (node.label, node.mark, node.second, node.head) if part)


def _lines(text: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """A text in at most two lines; what does not fit is cut."""
    if metrics.horizontalAdvance(text) <= room:
        return [text]
    cut = len(text)
    while cut > 1 and metrics.horizontalAdvance(text[:cut]) > room:
        cut -= 1
    even = -(-len(text) // 2)
    cut = (
        even
        if metrics.horizontalAdvance(text[:even]) <= room >= metrics.horizontalAdvance(text[even:])
        else cut
    )
    return [text[:cut], metrics.elidedText(text[cut:], Qt.TextElideMode.ElideRight, room)]
