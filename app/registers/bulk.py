"""One field of many records at once: each is checked as if it were saved alone, all are one operation."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from app.desk import Changes, Desk
from app.errors import Problem, ValidationFailed
from app.registers import records
from app.registers.spec import Field, Kind, Register, text_of

MOST_TOLD = 8  # records named in one message; the others are counted


class How(enum.StrEnum):
    """What happens to the value: it is replaced, or words are added to or taken from those there are."""

    SET = "set"
    ADD = "add"
    DROP = "drop"


def bulk_fields(register: Register) -> list[Field]:
    """The fields of a register that may be changed for many records at once."""
    return [register.field(name) for name in register.bulk]


def edit_many(
    desk: Desk,
    register: Register,
    ids: Sequence[int],
    name: str,
    value: Any,
    how: How = How.SET,
    *,
    accept_warnings: bool = False,
    step: Callable[[int, int], None] | None = None,
) -> Changes:
    """Give one field of many records a value, in one operation.

    value: as stored; for ``ADD`` and ``DROP`` words parted by 、. step: told how far it is; may raise to stop.
    Raises ``ValidationFailed`` naming the records it cannot be done to (and, unless accepted, those with a warning about
    this field); then nothing is changed. ``NotFound`` when one is gone.
    """
    if name not in register.bulk:
        raise ValueError(f"{register.key}.{name} is not for many records at once")
    problems = records.check_values(register, {name: value}, whole=False)
    if problems:
        raise ValidationFailed(problems)
    field, found, failed = register.field(name), list[Problem](), 0
    with desk.operation("edit", _title(register, field, len(ids))) as session:
        for place, record_id in enumerate(ids):
            if step is not None:
                step(place, len(ids))
            told = _edit_one(
                session, desk, register, record_id, name, value, how, accept_warnings=accept_warnings
            )
            failed += bool(told)
            found += told if failed <= MOST_TOLD else ()
        if found:
            raise ValidationFailed(_shortened(found, failed, register.unit))
        session.flush()
        return Changes(records.touched(session) | {register.table.name}, session.info["operation"])


def _edit_one(
    session: Session,
    desk: Desk,
    register: Register,
    record_id: int,
    name: str,
    value: Any,
    how: How,
    *,
    accept_warnings: bool,
) -> list[Problem]:
    """Save one; what keeps it from being saved, with the record's name, when something does.

    Warnings about other fields were there before and are not asked again.
    """
    record = session.get(register.model, record_id)
    if how is not How.SET and record is not None:
        value = _words(getattr(record, name), value, how)
    try:
        with session.begin_nested():
            records.store(session, desk, register, {name: value}, record_id, accept_warnings=False)
    except ValidationFailed as refused:
        asked = [
            one for one in refused.problems if one.blocking or (one.field == name and not accept_warnings)
        ]
        if not asked:
            records.store(session, desk, register, {name: value}, record_id, accept_warnings=True)
            return []
        title = text_of(register.field(register.title), getattr(record, register.title))
        return [Problem(one.code, name, f"{title}：{one.message}", one.blocking) for one in asked]
    return []


def _words(present: str, value: str, how: How) -> str:
    there, given = [one for one in present.split("、") if one], [one for one in value.split("、") if one]
    kept = [one for one in there if one not in given]
    return "、".join([*there, *(one for one in given if one not in there)] if how is How.ADD else kept)


def _title(register: Register, field: Field, many: int) -> str:
    return f"批量修改{register.label}{many}{register.unit}：{field.label}"


def _shortened(found: Sequence[Problem], failed: int, unit: str) -> list[Problem]:
    more = failed - MOST_TOLD
    if more <= 0:
        return list(found)
    blocking = any(one.blocking for one in found)
    return [*found, Problem("MORE", "", f"另有{more}{unit}也是这样。", blocking)]


def takes_words(field: Field) -> bool:
    """True when words may be added to and taken from the field instead of replacing all."""
    return field.kind is Kind.WORDS
