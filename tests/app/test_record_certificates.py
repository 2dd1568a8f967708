"""Record certificates: only of booked records that the issuer organised, in order, numbered, reprinted as they were."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from app.actions.recordcertificate_texts import from_snapshot
from app.actions.service_printing import print_proofs, print_sheets
from app.actions.volunteering import reverse_logs
from app.desk import Actor, Desk
from app.documents.recordcertificate import hours
from app.errors import UserError, ValidationFailed
from app.registers import find_register, records
from db.models import RecordCertificate
from tests.factories import DAY, booked_log, issuer, record_certificate

run = {one.key: one.run for one in find_register("record_certificates").actions}
ON = date(2024, 4, 3)
PUBLIC = {"on": ON, "to": ON + timedelta(days=6)}


@pytest.fixture
def body(office):
    return issuer(office)


@pytest.fixture
def rider(office):
    return office.person(id_kind="resident", id_no="33010619900101123X")


def serve(office, person, body, on=DAY, minutes=90, **values):
    return booked_log(
        office,
        person_id=person,
        organizer_id=body,
        served_on=on,
        minutes=minutes,
        starts_at="",
        ends_at="",
        **values,
    )


def asked(office, person, body, **values):
    return record_certificate(office, person_id=person, issuer_id=body, **values)


def read(office, proof):
    with office.desk.reading() as session:
        return session.exec(select(RecordCertificate).where(RecordCertificate.id == proof)).one()


def through(office, proof, last, desk=None):
    """Take an application as far as a step."""
    said = {
        "issue": {"on": ON, "sealed_by": "李主任"},
        "publicize": PUBLIC,
        "archive": {"on": ON + timedelta(days=7)},
    }
    for key in ("accept", "verify", "approve", "issue", "publicize", "archive"):
        run[key](desk or office.desk, [proof], said.get(key, {}))
        if key == last:
            return read(office, proof)
    raise AssertionError(last)


def refused(call, *arguments):
    with pytest.raises(ValidationFailed) as failed:
        call(*arguments)
    return {one.code: one.message for one in failed.value.problems}


def test_from_application_to_archive_with_a_number_of_the_bodys_series(office, rider, body):
    serve(office, rider, body, activity="助老送餐")
    serve(office, rider, body, on=date(2024, 3, 8), minutes=45, activity="文明劝导")
    serve(office, rider, body, on=date(2024, 4, 1))  # after the period
    proof = through(office, asked(office, rider, body), "archive")
    assert (proof.minutes, proof.times, proof.contents) == (135, 2, "助老送餐、文明劝导")
    assert (proof.certificate_no, proof.state) == ("XHBS-ZYZM-2024-0001", "archived")
    assert (proof.published_from, proof.published_to) == (ON, date(2024, 4, 9))
    text = from_snapshot(proof.snapshot)
    assert (text.name, text.id_number, text.issuer) == ("张三", "33010619900101123X", "宝石社区居委会")
    assert [one.minutes for one in text.services] == [90, 45]
    assert through(office, asked(office, rider, body), "issue").certificate_no == "XHBS-ZYZM-2024-0002"


def test_a_body_that_did_not_organise_is_refused_with_the_reason(office, rider, body):
    other = issuer(office, name="金祝社区居委会", code="XHJZ")
    serve(office, rider, body)
    proof = asked(office, rider, other)
    run["accept"](office.desk, [proof], {})
    said = refused(run["verify"], office.desk, [proof], {})
    assert "由“宝石社区居委会”（1条）组织，不是“金祝社区居委会”组织的" in said["NOT_ORGANISED"]
    assert read(office, proof).state == "accepted"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "team", "may_certify": False}, "不是依法成立的单位"),
        ({"kind": "other", "may_certify": False}, "不属于志愿服务组织"),
        ({"may_certify": False}, "没有登记为可以出具"),
    ],
)
def test_a_body_that_may_not_certify_is_refused_when_it_is_asked(office, rider, values, said):
    wrong = issuer(office, **values)
    values = {"person_id": rider, "issuer_id": wrong, "since": DAY, "until": DAY, "requested_on": ON}
    refusal = refused(records.save, office.desk, find_register("record_certificates"), values)
    assert said in refusal["MAY_NOT_CERTIFY"]
    team = {"name": "某队", "kind": "team", "may_certify": True, "area_id": office.community}
    assert "MAY_NOT_CERTIFY" in refused(records.save, office.desk, find_register("issuers"), team)


def test_only_booked_records_count_and_the_person_is_known_by_a_document(office, rider, body):
    entered = {
        "person_id": rider,
        "organizer_id": body,
        "served_on": DAY,
        "minutes": 60,
        "area_id": office.community,
    }
    office.make("service_logs", **entered)
    proof = asked(office, rider, body)
    run["accept"](office.desk, [proof], {})
    assert "没有已入账的服务记录" in refused(run["verify"], office.desk, [proof], {})["NOT_ORGANISED"]
    serve(office, rider, body, on=date(2024, 3, 2))
    assert "1条没有入账" in refused(run["verify"], office.desk, [proof], {})["UNBOOKED"]
    run["verify"](office.desk, [proof], {"booked_only": True})
    assert read(office, proof).times == 1
    unknown = office.person("李四", phones="13800000002")
    serve(office, unknown, body)
    other = asked(office, unknown, body)
    run["accept"](office.desk, [other], {})
    assert "没有登记证件号码" in refused(run["verify"], office.desk, [other], {})["NO_ID"]


def test_who_verified_or_recorded_does_not_approve_where_there_are_two(office, rider, body):
    for name in ("测试员", "另一位"):
        office.make("clerks", name=name, area_id=office.street)
    serve(office, rider, body)
    proof = asked(office, rider, body)
    through(office, proof, "verify")
    assert "另一位经办人审批" in refused(run["approve"], office.desk, [proof], {})["SAME_CLERK"]
    run["approve"](Desk(office.desk.ledger, Actor(2, "另一位")), [proof], {})
    assert read(office, proof).approved_by == "另一位"


def test_records_that_change_are_verified_again_or_marked(office, rider, body):
    log = serve(office, rider, body)
    serve(office, rider, body, on=date(2024, 3, 9))
    waiting, issued = asked(office, rider, body), asked(office, rider, body)
    through(office, waiting, "approve")
    number = through(office, issued, "issue").certificate_no
    reverse_logs(office.desk, [log], {"reason": "重复登记"})
    assert read(office, waiting).state == "accepted"
    marked = read(office, issued)
    assert (marked.state, marked.certificate_no) == ("issued", number)
    assert marked.touched_on == date.today()
    assert marked.touched_by == "服务记录冲销：重复登记"
    run["reissue"](office.desk, [issued], {"reason": "记录冲销"})
    with office.desk.reading() as session:
        new = session.exec(select(RecordCertificate).where(RecordCertificate.replaces_id == issued)).one()
    assert (new.state, read(office, issued).state) == ("accepted", "reissued")
    run["verify"](office.desk, [new.id], {})
    assert read(office, new.id).times == 1


def test_reprints_are_the_same_and_hide_the_number_without_a_purpose(office, rider, body):
    serve(office, rider, body)
    proof = asked(office, rider, body)
    with pytest.raises(UserError, match="还没有出具"):
        print_proofs(office.desk, [proof])
    through(office, proof, "issue")
    first = print_proofs(office.desk, [proof], "交付本人", today=ON)
    records.save(
        office.desk, find_register("people"), {"name": "张山"}, record_id=rider, accept_warnings=True
    )
    again = print_proofs(office.desk, [proof], "交付本人", today=ON + timedelta(days=300))
    assert first.data == again.data
    assert print_proofs(office.desk, [proof], today=ON).data != first.data
    run["void"](office.desk, [proof], {"reason": "误发"})
    with pytest.raises(UserError, match="作废"):
        print_proofs(office.desk, [proof])


def test_what_was_verified_is_not_changed_under_the_certificate(office, rider, body):
    serve(office, rider, body)
    proof = asked(office, rider, body)
    through(office, proof, "verify")
    register, values = find_register("record_certificates"), {"until": date(2024, 3, 15)}
    with pytest.raises(ValidationFailed, match="不能改动人员、单位和起止日期"):
        records.save(office.desk, register, values, record_id=proof)
    records.save(office.desk, register, {"remark": "含节假日服务"}, record_id=proof)


def test_publicity_lasts_and_the_archive_waits_for_it(office, rider, body):
    serve(office, rider, body)
    proof = asked(office, rider, body)
    through(office, proof, "issue")
    assert "NOT_PUBLIC" in refused(run["archive"], office.desk, [proof], {"on": ON})
    short = {"on": ON, "to": ON + timedelta(days=5)}
    assert "公示不少于7天" in refused(run["publicize"], office.desk, [proof], short)["TOO_SHORT"]
    run["publicize"](office.desk, [proof], PUBLIC)
    assert "STILL_PUBLIC" in refused(run["archive"], office.desk, [proof], {"on": PUBLIC["to"]})


def test_the_internal_sheet_is_for_anybody(office, rider, body):
    serve(office, rider, None)
    printed = print_sheets(office.desk, [rider], "", {"since": DAY, "until": ON}, today=ON)
    assert printed.title == "志愿服务情况登记表（内部资料）"
    with pytest.raises(ValidationFailed):
        print_sheets(office.desk, [rider], "", {"since": ON, "until": DAY})


@pytest.mark.parametrize(("minutes", "text"), [(0, "0"), (60, "1"), (90, "1.5"), (119, "1.9"), (125, "2")])
def test_hours_are_never_rounded_up(minutes, text):
    assert hours(minutes) == text
