"""撤销: take an operation back row by row from the journal, keeping and naming what was changed since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.desk import Changes, Desk
from app.errors import NotFound, UserError
from app.registers import all_registers
from db.base import metadata, utc_now
from db.journal import JournalEntry, Operation, row_from_image

_DERIVED = {"version", "updated_at"}
_JUST_NOW = timedelta(minutes=10)
_WITH_OWNER = "所属的记录已保留"


@dataclass(frozen=True)
class Kept:
    """A row that could not be taken back: which record, and why."""

    table_name: str
    row_id: int
    name: str
    reason: str


@dataclass(frozen=True)
class Undone:
    """What an undo did: its title (撤销：导入人员…), how many rows it took back, and the rows it kept."""

    title: str
    changes: Changes
    restored: int
    kept: tuple[Kept, ...]


def last_undoable(desk: Desk) -> Operation | None:
    """The clerk's latest operation that can be taken back and was not yet."""
    undone = select(Operation.undoes_id).where(col(Operation.undoes_id).is_not(None))
    query = (
        select(Operation)
        .where(
            Operation.clerk_name == desk.actor.name,
            Operation.undoable,
            Operation.kind != "undo",
            col(Operation.id).not_in(undone),
        )
        .order_by(col(Operation.id).desc())
        .limit(1)
    )
    with desk.reading() as session:
        return session.exec(query).first()


@dataclass(frozen=True)
class Last:
    """What an undo would take back. expected: the clerk must mean it, so that nobody needs to ask."""

    id: int
    title: str
    at: datetime
    expected: bool


def last_done(desk: Desk) -> Last | None:
    """What the clerk's undo would take back; None when there is nothing."""
    one = last_undoable(desk)
    return None if one is None else Last(one.id or 0, one.title, one.at, is_expected(desk, one))


def is_expected(desk: Desk, operation: Operation) -> bool:
    """True when a clerk who asks to undo must mean this operation: the last one, done just now, and no whole import."""
    latest = select(Operation.id).where(Operation.clerk_name == desk.actor.name, Operation.kind != "undo")
    with desk.reading() as session:
        last = session.exec(latest.order_by(col(Operation.id).desc()).limit(1)).first()
    return last == operation.id and operation.kind != "import" and utc_now() - operation.at < _JUST_NOW


def undo(desk: Desk, operation_id: int) -> Undone:
    """Take an operation back as an operation of its own, so that the undo can be undone.

    A row is taken back when it still is as the operation left it; a row changed since, or to which newer records refer,
    is kept and named. Raises ``NotFound``, and ``UserError`` for what cannot be undone (an issued certificate is voided
    instead).
    """
    with desk.reading() as session:
        operation = session.get(Operation, operation_id)
        done = session.exec(select(Operation).where(Operation.undoes_id == operation_id)).first()
    if operation is None:
        raise NotFound("找不到要撤销的操作。", "请刷新操作日志。")
    if not operation.undoable:
        raise UserError(f"“{operation.title}”不能撤销。", "已经编号发出的文件请用作废或更正处理。")
    if done is not None:
        raise UserError(f"“{operation.title}”已经撤销过了。")
    title = _title(operation)
    with desk.operation("undo", title, undoes_id=operation_id) as session:
        entries = session.exec(
            select(JournalEntry)
            .where(JournalEntry.operation_id == operation_id)
            .order_by(col(JournalEntry.id).desc())
        ).all()
        kept, restored, tables = _take_back(session, _net_changes(entries))
        changes = Changes(frozenset(tables), session.info["operation"])
        return Undone(title, changes, restored, tuple(kept))


def _title(operation: Operation) -> str:
    """What taking an operation back is called; what was taken back is restored."""
    if operation.kind != "undo":
        return f"撤销：{operation.title}"
    verb, _, what = operation.title.partition("：")
    return f"{'撤销' if verb == '恢复' else '恢复'}：{what}"


@dataclass(frozen=True)
class _Net:
    """What an operation did to one row, taken together: its image before all and after all."""

    table: sa.Table
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def key(self) -> tuple[str, int]:
        """Table and id."""
        return self.table.name, self.row_id


