"""Rows of any register's own sheet, read by its description alone: what was exported comes back the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from app.exchange.cleaning import fill_down
from app.exchange.headers import Table
from app.exchange.lookups import candidates
from app.exchange.readrow import SheetRow
from app.exchange.tablelines import Line
from app.exchange.values import Setting, differs, read_value
from app.registers.records import check_values
from app.registers.spec import Kind, Register

_SHORT = 20
_OUTSIDE = "outside_no"  # in whatever register: the number a record has in another system


def read_plain(register: Register, table: Table, lines: Sequence[Line], setting: Setting) -> list[SheetRow]:
    """Read the data rows into stored values by each field's kind; what is required and missing is a problem."""
    fields = [
        field for field in register.fields if field.name in table.columns and field.kind is not Kind.MOMENT
    ]
    rows = []
    all_cells = [(line.row, line.cells) for line in lines]
    filled = {
        field.name: fill_down(all_cells, table.columns[field.name], table.sheet.merged)
        for field in fields
        if field.name not in (register.title, "number")
    }
    for line in lines:
        row = SheetRow(line.row)
        for field in fields:
            at = table.columns[field.name]
            own = line.cells[at] if at < len(line.cells) else None
            cell = filled[field.name][line.row] if field.name in filled else own
            row.values[field.name], problem = read_value(field, cell, setting)
            row.add(problem)
        rows.append(row)
    return rows


def check_given(register: Register, row: SheetRow) -> None:
    """Note texts that are too long; no column but those of coded words takes fewer than ``_SHORT`` characters."""
    long = {
        name: value
        for name, value in _own(register, row).items()
        if isinstance(value, str) and len(value) > _SHORT
    }
    if long:
        _note(row, check_values(register, long, whole=False))


def check_new(register: Register, row: SheetRow, known: dict[str, Any]) -> None:
    """Note what a new record still lacks: required fields."""
    _note(row, check_values(register, _own(register, row) | known))


def _own(register: Register, row: SheetRow) -> dict[str, Any]:
    return {
        name: value for name, value in row.values.items() if value is not None and name in register.by_name
    }


def _note(row: SheetRow, found: Iterable[Problem]) -> None:
    named = {problem.field for problem in row.problems}
    row.problems += [one for one in found if one.field not in named]


class PlainFinder:
    """Finds a record by its printed number, its number in another system, else its title; of several, the most alike."""

    def __init__(self, session: Session, register: Register, rows: Iterable[SheetRow]) -> None:
        """Read all records that share a number or a title with one of the rows."""
        kept = list(rows)
        self._register = register
        known = [name for name in ("number", _OUTSIDE) if name in register.by_name]
        self._names = list(dict.fromkeys([*known, register.title]))
        keys = {name: {row.values.get(name) for row in kept} for name in self._names}
        self._by: dict[tuple[str, Any], list[dict[str, Any]]] = {}
        for record in candidates(session, register.table, keys):
            for name in self._names:
                if record[name]:
                    self._by.setdefault((name, record[name]), []).append(record)

    def find(self, row: SheetRow) -> tuple[dict[str, Any] | None, Problem | None]:
        """The record as stored, or None; ``AMBIGUOUS`` when several of that title fit equally badly."""
        for name in self._names:
            found = self._by.get((name, row.values.get(name)), [])
            if name == _OUTSIDE:
                found = [one for one in found if _same_system(one, row)]
            scored = sorted(
                ((self._distance(one, row), one["id"], one) for one in found), key=lambda item: item[:2]
            )
            if len(scored) > 1 and scored[0][0] == scored[1][0] > 0:
                label = self._register.field(name).label
                return None, Problem("AMBIGUOUS", name, f"台账中有几条{label}相同的记录，分不清是哪一条。")
            if scored:
                return scored[0][2], None
        return None, None

    def _distance(self, record: dict[str, Any], row: SheetRow) -> int:
        fields = self._register.by_name
        return sum(
            differs(fields[name], record[name], value) for name, value in row.values.items() if name in fields
        )


def _same_system(record: Mapping[str, Any], row: SheetRow) -> bool:
    """A number means something only within the channel it came by."""
    channel = row.values.get("channel")
    return channel is None or record.get("channel", channel) == channel
