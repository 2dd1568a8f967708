"""Sign-in sheets and reduction forms as they are made from the records."""

from __future__ import annotations

import io
from datetime import date

import pdfplumber
import pytest
from sqlmodel import select

from app import settings
from app.actions.enrolling import enrol
from app.actions.reduction_printing import print_reductions
from app.actions.signin_printing import print_sign_in
from app.errors import UserError
from app.registers import find_register, records
from db.models import FeeReduction, Operation, Print
from tests.factories import DAY, class_run, organization, programme, reduction

SQLITE_ALONE = True  # papers are made from rows; their SQL is tried on both elsewhere

VERBS = {action.key: action.run for action in find_register("fee_reductions").actions}


def text_of(printed):
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


@pytest.fixture
def photo_class(office):
    course = office.make("courses", name="手机摄影", programme_id=programme(office))
    run = class_run(office, course_id=course, teacher="刘老师", place="二楼")
    people = [
        office.person(name, phones=f"1380000000{at}", station_id=office.station)
        for at, name in enumerate(("张三", "李四", "王五"))
    ]
    enrol(office.desk, run, people)
    for day, values in ((4, {"starts_at": "14:00", "ends_at": "16:30"}), (6, {"teacher": "金老师"})):
        office.make("class_sessions", class_run_id=run, held_on=date(2024, 3, day), credit_hours=3, **values)
    return run


def test_lessons_to_come_are_printed_by_name_with_masked_phones(office, photo_class):
    printed = print_sign_in(office.desk, photo_class, today=date(2024, 3, 5))
    text = text_of(printed)
    assert printed.title == "“三新”学堂第1期手机摄影班签到表"
    assert "2024年3月4日" not in text
    assert "2024年3月6日" in text
    assert "主讲：金老师" in text
    assert "138****0000" in text
    assert text.index("李四") < text.index("王五") < text.index("张三")
    with office.desk.reading() as session:
        assert session.exec(select(Print)).one().kind == "sign_in"


def test_all_lessons_when_none_is_to_come_and_chosen_ones_by_id(office, photo_class):
    assert print_sign_in(office.desk, photo_class, today=date(2024, 7, 1)).pages == 2
    one = text_of(print_sign_in(office.desk, photo_class, [1], today=DAY))
    assert "2024年3月4日14:00—16:30" in one
    assert "2024年3月6日" not in one


def test_the_office_may_leave_phones_out(office, photo_class):
    settings.save(office.desk, {"sign_in_phones": "none"})
    assert "138****" not in text_of(print_sign_in(office.desk, photo_class, today=DAY))


def test_a_class_without_lessons_has_no_sheet(office):
    with pytest.raises(UserError, match="还没有课次"):
        print_sign_in(office.desk, class_run(office), today=DAY)


def test_a_form_shows_masked_numbers_unless_there_is_a_purpose(office):
    made = reduction(office, requested=120_050)
    with office.desk.reading() as session:
        person = session.get_one(FeeReduction, made).person_id
    values = {"id_kind": "resident", "id_no": "330106199506150024", "station_id": office.station}
    records.save(office.desk, find_register("people"), values, record_id=person, accept_warnings=True)
    office.make(
        "memberships",
        organization_id=organization(office),
        person_id=person,
        from_on=date(2024, 1, 1),
        member_no="HZGH-1",
    )
    masked = text_of(print_reductions(office.desk, [made]))
    assert "330106199506150024" not in masked
    assert "13800000001" not in masked
    for said in (
        "壹仟贰佰元伍角",
        "￥1200.50",
        "占学费40%",
        "HZGH-1",
        "2024年1月1日",
        "顺丰曙光站",
        "浙江开放大学",
    ):
        assert said in masked
    full = text_of(print_reductions(office.desk, [made], purpose="报区总工会"))
    assert "330106199506150024" in full
    with office.desk.reading() as session:
        titles = [one.title for one in session.exec(select(Operation).order_by(Operation.id)).all()]
    assert "用途：报区总工会" in titles[-1]
    assert "用途" not in titles[-2]


def test_opinions_and_what_was_granted_are_on_the_form(office):
    made = reduction(office)
    on = {"on": date(2024, 3, 20), "signed_by": "赵某"}
    for key in ("submit", "station_ok", "union_ok"):
        VERBS[key](office.desk, [made], on)
    VERBS["approve"](office.desk, [made], {**on, "approved": 100_000})
    text = text_of(print_reductions(office.desk, [made]))
    assert "批准减免：（大写）壹仟元整" in text
    assert text.count("2024年3月20日") == 4
    with pytest.raises(UserError, match="1到200份"):
        print_reductions(office.desk, [])
