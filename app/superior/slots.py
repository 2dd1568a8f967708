"""What stands in which place of a form: a figure, a fact about the return, or a column of a register, as it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.superior.looks import place_of, place_text

VALUES = {
    "this_month": "本期",
    "last_month": "上期",
    "month_change": "环比",
    "year_total": "本年累计",
    "last_year_total": "上年同期累计",
    "year_change": "同比",
}
FACTS = {
    "office": "单位名称",
    "period": "报表期间",
    "year": "年份",
    "as_of": "数据截止日期",
    "reported_on": "报出日期",
    "clerk": "填表人",
    "reviewer": "审核人",
    "head": "单位负责人",
    "phone": "联系电话",
    "signer": "落款",
}
SERIAL = "#"  # instead of a field: the number of the line


@dataclass(frozen=True)
class OfFigure:
    """A figure by its code; value: which one of its line (``VALUES``); area_id: of an area instead of the whole return."""

    code: str
    value: str = "this_month"
    area_id: int | None = None


@dataclass(frozen=True)
class OfReturn:
    """A fact about the return (``FACTS``)."""

    fact: str


@dataclass(frozen=True)
class OfRegister:
    """A column of a register, one record a row downwards. kept: name of the kept filter that says which; empty for all."""

    register: str
    field: str
    kept: str = ""


Meaning = OfFigure | OfReturn | OfRegister


def bare(meaning: Meaning) -> Meaning:
    """A meaning without what is chosen beside it: as it is offered."""
    match meaning:
        case OfFigure(code):
            return OfFigure(code)
        case OfRegister(register, field):
            return OfRegister(register, field)
        case _:
            return meaning


@dataclass(frozen=True)
class Place:
    """A cell (sheet, row and column from 0), or a placeholder when ``word`` is not empty."""

    sheet: str = ""
    row: int = 0
    column: int = 0
    word: str = ""

    @property
    def text(self) -> str:
        """``月报!C5`` or ``{{在册人数}}``."""
        return f"{{{{{self.word}}}}}" if self.word else f"{self.sheet}!{place_text(self.row, self.column)}"


@dataclass(frozen=True)
class Slot:
    """A place and what it means. beside: what stood around it when it was named, by which a changed form is noticed."""

    place: Place
    meaning: Meaning
    beside: str = ""


def slots_kept(slots: Iterable[Slot]) -> str:
    """Slots as they are kept."""
    lines = [{"at": one.place.text, "is": _kept(one.meaning), "beside": one.beside} for one in slots]
    return json.dumps(lines, ensure_ascii=False)


def slots_again(text: str) -> tuple[Slot, ...]:
    """Kept slots again."""
    return tuple(Slot(_place(one["at"]), _meaning(one["is"]), one["beside"]) for one in json.loads(text))


def _kept(meaning: Meaning) -> list[Any]:
    match meaning:
        case OfFigure(code, value, area_id):
            return ["figure", code, value, area_id]
        case OfReturn(fact):
            return ["return", fact]
        case OfRegister(register, field, kept):
            return ["register", register, field, kept]


def _meaning(kept: list[Any]) -> Meaning:
    kind, *values = kept
    match kind:
        case "figure":
            return OfFigure(*values)
        case "return":
            return OfReturn(*values)
        case _:
            return OfRegister(*values)


def _place(text: str) -> Place:
    if text.startswith("{{"):
        return Place(word=text[2:-2])
    sheet, _, cell = text.rpartition("!")
    return Place(sheet, *place_of(cell))
