"""The verbs of deliberations: opinions adopted, answered and finished; resolutions begun, carried out, put off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, select

from app.actions.rows import changed, checked, refuse, touch
from app.desk import Changes, Desk
from app.errors import NotFound
from app.rules.deliberations import RESOLUTION, RESOLUTION_STATES, opinion_told, resolution_told
from db.base import table_of
from db.models import Deliberation, Opinion, OpinionState, Resolution, ResolutionState

AnyRow = TypeVar("AnyRow", Opinion, Resolution)
Run = Callable[[Desk, Sequence[int], dict[str, Any]], Changes]
_LABELS = dict(RESOLUTION_STATES)


def decide(state: OpinionState, verb: str) -> Run:
    """采纳 or 不采纳 (``values``: on, handling). Raises ``ValidationFailed`` for an opinion that is finished."""

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        with desk.operation("opinion", f"意见建议{verb}：{len(ids)}条") as session:
            for opinion in _of_meetings(session, desk, Opinion, ids, "意见建议"):
                if opinion.closed_on is not None:
                    raise refuse("OPINION_CLOSED", "", f"“{opinion.content[:20]}”已经办结，不能再{verb}。")
                opinion.state, opinion.decided_on = state, _not_ahead(values["on"])
                opinion.handling = values.get("handling") or opinion.handling
                checked(session, opinion, (opinion_told,))
                touch(session, opinion)
            return changed(session, Opinion)

    return run


def answer(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    """登记反馈 to whoever raised it (``values``: on, answer, closes: the matter is finished with it)."""
    with desk.operation("opinion", f"意见建议反馈：{len(ids)}条") as session:
        for opinion in _of_meetings(session, desk, Opinion, ids, "意见建议"):
            opinion.answered_on, opinion.answer = _not_ahead(values["on"]), values["answer"]
            if values.get("closes"):
                opinion.closed_on = values["on"]
            checked(session, opinion, (opinion_told,))
            touch(session, opinion)
        return changed(session, Opinion)


def step(to: ResolutionState, verb: str) -> Run:
    """The verb that brings resolutions to a state on a day (``values``: on, progress).

    Raises ``ValidationFailed`` naming the one whose life-cycle does not allow it.
    """

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        with desk.operation("resolution", f"议定事项{verb}：{len(ids)}项") as session:
            for one in _of_meetings(session, desk, Resolution, ids, "议定事项"):
                if one.state == to or not RESOLUTION.allows(one.state, to):
                    message = f"“{one.item[:20]}”现在是“{_LABELS[one.state]}”，不能{verb}。"
                    raise refuse("RESOLUTION_STEP", "", message)
                _date(one, to, _not_ahead(values["on"]))
                one.state = to
                one.progress = values.get("progress") or one.progress
                checked(session, one, (resolution_told,))
                touch(session, one)
            return changed(session, Resolution)

    return run


def _date(one: Resolution, to: ResolutionState, on: date) -> None:
    if to == ResolutionState.DONE:
        if one.started_on is not None and on < one.started_on:
            message = f"“{one.item[:20]}”的落实日期{on}早于启动日期{one.started_on}，请核对。"
            raise refuse("DATE_ORDER", "on", message)
        one.done_on = on
    elif to == ResolutionState.RUNNING and one.started_on is None:
        one.started_on = on


def _not_ahead(on: date) -> date:
    if on > date.today():
        raise refuse("DATE_FUTURE", "on", f"{on}还没有到，请到时再登记。")
    return on


def _of_meetings(
    session: Session, desk: Desk, model: type[AnyRow], ids: Sequence[int], label: str
) -> list[AnyRow]:
    """The rows of the ids, in their order. Raises ``NotFound`` for one outside the clerk's area: its meeting's counts."""
    wanted, table, meetings = list(dict.fromkeys(ids)), table_of(model), table_of(Deliberation)
    query = select(model).where(table.c.id.in_(wanted))
    areas = desk.visible_areas()
    if areas is not None:
        seen = sa.select(meetings.c.id).where(meetings.c.area_id.in_(areas))
        query = query.where(table.c.deliberation_id.in_(seen))
    found = {row.id: row for row in session.exec(query).all()}
    if len(found) != len(wanted):
        raise NotFound(f"有的{label}已被删除，或不在您负责的区域内。", "请刷新列表后重试。")
    return [found[one] for one in wanted]
