"""An import as the clerk reviews it: the rows of a sheet with what each would do, and what is still to be decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from app.desk import Desk
from app.exchange.cells import cell_text
from app.exchange.dryrun import DryRun, Words, dry_run
from app.exchange.heads import KINDS
from app.exchange.reader import read_workbook
from app.exchange.readrow import SheetRow, State
from app.exchange.signinlook import MARK
from app.exchange.workbook import Workbook
from app.registers import REGISTERS, find_register
from app.registers.lists import Query, page
from app.registers.spec import Field, Kind, Register, shown
from app.sheets.attendance import MARKS

STATES = {
    State.NEW: "新增",
    State.UPDATE: "更新",
    State.SAME: "无变化",
    State.PROBLEM: "有问题",
    State.SKIP: "跳过",
}
_WHY = {
    "blank": "空行",
    "subtotal": "小计行",
    "total": "合计行",
    "header": "重复的表头",
    "remark": "说明或分组行",
}
# Columns of a sheet that are called otherwise than the field they fill.
_FIELD_OF = {"platform": "platform_id", "station": "station_id", "community": "area_id"}
_MARKS = {mark: word for mark, word, _ in MARKS}
_MOST_CHOICES = 500


@dataclass(frozen=True)
class UnknownWord:
    """A word of the sheet that stands for none of a field's choices. rows: how often; choices: labels to pick from."""

    field: str
    label: str
    word: str
    rows: int
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """A file looked at. columns: (name in the sheet's table, label) from left to right. platforms, areas: to choose from.

    register: whose fields the columns show. label, unit: what the sheet is called and what its lines are counted in.
    """

    path: Path
    workbook: Workbook
    run: DryRun
    register: Register
    columns: tuple[tuple[str, str], ...]
    platforms: tuple[str, ...]
    areas: tuple[tuple[int, str], ...]
    unknown: tuple[UnknownWord, ...]
    label: str
    unit: str

    @property
    def asks_area(self) -> bool:
        """Whether the clerk may say where lines without a community belong."""
        ours = self.run.register == self.register.key
        return ours and self.register.scoped and len(self.areas) > 1 and self.run.asks_area

    @property
    def asks_union(self) -> bool:
        """Whether the clerk may say which union the days of joining belong to."""
        dated = any(row.values.get("union_joined") for row in self.run.rows)
        return bool(self.run.unions) and (dated or self.run.undated > 0)

    def cells(self, row: SheetRow) -> tuple[str, ...]:
        """The row's values in the order of ``columns``, masked; what could not be understood as it stands in the sheet."""
        return tuple(self._cell(row, name) for name, _ in self.columns)

    def explanation(self, row: SheetRow) -> str:
        """Why the row is what it is: problems, differences, or why it is skipped."""
        if row.state is State.SKIP:
            return _WHY.get(row.why, "不是数据行")
        changes = [f"{one.label}：{one.before or '空'} → {one.after}" for one in row.differences]
        said = [one.message.rstrip("。") for one in row.problems]
        return "；".join([*changes, *said] if row.state is State.UPDATE else [*said, *changes])

    def _cell(self, row: SheetRow, name: str) -> str:
        field = self._field(name)
        value = row.values.get(name, row.values.get(_FIELD_OF.get(name, name)))
        if value is None or row.state is State.SKIP:
            text = cell_text(self.raw(row.row, name))
            return field.mask(text) if field is not None and field.mask is not None and text else text
        if name in self.run.labels:
            return _MARKS.get(value, str(value))
        if field is not None and field.kind is Kind.LINK:
            return self._area_name(value) if name == "community" else str(value)
        if field is None:
            return ("是" if value else "否") if isinstance(value, bool) else str(value)
        return shown(field, value)

    def _field(self, name: str) -> Field | None:
        return self.register.by_name.get(_FIELD_OF.get(name, name))

    def _area_name(self, area_id: Any) -> str:
        return dict(self.areas).get(area_id, "")

    def raw(self, number: int, name: str) -> Any:
        """The cell as it stands in the sheet; None where the row is shorter."""
        sheet = next(one for one in self.workbook.sheets if one.name == self.run.sheet)
        cells = sheet.rows[number - 1] if number <= len(sheet.rows) else []
        at = self.run.columns[name]
        return cells[at] if at < len(cells) else None


