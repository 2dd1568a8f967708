"""Two cards of one person for the tests of merging, and what they look at."""

from __future__ import annotations

from typing import Any

from sqlmodel import SQLModel, select

from app.actions.merge import Comparison, Decisions, look, merge
from app.desk import Changes, Desk
from app.merging.knots import Side
from db.models import (
    Person,
)
from tests import factories
from tests.conftest import Office

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH
DAY = factories.DAY


def twins(
    office: Office, left: dict[str, Any] | None = None, right: dict[str, Any] | None = None
) -> tuple[int, int]:
    """Two cards of one person, both since 1 March 2024."""
    known = {"registered_on": DAY}
    return office.person(**known | (left or {})), office.person(**known | (right or {}))


def join(
    office: Office,
    pair: tuple[int, int],
    keep: Side = LEFT,
    fields: dict[str, Side] | None = None,
    clash: Side | None = None,
    *,
    accept_warnings: bool = False,
) -> Changes:
    """Merge with every clash decided for one side."""
    seen = look(office.desk, *pair)
    clashes = {one.key: clash for one in seen.clashes} if clash else {}
    return merge(office.desk, seen, Decisions(keep, fields or {}, clashes), accept_warnings=accept_warnings)


def all_of(desk: Desk, model: type[SQLModel], person: int) -> list[Any]:
    with desk.reading() as session:
        query = select(model).where(model.person_id == person)  # type: ignore[attr-defined]
        return sorted(
            session.exec(query).all(), key=lambda row: (getattr(row, "from_on", None) or DAY, row.id)
        )


def card(desk: Desk, person: int) -> Person:
    with desk.reading() as session:
        return session.get_one(Person, person)


def questions(seen: Comparison) -> list[tuple[str, Side]]:
    return [(clash.label, clash.proposal) for clash in seen.clashes]


def plant(office: Office, model: type[SQLModel], **values: Any) -> int:
    """A row that the rules would not let in."""
    with office.desk.operation("edit", "补录") as session:
        row = model(**values)
        session.add(row)
        session.flush()
        row_id: int = row.id  # type: ignore[attr-defined]
        return row_id


def attended(office: Office, pair: tuple[int, int], *marks: str) -> int:
    """Both were in one class and one session; returns the class."""
    run = factories.class_run(office)
    session = office.make("class_sessions", class_run_id=run, held_on=DAY)
    for person, mark in zip(pair, marks, strict=True):
        office.make("enrolments", class_run_id=run, person_id=person, status="active", applied_on=DAY)
        office.make("attendances", session_id=session, person_id=person, mark=mark)
    return run
