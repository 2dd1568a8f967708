"""What happened to a row, in words: its image before and after an operation, field by field with the registers' labels."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.history.veils import hidden_fields
from app.registers import all_registers, find_register
from app.registers.spec import VEILED, Field, Kind, Register, shown
from app.settings import SETTINGS
from db.base import metadata
from db.journal import JournalEntry, row_from_image

ADDED, CHANGED, REMOVED = "新增", "修改", "删除"
_DELETED = "（已删除）"

# Tables that no register describes, with the columns a clerk may care about.
_PLAIN: dict[str, tuple[str, dict[str, str]]] = {
    "settings": ("设置", {"value": "内容"}),
    "distinct_pairs": ("不是同一人", {"decided_by": "判断人", "decided_on": "判断日期"}),
    "person_photos": ("照片", {"width": "宽（像素）", "height": "高（像素）"}),
    "place_photos": ("场所照片", {"width": "宽（像素）", "height": "高（像素）"}),
    "map_pictures": ("底图图片", {"name": "文件", "fade": "淡化（%）"}),
    "map_control_points": ("底图控制点", {"name": "地点", "longitude": "经度", "latitude": "纬度"}),
    "saved_filters": ("常用筛选", {"name": "名称", "made_by": "保存人"}),
    "import_templates": ("导入记忆", {"words": "字词对照"}),
    "period_returns": (
        "报表",
        {
            "state": "状态",
            "reviewer": "审核人",
            "approver": "审定人",
            "sent_on": "报送日期",
            "comment": "说明",
        },
    ),
    "own_measures": ("自定义指标", {"name": "名称", "unit": "单位", "definition": "口径", "query": "筛选"}),
}
_SETTING_LABELS = {one.key: one.label for one in SETTINGS}


@dataclass(frozen=True)
class FieldChange:
    """One field: its label, and its text before and after (masked; empty for no value)."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """What an operation did to one record.

    what: 新增, 修改 or 删除. kind: label of its register. name: what the record is called. place: the journal id from
    which the next page goes on.
    """

    table_name: str
    row_id: int
    what: str
    kind: str
    name: str
    fields: tuple[FieldChange, ...]
    place: int


@dataclass(frozen=True)
class Images:
    """A row of a table before and after; None where it did not exist."""

    table_name: str
    row_id: int
    before: str | None
    after: str | None
    place: int


def known_tables() -> list[str]:
    """The tables whose changes can be shown in words."""
    return [*_registers(), *_PLAIN]


def in_words(session: Session, rows: Sequence[Images]) -> list[RowChange]:
    """Each change in words; names behind links are read for all rows together, not one by one."""
    parsed = [(row, _values(row.table_name, row.before), _values(row.table_name, row.after)) for row in rows]
    names = _link_names(session, parsed)
    hidden = hidden_fields(session, [(row.table_name, before, after) for row, before, after in parsed])
    return [
        _row_change(row, before, after, names, veiled)
        for (row, before, after), veiled in zip(parsed, hidden, strict=True)
    ]


_Names = Mapping[str, Mapping[int, str]]
_Parsed = tuple[Images, dict[str, Any] | None, dict[str, Any] | None]


def _registers() -> dict[str, Register]:
    return {register.table.name: register for register in all_registers()}


def _values(table_name: str, image: str | None) -> dict[str, Any] | None:
    return None if image is None else row_from_image(metadata.tables[table_name], json.loads(image))


def _row_change(
    row: Images,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    names: _Names,
    hidden: Container[str],
) -> RowChange:
    what = ADDED if before is None else REMOVED if after is None else CHANGED
    known = after or before or {}
    register = _registers().get(row.table_name)
    if register is None:
        kind, name, fields = _plain_change(row.table_name, before, after, known)
    else:
        kind, name = register.label, _record_name(register, known, names, hidden)
        fields = tuple(_changes(register, before or {}, after or {}, names, hidden))
    return RowChange(row.table_name, row.row_id, what, kind, name, fields, row.place)


def _changes(
    register: Register,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    names: _Names,
    hidden: Container[str],
) -> Iterable[FieldChange]:
    for field in register.fields:
        old, new = before.get(field.name), after.get(field.name)
        if old != new and (old or new or old is False or new is False):
            texts = (_text(field, one, names) for one in (old, new))
            before_and_after = (VEILED if text and field.name in hidden else text for text in texts)
            yield FieldChange(field.label, *before_and_after)


def _plain_change(
    table_name: str, before: dict[str, Any] | None, after: dict[str, Any] | None, known: Mapping[str, Any]
) -> tuple[str, str, tuple[FieldChange, ...]]:
    kind, labels = _PLAIN.get(table_name, ("记录", {}))
    name = str(known.get("name") or known.get("period") or _SETTING_LABELS.get(str(known.get("key")), ""))
    old, new = before or {}, after or {}
    fields = tuple(
        FieldChange(label, _plain_text(old.get(column)), _plain_text(new.get(column)))
        for column, label in labels.items()
        if old.get(column) != new.get(column)
    )
    return kind, name, fields


def _plain_text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _text(field: Field, value: Any, names: _Names) -> str:
    if field.kind is Kind.LINK and value is not None:
        return names.get(field.link, {}).get(int(value), _DELETED)
    return shown(field, value)


def _record_name(register: Register, known: Mapping[str, Any], names: _Names, hidden: Container[str]) -> str:
    """The record's own title, after that of the record it belongs to: ``张三 · 快递员``."""
    own = _text(register.field(register.title), known.get(register.title), names)
    own = VEILED if own and register.title in hidden else own
    owners = [_text(register.field(via), known.get(via), names) for via in _owner_fields(register)]
    return " · ".join(dict.fromkeys(part for part in (*owners, own) if part))


