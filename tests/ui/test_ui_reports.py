"""报表: figures open their lists, the text is kept as typed, and goes to paper."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app import settings
from app.actions.returns import submit
from app.actions.sealing import approve
from app.actions.summary import draft
from app.measures.period import Month, Quarter
from tests.conftest import Office
from ui.papers.preview import Preview
from ui.returns.choosing import FigureChoice
from ui.returns.differences import DifferencesDialog
from ui.returns.passage import PassageEdit
from ui.shell.notices import NoticeBar
from ui.tabs.reports import ReportsTab


@pytest.fixture
def reports(window, office: Office, settle) -> ReportsTab:
    settings.save(office.desk, {"office_name": "北山街道", "signature": "北山街道党工委（社工办）"})
    office.person("张三", registered_on=date(2024, 11, 5))
    office.person("李四", registered_on=date(2024, 10, 5), phones="13800000002")
    tab = window.show_page("reports")
    settle(window)
    tab.show_month(Month(2024, 11))
    settle(window)
    return tab


def row_of(reports: ReportsTab, label: str) -> int:
    names = [reports.figures.item(row, 0).text() for row in range(reports.figures.rowCount())]
    return next(row for row, name in enumerate(names) if label in name)


def test_the_table_shows_the_month_beside_the_last(reports):
    row = row_of(reports, "登记在册新就业群体人数")
    assert [reports.figures.item(row, column).text() for column in (2, 3, 4)] == ["2", "1", "100.0%"]


def test_a_figure_opens_its_list(reports, window, settle):
    reports.figures.open_row(row_of(reports, "新增登记"))
    settle(window)
    front = window.pages.current
    assert front is not reports
    assert front.table.rowCount() == 1


def test_typed_text_is_kept_between_months_and_printed(reports, window, settle):
    edit = reports.draft.findChildren(PassageEdit)[0]
    edit.setPlainText("11月，本街道照常开展工作。")
    reports.show_month(Month(2024, 10))
    settle(window)
    assert "照常开展" not in reports.draft.findChildren(PassageEdit)[-1].toPlainText()
    reports.show_month(Month(2024, 11))
    settle(window)
    reports.papers.print_button.click()
    settle(window)
    (preview,) = window.findChildren(Preview)
    assert preview.paper.find("本街道照常开展工作")
    assert preview.paper.find("北山街道党工委")
    preview.close()


def test_without_an_office_name_the_clerk_is_told_what_to_do(window, office, settle):
    window.show_page("reports")
    settle(window)
    assert "单位名称" in window.findChild(NoticeBar).text
    assert not window.pages.current.papers.print_button.isEnabled()


def test_the_return_is_sent_for_review_and_back(reports, window, settle):
    buttons = reports.way.buttons
    assert buttons["submit"].isVisibleTo(reports)
    assert not buttons["approve"].isVisibleTo(reports)
    buttons["submit"].click()
    settle(window)
    assert reports.way.words.text() == "待审核"
    assert buttons["approve"].isVisibleTo(reports)
    assert not reports.draft.isEnabled()


def test_a_sealed_return_stays_as_it_was_and_shows_what_differs(reports, window, office, settle):
    month = Month(2024, 11)
    submit(office.desk, draft(office.desk, month))
    approve(office.desk, month, "张三", "李主任")
    office.person("王五", registered_on=date(2024, 11, 20), phones="13800000003")
    reports.reload()
    settle(window)
    row = row_of(reports, "新增登记")
    assert reports.figures.item(row, 2).text() == "1"
    assert "李主任审定封存" in reports.way.words.text()
    reports.way.buttons["differences"].click()
    settle(window)
    (dialog,) = window.findChildren(DifferencesDialog)
    heads = [dialog.tree.topLevelItem(place) for place in range(dialog.tree.topLevelItemCount())]
    came = next(one for one in heads if one.text(0).startswith("新增登记"))
    assert came.text(1) == "1 → 2"
    assert came.child(0).text(0) == "王五"
    assert came.child(0).text(1) == "新计入"
    dialog.close()
    reports.figures.open_row(row)
    settle(window)
    assert window.pages.current.table.rowCount() == 1


def test_the_meeting_papers_and_the_workbook(reports, window, settle, tmp_path):
    reports.papers.export_to(tmp_path / "表.xlsx")
    settle(window)
    assert (tmp_path / "表.xlsx").stat().st_size > 5_000
    reports.papers.meeting_button.click()
    settle(window)
    (preview,) = window.findChildren(Preview)
    assert preview.paper.find("目录")
    assert preview.paper.find("新增登记人员名单")
    preview.close()


def test_quarters_are_chosen_beside_months(reports, window, settle):
    reports.kind.setCurrentIndex(1)
    reports.kind.activated.emit(1)
    settle(window)
    assert reports.months.month() == Quarter(2024, 4)
    assert reports.figures.horizontalHeaderItem(2).text() == "本季度"


def last_chapter(reports):
    return reports.draft.chapters[-1]


def test_a_paragraph_of_ones_own_is_remembered_and_taken_again(reports, window, settle):
    work = reports.draft.chapters[1]
    work.add.menu().actions()[0].trigger()
    box = work.boxes[-1]
    box.lead.setText("抓好防暑降温")
    box.edit.setPlainText("在各驿站备足饮水。")
    box.edit.remembered.emit(box.edit.written())
    settle(window)
    assert "抓好防暑降温。在各驿站备足饮水。" in [one.text() for one in work_menu(reports)]
    assert reports.draft.draft().chapters[1].passages[-1].lead == "抓好防暑降温。"
    entry = next(one for one in work_menu(reports) if one.text().startswith("抓好防暑"))
    entry.trigger()
    assert [one.text for one in reports.draft.draft().chapters[1].passages[-2:]] == ["在各驿站备足饮水。"] * 2
    assert "抓好防暑" not in str([one.text() for one in last_chapter(reports).add.menu().actions()])


def work_menu(reports):
    return reports.draft.chapters[1].add.menu().actions()


def test_a_paragraph_of_which_nothing_is_left_is_not_printed(reports, window, settle):
    before = len(reports.draft.draft().chapters[1].passages)
    box = reports.draft.chapters[1].boxes[0]
    gone = box.edit.toPlainText()
    box.edit.dropped.emit()
    assert len(reports.draft.draft().chapters[1].passages) == before - 1
    reports.papers.print_button.click()
    settle(window)
    (preview,) = window.findChildren(Preview)
    assert not preview.paper.find(gone[:12])
    preview.close()


def test_figures_are_chosen_for_the_table(reports, window, settle):
    reports.choose.click()
    settle(window)
    (dialog,) = window.findChildren(FigureChoice)
    dialog.search.setText("注销")
    (shown,) = [item for item in dialog._items() if not item.isHidden()]
    shown.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.accept()
    settle(window)
    lines = [line.name for group in reports.draft.draft().statistics.groups for line in group.rows]
    assert "新增登记" in lines
    assert "注销（流出）" not in lines
    row_of(reports, "注销（流出）")
