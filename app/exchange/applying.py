"""Apply a decided dry run as one operation that can be undone whole."""

from __future__ import annotations

from app.desk import Desk
from app.errors import UserError
from app.exchange.decisions import Decisions
from app.exchange.run import Applied, DryRun

__all__ = ["Applied", "apply"]


def apply(desk: Desk, run: DryRun, decisions: Decisions, *, request_id: str | None = None) -> Applied:
    """Import the rows that the decisions take, all or none, in the way of the sheet's shape.

    Everything that costs time is computed before the transaction begins. Raises UserError when something is not decided
    or the ledger has changed since the dry run, Conflict and ValidationFailed as ``records.save``.
    """
    if run.blockers:
        raise UserError("".join(run.blockers), "请先处理，再导入。")
    return run.shape.apply(desk, run, decisions, request_id)
