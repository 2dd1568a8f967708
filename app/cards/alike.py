"""Records like the one being typed: what a register may look for while a form is filled in."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.desk import Desk


class Weight(enum.StrEnum):
    """What follows: the other record is opened instead, the clerk is warned, or it is just shown."""

    BLOCK = "block"
    WARN = "warn"
    SHOW = "show"


@dataclass(frozen=True)
class Alike:
    """A record like the one being typed. visible: False for one outside the clerk's area, which cannot be opened."""

    record_id: int
    weight: Weight
    sentence: str
    visible: bool = True


@dataclass(frozen=True)
class Lookout:
    """What a register looks for while its form is filled in.

    fields: names of those that matter. find: given the desk, what is typed by field name, and the id of the record
    itself when it is saved already; gives the weightiest first. It runs on the worker.
    """

    fields: tuple[str, ...]
    find: Callable[[Desk, Mapping[str, Any], int | None], Sequence[Alike]]
