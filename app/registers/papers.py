"""The papers of a register: what can be printed of its records beside the list itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.registers.spec import Field


@dataclass(frozen=True)
class Paper:
    """A paper about chosen records.

    make: prints it; given the purpose for which numbers are in full, empty when they are to be hidden. purpose: proposed
    when the clerk is asked for one; empty when the paper has no such choice. many: of several records in one file.
    blank: also without any record, to be filled in by hand. asks: what the clerk is asked before; ``make`` is then given
    the answers by name as a fourth argument.
    """

    key: str
    label: str
    icon: str
    make: Callable[..., Printed]
    purpose: str = ""
    many: bool = True
    blank: bool = False
    asks: tuple[Field, ...] = ()
