"""The service map on screen: pan, zoom, markers that join where they would cover each other, places put down and moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.streetmap.clusters import Cluster, clustered
from app.streetmap.coordinates import Point
from app.streetmap.plane import Bounds, Line, Plane
from app.streetmap.reading import Place, StreetMap
from ui.maps.camera import HIGHEST, MapCamera
from ui.maps.halves import Halves
from ui.maps.painting import CLUSTER_RADIUS, RADIUS, MapPainting
from ui.widgets.theme import Theme

PLACE_TYPE = "application/x-xinfeng-place"  # what is dragged from the list: the id of a facility
_CELL = 40.0  # pixels that a marker takes
_MOVED_FROM = 7  # pixels from which a press is a drag
_PAN = 90
_CLOSE = 1  # level at which a place that was looked for is shown


class MapView(QWidget):
    """Signals: ``opened(id)`` a marker of one place clicked; ``listed(ids)`` a marker that cannot be parted by zooming in;
    ``asked(point)`` the ground clicked, in metres; ``put_down(id, point)`` a place dragged here from the list;
    ``moved(id, point)`` a marker dragged elsewhere.
    """

    opened = Signal(int)
    listed = Signal(list)
    asked = Signal(object)
    put_down = Signal(int, object)
    moved = Signal(int, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._painting = MapPainting(theme)
        self._map: StreetMap | None = None
        self._picture = Halves(QImage())
        self._places: Sequence[Place] = ()
        self._clusters: dict[int, list[Cluster]] = {}
        self._camera = MapCamera()
        self._fitted = False
        self._gaps: Sequence[Line] = ()
        self._near: tuple[Point, Sequence[Place]] | None = None
        self._chosen: int | None = None
        self._press: tuple[QPointF, Cluster | None] | None = None
        self._drag: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.length(320), theme.length(240))
        self.setAccessibleName("服务地图")
        theme.changed.connect(self.update)

    @property
    def scale_now(self) -> float:
        """Pixels for a metre."""
        return self._camera.scale

    @property
    def plane(self) -> Plane | None:
        """The plane of the map shown."""
        return self._map.plane if self._map else None

    @property
    def markers(self) -> list[Cluster]:
        """The markers at this zoom, computed once for each level."""
        level = self._camera.level
        if level not in self._clusters:
            self._clusters[level] = clustered(self._places, self._theme.length(_CELL) / self.scale_now)
        return self._clusters[level]

    def show_map(self, shown: StreetMap) -> None:
        """Draw another map; what is in view stays when it is the same ground."""
        same = self._map is not None and self._map.plane == shown.plane
        self._map = shown
        self._painting.load(shown)
        self._near = None
        if not same:
            self._fitted = False
            self._gaps = ()
        self.show_places(shown.places)
        if self.isVisible() and not self._fitted:
            self.fit()

    def show_picture(self, picture: Halves) -> None:
        """Draw another picture below the map, or an empty one: none."""
        self._picture = picture
        self.update()

    def show_places(self, places: Sequence[Place]) -> None:
        """Show the markers of these places only."""
        self._places = places
        self._clusters.clear()
        self.update()

    def show_gaps(self, gaps: Sequence[Line]) -> None:
        """Mark the stretches of roads that nothing covers."""
        self._gaps = gaps
        self.update()

    def show_nearest(self, point: Point, places: Sequence[Place]) -> None:
        """Tie a point to the places nearest to it; without any the lines go."""
        self._near = (point, places) if places else None
        self.update()

    def fit(self) -> None:
        """Show the whole map."""
        self._fitted = True
        bounds = self._map.bounds if self._map else None
        if bounds is not None:
            self._camera_to(bounds.grown(max(bounds.width, bounds.height, 200.0) * 0.04))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Bring lines into view."""
        points = [point for line in lines for point in line]
        if points:
            self._fitted = True
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self._camera_to(Bounds(min(xs), min(ys), max(xs), max(ys)).grown(150.0))

    def go_to(self, place: Place) -> None:
        """Bring a place into the middle and mark it."""
        if place.at is not None:
            self._fitted = True
            self._chosen, self._camera.centre = place.id, place.at
            self._camera.level = max(self._camera.level, _CLOSE)
            self.update()

    def zoom(self, steps: int, at: QPointF | None = None) -> None:
        """Larger or smaller by levels, keeping the point under ``at`` (else the middle) where it is."""
        self._camera.zoom(steps, at or QPointF(self.width() / 2, self.height() / 2))
        self._fitted = True
        self.update()

    def ground_at(self, at: QPointF) -> Point:
        """The point of the ground under a point of the widget, in metres."""
        return self._camera.ground_at(at)

    def marker_at(self, at: QPointF) -> Cluster | None:
        """The marker under a point of the widget."""
        x, y = self.ground_at(at)
        for cluster in reversed(self.markers):
            reach = self._theme.length(CLUSTER_RADIUS if len(cluster.places) > 1 else RADIUS) / self.scale_now
            if (cluster.at[0] - x) ** 2 + (cluster.at[1] - y) ** 2 <= reach * reach:
                return cluster
        return None

    def paintEvent(self, event: Any) -> None:
        """The ground, then gaps, names, markers, and the one that is being dragged."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.colour("raised")))
        if self._map is None:
            return
        view, scale, seen = self._camera.transform, self.scale_now, self._camera.seen
        self._painting.picture(painter, view, self._picture)
        self._painting.ground(painter, view, scale, seen)
        if self._gaps:
            self._painting.gaps(painter, view, self._gaps, scale)
        self._painting.names(painter, view, scale, self.font())
        if self._near is not None:
            self._painting.nearest(painter, view, *self._near)
        wider = seen.grown(self._theme.length(CLUSTER_RADIUS) / scale)
        for cluster in self.markers:
            if wider.left <= cluster.at[0] <= wider.right and wider.top <= cluster.at[1] <= wider.bottom:
                self._painting.marker(
                    painter, view.map(QPointF(*cluster.at)), cluster, self.font(), chosen=self._holds(cluster)
                )
        if self._drag is not None and self._press is not None and self._press[1] is not None:
            self._painting.marker(painter, self._drag, self._press[1], self.font(), chosen=True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click, a move of the ground, or a move of a marker may begin."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = event.position(), self.marker_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the ground, or the marker of one place."""
        at = event.position()
        if self._press is None:
            over = self.marker_at(at) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        begun, cluster = self._press
        if self._drag is None and (at - begun).manhattanLength() < _MOVED_FROM:
            return
        if cluster is None or len(cluster.places) > 1:
            last = self._drag or begun
            self._camera.pan(last.x() - at.x(), last.y() - at.y())
        self._drag = at
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish what was begun."""
        press, drag = self._press, self._drag
        self._press = self._drag = None
        self.update()
        if press is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        cluster = press[1]
        if drag is None:
            self._click(event.position(), cluster)
        elif cluster is not None and len(cluster.places) == 1:
            self.moved.emit(cluster.places[0].id, self.ground_at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms."""
        turned = event.angleDelta().y()
        if turned:
            self.zoom(1 if turned > 0 else -1, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the ground, + and - zoom, 0 shows the whole, Enter opens the marked place."""
        way = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in way:
            across, down = way[key]
            self._camera.pan(across * self._theme.length(_PAN), down * self._theme.length(_PAN))
            self.update()
        elif event.text() in ("+", "=", "-"):
            self.zoom(-1 if event.text() == "-" else 1)
        elif event.text() == "0":
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.opened.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """A tool tip names the places of a marker."""
        if event.type() is QEvent.Type.ToolTip:
            cluster = self.marker_at(QPointF(event.pos()))  # type: ignore[attr-defined]
            QToolTip.showText(event.globalPos(), cluster.told if cluster else "", self)  # type: ignore[attr-defined]
            return True
        return bool(super().event(event))

    def resizeEvent(self, event: Any) -> None:
        """The camera sees as much as the widget is large."""
        self._camera.size = event.size()
        super().resizeEvent(event)

    def showEvent(self, event: Any) -> None:
        """The first time it is seen the whole map is."""
        super().showEvent(event)
        if not self._fitted:
            self.fit()

    def dragEnterEvent(self, event: Any) -> None:
        """A place from the list may be put down here."""
        if event.mimeData().hasFormat(PLACE_TYPE) and self._map is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        """Put the place down."""
        facility_id = int(bytes(event.mimeData().data(PLACE_TYPE).data()))
        event.acceptProposedAction()
        self.put_down.emit(facility_id, self.ground_at(event.position()))

    def _click(self, at: QPointF, cluster: Cluster | None) -> None:
        if cluster is None:
            self.asked.emit(self.ground_at(at))
        elif len(cluster.places) == 1:
            self._chosen = cluster.places[0].id
            self.opened.emit(self._chosen)
        elif self._camera.level < HIGHEST and cluster.can_part:
            self.zoom(3, at)
        else:
            self.listed.emit([place.id for place in cluster.places])

    def _camera_to(self, bounds: Bounds) -> None:
        self._camera.show(bounds)
        self.update()

    def _holds(self, cluster: Cluster) -> bool:
        return self._chosen is not None and any(place.id == self._chosen for place in cluster.places)
