"""Verbs of service records about the official system of volunteers; its columns are described, so imported when needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.desk import Changes, Desk
from app.registers.spec import Action, Field, Kind


def _verb(name: str) -> Callable[[Desk, Sequence[int], dict[str, Any]], Changes]:
    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        from app.actions import recordexchange

        done: Changes = getattr(recordexchange, name)(desk, ids, values)
        return done

    return run


_ON = Field("on", "日期", kind=Kind.DATE, required=True)
SYNC_ACTIONS = (
    Action(
        "entered",
        "登记已录入官方系统",
        "mdi6.cloud-check-outline",
        _verb("mark_entered"),
        asks=(_ON, Field("outside_no", "官方系统记录号", help="只登记一条时可填")),
    ),
    Action(
        "mismatch",
        "登记与官方系统不一致",
        "mdi6.cloud-alert-outline",
        _verb("mark_mismatch"),
        asks=(_ON, Field("reason", "差异", required=True, help="如：官方系统是1小时")),
    ),
)
