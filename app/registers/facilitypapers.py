"""The papers of facilities: the sign at the door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.desk import Desk
from app.registers.papers import Paper

if TYPE_CHECKING:
    from app.actions.printing import Printed


def _print_signs(desk: Desk, ids: Sequence[int], _: str) -> Printed:
    from app.actions.map_printing import print_door_signs  # printing reads registers

    return print_door_signs(desk, ids)


DOOR_SIGN = Paper("door_sign", "门牌（带二维码）", "mdi6.qrcode", _print_signs)
