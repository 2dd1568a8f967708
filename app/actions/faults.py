"""Faults on their way: mended, struck off (销号) after a look, or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from db.models import Fault, FaultState


def mend(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """已整改 (``values``: on, how). Raises ``ValidationFailed`` for a fault that is not open, or a day before it was found."""
    with desk.operation("fault", f"登记整改：{len(ids)}个问题") as session:
        for fault in chosen(session, desk, Fault, ids, "问题"):
            if fault.state != FaultState.OPEN:
                raise refuse("FAULT_STEP", "", f"“{fault.content}”已经整改，不用再登记。")
            _in_order(fault.content, fault.found_on, values["on"], "发现")
            fault.state, fault.mended_on = FaultState.MENDED, values["on"]
            fault.how = values.get("how") or ""
            touch(session, fault)
        return changed(session, Fault)


def close(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """销号 after a look (``values``: on). Raises ``ValidationFailed`` for a fault that is not mended."""
    with desk.operation("fault", f"销号：{len(ids)}个问题") as session:
        for fault in chosen(session, desk, Fault, ids, "问题"):
            if fault.state != FaultState.MENDED or fault.mended_on is None:
                raise refuse("FAULT_STEP", "", f"“{fault.content}”还没有整改，不能销号。")
            _in_order(fault.content, fault.mended_on, values["on"], "整改")
            fault.state, fault.closed_on = FaultState.CLOSED, values["on"]
            touch(session, fault)
        return changed(session, Fault)


def reopen(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """The look showed that it is not mended: open again until a new day (``values``: due_on)."""
    with desk.operation("fault", f"退回整改：{len(ids)}个问题") as session:
        for fault in chosen(session, desk, Fault, ids, "问题"):
            if fault.state != FaultState.MENDED:
                raise refuse("FAULT_STEP", "", f"“{fault.content}”不是“已整改”，不能退回。")
            _in_order(fault.content, fault.found_on, values["due_on"], "发现", ahead=True)
            fault.state, fault.mended_on, fault.due_on = FaultState.OPEN, None, values["due_on"]
            touch(session, fault)
        return changed(session, Fault)


def _in_order(content: str, before: date, on: date, what: str, *, ahead: bool = False) -> None:
    if on < before:
        raise refuse("DATE_ORDER", "on", f"“{content}”的日期{on}早于{what}日期{before}，请核对。")
    if not ahead and on > date.today():
        raise refuse("DATE_FUTURE", "on", f"{on}还没有到，请到时再登记。")
