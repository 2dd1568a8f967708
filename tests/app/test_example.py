"""The example office: the same for the same seed, within every rule, and its figures add up month by month."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import select

from app.bootstrap import Application, start
from app.errors import UserError
from app.example import build, open_example
from app.example.sheets import ROSTERS, import_workbook
from app.measures.checks import checks
from app.measures.figures import histories
from app.measures.period import Month
from app.registers import all_registers
from app.rules.identity import read_resident_id
from app.surveys.training import Length, Split, statistics
from db.base import record_tables, table_of
from db.migrate import integrity_problems
from db.models import (
    Area,
    Certificate,
    CertificateKind,
    ClassRun,
    ClassRunStatus,
    Employment,
    Facility,
    FacilityState,
    FeeReduction,
    Operation,
    Person,
    ReductionState,
    Registration,
)

LAST = Month(2024, 11)
_LOOKED_AT = 400  # records of a register at most: chance has made them all alike


@pytest.fixture(scope="module")
def built(example_ledger: Path) -> Path:
    return example_ledger


@pytest.fixture(scope="module")
def example(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The example to read from; nobody changes it."""
    copy = tmp_path_factory.mktemp("reading") / "示例.db"
    shutil.copy(built, copy)
    application = start(copy)
    yield application
    application.close()


def content(place: Path) -> dict[str, list[tuple[Any, ...]]]:
    application = start(place)
    own = {"uid", "created_at", "updated_at"}
    try:
        with application.desk.reading() as session:
            return {
                table.name: [
                    tuple(row)
                    for row in session.execute(
                        sa.select(*(column for column in table.c if column.name not in own)).order_by(
                            table.c.id
                        )
                    )
                ]
                for table in record_tables()
            }
    finally:
        application.close()


def test_the_same_seed_makes_the_same_office(built: Path, tmp_path: Path) -> None:
    build(tmp_path / "again.db")
    assert content(built) == content(tmp_path / "again.db")


