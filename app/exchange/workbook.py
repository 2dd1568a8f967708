"""What reading a file gives: sheets of raw cell values, as plain data that crosses a process border."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

Cell = str | int | float | bool | date | datetime | time | None
"""A raw value: text as typed, numbers (Excel integers arrive as floats), dates, or None for an empty cell."""


@dataclass(frozen=True)
class Merged:
    """A merged range: 1-based first and last row, 0-based first and last column, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook.

    rows: ``rows[0]`` is sheet row 1; rows end at their last value, so they may differ in length.
    hidden_rows: 1-based, hidden_columns: 0-based. broken_cells: references such as ``D7`` whose formula is an error or
    has no stored result. comments: what people noted on cells, by reference.
    """

    name: str
    hidden: bool
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    broken_cells: frozenset[str] = frozenset()
    comments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Workbook:
    """A workbook as read. file_name: without folders. epoch_1904: serial day numbers count from 1904."""

    file_name: str
    kind: str
    sheets: tuple[Sheet, ...]
    epoch_1904: bool = False


def to_plain(workbook: Workbook) -> dict[str, Any]:
    """The workbook as values that json.dumps takes with ``default=plain_date``."""
    return {
        "file_name": workbook.file_name,
        "kind": workbook.kind,
        "epoch_1904": workbook.epoch_1904,
        "sheets": [
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "rows": sheet.rows,
                "merged": [[m.top, m.left, m.bottom, m.right] for m in sheet.merged],
                "hidden_rows": sorted(sheet.hidden_rows),
                "hidden_columns": sorted(sheet.hidden_columns),
                "broken_cells": sorted(sheet.broken_cells),
                "comments": sorted(sheet.comments.items()),
            }
            for sheet in workbook.sheets
        ],
    }


def plain_date(value: object) -> dict[str, str]:
    """How a date, a moment or a time of day travels: ``{"datetime": "2024-11-05T00:00:00"}``."""
    if isinstance(value, datetime | date | time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(type(value).__name__)


def from_plain_date(value: dict[str, Any]) -> Any:
    """The inverse of plain_date, as ``object_hook`` of json.loads; other objects pass unchanged."""
    if len(value) == 1:
        (name, text), *_ = value.items()
        kind: Any = {"date": date, "datetime": datetime, "time": time}.get(name)
        if kind is not None and isinstance(text, str):
            return kind.fromisoformat(text)
    return value


def from_plain(plain: dict[str, Any]) -> Workbook:
    """The inverse of to_plain."""
    return Workbook(
        file_name=plain["file_name"],
        kind=plain["kind"],
        epoch_1904=plain["epoch_1904"],
        sheets=tuple(
            Sheet(
                name=sheet["name"],
                hidden=sheet["hidden"],
                rows=sheet["rows"],
                merged=tuple(Merged(*corner) for corner in sheet["merged"]),
                hidden_rows=frozenset(sheet["hidden_rows"]),
                hidden_columns=frozenset(sheet["hidden_columns"]),
                broken_cells=frozenset(sheet["broken_cells"]),
                comments=dict(sheet["comments"]),
            )
            for sheet in plain["sheets"]
        ),
    )
