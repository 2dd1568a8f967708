"""The vocabulary of a register's description: Kind, Field, Register, Child.

A description holds facts and pure functions only; whatever has an ``if`` about the office is a rule (``app.rules``), and
whatever has an effect is an action (``app.actions``), both named here by reference. What the stored model already
knows (type, length, required, default) is inferred from it; a name the model does not have fails at import.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from pydantic_core import PydanticUndefined
from sqlmodel import Session

from app.cards.alike import Lookout
from app.desk import Changes, Desk
from app.errors import Problem
from app.registers.card import Card, Portrait
from app.registers.papers import Paper
from db.base import Record, table_of


class Kind(enum.StrEnum):
    """What a value is, and so how it is shown, typed, filtered, read from a sheet and written to one."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LINK = "link"
    WORDS = "words"
    PHONES = "phones"
    MONEY = "money"
    MINUTES = "minutes"


VEILED = "（保密）"  # what stands for a value that a record's veil hides
INTERNAL = "内部资料"  # what papers and workbooks that tell of Party members by name are marked with
Choice = tuple[str, str]
Rule = Callable[[Any, Session], Sequence[Problem]]
Effect = Callable[[Any, dict[str, Any], Session], None]


@dataclass(frozen=True)
class Field:
    """One field of a register.

    name: attribute of the model. label: Chinese word on screen, in sheets and on paper. section: heading of the group in
    the form. table: a column shown at first. form: asked in the form. filter: offered in the filter bar. width: of the
    column, in half-width characters. choices: (stored value, label) pairs of a CHOICE, or the usual words of a WORDS.
    link: key of the register a LINK points to, or whose titles are the usual words of a WORDS. heads: further heading words found in sheets. code: the name in exchanged
    data when it is not ``name``. mask: hides part of the value wherever it is only shown. show: turns the stored value
    into text when the kind's own way does not do.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    section: str = ""
    help: str = ""
    table: bool = False
    form: bool = True
    filter: bool = False
    required: bool = False
    width: int = 12
    choices: tuple[Choice, ...] = ()
    link: str = ""
    heads: tuple[str, ...] = ()
    code: str = ""
    mask: Callable[[str], str] | None = None
    show: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Action:
    """A verb on selected records beside editing them: 登记流出, 暂停开放, 核实 …

    run: does it inside one operation and says what changed. asks: what the clerk is asked first (kinds are named, nothing
    is inferred); their values reach ``run`` by name. many: may be done to several records at once. danger: asked twice.
    alone: done to the register as a whole, nothing has to be chosen.
    """

    key: str
    label: str
    icon: str
    run: Callable[[Desk, Sequence[int], dict[str, Any]], Changes]
    asks: tuple[Field, ...] = ()
    many: bool = True
    danger: bool = False
    alone: bool = False


@dataclass(frozen=True)
class Child:
    """A register whose records belong to one record of another: the employments of a person.

    via: the child's field that points to the owner. owned: deleted together with the owner; else it keeps the owner from
    being deleted.
    """

    register: Register
    via: str
    owned: bool = False


@dataclass(frozen=True, eq=False)
class Register:
    """A register (台账): every kind of record a clerk keeps, described once.

    key: plain English plural. label: its Chinese name. unit: the measure word (人, 个 …). model: the stored class.
    title: the field that names a record. prefix: of the printed number (``RY``), empty without one. sort: fields lists
    start with, a minus before a descending one. prepares: fill derived columns before the rules look. rules: look and
    tell. effects: write what follows from a save, in the same operation, given the record and its values before. keeps:
    rules whose problems keep a record from being deleted. after_delete: effects that follow from a deletion. card: how a
    record is looked at as a whole; without one its form is opened. alike: what its form looks for while it is filled in.
    papers: what is printed of chosen records. veil: a yes/no field (``request_id.confidential``: of the owner) and the fields it hides where values are masked. sealed: field and stored value of records put away (封存): not listed, found or named, only counted.
    pictures: photos that each record may have, where it has no card. bulk: fields that may be changed for many records at once. quick: the few with which one can be begun. internal: of the Party's members: its papers and workbooks are
    marked as internal, and its page says what may not be entered.
    """

    key: str
    label: str
    unit: str
    model: type[Record]
    fields: tuple[Field, ...]
    icon: str
    title: str = "name"
    prefix: str = ""
    sort: str = ""
    prepares: tuple[Callable[[Any, Session], None], ...] = ()
    rules: tuple[Rule, ...] = ()
    effects: tuple[Effect, ...] = ()
    keeps: tuple[Rule, ...] = ()
    after_delete: tuple[Effect, ...] = ()
    actions: tuple[Action, ...] = ()
    children: tuple[Child, ...] = ()
    card: Card | None = None
    alike: Lookout | None = None
    papers: tuple[Paper, ...] = ()
    pictures: tuple[Portrait, ...] = ()
    veil: tuple[str, tuple[str, ...]] | None = None
    sealed: tuple[str, str] | None = None
    bulk: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()
    internal: bool = False
    by_name: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        completed = tuple(_completed(self, one) for one in self.fields)
        object.__setattr__(self, "fields", completed)
        object.__setattr__(self, "by_name", {one.name: one for one in completed})
        if len(self.by_name) != len(completed):
            raise ValueError(f"{self.key}: a field is described twice")
        if not {one.name for one in completed if one.form} >= {*self.bulk, *self.quick}:
            raise ValueError(
                f"{self.key}: only fields of the form can be asked for many records or a quick one"
            )
        for name in (self.title, self.sort.lstrip("-") or self.title):
            if name not in self.table.c:
                raise ValueError(f"{self.key}: the model has no column {name}")

    @property
    def table(self) -> sa.Table:
        """The stored table."""
        return table_of(self.model)

    @property
    def scoped(self) -> bool:
        """True when records belong to an area and users see those of their own."""
        return "area_id" in self.table.c

    def field(self, name: str) -> Field:
        """The field of a name. Raises KeyError for an unknown one."""
        return self.by_name[name]

    def sort_column(self, name: str) -> sa.Column[Any]:
        """The column a list is sorted by when the clerk clicks a field: names by their pinyin."""
        return self.table.c.get(f"{name}_pinyin", self.table.c[name])

    def sorts_fast(self, name: str) -> bool:
        """True when an index serves the sort, whatever the number of rows."""
        column = self.sort_column(name).name
        leads = {next(iter(index.columns)).name for index in self.table.indexes}
        return column in leads or column == "id"


_INFERRED: tuple[tuple[type[sa.types.TypeEngine[Any]], Kind], ...] = (
    (sa.Boolean, Kind.YES_NO),
    (sa.Enum, Kind.CHOICE),
    (sa.Integer, Kind.INTEGER),
    (sa.Float, Kind.DECIMAL),
    (sa.Date, Kind.DATE),
    (sa.DateTime, Kind.MOMENT),
)


def _completed(register: Register, described: Field) -> Field:
    """The field with what its column knows filled in."""
    column = register.table.c.get(described.name)
    if column is None:
        raise ValueError(f"{register.key}: the model has no column {described.name}")
    kind = described.kind
    if kind is Kind.TEXT:
        kind = next((found for type_, found in _INFERRED if isinstance(column.type, type_)), kind)
    if described.link and kind is not Kind.WORDS:
        kind = Kind.LINK
    if kind is Kind.CHOICE and not described.choices:
        raise ValueError(f"{register.key}.{described.name}: a choice needs its labels")
    if isinstance(column.type, sa.Enum) and {value for value, _ in described.choices} != set(
        column.type.enums
    ):
        raise ValueError(f"{register.key}.{described.name}: the labels differ from the stored values")
    required = described.required or (described.form and _needs_value(register.model, described.name))
    return replace(described, kind=kind, required=required, code=described.code or described.name)


def _needs_value(model: type[Record], name: str) -> bool:
    info = model.model_fields[name]
    return info.is_required() or (info.default is PydanticUndefined and info.default_factory is None)


def default_of(register: Register, name: str) -> Any:
    """What a new record starts with in a field."""
    info = register.model.model_fields[name]
    value = info.get_default(call_default_factory=True)
    return None if value is PydanticUndefined else value


def longest(register: Register, name: str) -> int | None:
    """The most characters (code points) a text may have; None when it is not limited."""
    return getattr(register.table.c[name].type, "length", None)


def text_of(field: Field, value: Any) -> str:
    """A stored value as the text that is shown, exported and printed; not masked. Links are given as their label."""
    if value is None or value == "":
        return ""
    if field.show is not None:
        return field.show(value)
    return _TEXTS.get(field.kind, _plain)(field, value)


def shown(field: Field, value: Any) -> str:
    """The text of a value as lists and paper show it: masked where the field says so."""
    text = text_of(field, value)
    return field.mask(text) if field.mask is not None and text else text


def _plain(_: Field, value: Any) -> str:
    return str(value)


def _choice_text(field: Field, value: Any) -> str:
    return dict(field.choices).get(str(value), str(value))


def _date_text(_: Field, value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _moment_text(_: Field, value: Any) -> str:
    return value.astimezone().strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value)


def _yes_no_text(_: Field, value: Any) -> str:
    return "是" if value else "否"


def _money_text(_: Field, value: Any) -> str:
    return f"{value // 100}.{value % 100:02d}"


def _minutes_text(_: Field, value: Any) -> str:
    """Minutes as hours with at most one decimal where that is exact, else as minutes."""
    return f"{value // 60}" if value % 60 == 0 else f"{value / 60:.1f}" if value % 6 == 0 else f"{value}分钟"


def _phones_text(_: Field, value: Any) -> str:
    return "、".join(str(value).split())


_TEXTS: dict[Kind, Callable[[Field, Any], str]] = {
    Kind.CHOICE: _choice_text,
    Kind.DATE: _date_text,
    Kind.MOMENT: _moment_text,
    Kind.YES_NO: _yes_no_text,
    Kind.MONEY: _money_text,
    Kind.MINUTES: _minutes_text,
    Kind.PHONES: _phones_text,
}
