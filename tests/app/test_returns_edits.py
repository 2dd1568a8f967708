"""After many later edits a sealed return prints the same, and the list of differences is exactly what they touch."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app import settings
from app.actions.returns import standing, submit
from app.actions.sealing import approve, reprint
from app.actions.summary import draft
from app.desk import Actor, Desk
from app.measures.figures import figures
from app.measures.period import Month, Quarter, Year
from app.registers import find_register, records
from app.returns.differences import Moved, differences
from db.base import table_of
from db.models import Membership, Organization, Person, Registration
from tests.conftest import Office

NOVEMBER, DECEMBER = Month(2024, 11), Month(2024, 12)


@pytest.fixture
def desk_named(desk: Desk) -> Desk:
    settings.save(desk, {"office_name": "北山街道", "signature": "北山街道党工委（社工办）"})
    return desk


@pytest.fixture
def people(desk_named: Desk, office: Office) -> list[int]:
    """Six people, four of them of October, two of November."""
    return [
        office.person(f"骑手{n}", phones=f"1380000{n:04d}", registered_on=date(2024, 10 + n // 4, 5))
        for n in range(6)
    ]


def seal(desk: Desk, period: Month | Quarter | Year = NOVEMBER) -> None:
    submit(desk, draft(desk, period))
    approve(desk, period, "张三", "李主任")


def changed(desk: Desk, period: Month = NOVEMBER) -> dict[str, set[tuple[str, int, Moved, str]]]:
    """By code: register, id, what became of it, and who did it."""
    sealed = standing(desk, period).sealed
    assert sealed is not None
    return {
        one.code: {
            (row.register, row.id, row.moved, "、".join(dict.fromkeys(cause.clerk for cause in row.causes)))
            for row in one.records
        }
        for one in differences(desk, sealed)
    }


class Clerks:
    """Random edits by different clerks, and beside them a naive reckoning of whom November counts."""

    def __init__(self, desk: Desk, office: Office, people: list[int], seed: int) -> None:
        self.office, self.chance, self.people = office, random.Random(seed), people
        self.desks = [Desk(desk.ledger, Actor(None, name)) for name in ("甲", "乙", "丙")]
        self.who: dict[int, set[str]] = {}  # who changed what counts, by person

    def edit(self, number: int) -> None:
        desk = self.chance.choice(self.desks)
        do = self.chance.choice(
            [self._register, self._phone, self._gender, self._leave, self._later, self._station, self._forget]
        )
        do(desk, number)

    def _note(self, desk: Desk, person: int) -> None:
        self.who.setdefault(person, set()).add(desk.actor.name)

    def _register(self, desk: Desk, number: int) -> None:
        on = date(2024, 9, 1) + timedelta(self.chance.randrange(120))
        Office.make(_As(desk), "people", name=f"新人{number}", category="rider", area_id=self.office.community,
                    phones=f"1370000{number:04d}", registered_on=on)  # fmt: skip
        with desk.reading() as session:
            person = session.execute(sa.select(sa.func.max(table_of(Person).c.id))).scalar_one()
        self.people.append(person)
        self._note(desk, person)

    def _save(self, desk: Desk, **values: object) -> None:
        person = self.chance.choice(self.people)
        register = find_register("people")
        loaded = records.load(desk, register, person)
        if all(loaded.values[name] == value for name, value in values.items()):
            return
        records.save(desk, register, values, record_id=person, version=loaded.version, accept_warnings=True)
        if "gender" in values:
            self._note(desk, person)

    def _phone(self, desk: Desk, number: int) -> None:
        self._save(desk, phones=f"1360000{number:04d}")

    def _gender(self, desk: Desk, number: int) -> None:
        self._save(desk, gender=self.chance.choice(["male", "female"]))

    def _station(self, desk: Desk, number: int) -> None:
        self._save(desk, note=f"备注{number}")

    def _move(self, desk: Desk, **values: object) -> None:
        rows = table_of(Registration)
        with desk.operation("edit", "改在册日期") as session:
            found = session.execute(sa.select(rows.c.id, rows.c.person_id).order_by(rows.c.id)).all()
            row, person = self.chance.choice(found)
            record = session.get_one(Registration, row)
            before = record.to_on
            for name, value in values.items():
                setattr(record, name, value)
            changed = record.to_on != before
            session.flush()
        if changed:
            self._note(desk, person)

    def _leave(self, desk: Desk, number: int) -> None:
        self._move(desk, to_on=date(2024, 12, 31) - timedelta(self.chance.randrange(60)))

    def _later(self, desk: Desk, number: int) -> None:
        self._move(desk, to_on=None)

    def _forget(self, desk: Desk, number: int) -> None:
        self._move(desk, moved=False)


class _As:
    """``Office.make`` at another clerk's desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk


