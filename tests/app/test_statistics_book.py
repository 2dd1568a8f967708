"""The statistics table as a workbook: the same cells as on paper, figures as numbers, ready to print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from app.documents.statistics import StatisticsContent, StatisticsGroup, StatisticsRow
from app.exchange.statisticsbook import write_statistics

ROWS = (
    StatisticsRow("登记在册新就业群体人数", "人", "525", "520", "1.0%", "—", "—", "12.5%"),
    StatisticsRow("其中：快递员", "人", "200", "—", "—", "—", "—", "—", "上期更正为13", part=True),
    StatisticsRow("志愿服务时长", "小时", "36.5", "0", "—", "=1+1", "-3", "—"),
)


def test_the_workbook_is_the_table(tmp_path: Path) -> None:
    target = tmp_path / "统计表.xlsx"
    content = StatisticsContent(
        "2024年11月统计表",
        "北山街道",
        date(2024, 11, 30),
        (StatisticsGroup("一、基本情况", ROWS),),
        clerk="王某",
    )
    write_statistics(target, content)
    book = openpyxl.load_workbook(target)
    sheet = book.active
    assert sheet is not None
    assert sheet["A1"].value == "2024年11月统计表"
    assert "填报单位（盖章）：北山街道" in sheet["A2"].value
    assert [cell.value for cell in sheet[3]][:4] == ["序号", "指标名称", "计量单位", "本月"]
    assert sheet["A4"].value == "一、基本情况"
    assert [cell.value for cell in sheet[5]][:5] == [1, "登记在册新就业群体人数", "人", 525, 520] or [
        cell.value for cell in sheet[5]
    ][:5] == ["1", "登记在册新就业群体人数", "人", 525, 520]
    assert (sheet["D5"].data_type, sheet["F5"].value) == ("n", "1.0%")
    assert sheet["B6"].alignment.indent == 2
    assert sheet["J6"].value == "上期更正为13"
    assert (sheet["D7"].value, sheet["H7"].value) == (36.5, -3)
    assert (sheet["G7"].data_type, sheet["G7"].value) == ("s", "=1+1")
    assert "填表人：王某" in sheet["A8"].value
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$3"
    assert book.properties.creator in (None, "")
