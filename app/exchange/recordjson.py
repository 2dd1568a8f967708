"""A dry run of records as plain data: stable keys and codes, values as the office writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.exchange.readrow import SheetRow, State
from app.exchange.run import DryRun
from app.exchange.values import exchanged
from app.exchange.words import FACILITY_KINDS
from app.registers import find_register
from app.registers.spec import Register

_CODES = {"id_no": "id", "birth_date": "birth", "opened_on": "opened"}
_ALWAYS = {
    "people": ("name", "gender", "id_no", "phones", "category", "platform", "birth_date"),
    "facilities": ("name", "kind", "address", "opened_on"),
}
_NEVER = frozenset({"birth_precision", "id_kind", "area_id"})


def plain_records(run: DryRun) -> dict[str, Any]:
    """The dry run as values json.dumps takes.

    Rows hold ``row, state, values, problems`` and, for skipped ones, ``why``; dates are ISO texts of known precision.
    """
    register = find_register(run.register)
    return {
        "register": run.register,
        "sheet": run.sheet,
        "header_row": run.header_row,
        "community": run.community,
        "rows": [_row(register, row) for row in run.rows],
        "notices": list(run.notices),
    }


def _row(register: Register, row: SheetRow) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "row": row.row,
        "state": str(row.state),
        "values": {} if row.state is State.SKIP else _values(register, row),
        "problems": [
            {
                "code": one.code,
                "field": _CODES.get(one.field, one.field),
                "message": one.message,
                "blocking": one.blocking,
            }
            for one in row.problems
        ],
    }
    if row.why:
        plain["why"] = row.why
    if row.differences:
        plain["differences"] = [
            {"field": one.field, "label": one.label, "before": one.before, "after": one.after}
            for one in row.differences
        ]
    return plain


def _values(register: Register, row: SheetRow) -> dict[str, Any]:
    always = _ALWAYS.get(register.key, ())
    names = [*always, *(name for name in row.values if name not in always and name not in _NEVER)]
    plain: dict[str, Any] = {}
    for name in names:
        value = _plain(register, row, name)
        if name in always or value not in (None, "", []):
            plain[_CODES.get(name, name)] = value
    return plain


def _plain(register: Register, row: SheetRow, name: str) -> Any:
    value = row.values.get(name)
    if name == "birth_date" and value is not None:
        return value.isoformat()[
            : {"day": 10, "month": 7, "year": 4}[row.values.get("birth_precision", "day")]
        ]
    if name == "kind" and register.key == "facilities":
        return FACILITY_KINDS[value][0] if value else None
    if name in register.by_name:
        return exchanged(register.field(name), value)
    return value.isoformat() if isinstance(value, date) else value or None