def _net_changes(entries: Sequence[JournalEntry]) -> list[_Net]:
    """One net change per row, the last touched first."""
    rows: dict[tuple[str, int], _Net] = {}
    for entry in entries:
        key = (entry.table_name, entry.row_id)
        before = json.loads(entry.before) if entry.before else None
        if key in rows:
            rows[key] = _Net(rows[key].table, entry.row_id, before, rows[key].after)
        elif entry.table_name in metadata.tables:
            after = json.loads(entry.after) if entry.after else None
            rows[key] = _Net(metadata.tables[entry.table_name], entry.row_id, before, after)
    return [row for row in rows.values() if row.before or row.after]


def _take_back(session: Session, changes: Sequence[_Net]) -> tuple[list[Kept], int, set[str]]:
    """Take back what still is as the operation left it: rows it made from the last to the first, then the rest.

    When a record turns out to be needed by others, all is tried anew with what belongs to it kept too. Of the rows kept,
    those that were changed come before those that only belong to them.
    """
    order = {table.name: place for place, table in enumerate(metadata.sorted_tables)}
    made = sorted((one for one in changes if one.before is None), key=lambda one: order[one.table.name])
    rest = sorted((one for one in changes if one.before is not None), key=lambda one: order[one.table.name])
    reasons = {one.key: why for one in changes if (why := _changed_since(session, one))}
    owners = _owners()
    while True:
        for one in made:
            if one.key not in reasons and _owner_kept(one, owners, reasons):
                reasons[one.key] = _WITH_OWNER
        attempt = session.begin_nested()
        tried = [one for one in (*reversed(made), *rest) if one.key not in reasons]
        needed = {one.key: why for one in tried if (why := _try(session, _reversal(one)))}
        if not needed:
            attempt.commit()
            break
        attempt.rollback()
        reasons |= needed
    kept = [Kept(*one.key, _name(one), reasons[one.key]) for one in (*made, *rest) if one.key in reasons]
    kept.sort(key=lambda one: one.reason == _WITH_OWNER)
    return kept, len(changes) - len(kept), {one.table.name for one in changes}


def _owners() -> dict[tuple[str, str], str]:
    """The table of the owner by table and column of the rows that belong to it."""
    return {
        (child.register.table.name, child.via): register.table.name
        for register in all_registers()
        for child in register.children
        if child.owned
    }


def _changed_since(session: Session, one: _Net) -> str:
    """Why a row is no longer as the operation left it; empty when it is."""
    now = session.execute(sa.select(one.table).where(one.table.c.id == one.row_id)).mappings().first()
    if one.after is None:
        return "" if now is None else "这条记录已经存在"
    if now is None:
        return "这条记录后来被删除了"
    return "" if _same(one.table, one.after, dict(now)) else "之后又被修改过"


def _owner_kept(one: _Net, owners: dict[tuple[str, str], str], reasons: dict[tuple[str, int], str]) -> bool:
    """A row goes with the record it belongs to: the employment of a person who is kept is kept too."""
    image = one.after or {}
    return any(
        (owner, image.get(via) or 0) in reasons
        for (table, via), owner in owners.items()
        if table == one.table.name
    )


def _reversal(one: _Net) -> Any:
    here = one.table.c.id == one.row_id
    if one.before is None:
        return sa.delete(one.table).where(here)
    if one.after is None:
        return sa.insert(one.table).values(**_restored(one, one.before["version"] + 1))
    return sa.update(one.table).where(here).values(**_restored(one, one.table.c.version + 1))


def _restored(one: _Net, version: Any) -> dict[str, Any]:
    values = row_from_image(one.table, one.before or {})
    # A form that was open meanwhile must notice the change, so the version goes on, never back.
    return values | {"version": version, "updated_at": utc_now()}


def _try(session: Session, statement: Any) -> str:
    try:
        with session.begin_nested():
            session.execute(statement)
    except IntegrityError:
        return "已有其他记录引用它" if isinstance(statement, sa.Delete) else "与现有记录冲突"
    return ""


def _same(table: sa.Table, image: dict[str, Any], now: dict[str, Any]) -> bool:
    then = row_from_image(table, image)
    return all(then[name] == now[name] for name in then if name not in _DERIVED)


def _name(one: _Net) -> str:
    labels = {register.table.name: register for register in all_registers()}
    register = labels.get(one.table.name)
    image = one.after or one.before or {}
    if register is None:
        return f"第{one.row_id}条"
    return f"{register.label} {image.get(register.title) or ''}".strip()
