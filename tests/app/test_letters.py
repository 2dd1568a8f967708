"""Papers beside completion certificates: letters of appointment, honours and keepsakes; and two processes issuing at once."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date

import pdfplumber
import pytest
from sqlmodel import select

from app import settings
from app.actions.attendance import mark_attendance
from app.actions.certificate_printing import print_certificates, print_stubs
from app.actions.certificate_states import collect, replace, void
from app.actions.completion import complete
from app.actions.enrolling import enrol
from app.actions.letters import Letter, appoint, appoint_to_posts, honour, issue_letters, keepsake
from app.actions.recordcertificates import accept, approve, verify_proofs
from app.actions.undo import undo
from app.errors import UserError, ValidationFailed
from app.measures.figures import figure
from app.measures.period import Month
from app.registers import find_register, records
from db.models import Certificate, CertificateKind, CivicRole, Post
from tests.factories import DAY, booked_log, class_run, issuer, organization, record_certificate

ON = {"on": date(2024, 3, 5), "sealed_by": "钱主任"}


@pytest.fixture(autouse=True)
def _named(office):
    settings.save(office.desk, {"office_name": "北山街道", "unit_code": "BSJD"})


def rows(office, model=Certificate):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def role(office, name="张三", kind="monitor", **values):
    person = office.person(name, phones=f"138{len(rows(office, CivicRole)):08d}")
    return office.make("civic_roles", person_id=person, kind=kind, from_on=DAY, **values)


def text_of(printed):
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_letters_of_appointment_have_a_series_of_their_own_and_note_their_number(office):
    roles = [role(office), role(office, "李四", "promoter", to_on=date(2026, 3, 1))]
    appoint(office.desk, roles, ON)
    issued = rows(office)
    assert [one.number for one in issued] == ["BSJD-2024-PS-0001", "BSJD-2024-PS-0002"]
    assert {str(one.kind) for one in issued} == {"appointment"}
    assert {one.sealed_by for one in issued} == {"钱主任"}
    assert [one.letter_no for one in rows(office, CivicRole)] == [one.number for one in issued]
    text = text_of(print_certificates(office.desk, [one.id for one in issued]))
    assert "聘 书".replace(" ", "") in text.replace(" ", "")
    assert "张三 同志：" in text
    assert "兹聘请您担任安全隐患监督员，聘期自2024年3月1日起。" in text.replace("\n", "")
    assert "聘期自2024年3月1日至2026年3月1日" in text.replace("\n", "")
    with pytest.raises(ValidationFailed, match="已发聘书BSJD-2024-PS-0001"):
        appoint(office.desk, roles[:1], ON)


def test_a_void_letter_may_be_followed_by_another(office):
    one = role(office)
    appoint(office.desk, [one], ON)
    void(office.desk, rows(office)[0].id, "日期写错")
    appoint(office.desk, [one], ON)
    assert [(row.number, str(row.state)) for row in rows(office)] == [
        ("BSJD-2024-PS-0001", "void"),
        ("BSJD-2024-PS-0002", "valid"),
    ]


def test_posts_honours_and_keepsakes(office):
    person = office.person()
    body = office.make(
        "organizations", name="曙光社区党委", line="party", kind="formal", area_id=office.community
    )
    post = office.make(
        "posts", organization_id=body, person_id=person, title="委员", part_time=True, from_on=DAY
    )
    appoint_to_posts(office.desk, [post], ON)
    union = organization(office)
    member = office.make("memberships", organization_id=union, person_id=person, from_on=DAY)
    keepsake(office.desk, [member], ON)
    honour(
        office.desk,
        [person],
        {**ON, "said": "您积极提供安全隐患线索。", "honour": "优秀志愿者", "issuer": "曙光社区"},
    )
    assert [one.number for one in rows(office)] == [
        "BSJD-2024-PS-0001",
        "BSJD-2024-JN-0001",
        "BSJD-2024-RY-0001",
    ]
    assert rows(office, Post)[0].letter_no == "BSJD-2024-PS-0001"
    texts = [text_of(print_certificates(office.desk, [one.id])).replace("\n", "") for one in rows(office)]
    assert "兹聘请您担任曙光社区党委兼职委员" in texts[0]
    assert "加入新业态联合工会，成为一名光荣的会员。" in texts[1]
    assert "您积极提供安全隐患线索，被评为“优秀志愿者”。" in texts[2]
    assert "特颁此证，以资鼓励。" in texts[2]
    assert "曙光社区" in texts[2]


def test_issuing_is_not_undone_and_nothing_is_used_when_it_is_refused(office):
    person = office.person()
    with pytest.raises(ValidationFailed, match="禁用字样“全国”"):
        honour(office.desk, [person], {**ON, "said": "您获得全国表彰", "honour": "先进"})
    with pytest.raises(ValidationFailed, match="请填写正文"):
        issue_letters(office.desk, CertificateKind.HONOUR, [Letter(person, "先进", " ")], ON["on"])
    changes = honour(office.desk, [person], {**ON, "said": "您表现突出", "honour": "先进"})
    assert rows(office)[0].number == "BSJD-2024-RY-0001"
    with pytest.raises(UserError, match="不能撤销"):
        undo(office.desk, changes.operation_id)
    settings.save(office.desk, {"office_name": ""})
    with pytest.raises(UserError, match="没有颁发单位"):
        honour(office.desk, [person], {**ON, "said": "您表现突出", "honour": "先进"})


def test_a_letter_is_replaced_under_a_new_number_and_fetched(office):
    honour(office.desk, [office.person()], {**ON, "said": "您表现突出", "honour": "先进"})
    first = rows(office)[0]
    records.save(
        office.desk,
        find_register("people"),
        {"name": "张山"},
        record_id=first.person_id,
        accept_warnings=True,
    )
    replace(office.desk, first.id, "遗失", date(2024, 4, 1), lost=True)
    lost = rows(office)[1]
    assert (lost.number, lost.person_name, lost.replaces_id) == ("BSJD-2024-RY-0002", "张三", first.id)
    replace(office.desk, lost.id, "姓名有误", date(2024, 4, 2))
    right = rows(office)[2]
    assert (right.person_name, str(right.kind)) == ("张山", "honour")
    collect(office.desk, [right.id], {"on": date(2024, 4, 8)})
    with pytest.raises(UserError, match="已经换发"):
        collect(office.desk, [first.id], {"on": date(2024, 4, 8)})
    stubs = text_of(print_stubs(office.desk, [one.id for one in rows(office)]))
    assert "2024年4月8日" in stubs
    assert "先进" in stubs


def test_only_completion_certificates_count_as_such(office):
    honour(office.desk, [office.person()], {**ON, "said": "您表现突出", "honour": "先进"})
    assert figure(office.desk, "T08", Month(2024, 3)).value == 0


@pytest.fixture
def finished(office):
    """A class of twelve who all completed it."""
    run = class_run(office, status="running", to_on=date(2024, 3, 20), issuer="北山街道小哥学院")
    lesson = office.make("class_sessions", class_run_id=run, held_on=DAY, credit_hours=2)
    names = [f"学员{at:02d}" for at in range(12)]
    people = [office.person(name, phones=f"137{at:08d}") for at, name in enumerate(names)]
    enrol(office.desk, run, people)
    mark_attendance(office.desk, run, {}, fill=[lesson])
    complete(office.desk, run, on=date(2024, 3, 20))
    return run, names


@pytest.fixture
def approved(office):
    """Twelve record certificates that only wait to be issued."""
    rider = office.person(id_kind="resident", id_no="33010619900101123X")
    body = issuer(office)
    booked_log(office, person_id=rider, organizer_id=body, team_id=None, starts_at="", ends_at="")
    proofs = [record_certificate(office, person_id=rider, issuer_id=body) for _ in range(12)]
    for step in (accept, verify_proofs, approve):
        step(office.desk, proofs, {})
    return proofs


def test_two_processes_issue_at_once_under_consecutive_numbers_each_used_once(
    office, finished, approved, backend
):
    run, names = finished
    ledger = office.desk.ledger
    if backend == "sqlite":
        place = str(ledger.path)
        ledger.close()  # a file has one program at a time: the second waits for the first
    else:
        place = ledger.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.issuing", place, str(run)]
    processes = [
        subprocess.Popen(
            [*command, json.dumps(names[half]), json.dumps(approved[half])], stdout=subprocess.PIPE, text=True
        )
        for half in (slice(6), slice(6, None))
    ]
    numbers = []
    for process in processes:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        numbers += json.loads(said.splitlines()[-1])
    assert sorted(numbers) == [
        *(f"BSJD-2024-01-{serial:04d}" for serial in range(1, 13)),
        *(f"BSJD-2024-RY-{serial:04d}" for serial in range(1, 13)),
        *(f"XHBS-ZYZM-2024-{serial:04d}" for serial in range(1, 13)),
    ]
