"""The journal as screens show it: operations in pages, what each changed, and the history of one record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.desk import Desk
from app.errors import NotFound
from app.history.differences import Images, RowChange, in_words, known_tables
from app.registers import records
from app.registers.spec import Register
from db.base import table_of
from db.journal import JournalEntry, Operation

PAGE_SIZE = 100
_entries = table_of(JournalEntry)
_OTHER = "办理"  # the titles of the other verbs say what was done
_KINDS = {
    "create": "新增",
    "edit": "修改",
    "delete": "删除",
    "import": "导入",
    "export": "导出",
    "print": "打印",
    "undo": "撤销",
    "merge": "合并",
    "distinct": "查重",
    "attendance": "考勤",
    "issue": "证书",
    "reissue": "证书",
    "void": "证书",
    "view": "查看",
    "filter": "设置",
    "settings": "设置",
    "setup": "设置",
}


@dataclass(frozen=True)
class Done:
    """An operation: who, when (local time), what. can_undo: it may be taken back now; undone: it was already."""

    id: int
    at: datetime
    clerk: str
    kind: str
    title: str
    can_undo: bool
    undone: bool


@dataclass(frozen=True)
class Wanted:
    """Which operations are shown. kinds: stored words; first, last: days, both included; text: part of the title."""

    clerk: str = ""
    kinds: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    text: str = ""


@dataclass(frozen=True)
class Happened:
    """A chapter of a record's history: the operation and what it did to the record and what belongs to it."""

    operation: Done
    changes: tuple[RowChange, ...]


def kind_label(kind: str) -> str:
    """The Chinese word for a kind of operation."""
    return _KINDS.get(kind, _OTHER)


def operations(desk: Desk, wanted: Wanted, *, before: int | None = None, size: int = PAGE_SIZE) -> list[Done]:
    """Up to ``size`` operations, the latest first; ``before`` is the id of the last one of the page above.

    A clerk with an area sees the operations made for that area and those below it.
    """
    query = _visible(desk, _operations()).where(*_conditions(wanted))
    if before is not None:
        query = query.where(col(Operation.id) < before)
    with desk.reading() as session:
        return [_done(*row) for row in session.execute(query.order_by(col(Operation.id).desc()).limit(size))]


def choices(desk: Desk) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """The names of clerks, and the stored kinds of operations by their Chinese word, that the journal holds."""
    with desk.reading() as session:
        clerks = session.exec(
            _visible(desk, select(Operation.clerk_name).distinct()).order_by(Operation.clerk_name)
        ).all()
        kinds = session.exec(_visible(desk, select(Operation.kind).distinct()).order_by(Operation.kind)).all()
    by_label: dict[str, tuple[str, ...]] = {}
    for kind in kinds:
        by_label[kind_label(kind)] = (*by_label.get(kind_label(kind), ()), kind)
    return list(clerks), by_label


def changes_of(desk: Desk, operation_id: int, *, after: int = 0, size: int = PAGE_SIZE) -> list[RowChange]:
    """What an operation changed, one entry per record, in the order in which they were first touched.

    after: ``place`` of the last entry of the page before. Raises ``NotFound`` for an operation the clerk may not see.
    """
    with desk.reading() as session:
        if (
            session.execute(_visible(desk, _operations()).where(col(Operation.id) == operation_id)).first()
            is None
        ):
            raise NotFound("找不到这次操作。", "请刷新操作日志。")
        return in_words(session, _net(session, col(JournalEntry.operation_id) == operation_id, after, size))


def row_count(desk: Desk, operation_id: int) -> int:
    """How many records an operation changed."""
    rows = (
        sa.select(_entries.c.table_name, _entries.c.row_id)
        .where(
            col(JournalEntry.operation_id) == operation_id, col(JournalEntry.table_name).in_(known_tables())
        )
        .distinct()
        .subquery()
    )
    with desk.reading() as session:
        return int(session.execute(sa.select(sa.func.count()).select_from(rows)).scalar_one())


