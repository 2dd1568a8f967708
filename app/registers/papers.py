"""The papers of a register: what can be printed of its records beside the list itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.desk import Desk
    from app.registers.spec import Field


@dataclass(frozen=True)
class Paper:
    """A paper about chosen records.

    make: prints it; given the purpose for which numbers are in full, empty when they are to be hidden. purpose: proposed
    when the clerk is asked for one; empty when the paper has no such choice. many: of several records in one file.
    blank: also without any record, to be filled in by hand. asks: what the clerk is asked before; ``make`` is then given
    the answers by name as a fourth argument. preset: what the questions show at first, read from the ledger; remembers: the
    questions whose last answer is shown the next time.
    """

    key: str
    label: str
    icon: str
    make: Callable[..., Printed]
    purpose: str = ""
    many: bool = True
    blank: bool = False
    asks: tuple[Field, ...] = ()
    preset: Callable[[Desk], dict[str, Any]] | None = None
    remembers: tuple[str, ...] = ()
