"""评价: how services were judged, written down for many records at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.actions.rows import changed, checked, chosen
from app.desk import Changes, Desk
from app.rules.dates import not_future
from app.rules.evaluations import evaluation_told
from db.models import Evaluator, Grade, ServiceEvaluation, ServiceLog

RULES = (not_future("evaluated_on", "评价日期"), evaluation_told)


def evaluate(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """Write the same evaluation for each record (``values``: evaluator, grade, on, by, remark, complaint).

    Raises ``ValidationFailed`` for a record that was reversed, and for a day before the service.
    """
    with desk.operation("evaluate", f"登记服务评价{len(ids)}条") as session:
        for log in chosen(session, desk, ServiceLog, ids, "服务记录"):
            row = ServiceEvaluation(
                log_id=log.id or 0,
                evaluator=Evaluator(values["evaluator"]),
                grade=Grade(values["grade"]),
                evaluated_on=values.get("on") or date.today(),
                evaluated_by=(values.get("by") or "")[:60],
                remark=(values.get("remark") or "")[:200],
                complaint=bool(values.get("complaint")),
            )
            checked(session, row, RULES, str(log.served_on))
            session.add(row)
        return changed(session, ServiceEvaluation)
