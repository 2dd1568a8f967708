"""How a sealed return is kept: JSON, ids as steps from one to the next, all of it compressed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from app.measures.arithmetic import Value
from app.measures.measure import Measure, MeasureKind, Section
from app.measures.table import TableRow
from app.returns.counted import Amounts, Side

_VALUES = (
    "this_month", "last_month", "month_change", "year_total", "last_year_total", "year_change", "year_before",
    "same_month_change",
)  # fmt: skip


def pack(content: Any) -> bytes:
    """Content of plain values as compressed JSON."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 9)


def unpack(packed: bytes) -> Any:
    """The content again."""
    return json.loads(zlib.decompress(packed))


def row_kept(row: TableRow) -> dict[str, Any]:
    """A line of the statistics table with the words of its figure, which may be called otherwise one day."""
    measure = row.measure
    kept: dict[str, Any] = {
        "code": measure.code, "name": measure.name, "unit": measure.unit, "kind": measure.kind.value,
        "section": measure.section.value, "definition": measure.definition, "register": measure.register,
        "of": measure.of, "partial": row.partial, "parts": list(row.parts), "remark": row.remark,
    }  # fmt: skip
    return kept | {name: _kept(getattr(row, name)) for name in _VALUES}


def row_again(kept: Mapping[str, Any]) -> TableRow:
    """The line as it was sealed; its figure counts nothing any more."""
    measure = Measure(
        kept["code"],
        kept["name"],
        kept["unit"],
        MeasureKind(kept["kind"]),
        Section(kept["section"]),
        kept["definition"],
        kept["register"],
        (),
        of=kept["of"],
    )
    values = {name: _again(kept[name]) for name in _VALUES}
    return TableRow(
        measure, **values, partial=kept["partial"], parts=tuple(kept["parts"]), remark=kept["remark"]
    )


def _kept(value: Value | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _again(kept: int | str | None) -> Any:
    return Decimal(kept) if isinstance(kept, str) else kept


def sides_kept(sides: Mapping[str, Sequence[Side]]) -> dict[str, Any]:
    """The records behind the figures: lists that are the same (在册人员 stands behind many rates) are kept once."""
    lists: list[Any] = []
    places: dict[tuple[tuple[int, int], ...], int] = {}
    by_code: dict[str, Any] = {}
    for code, of_figure in sides.items():
        found = []
        for side in of_figure:
            key = tuple(sorted(side.amounts.items()))
            if key not in places:
                places[key] = len(lists)
                lists.append(_list_kept(key))
            found.append([side.register, places[key], int(side.base)])
        by_code[code] = found
    return {"lists": lists, "sides": by_code}


def sides_again(kept: Mapping[str, Any]) -> dict[str, tuple[Side, ...]]:
    """The records behind the figures by code."""
    lists = [_list_again(one) for one in kept["lists"]]
    return {
        code: tuple(Side(register, lists[place], bool(base)) for register, place, base in found)
        for code, found in kept["sides"].items()
    }


def _list_kept(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    steps, amounts, last = [], [], 0
    for record, amount in pairs:
        steps.append(record - last)
        amounts.append(amount)
        last = record
    return [steps, [] if all(amount == 1 for amount in amounts) else amounts]


def _list_again(kept: list[list[int]]) -> Amounts:
    steps, amounts = kept
    found: dict[int, int] = {}
    record = 0
    for place, step in enumerate(steps):
        record += step
        found[record] = amounts[place] if amounts else 1
    return found
