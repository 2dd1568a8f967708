"""A dry run of a sheet of hours as plain data: the team, every line, and the minutes together."""

from __future__ import annotations

from typing import Any

from app.exchange.hours import HoursRow, HoursRun
from app.exchange.readrow import SheetRow, State

_KEYS = ("date", "name", "minutes", "quantity")
_MORE = ("content", "place", "note")


def plain_hours(run: HoursRun) -> dict[str, Any]:
    """The dry run as values json.dumps takes. Rows hold ``row, state, values, problems`` and ``why`` when skipped."""
    return {
        "register": run.register,
        "sheet": run.sheet,
        "header_row": run.header_row,
        "team": run.team,
        "team_found": run.team_name,
        "rows": [_row(row) for row in run.rows],
        "total_minutes": run.total_minutes,
        "notices": list(run.notices),
    }


def _row(row: SheetRow) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "row": row.row,
        "state": str(row.state),
        "values": {} if row.state is State.SKIP else _values(row),
        "problems": [
            {"code": one.code, "field": one.field, "message": one.message, "blocking": one.blocking}
            for one in row.problems
        ],
    }
    if row.why:
        plain["why"] = row.why
    if isinstance(row, HoursRow):
        plain["standing"] = row.standing
    return plain


def _values(row: SheetRow) -> dict[str, Any]:
    values = {name: row.values[name] for name in _KEYS}
    values["date"] = values["date"].isoformat() if values["date"] is not None else None
    return values | {name: row.values[name] for name in _MORE if row.values[name]}
