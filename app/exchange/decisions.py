"""What the clerk decided about a dry run, and which rows that takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.errors import UserError
from app.exchange.readrow import SheetRow, State
from app.exchange.run import DryRun


@dataclass(frozen=True)
class Decisions:
    """The clerk's decisions.

    rows: take (True) or leave (False) single rows, by sheet row; rows with blocking problems are never taken
    unless a person was offered for them. new,
    updates: whether new and changed rows are taken when not decided singly. platforms: for each unknown platform the
    name to use (its own name creates it, another known name stands for it) or "" to leave it out. stations: names of
    stations to create; others are left out. union_id: the union that a 入会时间 belongs to; None leaves those out.
    """

    rows: Mapping[int, bool] = field(default_factory=dict)
    new: bool = True
    updates: bool = False
    platforms: Mapping[str, str] = field(default_factory=dict)
    stations: frozenset[str] = frozenset()
    union_id: int | None = None

    def takes(self, row: SheetRow) -> bool:
        """Whether a row is imported."""
        if row.offered:
            return self.rows.get(row.row, False)
        if row.state not in (State.NEW, State.UPDATE) or row.blocked:
            return False
        return self.rows.get(row.row, self.new if row.state is State.NEW else self.updates)


def usual_decisions(run: DryRun, *, updates: bool = False) -> Decisions:
    """What a clerk would most likely decide, in the way of the sheet's shape."""
    return run.shape.usual(run, updates)


def usual_for_records(run: DryRun, updates: bool) -> Decisions:
    """Create well-known platforms, join the only union there is."""
    union = next(iter(run.unions)) if len(run.unions) == 1 else None
    return Decisions(updates=updates, platforms={name: name for name in run.usual_platforms}, union_id=union)


def require_decided(run: DryRun, decisions: Decisions) -> None:
    """Raise UserError when a row to be taken names a platform the ledger lacks and nothing was decided about it."""
    named = dict.fromkeys(row.values.get("platform") or "" for row in run.rows if decisions.takes(row))
    open_names = [name for name in named if name in run.new_platforms and name not in decisions.platforms]
    if open_names:
        listed = "、".join(open_names)
        raise UserError(
            f"这些平台还没有登记：{listed}。", "请先决定是新建、当作已有的平台，还是留空，再导入。"
        )