def _owner_fields(register: Register) -> list[str]:
    found = [
        child.via for one in all_registers() for child in one.children if child.register.key == register.key
    ]
    return list(dict.fromkeys(found))


def _link_names(session: Session, parsed: Sequence[_Parsed]) -> dict[str, dict[int, str]]:
    wanted: dict[str, set[int]] = {}
    registers = _registers()
    for row, before, after in parsed:
        register = registers.get(row.table_name)
        for field in register.fields if register else ():
            if field.kind is Kind.LINK:
                values = {(image or {}).get(field.name) for image in (before, after)}
                wanted.setdefault(field.link, set()).update(int(one) for one in values if one is not None)
    return {key: _titles(session, key, ids) for key, ids in wanted.items()}


def _gone(session: Session, register: Register, ids: set[int]) -> dict[int, str]:
    """What records were called that are no longer there, as the journal saw them last."""
    title = register.field(register.title)
    found: dict[int, str] = {}
    missing = sorted(ids)
    for start in range(0, len(missing), 400):
        query = (
            select(JournalEntry)
            .where(
                JournalEntry.table_name == register.table.name,
                col(JournalEntry.row_id).in_(missing[start : start + 400]),
            )
            .order_by(col(JournalEntry.id))
        )
        for entry in session.exec(query):
            image = _values(register.table.name, entry.after or entry.before) or {}
            found[entry.row_id] = f"{shown(title, image.get(title.name))}{_DELETED}"
    return found


def _titles(session: Session, key: str, ids: set[int]) -> dict[int, str]:
    register = find_register(key)
    title = register.field(register.title)
    found: dict[int, str] = {}
    waiting = sorted(ids)
    for start in range(0, len(waiting), 400):
        some = waiting[start : start + 400]
        query = sa.select(register.table.c.id, register.table.c[title.name]).where(
            register.table.c.id.in_(some)
        )
        found |= {int(row[0]): shown(title, row[1]) for row in session.execute(query)}
    return found | _gone(session, register, ids - set(found))
