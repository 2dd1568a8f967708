"""Templates in the ledger: chosen, copied, changed, while what was issued stays as it is; the seal is somebody else's."""

from __future__ import annotations

import base64
import io
from dataclasses import replace as replace_fields
from datetime import date

import pdfplumber
import pytest
from PIL import Image
from sqlmodel import select

from app import settings
from app.actions.attendance import mark_attendance
from app.actions.certificate_printing import form_of, print_certificates
from app.actions.certificate_states import replace
from app.actions.certificate_templates import (
    choose_standard,
    copy_template,
    delete_template,
    offered,
    save_template,
)
from app.actions.certificates import eligibility, issue
from app.actions.completion import complete
from app.actions.enrolling import enrol
from app.actions.letters import honour
from app.actions.photos import keep_photo
from app.actions.seals import apply_for_class, approvals, approve, refuse_seal
from app.actions.template_trying import people_to_try, try_design
from app.actions.thanks import membership_cards, thank
from app.desk import Actor, Desk
from app.errors import UserError, ValidationFailed
from app.registers import find_register, records
from app.workshop import editing
from app.workshop.drawing import Overprint
from app.workshop.reading import read
from db.models import Certificate, CertificateDesign, CertificateTemplate, SealRequest, TemplateKind
from tests.factories import DAY, class_run, organization

SQLITE_ALONE = True
ON = date(2024, 4, 1)


@pytest.fixture
def finished(office):
    """A class that two learners completed."""
    settings.save(office.desk, {"office_name": "北山街道", "unit_code": "BSJD"})
    run = class_run(office, status="running", to_on=date(2024, 3, 20), issuer="北山街道小哥学院")
    lesson = office.make("class_sessions", class_run_id=run, held_on=DAY, credit_hours=2)
    people = [
        office.person(name, phones=f"1370000000{n}", photo_consent=True)
        for n, name in enumerate(("安一", "白二"))
    ]
    enrol(office.desk, run, people)
    mark_attendance(office.desk, run, {}, fill=[lesson])
    complete(office.desk, run, on=date(2024, 3, 20))
    return run


def learners(office, run):
    return [one.enrolment_id for one in eligibility(office.desk, run)]


