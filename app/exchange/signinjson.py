"""A dry run of a sign-in sheet as plain data: the class, its lessons, and each person's marks in their order."""

from __future__ import annotations

from typing import Any

from app.exchange.readrow import State
from app.exchange.signin import SignInRow, SignInRun, attendances


def plain_sign_in(run: SignInRun) -> dict[str, Any]:
    """The dry run as values json.dumps takes. sessions: ISO dates; marks: one for each of them, None where unclear."""
    return {
        "register": run.register,
        "sheet": run.sheet,
        "header_row": run.header_row,
        "class_run": run.class_name,
        "class_run_found": run.class_title,
        "course": run.course,
        "sessions": [one.held_on.isoformat() if one.held_on else None for one in run.lessons],
        "people": [_person(run, row) for row in run.people],
        "attendances": attendances(run),
        "skipped": [{"row": row.row, "why": row.why} for row in run.rows if row.state is State.SKIP],
        "notices": list(run.notices),
        "blockers": list(run.blockers),
    }


def _person(run: SignInRun, row: SignInRow) -> dict[str, Any]:
    return {
        "row": row.row,
        "name": row.values["name"],
        "phone": (row.values.get("phones") or "").split(" ")[0],
        "marks": [row.values.get(lesson.name) for lesson in run.lessons],
        "state": str(row.state),
        "standing": row.standing,
        "problems": [
            {"code": one.code, "field": one.field, "message": one.message, "blocking": one.blocking}
            for one in row.problems
        ],
    }
