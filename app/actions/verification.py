"""核实 of many people at once: who is still here, who has left to where, as one operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.actions.people import take_off
from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from db.models import Employment, Person, Registration


@dataclass(frozen=True)
class Verdict:
    """What was found out about one person. left_to: where to, for one who is no longer here."""

    person_id: int
    here: bool
    left_to: str = ""


def verify_all(desk: Desk, verdicts: Sequence[Verdict], on: date) -> Changes:
    """Note the day for those still here, and take those who left off the books from it.

    Raises ``ValidationFailed`` for a day to come, and when somebody was registered only on that day or later and is said
    to have left; ``NotFound`` when one is gone. Then nothing is written.
    """
    if on > date.today():
        raise refuse("DATE_FUTURE", "on", f"核实日期{on}还没有到，请核对。")
    by_id = {one.person_id: one for one in verdicts}
    left = sum(not one.here for one in verdicts)
    title = f"核实人员{len(verdicts)}人：在岗{len(verdicts) - left}人、流出{left}人"
    with desk.operation("verify", title) as session:
        for person in chosen(session, desk, Person, by_id, "人员"):
            verdict = by_id[person.id or 0]
            if not verdict.here:
                take_off(session, person, on, verdict.left_to)
            elif person.last_verified_on is None or person.last_verified_on < on:
                person.last_verified_on = on
                touch(session, person)
        return changed(session, Person, Registration, Employment)