def rows(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def words(data):
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return ["".join((page.extract_text() or "").split()) for page in pdf.pages]


def own_copy(office, key="completion-1"):
    template_id = copy_template(office.desk, key).record_id
    return next(one for one in offered(office.desk) if one.template_id == template_id)


def test_a_copy_is_changed_chosen_and_used_and_what_was_issued_stays(office, finished):
    desk = office.desk
    first, second = learners(office, finished)
    mine = own_copy(office)
    assert mine.name == "典雅（副本1）"
    changed = editing.changed(mine.design, "标题", text="培训结业证书", x=40.0)
    save_template(desk, mine.kind, "学院专用", changed, template_id=mine.template_id)
    choose_standard(desk, mine.key)
    assert [one.name for one in offered(desk, TemplateKind.COMPLETION) if one.standard] == ["学院专用"]
    issued = issue(desk, finished, [first], ON, sealed_by="钱主任")
    paper = print_certificates(desk, issued.ids, today=ON)
    assert "培训结业证书" in words(paper.data)[0]
    save_template(desk, mine.kind, "学院专用", mine.design, template_id=mine.template_id)
    later = issue(desk, finished, [second], ON, sealed_by="钱主任", template=mine.key)
    assert "培训结业证书" not in words(print_certificates(desk, later.ids, today=ON).data)[0]
    delete_template(desk, mine.template_id)
    assert print_certificates(desk, issued.ids, today=ON).data == paper.data
    assert [one.key for one in offered(desk, TemplateKind.COMPLETION) if one.standard] == ["completion-1"]
    both = print_certificates(desk, [*issued.ids, *later.ids], today=ON)
    assert ["培训结业证书" in one for one in words(both.data)] == [True, False]
    with pytest.raises(UserError, match="不是用同一个模板"):
        form_of(desk, [*issued.ids, *later.ids])
    new = replace(desk, issued.ids[0], "遗失", date(2024, 4, 9), lost=True)
    assert "培训结业证书" in words(print_certificates(desk, new.ids, today=ON).data)[0]


def test_papers_of_one_design_share_its_copy(office, finished):
    for one in learners(office, finished):
        issue(office.desk, finished, [one], ON)
    (design,) = rows(office, CertificateDesign)
    assert {one.design_id for one in rows(office, Certificate)} == {design.id}
    assert read(design.content) == offered(office.desk, TemplateKind.COMPLETION)[0].design


def test_a_photo_on_the_paper_is_kept_with_it(office, finished):
    person = next(one.person_id for one in eligibility(office.desk, finished))
    picture = io.BytesIO()
    Image.new("RGB", (50, 70), "navy").save(picture, "JPEG")
    keep_photo(office.desk, person, picture.getvalue(), 50, 70)
    issued = issue(office.desk, finished, learners(office, finished)[:1], ON, template="completion-2")
    before = print_certificates(office.desk, issued.ids, today=ON).data
    Image.new("RGB", (50, 70), "red").save(picture, "JPEG")
    keep_photo(office.desk, person, picture.getvalue(), 50, 70)
    assert print_certificates(office.desk, issued.ids, today=ON).data == before
    with pdfplumber.open(io.BytesIO(before)) as pdf:
        (image,) = pdf.pages[0].images
        assert image["x0"] * 25.4 / 72 == pytest.approx(36.0, abs=0.1)


def test_what_cannot_be_kept_or_chosen_is_told(office, finished):
    desk = office.desk
    mine = own_copy(office)
    with pytest.raises(ValidationFailed, match="元素“标题”里有禁用字样“国家”"):
        save_template(desk, mine.kind, "x", editing.changed(mine.design, "标题", text="国家结业证书"))
    with pytest.raises(ValidationFailed, match="已有名为“典雅（副本1）”的模板"):
        save_template(desk, mine.kind, "典雅（副本1）", mine.design)
    with pytest.raises(ValidationFailed, match="请填写模板名称"):
        save_template(desk, mine.kind, " ", mine.design)
    with pytest.raises(UserError, match="不是这类证书的"):
        issue(desk, finished, learners(office, finished), ON, template="honour-1")
    small = editing.changed(mine.design, "正文", h=2.0)
    save_template(desk, mine.kind, mine.name, small, template_id=mine.template_id)
    with pytest.raises(ValidationFailed, match="证书预览，未编号的“正文”放不下"):
        issue(desk, finished, learners(office, finished), ON, template=mine.key)
    assert rows(office, Certificate) == []


def test_a_template_typed_in_the_register_begins_as_the_shipped_one(office):
    register = find_register("certificate_templates")
    records.save(office.desk, register, {"name": "表彰用", "kind": "honour", "note": ""})
    (row,) = rows(office, CertificateTemplate)
    assert read(row.content) == offered(office.desk, TemplateKind.HONOUR)[0].design


def test_a_design_is_tried_with_who_got_one_last_and_the_longest_names(office, finished):
    office.person("阿卜杜热合曼·买买提依明", phones="13900000009")
    issue(office.desk, finished, learners(office, finished)[:1], ON)
    people = dict(people_to_try(office.desk, TemplateKind.COMPLETION))
    assert list(people)[:3] == ["样例", "安一", "阿卜杜热合曼·买买提依明"]
    design = offered(office.desk, TemplateKind.COMPLETION)[1].design
    assert "BSJD-2024-01-0001" in words(try_design(design, "证", people["安一"]))[0]
    assert people_to_try(office.desk, TemplateKind.PROOF)[1][0] == "阿卜杜热合曼·买买提依明"


def test_certificates_are_printed_onto_forms(office, finished):
    issued = issue(office.desk, finished, learners(office, finished)[:1], ON)
    said = words(print_certificates(office.desk, issued.ids, overprint=Overprint(1.0, 0.0), today=ON).data)[0]
    assert "安一" in said
    assert not said.startswith("结业证书")
    assert form_of(office.desk, issued.ids).design == offered(office.desk, TemplateKind.COMPLETION)[0].design


def test_with_one_account_the_leader_is_named_and_with_two_somebody_else_agrees(office, finished):
    desk = office.desk
    both = learners(office, finished)
    one = apply_for_class(desk, finished, 1).record_id
    with pytest.raises(ValidationFailed, match="请填写批准用印的领导"):
        approve(desk, [one], {"on": date.today(), "leader": ""})
    for name in ("经办人王某", "主任钱某"):
        office.make("clerks", name=name, area_id=office.street)
    with pytest.raises(ValidationFailed, match="应由另一位经办人批准"):
        approve(desk, [one], {"on": date.today(), "leader": "钱主任"})
    with pytest.raises(ValidationFailed, match="还没有批准"):
        issue(desk, finished, both[:1], ON, seal_request_id=one)
    other = Desk(desk.ledger, Actor(None, "主任钱某"))
    approve(other, [one], {"on": date.today(), "leader": ""})
    assert [(given.copies, given.agreed) for given in approvals(desk, finished)] == [(1, "主任钱某")]
    with pytest.raises(ValidationFailed, match="批准1份，这一批有2份"):
        issue(desk, finished, both, ON, seal_request_id=one)
    with pytest.raises(ValidationFailed, match="经办人不能批准自己的用印"):
        issue(desk, finished, both, ON, sealed_by="经办人王某")
    issue(desk, finished, both[:1], ON, seal_request_id=one)
    (made,) = rows(office, Certificate)
    assert (made.sealed_by, made.seal_request_id) == ("主任钱某", one)
    assert [str(given.state) for given in rows(office, SealRequest)] == ["used"]
    assert approvals(desk, finished) == []
    with pytest.raises(ValidationFailed, match="已经用过"):
        issue(desk, finished, both[1:], ON, seal_request_id=one)
    with pytest.raises(ValidationFailed, match="已经批复"):
        refuse_seal(other, [one], {"reason": "事由不清"})
    with pytest.raises(ValidationFailed, match="不能修改"):
        records.save(desk, find_register("seal_requests"), {"copies": 99}, record_id=one)


def test_letters_of_thanks_and_cards_have_series_and_words_of_their_own(office, finished):
    desk = office.desk
    person = office.person("丙三", phones="13900000003", station_id=office.station)
    asked = {"on": date.today(), "issuer": "", "sealed_by": "钱主任"}
    thank(desk, [person], {**asked, "said": "您在暴雨中帮助6位独居老人转移。", "about": "暴雨中转移老人"})
    union = organization(office)
    member = office.make(
        "memberships", organization_id=union, person_id=person, from_on=DAY, member_no="GH-7"
    )
    membership_cards(desk, [member], asked)
    mine = own_copy(office, "honour-2")
    honour(desk, [person], {**asked, "said": "您表现突出", "honour": "先进", "template_id": mine.template_id})
    issued = rows(office, Certificate)
    series = f"BSJD-{date.today().year}"
    assert [one.number for one in issued] == [f"{series}-{kind}-0001" for kind in ("GX", "HY", "RY")]
    said = [words(print_certificates(desk, [one.id], today=ON).data)[0] for one in issued]
    assert "感谢信" in said[0]
    assert "您在暴雨中帮助6位独居老人转移。在此，谨向您致以" in said[0]
    for part in ("会员卡", "新业态联合工会", "GH-7", "顺丰曙光站", "2024年3月1日"):
        assert part in said[1]
    party = office.make(
        "organizations", name="曙光党支部", line="party", kind="formal", area_id=office.community
    )
    other = office.make("memberships", organization_id=party, person_id=person, from_on=DAY)
    with pytest.raises(ValidationFailed, match="“曙光党支部”不是工会"):
        membership_cards(desk, [other], asked)


def test_a_background_picture_fills_the_page(office):
    picture = io.BytesIO()
    Image.new("RGB", (297, 210), "white").save(picture, "JPEG")
    mine = own_copy(office)
    design = replace_fields(mine.design, background=base64.b64encode(picture.getvalue()).decode())
    save_template(office.desk, mine.kind, mine.name, design, template_id=mine.template_id)
    holder = people_to_try(office.desk, mine.kind)[0][1]
    with pdfplumber.open(io.BytesIO(try_design(design, "证", holder))) as pdf:
        (image,) = pdf.pages[0].images
        assert round(image["width"]) == round(pdf.pages[0].width)
    with pdfplumber.open(io.BytesIO(try_design(design, "证", holder, Overprint()))) as pdf:
        assert pdf.pages[0].images == []
