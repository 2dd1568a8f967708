"""The papers of a register: what can be printed of its records beside the list itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.desk import Desk

if TYPE_CHECKING:
    from app.actions.printing import Printed


@dataclass(frozen=True)
class Paper:
    """A paper about chosen records.

    make: prints it; given the purpose for which numbers are in full, empty when they are to be hidden. purpose: proposed
    when the clerk is asked for one; empty when the paper has no such choice. many: of several records in one file.
    blank: also without any record, to be filled in by hand.
    """

    key: str
    label: str
    icon: str
    make: Callable[[Desk, Sequence[int], str], Printed]
    purpose: str = ""
    many: bool = True
    blank: bool = False
