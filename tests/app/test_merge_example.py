"""200 random merges on the example office: each undone, the ledger holds what it held before; nothing is lost meanwhile."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.actions.merge import Comparison, Decisions, look, merge
from app.actions.undo import undo
from app.bootstrap import Application, start
from app.desk import Actor, Desk
from app.merging.knots import Side
from app.merging.links import links_to
from db.base import metadata, record_tables, table_of
from db.journal import JournalEntry
from db.migrate import integrity_problems
from db.models import Employment, Person, PersonStatus, Registration
from tests.content import content

MERGES, SEED = 200, 20241130
PEOPLE = table_of(Person)


@pytest.fixture(scope="module")
def example(example_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    place = tmp_path_factory.mktemp("merging") / "示例.db"
    place.write_bytes(example_ledger.read_bytes())
    application = start(place, actor=Actor(None, "经办人王某"))
    yield application
    application.close()


def drawn(seen: Comparison, chance: random.Random) -> Decisions:
    """Every decision by chance."""
    sides = (Side.LEFT, Side.RIGHT)
    return Decisions(
        chance.choice(sides),
        {one.key: chance.choice([*sides, *([Side.BOTH] if one.both else [])]) for one in seen.choices},
        {one.key: chance.choice(sides) for one in seen.clashes},
    )


def days_on_the_books(desk: Desk, ids: tuple[int, ...], table: sa.Table) -> set[int]:
    """The days, as numbers, that registrations or employments of people cover."""
    end = date(2026, 1, 1).toordinal()
    with desk.reading() as session:
        rows = session.execute(
            sa.select(table.c.from_on, table.c.to_on).where(table.c.person_id.in_(ids))
        ).all()
    return {
        day for begun, ended in rows for day in range(begun.toordinal(), ended.toordinal() if ended else end)
    }


def test_200_merges_each_undone_leave_the_ledger_as_it_was(example: Application) -> None:
    desk, chance = example.desk, random.Random(SEED)
    with desk.reading() as session:
        shown = sa.select(PEOPLE.c.id).where(PEOPLE.c.status != PersonStatus.RESTRICTED)
        people = list(session.execute(shown.order_by(PEOPLE.c.id)).scalars())
    dated = [table_of(model) for model in (Registration, Employment)]
    before = content(desk)
    known = rows_by_id(desk)
    clashes = 0
    for _ in range(MERGES):
        one, other = chance.sample(people, 2)
        seen = look(desk, one, other)
        clashes += len(seen.clashes)
        decided = drawn(seen, chance)
        keep, drop = seen.card(decided.keep), seen.card(decided.keep.other)
        held = [days_on_the_books(desk, (one, other), table) for table in dated]
        done = merge(desk, seen, decided, accept_warnings=True)
        assert [days_on_the_books(desk, (keep.id,), table) for table in dated] == held
        check_card(desk, keep.id, drop.id, drop.number)
        assert done.operation_id is not None
        undone = undo(desk, done.operation_id)
        assert undone.kept == ()
        assert_as_before(desk, done.operation_id, known)
    assert clashes > MERGES / 2
    assert content(desk) == before
    assert integrity_problems(example.ledger) == []


def rows_by_id(desk: Desk) -> dict[str, dict[int, tuple[Any, ...]]]:
    """Every record by table and id, without version and time of change."""
    with desk.reading() as session:
        return {table.name: read(session, table, None) for table in record_tables()}


def read(session: Session, table: sa.Table, ids: list[int] | None) -> dict[int, tuple[Any, ...]]:
    columns = [column for column in table.c if column.name not in ("version", "updated_at")]
    query = sa.select(*columns) if ids is None else sa.select(*columns).where(table.c.id.in_(ids))
    return {row.id: tuple(row) for row in session.execute(query)}


def assert_as_before(desk: Desk, operation_id: int, known: dict[str, dict[int, tuple[Any, ...]]]) -> None:
    """The rows that an operation wrote are as they were: whatever is written passes the journal."""
    journal = table_of(JournalEntry)
    with desk.reading() as session:
        written: dict[str, list[int]] = {}
        query = sa.select(journal.c.table_name, journal.c.row_id).where(
            journal.c.operation_id == operation_id
        )
        for name, row_id in session.execute(query.distinct()):
            written.setdefault(name, []).append(row_id)
        for name, ids in written.items():
            then = {row_id: known[name][row_id] for row_id in ids if row_id in known[name]}
            assert read(session, metadata.tables[name], ids) == then, name


def check_card(desk: Desk, kept: int, gone: int, number: str) -> None:
    """Nothing points to the card that went, and the kept one says what its rows say."""
    with desk.reading() as session:
        assert session.get(Person, gone) is None
        person = session.get_one(Person, kept)
        for link in links_to(PEOPLE):
            left = sa.select(sa.func.count()).select_from(link.table).where(link.column == gone)
            assert session.execute(left).scalar_one() == 0
        rows = session.execute(
            sa.select(Registration.from_on, Registration.to_on, Registration.area_id)  # type: ignore[call-overload]
            .where(Registration.person_id == kept)
            .order_by(Registration.from_on)
        ).all()
    assert number in person.former_numbers.split()
    assert person.registered_on == rows[0].from_on
    assert person.area_id == rows[-1].area_id
    assert (person.status == PersonStatus.ACTIVE) == (rows[-1].to_on is None)
    assert all(one.to_on is not None and one.to_on <= two.from_on for one, two in pairwise(rows))
