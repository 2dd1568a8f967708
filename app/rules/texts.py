"""The rule for verbs that keep what a clerk typed: a text is no longer than its column (forms look before they save)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from app.errors import Problem
from db.base import table_of


def no_longer(**labels: str) -> Callable[[Any, Session], Sequence[Problem]]:
    """The rule that texts (attribute=label) have no more characters than their columns keep."""

    def rule(record: Any, _: Session) -> Sequence[Problem]:
        columns = table_of(type(record)).c
        problems = []
        for name, label in labels.items():
            text, most = getattr(record, name) or "", getattr(columns[name].type, "length", None)
            if most is not None and len(text) > most:
                message = f"“{label}”最多{most}个字，现有{len(text)}个字，请缩短。"
                problems.append(Problem("TOO_LONG", name, message))
        return problems

    return rule
