"""Every foreign key to people is covered by merging: walked from the schema, decided where rows may clash, tried on a row."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from app.actions.merge import Decisions, look, merge
from app.actions.undo import undo
from app.merging.cards import FOLLOWING, OWN, TOGETHER
from app.merging.knots import BOOKKEEPING, Side
from app.merging.links import LINKS, Apart, Moved, Once, links_to, name_of, needs_decision, usual_way
from app.registers import all_registers, find_register
from app.rules.periods import periods_apart
from db.base import metadata, new_uid, record_tables, table_of
from db.models import DistinctPair, Person
from tests.conftest import Office
from tests.content import content
from tests.factories import values_of

SQLITE_ALONE = True  # merging and its SQL are tried on both in the other tests of it

PEOPLE = table_of(Person)
REGISTERS = {register.table.name: register for register in all_registers()}


def covered() -> dict[str, sa.Column[Any]]:
    """The columns that merging has to bring along: those that point to people, and to rows that may be kept once only."""
    found: dict[str, sa.Column[Any]] = {}
    waiting = [PEOPLE]
    while waiting:
        for link in links_to(waiting.pop()):
            if name_of(link.column) not in found and not isinstance(link.way, Moved):
                waiting.append(link.table)
            found[name_of(link.column)] = link.column
    return found


COVERED = covered()
TO_PEOPLE = sorted(name_of(link.column) for link in links_to(PEOPLE) if link.table.name in REGISTERS)


def test_the_schema_is_walked_whole() -> None:
    keys = {
        f"{table.name}.{key.parent.name}"
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table is PEOPLE
    }
    assert keys <= set(COVERED)
    assert {COVERED[name].table for name in keys} <= set(record_tables()), (
        "rows outside the journal cannot be undone"
    )


def test_where_rows_may_clash_somebody_decided() -> None:
    open_ones = [name for name, column in COVERED.items() if needs_decision(column) and name not in LINKS]
    assert not open_ones, (
        f"say in app/merging/links.py what becomes of their rows when two cards are merged: {open_ones}"
    )


def test_no_decision_is_left_over() -> None:
    assert set(LINKS) <= set(COVERED)


@pytest.mark.parametrize("name", sorted(COVERED))
def test_decisions_agree_with_constraints_and_rules(name: str) -> None:
    column = COVERED[name]
    way, usual = LINKS.get(name), usual_way(column)
    if isinstance(way, Once) and isinstance(usual, Once):
        assert way.columns == usual.columns, "the unique constraint"
    if isinstance(way, Moved):
        assert isinstance(usual, Moved), "a unique constraint"
    register = REGISTERS.get(column.table.name)
    for rule in register.rules if register else ():
        if isinstance(rule, periods_apart) and column.name in rule.owners:
            assert isinstance(way, Apart), "the rule that periods do not overlap"
            assert way.groups is not None or {*way.columns, column.name} == set(rule.owners)


def test_every_column_of_a_card_is_chosen_or_follows() -> None:
    asked = {field.name for field in find_register("people").fields}
    assert set(PEOPLE.c.keys()) - asked - {*OWN, *FOLLOWING} == set()
    assert {name for names in TOGETHER.values() for name in names} <= set(PEOPLE.c.keys())


def twice(office: Office, name: str, pair: tuple[int, int]) -> None:
    """A row like the register's example for each of two people, alike in everything else."""
    column = COVERED[name]
    table = column.table
    assert isinstance(table, sa.Table)
    register = REGISTERS[table.name]
    record = office.make(register.key, **values_of(register.key, office))
    with office.desk.operation("edit", "两张卡片各一条") as session:
        session.execute(sa.update(table).where(table.c.id == record).values({column.name: pair[0]}))
        row = dict(session.execute(sa.select(table).where(table.c.id == record)).mappings().one())
        once = {one.name for one in table.c if one.unique}
        for key in table.constraints:
            if isinstance(key, sa.UniqueConstraint) and column.name not in key.columns:
                once |= set(key.columns.keys())
        own = {one: f"{row[one]}X" for one in once if isinstance(row[one], str)}
        counted = (
            one for one in once - {"id"} if isinstance(row[one], int) and not table.c[one].foreign_keys
        )
        own |= {one: row[one] + 1 for one in counted}
        own |= {"uid": new_uid(), column.name: pair[1]}
        session.execute(
            sa.insert(table).values({key: value for key, value in (row | own).items() if key != "id"})
        )


@pytest.mark.parametrize("name", TO_PEOPLE)
def test_rows_of_both_cards_come_together_and_apart_again(office: Office, backend: str, name: str) -> None:
    pair = (office.person("张三"), office.person("张三"))
    twice(office, name, pair)
    before = content(office.desk)
    for winner in (Side.LEFT, Side.RIGHT) if backend == "sqlite" else (Side.LEFT,):
        seen = look(office.desk, *pair)
        decided = Decisions(winner, {}, {clash.key: winner for clash in seen.clashes})
        done = merge(office.desk, seen, decided, accept_warnings=True)
        kept, gone = seen.card(winner).id, seen.card(winner.other).id
        with office.desk.reading() as session:
            for link in links_to(PEOPLE):
                left = sa.select(sa.func.count()).select_from(link.table).where(link.column == gone)
                assert session.execute(left).scalar_one() == 0, name_of(link.column)
            column = COVERED[name]
            here = sa.select(sa.func.count()).select_from(column.table).where(column == kept)
            assert session.execute(here).scalar_one() >= 1
        assert done.operation_id is not None
        assert undo(office.desk, done.operation_id).kept == ()
        assert content(office.desk) == before


def test_the_bookkeeping_of_every_row_is_known() -> None:
    for table in record_tables():
        assert {name for name in BOOKKEEPING if name in table.c} >= {"id", "uid", "version"}
    assert str(DistinctPair.__tablename__) not in REGISTERS
