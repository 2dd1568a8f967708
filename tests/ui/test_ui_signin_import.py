"""A sign-in sheet through the window: which class, what becomes of people not on its list, one operation."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from app.exchange.signin import COUNT
from app.sheets.attendance import read_learners
from db.models import ClassRun, Enrolment, Headcount
from ui.wizard.importing import ImportWindow
from ui.wizard.signin import SignInDeciding

WORKBOOK = Path(__file__).parents[1] / "data" / "workbooks" / "三新学堂第2期短视频制作班签到表.xlsx"


@pytest.fixture
def wizard(window, office) -> ImportWindow:
    opened = ImportWindow(window, "attendance")
    opened.show()
    return opened


def stored(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model)).all()


def choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_the_sample_goes_into_a_new_class_of_the_year_that_is_said(wizard, window, office, settle):
    wizard.take_files([WORKBOOK])
    settle(window)
    panel = wizard.rows.deciding
    assert isinstance(panel, SignInDeciding)
    assert panel.class_box.currentText() == "新建：“三新”学堂第2期短视频制作班"
    panel._year.setValue(2024)
    settle(window)
    assert wizard.review.run.lessons[0].held_on == date(2024, 11, 5)
    assert wizard.go.text() == "导入28人"
    wizard.start_import()
    settle(window)
    (made,) = stored(office, ClassRun)
    learners = read_learners(office.desk, made.id)
    assert (len(learners), {len(one.marks) for one in learners}) == (28, {6})


def test_an_existing_class_is_chosen_and_strangers_are_only_counted(wizard, window, office, settle):
    course = office.make("courses", name="短视频制作")
    known = {"area_id": office.street, "from_on": date(2024, 11, 1), "to_on": date(2024, 11, 30)}
    run = office.make("class_runs", name="秋季班", course_id=course, **known)
    wizard.take_files([WORKBOOK])
    settle(window)
    choose(wizard.rows.deciding.class_box, run)
    settle(window)
    assert wizard.review.run.class_title == "秋季班"
    choose(wizard.rows.deciding._strangers, COUNT)
    wizard.start_import()
    settle(window)
    assert sum(row.count for row in stored(office, Headcount)) == 100
    assert stored(office, Enrolment) == []


def test_what_stands_against_it_is_said_and_nothing_can_be_imported(wizard, window, office, settle):
    course = office.make("courses", name="短视频制作")
    run = office.make(
        "class_runs", name="夏季班", course_id=course, area_id=office.street, from_on=date(2024, 6, 1),
        to_on=date(2024, 6, 30),
    )  # fmt: skip
    wizard.take_files([WORKBOOK])
    settle(window)
    choose(wizard.rows.deciding.class_box, run)
    settle(window)
    assert not wizard.go.isEnabled()
    assert "请先修改班次的日期" in wizard.rows.hint()
