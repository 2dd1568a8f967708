"""Training in the window: the timetable, a class's list from a paste or a station, the papers of a reduction."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from sqlmodel import select

from app.actions.attendance import mark_attendance
from app.actions.enrolling import enrol
from db.models import Enrolment, Mark, Operation
from tests.factories import class_run, reduction
from ui.papers.preview import Preview
from ui.tabs.attendance import AttendanceDialog
from ui.tabs.reductions import ReductionsTab
from ui.tabs.timetable import TimetableTab
from ui.tabs.trainingstatistics import TrainingStatisticsTab
from ui.wizard.enrolling import EnrolDialog

DAY = date(2024, 3, 5)


def stored(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


@pytest.fixture
def timetable(window, office, settle) -> TimetableTab:
    for name in ("第1期甲班", "第1期乙班"):
        run = class_run(office, name=name, place="二楼")
        office.make("class_sessions", class_run_id=run, held_on=DAY, starts_at="14:00", ends_at="16:00")
    window.show_page("timetable")
    (tab,) = window.findChildren(TimetableTab)
    tab.show_day(DAY)
    settle(window)
    return tab


def test_a_month_shows_the_day_in_full_and_its_clashes(timetable, qtmodeltester):
    assert timetable.head.text() == "2024年3月　2场"
    assert "2场课的时间与别的课冲突" in timetable.banner.text
    assert timetable.grid.currentIndex() == timetable.grid.days.place(DAY)
    assert timetable.day_head.text() == "3月5日　周二"
    assert [timetable.list.item(row).text().splitlines()[0] for row in range(2)] == [
        "14:00—16:00　第1期甲班",
        "14:00—16:00　第1期乙班",
    ]
    assert "地点冲突" in timetable.list.item(0).text()
    assert "14:00—16:00 第1期甲班" in timetable.grid.currentIndex().data()
    qtmodeltester.check(timetable.grid.days)


def test_arrows_go_from_day_to_day_and_pages_from_month_to_month(timetable, qtbot, settle, window):
    qtbot.keyClick(timetable.grid, Qt.Key.Key_Right)
    assert timetable.day == date(2024, 3, 6)
    assert not timetable.attend.isEnabled()
    timetable.step(1)
    settle(window)
    assert timetable.head.text() == "2024年4月　0场"
    timetable.show_day(date(2024, 1, 31))
    timetable.step(1)
    settle(window)
    assert timetable.day == date(2024, 2, 29)
    timetable.show_day(DAY)
    timetable.show_weekly(True)
    settle(window)
    assert timetable.head.text() == "2024年3月4日—10日　2场"
    timetable.step(-1)
    settle(window)
    assert timetable.head.text() == "2024年2月26日—3月3日　0场"


def test_from_a_lesson_to_its_attendance_and_its_papers(timetable, settle, window):
    timetable.take_attendance()
    settle(window)
    (sheet,) = window.findChildren(AttendanceDialog)
    assert sheet.windowTitle() == "考勤：第1期甲班"
    sheet.reject()
    timetable.print_sheet()
    settle(window)
    timetable.print_days()
    settle(window)
    assert len(window.findChildren(Preview)) == 2


@pytest.fixture
def enrolling(window, office, settle) -> EnrolDialog:
    office.person("张三", phones="13800000001", station_id=office.station)
    office.person("李四", phones="13800000002", station_id=office.station)
    run = class_run(office, capacity=1)
    dialog = EnrolDialog(window, run, "手机摄影班")
    dialog.show()
    return dialog


def test_a_pasted_list_is_matched_and_enrolled(enrolling, office, settle, window):
    enrolling.check()
    assert "请先粘贴名单" in enrolling.banner.text
    enrolling.text.setPlainText("1. 李四 13800000002\n张三\n没有此人")
    enrolling.check()
    settle(window)
    assert enrolling.state_line.text() == "将报名2人，没有找到1行"
    enrolling.source.setText("站点推荐")
    enrolling.enrol()
    settle(window)
    assert [(str(row.status), row.source) for row in stored(office, Enrolment)] == [
        ("enrolled", "站点推荐"),
        ("waiting", "站点推荐"),
    ]


def test_a_whole_station_may_apply_for_review(enrolling, office, settle, window):
    enrolling.list_station()
    assert "请先选择站点" in enrolling.banner.text
    enrolling.station.set_choice(office.station, "顺丰曙光站")
    enrolling.list_station()
    settle(window)
    assert enrolling.go.text() == "2人报名(&E)"
    enrolling.review.setChecked(True)
    enrolling.enrol()
    settle(window)
    assert {str(row.status) for row in stored(office, Enrolment)} == {"applied"}


def test_who_may_not_enrol_is_named(window, office, settle):
    office.person("张三", phones="13800000001")
    course = office.make("courses", name="学历班", needs_union=True)
    dialog = EnrolDialog(window, class_run(office, course_id=course), "学历班")
    dialog.show()
    dialog.text.setPlainText("张三")
    dialog.check()
    settle(window)
    dialog.enrol()
    settle(window)
    assert "不符合报名条件" in dialog.banner.text
    assert "张三" in dialog.banner.text
    assert dialog.isVisible()


@pytest.mark.parametrize("answer", [0, 1])
def test_the_form_of_a_reduction_with_hidden_or_full_numbers(
    answer, window, office, settle, told, monkeypatch
):
    reduction(office)
    window.show_page("fee_reductions")
    settle(window)
    (tab,) = window.findChildren(ReductionsTab)
    tab.view.selectAll()
    told.answers = [answer]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("报区总工会", True))
    tab.print_forms()
    settle(window)
    assert window.findChildren(Preview)
    title = stored(office, Operation)[-1].title
    assert ("用途：报区总工会" in title) == bool(answer)


@pytest.fixture
def statistics(window, office, settle) -> TrainingStatisticsTab:
    """A class with two lessons of one learner, three unnamed in the first."""
    run = class_run(office)
    who = office.person(gender="male")
    enrol(office.desk, run, [who])
    for day in (4, 5):
        made = office.make("class_sessions", class_run_id=run, held_on=date(2024, 3, day), credit_hours=2)
        heads = {(made, "旁听"): 3} if day == 4 else {}
        mark_attendance(office.desk, run, {(made, who): Mark.PRESENT}, heads)
    window.show_page("training_statistics")
    (tab,) = window.findChildren(TrainingStatisticsTab)
    settle(window)
    tab.show_day(DAY)
    settle(window)
    return tab


def cells(table):
    model = table.model()
    return [
        {
            model.headerData(column, Qt.Orientation.Horizontal): model.index(row, column).data()
            for column in range(model.columnCount())
        }
        for row in range(model.rowCount())
    ]


def choose(tab, box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_statistics_change_their_columns_with_what_the_lines_are(statistics, settle, window, qtmodeltester):
    total, line = cells(statistics.table)
    assert (total["学院"], line["学院"]) == ("合计", "未登记")
    assert (total["人数"], total["列名人次"], total["未实名人次"], total["人次合计"]) == ("1", "2", "3", "5")
    choose(statistics, statistics.splits, "gender")
    settle(window)
    assert [(one["性别"], one["人数"]) for one in cells(statistics.table)] == [("合计", "1"), ("男", "1")]
    assert "未实名人次" not in cells(statistics.table)[0]
    choose(statistics, statistics.lengths, "year")
    settle(window)
    assert statistics.sentence.text().startswith("2024年（2024-01-01至2024-12-31）")
    statistics.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert cells(statistics.table)[0]["性别"] == "合计"
    qtmodeltester.check(statistics.table.model())


def test_a_line_of_the_statistics_opens_its_people_and_all_is_printed(statistics, settle, window):
    statistics.print_it()
    settle(window)
    (paper,) = window.findChildren(Preview)
    assert "培训情况统计表" in paper.windowTitle()
    paper.reject()
    statistics.open_people()
    settle(window)
    assert window.pages.current.page.key == "people"
