"""公示 of verified service records before they are booked, where the office does so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from app.rules.publicity import LOGS, check_over, check_period
from db.models import LogState, ServiceLog


def publish_logs(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Show verified records to the public from a day to a day (``values``: on, to).

    Raises ``ValidationFailed`` for records that are not verified or booked already, and for too short a time.
    """
    with desk.operation("publish_logs", f"公示服务记录{len(ids)}条") as session:
        check_period(session, LOGS, values["on"], values["to"])
        for log in chosen(session, desk, ServiceLog, ids, "服务记录"):
            if log.state != LogState.VERIFIED:
                raise refuse("STATUS_STEP", "", "选中的记录里有不是“核实”状态的，核实之后、入账之前才公示。")
            log.published_from, log.published_to = values["on"], values["to"]
            touch(session, log)
        return changed(session, ServiceLog)


def check_published(session: Session, logs: Sequence[ServiceLog]) -> None:
    """Raise ``ValidationFailed`` when one of the records may not be booked today because of its publicity."""
    for published_to in {log.published_to for log in logs}:
        check_over(session, LOGS, published_to, date.today(), "入账", "选中的记录里有的")
