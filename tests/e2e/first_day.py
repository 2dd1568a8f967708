"""The first day: the ledger is set up, and the sheets that the communities sent are imported."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QComboBox

from app.exchange.readrow import State
from tests.e2e.clerk import Clerk
from ui.wizard.first_run import FirstRun
from ui.wizard.importing import ImportWindow

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
ROSTER = WORKBOOKS / "快递站点人员花名册（宝石社区）.xlsx"
PLACES = WORKBOOKS / "北山街道公益饮水点台账.xlsx"
SPOILT = 27  # the row of the roster whose number was copied wrongly
RIGHT = "330106197610066974"


def set_up(clerk: Clerk) -> None:
    """Say whose ledger it is; what is missing is said under its field, and nothing typed is lost."""
    page = clerk.window.pages.stack.currentWidget()
    assert isinstance(page, FirstRun)
    clerk.type("北山街道")
    clerk.press("Tab")
    for community in ("宝石社区", "金祝社区"):
        clerk.type(community)
        clerk.press("Return")
    assert page.counted.text() == "共2个社区"
    clerk.push("开始使用")
    assert clerk.here is page.clerk, "the keyboard goes to what is missing"
    clerk.type("王经办")
    clerk.press("Return")
    assert clerk.window.windowTitle() == "台账.db — 王经办 — 新蜂台账"
    assert clerk.window.pages.page.key == "overview"


def sent_sheets(folder: Path) -> tuple[Path, Path]:
    """The sheets as they were sent: the roster has wrong numbers of its own, the places get words nobody knows."""
    roster, places = folder / ROSTER.name, folder / PLACES.name
    roster.write_bytes(ROSTER.read_bytes())
    book = openpyxl.load_workbook(PLACES)
    sheet = book.active
    sheet["C5"] = sheet["C6"] = "便民茶摊"
    sheet["J7"] = "2024.13.45"
    book.save(places)
    return roster, places


def import_sheets(clerk: Clerk, roster: Path, places: Path) -> None:
    """Two files chosen at once: each is looked at, decided and imported before the next one comes."""
    clerk.press("Ctrl+I")
    wizard = clerk.dialog(ImportWindow)
    with clerk.naming_files(roster, places):
        clerk.push("选择表格")
    _import_roster(clerk, wizard, roster)
    _import_places(clerk, wizard, places)
    assert clerk.front is clerk.window, "after the last file the wizard closes"


def _import_roster(clerk: Clerk, wizard: ImportWindow, roster: Path) -> None:
    """The rows with problems are read, given back as an annotated copy, and not imported."""
    chips = wizard.rows.chips
    assert [chips[state].text() for state in (None, State.NEW, State.PROBLEM, State.SKIP)] == [
        "全部 45",
        "新增 32",
        "有问题 4",
        "跳过 9",
    ]
    clerk.click(chips[State.PROBLEM])
    model = wizard.rows.model
    assert [model.row(place).row for place in range(model.rowCount())] == [11, 27, 31, 48]
    clerk.click_index(wizard.rows.table, model.index(1, 0))
    assert "身份证号校验不通过" in clerk.reads(wizard)
    copy = roster.with_name("退回宝石社区.xlsx")
    with clerk.naming_files(copy):
        clerk.push("保存批注副本")
    assert "校验不通过" in str(openpyxl.load_workbook(copy).active.cell(SPOILT, 9).value)
    assert wizard.go.text() == "导入32人"
    clerk.press("Ctrl+Return")
    assert clerk.told == f"已从“{roster.name}”导入人员：新增32人。"


def _import_places(clerk: Clerk, wizard: ImportWindow, places: Path) -> None:
    """The clerk says where they lie and what an unknown word means; a wrong date stays out."""
    chips = wizard.rows.chips
    assert (chips[State.NEW].text(), chips[State.PROBLEM].text()) == ("新增 57", "有问题 3")
    area, word = wizard.rows.deciding.findChildren(QComboBox)
    clerk.choose(area, "金祝社区")
    area, word = wizard.rows.deciding.findChildren(QComboBox)
    assert area.currentText() == "金祝社区"
    assert word.accessibleName() == "类别“便民茶摊”"
    clerk.choose(word, "饮水点")
    assert (chips[State.NEW].text(), chips[State.PROBLEM].text()) == ("新增 59", "有问题 1")
    assert clerk.here.window() is wizard, "the keyboard stays after the second look"
    clerk.push("导入59处")
    assert clerk.told == f"已从“{places.name}”导入阵地：新增59处。"


def import_corrected(clerk: Clerk, roster: Path) -> None:
    """The community sends the roster again with one number put right: one more person, and nobody twice."""
    book = openpyxl.load_workbook(roster)
    book.active.cell(SPOILT, 4).value = RIGHT
    book.save(roster)
    clerk.press("Ctrl+I")
    wizard = clerk.dialog(ImportWindow)
    with clerk.naming_files(roster):
        clerk.push("选择表格")
    chips = wizard.rows.chips
    assert (chips[State.NEW].text(), chips[State.SAME].text()) == ("新增 1", "无变化 32")
    clerk.press("Ctrl+Return")
    assert clerk.told == f"已从“{roster.name}”导入人员：新增1人。"
