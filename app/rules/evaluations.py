"""Rules of evaluations of service (评价情况)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from db.models import Grade, LogState, ServiceLog


def evaluation_told(evaluation: Any, session: Session) -> Sequence[Problem]:
    """A service is judged after it happened; a complaint that was right and a good mark do not go together."""
    log = session.get_one(ServiceLog, evaluation.log_id)
    if evaluation.evaluated_on < log.served_on:
        message = f"评价日期早于服务日期{log.served_on}，请核对。"
        return (Problem("DATE_ORDER", "evaluated_on", message),)
    if log.state == LogState.REVERSED:
        return (Problem("REVERSED", "", "这条服务记录已经冲销，不用评价。"),)
    if evaluation.complaint and evaluation.grade in (Grade.EXCELLENT, Grade.GOOD):
        message = "投诉属实的，等次一般不评优秀、良好，请确认。"
        return (Problem("COMPLAINED", "grade", message, blocking=False),)
    return ()