def test_every_record_keeps_the_rules_of_its_register(built: Path) -> None:
    application = start(built)
    found = set()
    with application.desk.reading() as session:
        for register in all_registers():
            records = session.exec(select(register.model)).all()
            for record in records[:: 1 + len(records) // _LOOKED_AT]:
                with session.no_autoflush:
                    for prepare in register.prepares:
                        prepare(record, session)
                    assert not session.is_modified(record), (register.key, record)
                    problems = [one for rule in register.rules for one in rule(record, session)]
                found |= {(register.key, one.code) for one in problems}
    application.close()
    # What an office overlooks is in it as well: people registered twice, members grown too old for the League, and terms
    # that are over.
    overage = {("memberships", "LEAGUE_OVERAGE"), ("league_index", "LEAGUE_OVERAGE")}
    doubles = {("people", "LIKELY_SAME"), ("people", "PHONE_SHARED")}
    assert found <= doubles | {("posts", "TERM_OVER")} | overage


def test_the_ledger_is_sound(example: Application) -> None:
    assert integrity_problems(example.ledger) == []


def test_cards_say_what_the_dated_rows_say(example: Application) -> None:
    work = ("category", "platform_id", "station_id", "engagement")
    with example.desk.reading() as session:
        for person in session.exec(select(Person)).all():
            rows = session.exec(select(Registration).where(Registration.person_id == person.id)).all()
            jobs = session.exec(select(Employment).where(Employment.person_id == person.id)).all()
            last = max(rows, key=lambda row: row.from_on)
            job = max(jobs, key=lambda row: row.from_on)
            assert (person.status == "active") == (last.to_on is None)
            assert person.area_id == last.area_id
            assert person.registered_on == min(row.from_on for row in rows)
            assert [getattr(person, name) for name in work] == [getattr(job, name) for name in work]
            assert (job.to_on is None) == (last.to_on is None)


def test_places_say_what_their_last_state_says(example: Application) -> None:
    with example.desk.reading() as session:
        for place in session.exec(select(Facility)).all():
            rows = session.exec(select(FacilityState).where(FacilityState.facility_id == place.id)).all()
            (now,) = [row for row in rows if row.to_on is None]
            assert place.status == now.status


def test_every_month_adds_up(example: Application) -> None:
    for month in LAST.back(14):
        assert checks(example.desk, month) == []


def test_an_office_at_work(example: Application) -> None:
    told = histories(example.desk, ["P01", "P10", "P11", "O05", "F01", "T05", "T08", "V05", "V06"], LAST)
    assert len(set(told["P01"])) == 14
    assert all(value for code in ("P10", "P11", "V05", "V06") for value in told[code])
    assert sum(value > 0 for value in told["T05"] if value is not None) >= 12
    assert all(len(set(values)) > 3 for values in told.values())


def test_two_terms_of_fifteen_courses_in_nineteen_classes(example: Application) -> None:
    desk = example.desk
    years = [statistics(desk, date(year, 12, 31), Length.YEAR, Split.TERM) for year in (2023, 2024)]
    assert [line.label for line in years[0].lines] == ["“三新”学堂第1期"]
    assert {line.label for line in years[1].lines} == {"“三新”学堂第1期", "“三新”学堂第2期"}
    assert sum(year.total.counts.runs for year in years) == 19
    with desk.reading() as session:
        held = select(ClassRun).where(ClassRun.status != ClassRunStatus.ENROLLING)
        courses = [run.course_id for run in session.exec(held).all()]
    assert (len(courses), len(set(courses))) == (19, 15)
    heard = sum(year.total.counts.named + year.total.counts.heads for year in years)
    assert 5_400 <= heard <= 5_600
    assert sum(year.total.counts.people for year in years) < 600


def test_degree_studies_with_reductions_on_every_step(example: Application) -> None:
    assert histories(example.desk, ["T16"], LAST)["T16"][-1] == 130
    granted = histories(example.desk, ["T09"], LAST)["T09"]
    assert sum(value > 0 for value in granted if value) >= 2
    with example.desk.reading() as session:
        states = set(session.exec(select(FeeReduction.state)).all())
        kinds = set(session.exec(select(Certificate.kind)).all())
    assert states == set(ReductionState)
    assert kinds == set(CertificateKind) - {CertificateKind.KEEPSAKE}


def test_nobody_in_it_can_be_real(example: Application) -> None:
    with example.desk.reading() as session:
        people = session.exec(select(Person)).all()
    assert 1_150 <= len(people) <= 1_250
    assert all(phone.startswith("1980000") for person in people for phone in person.phones.split())
    numbers = [person.id_no for person in people if person.id_no]
    assert len(numbers) == len(set(numbers)) > 400
    for number in numbers:
        found, problem = read_resident_id(number)
        assert found is not None
        assert problem is None
        assert number[4:6] == "00"  # no county has this code


def test_names_that_are_hard_to_print_and_people_registered_twice(example: Application) -> None:
    with example.desk.reading() as session:
        people = session.exec(select(Person)).all()
    names = "".join(person.name for person in people)
    assert {"䶮", "㛃", "𬱖", "·"} <= set(names)
    twins: dict[tuple[str, str], int] = {}
    for person in people:
        twins[person.name, person.phones] = twins.get((person.name, person.phones), 0) + 1
    assert sum(count == 2 for count in twins.values()) >= 5


def test_operations_are_dated_as_they_would_have_been(example: Application) -> None:
    with example.desk.reading() as session:
        operations = session.exec(select(Operation).order_by(table_of(Operation).c.id)).all()
    assert {operation.at.date() <= date(2024, 12, 1) for operation in operations} == {True}
    assert min(operation.at.date() for operation in operations) == date(2023, 9, 25)
    assert not any(operation.undoable for operation in operations)
    (clerk,) = example.clerks()
    assert {operation.area_id for operation in operations} == {clerk.area_id}
    with example.desk.reading() as session:
        names = set(session.exec(select(Person.name)).all())
    told = "".join(operation.title for operation in operations)
    assert not [name for name in names if name in told]  # counts, never a name


def test_seven_communities_and_one_block(example: Application) -> None:
    with example.desk.reading() as session:
        kinds = [str(kind) for kind in session.exec(select(Area.kind)).all()]
    assert (kinds.count("community"), kinds.count("block"), kinds.count("subdistrict")) == (7, 1, 1)


def test_the_water_points_come_from_the_workbook(
    example: Application, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.example.building.build", lambda place: shutil.copy(built, place))
    with example.desk.reading() as session:
        kinds = [str(kind) for kind in session.exec(select(Facility.kind)).all()]
    assert kinds.count("water_point") == 0
    place = open_example(tmp_path)
    first = place.stat().st_mtime_ns
    assert open_example(tmp_path) == place
    assert place.stat().st_mtime_ns == first
    application = start(place)
    try:
        told = histories(application.desk, ["F02"], LAST)["F02"]
        assert told[-1] == 60
        assert told[0] == 0
        run, applied = import_workbook(application.desk, ROSTERS[0])
        assert (applied.created, applied.updated) == (54, 0)
        again, nothing = import_workbook(application.desk, ROSTERS[0])
        assert nothing.created == 0
        assert checks(application.desk, LAST) == []
        with application.desk.reading() as session:
            new = session.exec(select(Person).where(Person.source.startswith("导入"))).all()  # type: ignore[attr-defined]
        assert {person.registered_on for person in new} == {date(2024, 11, 25)}
        assert len(run.rows) == len(again.rows)
    finally:
        application.close()


def test_a_ledger_in_use_is_left_alone(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "示例.db"
    shutil.copy(built, copy)
    with pytest.raises(UserError, match="已经有一本台账"):
        build(copy)
