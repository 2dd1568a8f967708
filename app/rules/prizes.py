"""Prizes have a winner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.errors import Problem


def somebody_won(prize: Any, _: Session) -> Sequence[Problem]:
    """A prize is somebody's: a person's or a team's."""
    if prize.person_id is not None or prize.team:
        return ()
    return (Problem("NOBODY_WON", "person_id", "请填写获奖人或获奖团队。"),)