def importable() -> list[tuple[str, str]]:
    """The kinds of sheet that can be imported, as (key, label)."""
    registers = [(one.key, one.label) for one in REGISTERS if any(field.form for field in one.fields)]
    known = {key for key, _ in registers}
    return registers + [(kind.key, kind.label) for kind in KINDS if kind.key not in known]


def look(
    desk: Desk,
    source: Path | Review,
    *,
    register: str | None = None,
    area_id: int | None = None,
    words: Words | None = None,
    target_id: int | None = None,
    year: int | None = None,
    sheet: str | None = None,
    include_hidden: bool = False,
    joined_on: date | None = None,
    source_name: str | None = None,
    heads: Mapping[str, str] | None = None,
    official: bool | None = None,
) -> Review:
    """Read a file, or look at one again after a decision; nothing is written. Raises UnreadableFile."""
    path, workbook = (
        (source.path, source.workbook) if isinstance(source, Review) else (source, read_workbook(source))
    )
    run = dry_run(
        desk,
        workbook,
        register=register,
        area_id=area_id,
        words=words,
        target_id=target_id,
        year=year,
        sheet=sheet,
        include_hidden=include_hidden,
        joined_on=joined_on,
        source_name=source_name,
        heads=heads,
        official=official,
    )
    described, label, unit = _described(run)
    in_order = sorted(run.columns, key=lambda name: run.columns[name])
    columns = tuple((name, _label(run, described, name)) for name in in_order)
    review = Review(
        path, workbook, run, described, columns, _names(desk, "platforms"), _areas(desk), (), label, unit
    )
    return replace(review, unknown=_unknown(review))


def _described(run: DryRun) -> tuple[Register, str, str]:
    """The register whose fields the columns are, the label and the unit; of sheets of another shape those of people."""
    try:
        register = find_register(run.register)
    except KeyError:
        kind = next(kind for kind in KINDS if kind.key == run.register)
        return find_register("people"), kind.label, kind.unit
    return register, register.label, register.unit


def _label(run: DryRun, register: Register, name: str) -> str:
    if name in run.labels:
        return run.labels[name]
    field = register.by_name.get(_FIELD_OF.get(name, name))
    if field is not None:
        return field.label
    heads = next(kind.fields for kind in KINDS if kind.key == run.register)
    return heads[name][0]


def _unknown(review: Review) -> tuple[UnknownWord, ...]:
    counted: Counter[tuple[str, str]] = Counter()
    for row in review.run.rows:
        for problem in row.problems:
            if problem.code == "WORD_UNKNOWN" and problem.field in review.run.columns:
                field = MARK if problem.field in review.run.labels else problem.field
                counted[field, cell_text(review.raw(row.row, problem.field))] += 1
    return tuple(
        UnknownWord(name, label, word, rows, choices)
        for (name, word), rows in counted.items()
        for label, choices in (_choices(review.register.by_name, name),)
        if choices
    )


def _choices(fields: Mapping[str, Field], name: str) -> tuple[str, tuple[str, ...]]:
    """The label of a field and the words it may stand for."""
    if name == MARK:
        return "考勤", tuple(_MARKS.values())
    if name not in fields:
        return "", ()
    return fields[name].label, tuple(label for _, label in fields[name].choices)


def _names(desk: Desk, key: str) -> tuple[str, ...]:
    register = find_register(key)
    return tuple(row.cells[0] for row in page(desk, register, Query(), [register.title], size=_MOST_CHOICES))


def _areas(desk: Desk) -> tuple[tuple[int, str], ...]:
    register = find_register("areas")
    return tuple(
        (row.id, row.cells[0]) for row in page(desk, register, Query(), ["name"], size=_MOST_CHOICES)
    )