def counted(desk: Desk) -> dict[str, set[int]]:
    """Whom three figures of November count, read off the rows by plain Python."""
    with desk.reading() as session:
        rows = session.execute(sa.select(table_of(Registration))).all()
        women = {row.id for row in session.execute(sa.select(table_of(Person))) if row.gender == "female"}
    here = {
        row.person_id
        for row in rows
        if row.from_on <= NOVEMBER.last and (row.to_on is None or row.to_on > NOVEMBER.last)
    }
    came = {row.person_id for row in rows if NOVEMBER.first <= row.from_on <= NOVEMBER.last}
    return {"P01": here, "P06": here & women, "P10": came}


def test_after_many_edits_the_reprint_is_the_same_and_the_list_is_exactly_what_they_touch(
    desk_named: Desk, office: Office, people: list[int]
) -> None:
    desk = desk_named
    seal(desk)
    before, paper = counted(desk), reprint(desk, NOVEMBER).data
    figures_then = {code: one.this_month for code, one in standing(desk, NOVEMBER).draft.figures.items()}
    assert changed(desk) == {}
    clerks = Clerks(desk, office, list(people), seed=11)
    for number in range(50):
        clerks.edit(number)
    now, found = counted(desk), changed(desk)
    assert reprint(desk, NOVEMBER).data == paper
    assert {
        code: one.this_month for code, one in standing(desk, NOVEMBER).draft.figures.items()
    } == figures_then
    moved = 0
    for code, then in before.items():
        came, went = now[code] - then, then - now[code]
        expected = {(one, Moved.CAME) for one in came} | {(one, Moved.WENT) for one in went}
        listed = found.get(code, set())
        assert {(record, how) for _, record, how, _ in listed} == expected, code
        for _, record, _, names in listed:
            assert names, f"{code}: nobody did it"
            assert set(names.split("、")) <= clerks.who[record], code
        moved += len(expected)
    assert moved > 10
    for code in set(figures_then) - set(found):
        assert figures(desk, [code], NOVEMBER)[code].value == figures_then[code], code


def test_what_stands_behind_a_record_is_named_too(
    desk_named: Desk, office: Office, people: list[int]
) -> None:
    """A station counts when all its riders are in the union: the member who joined is the reason."""
    rider = office.person("孙七", phones="13900000007", registered_on=date(2024, 10, 1), station_id=office.station,
                          platform_id=office.platform)  # fmt: skip
    with desk_named.operation("save", "准备") as session:
        union = Organization(number="ZZ-1", name="联合工会", line="union", kind="joint", area_id=office.street,
                             established_on=date(2022, 1, 1))  # fmt: skip
        session.add(union)
        session.flush()
        union_id = union.id
    seal(desk_named)
    other = Desk(desk_named.ledger, Actor(None, "丁"))
    with other.operation("join", "孙七入会") as session:
        session.add(Membership(organization_id=union_id, person_id=rider, from_on=date(2024, 11, 1)))
    found = changed(desk_named)
    assert found["O13"] == {("stations", office.station, Moved.CAME, "丁")}
    assert found["O05"] == {("people", rider, Moved.CAME, "丁")}
    assert "P01" not in found
