"""Importing a platform's export: new records with the platform and its number, known ones noted; one operation."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session

from app.actions.rows import chosen, touch
from app.desk import Changes, Desk
from app.errors import UserError
from app.exchange.decisions import Decisions
from app.exchange.outside import OutsideRow, OutsideRun
from app.exchange.outsideheads import keep_heads
from app.exchange.readrow import State
from app.exchange.run import Applied
from app.registers import find_register
from app.registers.records import store
from db.errors import AlreadyDone
from db.models import LogKind, LogState, ServiceLog, SyncState

_TABLES = frozenset({"service_logs"})
_GIVEN = ("荣誉", "补录")  # hours that somebody gave, without a check-in


def apply_outside(desk: Desk, run: OutsideRun, decisions: Decisions, request_id: str | None) -> Applied:
    """Import the lines that the decisions take, all or none; the mapping is kept under the platform's name.

    Raises ``ValidationFailed`` as the rules of service records do, UserError when a record was changed meanwhile.
    """
    taken = [row for row in run.services if decisions.takes(row)]
    new = [row for row in taken if row.record_id is None]
    known = [row for row in taken if row.record_id is not None]
    minutes = sum(row.values["minutes"] for row in new)
    title = f"导入{run.source}的服务记录：新增{len(new)}条、{minutes / 60:g}小时" + (
        f"，核对{len(known)}条" if known else ""
    )
    try:
        with desk.operation("import", title, request_id=request_id) as session:
            keep_heads(session, run)
            for row in new:
                _write(session, desk, run, row)
            _note(session, desk, run, known)
            operation_id = session.info["operation"]
    except AlreadyDone as done:
        operation_id = done.operation_id
    left = len(run.rows) - len(taken)
    return Applied(Changes(_TABLES, operation_id), len(new), len(known), left)


def _write(session: Session, desk: Desk, run: OutsideRun, row: OutsideRow) -> None:
    given = any(word in run.mapping.get("minutes", "") for word in _GIVEN)
    values: dict[str, Any] = {
        "person_id": row.person_id,
        "team_id": row.team_id,
        "organizer_id": row.organizer_id,
        "area_id": row.area_id,
        "served_on": row.values["date"],
        "starts_at": row.values["starts_at"],
        "ends_at": row.values["ends_at"] if row.values["starts_at"] else "",
        "minutes": row.values["minutes"],
        "activity": row.values["activity"],
        "place": row.values["place"],
        "content": row.values["content"],
        "note": row.values["note"],
        "kind": LogKind.WRITTEN_DOWN if given else LogKind.CHECKED_IN,
        "source": run.source,
        "outside_no": row.values["outside_no"],
    }
    if run.official:
        values |= {"sync_state": SyncState.ENTERED, "synced_on": date.today()}
    store(session, desk, find_register("service_logs"), values)


def _note(session: Session, desk: Desk, run: OutsideRun, rows: list[OutsideRow]) -> None:
    """Write the platform's number into records that are its, and that booked ones stand in the official system."""
    logs = chosen(session, desk, ServiceLog, [row.record_id or 0 for row in rows], "服务记录") if rows else []
    by_id = {log.id: log for log in logs}
    for row in rows:
        log = by_id[row.record_id]
        if row.state is not State.UPDATE or log.version != row.version:
            raise UserError("台账里的服务记录在核对之后有变化。", "请重新核对这个文件。")
        changed = {one.field for one in row.differences}
        if "outside_no" in changed:
            log.source, log.outside_no = run.source, row.values["outside_no"]
        if "sync_state" in changed and log.state == LogState.BOOKED:
            log.sync_state, log.synced_on = SyncState.ENTERED, date.today()
        touch(session, log)
