"""Friendly units: stages and card are written together, a recognition holds as long as it says, every unit counts below."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app.actions.undo import last_undoable, undo
from app.actions.units import check_again, step
from app.desk import Actor, Desk
from app.errors import NotFound, ValidationFailed
from app.measures.figures import figure, figures
from app.measures.period import Day, Month
from app.registers import find_register, records
from app.rules.lifecycles import UNIT
from db.models import UnitStage, UnitStep
from db.models.units import RECOGNISED
from tests.factories import friendly_unit

SQLITE_ALONE = True  # plain rows; such SQL is tried on both elsewhere

UNITS = find_register("friendly_units")
run = {action.key: action.run for action in UNITS.actions}
FEBRUARY = date(2024, 2, 29)


def recognised(office, on=FEBRUARY, until=None, **values):
    known = {"stage": "recognised", "recognised_on": on, "valid_until": until, "kind": "compound"}
    return office.make("friendly_units", name="曙光苑", area_id=office.community, **known | values)


def history(office, unit):
    with office.desk.reading() as session:
        rows = session.exec(select(UnitStep).where(UnitStep.unit_id == unit)).all()
    return sorted((row.from_on, row.to_on, str(row.stage), row.valid_until) for row in rows)


def card(office, unit, *names):
    values = records.load(office.desk, UNITS, unit).values
    return tuple(values[name] for name in names)


def test_from_the_application_to_the_plate(office):
    unit = friendly_unit(office)
    assert history(office, unit) == []
    run["apply"](office.desk, [unit], {"on": date(2024, 1, 2)})
    run["begin"](office.desk, [unit], {"on": date(2024, 1, 10)})
    run["inspect"](office.desk, [unit], {"on": date(2024, 2, 20), "score": 92})
    until = date(2026, 2, 28)
    run["recognise"](office.desk, [unit], {"on": FEBRUARY, "valid_until": until, "plate_no": "XH-1"})
    assert history(office, unit) == [
        (date(2024, 1, 2), date(2024, 1, 10), "applied", None),
        (date(2024, 1, 10), date(2024, 2, 20), "creating", None),
        (date(2024, 2, 20), FEBRUARY, "inspected", None),
        (FEBRUARY, None, "recognised", until),
    ]
    assert card(office, unit, "stage", "recognised_on", "valid_until", "plate_no") == (
        "recognised",
        FEBRUARY,
        until,
        "XH-1",
    )


def test_the_plate_does_not_come_before_the_inspection(office):
    unit = friendly_unit(office)
    with pytest.raises(ValidationFailed, match="现在不能“授牌”"):
        run["recognise"](office.desk, [unit], {"on": FEBRUARY})
    assert history(office, unit) == []


def test_a_recognition_counts_to_its_last_day_and_a_check_prolongs_it(office):
    unit = recognised(office, until=date(2025, 2, 28))

    def counted(day):
        return [figure(office.desk, code, Day(day)).value for code in ("F05", "W04")]

    assert counted(FEBRUARY - timedelta(days=1)) == [0, 0]
    assert counted(FEBRUARY) == [1, 0]
    assert counted(date(2025, 2, 28)) == [1, 0]
    assert counted(date(2025, 3, 1)) == [0, 1]
    check_again(office.desk, [unit], {"on": date(2025, 3, 10), "valid_until": date(2026, 2, 28), "score": 95})
    assert counted(date(2025, 3, 9)) == [0, 1]
    assert counted(date(2025, 3, 10)) == [1, 0]
    assert card(office, unit, "recognised_on", "valid_until") == (FEBRUARY, date(2026, 2, 28))


def test_a_unit_without_plate_is_not_checked_again(office):
    with pytest.raises(ValidationFailed, match="还没有授牌"):
        run["check_again"](office.desk, [friendly_unit(office)], {"on": FEBRUARY})


def test_every_unit_is_in_the_denominator_whatever_its_stage(office):
    codes = ("F05", "F06", "F13", "F14")
    month = Month(2024, 3)
    assert figures(office.desk, codes, month)["F14"].value is None
    recognised(office)
    office.make("friendly_units", name="无人申报", kind="building", area_id=office.community)
    office.make("friendly_units", name="医院", kind="hospital", area_id=office.community)
    busy = office.make("friendly_units", name="栖霞商圈", kind="district", area_id=office.other_community)
    run["apply"](office.desk, [busy], {"on": date(2024, 3, 31)})
    found = figures(office.desk, codes, month)
    assert [found[code].value for code in codes[:3]] == [1, 0, 1]
    assert found["F14"].parts == (1, 3)


def test_withdrawn_units_count_no_more_and_may_apply_again(office):
    unit = recognised(office)
    run["withdraw"](office.desk, [unit], {"on": date(2024, 6, 1), "reason": "取消泊位"})
    assert figure(office.desk, "F05", Day(date(2024, 5, 31))).value == 1
    assert figure(office.desk, "F05", Day(date(2024, 6, 1))).value == 0
    run["apply"](office.desk, [unit], {"on": date(2024, 7, 1)})
    assert card(office, unit, "stage") == ("applied",)


def test_what_is_typed_on_the_card_reaches_the_history(office):
    unit = recognised(office, until=date(2025, 1, 1))
    records.save(office.desk, UNITS, {"valid_until": date(2025, 6, 30)}, record_id=unit)
    records.save(office.desk, UNITS, {"recognised_on": date(2024, 2, 1)}, record_id=unit)
    assert history(office, unit) == [(date(2024, 2, 1), None, "recognised", date(2025, 6, 30))]


def test_a_corrected_or_deleted_stage_reaches_the_card(office):
    unit = recognised(office)
    steps = find_register("unit_steps")
    values = {"unit_id": unit, "stage": "applied", "from_on": date(2024, 1, 1), "to_on": FEBRUARY}
    earlier = records.save(office.desk, steps, values, accept_warnings=True).record_id
    with office.desk.reading() as session:
        (row,) = session.exec(select(UnitStep.id).where(UnitStep.stage == UnitStage.RECOGNISED)).all()
    records.delete(office.desk, steps, [row])
    assert card(office, unit, "stage", "recognised_on") == ("applied", None)
    records.delete(office.desk, steps, [earlier])
    assert card(office, unit, "stage") == ("listed",)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"recognised_on": None}, "recognised_on"),
        ({"recognised_on": date.today() + timedelta(days=1)}, "recognised_on"),
        ({"valid_until": FEBRUARY - timedelta(days=1)}, "valid_until"),
        ({"stage": "creating", "recognised_on": None, "valid_until": FEBRUARY}, "valid_until"),
    ],
)
def test_dates_of_a_recognition_fit_its_stage(office, values, field):
    with pytest.raises(ValidationFailed) as caught:
        recognised(office, **values)
    assert field in [problem.field for problem in caught.value.problems]


def test_a_step_can_be_undone_and_is_for_ones_own_area_only(office):
    unit = recognised(office)
    before = history(office, unit)
    elsewhere = Desk(office.desk.ledger, Actor(None, "邻社区", office.other_community))
    with pytest.raises(NotFound):
        run["model"](elsewhere, [unit], {"on": date(2024, 5, 1)})
    run["model"](office.desk, [unit], {"on": date(2024, 5, 1)})
    assert undo(office.desk, last_undoable(office.desk).id).kept == ()
    assert history(office, unit) == before
    assert card(office, unit, "stage") == ("recognised",)


def test_a_filing_of_another_station_is_told(office):
    values = {"unit_id": friendly_unit(office), "person_id": office.person(), "station_id": office.station}
    with pytest.raises(ValidationFailed) as caught:
        records.save(office.desk, find_register("unit_filings"), values | {"from_on": FEBRUARY})
    assert [(one.code, one.blocking) for one in caught.value.problems] == [("OTHER_STATION", False)]


def test_the_same_rider_filed_at_two_units_is_one_person(office):
    rider = office.person()
    for name in ("曙光苑", "宝石苑"):
        unit = office.make("friendly_units", name=name, kind="compound", area_id=office.community)
        period = {"from_on": FEBRUARY, "to_on": date(2025, 2, 28)}
        office.make("unit_filings", unit_id=unit, person_id=rider, **period)
    assert figure(office.desk, "F16", Day(date(2025, 2, 27))).value == 1
    assert figure(office.desk, "F16", Day(date(2025, 2, 28))).value == 0


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_past_day_comes_out_as_a_replay_says(office, data):
    unit = office.make("friendly_units", name="随机", kind="compound", area_id=office.community)
    now, day = UnitStage.LISTED, date(2020, 2, 28)
    told = []
    for _ in range(data.draw(st.integers(0, 6))):
        steps = [stage for stage in UNIT.steps[now] if stage != UnitStage.LISTED]
        now = data.draw(st.sampled_from(steps))
        day += timedelta(days=data.draw(st.integers(1, 200)))
        until = day + timedelta(days=data.draw(st.integers(0, 300))) if now in RECOGNISED else None
        step(now, "变更")(office.desk, [unit], {"on": day, "valid_until": until})
        told.append((day, now, until))
    asked = data.draw(st.dates(date(2020, 1, 1), date(2023, 12, 31)))
    last = [one for one in told if one[0] <= asked][-1:]
    expected = sum(stage in RECOGNISED and (until is None or until >= asked) for _, stage, until in last)
    found = figure(office.desk, "F05", Day(asked)).value
    with office.desk.operation("test", "清理") as session:
        for row in session.exec(select(UnitStep).where(UnitStep.unit_id == unit)).all():
            session.delete(row)
    assert found - figure(office.desk, "F05", Day(asked)).value == expected
