"""What is printed of friendly units: the plate for the gate, and improvements before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.desk import Desk
from app.registers.papers import Paper

if TYPE_CHECKING:
    from app.actions.printing import Printed


def _print_plates(desk: Desk, ids: Sequence[int], _: str) -> Printed:
    from app.actions.unit_printing import print_plates

    return print_plates(desk, ids)


def _print_improvements(desk: Desk, ids: Sequence[int], _: str) -> Printed:
    from app.actions.improvement_printing import print_improvements

    return print_improvements(desk, ids)


PLATE = Paper("plate", "亮牌", "mdi6.sign-text", _print_plates)
IMPROVEMENT_SHEET = Paper("improvement", "改造前后对比单", "mdi6.image-multiple-outline", _print_improvements)
