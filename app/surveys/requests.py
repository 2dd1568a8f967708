"""Requests of a period as a sheet: which came in or were still open, how each stands, and whether its limit was kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from app.desk import Desk
from app.registers.requestwords import CATEGORIES, CHANNELS, SATISFACTIONS
from app.registers.spec import VEILED
from app.rules.requests import GONE, LABELS, SETTLED
from db.base import table_of
from db.models import Area, Request, RequestState, RequestStep
from db.queries.requests import stands

_CHANNELS, _CATEGORIES, _ANSWERS = dict(CHANNELS), dict(CATEGORIES), dict(SATISFACTIONS)


@dataclass(frozen=True)
class Line:
    """A request at the end of the period. limit: 按期, 超期…天, 已超期…天 or 未到期; empty without one. kept: None while open."""

    number: str
    received_on: date
    channel: str
    category: str
    title: str
    area: str
    unit: str
    due_on: date | None
    state: str
    open: bool
    closed_on: date | None
    limit: str
    kept: bool | None
    answer: str


@dataclass(frozen=True)
class RequestSheet:
    """The requests of a period, open ones first. arrived: how many of them came in within it."""

    lines: tuple[Line, ...]
    arrived: int

    @property
    def sentence(self) -> str:
        """How many, how they stand, how limits were kept, and what they were about."""
        still = sum(line.open for line in self.lines)
        closed = [line for line in self.lines if line.closed_on is not None and not line.open]
        limited = [line for line in closed if line.kept is not None]
        kept = sum(line.kept is True for line in limited)
        about = Counter(line.category for line in self.lines).most_common()
        kinds = "、".join(f"{label}{count}件" for label, count in about)
        late = sum(line.open and line.limit.startswith("已超期") for line in self.lines)
        return (
            f"共{len(self.lines)}件，其中期内收到{self.arrived}件；已办结{len(closed)}件"
            f"（有期限的{len(limited)}件中按期{kept}件）；未办结{still}件（已超期{late}件）。按类别：{kinds}。"
        )


def request_sheet(desk: Desk, since: date, until: date) -> RequestSheet:
    """Requests that came in within the period, and earlier ones that were still open when it began."""
    table = table_of(Request)
    areas = desk.visible_areas()
    query = (
        select(Request, Area.name)
        .join(Area, col(Area.id) == Request.area_id)
        .where(Request.received_on <= until)
        .where(
            sa.or_(
                col(Request.received_on) >= since,
                ~stands((*SETTLED, *GONE), since - timedelta(days=1)),
            )
        )
        .order_by(col(Request.received_on), col(Request.id))
    )
    if areas is not None:
        query = query.where(table.c.area_id.in_(areas))
    with desk.reading() as session:
        found = session.exec(query).all()
        steps = _steps(session, [one.id or 0 for one, _ in found], until)
    lines = [_line(one, area, steps[one.id or 0], until) for one, area in found]
    arrived = sum(line.received_on >= since for line in lines)
    return RequestSheet(tuple(sorted(lines, key=lambda line: not line.open)), arrived)


def _steps(session: Any, ids: Sequence[int], until: date) -> dict[int, list[RequestStep]]:
    found: dict[int, list[RequestStep]] = defaultdict(list)
    for start in range(0, len(ids), 500):
        query = select(RequestStep).where(
            col(RequestStep.request_id).in_(ids[start : start + 500]), RequestStep.from_on <= until
        )
        for step in session.exec(query.order_by(col(RequestStep.from_on), col(RequestStep.id))).all():
            found[step.request_id].append(step)
    return found


def _line(request: Request, area: str, steps: Sequence[RequestStep], until: date) -> Line:
    """How a request stood at the end of a day, by its steps."""
    state = RequestState(steps[-1].state) if steps else RequestState.PENDING
    closings = [step for step in steps if step.state == RequestState.CLOSED]
    closing = closings[-1] if closings and state in SETTLED else None
    due = closing.due_on if closing is not None else steps[-1].due_on if steps else request.due_on
    limit, kept = _kept(closing.from_on if closing else None, due, state, until)
    calls = [step for step in steps if step.state == RequestState.CALLED_BACK and state in SETTLED]
    return Line(
        request.number,
        request.received_on,
        _CHANNELS[request.channel],
        _CATEGORIES[request.category],
        VEILED if request.confidential else request.title,
        area,
        request.unit,
        due,
        LABELS[state],
        state not in (*SETTLED, *GONE),
        closing.from_on if closing is not None else None,
        limit,
        kept,
        _ANSWERS.get(calls[-1].satisfaction or "", "") if calls else "",
    )


def _kept(
    closed_on: date | None, due: date | None, state: RequestState, until: date
) -> tuple[str, bool | None]:
    if due is None or state in GONE:
        return "", None
    if closed_on is not None:
        late = (closed_on - due).days
        return (f"超期{late}天", False) if late > 0 else ("按期", True)
    late = (until - due).days
    return (f"已超期{late}天" if late > 0 else "未到期"), None
