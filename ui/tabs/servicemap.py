"""服务地图: roads, areas and facilities without any network; places are put on it, looked for, filtered and printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from app.streetmap import kinds
from app.streetmap.coordinates import Point
from app.streetmap.network import Near, Network, nearest_by_road
from app.streetmap.reading import Place, StreetMap
from ui.maps.importing import GroundPicture, ask_map_file, read_map_file
from ui.maps.side import MapSide, kinds_of
from ui.maps.tools import MapTools
from ui.maps.view import MapView
from ui.records.cards import show_record
from ui.shell.undoing import undo_operation
from ui.tabs.tab import Tab
from ui.widgets.keys import on_page, within
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.desk import Changes
    from app.streetmap.coverage import Coverage
    from ui.shell.window import MainWindow
    from ui.tabs import Page

_EMPTY = (
    "还没有底图。点“导入地图”，选择本辖区的 GeoJSON 文件（例如从 OpenStreetMap 导出的道路和社区边界），"
    "或用一张街道图片作底图。"
)
_HOW = "滚动滚轮或按＋－缩放，拖动或按方向键移动，按0看全图。点一个标记打开它，拖动标记移动它，点空白处看最近的点位。"


class ServiceMapTab(Tab):
    """The map with its tools, and the lists beside it."""

    tables = frozenset({"facilities", "roads", "map_outlines", "map_pictures"})

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self.found: StreetMap | None = None
        self._network: tuple[StreetMap, Network] | None = None  # the roads of the map it was made of
        self.view = MapView(window.theme)
        self._picture = GroundPicture(window, self.view)
        self.side = MapSide(window.theme)
        self.tools = MapTools(window)
        self.sentence = WrappedLabel(_HOW)
        self.sentence.setObjectName("quiet")
        self._arrange()
        self.setFocusProxy(self.view)
        self.view.opened.connect(self.open_place)
        self.view.listed.connect(self.list_places)
        self.view.asked.connect(self.show_nearest)
        self.view.put_down.connect(self.put_down)
        self.view.moved.connect(self.ask_move)
        self.side.opened.connect(self.open_place)
        self.side.chosen.connect(self.go_to)
        self.side.wants_middle.connect(self.put_in_middle)
        self.tools.filtered.connect(self.show_wanted)
        self.tools.searched.connect(self.search_now)
        self.tools.covered.connect(self.show_coverage)
        self.tools.zoomed.connect(self.view.zoom)
        self.tools.fitted.connect(self.view.fit)
        self.tools.imported.connect(self.import_map)
        self.tools.pictured.connect(self.tie_picture)
        self.tools.printed.connect(self.print_map)
        on_page(self, "Ctrl+P", self.print_map)
        within(self, "Ctrl+F", self.tools.search.setFocus)

    def reload(self) -> None:
        """Read the map and its places anew."""
        desk = self.frame.desk

        def work() -> StreetMap:
            from app.streetmap.reading import street_map

            return street_map(desk)

        self.frame.tasks.read(work, self._took, owner=self)

    @property
    def wanted(self) -> list[Place]:
        """The places on the map that search and kind leave."""
        found = self.found.places if self.found else ()
        return [place for place in found if self._fits(place)]

    def show_wanted(self) -> None:
        """Show what search and kind leave, on the map and beside it."""
        if self.found is not None:
            placed = self.wanted
            self.view.show_places(placed)
            self.side.show_places(placed, [one for one in self.found.unplaced if self._fits(one)])

    def search_now(self) -> None:
        """Go to the first place found."""
        if self.tools.search.text().strip() and (found := self.wanted):
            self.view.go_to(found[0])
            self.side.setCurrentIndex(0)

    def open_place(self, facility_id: int) -> None:
        """Open a facility's card."""
        show_record(self.frame, "facilities", facility_id)

    def list_places(self, ids: list[int]) -> None:
        """List facilities that stand on one spot."""
        from app.streetmap.listing import list_of

        self.frame.open_list("facilities", list_of(ids))

    def go_to(self, facility_id: int) -> None:
        """Bring a place of a list into view."""
        place = self._place(facility_id)
        if place is not None:
            self.view.go_to(place)

    def show_nearest(self, point: Point) -> None:
        """List what is nearest to a point of the ground, and draw it."""
        shown, places = self.found, self.wanted
        if shown is None:
            return

        def work() -> list[Near]:
            if self._network is None or self._network[0] is not shown:
                self._network = shown, Network(line for road in shown.roads for line in road.lines)
            return nearest_by_road(self._network[1], places, point)

        def show(found: list[Near]) -> None:
            self.view.show_nearest(point, [one.place for one in found[:3]])
            self.side.show_nearest(found)

        self.frame.tasks.read(work, show, owner=self)

    def put_down(self, facility_id: int, point: Point) -> None:
        """Give a facility its place."""
        plane = self.view.plane
        if plane is None or self.found is None or self.found.bounds is None:
            self.frame.messages.notice(
                "还没有底图，不知道这里是什么地方：请先导入地图，再放点位。", kind="warning"
            )
            return
        desk, degrees = self.frame.desk, plane.degrees(point)
        place = self._place(facility_id)
        name = place.name if place else "点位"

        def work() -> Changes:
            from app.actions.streetmap import put_on_map

            return put_on_map(desk, {facility_id: degrees})

        self.frame.tasks.write(work, partial(self._tell, f"{name}的位置已保存。"))

    def put_in_middle(self, facility_id: int) -> None:
        """Put a place into the middle of what is in view: the way without a mouse."""
        rect = self.view.rect()
        self.put_down(facility_id, self.view.ground_at(rect.center().toPointF()))

    def ask_move(self, facility_id: int, point: Point) -> None:
        """A marker was dragged: ask, for it may have been by accident."""
        place = self._place(facility_id)
        if place is not None and self.frame.messages.confirm(
            f"把“{place.name}”移到这里吗？", "移动后可以撤销。", yes="移动"
        ):
            self.put_down(facility_id, point)

    def import_map(self) -> None:
        """Choose a file and the system of its coordinates, and put it in the place of the old map."""
        if given := ask_map_file(self.frame, self):
            self.take_file(*given)

    def take_file(self, path: Any, system: str) -> None:
        """Read a map file on the worker; what is wrong with it is said, and the old map stays."""
        read_map_file(self.frame, path, system, self._tell)

    def tie_picture(self) -> None:
        """Choose a picture as the map's ground, tie it, or take it off."""
        if self.found is not None:
            from ui.maps.tiedialog import PictureDialog

            PictureDialog(self.frame, self.found, self._tell).open()

    def show_coverage(self) -> None:
        """Draw the gaps of the main roads for a kind of facility, or no more."""
        from datetime import date

        kind, desk = self.tools.cover.currentData(), self.frame.desk
        if not kind:
            self.view.show_gaps(())
            self.sentence.setText(_HOW)
            return

        def work() -> Coverage:
            from app import settings
            from app.streetmap.coverage import road_coverage

            return road_coverage(desk, date.today(), settings.read(desk, "walk_metres"), (kind,))

        def show(found: Coverage) -> None:
            self.view.show_gaps([gap.line for row in found.rows for gap in row.gaps])
            self.sentence.setText(found.sentence(kinds.label(kind)) + "红色是没有覆盖到的路段。")

        self.frame.tasks.read(work, show, owner=self)

    def show_road(self, lines: Any, gaps: Any) -> None:
        """Bring a road into view with its gaps."""
        self.view.show_gaps(gaps)
        self.view.show_lines(lines)

    def print_map(self, paper: str = "a4") -> None:
        """Print the map with the kind that is chosen, and look at it."""
        desk, kind = self.frame.desk, self.tools.kinds.currentData()

        def work() -> Printed:
            from app.actions.map_printing import print_service_map

            return print_service_map(desk, paper, (kind,) if kind else ())

        def show(printed: Printed) -> None:
            from ui.papers.preview import open_preview

            open_preview(self.frame, printed.data, printed.title, f"{printed.title}{printed.number}.pdf")

        self.frame.tasks.write(work, show, owner=self, title="正在排版…")

    def _took(self, found: StreetMap) -> None:
        self.found = found
        self.tools.offer(kinds_of((*found.places, *found.unplaced)))
        self.view.show_map(found)
        self._picture.follow(found)
        self.show_wanted()
        self._empty.setVisible(not found.drawn)
        if self.tools.cover.currentData():
            self.show_coverage()

    def _fits(self, place: Place) -> bool:
        kind, words = self.tools.kinds.currentData(), self.tools.search.text().split()
        return (not kind or place.kind == kind) and place.fits(words)

    def _place(self, facility_id: int) -> Place | None:
        found = (*self.found.places, *self.found.unplaced) if self.found else ()
        return next((place for place in found if place.id == facility_id), None)

    def _tell(self, text: str, changes: Changes) -> None:
        operation = changes.operation_id
        if operation is None:
            self.frame.messages.notice(text)
            return
        self.frame.messages.notice(text, action="撤销", do=lambda: undo_operation(self.frame, operation))

    def _arrange(self) -> None:
        self._empty = WrappedLabel(_EMPTY)
        self._empty.setObjectName("notice_line")
        self._empty.hide()
        title = QLabel("服务地图")
        title.setObjectName("title")
        both = QHBoxLayout()
        both.setSpacing(10)
        both.addWidget(self.view, 1)
        both.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 18, 10)
        layout.setSpacing(8)
        for widget in (title, self.tools, self.sentence, self._empty):
            layout.addWidget(widget)
        layout.addLayout(both, 1)
