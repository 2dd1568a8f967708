"""Places: two lists imported, one place put on the map, a round with two faults, three units recognised, map and coverage printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pdfplumber
from PySide6.QtWidgets import QComboBox

from tests.e2e.clerk import Clerk
from tests.e2e.first_day import PLACES, WORKBOOKS
from tests.e2e.lists import column, page
from ui.papers.preview import Preview
from ui.records.dialog import RecordDialog
from ui.tabs.roadcoverage import RoadCoverageTab
from ui.tabs.roundsheet import RoundDialog
from ui.tabs.servicemap import ServiceMapTab
from ui.wizard.importing import ImportWindow

WARM_PLACES = WORKBOOKS / "暖心点位一览表.xls"


def import_both(clerk: Clerk, folder: Path) -> None:
    """Sixty water points and forty warm places come in; the clerk says where those lie that do not say so."""
    for source, number in ((PLACES, 60), (WARM_PLACES, 40)):
        sheet = folder / source.name
        sheet.write_bytes(source.read_bytes())
        _import(clerk, sheet, number)


def _import(clerk: Clerk, sheet: Path, number: int) -> None:
    clerk.press("Ctrl+I")
    wizard = clerk.dialog(ImportWindow)
    with clerk.naming_files(sheet):
        clerk.push("选择表格")
    for box in wizard.rows.deciding.findChildren(QComboBox)[:1]:
        clerk.choose(box, "金祝社区")
    clerk.push(wizard.go.text(), wizard)
    assert f"导入阵地：新增{number}处" in clerk.told


def put_on_map(clerk: Clerk) -> None:
    """One without coordinates is put into the middle of the map."""
    clerk.open_section("阵地")
    clerk.open_page("服务地图")
    tab = clerk.window.pages.current
    assert isinstance(tab, ServiceMapTab)
    waiting = _waiting(tab)
    assert waiting >= 100
    clerk.open_tab(tab.side.tabBar(), f"未上图 {waiting}")
    clerk.click_index(tab.side.unplaced, tab.side.unplaced.model().index(0, 0))
    clerk.push("放到地图中央", tab)
    clerk.wait(lambda: _waiting(tab) == waiting - 1)


def _waiting(tab: ServiceMapTab) -> int:
    return int(tab.side.tabText(1).split()[-1])


def inspect(clerk: Clerk) -> None:
    """The round's sheet typed back by keys: two faults explained, the rest in order; both are tasks with their day."""
    clerk.open_page("问题整改")
    known = page(clerk).table.rowCount()
    clerk.open_page("巡查")
    clerk.press("Ctrl+N")
    clerk.dialog(RecordDialog)
    clerk.fill("名称", "秋季饮水点巡查")
    clerk.link("所在区域", "金祝", "金祝社区")
    clerk.fill("开始日期", f"{date.today()}")
    clerk.fill("完成期限", f"{date.today()}")
    clerk.press("Ctrl+S")
    assert "新增" in clerk.told
    clerk.click_index(page(clerk).view, page(clerk).table.index(0, 0))
    clerk.push("录入结果")
    sheet = clerk.dialog(RoundDialog)
    for what in ("饮水机不出水", "微波炉不通电"):
        clerk.press("2")
        clerk.type(what)
        clerk.press("Return")
    clerk.push("全表其余合格", sheet)
    clerk.press("Ctrl+S")
    clerk.press("Escape")
    clerk.open_page("问题整改")
    assert page(clerk).table.rowCount() == known + 2


def recognise_three(clerk: Clerk) -> None:
    """Three units that applied go from creating over the score to the plate."""
    clerk.open_page("友好单元")
    tab = page(clerk)
    for _ in range(3):
        stages = column(tab.table, "创建阶段")
        row = stages.index("未申报")
        clerk.click_index(tab.view, tab.table.index(row, 0))
        for month, verb in enumerate(("申报", "开始创建", "验收", "授牌"), start=1):
            clerk.verb(verb)
            clerk.fill("日期", f"2025-{month:02d}-28")
            clerk.press("Ctrl+S")
            tab = page(clerk)
    assert column(tab.table, "创建阶段").count("授牌") >= 3


def print_map_and_coverage(clerk: Clerk, folder: Path) -> None:
    """The map on A4 with its numbered list, and the sheet of roads with and without a water point."""
    clerk.open_page("服务地图")
    clerk.from_menu("打印", "A4服务地图（附点位表和二维码）")
    _save(clerk, folder / "地图.pdf")
    clerk.open_page("道路覆盖")
    assert isinstance(clerk.window.pages.current, RoadCoverageTab)
    clerk.push("打印覆盖表")
    text = _save(clerk, folder / "覆盖.pdf")
    assert "文三路" in text


def _save(clerk: Clerk, target: Path) -> str:
    paper = clerk.dialog(Preview)
    with clerk.naming_files(target):
        clerk.push("另存为PDF", paper)
    clerk.press("Escape")
    with pdfplumber.open(target) as pdf:
        return "".join(one.extract_text() for one in pdf.pages)
