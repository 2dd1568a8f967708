"""自定义指标: the office makes a figure from what a list shows, without programming, and takes it off again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.desk import Changes, Desk
from app.errors import NotFound, Problem, UserError, ValidationFailed
from app.measures.own import is_dated, measure_of
from app.registers.linking import label_of
from app.registers.lists import Filter, Op, Query
from app.registers.spec import Action, Field, Kind, Register, text_of
from app.savedfilters import written
from app.values.numbers import take
from db.models import OwnMeasure

_AS_OF = "-"  # in the form: the records that hold at the end of the period
LONGEST = {"name": 40, "unit": 10, "definition": 300}


def ways(register: Register) -> list[tuple[str, str]]:
    """How rows of a register can be counted: by one of its dates in the period, or as they stand at its end."""
    dates = [
        (field.name, f"本期内（按{field.label}）") for field in register.fields if field.kind is Kind.DATE
    ]
    return [(_AS_OF, "期末有效"), *dates] if is_dated(register) else dates


def making(register: Register, query: Query) -> Action:
    """The verb 做成指标 for what a list shows, with what it asks. Raises UserError for a list that cannot be counted so."""
    if query.within is not None:
        raise UserError("从数字点进来的列表不能做成指标。", "请先返回全部，再选筛选条件。")
    if query.search.strip():
        raise UserError("含有搜索词的列表不能做成指标：搜到的内容会变。", "请清空搜索，改用筛选条件。")
    choices = ways(register)
    if not choices:
        raise UserError(f"{register.label}没有日期，不能按期计数。", "请换一本有日期的台账。")
    asks = (
        Field("name", "指标名称", required=True, help="表上怎么写，例如“困难骑手”"),
        Field("unit", "计量单位", required=True),
        Field("date_field", "怎么计数", kind=Kind.CHOICE, choices=tuple(choices), required=True),
        Field("definition", "口径", help="不填则按筛选条件写"),
    )

    def run(desk: Desk, _: Sequence[int], values: dict[str, Any]) -> Changes:
        return make(desk, register, query, values)

    return Action("make_measure", "做成指标", "mdi6.counter", run=run, asks=asks)


def make(desk: Desk, register: Register, query: Query, values: dict[str, Any]) -> Changes:
    """Add a figure. values: name, unit, date_field (``-`` or empty: as of the end), definition.

    Raises ``ValidationFailed`` for a name that is empty, too long or taken, or no way to count.
    """
    name, unit = " ".join(str(values["name"]).split()), " ".join(str(values["unit"]).split())
    chosen = values.get("date_field") or _AS_OF
    if chosen not in dict(ways(register)):
        raise ValidationFailed([Problem("WAY", "date_field", "请选择怎么计数。")])
    definition = " ".join(str(values.get("definition") or "").split()) or in_words(
        desk, register, query, chosen
    )
    if not definition.endswith("。"):
        definition += "。"
    given = {"name": name, "unit": unit, "definition": definition}
    problems = [
        Problem("LENGTH", key, f"请填写，最多{LONGEST[key]}个字。")
        for key, text in given.items()
        if not 0 < len(text) <= LONGEST[key]
    ]
    if problems:
        raise ValidationFailed(problems)
    with desk.operation("measure", f"新增自定义指标：{name}") as session:
        if session.exec(select(OwnMeasure).where(OwnMeasure.name == name)).first() is not None:
            message = f"已有叫“{name}”的自定义指标，请换一个名称。"
            raise ValidationFailed([Problem("NAME_TAKEN", "name", message)])
        row = OwnMeasure(
            code=f"Z{take(session, 'Z'):02d}",
            register_key=register.key,
            query=written(query),
            date_field="" if chosen == _AS_OF else chosen,
            name=name,
            unit=unit,
            definition=definition,
        )
        session.add(row)
        session.flush()
        return Changes(frozenset({"own_measures"}), session.info["operation"], row.id)


def drop(desk: Desk, code: str) -> Changes:
    """Take a figure off; sealed returns keep it. Raises ``NotFound`` when it is gone."""
    with desk.operation("measure", f"删除自定义指标：{code}") as session:
        row = session.exec(select(OwnMeasure).where(OwnMeasure.code == code)).first()
        if row is None:
            raise NotFound("这个自定义指标已被删除。")
        session.delete(row)
        session.flush()
        return Changes(frozenset({"own_measures"}), session.info["operation"])


def of_register(desk: Desk, register: Register) -> list[tuple[str, str]]:
    """Code and name of the figures that were made from a register."""
    with desk.reading() as session:
        return [(one.code, one.name) for one in _of(session, register) if measure_of(one) is not None]


def _of(session: Session, register: Register) -> Sequence[OwnMeasure]:
    query = select(OwnMeasure).where(OwnMeasure.register_key == register.key).order_by(col(OwnMeasure.id))
    return session.exec(query).all()


def in_words(desk: Desk, register: Register, query: Query, way: str) -> str:
    """The definition that a filter makes: ``期末有效的困难人员数，筛选条件：类别为外卖骑手。``"""
    when = "期末有效" if way == _AS_OF else f"{register.field(way).label}在期内"
    said = "、".join(_filter_words(desk, register, one) for one in query.filters)
    return f"{when}的{register.label}记录数{f'，筛选条件：{said}' if said else ''}。"


def _filter_words(desk: Desk, register: Register, one: Filter) -> str:
    field = register.field(one.name)
    if one.op is Op.EMPTY:
        return f"{field.label}{'为空' if one.value else '不为空'}"
    if one.op in (Op.FROM, Op.TO):
        bound = "不早于（不小于）" if one.op is Op.FROM else "不晚于（不大于）"
        return f"{field.label}{bound}{text_of(field, one.value)}"
    values = one.value if isinstance(one.value, tuple) else (one.value,)
    linked = field.kind is Kind.LINK and one.op is Op.IS
    texts = "或".join(
        label_of(desk, field.link, value) if linked else text_of(field, value) for value in values
    )
    return f"{field.label}{'含' if one.op in (Op.HAS, Op.HOLDS) else '为'}{texts}"
