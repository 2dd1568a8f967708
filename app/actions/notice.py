"""告知: who was told what the office keeps of them, in which version, on which day and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.actions.rows import changed, chosen, touch
from app.desk import Changes, Desk
from db.models import Person


def inform(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Note on cards that the people were told; ``values``: on (date), notice_way, version (that of the settings when empty)."""
    # Settings are declared with the kinds of registers: imported when needed.
    from app import settings

    version = values.get("version") or settings.read(desk, "notice_version")
    with desk.operation("inform", f"登记告知{len(ids)}人：{version}版") as session:
        for person in chosen(session, desk, Person, ids, "人员"):
            person.notice_version, person.notified_on = version, values["on"]
            person.notice_way = values.get("notice_way") or ""
            touch(session, person)
        return changed(session, Person)
