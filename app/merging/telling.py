"""Linked rows of two cards in words: how many move along, what clashes, and what would break a rule of the office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, select

from app.desk import Desk
from app.errors import Problem
from app.merging.knots import Knot, Side
from app.merging.links import Apart, Link, links_to
from app.merging.spans import Row
from app.registers import all_registers, lists
from app.registers.lists import Query
from app.registers.spec import Register
from db.base import table_of
from db.models import Person

_PEOPLE = table_of(Person)
# Tables that no register describes: label and measure word.
_PLAIN = {"distinct_pairs": ("“不是同一人”的判断", "对"), "person_photos": ("照片", "张")}


@dataclass(frozen=True)
class Moving:
    """Linked rows of one kind: how many each card has."""

    label: str
    unit: str
    left: int
    right: int


@dataclass(frozen=True)
class Clash:
    """Rows of both cards that cannot both stay: what is asked, and the rows of each side in words."""

    key: str
    label: str
    question: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    proposal: Side


def tell_moving(session: Session, left_id: int, right_id: int) -> list[Moving]:
    """Every kind of linked row that one of the cards has."""
    registers = _registers()
    found = []
    for link in links_to(_PEOPLE):
        counted = sa.select(link.column, sa.func.count()).where(link.column.in_((left_id, right_id)))
        counts = {row[0]: int(row[1]) for row in session.execute(counted.group_by(link.column))}
        if counts:
            label, unit = _named(link, registers)
            found.append(Moving(label, unit, counts.get(left_id, 0), counts.get(right_id, 0)))
    return _added_up(found)


def _added_up(moving: Iterable[Moving]) -> list[Moving]:
    """Kinds with one name are one line (judged pairs name a card at the left or at the right)."""
    lines: dict[str, Moving] = {}
    for one in moving:
        known = lines.get(one.label, Moving(one.label, one.unit, 0, 0))
        lines[one.label] = Moving(one.label, one.unit, known.left + one.left, known.right + one.right)
    return list(lines.values())


def _registers() -> dict[str, Register]:
    return {register.table.name: register for register in all_registers()}


def _named(link: Link, registers: dict[str, Register]) -> tuple[str, str]:
    register = registers.get(link.table.name)
    if register is None:
        return _PLAIN.get(link.table.name, ("其他记录", "条"))
    field = register.by_name.get(link.column.name)
    if field is None or link.column.name == "person_id":
        return register.label, register.unit
    return f"{register.label}（{field.label}）", register.unit


def tell_clashes(desk: Desk, knots: Sequence[Knot]) -> list[Clash]:
    """The knots that only the clerk can untie, in words; links are shown by their names."""
    registers = _registers()
    words = {}
    for name in {knot.link.table.name for knot in knots}:
        rows = [row for knot in knots if knot.link.table.name == name for row in (*knot.left, *knot.right)]
        words[name] = _words(desk, registers[name], rows) if name in registers else _days(rows)
    return [_clash(knot, _named(knot.link, registers)[0], words[knot.link.table.name]) for knot in knots]


def _clash(knot: Knot, label: str, words: dict[int, str]) -> Clash:
    question = (
        f"{label}的时间重叠，重叠的日子以哪一边为准？"
        if isinstance(knot.link.way, Apart)
        else f"两边都有{label}，只能留一条，保留哪一边的？"
    )
    left, right = (
        tuple(words.get(row["id"], "（不在本人负责区域内的记录）") for row in rows)
        for rows in (knot.left, knot.right)
    )
    return Clash(knot.key, label, question, left, right, knot.proposal)


def _words(desk: Desk, register: Register, rows: Sequence[Row]) -> dict[int, str]:
    fields = [
        field
        for field in register.fields
        if field.link != "people" and (field.table or field.name in ("from_on", "to_on", "note"))
    ]
    ids = [row["id"] for row in rows]
    query = Query(within=sa.select(register.table.c.id).where(register.table.c.id.in_(ids)))
    listed = lists.page(desk, register, query, [field.name for field in fields], size=len(ids))
    return {
        row.id: "，".join(
            f"{field.label}：{cell}" for field, cell in zip(fields, row.cells, strict=True) if cell
        )
        for row in listed
    }


def _days(rows: Sequence[Row]) -> dict[int, str]:
    return {row["id"]: f"{row['created_at'].astimezone():%Y-%m-%d}登记" for row in rows}


def broken_rules(session: Session, ids: Sequence[int]) -> dict[tuple[str, int, str], Problem]:
    """What blocks in the rules of the rows that point to some people, by table, row and code, as worth a question."""
    registers = _registers()
    found = {}
    for link in links_to(_PEOPLE):
        register = registers.get(link.table.name)
        if register is None or not register.rules:
            continue
        records = session.exec(select(register.model).where(link.column.in_(ids))).all()
        for record in records:
            with session.no_autoflush:
                problems = [one for rule in register.rules for one in rule(record, session)]
            for one in problems:
                if one.blocking:
                    key = (link.table.name, record.id or 0, one.code)
                    found[key] = Problem(one.code, "", f"{register.label}：{one.message}", blocking=False)
    return found
