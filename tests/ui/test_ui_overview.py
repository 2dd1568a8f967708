"""The first page: what a leader asks for first, charts, what there is nothing of; every figure opens its list."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from app.measures.period import Month
from ui.widgets.charts import ChartView
from ui.widgets.fitgrid import FitGrid
from ui.widgets.tiles import TileGrid, TileView

NOVEMBER = Month(2024, 11)


@pytest.fixture
def page(office, window, settle):
    office.person("张三", registered_on=date(2024, 3, 3))
    office.person("李四", registered_on=date(2024, 11, 5), phones="13800000002")
    tab = window.show_page("overview")
    settle(window)
    tab.show_month(NOVEMBER)
    settle(window)
    return tab


def test_it_leads_with_the_headline_and_opens_what_is_clicked(page, window, settle, qtbot):
    first, *others = page.findChildren(TileGrid)[0].views()
    assert first.tile.value == "2"
    assert len(others) == 5
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.pages.page.key == "people"
    assert window.pages.current.banner.text == "只列出：2024年11月登记在册新就业群体人数"


def test_tiles_open_by_key_and_to_do_by_click(page, window, settle, qtbot):
    departed = next(one for one in page.findChildren(TileView) if one.tile.opens.code == "P12")
    departed.setFocus()
    qtbot.keyClick(departed, Qt.Key.Key_Return)
    settle(window)
    assert window.pages.page.key == "stations"
    waiting = next(one for one in page.findChildren(QToolButton) if "核实" in one.text())
    waiting.click()
    settle(window)
    assert window.pages.page.key == "people"


def test_what_there_is_nothing_of_is_one_line_instead_of_tiles(page):
    shown = {view.tile.opens.code for view in page.findChildren(TileView)}
    assert "O02" not in shown
    assert any(
        "入党培养发展" in one.text() for one in page.findChildren(QLabel) if one.text().startswith("暂无：")
    )


def test_charts_are_there_for_those_who_look(page):
    titles = {view.chart().title for view in page.findChildren(ChartView)}
    assert {"在册人数（近14个月）", "从业类型", "各社区在册人数", "培训人次（近14个月）"} <= titles


def test_an_empty_ledger_says_where_to_begin(window, settle):
    tab = window.show_page("overview")
    settle(window)
    assert any(one.text() == "导入表格…" for one in tab.findChildren(QPushButton))
    assert not tab.findChildren(TileView)


def test_a_grid_fills_its_rows_evenly(qtbot):
    grid = FitGrid([QWidget() for _ in range(6)], narrowest=100)
    qtbot.addWidget(grid)
    grid.show()
    for width, columns in ((1000, 6), (560, 3), (330, 3), (220, 2), (60, 1)):
        grid.resize(width, 200)
        assert grid._columns == columns, width
