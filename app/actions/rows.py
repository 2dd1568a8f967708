"""What actions share: the records a clerk chose, marked as changed, checked by rules, and what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.desk import Changes, Desk
from app.errors import NotFound, Problem, ValidationFailed
from db.base import Record, table_of, utc_now
from db.models import Person, PersonStatus

AnyRecord = TypeVar("AnyRecord", bound=Record)
Rule = Callable[[Any, Session], Sequence[Problem]]


def chosen(
    session: Session, desk: Desk, model: type[AnyRecord], ids: Iterable[int], label: str
) -> list[AnyRecord]:
    """The records of the ids, in their order. Raises ``NotFound`` when one is gone or outside the clerk's area.

    Records without an area of their own are those of everybody who sees the record they belong to.
    """
    wanted = list(dict.fromkeys(ids))
    table = table_of(model)
    query = select(model).where(table.c.id.in_(wanted))
    areas = desk.visible_areas()
    if areas is not None and "area_id" in table.c:
        query = query.where(table.c.area_id.in_(areas))
    elif areas is not None and "person_id" in table.c:
        people = table_of(Person)
        mine = sa.select(people.c.id).where(people.c.area_id.in_(areas))
        query = query.where(table.c.person_id.in_(mine))
    found = {record.id: record for record in session.exec(query).all()}
    if len(found) != len(wanted):
        raise NotFound(f"有的{label}已被删除，或不在您负责的区域内。", "请刷新列表后重试。")
    not_sealed(found.values())
    return [found[one] for one in wanted]


def not_sealed(records: Iterable[Any]) -> None:
    """Nothing is done with a card that is 封存. Raises ``ValidationFailed`` when one is among the records."""
    if any(getattr(one, "status", None) is PersonStatus.RESTRICTED for one in records):
        raise refuse("SEALED", "", "选中的人员里有已经封存的，不能办理；需要办理的，请先解除封存。")


def touch(session: Session, record: Record) -> None:
    """Mark a record as changed now, so that it is written with the operation."""
    record.updated_at = utc_now()
    session.add(record)


def checked(session: Session, record: Record, rules: Sequence[Rule], who: str = "") -> list[Problem]:
    """Run rules on a record; returns the warnings.

    who: put before the sentences, for example a name where several people are entered at once.
    Raises ``ValidationFailed`` with all problems when one of them blocks.
    """
    before = f"{who}：" if who else ""
    with session.no_autoflush:
        problems = [
            Problem(one.code, one.field, before + one.message, one.blocking)
            for rule in rules
            for one in rule(record, session)
        ]
    if any(problem.blocking for problem in problems):
        raise ValidationFailed(problems)
    return problems


def refuse(code: str, field: str, message: str) -> ValidationFailed:
    """The error for one thing that is wrong with what was asked."""
    return ValidationFailed([Problem(code, field, message)])


def end_row(session: Session, row: Any, on: date, who: str) -> None:
    """End a dated row on a day. Raises ``ValidationFailed`` when it ended before or does not begin before that day."""
    if row.to_on is not None and row.to_on <= on:
        raise refuse("ENDED", "on", f"{who}这一段已于{row.to_on}结束，不用再登记。")
    if on <= row.from_on:
        raise refuse("PERIOD_ORDER", "on", f"{who}这一段从{row.from_on}开始，结束日期必须晚于这一天。")
    row.to_on = on
    touch(session, row)


def changed(session: Session, *models: type[Record], record_id: int | None = None) -> Changes:
    """What the operation wrote, after writing it."""
    session.flush()
    tables = frozenset(table_of(model).name for model in models)
    return Changes(tables, session.info["operation"], record_id)


def names_of(session: Session, person_ids: Iterable[int]) -> dict[int, str]:
    """Names of people by id, for sentences."""
    query = select(Person.id, Person.name).where(col(Person.id).in_(list(person_ids)))
    return {person_id: name for person_id, name in session.exec(query).all() if person_id is not None}
