"""The certificate wizard: who may and who may not, a look without numbers, issue and print."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app import settings
from app.actions.attendance import mark_attendance
from app.actions.completion import complete
from app.actions.enrolling import enrol
from app.registers import find_register, lists
from app.registers.lists import Query
from app.sheets.attendance import read_sheet
from tests.conftest import Office
from ui.papers.preview import Preview
from ui.wizard.certificates import CertificatesDialog, open_certificates

CERTIFICATES = find_register("certificates")


@pytest.fixture
def class_run(office: Office) -> int:
    settings.save(office.desk, {"office_name": "北山街道", "unit_code": "XHBS"})
    course = office.make("courses", name="短视频制作", credit_hours=4)
    run = office.make(
        "class_runs",
        name="短视频制作班",
        course_id=course,
        area_id=office.community,
        from_on=date(2024, 11, 5),
        to_on=date(2024, 11, 7),
        issuer="北山街道“小哥学院”",
    )
    for day in (5, 7):
        office.make("class_sessions", class_run_id=run, held_on=date(2024, 11, day), credit_hours=2)
    came, stayed_away = (
        office.person(name, phones=f"1380000000{n}") for n, name in enumerate(("张三", "李四"))
    )
    enrol(office.desk, run, [came, stayed_away])
    sheet = read_sheet(office.desk, run)
    mark_attendance(office.desk, run, {(one.id, came): "present" for one in sheet.lessons}, {})
    complete(office.desk, run)
    return run


@pytest.fixture
def dialog(window, class_run, settle) -> CertificatesDialog:
    open_certificates(window, class_run)
    settle(window)
    (opened,) = window.findChildren(CertificatesDialog)
    return opened


def test_only_who_may_is_ticked_and_the_others_say_why(dialog):
    ticked = [dialog.table.item(row, 0).checkState() is Qt.CheckState.Checked for row in range(2)]
    names = [dialog.table.item(row, 0).text() for row in range(2)]
    assert dict(zip(names, ticked, strict=True)) == {"张三": True, "李四": False}
    assert dialog.table.item(names.index("李四"), 3).text() != "可以发证"
    assert len(dialog.chosen()) == 1


def test_a_look_takes_no_number(dialog, window, office, settle):
    dialog.look.click()
    settle(window)
    (preview,) = window.findChildren(Preview)
    assert len(preview.paper) == 1
    assert lists.count(office.desk, CERTIFICATES, Query()) == 0
    preview.close()


def test_issue_asks_numbers_and_prints(dialog, window, office, told, settle):
    told.answers = [0]
    dialog.day.set_value(date(2024, 12, 3))
    dialog.issue_button.click()
    settle(window)
    rows = lists.page(office.desk, CERTIFICATES, Query(), ["number", "person_name"])
    assert [row.cells for row in rows] == [("XHBS-2024-01-0001", "张三")]
    (preview,) = window.findChildren(Preview)
    assert len(preview.paper.find("XHBS-2024-01-0001")) == 1
    preview.close()


def test_no_day_no_certificate(dialog, told):
    dialog.day.set_value(None)
    dialog.issue_button.click()
    assert not dialog.problem.isHidden()
    assert told.questions == []
