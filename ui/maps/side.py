"""Beside the map: the places shown as a list, those without coordinates to be dragged onto it, and what is nearest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.streetmap import kinds
from app.streetmap.network import Near
from app.streetmap.reading import Place
from ui.maps.view import PLACE_TYPE
from ui.widgets.theme import Theme
from ui.widgets.wrapped import WrappedLabel

_ID = Qt.ItemDataRole.UserRole
_DOT = 12
_MOST = 1000  # lines of a list; the map shows all


class PlaceList(QListWidget):
    """Places in lines. Signals: ``chosen(id)`` a click or an arrow key; ``opened(id)`` a double click or Enter."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, theme: Theme, name: str, *, draggable: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._icons: dict[str, QIcon] = {}
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setDragEnabled(draggable)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(lambda _: self._say(self.chosen))
        self.itemDoubleClicked.connect(lambda _: self._say(self.opened))

    @property
    def chosen_id(self) -> int | None:
        """The place of the current line."""
        item = self.currentItem()
        return None if item is None or item.data(_ID) is None else int(item.data(_ID))

    def show_places(self, places: Sequence[Place], said: Sequence[str] = ()) -> None:
        """List these places. said: what stands before each name, for example a distance."""
        self.clear()
        for at, place in enumerate(places[:_MOST]):
            item = QListWidgetItem(
                self._icon(place.kind), f"{said[at]}　{place.name}" if said else place.name
            )
            item.setData(_ID, place.id)
            told = (kinds.label(place.kind), place.address, place.open_hours, place.area)
            item.setToolTip("\n".join(part for part in (place.name, *told) if part))
            self.addItem(item)
        if len(places) > _MOST:
            rest = QListWidgetItem(f"还有{len(places) - _MOST}处，请用查找缩小范围")
            rest.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(rest)

    def mimeTypes(self) -> list[str]:
        """What a dragged line is."""
        return [PLACE_TYPE]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """The id of the dragged place."""
        data = QMimeData()
        data.setData(PLACE_TYPE, QByteArray(str(items[0].data(_ID)).encode()))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the arrows choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_id is not None:
            self.opened.emit(self.chosen_id)
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.chosen_id is not None:
            self.chosen.emit(self.chosen_id)

    def _say(self, signal: Any) -> None:
        if self.chosen_id is not None:
            signal.emit(self.chosen_id)

    def _icon(self, kind: str) -> QIcon:
        if kind not in self._icons:
            size = self._theme.length(_DOT)
            picture = QPixmap(size, size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(kinds.colour(kind)))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(0, 0, size, size)
            painter.end()
            self._icons[kind] = QIcon(picture)
        return self._icons[kind]


class MapSide(QTabWidget):
    """The lists beside the map. Signals as of the lists; ``wants_middle(id)``: put a place into the middle of the map."""

    chosen = Signal(int)
    opened = Signal(int)
    wants_middle = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.placed = PlaceList(theme, "图上的点位")
        self.unplaced = PlaceList(theme, "没有坐标的点位", draggable=True)
        self.near = PlaceList(theme, "离点击处最近的点位")
        self._hint = WrappedLabel("把点位拖到地图上放好；也可以选中一个，放到地图中央，再拖到准确的地方。")
        self._hint.setObjectName("quiet")
        self._middle = QPushButton("放到地图中央")
        self._near_hint = WrappedLabel(
            "在地图的空白处点一下，列出离那里最近的点位。“沿路”按图上的道路算，“直线”是没有道路连到那里。"
        )
        self._near_hint.setObjectName("quiet")
        self._middle.clicked.connect(lambda _=False: self._put_in_middle())
        self.addTab(self.placed, "图上")
        self.addTab(_column(self._hint, self.unplaced, self._middle), "未上图")
        self.addTab(_column(self._near_hint, self.near), "最近")
        self.setFixedWidth(theme.length(300))
        for one in (self.placed, self.unplaced, self.near):
            one.opened.connect(self.opened)
        for one in (self.placed, self.near):
            one.chosen.connect(self.chosen)

    def show_places(self, placed: Sequence[Place], unplaced: Sequence[Place]) -> None:
        """What is on the map, and what is not yet."""
        self.placed.show_places(placed)
        self.unplaced.show_places(unplaced)
        self.near.clear()
        self.setTabText(0, f"图上 {len(placed)}")
        self.setTabText(1, f"未上图 {len(unplaced)}")
        self._middle.setEnabled(bool(unplaced))

    def show_nearest(self, found: Sequence[Near]) -> None:
        """The places nearest to a clicked point with their distances."""
        self.near.show_places([one.place for one in found], [one.told for one in found])
        self.setCurrentIndex(2)

    def _put_in_middle(self) -> None:
        if self.unplaced.chosen_id is None and self.unplaced.count():
            self.unplaced.setCurrentRow(0)
        if self.unplaced.chosen_id is not None:
            self.wants_middle.emit(self.unplaced.chosen_id)


def _column(*widgets: QLabel | QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(8, 8, 8, 8)
    for widget in widgets:
        layout.addWidget(widget, 1 if isinstance(widget, PlaceList) else 0)
    return box


def kinds_of(places: Sequence[Place]) -> list[tuple[str, str]]:
    """The kinds that occur, as (stored, label), in the usual order."""
    found: Any = {place.kind for place in places}
    return [(kind, kinds.label(kind)) for kind in sorted(found, key=kinds.order)]
