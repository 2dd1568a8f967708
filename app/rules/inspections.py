"""Rules of inspections and faults: lines of the right checklist, dates in order, a fault struck off only after it was mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from db.models import Facility, FaultState, Inspection, InspectionItem

MEND_DAYS = 7  # for mending a fault, where the office has not set another number


def item_of_kind(result: Any, session: Session) -> Sequence[Problem]:
    """A line of the checklist is for every kind of place, or for this one."""
    item = session.get(InspectionItem, result.item_id)
    inspection = session.get(Inspection, result.inspection_id)
    facility = None if inspection is None else session.get(Facility, inspection.facility_id)
    if item is None or facility is None or item.kind in (None, facility.kind):
        return ()
    return (Problem("OTHER_KIND", "item_id", f"“{item.name}”不是这类阵地的检查项，请重新选择。"),)


def looked_before_results(result: Any, session: Session) -> Sequence[Problem]:
    """Results are of an inspection that took place."""
    inspection = session.get(Inspection, result.inspection_id)
    if inspection is None or inspection.inspected_on is not None:
        return ()
    return (Problem("NOT_INSPECTED", "inspection_id", "请先在巡查记录里填巡查日期，再登记结果。"),)


def fault_told(fault: Any, _: Session) -> Sequence[Problem]:
    """A mended fault says when, one struck off says both; an open one neither."""
    mended = fault.state in (FaultState.MENDED, FaultState.CLOSED)
    if mended != (fault.mended_on is not None):
        message = "已整改的要填整改日期。" if mended else "还没有整改的不填整改日期，请改状态或清空日期。"
        return (Problem("MENDED_WHEN", "mended_on", message),)
    closed = fault.state == FaultState.CLOSED
    if closed != (fault.closed_on is not None):
        message = "已销号的要填销号日期。" if closed else "还没有销号的不填销号日期，请改状态或清空日期。"
        return (Problem("CLOSED_WHEN", "closed_on", message),)
    return ()
