"""Clues of riders: handed on, closed, or not taken up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.actions.rows import changed, chosen, refuse, touch
from app.desk import Changes, Desk
from db.models import Clue, ClueState


def settle_clues(state: ClueState, verb: str) -> Callable[[Desk, Sequence[int], dict[str, Any]], Changes]:
    """The verb that hands clues on, closes them or does not take them up (``values``: on, by, result as asked)."""

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        with desk.operation("clue", f"线索{verb}：{len(ids)}条") as session:
            for clue in chosen(session, desk, Clue, ids, "线索"):
                if clue.state in (ClueState.CLOSED, ClueState.DROPPED):
                    raise refuse("CLUE_STEP", "", f"{clue.number}已经办结，不能再{verb}。")
                _settle(clue, state, values)
                touch(session, clue)
            return changed(session, Clue)

    return run


def _settle(clue: Clue, state: ClueState, values: dict[str, Any]) -> None:
    on: date | None = values.get("on")
    if on is not None and on < clue.reported_on:
        raise refuse(
            "DATE_ORDER", "on", f"{clue.number}的办结日期{on}早于上报日期{clue.reported_on}，请核对。"
        )
    if on is not None and on > date.today():
        raise refuse("DATE_FUTURE", "on", f"{on}还没有到，请到时再登记。")
    clue.state = state
    clue.closed_on = on
    clue.handled_by = values.get("by") or clue.handled_by
    clue.result = values.get("result") or clue.result
