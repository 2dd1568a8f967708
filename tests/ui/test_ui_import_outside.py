"""The import window with a platform's export: the platform is named, columns are told, and both are known next time."""

from pathlib import Path

import pytest
import xlsxwriter
from sqlmodel import select

from db.models import ServiceLog
from ui.wizard.importing import ImportWindow
from ui.wizard.outside import OutsideDeciding

HEAD = ["谁", "手机号", "参与项目", "何时", "时长"]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "导出.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(
            (
                HEAD,
                ["张三", "138****0001", "助老送餐", "2024-11-05", "2"],
                ["某某", "139****0009", "巡逻", "2024-11-05", "1"],
            )
        ):
            sheet.write_row(at, 0, row)
    return path


def opened(window) -> tuple[ImportWindow, OutsideDeciding]:
    wizard = ImportWindow(window, "platform_log")
    wizard.show()
    return wizard, wizard.rows.deciding


def tell(panel: OutsideDeciding, name: str, head: str) -> None:
    box = panel.heads[name]
    box.setCurrentIndex(box.findData(head))
    box.activated.emit(box.currentIndex())


def test_columns_and_platform_are_told_once(window, office, settle, export):
    office.person("张三")
    wizard, _ = opened(window)
    wizard.take_files([export])
    settle(window)
    panel = wizard.rows.deciding
    assert isinstance(panel, OutsideDeciding)
    assert panel.question == "请先说明：姓名、服务日期、来源平台。"
    assert not wizard.go.isEnabled()
    for name, head in (("name", "谁"), ("date", "何时"), ("activity", "参与项目")):
        tell(wizard.rows.deciding, name, head)
        settle(window)
    panel = wizard.rows.deciding
    panel.platform.setCurrentText("志愿汇")
    panel.platform.lineEdit().editingFinished.emit()
    settle(window)
    assert wizard.go.text() == "导入1条"
    wizard.start_import()
    settle(window)
    with window.desk.reading() as session:
        (log,) = session.exec(select(ServiceLog)).all()
    assert (log.minutes, log.source) == (120, "志愿汇")
    wizard, _ = opened(window)
    wizard.take_files([export])
    settle(window)
    assert wizard.review.run.source == "志愿汇"
    assert wizard.rows.deciding.heads["date"].currentText() == "何时"
    assert wizard.go.text() == "没有可导入的行"
