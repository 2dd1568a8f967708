"""Corrections of booked records: asked for, decided by somebody else, done by counter-entry; sums stay true."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from app.actions.corrections import correct, leave_as_is, request_correction
from app.actions.volunteering import reverse_logs
from app.desk import Actor, Desk
from app.errors import ValidationFailed
from db.models import LogCorrection, LogState, RecordCertificate, ServiceLog, ServiceQuantity
from tests.app.test_record_certificates import asked, body, rider, serve, through  # noqa: F401
from tests.factories import DAY

ASKED = {"requested_by": "张三", "grounds": "签到表上是一小时"}


def rows(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def request(office, log, **values):
    return request_correction(office.desk, [log], ASKED | values).record_id


def refused(call, *arguments):
    with pytest.raises(ValidationFailed) as failed:
        call(*arguments)
    return {one.code: one.message for one in failed.value.problems}


def test_a_correction_is_a_counter_entry_and_names_the_certificates(office, rider, body):  # noqa: F811
    log = serve(office, rider, body)
    office.make("service_quantities", log_id=log, output="meals", quantity=12, unit="次")
    proof = asked(office, rider, body)
    number = through(office, proof, "issue").certificate_no
    wanted = request(office, log, new_minutes=60, new_served_on=date(2024, 3, 2))
    (told,) = rows(office, LogCorrection)
    assert (told.number, told.touched, told.state) == ("GZ-000001", number, "open")
    assert told.before == "张三 2024-03-01 90分钟 助老送餐"
    correct(office.desk, [wanted], {"decision": "情况属实"})
    old, new = rows(office, ServiceLog)
    assert (old.state, new.state) == (LogState.REVERSED, LogState.BOOKED)
    assert (new.minutes, new.served_on, new.organizer_id) == (60, date(2024, 3, 2), body)
    assert [(one.log_id, one.quantity) for one in rows(office, ServiceQuantity)] == [
        (old.id, 12),
        (new.id, 12),
    ]
    (told,) = rows(office, LogCorrection)
    assert (told.state, told.result_id, told.decision) == ("accepted", new.id, "情况属实")
    (marked,) = rows(office, RecordCertificate)
    assert (marked.state, marked.touched_by) == ("issued", "GZ-000001更正服务记录")
    assert "已经处理" in refused(correct, office.desk, [wanted], {})["DECIDED"]


def test_what_did_not_happen_is_only_reversed(office, rider, body):  # noqa: F811
    wanted = request(office, serve(office, rider, body), cancels=True)
    correct(office.desk, [wanted], {})
    assert [log.state for log in rows(office, ServiceLog)] == [LogState.REVERSED]


def test_another_clerk_decides_where_there_are_two(office, rider, body):  # noqa: F811
    wanted = request(office, serve(office, rider, body), new_minutes=60)
    for name in ("测试员", "另一位"):
        office.make("clerks", name=name, area_id=office.street)
    assert "另一位经办人决定" in refused(correct, office.desk, [wanted], {})["SAME_CLERK"]
    leave_as_is(Desk(office.desk.ledger, Actor(2, "另一位")), [wanted], {"decision": "签到表无误"})
    (told,) = rows(office, LogCorrection)
    assert (told.state, told.decided_by, told.decision) == ("refused", "另一位", "签到表无误")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "NOTHING_NEW"),
        ({"cancels": True, "new_minutes": 30}, "CANCELS"),
        ({"new_minutes": -5}, "NO_TIME"),
    ],
)
def test_a_request_says_what_is_to_be_different(office, rider, body, values, code):  # noqa: F811
    log = serve(office, rider, body)
    assert code in refused(request_correction, office.desk, [log], ASKED | values)


def test_one_request_at_a_time_about_a_booked_record(office, rider, body):  # noqa: F811
    log = serve(office, rider, body)
    request(office, log, new_minutes=30)
    assert (
        "GZ-000001"
        in refused(request_correction, office.desk, [log], ASKED | {"new_minutes": 40})["ASKED_ALREADY"]
    )
    other = serve(office, rider, body, on=date(2024, 3, 5))
    reverse_logs(office.desk, [other], {"reason": "误"})
    assert "NOT_BOOKED" in refused(request_correction, office.desk, [other], ASKED | {"new_minutes": 40})


def test_a_correction_that_overlaps_is_refused_and_nothing_is_reversed(office, rider, body):  # noqa: F811
    first = serve(office, rider, body)
    office_log = {"person_id": rider, "served_on": DAY, "minutes": 60, "area_id": office.community}
    office.make("service_logs", starts_at="14:00", ends_at="15:00", **office_log)
    wanted = request(office, first, new_starts_at="14:30", new_ends_at="16:00")
    assert "时间重叠" in refused(correct, office.desk, [wanted], {})["CORRECTION_UNFIT"]
    assert [log.state for log in rows(office, ServiceLog)] == [LogState.BOOKED, LogState.ENTERED]
