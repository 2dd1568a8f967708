"""One row of a sheet after reading: the values it gives and what is wrong with them."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Any

from app.errors import Problem


class State(enum.StrEnum):
    """What an import would do with a row."""

    NEW = "new"
    UPDATE = "update"
    SAME = "same"
    PROBLEM = "problem"
    SKIP = "skip"


@dataclass(frozen=True)
class Difference:
    """A field that the sheet would change: stored and incoming value as text."""

    field: str
    label: str
    before: str
    after: str


@dataclass
class SheetRow:
    """A sheet row of the dry run.

    row: 1-based sheet row. values: stored values by field name (platform, station and union_joined beside them).
    why: of a skipped row: blank, subtotal, total, header. record_id, version: the ledger's record it was matched with.
    hint: the digits left of an identity number that lost its end. offered: one person fits them, and the clerk may take
    the row as an update of that person.
    """

    row: int
    state: State = State.NEW
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    why: str = ""
    record_id: int | None = None
    version: int = 0
    hint: str = ""
    offered: bool = False
    differences: list[Difference] = field(default_factory=list)

    @property
    def blocked(self) -> bool:
        """Whether something keeps the row from being imported as it is."""
        return any(problem.blocking for problem in self.problems)

    def add(self, problem: Problem | None) -> None:
        """Note a problem, if there is one."""
        if problem is not None:
            self.problems.append(problem)
