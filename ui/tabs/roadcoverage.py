"""道路覆盖: main roads on a day with and without a facility of a kind, the share within walking distance, the gaps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox

from app.streetmap import kinds
from ui.tabs.daytab import DayTab
from ui.widgets.rowtable import Head, RowTable

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.streetmap.coverage import Coverage
    from ui.shell.window import MainWindow
    from ui.tabs import Page

_KINDS = ("water_point", "rest_stop", "resting_spot", "parking_bay")


class RoadCoverageTab(DayTab):
    """A line for each main road; Enter shows it on the map with its gaps."""

    title = "主干道覆盖情况"

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        heads = (Head("主干道", 14), Head("有无", 8), Head("处数", 8, figures=True), Head("长度（米）", 12, figures=True),
                 Head("覆盖", 10, figures=True), Head("缺口", 44, toned=False), Head("点位", 60, toned=False))  # fmt: skip
        nothing = "还没有主干道：导入地图，或在“道路”里登记并选择“主干道”。"
        self.table = RowTable(window.theme, heads, self.title, nothing)
        self.found: Coverage | None = None
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("点位类别")
        for kind in _KINDS:
            self.kinds.addItem(kinds.label(kind), kind)
        self.kinds.activated.connect(lambda _: self.reload())
        self.reach = QSpinBox()
        self.reach.setAccessibleName("步行距离")
        self.reach.setRange(50, 5000)
        self.reach.setSingleStep(50)
        self.reach.setPrefix("步行 ")
        self.reach.setSuffix(" 米")
        self.reach.setKeyboardTracking(False)
        self.reach.valueChanged.connect(lambda _: self.reload())
        self.add_choice(self.kinds)
        self.add_choice(self.reach)
        self.add_tool("打印覆盖表", "mdi6.printer-outline", self.print_it)
        self.body.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self.show_road)

    def ask(self) -> Callable[[date], Coverage]:
        """The roads with what covers them; the first time with the office's own walking distance."""
        desk, kind, reach = self.frame.desk, self.kinds.currentData(), self._chosen_reach

        def work(on: date) -> Coverage:
            from app import settings
            from app.streetmap.coverage import road_coverage

            return road_coverage(desk, on, reach or settings.read(desk, "walk_metres"), (kind,))

        return work

    def show_found(self, found: Coverage) -> None:
        """Roads without a facility in another colour."""
        from app.measures.arithmetic import percent_text

        self.found = found
        self.reach.blockSignals(True)
        self.reach.setValue(found.reach)
        self.reach.blockSignals(False)
        rows = [
            (
                row.name,
                "有" if row.served else "无",
                str(len(row.places)),
                "" if row.length_m is None else str(row.length_m),
                "" if row.share is None else percent_text(row.share),
                row.gaps_told,
                "、".join(place.name for place in row.places),
            )
            for row in found.rows
        ]
        self.table.show_rows(rows, ["" if row.served else "danger" for row in found.rows])
        self.tell(found.sentence(self.kinds.currentText()) if found.rows else "")

    def paper(self) -> Callable[[date], Printed]:
        """The coverage sheet."""
        desk, kind, reach = self.frame.desk, self.kinds.currentData(), self.reach.value()

        def work(on: date) -> Printed:
            from app.actions.map_printing import print_road_coverage

            return print_road_coverage(desk, on, reach, (kind,))

        return work

    def show_road(self, place: int) -> None:
        """Show the road on the map with what is not covered of it."""
        if self.found is None:
            return
        row, drawn = self.found.rows[place], self.found.plane_map
        road = next((one for one in drawn.roads if one.id == row.road_id and one.lines), None)
        if road is None:
            self.frame.messages.notice(f"{row.name}还没有图形：在“服务地图”里导入含有它的地图。")
            return
        from ui.tabs.servicemap import ServiceMapTab

        tab = self.frame.show_page("service_map")
        if isinstance(tab, ServiceMapTab):
            tab.show_road(road.lines, [gap.line for gap in row.gaps])

    @property
    def _chosen_reach(self) -> int:
        """What the clerk chose; 0 before the first answer."""
        return self.reach.value() if self.found is not None else 0