def history(desk: Desk, register: Register, record_id: int, *, size: int = PAGE_SIZE) -> list[Happened]:
    """What happened to a record and to the rows it owns, the latest first.

    Raises ``NotFound`` when the record is gone or outside the clerk's area.
    """
    records.load(desk, register, record_id)
    with desk.reading() as session:
        mine = _belonging(session, register, record_id)
        ids = session.exec(
            select(JournalEntry.operation_id)
            .where(mine)
            .distinct()
            .order_by(col(JournalEntry.operation_id).desc())
            .limit(size)
        ).all()
        found = {
            row[0].id: _done(*row) for row in session.execute(_operations().where(col(Operation.id).in_(ids)))
        }
        return [
            Happened(
                found[one],
                tuple(
                    in_words(
                        session, _net(session, sa.and_(col(JournalEntry.operation_id) == one, mine), 0, size)
                    )
                ),
            )
            for one in ids
        ]


def fields_changed(chapters: Sequence[Happened]) -> list[str]:
    """Labels of the fields of which a history tells, the latest changed first."""
    labels = (field.label for one in chapters for change in one.changes for field in change.fields)
    return list(dict.fromkeys(labels))


def of_field(chapters: Sequence[Happened], label: str) -> list[Happened]:
    """The history of one field: who changed it, when, from what to what."""
    found = []
    for one in chapters:
        changes = [
            replace(change, fields=tuple(field for field in change.fields if field.label == label))
            for change in one.changes
        ]
        if kept := tuple(change for change in changes if change.fields):
            found.append(Happened(one.operation, kept))
    return found


def _belonging(session: Session, register: Register, record_id: int) -> sa.ColumnElement[bool]:
    """Journal entries of the record itself and of the rows it owns now."""
    conditions = [_entry_of(register.table.name, [record_id])]
    for child in register.children:
        if child.owned:
            table = child.register.table
            ids = (
                session.execute(sa.select(table.c.id).where(table.c[child.via] == record_id)).scalars().all()
            )
            if ids:
                conditions.append(_entry_of(table.name, list(ids)))
    return sa.or_(*conditions)


def _entry_of(table_name: str, ids: list[int]) -> sa.ColumnElement[bool]:
    return sa.and_(col(JournalEntry.table_name) == table_name, col(JournalEntry.row_id).in_(ids))


def _net(session: Session, condition: sa.ColumnElement[bool], after: int, size: int) -> list[Images]:
    """One pair of images per record: as it was before its first entry and as it was after its last."""
    first, last = sa.func.min(_entries.c.id), sa.func.max(_entries.c.id)
    spans = session.execute(
        sa.select(first, last)
        .where(condition, col(JournalEntry.table_name).in_(known_tables()))
        .group_by(_entries.c.table_name, _entries.c.row_id)
        .having(first > after)
        .order_by(first)
        .limit(size)
    ).all()
    ends = {end for span in spans for end in span}
    entries = {
        entry.id: entry
        for entry in session.exec(select(JournalEntry).where(col(JournalEntry.id).in_(ends))).all()
    }
    found = [
        Images(entries[a].table_name, entries[a].row_id, entries[a].before, entries[b].after, a)
        for a, b in spans
    ]
    return [one for one in found if one.before or one.after]


def _operations() -> sa.Select[tuple[Operation, int | None]]:
    done = table_of(Operation)
    later = done.alias("later")
    undone = sa.select(later.c.id).where(later.c.undoes_id == done.c.id).limit(1).correlate(done)
    return sa.select(Operation, undone.scalar_subquery())


def _done(operation: Operation, undone_by: int | None) -> Done:
    assert operation.id is not None
    can_undo = operation.undoable and undone_by is None
    return Done(
        operation.id,
        operation.at.astimezone(),
        operation.clerk_name,
        kind_label(operation.kind),
        operation.title,
        can_undo,
        undone_by is not None,
    )


def _visible(desk: Desk, query: Any) -> Any:
    areas = desk.visible_areas()
    return query if areas is None else query.where(col(Operation.area_id).in_(areas))


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.clerk:
        conditions.append(col(Operation.clerk_name) == wanted.clerk)
    if wanted.kinds:
        conditions.append(col(Operation.kind).in_(wanted.kinds))
    if wanted.first:
        conditions.append(col(Operation.at) >= _midnight(wanted.first))
    if wanted.last:
        conditions.append(col(Operation.at) < _midnight(wanted.last + timedelta(days=1)))
    if wanted.text.strip():
        conditions.append(col(Operation.title).contains(wanted.text.strip(), autoescape=True))
    return conditions


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone().astimezone(UTC)
