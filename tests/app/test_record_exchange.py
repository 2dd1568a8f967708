"""Booked records go out to the official system until they are noted as entered there."""

from datetime import date

import openpyxl
import pytest

from app.actions.recordexchange import export_official, mark_entered, mark_mismatch
from app.errors import UserError, ValidationFailed
from app.registers import find_register, lists
from app.registers.lists import Query
from tests.factories import DAY, booked_log, issuer

ON = {"on": date(2024, 4, 1)}


def states(office):
    rows = lists.page(
        office.desk, find_register("service_logs"), Query(sort="id"), ["sync_state", "outside_no"]
    )
    return [row.cells for row in rows]


def test_what_is_not_entered_is_written_out_with_whole_numbers(office, tmp_path):
    person = office.person("陈一", id_kind="resident", id_no="33010619900101123X")
    office.make("volunteer_registrations", person_id=person, platform="志愿浙江", volunteer_no="3301-77")
    clock = {"starts_at": "", "ends_at": ""}
    body = issuer(office)
    first = booked_log(office, person_id=person, organizer_id=body, **clock)
    second = booked_log(office, person_id=person, organizer_id=body, served_on=date(2024, 3, 2), **clock)
    office.make("service_logs", person_id=person, served_on=DAY, minutes=30, area_id=office.community)
    target = tmp_path / "录入表.xlsx"
    assert export_official(office.desk, target, "录入系统") == 2
    cells = [cell.value for row in openpyxl.load_workbook(target).active.iter_rows() for cell in row]
    assert {"3301-77", "33010619900101123X", "宝石社区居委会", "1.5", "2024-03-02"} <= set(cells)
    mark_entered(office.desk, [first], ON | {"outside_no": "ZY-1"})
    mark_mismatch(office.desk, [second], ON | {"reason": "系统里是1小时"})
    assert states(office) == [("已录入", "ZY-1"), ("不一致", ""), ("未录入", "")]
    assert export_official(office.desk, target, "录入系统") == 1
    mark_entered(office.desk, [second], ON)
    with pytest.raises(UserError, match="没有需要录入"):
        export_official(office.desk, target, "录入系统")


def test_only_booked_records_are_noted_and_a_number_is_of_one(office):
    log = office.make(
        "service_logs", person_id=office.person(), served_on=DAY, minutes=30, area_id=office.community
    )
    with pytest.raises(ValidationFailed, match="没有入账"):
        mark_entered(office.desk, [log], ON)
    with pytest.raises(ValidationFailed, match="一条一个"):
        mark_entered(office.desk, [log, 99], ON | {"outside_no": "ZY-1"})
