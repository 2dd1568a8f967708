"""Rows of a facility sheet: reading a place, and finding it in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from app.exchange.amounts import clean_open_hours
from app.exchange.cells import cell_text, narrow_words
from app.exchange.cleaning import fill_down
from app.exchange.headers import Table
from app.exchange.lookups import candidates
from app.exchange.readrow import SheetRow
from app.exchange.tablelines import Line
from app.exchange.values import Setting, read_value, unknown_word
from app.exchange.words import clean_facility_kind, clean_services
from app.exchange.workbook import Cell
from app.registers.spec import Register

_NEVER_FILLED = frozenset({"name", "number", "address"})
_OWN = frozenset({"name", "kind", "open_hours", "services", "community"})


def read_facilities(
    register: Register, table: Table, lines: Sequence[Line], setting: Setting
) -> list[SheetRow]:
    """Read the data rows of a facility sheet into stored values; ``area_id`` where the sheet gives a community."""
    rows = [(line.row, line.cells) for line in lines]
    filled = {
        name: fill_down(rows, table.columns[name], table.sheet.merged)
        for name in table.columns
        if name not in _NEVER_FILLED
    }
    found = []
    for line in lines:
        cells: dict[str, Cell] = {
            name: line.cells[at] if at < len(line.cells) else None for name, at in table.columns.items()
        }
        cells.update({name: column[line.row] for name, column in filled.items()})
        found.append(_read_place(register, cells, SheetRow(line.row), setting))
    return found


def _read_place(register: Register, cells: dict[str, Cell], row: SheetRow, setting: Setting) -> SheetRow:
    row.values["name"] = narrow_words(cell_text(cells.get("name")))
    if not row.values["name"]:
        row.add(Problem("NAME_EMPTY", "name", "没有点位名称，请补上。"))
    word = cell_text(cells.get("kind"))
    row.values["kind"] = clean_facility_kind(
        setting.words.get("kind", {}).get(word, word) or row.values["name"]
    )
    if row.values["kind"] is None:
        row.values["kind"] = None if word else _kind_in(row.values["name"])
    if row.values["kind"] is None:
        field = register.field("kind")
        row.add(unknown_word(field, word) if word else Problem("REQUIRED", "kind", "没有写类别，请补上。"))
    if "open_hours" in cells:
        row.values["open_hours"] = clean_open_hours(cells["open_hours"]) or None
    if "services" in cells:
        row.values["services"] = "、".join(clean_services(cells["services"])) or None
    if text := cell_text(cells.get("community")):
        row.values["area_id"] = setting.lookups.area(text)
        if row.values["area_id"] is None:
            row.add(Problem("AREA_UNKNOWN", "area_id", f"台账里没有“{text}”，或不在您负责的区域内，请核对。"))
    if "grid" in cells:
        row.values["grid"] = narrow_words(cell_text(cells["grid"])) or None
    for field in register.fields:
        if field.name in cells and field.name not in _OWN:
            row.values[field.name], problem = read_value(field, cells[field.name], setting)
            row.add(problem)
    return row


def _kind_in(name: str) -> str | None:
    """The kind that the end of a place's name says: 曙光路121号饮水点."""
    return next((kind for length in range(6, 1, -1) if (kind := clean_facility_kind(name[-length:]))), None)


class FacilityFinder:
    """Finds the ledger's place a row means: by number, by name and kind, by address and kind."""

    def __init__(self, session: Session, register: Register, rows: Iterable[SheetRow]) -> None:
        """Read all places that share a number, a name or an address with one of the rows."""
        kept = list(rows)
        keys = {name: {row.values.get(name) for row in kept} for name in ("number", "name", "address")}
        self._by: dict[tuple[Any, ...], dict[str, Any]] = {}
        for place in candidates(session, register.table, keys):
            for key in _keys(place):
                self._by.setdefault(key, place)

    def find(self, row: SheetRow) -> dict[str, Any] | None:
        """The place as stored, or None for a new one."""
        return next((self._by[key] for key in _keys(row.values) if key in self._by), None)


def _keys(values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What a place is recognised by, the surest first."""
    number = [("number", values["number"])] if values.get("number") else []
    pairs = [
        (name, values[name], str(values.get("kind"))) for name in ("name", "address") if values.get(name)
    ]
    return [*number, *pairs]


def same_place(row: SheetRow) -> list[tuple[Any, ...]]:
    """Keys by which two rows of one sheet are found to be the same place: name with kind and address."""
    values = row.values
    return (
        [("place", values.get("name"), str(values.get("kind")), values.get("address"))]
        if values.get("name")
        else []
    )
