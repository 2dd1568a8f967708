"""One record at a time: load for a form, check, save, delete; the same for every register."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from app.desk import Changes, Desk
from app.errors import Conflict, InUse, NotFound, Problem, ValidationFailed
from app.registers import all_registers
from app.registers.filling import fill, quietly
from app.registers.scope import refuse_sealed, seen_by
from app.registers.spec import Child, Kind, Register, default_of, longest
from app.values.numbers import next_number
from db.base import Record, metadata, utc_now
from db.errors import AlreadyDone
from db.journal import Operation


@dataclass(frozen=True)
class Loaded:
    """A record as a form gets it: field values as stored, and the version they belong to (0 for a new one)."""

    id: int | None
    version: int
    values: dict[str, Any]


def blank(register: Register, **known: Any) -> Loaded:
    """A new record's starting values; ``known`` presets some, for example the owner of a child record."""
    values = {field.name: default_of(register, field.name) for field in register.fields}
    return Loaded(None, 0, values | known)


def load(desk: Desk, register: Register, record_id: int) -> Loaded:
    """A record's values. Raises ``NotFound`` when it is gone or outside the clerk's area."""
    with desk.reading() as session:
        record = _visible(session, desk, register, record_id)
        refuse_sealed(register, record, desk, change=False)
        return Loaded(record_id, record.version, _values(register, record))


def save(
    desk: Desk,
    register: Register,
    values: dict[str, Any],
    *,
    record_id: int | None = None,
    version: int = 0,
    request_id: str | None = None,
    accept_warnings: bool = False,
) -> Changes:
    """Create or change a record in one operation.

    values: stored values by field name; fields left out keep theirs. version: the one the form loaded. request_id: the
    form's own, so that pressing 保存 twice makes one record. accept_warnings: the clerk has read them.
    Raises ``ValidationFailed`` (nothing is saved), ``Conflict`` (somebody saved in between), ``NotFound``.
    """
    problems = check_values(register, values, whole=record_id is None)
    if problems:
        raise ValidationFailed(problems)
    verb = "新增" if record_id is None else "修改"
    name = values.get(register.title)
    title = f"{verb}{register.label}" + (f"：{name}" if isinstance(name, str) and name else "")
    try:
        with desk.operation(
            "create" if record_id is None else "edit", title, request_id=request_id
        ) as session:
            record = store(
                session, desk, register, values, record_id, version, accept_warnings=accept_warnings
            )
            return _changes(session, register, record)
    except AlreadyDone as done:
        return _done_before(desk, register, done.operation_id)


def store(
    session: Session,
    desk: Desk,
    register: Register,
    values: dict[str, Any],
    record_id: int | None = None,
    version: int = 0,
    *,
    accept_warnings: bool = True,
) -> Record:
    """The inside of ``save`` for actions that change several records in one operation; returns the flushed record."""
    if record_id is None:
        record: Record = register.model()
        before: dict[str, Any] = {}
        values = blank(register).values | values
    else:
        record = _visible(session, desk, register, record_id)
        refuse_sealed(register, record, desk, change=True)
        before = _values(register, record)
        if version and record.version != version:
            raise Conflict(f"{register.label}在您打开之后被其他人修改过。", before)
    problems = fill(session, register, record, values)
    if any(problem.blocking for problem in problems) or (problems and not accept_warnings):
        raise ValidationFailed(problems)
    if register.prefix and not getattr(record, "number", ""):
        setattr(record, "number", next_number(session, register.prefix))  # noqa: B010
    if record_id is None or any(
        before.get(name) != value for name, value in _values(register, record).items()
    ):
        record.updated_at = utc_now()
        session.add(record)
        session.flush()
    for effect in register.effects:
        effect(record, before, session)
    _keep_scope(session, desk, register, record)
    return record


def check_values(register: Register, values: dict[str, Any], *, whole: bool = True) -> list[Problem]:
    """What the description alone can tell: empty required fields, wrong types, unknown choices, texts too long."""
    problems = []
    for field in register.fields:
        if field.name not in values:
            if whole and field.required and default_of(register, field.name) in (None, ""):
                problems.append(Problem("REQUIRED", field.name, f"请填写“{field.label}”。"))
            continue
        problem = _check_value(register, field.name, values[field.name])
        if problem is not None:
            problems.append(problem)
    return problems


def _check_value(register: Register, name: str, value: Any) -> Problem | None:
    field = register.field(name)
    if value is None or value == "":
        return Problem("REQUIRED", name, f"请填写“{field.label}”。") if field.required else None
    if field.kind is Kind.CHOICE and str(value) not in dict(field.choices):
        return Problem("UNKNOWN_CHOICE", name, f"“{field.label}”中没有“{value}”这一项，请从列表中选择。")
    wanted = _TYPES.get(field.kind, str)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        return Problem("WRONG_TYPE", name, f"“{field.label}”的内容格式不对，请重新填写。")
    limit = longest(register, name)
    if isinstance(value, str) and limit is not None and len(value) > limit:
        return Problem("TOO_LONG", name, f"“{field.label}”最多{limit}个字，现有{len(value)}个字，请缩短。")
    return None


