"""A dry run of a sign-in sheet as plain data: the class, its lessons, and each person's marks in their order."""

from __future__ import annotations

from typing import Any

from app.exchange.readrow import SheetRow
from app.exchange.signin import SignInRow, SignInRun, attendances


def plain_sign_in(run: SignInRun) -> dict[str, Any]:
    """The dry run as values json.dumps takes. sessions: ISO dates; marks: one for each of them, None where unclear.

    rows: as of every other sheet; people: the same with their values beside them, in the form of a list of learners.
    """
    return {
        "register": run.register,
        "sheet": run.sheet,
        "header_row": run.header_row,
        "class_run": run.class_name,
        "class_run_found": run.class_title,
        "course": run.course,
        "sessions": [one.held_on.isoformat() if one.held_on else None for one in run.lessons],
        "rows": [_row(run, row) for row in run.rows],
        "people": [_person(run, row) for row in run.people],
        "attendances": attendances(run),
        "notices": list(run.notices),
        "blockers": list(run.blockers),
    }


def _row(run: SignInRun, row: SheetRow) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "row": row.row,
        "state": str(row.state),
        "values": {},
        "problems": _problems(row),
    }
    if row.why:
        plain["why"] = row.why
    if isinstance(row, SignInRow):
        plain |= {"values": _values(run, row), "standing": row.standing}
    return plain


def _person(run: SignInRun, row: SignInRow) -> dict[str, Any]:
    known = {"state": str(row.state), "standing": row.standing, "problems": _problems(row)}
    return {"row": row.row, **_values(run, row), **known}


def _values(run: SignInRun, row: SignInRow) -> dict[str, Any]:
    return {
        "name": row.values["name"],
        "phone": (row.values.get("phones") or "").split(" ")[0],
        "marks": [row.values.get(lesson.name) for lesson in run.lessons],
    }


def _problems(row: SheetRow) -> list[dict[str, Any]]:
    return [
        {"code": one.code, "field": one.field, "message": one.message, "blocking": one.blocking}
        for one in row.problems
    ]
