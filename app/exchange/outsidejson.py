"""A dry run of a platform's export as plain data: the platform, the columns, every line, and the minutes together."""

from __future__ import annotations

from typing import Any

from app.exchange.outside import OutsideRow, OutsideRun
from app.exchange.readrow import SheetRow

_KEYS = ("date", "name", "activity", "minutes", "outside_no")


def plain_outside(run: OutsideRun) -> dict[str, Any]:
    """The dry run as values json.dumps takes. Rows hold ``row, state, values, problems`` and ``why`` when skipped."""
    return {
        "register": run.register,
        "sheet": run.sheet,
        "header_row": run.header_row,
        "source": run.source,
        "columns": dict(run.mapping),
        "rows": [_row(row) for row in run.rows],
        "total_minutes": run.total_minutes,
        "notices": [*run.blockers, *run.notices],
    }


def _row(row: SheetRow) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "row": row.row,
        "state": str(row.state),
        "values": {},
        "problems": [
            {"code": one.code, "field": one.field, "message": one.message, "blocking": one.blocking}
            for one in row.problems
        ],
    }
    if row.why:
        plain["why"] = row.why
    if isinstance(row, OutsideRow):
        values = {name: row.values[name] for name in _KEYS}
        plain["values"] = values | {"date": values["date"].isoformat() if values["date"] else None}
    return plain
