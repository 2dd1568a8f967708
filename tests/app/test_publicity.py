"""公示 before booking and awarding, on paper with hidden names; evaluations of service and what stars make of them."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pdfplumber
import pytest
from sqlmodel import select

from app import settings
from app.actions import service_printing
from app.actions.evaluations import evaluate
from app.actions.notice_printing import print_logs, print_proofs, print_stars
from app.actions.publicity import publish_logs
from app.actions.recognition import award_stars, just_reached, propose, publish
from app.actions.recordcertificates import accept, approve, issue_proofs, verify_proofs
from app.actions.volunteering import book_logs, verify_logs
from app.due import everything_due
from app.errors import UserError, ValidationFailed
from app.rules.publicity import LOGS, STARS
from app.rules.workdays import EXTRA, HOLIDAYS, Calendar, calendar
from app.values.masking import mask_house, mask_name
from db.models import ServiceEvaluation, ServiceLog, StarAward
from tests.factories import booked_log, issuer, record_certificate, star_scheme

SQLITE_ALONE = True
TODAY = date.today()
MONDAY = date(2024, 11, 4)


def text_of(printed):
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        return "".join(page.extract_text() for page in pdf.pages).replace("\n", "").replace(" ", "")


def rows(office, model):
    with office.desk.reading() as session:
        return session.exec(select(model).order_by(model.id)).all()


def verified(office, name="陈一一", served_on=date(2024, 10, 8), **values):
    person = office.person(name, phones=f"139{len(name):04d}{served_on:%m%d}")
    log = office.make(
        "service_logs", person_id=person, area_id=office.community, served_on=served_on, minutes=90,
        activity="助老送餐", **values,
    )  # fmt: skip
    verify_logs(office.desk, [log], {"own_too": True})
    return log


def test_working_days_are_the_offices(office):
    settings.save(office.desk, {HOLIDAYS: "2024-11-06至2024-11-07、2024-11-11", EXTRA: "2024-11-09"})
    with office.desk.reading() as session:
        days = calendar(session)
    assert days.count(MONDAY, date(2024, 11, 10)) == 4
    assert days.last_of(MONDAY, 4) == date(2024, 11, 9)
    assert Calendar().last_of(date(2024, 11, 9), 1) == date(2024, 11, 11)
    for text in ("2024-13-01", "国庆", "2024-10-07至2024-10-01"):
        with pytest.raises(ValidationFailed, match=f"“放假日期”里的“{text}”"):
            settings.save(office.desk, {HOLIDAYS: text})


def test_records_are_booked_when_their_publicity_is_over(office):
    log = verified(office)
    settings.save(office.desk, {LOGS: 3})
    with pytest.raises(ValidationFailed, match="还没有公示"):
        book_logs(office.desk, [log], {})
    with pytest.raises(ValidationFailed, match="不少于3个工作日，应到2024-11-06"):
        publish_logs(office.desk, [log], {"on": MONDAY, "to": date(2024, 11, 5)})
    publish_logs(office.desk, [log], {"on": MONDAY, "to": TODAY})
    with pytest.raises(ValidationFailed, match="请在公示结束后入账"):
        book_logs(office.desk, [log], {})
    publish_logs(office.desk, [log], {"on": MONDAY, "to": TODAY - timedelta(days=1)})
    book_logs(office.desk, [log], {})
    assert str(rows(office, ServiceLog)[0].state) == "booked"
    with pytest.raises(ValidationFailed, match="核实之后、入账之前"):
        publish_logs(office.desk, [log], {"on": MONDAY, "to": date(2024, 11, 8)})


def test_a_notice_hides_names_and_says_where_to_object(office):
    settings.save(office.desk, {"office_name": "北山街道", "objections_to": "社工办，0571-88000001"})
    logs = [
        verified(office),
        verified(office, "陈二一", date(2024, 10, 9)),
        verified(office, "林三", date(2024, 10, 10)),
    ]
    with pytest.raises(ValidationFailed, match="还没有登记公示"):
        print_logs(office.desk, logs, {})
    publish_logs(office.desk, logs, {"on": MONDAY, "to": date(2024, 11, 6)})
    text = text_of(print_logs(office.desk, logs, {}))
    assert "关于志愿服务记录的公示" in text
    assert "2024年10月8日至2024年10月10日" in text
    assert "共3人3人次，合计4.5小时" in text
    assert "林*" in text
    assert "林三" not in text
    assert "陈一一" in text  # 陈*一 would be two people
    assert "陈二一" in text
    assert "公示期：2024年11月4日至2024年11月6日（3个工作日）" in text
    assert "社工办，0571-88000001" in text
    publish_logs(office.desk, logs[:1], {"on": MONDAY, "to": date(2024, 11, 8)})
    with pytest.raises(ValidationFailed, match="起止日期不同"):
        print_logs(office.desk, logs, {})
    settings.save(office.desk, {"office_name": ""})
    with pytest.raises(UserError, match="由谁公示"):
        print_logs(office.desk, logs[:1], {})


@pytest.mark.parametrize(("name", "shown"), [("张三", "张*"), ("张小三", "张*三"), ("阿依古丽", "阿**丽")])
def test_names_lose_their_middle(name, shown):
    assert mask_name(name) == shown


def test_an_elders_house_keeps_its_street_only():
    assert mask_house("金祝新村3幢2单元301室") == "金祝新村*幢*单元***室"


def test_a_star_is_awarded_after_its_notice_and_to_those_whose_service_was_good(office):
    star_scheme(office)
    for n in range(2):
        person = office.person(f"陈{'甲乙'[n]}", phones=f"1390000000{n}")
        for day in range(1, 6):
            log = booked_log(
                office, person_id=person, served_on=date(2024, 3, day), minutes=1260, starts_at="", ends_at="",
                team_id=None,
            )  # fmt: skip
    on = date(2024, 3, 31)
    assert [one.name for one in just_reached(office.desk, on)] == ["陈乙", "陈甲"]
    office.make("star_schemes", name="新标准", valid_from=date(2024, 3, 1), needs_quality=True)
    evaluate(office.desk, [log], {"evaluator": "served", "grade": "failed", "on": on, "remark": "迟到"})
    assert [one.name for one in just_reached(office.desk, on)] == ["陈甲"]
    propose(office.desk, [], {"on": on})
    (award,) = rows(office, StarAward)
    by = {"on": date(2024, 4, 8), "by": "李主任"}
    with pytest.raises(ValidationFailed, match="还没有公示"):
        award_stars(office.desk, [award.id], by)
    with pytest.raises(ValidationFailed, match="不少于3个工作日"):
        publish(office.desk, [award.id], {"on": date(2024, 4, 1), "to": date(2024, 4, 2)})
    with pytest.raises(ValidationFailed, match="不在公示中"):
        print_stars(office.desk, [award.id], {"issuer": "北山街道"})
    publish(office.desk, [award.id], {"on": date(2024, 4, 1), "to": date(2024, 4, 3)})
    text = text_of(print_stars(office.desk, [award.id], {"issuer": "北山街道"}))
    assert "一星级志愿者" in text
    assert "陈*" in text
    award_stars(office.desk, [award.id], by)
    assert rows(office, StarAward)[0].approved_by == "李主任"
    settings.save(office.desk, {STARS: 0})


def test_evaluations_are_written_for_many_records_and_keep_to_the_days(office):
    logs = [booked_log(office), booked_log(office, served_on=date(2024, 3, 2))]
    asked = {"evaluator": "organizer", "grade": "excellent", "by": "赵主任", "remark": "准时"}
    with pytest.raises(ValidationFailed, match="评价日期早于服务日期"):
        evaluate(office.desk, logs, asked | {"on": date(2024, 3, 1)})
    evaluate(office.desk, logs, asked | {"on": date(2024, 3, 5)})
    assert [(row.log_id, str(row.grade)) for row in rows(office, ServiceEvaluation)] == [
        (logs[0], "excellent"),
        (logs[1], "excellent"),
    ]


def test_papers_tell_how_service_was_judged(office):
    rider, body = office.person(id_kind="resident", id_no="33010619900101123X"), issuer(office)
    clock = {"starts_at": "", "ends_at": "", "team_id": None}
    logs = [
        booked_log(office, person_id=rider, organizer_id=body, served_on=date(2024, 3, day), **clock)
        for day in (1, 2)
    ]
    period = {"since": date(2024, 3, 1), "until": date(2024, 3, 31)}
    plain = service_printing.print_sheets(office.desk, [rider], "", period)
    assert "评价" not in text_of(plain)
    proofs = []
    for judged in (False, True):
        if judged:
            evaluate(
                office.desk, logs[:1], {"evaluator": "served", "grade": "passed", "on": date(2024, 3, 9)}
            )
            values = {"evaluator": "organizer", "grade": "failed", "on": date(2024, 3, 8), "complaint": True}
            evaluate(office.desk, logs[:1], values | {"remark": "未按时到岗"})
        proofs.append(record_certificate(office, person_id=rider, issuer_id=body))
        for step in (accept, verify_proofs, approve):
            step(office.desk, proofs[-1:], {})
        issue_proofs(office.desk, proofs[-1:], {"on": date(2024, 4, 3)})
    before, after = (text_of(service_printing.print_proofs(office.desk, [one])) for one in proofs)
    assert "评价" not in before
    assert "记录人评价" in after
    assert "合格" in after
    sheet = text_of(service_printing.print_sheets(office.desk, [rider], "", period))
    assert "三、评价情况" in sheet
    assert "组织单位不合格未按时到岗；被投诉属实" in sheet


def test_what_waits_stands_in_the_list_of_duties(office):
    known = {"area_id": office.community, "founded_on": date(2024, 1, 10)}
    office.make("teams", name="甲队", risky=True, insured=True, insured_until=date(2024, 6, 20), **known)
    office.make("teams", name="乙队", risky=True, agreement_on_file=True, **known)
    star = {
        "person_id": office.person("张三"),
        "scheme_id": star_scheme(office),
        "proposed_on": date(2024, 5, 1),
    }
    office.make("star_awards", level=1, state="published", published_to=date(2024, 5, 20), **star)
    record_certificate(office)
    found = everything_due(office.desk, date(2024, 6, 1), line="service")
    assert [(row.who, row.what, row.due_on, row.action) for row in found] == [
        ("乙队", "有人身危险的服务，先投保人身意外伤害保险", date(2024, 1, 10), ""),
        ("甲队", "服务超过一个月，签订书面协议", date(2024, 2, 10), ""),
        ("张三", "受理记录证明申请", date(2024, 4, 2), "accept"),
        ("张三", "公示期满，授予一星级志愿者", date(2024, 5, 21), "award"),
        ("甲队", "保险到期前续保", date(2024, 6, 20), ""),
    ]


def test_certificates_of_one_issuer_are_shown_together(office):
    proof = record_certificate(office, issuer_id=issuer(office))
    with pytest.raises(ValidationFailed, match="还没有登记公示"):
        print_proofs(office.desk, [proof], {})
