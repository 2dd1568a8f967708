"""常用筛选: what a list is limited to, kept under a name in the ledger for everybody of the office."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.desk import Changes, Desk
from app.errors import NotFound, Problem, UserError, ValidationFailed
from app.registers.lists import Filter, Op, Query
from app.registers.spec import Register
from db.base import utc_now
from db.models import SavedFilter

LONGEST_NAME = 40


@dataclass(frozen=True)
class Saved:
    """A kept filter: its name, who kept it, and the query it stands for."""

    id: int
    name: str
    made_by: str
    query: Query


def saved_filters(desk: Desk, list_key: str, register: Register) -> list[Saved]:
    """The kept filters of a list, by name. list_key: key of its page. Fields that the register lost are left out."""
    query = select(SavedFilter).where(SavedFilter.list_key == list_key).order_by(SavedFilter.name)
    with desk.reading() as session:
        rows = session.exec(query).all()
    return [Saved(row.id or 0, row.name, row.made_by, read_query(row.query, register)) for row in rows]


def keep_filter(desk: Desk, list_key: str, name: str, query: Query, *, replace: bool = False) -> Changes:
    """Keep what a list shows now under a name. replace: instead of what bears the name already.

    Raises ``ValidationFailed`` for an empty, too long or taken name, ``UserError`` for a list that came from a figure: its
    rows change from month to month.
    """
    name = name.strip()
    if query.within is not None:
        raise UserError("从数字点进来的列表不能存为常用筛选。", "请先返回全部，再选筛选条件。")
    if not name or len(name) > LONGEST_NAME:
        raise ValidationFailed([Problem("NAME", "name", f"请填写名称，最多{LONGEST_NAME}个字。")])
    with desk.operation("filter", f"保存常用筛选：{name}") as session:
        row = _named(session, list_key, name)
        if row is not None and not replace:
            message = f"已有叫“{name}”的常用筛选，请换一个名称，或选择替换。"
            raise ValidationFailed([Problem("NAME_TAKEN", "name", message)])
        row = row or SavedFilter(list_key=list_key, name=name, query="")
        row.query, row.made_by, row.updated_at = written(query), desk.actor.name, utc_now()
        session.add(row)
        session.flush()
        return Changes(frozenset({"saved_filters"}), session.info["operation"], row.id)


def drop_filter(desk: Desk, filter_id: int) -> Changes:
    """Delete a kept filter. Raises ``NotFound`` when it is gone."""
    with desk.operation("filter", "删除常用筛选") as session:
        row = session.get(SavedFilter, filter_id)
        if row is None:
            raise NotFound("这个常用筛选已被删除。")
        session.delete(row)
        session.flush()
        return Changes(frozenset({"saved_filters"}), session.info["operation"])


def _named(session: Session, list_key: str, name: str) -> SavedFilter | None:
    query = select(SavedFilter).where(SavedFilter.list_key == list_key, col(SavedFilter.name) == name)
    return session.exec(query).first()


def written(query: Query) -> str:
    """A query as it is kept; not the rows behind a figure."""
    filters = [[one.name, one.op.value, _stored(one.value)] for one in query.filters]
    kept = {
        "search": query.search,
        "filters": filters,
        "sort": query.sort,
        "descending": query.descending,
    }
    return json.dumps(kept, ensure_ascii=False)


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_stored(one) for one in value]
    return {"date": value.isoformat()} if isinstance(value, date) else value


def read_query(text: str, register: Register) -> Query:
    """A kept query again; conditions on fields that the register lost are left out."""
    kept: Mapping[str, Any] = json.loads(text)
    filters = tuple(
        Filter(name, Op(op), _loaded(value))
        for name, op, value in kept["filters"]
        if name in register.by_name
    )
    sort = kept["sort"] if kept["sort"] in register.by_name else ""
    return Query(kept["search"], filters, sort, bool(kept["descending"]))


def _loaded(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_loaded(one) for one in value)
    return date.fromisoformat(value["date"]) if isinstance(value, dict) else value
