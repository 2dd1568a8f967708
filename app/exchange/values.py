"""One cell as the stored value of a field, by the field's kind; comparing and showing such values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from app.errors import Problem
from app.exchange.amounts import clean_minutes
from app.exchange.cells import cell_text, chinese_number, narrow, narrow_words
from app.exchange.cleaning import clean_cell_phones
from app.exchange.dates import DateContext, clean_date
from app.exchange.lookups import Lookups
from app.exchange.words import clean_yes_no, plain_word
from app.exchange.workbook import Cell
from app.registers import find_register
from app.registers.spec import Choice, Field, Kind, text_of


@dataclass(frozen=True)
class Setting:
    """What reading a cell depends on beside the cell: the ledger's names, the sheet's dates, the clerk's words.

    words: what the clerk decided a word means, by field name and word, as the label of a choice.
    """

    lookups: Lookups
    dates: DateContext = field(default_factory=DateContext)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


Read = tuple[Any, Problem | None]
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)([万千]?)[^\d万千]{0,4}")
_TIMES = {"": 1, "千": 1_000, "万": 10_000}
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千]+")
_ABOUT = re.compile(r"大约|约|近|左右|上下|余|多")
# How an empty cell is crossed out.
_DASHES = frozenset({"", "/", "\\", "／", "-", "--", "—", "——", "－", "一一"})


def read_value(one: Field, cell: Cell, setting: Setting) -> Read:
    """The stored value of a cell, None for an empty one; a problem when it cannot be understood.

    Codes: ``WORD_UNKNOWN`` (a choice's word, to be mapped), ``LINK_UNKNOWN``, ``NUMBER_UNCLEAR``, those of dates,
    durations and phones.
    """
    if cell is None or (isinstance(cell, str) and cell_text(cell) in _DASHES):
        return None, None
    return _READERS.get(one.kind, _read_text)(one, cell, setting)


def _read_text(one: Field, cell: Cell, _: Setting) -> Read:
    return narrow_words(cell_text(cell, keep_breaks=one.kind is Kind.LONG_TEXT)) or None, None


def _read_choice(one: Field, cell: Cell, setting: Setting) -> Read:
    word = cell_text(cell)
    decided = setting.words.get(one.name, {}).get(word, word)
    known = _known_words(one.choices)
    wanted = plain_word(decided)
    if wanted in known:
        return known[wanted], None
    near = [value for label, value in known.items() if one.name == "ethnicity" and label == f"{wanted}族"]
    if near:
        return near[0], None
    return None, unknown_word(one, word)


@lru_cache(maxsize=256)
def _known_words(choices: tuple[Choice, ...]) -> Mapping[str, str]:
    return {plain_word(label): value for value, label in choices}


def unknown_word(one: Field, word: str) -> Problem:
    """The problem of a word that stands for none of a field's choices; the clerk maps it once per template."""
    return Problem("WORD_UNKNOWN", one.name, f"“{one.label}”中的“{word}”认不出来，请选择它对应哪一项。")


def _read_link(one: Field, cell: Cell, setting: Setting) -> Read:
    text = cell_text(cell)
    if one.link == "areas":
        found = setting.lookups.area(text)
    else:
        found = setting.lookups.link(find_register(one.link), text)
    if found is None:
        return None, Problem(
            "LINK_UNKNOWN", one.name, f"台账里没有“{text}”（{one.label}），请先登记，或改正表中的写法。"
        )
    return found, None


def _read_number(one: Field, cell: Cell, _: Setting) -> Read:
    text = re.sub(r"[\s,]", "", narrow(cell_text(cell)))
    bare = _ABOUT.sub("", text)
    if numeral := _NUMERAL.match(bare):
        bare = f"{chinese_number(numeral.group())}{bare[numeral.end() :]}"
    match = _NUMBER.fullmatch(bare)
    try:
        number = Decimal(match.group(1)) * _TIMES[match.group(2)] if match else None
    except InvalidOperation:
        number = None
    said = number
    if number is not None and one.kind is Kind.MONEY:
        number *= 100
    if number is None or said is None or (one.kind is not Kind.DECIMAL and number != int(number)):
        return None, Problem("NUMBER_UNCLEAR", one.name, f"“{one.label}”应为数字，请核对。")
    about = f"“{one.label}”写的是约数“{text}”，按{said.normalize():f}登记，请核对。"
    problem = Problem("NUMBER_APPROXIMATE", one.name, about, blocking=False) if _ABOUT.search(text) else None
    return (float(number) if one.kind is Kind.DECIMAL else int(number)), problem


def _read_date(one: Field, cell: Cell, setting: Setting) -> Read:
    found, problem = clean_date(cell, one.name, setting.dates)
    return (found.value if found else None), problem


def _read_yes_no(one: Field, cell: Cell, _: Setting) -> Read:
    answer = clean_yes_no(cell)
    if answer is None:
        return None, Problem("WORD_UNKNOWN", one.name, f"“{one.label}”请填写是或否。")
    return answer, None


def _read_minutes(one: Field, cell: Cell, _: Setting) -> Read:
    return clean_minutes(cell, one.name)


def _read_phones(one: Field, cell: Cell, _: Setting) -> Read:
    text = cell_text(cell)
    if "*" in text:
        message = "电话有隐去的位数，不会改动已有的号码。"
        return None, Problem("PHONE_MASKED", one.name, message, blocking=False)
    numbers, problems = clean_cell_phones(cell, one.name)
    return " ".join(numbers) or None, next(iter(problems), None)


def _read_words(one: Field, cell: Cell, _: Setting) -> Read:
    parts = re.split(r"[、；;，,\n]+", cell_text(cell, keep_breaks=True))
    return "、".join(dict.fromkeys(part.strip() for part in parts if part.strip())) or None, None


_READERS: Mapping[Kind, Callable[[Field, Cell, Setting], Read]] = {
    Kind.CHOICE: _read_choice,
    Kind.LINK: _read_link,
    Kind.INTEGER: _read_number,
    Kind.DECIMAL: _read_number,
    Kind.MONEY: _read_number,
    Kind.DATE: _read_date,
    Kind.YES_NO: _read_yes_no,
    Kind.MINUTES: _read_minutes,
    Kind.PHONES: _read_phones,
    Kind.WORDS: _read_words,
}


def differs(one: Field, stored: Any, incoming: Any) -> bool:
    """Whether a value from a sheet says something other than the stored one; empty never does."""
    if incoming is None or incoming == "" or incoming == stored:
        return False
    if one.kind is Kind.PHONES:
        return not set(str(incoming).split()) <= set(str(stored or "").split())
    if isinstance(incoming, bool | date | int | float):
        return bool(incoming != stored)
    if one.mask is not None and str(incoming) == one.mask(text_of(one, stored)):
        return False
    return _tidy(incoming) != _tidy(stored)


def _tidy(value: Any) -> str:
    return cell_text("" if value is None else str(value))


def merged(one: Field, stored: Any, incoming: Any) -> Any:
    """The value after an import: new phone numbers go in front of the known ones, everything else replaces."""
    if one.kind is not Kind.PHONES:
        return incoming
    return " ".join(dict.fromkeys([*str(incoming).split(), *str(stored or "").split()]))


def exchanged(one: Field, value: Any) -> Any:
    """A stored value in exchanged data: lists of phones, ISO dates, labels of choices; None when empty."""
    if one.kind is Kind.PHONES:
        return str(value or "").split()
    if value is None or value == "":
        return None
    if one.kind is Kind.CHOICE:
        return text_of(one, value)
    return (
        value.isoformat()
        if isinstance(value, date)
        else value
        if isinstance(value, bool | int | float)
        else str(value)
    )
