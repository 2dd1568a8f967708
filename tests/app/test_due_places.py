"""What is due at places and with partners: in time, late, or merely possible; each row with the verb that does it."""

from __future__ import annotations

from datetime import date

import pytest

from app.due import everything_due
from app.due.row import PLACES
from app.errors import ValidationFailed
from app.registers import find_register
from tests import factories

TODAY = date(2024, 6, 1)


def due(office, on=TODAY, **values):
    found = everything_due(office.desk, on, line=PLACES, **values)
    return [(row.who, row.what, row.due_on, row.action) for row in found]


def act(office, register, verb, record, **values):
    action = next(one for one in find_register(register).actions if one.key == verb)
    return action.run(office.desk, [record], values)


def test_faults_are_due_until_they_are_mended_and_then_may_be_struck_off(office):
    place = factories.facility(office)
    fault = office.make(
        "faults",
        facility_id=place,
        content="微波炉不通电",
        found_on=date(2024, 5, 20),
        due_on=date(2024, 5, 27),
    )
    (row,) = everything_due(office.desk, TODAY, line=PLACES)
    assert (row.who, row.overdue_days, row.action, row.area) == ("曙光驿站", 5, "mend", "宝石社区")
    act(office, "faults", "mend", fault, on=date(2024, 5, 30))
    (row,) = everything_due(office.desk, TODAY, line=PLACES)
    assert (row.may, row.action, row.overdue_days) == (True, "close", 0)
    act(office, "faults", "close", fault, on=date(2024, 5, 31))
    assert due(office) == []
    assert due(office, date(2024, 5, 29))[0][1] == "整改：微波炉不通电"


def test_a_round_is_due_while_places_wait(office):
    factories.facility(office)
    office.make(
        "inspection_rounds", name="5月巡查", area_id=office.street, planned_on=date(2024, 5, 6), due_on=TODAY
    )
    assert due(office) == [("5月巡查", "还有1处没有巡查", TODAY, "")]


def test_recognitions_and_filings_lapse(office):
    unit = office.make(
        "friendly_units",
        name="曙光苑",
        kind="compound",
        area_id=office.community,
        stage="recognised",
        recognised_on=date(2024, 2, 29),
        valid_until=date(2024, 6, 20),
    )
    rider = office.person("李骑手")
    filing = office.make(
        "unit_filings", unit_id=unit, person_id=rider, from_on=date(2024, 3, 1), to_on=date(2024, 6, 10)
    )
    assert due(office) == [
        ("李骑手", "曙光苑的站点备案失效，续期或取消", date(2024, 6, 10), "renew"),
        ("曙光苑", "复查友好单元", date(2024, 6, 20), "check_again"),
    ]
    assert due(office, date(2024, 5, 1)) == []
    with pytest.raises(ValidationFailed, match="续期要晚于"):
        act(office, "unit_filings", "renew", filing, to_on=date(2024, 6, 1))
    act(office, "unit_filings", "renew", filing, to_on=date(2025, 6, 10))
    act(office, "friendly_units", "check_again", unit, on=date(2024, 6, 1), valid_until=date(2026, 6, 1))
    assert due(office) == []


def test_agreements_contacts_and_projects(office):
    partner = factories.partner(office)
    office.make(
        "partner_agreements",
        partner_id=partner,
        valid_from=date(2023, 6, 1),
        valid_until=date(2024, 5, 31),
    )
    first = {"partner_id": partner, "content": "问候"}
    office.make("partner_contacts", contacted_on=date(2024, 3, 1), next_on=date(2024, 4, 1), **first)
    project = factories.joint_project(office)
    act(office, "joint_projects", "start", project, on=date(2024, 4, 1))
    place = factories.facility(office)
    office.make(
        "facility_agreements", facility_id=place, valid_from=date(2023, 6, 1), valid_until=date(2024, 6, 15)
    )
    assert [row[:2] for row in due(office)] == [
        ("晨光面馆", "再次联系"),
        ("晨光面馆", "续签共建协议"),
        ("曙光驿站", "续签阵地协议"),
    ]
    office.make("partner_contacts", contacted_on=date(2024, 4, 3), **first)
    office.make(
        "partner_agreements",
        partner_id=partner,
        valid_from=date(2024, 6, 1),
        valid_until=date(2025, 5, 31),
    )
    assert [row[:2] for row in due(office)] == [("曙光驿站", "续签阵地协议")]
    act(office, "partners", "leave", partner, on=date(2024, 6, 2), reason="停业")
    assert [row[0] for row in due(office, date(2025, 6, 1))] == ["曙光驿站"]