_TYPES: dict[Kind, type | tuple[type, ...]] = {
    Kind.INTEGER: int,
    Kind.MONEY: int,
    Kind.MINUTES: int,
    Kind.LINK: int,
    Kind.DECIMAL: (int, float),
    Kind.DATE: date,
    Kind.MOMENT: datetime,
    Kind.YES_NO: bool,
}


def delete(desk: Desk, register: Register, ids: Sequence[int], *, request_id: str | None = None) -> Changes:
    """Delete records that nothing refers to, with the rows they own, in one operation.

    Raises ``InUse`` naming the first record that is referred to, and by what; then nothing is deleted.
    """
    with desk.operation(
        "delete", f"删除{register.label}{len(ids)}{register.unit}", request_id=request_id
    ) as session:
        for record_id in ids:
            record = _visible(session, desk, register, record_id)
            refuse_sealed(register, record, desk, change=False)
            _delete(session, register, record)
        return Changes(touched(session), session.info["operation"])


def _delete(session: Session, register: Register, record: Record) -> None:
    name = getattr(record, register.title)
    owned = [child for child in register.children if child.owned]
    used = _users(session, register, record, owned)
    if used:
        raise InUse(f"“{name}”不能删除：{used}。", "请先处理这些记录，或者改为登记结束日期。")
    kept = [problem.message for rule in register.keeps for problem in quietly(session, rule, record)]
    if kept:
        raise InUse(f"“{name}”不能删除：{''.join(kept)}")
    before = _values(register, record)
    for child in owned:
        for row in _children(session, child, record):
            _delete(session, child.register, row)
    session.flush()
    session.delete(record)
    session.flush()
    for effect in register.after_delete:
        effect(record, before, session)


def _children(session: Session, child: Child, record: Record) -> Sequence[Record]:
    model = child.register.model
    return session.exec(select(model).where(child.register.table.c[child.via] == record.id)).all()


def _users(session: Session, register: Register, record: Record, owned: Sequence[Child]) -> str:
    """Which records refer to this one, in words; empty when none do."""
    own = {(child.register.table.name, child.via) for child in owned}
    labels = {one.table.name: one.label for one in all_registers()}
    found = []
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is not register.table or (table.name, key.parent.name) in own:
                continue
            if key.ondelete == "CASCADE":
                continue  # goes with the record
            total = session.execute(
                sa.select(sa.func.count()).select_from(table).where(key.parent == record.id)
            ).scalar_one()
            if total:
                found.append(f"有{total}条{labels.get(table.name, '其他记录')}引用它")
    return "，".join(found)


def _visible(session: Session, desk: Desk, register: Register, record_id: int) -> Any:
    query = select(register.model).where(register.table.c.id == record_id)
    seen = seen_by(desk, register)
    if seen is not None:
        query = query.where(seen)
    record = session.exec(query).first()
    if record is None:
        raise NotFound(f"这条{register.label}已被删除，或不在您负责的区域内。", "请刷新列表。")
    return record


def _keep_scope(session: Session, desk: Desk, register: Register, record: Record) -> None:
    """A clerk of some areas writes only what that clerk sees afterwards."""
    seen = seen_by(desk, register)
    if seen is None:
        return
    query = sa.select(register.table.c.id).where(register.table.c.id == record.id, seen)
    if session.execute(query).first() is None:
        field, what = ("area_id", "区域") if register.scoped else ("", "")
        message = f"只能登记本人负责区域内的记录，请重新选择{what}。"
        raise ValidationFailed([Problem("OUTSIDE_AREA", field, message)])


def _values(register: Register, record: Record) -> dict[str, Any]:
    return {field.name: _plain(getattr(record, field.name)) for field in register.fields}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _changes(session: Session, register: Register, record: Record) -> Changes:
    session.flush()
    return Changes(touched(session) | {register.table.name}, session.info["operation"], record.id)


def touched(session: Session) -> frozenset[str]:
    """The tables that the current operation has written so far."""
    journal = metadata.tables["journal"]
    names = session.execute(
        sa.select(journal.c.table_name).where(journal.c.operation_id == session.info["operation"]).distinct()
    )
    return frozenset(name for (name,) in names)


def _done_before(desk: Desk, register: Register, operation_id: int) -> Changes:
    """The changes of an operation that an earlier press of 保存 already made."""
    journal = metadata.tables["journal"]
    with desk.reading() as session:
        operation = session.get(Operation, operation_id)
        rows = session.execute(
            sa.select(journal.c.row_id, journal.c.after)
            .where(journal.c.operation_id == operation_id, journal.c.table_name == register.table.name)
            .order_by(journal.c.id)
        ).all()
    assert operation is not None
    first = next((json.loads(row.after)["id"] for row in rows if row.after), None)
    return Changes(frozenset({register.table.name}), operation_id, first)
