"""The card of a record: everything the ledger holds about it, in one place, read from the registers that link to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from app.cards.facts import Fact, Milestone
from app.desk import Desk
from app.registers import all_registers, find_register, lists, records
from app.registers.lists import Filter, Op, Query, Row
from app.registers.spec import Register, default_of

_AT_THE_HEAD = ("number", "status")
FEW = 5  # rows a block shows at first; the others stand in its list


@dataclass(frozen=True)
class Part:
    """A group of the record's own fields: (label, text) pairs of those that are filled in."""

    label: str
    fields: tuple[Fact, ...]


@dataclass(frozen=True)
class Block:
    """Records of another register that point to this one.

    via: the field that does; columns: field names of the cells. own: they are child records, begun from this one.
    """

    register: Register
    via: str
    label: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    own: bool

    def query(self, record_id: int, name: str) -> Query:
        """The list of all of them."""
        return Query(filters=(Filter(self.via, Op.IS, (record_id,)),), label=f"{name}的{self.register.label}")

    @property
    def addable(self) -> bool:
        """True when one more is begun from the card in a form: nothing it needs comes from elsewhere."""
        asked = [field for field in self.register.fields if field.form and field.name != self.via]
        given = {field.name for field in asked} | {self.via}
        given |= {"number"} if self.register.prefix else set()
        needed = {name for name, info in self.register.model.model_fields.items() if info.is_required()}
        return self.own and bool(asked) and needed <= given


@dataclass(frozen=True)
class Whole:
    """The card. name: the record's title. texts: of every field by its name. picture: its portrait as JPEG. missing: labels of fields asked in the form that are empty."""

    register: Register
    id: int
    name: str
    number: str
    status: str
    facts: tuple[Fact, ...]
    texts: Mapping[str, str]
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    story: tuple[Milestone, ...]
    blocks: tuple[Block, ...]
    picture: bytes = b""

    @property
    def concerned(self) -> frozenset[str]:
        """The stored tables whose changes concern the card."""
        return frozenset({self.register.table.name, *(block.register.table.name for block in self.blocks)})


def read_card(
    desk: Desk,
    register: Register,
    record_id: int,
    *,
    whole: bool = False,
    few: int = FEW,
    only: Collection[str] | None = None,
    on: date | None = None,
) -> Whole:
    """Everything about a record that the clerk may see.

    whole: identity numbers and phones in full. few: rows of each block. only: keys of the registers whose blocks are read;
    all without it. on: the day for ages and the like.
    Raises ``NotFound`` when the record is gone or outside the clerk's area.
    """
    values = records.load(desk, register, record_id).values
    names = [field.name for field in register.fields]
    itself = Query(
        within=sa.select(register.table.c.id).where(register.table.c.id == record_id),
        filters=_asked_for(register, values),
    )
    (row,) = lists.page(desk, register, itself, names, masked=not whole)
    texts = dict(zip(names, row.cells, strict=True))
    told: tuple[Fact, ...] = ()
    story: tuple[Milestone, ...] = ()
    portrait = register.card.portrait if register.card is not None else None
    if register.card is not None:
        with desk.reading() as session:
            record = session.exec(select(register.model).where(register.table.c.id == record_id)).one()
            told = tuple(register.card.facts(record, session, on or date.today()))
            story = tuple(register.card.story(record, session))
    return Whole(
        register,
        record_id,
        texts[register.title],
        texts.get("number", ""),
        texts.get("status", ""),
        told,
        texts,
        _parts(register, texts, whole=whole),
        tuple(field.label for field in register.fields if field.form and not texts[field.name]),
        story,
        tuple(
            _block(desk, register, link, record_id, few, masked=not whole)
            for link in links_to(register)
            if only is None or link[0].key in only
        ),
        portrait.read(desk, record_id) if portrait is not None else b"",
    )


def _asked_for(register: Register, values: Mapping[str, Any]) -> tuple[Filter, ...]:
    """The filter that an administrator must set to see a record that is 封存."""
    if register.sealed is None or str(values[register.sealed[0]]) != register.sealed[1]:
        return ()
    return (Filter(register.sealed[0], Op.IS, (register.sealed[1],)),)


def links_to(register: Register) -> Sequence[tuple[Register, str, str]]:
    """Who points to records of a register: (register, field, label), its children first, in their order."""
    found = {(child.register.key, child.via): child.register.label for child in register.children}
    for other in all_registers():
        for field in other.fields:
            if field.link == register.key and other.key != register.key:
                several = any(key == other.key for key, via in found if via != field.name)
                found.setdefault(
                    (other.key, field.name), f"{other.label}（{field.label}）" if several else other.label
                )
    return tuple((find_register(key), via, label) for (key, via), label in found.items())


def _parts(register: Register, texts: dict[str, str], *, whole: bool) -> tuple[Part, ...]:
    hidden = register.card.hidden if register.card is not None and not whole else ()
    parts: dict[str, list[Fact]] = {}
    for field in register.fields:
        if not texts[field.name] or field.name in (register.title, *_AT_THE_HEAD, *hidden):
            continue
        if texts[field.name] == "否" and default_of(register, field.name) is False:
            continue  # what nobody ticked says nothing
        parts.setdefault(field.section, []).append((field.label, texts[field.name]))
    return tuple(Part(label, tuple(fields)) for label, fields in parts.items())


def _block(
    desk: Desk, register: Register, link: tuple[Register, str, str], record_id: int, few: int, *, masked: bool
) -> Block:
    """The newest rows that point to the record; they are counted only when there are more than are shown."""
    other, via, label = link
    own = any(child.register.key == other.key and child.via == via for child in register.children)
    columns = tuple(field.name for field in other.fields if field.table and field.name != via)
    newest = other.sort.startswith("-")
    query = Query(
        filters=(Filter(via, Op.IS, (record_id,)),),
        sort="" if newest else "id",
        descending=not newest,
    )
    rows = lists.page(desk, other, query, columns, size=few + 1, masked=masked)
    total = len(rows) if len(rows) <= few else lists.count(desk, other, query)
    return Block(other, via, label, columns, tuple(rows[:few]), total, own)


def reveal_card(desk: Desk, register: Register, record_id: int) -> Whole:
    """The card with whole numbers; who looked at them is written down in the journal."""
    card = read_card(desk, register, record_id, whole=True)
    with desk.operation("view", f"查看完整号码：{card.name}", undoable=False):
        return card
