"""The import window with files of several sheets, hidden rows, and files that cannot be read."""

import os
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
import xlsxwriter
from PySide6.QtWidgets import QCheckBox, QComboBox
from sqlmodel import select

from app.exchange.readrow import State
from db.models import Membership
from ui.widgets.dates import DateEditor
from ui.wizard.importing import ImportWindow

PLACES = Path(__file__).parents[1] / "data" / "workbooks" / "暖心点位一览表.xls"
HEAD = ["姓名", "手机号", "工种", "公司"]


@pytest.fixture
def wizard(window, office) -> ImportWindow:
    opened = ImportWindow(window)
    opened.show()
    return opened


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "花名册.xlsx"
    book = xlsxwriter.Workbook(path)
    for community, people in (("宝石社区", 3), ("金祝社区", 2)):
        sheet = book.add_worksheet(community)
        sheet.write_row(0, 0, HEAD)
        for at in range(people):
            sheet.write_row(at + 1, 0, [f"{community[:1]}三", f"1380000000{at}", "骑手", "顺丰"])
        sheet.set_row(2, None, None, {"hidden": True})
    book.close()
    return path


def box_of(wizard: ImportWindow, kind: type, text: str):
    boxes = wizard.rows.deciding.widget().findChildren(kind)
    return next(one for one in boxes if text in (one.accessibleName() or one.text()))


def test_another_sheet_is_chosen_and_begins_anew(wizard, window, office, settle, roster):
    wizard.take_files([roster])
    settle(window)
    assert (wizard.review.run.sheet, wizard.review.run.community) == ("宝石社区", "宝石社区")
    assert wizard.go.text() == "导入2人"
    wizard.rows.model.toggle([0])
    assert wizard.go.text() == "导入1人"
    box = box_of(wizard, QComboBox, "工作表")
    box.setCurrentText("金祝社区")
    box.textActivated.emit("金祝社区")
    settle(window)
    run = wizard.review.run
    assert (run.sheet, run.community, run.area_id) == ("金祝社区", "金祝社区", office.other_community)
    assert wizard.go.text() == "导入1人"
    assert box_of(wizard, QComboBox, "工作表").currentText() == "金祝社区"


def test_hidden_rows_are_taken_after_asking(wizard, window, settle, roster):
    wizard.take_files([roster])
    settle(window)
    assert wizard.review.run.counts()[State.PROBLEM] == 1
    box = box_of(wizard, QCheckBox, "隐藏的1行")
    assert not box.isChecked()
    box.click()
    settle(window)
    assert wizard.review.run.counts()[State.PROBLEM] == 0
    assert wizard.go.text() == "导入3人"
    box = box_of(wizard, QCheckBox, "隐藏的1行")
    assert box.isChecked()
    box.click()
    settle(window)
    assert wizard.go.text() == "导入2人"


def test_members_without_a_day_join_from_the_day_that_is_typed(wizard, window, office, settle, tmp_path):
    office.make("organizations", name="联合工会", line="union", kind="joint", area_id=office.street)
    path = tmp_path / "会员.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("宝石社区")
        sheet.write_row(0, 0, [*HEAD, "是否入会"])
        sheet.write_row(1, 0, ["张三", "13800000009", "骑手", "顺丰", "√"])
    wizard.take_files([path])
    settle(window)
    assert any("已入会" in notice for notice in wizard.review.run.notices)
    (day,) = wizard.rows.deciding.widget().findChildren(DateEditor)
    day.line.setText("2024.11.1")
    day.line.editingFinished.emit()
    settle(window)
    assert wizard.review.run.joined_on == date(2024, 11, 1)
    (day,) = wizard.rows.deciding.widget().findChildren(DateEditor)
    assert day.value() == date(2024, 11, 1)
    wizard.start_import()
    settle(window)
    with office.desk.reading() as session:
        assert [one.from_on for one in session.exec(select(Membership)).all()] == [date(2024, 11, 1)]


BAD = {
    "空.xlsx": b"",
    "杂.xlsx": os.urandom(4000),
    "网页.xls": b"<html><table><tr><td>1</td></tr></table></html>",
    "断.xls": PLACES.read_bytes()[:7000],
    "没有表头.csv": "一,二\n三,四\n".encode(),
    "文件夹.xlsx": None,
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_on_the_first_page(name, wizard, window, settle, tmp_path):
    path = tmp_path / name
    if BAD[name] is None:
        path.mkdir()
    else:
        path.write_bytes(BAD[name])
    wizard.take_files([path])
    settle(window)
    assert wizard.pages.currentWidget() is wizard.choose
    assert wizard.choose.trouble.endswith("。")
    assert wizard.choose.isEnabled()
    wizard.take_files([PLACES])
    settle(window)
    assert wizard.review is not None


def test_a_file_that_is_gone_is_said(wizard, window, settle, tmp_path):
    wizard.take_files([tmp_path / "没有.xlsx"])
    settle(window)
    assert "打不开" in wizard.choose.trouble


def test_a_full_disk_while_importing_is_said_and_nothing_is_half_there(
    wizard, window, office, settle, tmp_path
):
    path = tmp_path / "花名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("宝石社区")
        sheet.write_row(0, 0, [*HEAD, "备注"])
        for at in range(100):
            sheet.write_row(at + 1, 0, ["张三", f"138000000{at:02d}", "骑手", "顺丰", "长" * 1900])
    wizard.take_files([path])
    settle(window)
    ledger = office.desk.ledger
    ledger.engine.dispose()
    sa.event.listen(ledger.engine, "connect", no_room)
    wizard.start_import()
    settle(window)
    assert "磁盘空间不足" in wizard.rows.trouble
    with office.desk.reading() as session:
        assert session.execute(sa.text("SELECT count(*) FROM people")).scalar() == 0
    assert wizard.go.isEnabled()


def no_room(raw, _):
    """The file may not grow, as on a full disk."""
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count={pages}")
