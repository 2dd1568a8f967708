"""What is told of one record beside its fields: short figures, and its life as dated lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Fact = tuple[str, str]  # a label and its ready text


@dataclass(frozen=True)
class Milestone:
    """A day on which something changed for a record, in words; ``detail`` is said smaller."""

    on: date
    text: str
    detail: str = ""
