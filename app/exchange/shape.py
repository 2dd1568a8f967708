"""What a shape of sheet must be able to do. A sheet may hold a record in each row, or marks of people on many days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.desk import Desk
    from app.exchange.decisions import Decisions
    from app.exchange.headers import Table
    from app.exchange.run import Applied, Asked, DryRun
    from app.exchange.workbook import Workbook


@dataclass(frozen=True)
class Shape:
    """How sheets of one shape are imported.

    look: reads the table found and says what importing it would do; writes nothing. apply: imports what the decisions
    take, in one operation. plain: the dry run as values json.dumps takes. usual: what a clerk would most likely decide.
    A shape may extend DryRun and Decisions; it then gets its own back.
    """

    look: Callable[[Desk, Workbook, Table, Asked], DryRun]
    apply: Callable[[Desk, Any, Any, str | None], Applied]
    plain: Callable[[Any], dict[str, Any]]
    usual: Callable[[Any, bool], Decisions]
