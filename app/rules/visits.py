"""Rules of visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from db.models import Visit


def need_told(met: Any, session: Session) -> Sequence[Problem]:
    """A need has a kind, so that it is counted; it is settled neither without one nor before the visit."""
    if met.need_kind is None:
        for name, label in (("need", "需求"), ("follow_up", "跟进情况"), ("settled_on", "解决日期")):
            if getattr(met, name):
                return (Problem("NEED_KIND", "need_kind", f"填了{label}，请选择需求类别。"),)
        return ()
    visit = session.get(Visit, met.visit_id) if met.visit_id else None
    if visit is not None and met.settled_on is not None and met.settled_on < visit.visited_on:
        message = f"解决日期（{met.settled_on}）早于走访日期（{visit.visited_on}），请核对。"
        return (Problem("DATE_ORDER", "settled_on", message),)
    return ()
