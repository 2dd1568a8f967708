"""The pages of places: facilities, friendly units with their filings, inspections, partners, and what the five measures hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.tabs.page import Page, Section, list_page, register_tab

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs.tab import Tab

_ROUNDS, _UNITS, _PARTNERS = "巡查", "友好单元", "共建力量"
_MAP = "服务地图"


def _rounds_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.rounds import RoundsTab

    return RoundsTab(window, page)


def _unit_coverage_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.unitcoverage import UnitCoverageTab

    return UnitCoverageTab(window, page)


def _five_ones_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.fiveones import FiveOnesTab

    return FiveOnesTab(window, page)


def _service_map_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.servicemap import ServiceMapTab

    return ServiceMapTab(window, page)


def _road_coverage_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.roadcoverage import RoadCoverageTab

    return RoadCoverageTab(window, page)


PLACES = Section(
    "阵地",
    "mdi6.map-marker-outline",
    (
        list_page("facilities", "阵地", "还没有阵地：导入驿站和饮水点清单，或新增一处。", "阵地"),
        Page("service_map", "服务地图", _service_map_tab, group=_MAP),
        Page("coverage/roads", "道路覆盖", _road_coverage_tab, group=_MAP),
        list_page("roads", "道路", "还没有道路：在“服务地图”里导入地图，或先登记主干道的名称。", _MAP),
        list_page("map_outlines", "地图轮廓", "还没有轮廓：导入地图时，有名称的区域会列在这里。", _MAP),
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
        list_page(
            "unit_improvements",
            "微改造",
            "还没有微改造：在友好单元的卡片里登记项目，再放上改造前、改造后的照片。",
            _UNITS,
        ),
        Page("coverage/units", "创建情况", _unit_coverage_tab, group=_UNITS),
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
        list_page(
            "partners",
            "共建力量",
            "还没有共建力量：登记共建单位、爱心商家、社会组织，写上提供什么。",
            _PARTNERS,
        ),
        list_page("partner_contacts", "联系记录", "还没有联系记录：在共建力量里登记。", _PARTNERS),
        list_page("alliances", "街区联盟", "还没有街区联盟：新增一个，再添加成员单位。", _PARTNERS),
        list_page(
            "joint_projects", "联建项目", "还没有联建项目：新增一个，写上批次和计划完成日期。", _PARTNERS
        ),
        list_page(
            "facility_meals",
            "每月服务量",
            "还没有服务量：每月登记各家食堂的优惠餐份数、各驿站的服务人次。",
            "阵地",
        ),
        Page("five_ones", "五个一", _five_ones_tab),
    ),
)
