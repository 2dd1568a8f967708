"""How the service map is drawn: areas, roads and their names, markers, gaps, and what is nearest to a point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from app.streetmap import kinds
from app.streetmap.clusters import Cluster
from app.streetmap.coordinates import Point
from app.streetmap.plane import Bounds, Line, length
from app.streetmap.reading import Ground, Place, Shape, StreetMap
from ui.maps.halves import Halves
from ui.widgets.theme import Theme

RADIUS, CLUSTER_RADIUS = 13.0, 16.0  # pixels at 100 %
_WIDTHS = {"main": (9.0, 3.0), "side": (6.0, 1.6), "lane": (3.0, 0.8)}  # metres, and pixels at least
_MIXED = "#2f4a73"  # a marker of several kinds
_GRADES = ("lane", "side", "main")
_NAMED_FROM = 110.0  # pixels that a road must be long to bear its name
_LANES_FROM = 0.06  # pixels for a metre from which lanes are drawn
_OVER_A_PICTURE = 0.85  # how strong lines are drawn where a picture lies below


class MapPainting:
    """The shapes of a map as paths, made once; ``paint`` draws them with what changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._roads: dict[str, list[tuple[Shape, QPainterPath]]] = {}
        self._outlines: list[tuple[Shape, QPainterPath]] = []
        self._names: list[tuple[Shape, Point, float]] = []
        self._ground: Ground | None = None

    def load(self, shown: StreetMap) -> None:
        """Make the paths of another map."""
        self._ground = shown.ground
        self._roads = {grade: [] for grade in _GRADES}
        self._names = []
        for road in shown.roads:
            self._roads.setdefault(road.grade, []).append((road, _path(road.lines)))
            longest = max(road.lines, key=length, default=())
            if len(longest) > 1 and road.grade != "lane":
                self._names.append((road, _middle(longest), length(longest)))
        self._names.sort(key=lambda one: -_GRADES.index(one[0].grade))
        self._outlines = [(one, _path(one.lines)) for one in shown.outlines]

    def picture(self, painter: QPainter, view: QTransform, picture: Halves) -> None:
        """Draw the picture below everything, as it is tied to the ground, lightened."""
        if self._ground is not None:
            painter.setOpacity(1 - self._ground.fade / 100)
            picture.draw(painter, QTransform(*self._ground.matrix) * view)
            painter.setOpacity(1.0)

    def ground(self, painter: QPainter, view: QTransform, scale: float, seen: Bounds) -> None:
        """Draw areas and roads. scale: pixels for a metre; seen: the part in view, in metres."""
        painter.setWorldTransform(view)
        painter.setOpacity(1.0 if self._ground is None else _OVER_A_PICTURE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen("line_strong", 1.4, Qt.PenStyle.DashLine))
        for shape, path in self._outlines:
            if shape.bounds is not None and shape.bounds.touches(seen):
                painter.drawPath(path)
        for grade in _GRADES:
            if grade == "lane" and scale < _LANES_FROM:
                continue
            wide, least = _WIDTHS[grade]
            painter.setPen(self._pen("surface" if grade == "main" else "line", max(wide * scale, least)))
            if grade == "main":
                self._cased(painter, max(wide * scale, least), seen)
                continue
            for shape, path in self._roads.get(grade, []):
                if shape.bounds is not None and shape.bounds.touches(seen):
                    painter.drawPath(path)
        painter.resetTransform()
        painter.setOpacity(1.0)

    def _cased(self, painter: QPainter, width: float, seen: Bounds) -> None:
        """Main roads: a light line in a darker one."""
        for name, more in (("line_strong", 2.0), ("surface", 0.0)):
            painter.setPen(self._pen(name, width + more))
            for shape, path in self._roads.get("main", []):
                if shape.bounds is not None and shape.bounds.touches(seen):
                    painter.drawPath(path)

    def names(self, painter: QPainter, view: QTransform, scale: float, font: QFont) -> None:
        """Write the names of areas, and of roads that are long enough and whose names do not meet others."""
        small = QFont(font)
        small.setPixelSize(self._theme.length(12))
        metrics, taken = QFontMetricsF(small), list[QRectF]()
        painter.setFont(small)
        window = painter.viewport()
        for road, at, metres in self._names:
            if metres * scale < self._theme.length(_NAMED_FROM):
                continue
            box = _box(road.name, view.map(QPointF(*at)), metrics)
            if window.contains(box.toRect()) and not any(box.intersects(other) for other in taken):
                taken.append(box)
                self._label(painter, box, road.name, "text")
        for outline, _ in self._outlines:
            bounds = outline.bounds
            if bounds is None or bounds.width * scale < self._theme.length(_NAMED_FROM):
                continue
            box = _box(outline.name, view.map(QPointF(*bounds.centre)), metrics)
            if not any(box.intersects(other) for other in taken):
                painter.setPen(QColor(self._theme.colour("quiet")))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, outline.name)

    def gaps(self, painter: QPainter, view: QTransform, gaps: Sequence[Line], scale: float) -> None:
        """Draw the stretches of roads that nothing covers."""
        painter.setWorldTransform(view)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen("danger", max(5.0, 8.0 * scale)))
        for gap in gaps:
            painter.drawPath(_path((gap,)))
        painter.resetTransform()

    def nearest(self, painter: QPainter, view: QTransform, point: Point, found: Sequence[Place]) -> None:
        """Draw lines from a clicked point to the places nearest to it."""
        start = view.map(QPointF(*point))
        painter.setPen(self._pen("accent", 1.6, Qt.PenStyle.DashLine))
        for place in found:
            if place.at is not None:
                painter.drawLine(start, view.map(QPointF(*place.at)))
        painter.setBrush(QColor(self._theme.colour("accent")))
        painter.drawEllipse(start, 5.0, 5.0)

    def marker(self, painter: QPainter, at: QPointF, cluster: Cluster, font: QFont, *, chosen: bool) -> None:
        """Draw one marker: a character of the kind, or how many stand there."""
        many = len(cluster.places) > 1
        radius = self._theme.length(CLUSTER_RADIUS if many else RADIUS)
        edge = QColor(self._theme.colour("text" if chosen else "surface"))
        painter.setPen(QPen(edge, 3.0 if chosen else 1.6))
        painter.setBrush(QColor(kinds.colour(cluster.kind) if cluster.kind else _MIXED))
        painter.drawEllipse(at, radius, radius)
        written = QFont(font)
        written.setBold(True)
        text = str(len(cluster.places)) if many else kinds.character(cluster.kind)
        written.setPixelSize(self._theme.length(14 if len(text) < 3 else 12 if len(text) < 4 else 10))
        painter.setFont(written)
        painter.setPen(QColor("#ffffff"))
        area = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _label(self, painter: QPainter, box: QRectF, text: str, name: str) -> None:
        ground = QColor(self._theme.colour("window"))
        ground.setAlpha(215)
        painter.fillRect(box, ground)
        painter.setPen(QColor(self._theme.colour(name)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _pen(self, name: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        pen = QPen(
            QColor(self._theme.colour(name)), width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
        pen.setCosmetic(True)
        return pen


def _path(lines: Sequence[Line]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        for at, (x, y) in enumerate(line):
            if at:
                path.lineTo(x, y)
            else:
                path.moveTo(x, y)
    return path


def _middle(line: Line) -> Point:
    left = length(line) / 2
    for start, end in pairwise(line):
        size = length((start, end))
        if size and left <= size:
            share = left / size
            return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        left -= size
    return line[-1]


def _box(text: str, at: QPointF, metrics: QFontMetricsF) -> QRectF:
    width, height = metrics.horizontalAdvance(text) + 8, metrics.height() + 2
    return QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
