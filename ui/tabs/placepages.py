"""The pages of places: facilities, friendly units with their filings, and inspections with faults and broken equipment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.tabs.page import Page, Section, list_page, register_tab

if TYPE_CHECKING:
    from ui.tabs.tab import Tab
    from ui.window import MainWindow

_ROUNDS, _UNITS = "巡查", "友好单元"


def _rounds_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.rounds import RoundsTab

    return RoundsTab(window, page)


PLACES = Section(
    "阵地",
    "mdi6.map-marker-outline",
    (
        list_page("facilities", "阵地", "还没有阵地：导入驿站和饮水点清单，或新增一处。"),
        list_page(
            "friendly_units",
            "友好单元",
            "还没有友好单元：先登记辖区全部小区、商圈、楼宇，再逐个创建。",
            _UNITS,
        ),
        list_page(
            "unit_filings",
            "站点备案",
            "还没有站点备案：在友好单元的卡片里登记，或在这里新增。",
            _UNITS,
        ),
        Page(
            "inspection_rounds",
            "巡查",
            _rounds_tab,
            register="inspection_rounds",
            first="还没有巡查：新增一轮，会列出当天开放的全部点位。",
            group=_ROUNDS,
        ),
        list_page("faults", "问题整改", "没有问题：巡查中发现的问题会列在这里。", _ROUNDS),
        Page(
            "facility_equipment/broken",
            "待修设备",
            register_tab,
            register="facility_equipment",
            fixed=(("working", False),),
            first="没有待修的设备：在阵地的“设备”里把坏了的改为不完好，会列在这里。",
            group=_ROUNDS,
        ),
        list_page("inspection_items", "检查项", "还没有检查项：点“采用‘六有’标准”开始。", _ROUNDS),
    ),
)
