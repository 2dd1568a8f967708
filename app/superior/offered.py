"""What can be put into a place of a form: figures, facts about the return, columns of registers; found by name or pinyin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from app.desk import Desk
from app.measures.catalogue import catalogue
from app.registers import REGISTERS
from app.registers.spec import Register
from app.savedfilters import saved_filters
from app.superior.slots import (
    FACTS,
    SERIAL,
    VALUES,
    Meaning,
    OfFigure,
    OfRegister,
    OfReturn,
)
from app.values.text import pinyin
from db.base import table_of
from db.models import Area

# What stands at the head of a column says which value of a line is meant; the first that is found counts.
_HEADS = (
    ("上年同期", "last_year_total"), ("去年同期", "last_year_total"), ("环比", "month_change"), ("同比", "year_change"),
    ("累计", "year_total"), ("上月", "last_month"), ("上期", "last_month"),
)  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """A meaning and how it is called; keys: pinyin and initials; about: its definition. group: the heading it stands under."""

    meaning: Meaning
    label: str
    group: str
    keys: str = ""
    about: str = ""

    def matches(self, typed: str) -> bool:
        """Whether every typed word is in its name or pinyin."""
        whole = f"{self.label} {self.keys}".lower()
        return all(word in whole for word in typed.lower().split())


@dataclass(frozen=True)
class ListOffer:
    """A register: its key, its name, its columns, the names of its kept filters."""

    key: str
    label: str
    columns: tuple[Offer, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Offered:
    """Everything that is offered. areas: id and name of those the clerk sees, from above to below."""

    figures: tuple[Offer, ...]
    facts: tuple[Offer, ...]
    lists: tuple[ListOffer, ...]
    areas: tuple[tuple[int, str], ...]

    def label(self, meaning: Meaning) -> str:
        """``本期 登记在册新就业群体人数``; the bare code of what is no longer there."""
        match meaning:
            case OfFigure(code, value, area_id):
                name = next((one.label for one in self.figures if one.meaning == OfFigure(code)), code)
                area = "" if area_id is None else dict(self.areas).get(area_id, "（已删除的区域）") + " "
                return f"{area}{VALUES.get(value, value)} {name}"
            case OfReturn(fact):
                return FACTS.get(fact, fact)
            case OfRegister(register, field, kept):
                found = next((one for one in self.lists if one.key == register), None)
                if found is None:
                    return f"{register}.{field}"
                plain = OfRegister(register, field)
                name = next((one.label for one in found.columns if one.meaning == plain), field)
                return f"{found.label}（{kept}）：{name}" if kept else f"{found.label}：{name}"


def offered(desk: Desk) -> Offered:
    """What this ledger offers."""
    with desk.reading() as session:
        areas = table_of(Area)
        query = sa.select(areas.c.id, areas.c.name).order_by(areas.c.path)
        if (seen := desk.visible_areas()) is not None:
            query = query.where(areas.c.id.in_(seen))
        places = tuple((int(row.id), str(row.name)) for row in session.execute(query))
    figures = tuple(
        Offer(
            OfFigure(one.code), one.name, one.section.value, f"{_keys(one.name)} {one.code}", one.definition
        )
        for one in catalogue(desk).values()
    )
    facts = tuple(Offer(OfReturn(key), label, "报表信息", _keys(label)) for key, label in FACTS.items())
    return Offered(figures, facts, tuple(_list(desk, one) for one in REGISTERS), places)


def value_under(head: str) -> str:
    """Which value of a line the head of a column speaks of; that of the period when it does not say."""
    return next((value for word, value in _HEADS if word in head), "this_month")


def with_choices(meaning: Meaning, choices: Mapping[str, object]) -> Meaning:
    """A meaning with what is chosen beside it: value and area of a figure, kept filter of a list."""
    match meaning:
        case OfFigure():
            value, area = str(choices["value"]), choices["area"]
            return replace(meaning, value=value, area_id=area if isinstance(area, int) else None)
        case OfRegister():
            return replace(meaning, kept=str(choices["kept"]))
        case _:
            return meaning


def _list(desk: Desk, register: Register) -> ListOffer:
    columns: Sequence[Offer] = (
        Offer(OfRegister(register.key, SERIAL), "序号", register.label, _keys("序号")),
        *(
            Offer(OfRegister(register.key, one.name), one.label, register.label, _keys(one.label))
            for one in register.fields
        ),
    )
    kept = tuple(one.name for one in saved_filters(desk, register.key, register))
    return ListOffer(register.key, register.label, tuple(columns), kept)


def _keys(name: str) -> str:
    return " ".join(pinyin(name))
