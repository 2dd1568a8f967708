"""A dry run of a list of members as plain data: the organization and every line."""

from __future__ import annotations

from typing import Any

from app.exchange.members import MemberRow, MembersRun
from app.exchange.readrow import SheetRow, State


def plain_members(run: MembersRun) -> dict[str, Any]:
    """The dry run as values json.dumps takes. Rows hold ``row, state, values, problems`` and ``why`` when skipped."""
    return {
        "register": run.register,
        "sheet": run.sheet,
        "header_row": run.header_row,
        "organization": run.organization,
        "organization_found": run.body_name,
        "rows": [_row(row) for row in run.rows],
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
    if isinstance(row, MemberRow):
        plain["standing"] = row.standing
    return plain


def _values(row: SheetRow) -> dict[str, Any]:
    named = {name: row.values[name] for name in ("name", "unit", "post")}
    named["phone"] = row.values["phones"].split(" ")[0]
    return named | ({"note": row.values["note"]} if row.values["note"] else {})
